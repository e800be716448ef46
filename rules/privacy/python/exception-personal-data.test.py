def check(user):
    text = "no account for " + user.email
    # ruleid: privacy.python.exception-personal-data
    raise ValueError(text)


def other(user):
    # ok: privacy.python.exception-personal-data
    raise ValueError(f"no account for {user.id}")
