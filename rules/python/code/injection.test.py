import ast
import importlib
import json

from flask import Flask, request

app = Flask(__name__)
HANDLERS = {"a": "pkg.a", "b": "pkg.b"}


@app.route("/a")
def evaluated():
    # ruleid: python.code.injection
    return str(eval(request.args["expression"]))


@app.route("/b")
def executed():
    code = request.form["code"]
    # ruleid: python.code.injection
    exec(compile("x = 1", "a", "exec")); exec(code)


@app.route("/c")
def imported():
    # ruleid: python.code.injection
    importlib.import_module("plugins." + request.args["plugin"])


@app.route("/d")
def literal():
    # ok: python.code.injection
    return str(ast.literal_eval(request.args["value"]))


@app.route("/e")
def data():
    # ok: python.code.injection
    return json.loads(request.data)


@app.route("/f")
def from_a_table():
    name = request.args["plugin"]
    if name in HANDLERS:
        # ok: python.code.injection
        importlib.import_module(HANDLERS[name])
