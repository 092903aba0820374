package linebreak

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/displaywidth"
)

const (
	closing = "」』）》〉】〕］｝，。、；：？！…％"
	opening = "「『（《〈【〔［｛"
)

// checkFill holds what is true of every text at every width: no byte is lost or
// doubled, no line is too wide, none ends with spaces or the wrong mark.
func checkFill(t *testing.T, text string, first, rest int) {
	t.Helper()
	cells := Cells(text)
	checkCells(t, text, cells)
	index := map[int]int{len(text): len(cells)} // Of the cell at an offset.
	for i, c := range cells {
		index[int(c.Offset)] = i
	}
	at, width := 0, max(first, 1)
	lines := Fill(text, cells, first, rest)
	for i, line := range lines {
		start, okStart := index[line.Start]
		end, okEnd := index[line.End]
		if !okStart || !okEnd || start < at || end < start || !allSpace(cells[at:start]) {
			t.Fatalf("%q at %d, %d: line %d is %v, after cell %d", text, first, rest, i, line, at)
		}
		checkLine(t, text, line, cells[start:end], width)
		at, width = end, max(rest, 1)
		if i+1 < len(lines) && lines[i+1].Start < lines[i+1].End {
			checkEnd(t, text, cells, start, end, index[lines[i+1].Start])
		}
	}
	if !allSpace(cells[at:]) {
		t.Fatalf("%q at %d, %d: the end is lost from cell %d on", text, first, rest, at)
	}
}

func checkLine(t *testing.T, text string, line Line, cells []Cell, width int) {
	t.Helper()
	sum, visible := 0, 0
	for _, c := range cells {
		sum += int(c.Width)
		if c.Width > 0 {
			visible++
		}
	}
	if sum != line.Width || sum > width && visible > 1 {
		t.Fatalf("%q at %d: the line %q says %d wide, is %d", text, width, text[line.Start:line.End], line.Width, sum)
	}
	if len(cells) > 0 && cells[len(cells)-1].Flags&Space != 0 {
		t.Fatalf("%q at %d: the line %q ends with a space", text, width, text[line.Start:line.End])
	}
}

func allSpace(cells []Cell) bool {
	for _, c := range cells {
		if c.Flags&Space == 0 {
			return false
		}
	}
	return true
}

// checkEnd holds that a line from cell start to end, before one that starts at
// next, ends with no opening mark and the next starts with no closing one,
// but where there is no way around it: the line has no place to end, and none
// of its last eight cells can be cut before without doing the same.
func checkEnd(t *testing.T, text string, cells []Cell, start, end, next int) {
	t.Helper()
	for i := end; i <= next && i < len(cells); i++ {
		if cells[i].Break == Mandatory {
			return
		}
	}
	if end == start || next >= len(cells) || cells[next].Break == Allowed { // checkCells has seen it.
		return
	}
	first, _ := utf8.DecodeRuneInString(text[cells[next].Offset:])
	last, _ := utf8.DecodeRuneInString(text[cells[end-1].Offset:])
	startsBadly := strings.ContainsRune(closing, first)
	endsBadly := strings.ContainsRune(opening, last)
	if !startsBadly && !endsBadly {
		return
	}
	for i := start + 1; i < next; i++ {
		if cells[i].Break == Allowed && cells[i].Flags&Space == 0 {
			t.Fatalf("%q: a line ends with %q before %q, but could end at byte %d", text, last, first, cells[i].Offset)
		}
	}
	for i := next - 1; i > start && i > next-farthestStep; i-- {
		if cells[i].Flags&(NoStart|Space) == 0 && cells[i-1].Flags&(NoEnd|Space) == 0 {
			t.Fatalf("%q: a line is cut after %q before %q, but could be at byte %d", text, last, first, cells[i].Offset)
		}
	}
}

// checkCells holds that cells are the text's grapheme clusters, and that no
// place where a line may end is beside the wrong mark.
func checkCells(t *testing.T, text string, cells []Cell) {
	t.Helper()
	checkClusters(t, text, cells)
	previous, soft := rune(0), false // The visible character before, and an author's place to break.
	for i, c := range cells {
		end := len(text)
		if i+1 < len(cells) {
			end = int(cells[i+1].Offset)
		}
		r, size := utf8.DecodeRuneInString(text[c.Offset:end])
		if c.Break == Allowed && !soft && (strings.ContainsRune(closing, r) || strings.ContainsRune(opening, previous)) {
			t.Fatalf("%q: a line may end between %q and %q", text, previous, r)
		}
		alone := int(c.Offset)+size == end
		if alone {
			checkFlags(t, text, c, r)
		}
		switch {
		case !alone, strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r):
			previous = 0
		case c.Flags&Space == 0:
			previous = r
		}
		soft = r == '\u200b' || soft && c.Flags&Space != 0
	}
}

func checkFlags(t *testing.T, text string, c Cell, r rune) {
	t.Helper()
	if strings.ContainsRune(closing, r) && c.Flags&NoStart == 0 || strings.ContainsRune(opening, r) && c.Flags&NoEnd == 0 {
		t.Fatalf("%q: %q at byte %d has flags %b", text, r, c.Offset, c.Flags)
	}
}

func checkClusters(t *testing.T, text string, cells []Cell) {
	t.Helper()
	if !utf8.ValidString(text) {
		return // What is one cluster then, the libraries do not agree on.
	}
	clusters := displaywidth.StringGraphemes(text)
	offset, i := 0, 0
	for ; clusters.Next(); i++ {
		if i >= len(cells) || int(cells[i].Offset) != offset || int(cells[i].Width) != clusters.Width() {
			t.Fatalf("%q: cell %d of %v is not %q at %d, %d wide", text, i, cells, clusters.Value(), offset, clusters.Width())
		}
		offset += len(clusters.Value())
	}
	if i != len(cells) {
		t.Fatalf("%q: %d cells, want %d", text, len(cells), i)
	}
}

// randomText strings together pieces of many scripts.
func randomText(random *rand.Rand, pieces int) string {
	alphabets := []string{
		"北京上海长沙数字人民币红包在可发的了年月日万元个", "abcdefgXYZ", "0123456789", "，。、；：？！…％·—～／", "「『（《〈【〔“‘", "」』）》〉】〕”’",
		".,;:!?-()[]\"'/&=%$#@", " ", " \u3000\u00a0\u200b\n", "السلام", "กขเแาะำ็้", "한국어가각", "ひらがなっょー々カタャ", "éàü\u0301\u0308", "각", "क्षि",
	}
	whole := []string{"https://e.org/a-b/c?d=1&e=%20", "www.e.org/", "👩‍👩‍👧", "👍🏽", "🇨🇳", "🇨", "❤️", "1️⃣", "\u200d", "2021-06-11", "6,000.5", "——", "……", "\r\n", "\xff", "10%"}
	var text strings.Builder
	for range pieces {
		if random.IntN(6) == 0 {
			text.WriteString(whole[random.IntN(len(whole))])
			continue
		}
		alphabet := []rune(alphabets[random.IntN(len(alphabets))])
		for range 1 + random.IntN(6) {
			text.WriteRune(alphabet[random.IntN(len(alphabet))])
		}
	}
	return text.String()
}

func TestProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		text := randomText(random, 1+random.IntN(40))
		checkFill(t, text, 1+random.IntN(200), 1+random.IntN(200))
		checkFill(t, text, 1+random.IntN(30), 1+random.IntN(30))
		if ansi.StringWidth(text) != Width(text) && utf8.ValidString(text) {
			t.Fatalf("%q is %d wide, and %d for x/ansi", text, Width(text), ansi.StringWidth(text))
		}
	}
	for width := 1; width <= 200; width++ {
		checkFill(t, randomText(random, 300), width, width)
	}
}

// TestLong holds that the time grows with the text alone: squared, these would
// take hours.
func TestLong(t *testing.T) {
	for _, piece := range []string{"a", "中", "。", "（", " ", "\u0301", "-", "…", "https://", "“", "\u200b", "ก", "é", "\n", "“‘"} {
		text := strings.Repeat(piece, 1<<20/len(piece))
		cells := Cells(text)
		lines := Fill(text, cells, 76, 76)
		if len(lines) == 0 || !allSpace(cells) && lines[len(lines)-1].End != len(text) {
			t.Errorf("1 MB of %q ends early", piece)
		}
	}
}

func FuzzFill(f *testing.F) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		f.Add(randomText(random, 10), 20, 30)
	}
	f.Add("name@example.com ）。", 16, 16)
	f.Add("\u200d\u0301\r\n（ 。", 1, 1)
	f.Fuzz(func(t *testing.T, text string, first, rest int) {
		checkFill(t, text, min(first, 300), min(rest, 300))
	})
}

func mixedText(characters int) string {
	random := rand.New(rand.NewPCG(5, 6))
	sentences := []string{
		"据了解，此次北京、上海、长沙这几座城市的数字人民币红包使用期限为六月十一日至二十日。", "“我们不赌明天，”她说，“只把今天的6000万元用好。”",
		"The quick brown fox jumps over the lazy dog, and then it rests. ", "在 iPhone 上打开 https://example.com/a/b?c=1 即可。", "한국어 뉴스도 읽는다. ", "ニュースを読む。",
	}
	var text strings.Builder
	for n := 0; n < characters; {
		s := sentences[random.IntN(len(sentences))]
		text.WriteString(s)
		n += utf8.RuneCountInString(s)
	}
	return text.String()
}

func BenchmarkCells(b *testing.B) {
	text := mixedText(120_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Cells(text)
	}
}

func BenchmarkFill(b *testing.B) {
	text := mixedText(120_000)
	cells := Cells(text)
	b.ReportAllocs()
	for b.Loop() {
		Fill(text, cells, 76, 76)
	}
}
