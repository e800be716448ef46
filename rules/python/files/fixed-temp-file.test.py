import os
import tempfile


def write(text):
    # ruleid: python.files.fixed-temp-file
    with open("/tmp/report.txt", "w") as file:
        file.write(text)
    # ruleid: python.files.fixed-temp-file
    os.makedirs("/var/tmp/shop")
    # ruleid: python.files.fixed-temp-file
    open("/dev/shm/state", mode="wb").write(b"")
    # ok: python.files.fixed-temp-file
    open("/tmp/report.txt", "r").read()
    # ok: python.files.fixed-temp-file
    open("report.txt", "w")
    # ok: python.files.fixed-temp-file
    tempfile.NamedTemporaryFile("w")
    # ok: python.files.fixed-temp-file
    open("/tmp/report.txt")
