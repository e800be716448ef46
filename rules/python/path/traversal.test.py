import os
import uuid
from pathlib import Path

from flask import Flask, request, send_file, send_from_directory
from werkzeug.utils import secure_filename

app = Flask(__name__)


@app.route("/a")
def opened():
    # ruleid: python.path.traversal
    return open(os.path.join("files", request.args["name"])).read()


@app.route("/b/<path:name>")
def sent(name):
    # ruleid: python.path.traversal
    return send_file("files/" + name)


@app.route("/c")
def removed():
    name = request.form.get("name")
    # ruleid: python.path.traversal
    os.remove(name)


@app.route("/d")
def path_object():
    path = Path("files") / request.args["name"]
    # ruleid: python.path.traversal
    return path.read_text()


@app.route("/e")
def secured():
    # ok: python.path.traversal
    return open(os.path.join("files", secure_filename(request.args["name"]))).read()


@app.route("/f")
def last_part():
    # ok: python.path.traversal
    return open("files/" + os.path.basename(request.args["name"])).read()


@app.route("/g/<path:name>")
def from_directory(name):
    # ok: python.path.traversal
    return send_from_directory("files", name)


@app.route("/h")
def new_name():
    # ok: python.path.traversal
    with open("files/" + str(uuid.uuid4()), "wb") as file:
        file.write(request.data)


@app.route("/i")
def fixed_set():
    name = request.args["name"]
    if name in {"terms.txt", "imprint.txt"}:
        # ok: python.path.traversal
        return open("files/" + name).read()


@app.route("/k")
def without_parents():
    name = request.args["name"]
    if ".." in name:
        return "no"
    # ok: python.path.traversal
    return open(f"files/{name}").read()


@app.route("/l")
def without_quotes():
    name = request.args["name"]
    if "'" in name:
        return "no"
    # ruleid: python.path.traversal
    return open(f"files/{name}").read()


@app.route("/m")
def joined_path():
    folder = Path("files")
    path = folder / request.args["name"]
    # ruleid: python.path.traversal
    if path.exists():
        return "yes"
    return "no"


@app.route("/n")
def resolved():
    folder = Path("files")
    path = (folder / request.args["name"]).resolve()
    if not str(path).startswith(str(folder)):
        return "no"
    # ok: python.path.traversal
    return path.read_text()
