import random
import secrets

from flask import make_response

sessions = {}
tokens = {}


def remember(user):
    value = str(random.random())[2:]
    # ruleid: python.crypto.weak-random
    sessions[user] = value


def issue(user):
    # ruleid: python.crypto.weak-random
    tokens[user] = "%08x" % random.getrandbits(32)


def answer(user):
    response = make_response("ok")
    number = random.randint(0, 2**32)
    # ruleid: python.crypto.weak-random
    response.set_cookie("remember", str(number))
    return response


def good(user):
    # ok: python.crypto.weak-random
    sessions[user] = secrets.token_hex(32)
    # ok: python.crypto.weak-random
    sessions[user] = str(random.SystemRandom().random())
    delay = random.uniform(0, 2)
    # ok: python.crypto.weak-random
    delays[user] = delay
    response = make_response("ok")
    # ok: python.crypto.weak-random
    response.set_cookie("remember", secrets.token_urlsafe())
    return response
