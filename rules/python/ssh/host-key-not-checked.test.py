import asyncssh
import paramiko
from paramiko import AutoAddPolicy, SSHClient
from paramiko.client import WarningPolicy


def unchecked(host):
    client = paramiko.SSHClient()
    # ruleid: python.ssh.host-key-not-checked
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    client.connect(host)

    second = SSHClient()
    # ruleid: python.ssh.host-key-not-checked
    second.set_missing_host_key_policy(AutoAddPolicy)
    # ruleid: python.ssh.host-key-not-checked
    second.set_missing_host_key_policy(WarningPolicy())


async def unchecked_too(host):
    # ruleid: python.ssh.host-key-not-checked
    async with asyncssh.connect(host, username="deploy", known_hosts=None) as connection:
        await connection.run("uptime")


def checked(host):
    client = paramiko.SSHClient()
    # ok: python.ssh.host-key-not-checked
    client.load_system_host_keys()
    # ok: python.ssh.host-key-not-checked
    client.set_missing_host_key_policy(paramiko.RejectPolicy())
    client.connect(host)


async def checked_too(host):
    # ok: python.ssh.host-key-not-checked
    async with asyncssh.connect(host, username="deploy", known_hosts="known_hosts") as connection:
        await connection.run("uptime")
    # ok: python.ssh.host-key-not-checked
    await asyncssh.connect(host)
