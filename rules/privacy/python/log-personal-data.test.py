import logging

logger = logging.getLogger(__name__)


def signed_up(user, email, phone_number, form):
    # ruleid: privacy.python.log-personal-data
    logger.info("signed up: %s", user.email)
    # ruleid: privacy.python.log-personal-data
    logging.debug(f"code sent to {phone_number} by text")
    # ruleid: privacy.python.log-personal-data
    print("address", email)
    # ruleid: privacy.python.log-personal-data
    logger.warning("no match for %s" % user.date_of_birth)
    # ruleid: privacy.python.log-personal-data
    logger.error("bad document: {}".format(user.passport_number))
    # ruleid: privacy.python.log-personal-data
    logger.info("number", form["ssn"])
    # ok: privacy.python.log-personal-data
    logger.info("signed up: %s", user.id)
    # ok: privacy.python.log-personal-data
    logger.info("signed up: %s", user.email_hash)
    # ok: privacy.python.log-personal-data
    logger.info("signed up: %s", mask(email))
    # ok: privacy.python.log-personal-data
    logger.info("sent %d", email_count)
    # ok: privacy.python.log-personal-data
    logger.info("verified: %s", user.has_email)
    # ok: privacy.python.log-personal-data
    logger.info("verified: %s", user.email is not None)
    # ok: privacy.python.log-personal-data
    logger.info("form: %s", errors["email"])
    # ok: privacy.python.log-personal-data
    logger.info("the email was sent")
    # ok: privacy.python.log-personal-data
    mailer.send("welcome", user.email)
    # ok: privacy.python.log-personal-data
    print(f"sent {len(emails)} messages")
