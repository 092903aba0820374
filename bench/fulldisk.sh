#!/usr/bin/env bash
# News is fetched onto a disk that is full: for root on Linux, which may mount a small
# one in memory. It must be told in a sentence, no file may be half there, what a reader
# did is safe, and all comes once there is room.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ "$(id -u)" != 0 ] || [ "$(uname)" != Linux ]; then
	echo "not root on Linux: no small disk can be mounted, and nothing was tried"
	exit 0
fi
work=$(mktemp -d)
trap 'umount "$work/disk" 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir "$work/disk"
if ! mount -t tmpfs -o size=2m tmpfs "$work/disk" 2>"$work/said"; then
	echo "no disk may be mounted here, and nothing was tried: $(cat "$work/said")"
	exit 0
fi
go build -buildvcs=false -o "$work/broadsheet" .
export HOME=$work/home XDG_CONFIG_HOME=$work/config XDG_CACHE_HOME=$work/cache XDG_STATE_HOME=$work/disk/state XDG_DATA_HOME=$work/disk/data
mkdir -p "$work/config/broadsheet"

# A feed of 300 entries, of a program: 1.5 MB and what the database needs.
{
	echo '<rss version="2.0"><channel><title>Many</title>'
	for n in $(seq 300); do
		echo "<item><title>Article $n</title><guid>$n</guid><link>https://many.example/$n</link><pubDate>Mon, 30 Nov 2020 10:00:00 GMT</pubDate><description>"
		printf '&lt;p&gt;%s' "$(seq -s ' ' $((n * 1000)) $((n * 1000 + 800)))"
		echo '</description></item>'
	done
	echo '</channel></rss>'
} >"$work/many.xml"
feeds() { # feeds OUTLINE: what is followed
	echo "<opml version=\"2.0\"><body>$1</body></opml>" >"$work/config/broadsheet/feeds.opml"
}
few="<outline text=\"Few\" broadsheet:command=\"head -c 12000 $work/many.xml\"/>"
many="<outline text=\"Many\" broadsheet:command=\"cat $work/many.xml\"/>"

feeds "$few"
"$work/broadsheet" feeds fetch
id=$("$work/broadsheet" list --limit 1 | cut -f1)
echo "{\"id\":\"$id\",\"starred\":\"2026-01-02T03:04:05Z\"}" | "$work/broadsheet" marks import - >/dev/null
kept=$("$work/broadsheet" list | wc -l)

for room in 0 100 400 700; do # kB that are free when it begins
	free=$(df -k --output=avail "$work/disk" | tail -n 1)
	head -c $(((free - room) * 1024)) /dev/zero >"$work/disk/ballast"
	feeds "$few$many"
	sleep 0.1
	if "$work/broadsheet" feeds fetch Many >"$work/out" 2>"$work/said"; then
		echo "with $room kB it did not fail: $(cat "$work/out")" && exit 1
	fi
	[ "$(wc -l <"$work/said")" = 1 ] && grep -q "full\|no space" "$work/said" || { cat "$work/said" && exit 1; }
	echo "  with $room kB: $(sed "s#$work##g" "$work/said")"
	# Each file has its end, none is half there.
	find "$work/disk/data" -name '*.html' -print0 | while IFS= read -r -d '' file; do
		[ "$(tail -c 1 "$file" | od -An -c | tr -d ' ')" = '\n' ] && head -n 1 "$file" | grep -q '^---$' || { echo "half of $file" && exit 1; }
	done
	[ -z "$(find "$work/disk/data" -name '*.part')" ] || { echo "something was left beside its place" && exit 1; }
	rm "$work/disk/ballast"
	"$work/broadsheet" list -q is:starred 2>/dev/null | grep -q "$id" || { echo "what was starred is not" && exit 1; }
done
mount -o remount,size=64m "$work/disk"
"$work/broadsheet" feeds fetch Many
[ "$("$work/broadsheet" list -q 'cat:Many' | wc -l)" -ge $((300 - kept)) ] || { echo "not all came" && exit 1; }
[ "$("$work/broadsheet" list | cut -f4- | sort | uniq -d | wc -l)" -le "$kept" ] || { echo "some came twice" && exit 1; }
echo "with room there are $("$work/broadsheet" list | wc -l) articles"
