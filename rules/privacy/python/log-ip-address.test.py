import logging

logger = logging.getLogger(__name__)


def view(request, user):
    client_ip = request.META["REMOTE_ADDR"]
    # ruleid: privacy.python.log-ip-address
    logger.info("request from %s", client_ip)
    # ruleid: privacy.python.log-ip-address
    logger.warning("blocked %s", request.remote_addr)
    # ruleid: privacy.python.log-ip-address
    logger.info("seen %s", user.user_ip)
    # ok: privacy.python.log-ip-address
    logger.info("request from %s", mask(client_ip))
    # ok: privacy.python.log-ip-address
    logger.info("signed up %s", user.email)
    # ok: privacy.python.log-ip-address
    logger.info("request %s", request.path)
