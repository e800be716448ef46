import hashlib


def key(user, content):
    # ruleid: privacy.python.weak-hash-personal-data
    first = hashlib.md5(user.email.encode())
    # ruleid: privacy.python.weak-hash-personal-data
    second = hashlib.sha1(user.phone_number.encode())
    # Passwords are the matter of python.crypto.weak-password-hash.
    # ok: privacy.python.weak-hash-personal-data
    password = hashlib.sha1(user.password.encode())
    # ok: privacy.python.weak-hash-personal-data
    third = hashlib.sha256(user.email.encode())
    # ok: privacy.python.weak-hash-personal-data
    fourth = hashlib.md5(content)
