#!/usr/bin/env bash
# A large library, measured as a reader meets it, in one table with the peers
# beside: newsboat with the same articles as a local feed (a tenth of them: with
# more it takes too long to measure), ripgrep for searches. Linux only; peers
# that are not installed are left out.
#
#   bench/library.sh               100,000 articles, generated
#   bench/library.sh N [FOLDER]    N of them; in FOLDER, where they may be already
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/.."
n=${1:-100000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder=${2:-$work/articles}
export XDG_CACHE_HOME=$work/cache XDG_STATE_HOME=$work/state

.ci/build "$work/broadsheet"
for program in terminal generate search; do
	go build -buildvcs=false -o "$work/$program" "./bench/$program"
done
[ -d "$folder" ] || "$work/generate" "$n" "$folder"
cat >/dev/null < <(find "$folder" -type f -exec cat {} +) # into the page cache
broadsheet=$work/broadsheet

row() { printf '%-58s %-34s %s\n' "$@"; }
# seconds COMMAND...: how long it takes, in seconds.
seconds() { local TIMEFORMAT=%R; { time "$@" >/dev/null 2>&1; } 2>&1; }
# measured LINE OUTPUT: the median and p95 of bench/terminal's line.
measured() { awk -v line="$1" '$1 == line { print $2 " ms, p95 " $5 " ms" }' <<<"$2"; }

echo "$n articles, $(nproc) cores, load $(cut -d ' ' -f 1 /proc/loadavg)"
row "what" "broadsheet" "budget, or a peer in the same run"

first=$("$broadsheet" list -L "$folder" --limit 1 | cut -f 4 | cut -c 1-5)
rm -rf "$XDG_CACHE_HOME"
out=$("$work/terminal" -runs 1 -until " · " "$broadsheet" "$folder")
row "first headlines, never seen before" "$(measured start "$out")" "300 ms"
rm -rf "$XDG_CACHE_HOME"
row "all listed and catalogued, never seen before (list)" "$(seconds "$broadsheet" list -L "$folder") s" "4 s until listed"
row "all listed again (list)" "$(seconds "$broadsheet" list -L "$folder") s" ""
out=$("$work/terminal" -until "$first" "$broadsheet" "$folder")
row "first headline, warm" "$(measured start "$out")" "60 ms"
if command -v newsboat >/dev/null; then
	mkdir "$work/newsboat"
	"$work/generate" -feed "$work/newsboat/feed.xml" "$((n / 10))" "$work/newsboat/articles"
	echo "file://$work/newsboat/feed.xml" >"$work/newsboat/urls"
	echo "max-items 0" >"$work/newsboat/config"
	newsboat=(newsboat -u "$work/newsboat/urls" -c "$work/newsboat/cache.db" -C "$work/newsboat/config")
	"${newsboat[@]}" -x reload >/dev/null
	out=$("$work/terminal" -until "Generated" "${newsboat[@]}")
	row "" "" "newsboat, $((n / 10)) articles: $(measured start "$out")"
fi
out=$("$work/terminal" -runs 5 -until "$first" -keys 'jjjjjjjjjjjjjjjjjjjjkkkkkkkkkkGg' "$broadsheet" "$folder")
row "a key in the list" "$(measured key "$out")" "20 ms p95"
out=$("$work/terminal" -runs 5 -until "$first" -keys '/jinrong' "$broadsheet" "$folder")
row "a key in the filter, pinyin" "$(measured key "$out")" "8 ms of computing"
row "full text made (index)" "$(seconds "$broadsheet" index -L "$folder") s" "150 s at 100,000"
row "disk, catalogue and full text" "$(du -sm "$XDG_CACHE_HOME/broadsheet" | cut -f 1) MB" "1,000 MB at 100,000"
out=$("$work/terminal" -runs 3 -until "$first" -keys 'jjjjjjjjjj' "$broadsheet" "$folder")
row "resident while reading, indexed" "$(awk '$1 == "memory" { print $2 " MB" }' <<<"$out")" "80 MB"
for word in 经济 数字人民币 inflation; do
	row "search $word, the whole process" "$(seconds "$broadsheet" search -L "$folder" --limit 50 "$word") s" \
		"$(command -v rg >/dev/null && echo "rg -lF: $(seconds rg -lF "$word" "$folder") s")"
done
echo
"$work/search" -cache "$XDG_CACHE_HOME/broadsheet" "$folder" 经济 人民币 数字人民币 学生报告 inflation '"market bank"' 的
echo
go test -run '^$' -bench 'BenchmarkList/|BenchmarkFilter|BenchmarkTree|BenchmarkSearchedTitles|BenchmarkOpenCatalogue' -benchtime 20x ./library |
	awk '/^Benchmark/ { printf "%-58s %.2f ms\n", $1, $3 / 1e6 }'
