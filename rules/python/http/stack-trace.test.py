import logging
import traceback

from flask import Flask, make_response

app = Flask(__name__)


@app.route("/a")
def returned():
    try:
        return work()
    except ValueError:
        # ruleid: python.http.stack-trace
        return traceback.format_exc(), 500


@app.route("/b")
def response():
    try:
        return work()
    except ValueError:
        text = "<pre>" + traceback.format_exc() + "</pre>"
        # ruleid: python.http.stack-trace
        return make_response(text)


@app.route("/c")
def joined():
    try:
        return work()
    except ValueError as error:
        # ruleid: python.http.stack-trace
        return "".join(traceback.format_exception(error))


@app.route("/d")
def logged():
    try:
        return work()
    except ValueError:
        # ok: python.http.stack-trace
        logging.error(traceback.format_exc())
        return "internal error", 500


@app.route("/e")
def own_message():
    try:
        return work()
    except ValueError:
        # ok: python.http.stack-trace
        return "internal error", 500


def printed():
    # ok: python.http.stack-trace
    print(traceback.format_exc())
