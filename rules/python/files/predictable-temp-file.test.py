import os
import tempfile
import tempfile as tmp
from tempfile import NamedTemporaryFile, mktemp


def predictable():
    # ruleid: python.files.predictable-temp-file
    first = tempfile.mktemp()
    # ruleid: python.files.predictable-temp-file
    second = open(mktemp(suffix=".csv"), "w")
    # ruleid: python.files.predictable-temp-file
    third = tmp.mktemp(".sock", dir="/run")
    # ruleid: python.files.predictable-temp-file
    fourth = os.tempnam("/tmp")
    return first, second, third, fourth


def created(client):
    # ok: python.files.predictable-temp-file
    descriptor, path = tempfile.mkstemp(suffix=".csv")
    # ok: python.files.predictable-temp-file
    folder = tempfile.mkdtemp()
    # ok: python.files.predictable-temp-file
    with NamedTemporaryFile("w") as file:
        file.write("x")
    # ok: python.files.predictable-temp-file
    remote = client.mktemp()
    return descriptor, path, folder, remote
