import jwt
from jose import jwt as jose_jwt
from jwt import decode


def without_options(token):
    # ruleid: python.jwt.signature-not-verified
    return jwt.decode(token, options={"verify_signature": False})


def among_other_options(token, key):
    # ruleid: python.jwt.signature-not-verified
    return decode(token, key, algorithms=["HS256"], options={"verify_exp": True, "verify_signature": False})


def old_argument(token):
    # ruleid: python.jwt.signature-not-verified
    claims = jwt.decode(token, verify=False)
    return claims["sub"]


def no_algorithm(token, key):
    # ruleid: python.jwt.signature-not-verified
    return jwt.decode(token, None, algorithms=["none"])


def or_no_algorithm(token, key):
    # ruleid: python.jwt.signature-not-verified
    return jwt.decode(token, key, algorithms=["HS256", "None"])


def other_library(token):
    # ruleid: python.jwt.signature-not-verified
    return jose_jwt.get_unverified_claims(token)["sub"]


def verified(token, key, message):
    # ok: python.jwt.signature-not-verified
    first = jwt.decode(token, key, algorithms=["RS256"])
    # ok: python.jwt.signature-not-verified
    second = jwt.decode(token, key, algorithms=["RS256"], options={"verify_aud": False})
    # ok: python.jwt.signature-not-verified
    third = jwt.decode(token, key, ["HS256"], options={"verify_signature": True})
    # ok: python.jwt.signature-not-verified
    fourth = jwt.get_unverified_header(token)
    # ok: python.jwt.signature-not-verified
    fifth = message.decode("utf-8")
    return first, second, third, fourth, fifth


def key_by_issuer(token, keys):
    # ok: python.jwt.signature-not-verified
    claims = jwt.decode(token, options={"verify_signature": False})
    key = keys[claims["iss"]]
    return jwt.decode(token, key, algorithms=["RS256"])
