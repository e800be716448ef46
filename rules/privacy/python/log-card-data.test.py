import logging

logger = logging.getLogger(__name__)


def charge(card, cvv, order):
    # ruleid: privacy.python.log-card-data
    logger.info("charging %s", card.card_number)
    # ruleid: privacy.python.log-card-data
    logging.debug(f"code {cvv} given")
    # ruleid: privacy.python.log-card-data
    print("card", order["credit_card"])
    # ruleid: privacy.python.log-card-data
    logger.error("refused: {}".format(card.pan))
    # ok: privacy.python.log-card-data
    logger.info("charging card ending in %s", card.last4)
    # ok: privacy.python.log-card-data
    logger.info("charging %s", masked_card_number)
    # ok: privacy.python.log-card-data
    logger.info("charging %s", card.card_number[-4:])
    # ok: privacy.python.log-card-data
    logger.info("valid: %s", cvv_valid)
    # ok: privacy.python.log-card-data
    logger.info("order %s paid by card", order.id)
    # ok: privacy.python.log-card-data
    gateway.charge(card.card_number, cvv)
