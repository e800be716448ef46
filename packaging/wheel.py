"""Makes a wheel of a binary that is built already: wheel.py BINARY FOLDER

The same wheel as 'maturin build' with bindings = "bin" makes (see pip/pyproject.toml), without building anew:
the release workflow puts one binary into the archive, the wheel and the npm package.
"""

import base64
import hashlib
import os
import subprocess
import sys
import sysconfig
import zipfile

METADATA = """Metadata-Version: 2.1
Name: tamis-scan
Version: {version}
Summary: Fast offline static analysis of source code and infrastructure as code
License: MIT OR Apache-2.0
Project-URL: Source, https://github.com/tamis-scan/tamis
Requires-Python: >=3.8
"""


def main() -> None:
    binary, folder = sys.argv[1:3]
    version = subprocess.run([binary, "--version"], check=True, capture_output=True, text=True).stdout.split()[1]
    platform = os.environ.get("TAMIS_WHEEL_PLATFORM") or sysconfig.get_platform().replace("-", "_").replace(".", "_")
    name = f"tamis_scan-{version}"
    program = "tamis.exe" if binary.endswith(".exe") else "tamis"
    with open(binary, "rb") as file:
        content = file.read()
    files = {
        f"{name}.data/scripts/{program}": content,
        f"{name}.dist-info/METADATA": METADATA.format(version=version).encode(),
        f"{name}.dist-info/WHEEL": (
            f"Wheel-Version: 1.0\nGenerator: tamis\nRoot-Is-Purelib: false\nTag: py3-none-{platform}\n"
        ).encode(),
    }
    record = ""
    for path, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        record += f"{path},sha256={digest},{len(data)}\n"
    files[f"{name}.dist-info/RECORD"] = (record + f"{name}.dist-info/RECORD,,\n").encode()
    os.makedirs(folder, exist_ok=True)
    with zipfile.ZipFile(f"{folder}/{name}-py3-none-{platform}.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, data in files.items():
            # A fixed time: the same binary gives the same wheel.
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = (0o100755 if path.endswith(program) else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, data)
            print(path)


main()
