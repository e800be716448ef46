from urllib.parse import quote_plus

from flask import Flask, Response, request
from werkzeug.datastructures import Headers

app = Flask(__name__)


@app.route("/a")
def added():
    headers = Headers()
    # ruleid: python.http.header-injection
    headers.add("X-Name", request.args["name"])
    return Response("", headers=headers)


@app.route("/b")
def replaced():
    headers = Headers()
    # ruleid: python.http.header-injection
    headers.set("X-Name", "a" + request.args["name"])
    return Response("", headers=headers)


@app.route("/c")
def name():
    headers = Headers()
    # ruleid: python.http.header-injection
    headers.add(request.args["name"], "a")
    return Response("", headers=headers)


@app.route("/d")
def quoted():
    headers = Headers()
    # ok: python.http.header-injection
    headers.add("X-Name", quote_plus(request.args["name"]))
    return Response("", headers=headers)


@app.route("/e")
def number():
    headers = Headers()
    # ok: python.http.header-injection
    headers.add("X-Page", str(int(request.args["page"])))
    return Response("", headers=headers)


@app.route("/f")
def constant():
    headers = Headers()
    # ok: python.http.header-injection
    headers.add("X-Name", "a")
    return Response("", headers=headers)
