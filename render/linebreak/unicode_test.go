package linebreak

import (
	"maps"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestUnicode runs Unicode's own test. Where the breaker knows better, the
// reason stands in deviations with the number of places; each number is exact,
// so that nothing can deviate unnoticed and no reason outlives its use.
func TestUnicode(t *testing.T) {
	want := map[string]int{
		"a grapheme cluster is never cut":                                     1388,
		"a space with a mark is one cluster: a line ends before, not in it":   378,
		"an ideographic space hangs, as other spaces do":                      156,
		"Korean is set in words":                                              412,
		"a quotation mark next to Han opens or closes":                        17,
		"a dash after a word starts no line":                                  108,
		"a middle dot next to Han starts no line":                             1,
		"a number stays with its unit":                                        4,
		"an ellipsis starts no line, not even after a space":                  264,
		"a flag's half with a mark is a cluster, so the next one starts anew": 1,
	}
	data, err := os.ReadFile("testdata/LineBreakTest.txt")
	if err != nil {
		t.Fatal(err)
	}
	got, cases := map[string]int{}, 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		cases++
		text, opportunities := parseUnicodeTest(t, line)
		starts := map[int]bool{}
		for _, c := range Cells(text) {
			starts[int(c.Offset)] = c.Break != Prohibited
		}
		for offset := range text {
			if offset == 0 || starts[offset] == opportunities[offset] {
				continue
			}
			_, isStart := starts[offset]
			reason := deviation(text, offset, isStart)
			if reason == "" {
				t.Errorf("%s: at byte %d of %q: break %v, want %v", line, offset, text, starts[offset], opportunities[offset])
			}
			got[reason]++
		}
	}
	if cases != 19338 {
		t.Errorf("%d cases, want 19338", cases)
	}
	if !maps.Equal(got, want) {
		t.Errorf("deviations:\n got %v\nwant %v", got, want)
	}
}

// parseUnicodeTest reads a line such as "2757 0020÷2757".
func parseUnicodeTest(t *testing.T, line string) (text string, opportunities map[int]bool) {
	t.Helper()
	opportunities = map[int]bool{}
	for i, part := range strings.Split(line, "÷") {
		if i > 0 {
			opportunities[len(text)] = true
		}
		for hex := range strings.FieldsSeq(part) {
			r, err := strconv.ParseInt(hex, 16, 32)
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			text += string(rune(r))
		}
	}
	return text, opportunities
}

// deviation names the tailoring that changes the break at an offset, "" if none
// of them can.
func deviation(text string, offset int, isStart bool) string {
	base := []rune(strings.TrimRightFunc(text[:offset], isMark))
	after, size := utf8.DecodeRuneInString(text[offset:])
	next, _ := utf8.DecodeRuneInString(text[offset+size:])
	var before rune
	if len(base) > 0 {
		before = base[len(base)-1]
	}
	either := func(chars string) bool {
		return strings.ContainsRune(chars, before) || strings.ContainsRune(chars, after)
	}
	switch {
	case !isStart:
		return "a grapheme cluster is never cut"
	case after == ' ' && lookup(next)&continues != 0:
		return "a space with a mark is one cluster: a line ends before, not in it"
	case either("\u3000"):
		return "an ideographic space hangs, as other spaces do"
	case after == '—':
		return "a dash after a word starts no line"
	case unicode.Is(unicode.Hangul, before), unicode.Is(unicode.Hangul, after):
		return "Korean is set in words"
	case either("“”‘’«»"):
		return "a quotation mark next to Han opens or closes"
	case after == '·':
		return "a middle dot next to Han starts no line"
	case after == '年' && unicode.IsDigit(before):
		return "a number stays with its unit"
	case before == ' ' && lookup(after).class() == classIN:
		return "an ellipsis starts no line, not even after a space"
	case lookup(before).class() == classRI && lookup(after).class() == classRI:
		return "a flag's half with a mark is a cluster, so the next one starts anew"
	}
	return ""
}

func isMark(r rune) bool { return lookup(r).class() == classCM || lookup(r).class() == classZWJ }
