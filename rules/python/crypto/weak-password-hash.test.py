import hashlib

import argon2
import bcrypt


def store(user, password, salt, form):
    # ruleid: python.crypto.weak-password-hash
    user.hash = hashlib.md5(password.encode()).hexdigest()
    # ruleid: python.crypto.weak-password-hash
    user.hash = hashlib.sha256(salt + password.encode("utf-8")).hexdigest()
    # ruleid: python.crypto.weak-password-hash
    user.hash = hashlib.sha1(form["passwd"].encode()).digest()
    # ruleid: python.crypto.weak-password-hash
    user.hash = hashlib.sha512(user.new_password.encode()).hexdigest()

    state = hashlib.sha256()
    state.update(salt)
    # ruleid: python.crypto.weak-password-hash
    state.update(password.encode())
    user.hash = state.digest()


def store_well(user, password, salt, body, password_file):
    # ok: python.crypto.weak-password-hash
    user.hash = argon2.PasswordHasher().hash(password)
    # ok: python.crypto.weak-password-hash
    user.hash = hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1)
    # ok: python.crypto.weak-password-hash
    user.hash = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000)
    # ok: python.crypto.weak-password-hash
    user.hash = bcrypt.hashpw(hashlib.sha256(password.encode()).digest(), bcrypt.gensalt())
    # ok: python.crypto.weak-password-hash
    digest = hashlib.sha256(body).hexdigest()
    # ok: python.crypto.weak-password-hash
    digest = hashlib.sha256(user.password_hash.encode()).hexdigest()
    # ok: python.crypto.weak-password-hash
    digest = hashlib.sha256(password_file.read()).hexdigest()
    return digest


def leaked(password, requests):
    # ok: python.crypto.weak-password-hash
    digest = hashlib.sha1(password.encode()).hexdigest()
    answer = requests.get("https://api.pwnedpasswords.com/range/" + digest[:5], timeout=5)
    return digest[5:].upper() in answer.text
