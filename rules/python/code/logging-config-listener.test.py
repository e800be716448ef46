import logging.config
from logging.config import listen


def start(port):
    # ruleid: python.code.logging-config-listener
    logging.config.listen(9999)
    # ruleid: python.code.logging-config-listener
    logging.config.listen()
    # ruleid: python.code.logging-config-listener
    listen(port)
    # ok: python.code.logging-config-listener
    logging.config.listen(9999, verify=check)
    # ok: python.code.logging-config-listener
    logging.config.listen(9999, check)
    # ok: python.code.logging-config-listener
    server.listen(9999)
