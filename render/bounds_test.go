package render

import (
	"math"
	"strings"
	"testing"

	"broadsheet/model"
)

// At any width that a number can say, a page has no wider lines than the widest,
// and takes no more memory.
func TestAnyWidth(t *testing.T) {
	d := document(
		model.Heading{Level: 1, Inlines: []model.Inline{txt("Tides")}}, words("The sea rises."), model.Rule{}, model.CodeBlock{Text: "a := 1"},
		model.Table{HeaderRows: 1, Rows: []model.Row{row("a", "b"), row("c", "d")}}, model.Quote{Blocks: []model.Block{words("潮水，上涨。")}},
	)
	d.Footnotes = []model.Footnote{{Label: "1", Blocks: []model.Block{words("note")}}}
	for _, width := range []int{math.MinInt64, -1, 0, 1, 999, MaxWidth, MaxWidth + 1, 1_000_000_000, math.MaxInt64} {
		p := layOut(t, d, Options{Width: width, Head: Head{Title: "Tides", Lines: []string{"Sea Daily"}}})
		if p.Width() < 1 || p.Width() > MaxWidth {
			t.Errorf("width %d: the page is %d wide", width, p.Width())
		}
		for i := range p.Len() {
			if line := p.Line(i); len(line) > 20*MaxWidth {
				t.Errorf("width %d: line %d has %d bytes", width, i, len(line))
			}
		}
		text := strings.Join(Wrap("The sea rises and falls", width), "")
		if strings.ReplaceAll(text, " ", "") != "Thesearisesandfalls" {
			t.Errorf("width %d: wrapped, it is %q", width, text)
		}
		if cut := Truncate("The sea", width); width > 7 && cut != "The sea" {
			t.Errorf("width %d: truncated, it is %q", width, cut)
		}
		if lines := WrapLines("The sea rises", width, 1); len(lines) != 1 {
			t.Errorf("width %d: %q", width, lines)
		}
	}
}

// A text that would have more lines than a page can is cut, and the page says so
// at its end; one line less is whole.
func TestTooManyLines(t *testing.T) {
	const cut, longest = "the rest was left out.", 1000
	r := New(0)
	r.longest = longest
	for name, make := range map[string]func(lines int) model.Block{
		"a word": func(lines int) model.Block { return words(strings.Repeat("x", lines)) },
		"a text": func(lines int) model.Block { return words(strings.Repeat("潮 ", lines)) },
		"code":   func(lines int) model.Block { return model.CodeBlock{Text: strings.Repeat("x\n", lines-1) + "x"} },
		"a line": func(lines int) model.Block { return model.CodeBlock{Text: strings.Repeat("x", lines)} },
		"a quote": func(lines int) model.Block {
			return model.Quote{Blocks: []model.Block{words(strings.Repeat("x", lines))}}
		},
	} {
		for _, lines := range []int{longest - 1, longest + 2} {
			p, err := r.Page(t.Context(), document(make(lines)), Options{Width: 1})
			if err != nil {
				t.Fatal(err)
			}
			end := ""
			for i := max(0, p.Len()-200); i < p.Len(); i++ {
				end += p.Plain(i)
			}
			if !p.Complete() || p.Len() > longest+200 {
				t.Errorf("%s of %d lines: %d are laid, and complete is %v", name, lines, p.Len(), p.Complete())
			}
			if said := strings.HasSuffix(end, strings.ReplaceAll(cut, " ", "")); said != (lines > longest) {
				t.Errorf("%s of %d lines: it ends with %q", name, lines, end)
			}
		}
	}
}
