#!/usr/bin/env bash
# Faults that take too long or need too much for `go test`: fifty kills while
# marking, and, for root on Linux, a disk that is full and one that cannot be
# written to.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "fifty kills while marking:"
BROADSHEET_TEST_KILLS=50 go test -count=1 -run TestKilledWhileMarking -v ./library | grep -E 'marks were made|lost|whole|^(ok|FAIL|---)'

if [ "$(id -u)" != 0 ] || [ "$(uname)" != Linux ]; then
	echo "not root on Linux: no full and no read-only disk"
	exit 0
fi
work=$(mktemp -d)
trap 'umount "$work/state" 2>/dev/null || true; rm -rf "$work"' EXIT
go build -o "$work/broadsheet" .
mkdir "$work/state"
mount -t tmpfs -o size=128k tmpfs "$work/state"
for i in $(seq 5000); do
	printf '{"id":"%012x","read":"2026-01-01T00:00:00Z"}\n' $((i * 48271 % 281474976710656))
done >"$work/marks.jsonl"

# must OUTPUT COMMAND...: the command fails, and says OUTPUT.
must() {
	local want=$1
	shift
	if said=$("$@" 2>&1); then
		echo "did not fail: $*" && exit 1
	fi
	grep -q "$want" <<<"$said" && [ "$(wc -l <<<"$said")" = 1 ] || { echo "$said" && exit 1; }
	echo "  $said"
}

export XDG_STATE_HOME=$work/state
echo "a full disk:"
must "cannot be kept\|could not be kept" "$work/broadsheet" marks import "$work/marks.jsonl"
"$work/broadsheet" list -q is:unread >/dev/null
rm -r "$work/state/"*
head -n 10 "$work/marks.jsonl" | "$work/broadsheet" marks import
echo "a disk that cannot be written to:"
mount -o remount,ro "$work/state"
must "could not be kept" "$work/broadsheet" marks import "$work/marks.jsonl"
test "$("$work/broadsheet" marks export | wc -l)" = 10
