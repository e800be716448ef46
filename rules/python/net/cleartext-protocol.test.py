import ftplib
import telnetlib
from ftplib import FTP


def connect(password):
    # ruleid: python.net.cleartext-protocol
    ftplib.FTP("files.example", "shop", password)
    # ruleid: python.net.cleartext-protocol
    FTP("files.example")
    # ruleid: python.net.cleartext-protocol
    telnetlib.Telnet("router.example")
    # ok: python.net.cleartext-protocol
    ftplib.FTP_TLS("files.example", "shop", password)
    # ok: python.net.cleartext-protocol
    paramiko.SSHClient()
    # ok: python.net.cleartext-protocol
    shop.FTP("files.example")
