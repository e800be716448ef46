import base64
import json
import pickle

import jsonpickle
import yaml
from flask import Flask, request

app = Flask(__name__)


@app.route("/a")
def cookie():
    # ruleid: python.deserialize.untrusted
    return pickle.loads(base64.b64decode(request.cookies["cart"]))


@app.route("/b")
def unpacked():
    body = request.get_json()
    # ruleid: python.deserialize.untrusted
    return jsonpickle.decode(body["state"])


@app.route("/c")
def uploaded():
    # ruleid: python.deserialize.untrusted
    return pickle.load(request.files["model"])


@app.route("/d")
def as_json():
    # ok: python.deserialize.untrusted
    return json.loads(request.cookies["cart"])


@app.route("/e")
def safe_yaml():
    # ok: python.deserialize.untrusted
    return yaml.safe_load(request.data)


@app.route("/f")
def safe_loader():
    # ok: python.deserialize.untrusted
    return yaml.load(request.data, Loader=yaml.SafeLoader)


def own_file():
    with open("cache.pickle", "rb") as file:
        # ok: python.deserialize.untrusted
        return pickle.load(file)
