package search

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"broadsheet/library/index"
	"broadsheet/model"
	"broadsheet/model/fold"
	"broadsheet/model/query"
)

// oracle finds by looking at each article, the newest first.
func oracle(dir string, all []writtenArticle, matches func(text string) bool) []model.ID {
	var hits []writtenArticle
	for _, a := range all {
		if slices.ContainsFunc(a.texts(), func(text string) bool { return matches(fold.String(text)) }) {
			hits = append(hits, a)
		}
	}
	slices.SortFunc(hits, func(a, b writtenArticle) int {
		if d := b.date.Compare(a.date); d != 0 {
			return d
		}
		return strings.Compare(string(a.id(dir)), string(b.id(dir)))
	})
	names := make([]model.ID, len(hits))
	for i, a := range hits {
		names[i] = a.id(dir)
	}
	return names
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// latin gives the words of a text; two of them are parted by an empty one where
// Chinese stands between them.
func latin(text string) []string {
	var words []string
	for _, part := range strings.FieldsFunc(strings.Map(func(r rune) rune {
		switch {
		case isHan(r):
			return '汉'
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return r
		}
		return ' '
	}, text), func(r rune) bool { return r == ' ' }) {
		for i, word := range strings.Split(part, "汉") {
			if i > 0 {
				words = append(words, "")
			}
			if word != "" {
				words = append(words, word)
			}
		}
	}
	return words
}

func hasPhrase(text string, phrase ...string) bool {
	words := latin(text)
	for i := range words {
		if i+len(phrase) <= len(words) && slices.Equal(words[i:i+len(phrase)], phrase) {
			return true
		}
	}
	return false
}

// A run of Chinese characters, a whole word and a phrase find exactly what
// looking at every article finds, in the index and without it.
func TestSearchFindsWhatAScanFinds(t *testing.T) {
	t.Parallel()
	dir, all := writtenFolder(t, 1, 2000)
	withIndex := indexed(t, dir, t.TempDir())
	defer closeShelf(t, withIndex)
	without := opened(t, dir, shelfOptions{})
	defer closeShelf(t, without)
	if rows := heldBy(t, withIndex); rows != len(all) {
		t.Fatalf("%d articles are in the index", rows)
	}
	hits, checked := 0, 0
	check := func(query string, want []model.ID) {
		t.Helper()
		for name, l := range map[string]*shelf{"in the index": withIndex, "without": without} {
			if got := foundBy(t, l, query); !slices.Equal(got, want) {
				t.Errorf("%s, %s: %d articles, want %d", query, name, len(got), len(want))
			}
		}
		hits, checked = hits+len(want), checked+1
	}
	r := rand.New(rand.NewPCG(7, 7))
	for i := range 500 {
		run := randomRun(r, all, 1+i%6)
		check(run, oracle(dir, all, func(text string) bool { return strings.Contains(text, fold.String(run)) }))
	}
	words := strings.Fields(latinWords)
	for i := range 200 {
		word := words[i%len(words)]
		if i%3 == 0 {
			word = strings.ToUpper(word)
		}
		check(word, oracle(dir, all, func(text string) bool { return hasPhrase(text, fold.String(word)) }))
	}
	for range 100 {
		first, second := pick(r, words...), pick(r, words...)
		check(fmt.Sprintf(`"%s %s"`, first, second), oracle(dir, all, func(text string) bool {
			return hasPhrase(text, fold.String(first), fold.String(second))
		}))
	}
	t.Logf("%d queries found %d articles", checked, hits)
}

// randomRun takes a run of Chinese characters out of a text, or, one time in
// eight, makes one up.
func randomRun(r *rand.Rand, all []writtenArticle, length int) string {
	if r.IntN(8) > 0 {
		for range 1000 {
			text := []rune(pick(r, pick(r, all...).texts()...))
			if start := r.IntN(len(text)); start+length <= len(text) && !slices.ContainsFunc(text[start:start+length], func(r rune) bool { return !isHan(r) }) {
				return string(text[start : start+length])
			}
		}
	}
	run := make([]rune, length)
	for i := range run {
		run[i] = pick(r, []rune(hanLetters)...)
	}
	return string(run)
}

// pieces are articles of one sentence, for what has to be seen at a glance.
func pieces(t testing.TB, texts map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, name+".md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestSearchLanguage(t *testing.T) {
	t.Parallel()
	dir := pieces(t, map[string]string{
		"a": "---\ntitle: Lamps on the quay\nauthor: Ann\ncategories: Harbour\ndate: 2021-06-01\n---\n\nThe harbour’s **new** lamps. They don't flicker.\n\nCafés open early.",
		"b": "---\ntitle: 数字人民币\nauthor: 新浪\ncategories: 金融\ndate: 2021-06-02\n---\n\n北京發放數字人民幣红包，A股大涨，买iPhone15手机。<b>机器</b>学习",
		"c": "---\ntitle: Ferry\nauthor: Bo\ncategories: Harbour\ndate: 2021-06-03\n---\n\nNew ferries, and the new harbour\n\nlamps. 人民。币 カメラ 한국어",
		"d": "---\ntitle: Nothing\ndate: 2021-06-04\n---\n\n!!!",
	})
	queries := map[string]string{
		"lamps": "c a", "lamp": "", "lamp*": "c a", "LAMPS -ferries": "a", "-lamps": "d b", `"new lamps"`: "a", `"new harbour"`: "c",
		`"harbour lamps"`: "", "lamps new": "c a", "lamps OR 红包": "c b a", "cafes": "a", "cafés": "a", "don't": "a", "dont": "",
		"数字人民币": "b", "數字人民幣": "b", "人民币": "b", "人民": "c b", "币": "c b", "A股": "b", "a股大涨": "b", "股a": "", "买iphone15": "b", "iphone15手机": "b",
		"iphone": "", "iphone*": "b", "机器学习": "b", "ｌａｍｐｓ": "c a", "カメ": "c", "メラ": "c", "국어": "c", "text:lamps": "c a", "-text:lamps": "d b",
		"lamps cat:harbour": "c a", "lamps author:ann": "a", "lamps after:2021-06-02": "c", "lamps before:2021-06-02": "a", "lamps is:read": "",
		"cat:harbour": "c a", "cat:harbour -ferries": "a", "!!!": "d c b a", "lamps !!!": "c a", `"人民 币"`: "c", `"quay harbour"`: "",
		"quay": "a", "题": "", "nothing": "d", "(lamps": "c a", "lamps AND": "c", "NEAR(lamps": "", "text:text": "", "rowid": "",
	}
	l := opened(t, dir, shelfOptions{})
	defer closeShelf(t, l)
	for query, want := range queries {
		hits := searchFor(t, l, query, model.SearchOptions{})
		got := paths(hits.Listing)
		if strings.Join(got, " ") != want || !hits.Complete {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	for asked, want := range map[string]int{"text:lamps cat:harbour OR text:红包": 3, "-text:lamps": 2} {
		if listed, err := l.list(t.Context(), parse(t, asked)); err != nil || listed.Len() != want {
			t.Errorf("a list of %s has %d articles (%v)", asked, listed.Len(), err)
		}
	}
}

// The first hits are the newest, whatever order articles came into the index.
func TestFirstHitsAreTheNewest(t *testing.T) {
	t.Parallel()
	dir, all := writtenFolder(t, 3, 400)
	cache := t.TempDir()
	closeShelf(t, indexed(t, dir, cache))
	r := rand.New(rand.NewPCG(9, 9))
	for i := range 300 { // older and newer ones, and many in one gap
		a := writeArticle(r, 5000+i)
		if i%2 == 0 {
			a.date = noon().Add(-100 * time.Hour).Add(time.Duration(i) * time.Second)
		}
		all = append(all, a)
		saveArticle(t, dir, a)
		if i == 100 || i == 200 {
			closeShelf(t, indexed(t, dir, cache))
		}
	}
	l := indexed(t, dir, cache)
	defer closeShelf(t, l)
	for _, query := range []string{"的", "人", "harbour", "ferry OR lamp", "银行", "harbour cat:金融", "tes*"} {
		whole := foundBy(t, l, query)
		for _, limit := range []int{1, 7, 50, 5000} {
			hits := searchFor(t, l, query, model.SearchOptions{Limit: limit})
			if want := whole[:min(limit, len(whole))]; !slices.Equal(listed(hits.Listing), want) {
				t.Errorf("%s: the first %d are others than those of all", query, limit)
			}
			if hits.Complete && len(whole) > limit || !hits.Complete && len(whole) < limit {
				t.Errorf("%s: of %d hits %d are complete: %v", query, len(whole), limit, hits.Complete)
			}
		}
	}
}

func TestBestHits(t *testing.T) {
	t.Parallel()
	dir := pieces(t, map[string]string{
		"title": "---\ntitle: The lamps\ndate: 2021-06-01\n---\n\nNothing else is said of them in these many words.",
		"often": "---\ntitle: Quay\ndate: 2021-06-02\n---\n\nLamps, lamps, and more lamps.",
		"once":  "---\ntitle: Ferry\ndate: 2021-06-03\n---\n\nA ferry with lamps, and much else that is told at length, as ferries are.",
		"none":  "---\ntitle: Market\ndate: 2021-06-04\n---\n\nFish.",
		"fifth": "---\ntitle: Market again\ndate: 2021-06-05\n---\n\nMore fish.",
		"sixth": "---\ntitle: Market closed\ndate: 2021-06-06\n---\n\nNo fish.",
		"last":  "---\ntitle: Market closed for good\ndate: 2021-06-06\n---\n\nNo fish.",
	})
	small := opened(t, dir, shelfOptions{})
	defer closeShelf(t, small)
	large, all := writtenFolder(t, 4, 300)
	for i, text := range []string{"Wharf, wharf, and more of the wharf.", "A wharf, and much else that is told at length, as all things here are."} {
		saveArticle(t, large, writtenArticle{path: fmt.Sprint(i, ".md"), title: "Far", paragraphs: []string{text}, date: noon().Add(time.Duration(i) * time.Hour)})
	}
	saveArticle(t, large, writtenArticle{path: "t.md", title: "The wharf", paragraphs: []string{"Old."}, date: all[0].date})
	big := indexed(t, large, t.TempDir())
	defer closeShelf(t, big)
	for _, test := range []struct {
		library *shelf
		query   string
		want    string
	}{{small, "lamps", "title often once"}, {big, "wharf", "t 0 1"}} {
		for _, limit := range []int{0, 2, 3} {
			hits := searchFor(t, test.library, test.query, model.SearchOptions{Order: model.BestHits, Limit: limit})
			got := paths(hits.Listing)
			want := strings.Fields(test.want)
			if limit > 0 {
				want = want[:limit]
			}
			if !slices.Equal(got, want) || hits.Complete != (limit != 2) {
				t.Errorf("%s, %d: %q (complete: %v), want %q", test.query, limit, got, hits.Complete, want)
			}
		}
	}
}

func TestSearchIsCancelled(t *testing.T) {
	t.Parallel()
	dir, _ := writtenFolder(t, 5, 300)
	l := indexed(t, dir, t.TempDir())
	defer closeShelf(t, l)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, query := range []string{"的", "harbour", "cat:金融"} {
		if _, err := l.search(ctx, parse(t, query), model.SearchOptions{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", query, err)
		}
	}
}

// A query of a million bytes is refused where it is read, and one that was made
// is answered.
func TestMillionBytesOfSearch(t *testing.T) {
	t.Parallel()
	if _, err := query.Parse(strings.Repeat("金融 ", 1<<18)); err == nil {
		t.Error("a query of a million bytes is accepted")
	}
	dir, _ := writtenFolder(t, 6, 300)
	l := indexed(t, dir, t.TempDir())
	defer closeShelf(t, l)
	for _, text := range []string{strings.Repeat("金融a", 1<<18), strings.Repeat("word ", 1<<18), strings.Repeat("金", 1<<18), strings.Repeat("x", 1<<20)} {
		query := query.Query{}.And(query.Term{Text: text, Field: query.FieldText})
		hits, err := l.search(t.Context(), query, model.SearchOptions{})
		if err != nil || hits.Listing.Len() != 0 {
			t.Errorf("%.20s…: %v, %v", text, hits, err)
		}
	}
}

// Nothing that a person types is understood as the language of the index.
func FuzzSearch(f *testing.F) {
	for _, seed := range []string{
		"lamps", `"`, `""`, `"lamps" AND`, "NEAR(a b)", "text : x", "{text} : x", "^lamps", "a*b", "*", "'; drop table texts; --", "a\x00b", "金*", "-金", "+", "a + b",
		"rowid:1", "texts", "|", "a | b", "%", "\\", "金融 | 银行", "ＡＢ", "e\u0301", "\u200d",
	} {
		f.Add(seed)
	}
	dir, _ := writtenFolder(f, 8, 300)
	l := indexed(f, dir, f.TempDir())
	f.Cleanup(func() { closeShelf(f, l) })
	without := opened(f, dir, shelfOptions{})
	f.Cleanup(func() { closeShelf(f, without) })
	f.Fuzz(func(t *testing.T, text string) {
		for _, phrase := range []bool{true, false} {
			term := query.Term{Field: query.FieldText, Text: text, Phrase: phrase}
			query := query.Query{}.And(term)
			got, err := l.search(context.Background(), query, model.SearchOptions{})
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			want, err := without.search(context.Background(), query, model.SearchOptions{})
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			if !slices.Equal(listed(got.Listing), listed(want.Listing)) {
				t.Errorf("%q: %d in the index, %d without", text, got.Listing.Len(), want.Listing.Len())
			}
			if notice := toldBy(l); notice != "" {
				t.Errorf("%q: %s", text, notice)
			}
		}
	})
}

// Rows that are given to articles between others are new ones, in the order of the
// articles.
func TestPlaces(t *testing.T) {
	var p places
	r := rand.New(rand.NewPCG(1, 1))
	used := map[uint32]bool{}
	for range 3000 {
		row, ok := p.take(uint32(r.IntN(1000)))
		if !ok || used[row] || row == 0 {
			t.Fatalf("row %d (%v), used before: %v", row, ok, used[row])
		}
		used[row] = true
	}
	if !slices.IsSorted(p.rows) || !slices.IsSorted(p.positions) {
		t.Error("rows or positions are out of order")
	}
}

// Many alternatives are few questions to the index.
func TestFewRequests(t *testing.T) {
	t.Parallel()
	s := New(Options{})
	f := &index.Filter{Snapshot: index.New([]string{"news"}, []string{"News"}).Snapshot(), Texts: s.FindTexts, Zone: time.UTC}
	var terms []string
	for i := range 40 {
		terms = append(terms, fmt.Sprintf("%c%c", '一'+3*i, '丁'+5*i))
	}
	for asked, most := range map[string]int{
		strings.Join(terms, " OR "):                                 3,
		"after:2000 " + strings.Join(terms, " OR after:2000 "):      3,
		"-" + terms[0] + " OR " + strings.Join(terms[1:], " OR "):   4,
		terms[0] + " before:1990 OR " + strings.Join(terms, " OR "): 4,
	} {
		parsed, err := query.Parse(asked)
		if err != nil {
			t.Fatal(err)
		}
		requests, err := s.requests(t.Context(), f, parsed, 0)
		if err != nil || len(requests) > most {
			t.Errorf("%s asks the index %d times (%v), want %d at most", asked, len(requests), err, most)
		}
	}
}
