#!/usr/bin/env bash
# How long a reader waits for the first headline (budget: 60 ms), and which
# packages cost the most before main begins. Linux only.
#
#   bench/start.sh            the sample edition
#   bench/start.sh ROOT       a folder of articles
set -euo pipefail
tree=$(cd "$(dirname "$0")/.." && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cd "$tree"
.ci/build "$out/broadsheet"
go build -buildvcs=false -o "$out/terminal" ./bench/terminal
# So short that no line break is in it.
headline=$("$out/broadsheet" list --limit 1 ${1:+-L "$1"} | cut -f 4 | cut -c 1-5)
echo "until \"$headline\" stands on the screen:"
"$out/terminal" -until "$headline" "$out/broadsheet" "$@"
echo "the slowest package initialisations:"
GODEBUG=inittrace=1 "$out/broadsheet" version 2>&1 >/dev/null | awk '/^init/ { printf "  %6.2f ms  %s\n", $5, $2; sum += $5 }
	END { printf "  %6.2f ms  in all\n", sum }' | sort -rn | head -n 8
uptime
