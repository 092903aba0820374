package plain

import (
	"strings"
	"testing"
	"unicode"

	"broadsheet/articles/gate"
	"broadsheet/model"
)

// textLetters gives the letters and digits of a text.
func textLetters(text string) string {
	return strings.Map(func(r rune) rune {
		if (unicode.IsLetter(r) || unicode.IsDigit(r)) && r != 0x3164 && r != 0xFFA0 { // Hangul fillers are not shown
			return r
		}
		return -1
	}, text)
}

// All of a text is read, and nothing else.
func FuzzText(f *testing.F) {
	for _, seed := range []string{
		"", "One line.", "标题\n\n　　第一行，\n第二行。\nAnd English\nafter it.\n", "- a\n- b\n\n\tdrawn\n\t│ x │\n", "a\rb\x00c\xff\u202ed\ufeff",
		"见https://example.com/y，后面是中文 <div>&#123;&amp;</div>\f**x**", strings.Repeat("long line ", 20) + "\n" + strings.Repeat("another ", 20),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		blocks, cut := Parse(body)
		got := textLetters(strings.Join(model.Texts(&model.Document{Blocks: blocks}), "\n"))
		if want := textLetters(body); !cut && got != want {
			t.Errorf("the text is\n%q, not\n%q", got, want)
		}
		for line := range strings.Lines(got) {
			if line != gate.Clean(line) {
				t.Errorf("%q did not pass the gate", line)
			}
		}
	})
}

func TestTextIsCut(t *testing.T) {
	for _, lines := range []int{0, 1, maxTextLines - 1, maxTextLines, maxTextLines + 1} {
		blocks, cut := Parse(strings.Repeat("a\n\n", lines/2) + strings.Repeat("b\n", lines%2))
		if cut != (lines > maxTextLines) || len(blocks) != (min(lines, maxTextLines)+1)/2 {
			t.Errorf("%d lines are %d blocks, cut: %v", lines, len(blocks), cut)
		}
	}
}
