#!/usr/bin/env bash
# What becomes of the SSH server, and of ten readers who read on it, under abuse.
# The server has the memory that its unit gives it, and a library of 100,000
# articles and some hostile ones. It fails if a reader is lost or waits (35 ms,
# 99 of 100 keys), if the server ends or takes more than 300 MB, or if an attack
# gets what it should not. Linux only; everything stays on the loopback interface,
# and each attack ends within a minute and a half.
#
#   bench/abuse.sh                          all of it
#   bench/abuse.sh bytes certificates       these attacks; `all` lists them
#   ARTICLES=2000 bench/abuse.sh            with a smaller library
#   KEPT=~/abuse bench/abuse.sh             keeps the library and the cache there for the next time
#   WAIT=500ms bench/abuse.sh               on a machine that has other things to do
#   BROADSHEET=~/bin/broadsheet …           another program than this tree's
set -euo pipefail
. "$(dirname "$0")/ssh/server.sh"
if [ "${1:-}" = all ]; then
	"$out/ssh" attacks
	exit
fi
folder=${KEPT:-$out/kept}
library=$folder/library
memory=2400000
export GOMEMLIMIT=1200MiB
mkdir -p "$folder"
: >"$folder/log"
if [ ! -d "$library" ]; then
	(cd "$tree" && go build -buildvcs=false -o "$out/generate" ./bench/generate)
	"$out/generate" "${ARTICLES:-100000}" "$library/news"
	"$out/generate" -hostile "$library/hostile"
fi
serve_options=(-L "$library/news" -L "$library/hostile")
failed=0

# fault SENTENCE
fault() {
	echo "FAIL $*"
	failed=$((failed + 1))
}

# The library is listed whole, and indexed, whatever is in it.
listed() { (
	ulimit -v "$memory"
	HOME=$folder XDG_CONFIG_HOME=$out/config XDG_STATE_HOME=$folder/state XDG_CACHE_HOME=$folder/cache timeout 300 "$program" "$@"
); }
if ! n=$(listed list -L "$library/hostile" 2>"$out/errors" | wc -l) || [ "$n" -lt "$(find "$library/hostile" -name '*.md' | wc -l)" ]; then
	fault "the hostile articles are not listed ($n of them): $(head -c 300 "$out/errors" | head -n 2); goes on without keys.md"
	mv "$library/hostile/keys.md" "$out/"
fi
listed index -L "$library/news" -L "$library/hostile" >"$out/index" 2>&1 || fault "index: $(tail -n 1 "$out/index")"

start broadsheet
sleep 5 # it looks at all files of the library first
names=("$@")
[ ${#names[@]} -gt 0 ] || mapfile -t names < <("$out/ssh" attacks)
for name in "${names[@]}"; do
	sleep 1 # one that ends has ended by then
	if ! kill -0 "$server" 2>/dev/null; then
		wait "$server" || true
		grep -am1 -E '^(fatal error|panic|runtime:)' "$folder/log" || true
		: >"$folder/log"
		server=
	fi
	if [ "$name" = descriptors ]; then # it has few of them
		stop
		descriptors=128
	fi
	[ -n "$server" ] || start broadsheet
	timeout 180 "$out/ssh" -n 10 -wait "${WAIT:-35ms}" -folder "$folder" -library "$library/hostile" abuse "$address" "$server" "$name" || failed=$((failed + 1))
	if [ "$name" = descriptors ]; then
		stop
		descriptors=$(ulimit -n)
		start broadsheet
	fi
done

# Stopping is in time, whatever goes on.
if kill -0 "$server" 2>/dev/null; then
	"$out/ssh" -folder "$folder" attack "$address" "$server" typists >/dev/null 2>&1 &
	typists=$!
	sleep 3
	begun=$(date +%s%N)
	stop
	took=$((($(date +%s%N) - begun) / 1000000))
	wait "$typists" || true
	if [ "$took" -gt 10000 ]; then fault "stopping under load took $took ms"; else echo "ok   stopping under load took $took ms"; fi
fi
echo "what the server counted:"
sed -n 's/.*"msg":"drained",/  /p' "$folder/log" | tail -n 1 | tr -d '}' | tr ',' '\n'
[ ! -f "$out/keys.md" ] || mv "$out/keys.md" "$library/hostile/"
[ "$failed" = 0 ] || { echo "$failed failed"; exit 1; }
