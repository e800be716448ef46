import asyncio
import os

from flask import Flask
from werkzeug.serving import run_simple

from package import create_app

server = Flask(__name__)
# ruleid: python.flask.debug
server.debug = True
# ruleid: python.flask.debug
server.config["DEBUG"] = True
# ok: python.flask.debug
server.debug = os.environ.get("APP_DEBUG") == "1"
# ok: python.flask.debug
server.config["DEBUG"] = False
# ok: python.flask.debug
server.config["TESTING"] = True


async def main(job, tracer):
    # ok: python.flask.debug
    asyncio.run(job, debug=True)
    # ok: python.flask.debug
    tracer.debug = True


if __name__ == "__main__":
    # ruleid: python.flask.debug
    server.run(host="127.0.0.1", debug=True)
    app = create_app()
    # ruleid: python.flask.debug
    app.run(debug=True)
    # ruleid: python.flask.debug
    run_simple("localhost", 4000, app, use_debugger=True)
    # ok: python.flask.debug
    app.run(debug=False)
    # ok: python.flask.debug
    app.run(debug=os.environ.get("APP_DEBUG") == "1")
    # ok: python.flask.debug
    run_simple("localhost", 4000, app)
