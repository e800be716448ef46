import os
import secrets

from flask import Flask

KEY = "not a secret any more"

app = Flask(__name__)
# ruleid: python.flask.hardcoded-secret-key
app.secret_key = "change me"
# ruleid: python.flask.hardcoded-secret-key
app.config["SECRET_KEY"] = "dev"
# ruleid: python.flask.hardcoded-secret-key
app.config.update(DEBUG=False, SECRET_KEY=b"0123456789")
# ruleid: python.flask.hardcoded-secret-key
app.config["JWT_SECRET_KEY"] = KEY

# ok: python.flask.hardcoded-secret-key
app.secret_key = os.environ["SECRET_KEY"]
# ok: python.flask.hardcoded-secret-key
app.config["SECRET_KEY"] = secrets.token_bytes(32)
# ok: python.flask.hardcoded-secret-key
app.config.from_mapping(SECRET_KEY=os.environ["SECRET_KEY"], DATABASE="app.sqlite")
# ok: python.flask.hardcoded-secret-key
app.config["SECRET_KEY_FILE"] = "/run/secrets/key"
# ok: python.flask.hardcoded-secret-key
app.secret_key = ""
