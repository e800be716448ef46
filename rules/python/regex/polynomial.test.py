import re

from flask import Flask, request

app = Flask(__name__)
BLANKS = re.compile(r"\s+$")
WORDS = re.compile(r"^\w+$")


@app.route("/a")
def stripped():
    # ruleid: python.regex.polynomial
    return re.sub(r"\s+$", "", request.args["name"])


@app.route("/b")
def compiled():
    # ruleid: python.regex.polynomial
    return BLANKS.sub("", request.args["name"])


@app.route("/c")
def two_in_a_row():
    name = request.args.get("name", "")
    # ruleid: python.regex.polynomial
    if re.match(r"^a*a*b", name):
        return "yes"
    return "no"


@app.route("/d")
def linear():
    # ok: python.regex.polynomial
    return "yes" if WORDS.match(request.args["name"]) else "no"


@app.route("/e")
def from_start():
    # The same repetition, tried from one place only.
    # ok: python.regex.polynomial
    return "yes" if re.match(r"\s+$", request.args["name"]) else "no"


@app.route("/f")
def bounded():
    # ok: python.regex.polynomial
    return re.sub(r"\s+$", "", request.args["name"][:100])


def own(text):
    # ok: python.regex.polynomial
    return re.sub(r"\s+$", "", text)
