#!/usr/bin/env bash
# How long an article takes to be set, how much memory, and how well it is set,
# beside what w3m, lynx and Glamour alone make of the same text in the same run.
# The text is made by the benchmark. A peer that is not installed is left out.
#
#   bench/typeset.sh           the best of three runs
#   COUNT=10 bench/typeset.sh  of ten
set -euo pipefail
tree=$(cd "$(dirname "$0")/.." && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cd "$tree"
.ci/build "$out/broadsheet"
go version
for peer in w3m lynx; do
	if command -v "$peer" >/dev/null; then
		"$peer" -version | head -n 1
	else
		echo "$peer is not installed: left out"
	fi
done
grep -o 'glamour/v2 v[0-9.]*' go.mod
BROADSHEET="$out/broadsheet" go test -run '^$' -bench '^BenchmarkTypeset$' -benchtime "${BENCHTIME:-0.5s}" -count "${COUNT:-3}" ./render >"$out/bench"
awk '
	/^cpu:/ { sub(/^cpu: */, ""); cpu = $0 }
	/^BenchmarkTypeset\// {
		split($1, part, "/"); sub(/-[0-9]+$/, "", part[3]); gsub(/_/, " ", part[3])
		key = part[2] "\t" part[3]
		if (!(key in best)) { order[++n] = key; best[key] = 1e99 }
		for (i = 3; i < NF; i += 2) {
			if ($(i + 1) == "ns/op") { if ($i < best[key]) best[key] = $i }
			else value[key, $(i + 1)] = $i
		}
	}
	function cell(key, name) { return (key, name) in value ? value[key, name] + 0 : "" }
	END {
		print "| characters | what | ms | MB held | lines | begin with closing | end with opening | too wide | lost |"
		print "|--:|:--|--:|--:|--:|--:|--:|--:|--:|"
		for (i = 1; i <= n; i++) {
			split(order[i], part, "\t"); k = order[i]
			memory = (k, "MB") in value ? sprintf("%.1f", value[k, "MB"]) : ""
			printf "| %s | %s | %.2f | %s | %s | %s | %s | %s | %s |\n", part[1], part[2], best[k] / 1e6, memory, cell(k, "lines"), cell(k, "starts"), cell(k, "ends"), cell(k, "wide"), cell(k, "lost")
		}
		printf "\n%s, ", cpu
	}' "$out/bench"
echo "$(nproc) processors,$(uptime | sed 's/.*load/load/')"
