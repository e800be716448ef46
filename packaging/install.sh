#!/usr/bin/env bash
# Installs a released binary of tamis: install.sh VERSION FOLDER
# The checksum in the release is compared before anything of the archive runs.
set -euo pipefail
version=${1:?version, without v}
folder=${2:?folder}
base=${TAMIS_RELEASES:-https://github.com/tamis-scan/tamis/releases/download}
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) target=x86_64-unknown-linux-gnu ;;
  Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-gnu ;;
  Darwin-x86_64) target=x86_64-apple-darwin ;;
  Darwin-arm64) target=aarch64-apple-darwin ;;
  MINGW*-x86_64 | MSYS*-x86_64) target=x86_64-pc-windows-msvc ;;
  *) echo "there is no released binary for $(uname -s) $(uname -m); use 'cargo install tamis'" >&2; exit 2 ;;
esac
name="tamis-$version-$target.tar.gz"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for file in "$name" "$name.sha256"; do
  curl --fail --silent --show-error --location --retry 3 --output "$work/$file" "$base/v$version/$file"
done
(cd "$work" && if command -v sha256sum >/dev/null; then sha256sum --check --quiet "$name.sha256"; else shasum -a 256 --check --quiet "$name.sha256"; fi)
mkdir -p "$folder"
tar -xzf "$work/$name" -C "$folder"
"$folder/tamis" --version
