import sentry_sdk


def send(user, client):
    # ruleid: privacy.python.third-party-personal-data
    sentry_sdk.set_user({"id": user.id, "email": user.email})
    text = f"write a letter to {user.full_name}"
    # ruleid: privacy.python.third-party-personal-data
    client.chat.completions.create(messages=[{"role": "user", "content": text}])
    # ok: privacy.python.third-party-personal-data
    sentry_sdk.set_user({"id": user.id})
    # ok: privacy.python.third-party-personal-data
    database.create(user.email)
