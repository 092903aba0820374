#!/usr/bin/env bash
# Faults that take too long or need too much for `go test`: fifty kills while
# marking, cataloguing and indexing, thousands of damaged databases, and, for
# root on Linux, disks that are full and disks that cannot be written to.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "fifty kills while marking:"
BROADSHEET_TEST_KILLS=50 go test -count=1 -run TestKilledWhileMarking -v ./library | grep -E 'marks were made|lost|whole|^(ok|FAIL|---)'

echo "fifty kills while cataloguing, and while indexing:"
BROADSHEET_TEST_KILLS=50 go test -count=1 -run 'TestKilledWhile(Cataloguing|Indexing)' -v ./library | grep -E '^(ok|FAIL|---)'

echo "a database that is damaged five thousand times:"
BROADSHEET_TEST_DAMAGES=5000 go test -count=1 -timeout 20m -run 'TestDamage$' -v ./library | grep -E 'marks in|marks of|^(ok|FAIL|---)'

if [ "$(id -u)" != 0 ] || [ "$(uname)" != Linux ]; then
	echo "not root on Linux: no full and no read-only disk"
	exit 0
fi
work=$(mktemp -d)
trap 'umount "$work/state" "$work/cache" 2>/dev/null || true; rm -rf "$work"' EXIT
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

go run ./bench/generate 5000 "$work/articles"
mkdir "$work/cache"
mount -t tmpfs -o size=2m tmpfs "$work/cache"
export XDG_CACHE_HOME=$work/cache
unset XDG_STATE_HOME

# lists: all articles are listed nevertheless, and OUTPUT is said.
lists() {
	[ "$("$work/broadsheet" list -L "$work/articles" 2>"$work/said" | wc -l)" = 5000 ]
	grep -q "$1" "$work/said" || { cat "$work/said" && exit 1; }
	echo "  $(head -n 1 "$work/said")"
}
echo "a full disk for the catalogue and the index:"
lists "cannot be kept"
"$work/broadsheet" index -L "$work/articles" 2>&1 | head -n 3 || true
"$work/broadsheet" search -L "$work/articles" 经济 | head -n 1
echo "a disk for them that cannot be written to:"
mount -o remount,ro "$work/cache"
"$work/broadsheet" list -L "$work/articles" 2>&1 | head -n 1
"$work/broadsheet" search -L "$work/articles" 经济 2>&1 | head -n 1
