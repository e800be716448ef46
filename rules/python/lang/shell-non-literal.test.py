import os
import shlex
import subprocess
from asyncio import create_subprocess_shell

COMMAND = "uptime"


class Job:
    def run(self, command, commands):
        # ruleid: python.lang.shell-non-literal
        subprocess.run(command, shell=True)
        # ruleid: python.lang.shell-non-literal
        subprocess.check_output(self.config.command, shell=True, text=True)
        # ruleid: python.lang.shell-non-literal
        os.system(commands[0])
        # ruleid: python.lang.shell-non-literal
        os.popen(input("command? "))

    async def start(self):
        # ruleid: python.lang.shell-non-literal
        await create_subprocess_shell(self.command)


def safe(program, argument):
    # ok: python.lang.shell-non-literal
    subprocess.run([program, argument])
    # ok: python.lang.shell-non-literal
    subprocess.run(program)
    # ok: python.lang.shell-non-literal
    os.system(COMMAND)
    # ok: python.lang.shell-non-literal
    subprocess.run("uptime | cut -c 1-8", shell=True)
    # ok: python.lang.shell-non-literal
    subprocess.run(shlex.join([program, argument]), shell=True)

    line = shlex.join([program, argument])
    # ok: python.lang.shell-non-literal
    subprocess.run(line, shell=True)


def reported_by_another_rule(name):
    # ok: python.lang.shell-non-literal
    os.system(f"identify {name}")
    command = "identify " + name
    # ok: python.lang.shell-non-literal
    os.system(command)
