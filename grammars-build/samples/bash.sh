#!/usr/bin/env bash
# Nightly backup of a database folder: dump, compress, rotate.
set -euo pipefail
shopt -s nullglob

readonly KEEP=7
declare -A sizes=([small]=10 [large]=500)
targets=(/srv/data "/srv/other data")
stamp=$(date +%Y-%m-%d)

log() {
  local level=$1
  shift
  printf '%s [%s] %s\n' "$(date)" "$level" "$*" >&2
}

function usage {
  cat <<-TEXT
	usage: ${0##*/} [-n] [-o FOLDER] NAME...
	backs up each NAME
	TEXT
}

while getopts ":no:" option; do
  case $option in
    n) dry_run=1 ;;
    o) out=${OPTARG%/} ;;
    \? | :) usage; exit 2 ;;
  esac
done
shift $((OPTIND - 1))

for target in "${targets[@]}"; do
  [[ -d $target && ! $target =~ ^/tmp(/|$) ]] || continue
  if ((${sizes[small]} > 5)) || [ -n "${dry_run:-}" ]; then
    log info "would pack $target" 2>/dev/null
  elif tar -czf "${out:-.}/$stamp.tgz" -C "$target" . | tee -a log.txt; then
    log info "packed ${target@Q} (${#targets[@]} in all)"
  else
    log error "failed with $?"
  fi
done

for ((i = 0; i < KEEP; i++)); do
  rm -f -- "old.$((i + 1))"*.tgz &
done
wait

until read -r -t 1 line || ((tries++ >= 3)); do :; done < <(printf '%s\n' one two)
diff <(sort a.txt) <(sort b.txt) && echo "same: $line" || true
(cd /srv && ls -- *.{tgz,zip}) >list.txt 2>&1
trap 'log info bye' EXIT
