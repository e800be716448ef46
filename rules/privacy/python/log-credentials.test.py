import logging

log = logging.getLogger(__name__)


def login(self, user, password, config, response):
    # ruleid: privacy.python.log-credentials
    log.debug("login with %s", password)
    # ruleid: privacy.python.log-credentials
    logging.info(f"got {response.access_token} back")
    # ruleid: privacy.python.log-credentials
    print(config["api_key"])
    # ruleid: privacy.python.log-credentials
    self.logger.error("refused: %s" % config.client_secret)
    # ruleid: privacy.python.log-credentials
    print("secret is {}".format(config.secret_key))
    # ok: privacy.python.log-credentials
    log.debug("login of user %s", user.id)
    # ok: privacy.python.log-credentials
    log.debug("login with %s", user.password_hash)
    # ok: privacy.python.log-credentials
    log.debug("login with %s", masked_token)
    # ok: privacy.python.log-credentials
    log.info("used %d", token_count)
    # ok: privacy.python.log-credentials
    log.info("set: %s", bool(password))
    # ok: privacy.python.log-credentials
    print("token:", token)
    # ok: privacy.python.log-credentials
    log.debug("unexpected %s", lexer.next_token)
    # ok: privacy.python.log-credentials
    log.info("form: %s", form.errors["password"])
    # ruleid: privacy.python.log-credentials
    log.debug("session of %s", token)
    # ok: privacy.python.log-credentials
    log.info("password changed")
    # ok: privacy.python.log-credentials
    client.login(user.name, password)
