from urllib.parse import urlsplit

import flask
from flask import redirect, request, url_for

PAGES = ["/", "/account"]


def in_the_call():
    # ruleid: python.flask.open-redirect
    return redirect(request.args.get("next"))


def with_a_default():
    # ruleid: python.flask.open-redirect
    return flask.redirect(request.args.get("next") or url_for("index"))


def from_a_variable(user):
    target = request.form["next"]
    user.login()
    # ruleid: python.flask.open-redirect
    return redirect(target, code=303)


def not_empty():
    target = request.args.get("next")
    if target:
        # ruleid: python.flask.open-redirect
        return redirect(target)
    # ok: python.flask.open-redirect
    return redirect("/")


def own_page():
    # ok: python.flask.open-redirect
    return redirect(url_for("profile", name=request.args["name"]))


def own_view():
    # ok: python.flask.open-redirect
    return redirect(url_for(request.args["view"]))


def own_path():
    # ok: python.flask.open-redirect
    return redirect("/users/" + request.args["name"])


def checked():
    target = request.args.get("next")
    if not is_safe_url(target):
        return flask.abort(400)
    # ok: python.flask.open-redirect
    return redirect(target)


def checked_by_hand():
    target = request.args.get("next")
    parts = urlsplit(target)
    if parts.netloc:
        target = "/"
    # ok: python.flask.open-redirect
    return redirect(target)


def one_of_a_set():
    target = request.args.get("next")
    if target not in PAGES:
        target = "/"
    # ok: python.flask.open-redirect
    return redirect(target)
