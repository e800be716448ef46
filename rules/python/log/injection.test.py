import logging

from flask import Flask, request

app = Flask(__name__)
logger = logging.getLogger(__name__)


@app.route("/a")
def joined():
    # ruleid: python.log.injection
    logger.info("login of " + request.form["user"])


@app.route("/b")
def argument():
    # ruleid: python.log.injection
    logging.warning("login of %s", request.args["user"])


@app.route("/c")
def of_the_application():
    # ruleid: python.log.injection
    app.logger.error(f"login of {request.args['user']}")


@app.route("/d")
def written_out():
    # ok: python.log.injection
    logger.info("login of " + repr(request.form["user"]))


@app.route("/e")
def without_line_breaks():
    # ok: python.log.injection
    logger.info("login of " + request.form["user"].replace("\r\n", "").replace("\n", ""))


@app.route("/f")
def number():
    # ok: python.log.injection
    logger.info("page %d", int(request.args["page"]))
