import re

from flask import Flask, request

app = Flask(__name__)


@app.route("/a")
def searched():
    # ruleid: python.regex.injection
    return str(re.search(request.args["pattern"], "text"))


@app.route("/b")
def compiled():
    pattern = re.compile
    # ruleid: python.regex.injection
    return str(re.compile("^" + request.args["pattern"]).match("text"))


@app.route("/c")
def replaced():
    # ruleid: python.regex.injection
    return re.sub(request.args["pattern"], "", "text")


@app.route("/d")
def escaped():
    # ok: python.regex.injection
    return str(re.search(re.escape(request.args["text"]), "text"))


@app.route("/e")
def only_the_text():
    # ok: python.regex.injection
    return str(re.search("^[a-z]+$", request.args["text"]))


@app.route("/f")
def number():
    # ok: python.regex.injection
    return str(re.search("a{%d}" % int(request.args["n"]), "text"))
