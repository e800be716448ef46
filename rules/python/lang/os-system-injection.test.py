import asyncio
import os
import shlex
import subprocess
from os import popen, system
from subprocess import getoutput

TOOL = "convert"


def built_in_the_call(name, size):
    # ruleid: python.lang.os-system-injection
    os.system("convert " + name + " out.png")
    # ruleid: python.lang.os-system-injection
    os.system(f"convert {name!r} -resize {size} out.png")
    # ruleid: python.lang.os-system-injection
    system("convert %s out.png" % name)
    # ruleid: python.lang.os-system-injection
    popen("identify {}".format(name)).read()
    # ruleid: python.lang.os-system-injection
    getoutput(f"identify {name}")
    # ruleid: python.lang.os-system-injection
    status, out = subprocess.getstatusoutput("identify " + name)
    return status, out


async def in_a_coroutine(name):
    # ruleid: python.lang.os-system-injection
    process = await asyncio.create_subprocess_shell(f"identify {name}")
    return process


def built_before(name, options):
    command = "identify %s" % name
    # ruleid: python.lang.os-system-injection
    os.system(command)

    joined = " ".join(["identify"] + options)
    # ruleid: python.lang.os-system-injection
    os.popen(joined)


def safe(name):
    # ok: python.lang.os-system-injection
    os.system("clear")
    # ok: python.lang.os-system-injection
    os.system(TOOL + " --version")
    # ok: python.lang.os-system-injection
    os.system("{} --version".format(TOOL))
    # ok: python.lang.os-system-injection
    os.system("identify " + shlex.quote(name))
    # ok: python.lang.os-system-injection
    os.popen(f"identify {shlex.quote(name)}")
    # ok: python.lang.os-system-injection
    subprocess.run(["identify", name])
    # ok: python.lang.os-system-injection
    platform.system(f"{name}")

    quoted = "identify " + shlex.quote(name)
    # ok: python.lang.os-system-injection
    os.system(quoted)

    command = "clear"
    # ok: python.lang.os-system-injection
    os.system(command)
