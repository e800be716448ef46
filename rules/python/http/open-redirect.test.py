from django.shortcuts import redirect as django_redirect
from django.utils.http import url_has_allowed_host_and_scheme
from flask import Flask, redirect, request, url_for

app = Flask(__name__)


@app.route("/a")
def parameter():
    # ruleid: python.http.open-redirect
    return redirect(request.args["next"])


@app.route("/b")
def header():
    target = request.headers.get("Referer") or "/"
    # ruleid: python.http.open-redirect
    return redirect(target, code=303)


def view(request):
    # ruleid: python.http.open-redirect
    return django_redirect(request.GET["next"])


@app.route("/c")
def own_path():
    # ok: python.http.open-redirect
    return redirect(url_for("profile", name=request.args["name"]))


@app.route("/d")
def constant_host():
    # ok: python.http.open-redirect
    return redirect("https://example.com/search?q=" + request.args["q"])


def checked(request):
    target = request.GET["next"]
    if url_has_allowed_host_and_scheme(target, allowed_hosts={"example.com"}):
        # ok: python.http.open-redirect
        return django_redirect(target)
    return django_redirect("/")


@app.route("/e")
def compared():
    if request.args["next"] == "/home":
        # ok: python.http.open-redirect
        return redirect("/home")
