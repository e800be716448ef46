import os
import shlex
import subprocess

import paramiko
from flask import Flask, request

app = Flask(__name__)


@app.route("/a")
def system():
    # ruleid: python.command.injection
    os.system("ping " + request.args["host"])


@app.route("/b")
def shell():
    command = "ls {}".format(request.args.get("folder"))
    # ruleid: python.command.injection
    subprocess.run(command, shell=True)


@app.route("/c")
def program():
    # ruleid: python.command.injection
    subprocess.Popen([request.args["program"], "-v"])


@app.route("/d")
def shell_as_program():
    # ruleid: python.command.injection
    subprocess.run(["bash", "-c", "ls " + request.args["folder"]])


@app.route("/e")
def remote():
    client = paramiko.SSHClient()
    # ruleid: python.command.injection
    client.exec_command("tail " + request.args["log"])


@app.route("/f")
def arguments():
    # ok: python.command.injection
    subprocess.run(["ping", "--", request.args["host"]])


@app.route("/g")
def quoted():
    # ok: python.command.injection
    os.system("ping " + shlex.quote(request.args["host"]))


@app.route("/h")
def fixed():
    host = request.args["host"]
    if host == "localhost":
        # ok: python.command.injection
        os.system("ping " + host)


@app.route("/i")
def standard_input():
    # ok: python.command.injection
    subprocess.run("sort", shell=True, input=request.data)
