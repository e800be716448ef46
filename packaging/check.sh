#!/usr/bin/env bash
# Builds the wheel and the npm package around a binary, installs each in an empty folder, and runs it:
#   packaging/check.sh BINARY
# What needs a tool that is not here is said and passed over; CI calls this.
set -euo pipefail
binary=$(realpath "${1:?the binary of tamis}")
cd "$(dirname "$0")"
version=$("$binary" --version | awk '{print $2}')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'import os\nfrom flask import request\n\ndef f():\n    os.system("ls " + request.args["x"])\n' > "$work/app.py"

run() { # NAME COMMAND: the command must be this version, and find the fault.
  [ "$("$2" --version | awk '{print $2}')" = "$version" ] || { echo "$1: wrong version" >&2; exit 1; }
  code=0; "$2" scan --quiet "$work/app.py" >"$work/out.txt" || code=$?
  [ "$code" = 1 ] && grep -q command.injection "$work/out.txt" || { echo "$1: exit code $code" >&2; cat "$work/out.txt" >&2; exit 1; }
  echo "$1: installed and run"
}

if command -v npm >/dev/null && command -v node >/dev/null; then
  cp -r npm "$work/npm"
  platform=$(node -p 'process.platform + "-" + process.arch')
  mkdir -p "$work/npm/binaries/$platform"
  cp "$binary" "$work/npm/binaries/$platform/tamis"
  [ "$(node -p "require('$work/npm/package.json').version")" = "$version" ] || { echo "npm: package.json has another version" >&2; exit 1; }
  (cd "$work" && npm pack --silent ./npm >/dev/null && mkdir app && cd app && npm init -y >/dev/null && npm install --silent --offline --no-audit --no-fund ../tamis-scan-"$version".tgz >/dev/null)
  run npm "$work/app/node_modules/.bin/tamis"
else
  echo "npm is not installed: the npm package was not tried"
fi

if python3 -c 'import venv' 2>/dev/null; then
  python3 wheel.py "$binary" "$work/dist" >/dev/null
  python3 -m venv "$work/venv"
  if "$work/venv/bin/python" -m pip install --quiet --no-index --no-deps "$work"/dist/*.whl; then
    run pip "$work/venv/bin/tamis"
  else
    exit 1
  fi
else
  echo "python3 with venv is not installed: the wheel was not tried"
fi
