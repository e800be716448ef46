import os
import subprocess


def pack():
    # ruleid: python.command.wildcard
    os.system("tar cf all.tar *")
    # ruleid: python.command.wildcard
    os.popen("chown -R shop *")
    # ruleid: python.command.wildcard
    subprocess.run("rsync -a * backup:", shell=True)
    # ok: python.command.wildcard
    os.system("tar cf all.tar ./*")
    # ok: python.command.wildcard
    os.system("tar cf all.tar -- *")
    # ok: python.command.wildcard
    os.system("ls *")
    # ok: python.command.wildcard
    subprocess.run(["tar", "cf", "all.tar", "*"])
