def answer(response, user):
    # ruleid: privacy.python.cookie-personal-data
    response.set_cookie("who", user.email)
    # ok: privacy.python.cookie-personal-data
    response.set_cookie("session", user.session)
