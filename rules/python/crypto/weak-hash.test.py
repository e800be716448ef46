import hashlib
import hmac
from hashlib import sha1

from Crypto.Hash import MD5, SHA256
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.twofactor.totp import TOTP


def weak(secret, body, certificate):
    # ruleid: python.crypto.weak-hash
    signature = hashlib.md5(secret + body).hexdigest()
    # ruleid: python.crypto.weak-hash
    digest = sha1(body)
    # ruleid: python.crypto.weak-hash
    named = hashlib.new("SHA1", body)
    algorithm = "md5"
    # ruleid: python.crypto.weak-hash
    chosen = hashlib.new(algorithm)
    # ruleid: python.crypto.weak-hash
    other = MD5.new(body)
    # ruleid: python.crypto.weak-hash
    certificate.sign(secret, hashes.SHA1())
    return signature, digest, named, chosen, other


def strong(secret, body, certificate):
    # ok: python.crypto.weak-hash
    signature = hmac.new(secret, body, hashlib.sha256).hexdigest()
    # ok: python.crypto.weak-hash
    digest = hashlib.sha256(body)
    # ok: python.crypto.weak-hash
    named = hashlib.new("sha512", body)
    # ok: python.crypto.weak-hash
    other = SHA256.new(body)
    # ok: python.crypto.weak-hash
    certificate.sign(secret, hashes.SHA256())
    return signature, digest, named, other


def not_for_security(body, url, headers, secret):
    # ok: python.crypto.weak-hash
    name = hashlib.md5(body, usedforsecurity=False).hexdigest()
    # ok: python.crypto.weak-hash
    etag = hashlib.md5(body).hexdigest()
    # ok: python.crypto.weak-hash
    headers["ETag"] = '"' + hashlib.sha1(body).hexdigest() + '"'
    # ok: python.crypto.weak-hash
    cache_key = "page:" + hashlib.md5(url.encode()).hexdigest()
    # ok: python.crypto.weak-hash
    otp = TOTP(secret, 6, hashes.SHA1(), 30)
    # ok: python.crypto.weak-hash
    wrap = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)
    return name, etag, cache_key, otp, wrap


def file_checksum(path):
    # ok: python.crypto.weak-hash
    digest = hashlib.md5()
    with open(path, "rb") as file:
        digest.update(file.read())
    return digest.hexdigest()
