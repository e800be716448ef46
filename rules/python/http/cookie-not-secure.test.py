# ruleid: python.http.cookie-not-secure
resp.set_cookie("authKey", "v")
# ruleid: python.http.cookie-not-secure
resp.set_cookie("sessionID", value, httponly=True)
# ruleid: python.http.cookie-not-secure
response.set_cookie("password", value, samesite="Strict")
# ok: python.http.cookie-not-secure
resp.set_cookie("authKey", "v", secure=True)
# ok: python.http.cookie-not-secure
resp.set_cookie("theme", "dark")
# ok: python.http.cookie-not-secure
resp.set_cookie("session", value, **options)


def said(response, name, value):
    # ruleid: python.http.cookie-not-secure
    response.set_cookie(name, value, path="/", secure=False, httponly=True)
    # ok: python.http.cookie-not-secure
    response.set_cookie(name, value, secure=settings.COOKIE_SECURE)
    # ok: python.http.cookie-not-secure
    response.set_cookie("csrf_token", value, secure=False)
