import requests


def look_up(email, user, ssn, session, API):
    # ruleid: privacy.python.url-personal-data
    requests.get(f"{API}/people?email={email}")
    # ruleid: privacy.python.url-personal-data
    requests.get(API + "/people?active=1&ssn=" + ssn)
    # ruleid: privacy.python.url-personal-data
    link = "%s/reset?password=%s" % (API, user.password)
    # ruleid: privacy.python.url-personal-data
    link = "{}/pay?card_number={}".format(API, user.card_number)
    # ruleid: privacy.python.url-personal-data
    session.get(API, params={"page": 1, "date_of_birth": user.date_of_birth})
    # By id.
    # ok: privacy.python.url-personal-data
    requests.get(f"{API}/people?id={user.id}")
    # ok: privacy.python.url-personal-data
    requests.get(API, params={"id": user.id})
    # In the body.
    # ok: privacy.python.url-personal-data
    requests.post(f"{API}/people/search", json={"email": email})
    # A parameter about it.
    # ok: privacy.python.url-personal-data
    requests.get(f"{API}/people?email_verified={user.verified}&sort=email")
    # Not a query string.
    # ok: privacy.python.url-personal-data
    text = f"email={email}"
    return link, text
