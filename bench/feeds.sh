#!/usr/bin/env bash
# What it takes to fetch many feeds from a server on the loopback interface: at first,
# and again with nothing new. newsboat fetches the same feeds in the same run, where it
# is installed. Linux only.
#
#   bench/feeds.sh               1,000 feeds of 20 entries
#   bench/feeds.sh N [ENTRIES]   N of them
#   BROADSHEET=~/bin/broadsheet bench/feeds.sh    another program than this tree's
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -buildvcs=false -o "$work/measure" ./bench/feeds
program=${BROADSHEET:-$work/broadsheet}
[ -n "${BROADSHEET:-}" ] || go build -buildvcs=false -trimpath -ldflags '-s -w' -o "$work/broadsheet" .
mkdir "$work/home"
ulimit -n 8192 2>/dev/null || true
"$work/measure" -n "${1:-1000}" -entries "${2:-20}" -broadsheet "$program" -newsboat "$(command -v newsboat || true)" -folder "$work/home"
