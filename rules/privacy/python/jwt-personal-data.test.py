import jwt


def issue(user, key):
    # ruleid: privacy.python.jwt-personal-data
    first = jwt.encode({"sub": user.id, "email": user.email}, key)
    # ok: privacy.python.jwt-personal-data
    second = jwt.encode({"sub": user.id}, key)
