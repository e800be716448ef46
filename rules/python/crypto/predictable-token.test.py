import random
import secrets
import string
from random import choices, randint

ALPHABET = string.ascii_letters


def issue(user, session):
    # ruleid: python.crypto.predictable-token
    token = "".join(random.choice(ALPHABET) for _ in range(32))
    # ruleid: python.crypto.predictable-token
    user.reset_code = str(randint(100000, 999999))
    # ruleid: python.crypto.predictable-token
    session["csrf_token"] = "%032x" % random.getrandbits(128)
    # ruleid: python.crypto.predictable-token
    new_password = "".join(choices(ALPHABET, k=12))
    return token, new_password


def generate_api_key():
    # ruleid: python.crypto.predictable-token
    return "".join(random.sample(ALPHABET, 20))


def issue_well(user, servers, accounts):
    # ok: python.crypto.predictable-token
    token = secrets.token_urlsafe(32)
    # ok: python.crypto.predictable-token
    password = "".join(secrets.choice(ALPHABET) for _ in range(12))
    # ok: python.crypto.predictable-token
    user.reset_code = str(secrets.randbelow(900000) + 100000)
    # ok: python.crypto.predictable-token
    delay = random.uniform(0.5, 1.5)
    # ok: python.crypto.predictable-token
    server = random.choice(servers)
    # ok: python.crypto.predictable-token
    token = random.SystemRandom().getrandbits(128)
    # ok: python.crypto.predictable-token
    tokenizer = random.choice(["a", "b"])
    # ok: python.crypto.predictable-token
    api_key = random.choice(accounts.keys)
    return token, password, delay, server, tokenizer, api_key


def shuffled_questions(questions):
    # ok: python.crypto.predictable-token
    return random.sample(questions, len(questions))
