import flask
from flask import Flask, request

app = Flask(__name__)


@app.route("/login")
def login():
    # ruleid: python.http.trust-boundary
    flask.session["user_id"] = request.form["user_id"]
    role = request.args.get("role", "guest")
    # ruleid: python.http.trust-boundary
    flask.session["role"] = role.strip()
    return "ok"


@app.route("/put")
def put():
    name = request.args["name"]
    # ruleid: python.http.trust-boundary
    flask.session[name] = "1"
    return "ok"


@app.route("/show")
def show():
    # ok: python.http.trust-boundary
    flask.session["language"] = request.args["language"]
    # ok: python.http.trust-boundary
    flask.session["user_id"] = int(request.form["user_id"])
    role = request.args.get("role")
    if role in ("guest", "member"):
        # ok: python.http.trust-boundary
        flask.session["role"] = role
    # ok: python.http.trust-boundary
    flask.session["user_id"] = find_user().id
    return "ok"
