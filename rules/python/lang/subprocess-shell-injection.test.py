import shlex
import subprocess
import subprocess as sp
from subprocess import Popen, check_output

GIT = "git"


def built_in_the_call(branch, path):
    # ruleid: python.lang.subprocess-shell-injection
    subprocess.run(f"git log {branch}", shell=True)
    # ruleid: python.lang.subprocess-shell-injection
    subprocess.call("rm -r " + path, shell=True)
    # ruleid: python.lang.subprocess-shell-injection
    sp.check_call("tar xf %s -C /tmp" % path, shell=True)
    # ruleid: python.lang.subprocess-shell-injection
    out = check_output("du -sh {}".format(path), stderr=subprocess.STDOUT, shell=True)
    # ruleid: python.lang.subprocess-shell-injection
    Popen(" ".join(["ls", path]), stdout=subprocess.PIPE, shell=True)
    return out


def built_before(host, extra):
    command = f"ping -c 1 {host}"
    print(command)
    # ruleid: python.lang.subprocess-shell-injection
    subprocess.run(command, shell=True, check=True)

    with_option = "ping "
    with_option += extra
    # ruleid: python.lang.subprocess-shell-injection
    subprocess.run(with_option, shell=True)

    formatted = "ping {0}".format(host)
    # ruleid: python.lang.subprocess-shell-injection
    subprocess.check_output(formatted, shell=True)


def safe(branch, path, host, flag):
    # ok: python.lang.subprocess-shell-injection
    subprocess.run(["git", "log", branch])
    # ok: python.lang.subprocess-shell-injection
    subprocess.run(["git", "log", f"--author={branch}"], shell=False)
    # ok: python.lang.subprocess-shell-injection
    subprocess.run("make clean && make", shell=True)
    # ok: python.lang.subprocess-shell-injection
    subprocess.run(f"{GIT} fetch --all", shell=True)
    # ok: python.lang.subprocess-shell-injection
    subprocess.run("%s fetch --all" % GIT, shell=True)
    # ok: python.lang.subprocess-shell-injection
    subprocess.run(f"zcat {shlex.quote(path)} | head", shell=True)
    # ok: python.lang.subprocess-shell-injection
    subprocess.run("zcat " + shlex.quote(path) + " | head", shell=True)
    # ok: python.lang.subprocess-shell-injection
    subprocess.run(shlex.join(["ping", host]), shell=True)
    # ok: python.lang.subprocess-shell-injection
    subprocess.run(f"ping {host}", shell=False)

    quoted = f"ping {shlex.quote(host)}"
    # ok: python.lang.subprocess-shell-injection
    subprocess.run(quoted, shell=True)

    fixed = "uptime"
    # ok: python.lang.subprocess-shell-injection
    subprocess.run(fixed, shell=True)

    arguments = ["ping"]
    arguments += [host]
    # ok: python.lang.subprocess-shell-injection
    subprocess.run(arguments)
