import base64
import hmac
import json
import pickle
import urllib.request
from pickle import loads

import dill
import jsonpickle
import requests
from flask import request


def from_a_request():
    # ruleid: python.lang.pickle-untrusted
    state = pickle.loads(request.data)
    # ruleid: python.lang.pickle-untrusted
    state = loads(base64.b64decode(request.cookies["state"]))
    # ruleid: python.lang.pickle-untrusted
    state = jsonpickle.decode(request.form.get("state"))

    cookie = request.cookies.get("state")
    raw = base64.b64decode(cookie)
    # ruleid: python.lang.pickle-untrusted
    state = dill.loads(raw)
    # ruleid: python.lang.pickle-untrusted
    state = pickle.loads(base64.b64decode(cookie))
    return state


class Handler:
    def post(self):
        # ruleid: python.lang.pickle-untrusted
        return pickle.loads(self.request.body)


def from_the_network(connection, url):
    received = connection.recv(4096)
    # ruleid: python.lang.pickle-untrusted
    message = pickle.loads(received)
    answer = requests.get(url, timeout=5)
    # ruleid: python.lang.pickle-untrusted
    message = pickle.loads(answer.content)
    # ruleid: python.lang.pickle-untrusted
    message = pickle.loads(urllib.request.urlopen(url).read())
    return message


def safe(cache, connection, key):
    # ok: python.lang.pickle-untrusted
    state = json.loads(request.data)
    # ok: python.lang.pickle-untrusted
    state = pickle.loads(cache.read_bytes())
    # ok: python.lang.pickle-untrusted
    state = pickle.loads(pickle.dumps(key))
    # ok: python.lang.pickle-untrusted
    text = pickle.dumps(request.data)
    # The name comes from the request, the bytes do not.
    # ok: python.lang.pickle-untrusted
    state = pickle.loads(cache.get(request.args["name"]))
    name = request.args["name"]
    # ok: python.lang.pickle-untrusted
    state = pickle.loads(cache.get(name))
    return state, text


def signed(key):
    body = request.get_data()
    expected = hmac.digest(key, body, "sha256").hex()
    if not hmac.compare_digest(expected, request.headers["X-Signature"]):
        raise PermissionError("wrong signature")
    # ok: python.lang.pickle-untrusted
    return pickle.loads(body)
