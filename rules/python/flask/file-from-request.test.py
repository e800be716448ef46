import os

import flask
from flask import request, send_file, send_from_directory
from werkzeug.utils import secure_filename

REPORTS = {"january": "reports/01.pdf"}


def in_the_call():
    # ruleid: python.flask.file-from-request
    return send_file(request.args["path"])


def joined_in_the_call():
    # ruleid: python.flask.file-from-request
    return send_file(os.path.join("reports", flask.request.form.get("name")), as_attachment=True)


def from_a_variable():
    name = request.args.get("name", "index.html")
    # ruleid: python.flask.file-from-request
    with open(f"pages/{name}") as page:
        return page.read()


def joined_first():
    name = request.args.get("name")
    path = os.path.join("reports", name)
    print(path)
    # ruleid: python.flask.file-from-request
    return flask.send_file(path)


def from_its_folder():
    # ok: python.flask.file-from-request
    return send_from_directory("reports", request.args["name"])


def fixed():
    # ok: python.flask.file-from-request
    return send_file(REPORTS[request.args["month"]])


def plain_name():
    name = secure_filename(request.args["name"])
    # ok: python.flask.file-from-request
    return send_file(os.path.join("reports", name))


def checked():
    name = request.args["name"]
    path = os.path.realpath(os.path.join("reports", name))
    if not path.startswith("/srv/reports/"):
        flask.abort(404)
    # ok: python.flask.file-from-request
    return send_file(path)


def one_of_a_set():
    name = request.args["name"]
    if name not in REPORTS:
        flask.abort(404)
    # ok: python.flask.file-from-request
    return send_file(os.path.join("reports", name))


def other_files(path):
    # ok: python.flask.file-from-request
    return send_file(path)
