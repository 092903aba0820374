package article

import (
	"strings"
	"testing"

	"broadsheet/model"
)

// verses is an article whose paragraphs are known by their numbers.
func verses() *model.Article {
	paragraph := func(text string) model.Block {
		return model.Paragraph{Inlines: []model.Inline{model.Text{Text: text}}}
	}
	return &model.Article{
		Item: model.Item{ID: "1", Title: "On [tides]", Author: "Ada_B", Link: "https://harbour.example/tides", Excerpt: "What the sea does."},
		Document: model.Document{Blocks: []model.Block{
			paragraph("First, the moon pulls at the sea from very far away, and the sea rises."),
			model.Heading{Level: 2, Inlines: []model.Inline{model.Text{Text: "Second"}}},
			paragraph("Second, the sea falls again."),
			paragraph("Third, *nothing* happens."),
		}},
	}
}

// TestParagraph copies the paragraph in sight: not the head, no heading, and whole.
func TestParagraph(t *testing.T) {
	p := show(t, 44, 40, verses())
	if got := p.Paragraph(); got != "First, the moon pulls at the sea from very far away, and the sea rises." {
		t.Errorf("the paragraph is %q", got)
	}
	p = show(t, 44, 6, verses())
	for line := range p.page.Len() {
		if strings.HasPrefix(p.page.Plain(line), "First") {
			p.scrollTo(line + 1) // within it: the next one that begins here is that below the heading
		}
	}
	if got := p.Paragraph(); got != "Second, the sea falls again." {
		t.Errorf("the paragraph is %q", got)
	}
	p = show(t, 30, 2, verses())
	for line := range p.page.Len() {
		if strings.HasPrefix(p.page.Plain(line), "First") {
			p.scrollTo(line + 1)
		}
	}
	if got := p.Paragraph(); !strings.HasPrefix(got, "First, the moon") || !strings.HasSuffix(got, "rises.") {
		t.Errorf("of a paragraph that fills the window, copied is %q", got)
	}
}

// TestParagraphOfMatch copies the paragraph that the current match is in.
func TestParagraphOfMatch(t *testing.T) {
	p := show(t, 44, 40, verses())
	p.StartFind()
	p.Find(t.Context(), "nothing")
	if got := p.Paragraph(); got != "Third, *nothing* happens." {
		t.Errorf("the paragraph is %q", got)
	}
}

// TestNothingToCopy is where no text is in sight.
func TestNothingToCopy(t *testing.T) {
	p := show(t, 44, 20, &model.Article{Item: model.Item{ID: "1", Title: "A map"}, Document: model.Document{
		Blocks: []model.Block{model.Figure{Images: []model.Image{{URL: "https://a.example/1.png"}}}},
	}})
	if got := p.Paragraph(); got != "" {
		t.Errorf("the paragraph is %q", got)
	}
	if !p.StartMarking() {
		t.Error("no line can be marked, not even that of the picture")
	}
	if text, lines := p.Marked(); lines != 1 || text != "A map" {
		t.Errorf("%d lines are marked: %q", lines, text)
	}
}

// TestMarking moves the ends of what is marked.
func TestMarking(t *testing.T) {
	p := show(t, 44, 40, verses())
	if p.Marking() {
		t.Error("lines are marked from the beginning")
	}
	p.StartMarking()
	for _, step := range []struct{ command, begins, ends string }{
		{"lines.down", "First, the moon", "rises."},
		{"lines.up", "First, the moon", "from"},
		{"lines.paragraph_down", "First, the moon", "rises."},
		{"lines.paragraph_down", "First, the moon", "rises.\n\nSecond"},
		{"lines.down", "First, the moon", "falls again."},
		{"lines.from_here", "Second, the sea", "falls again."},
		{"lines.last", "Second, the sea", "happens."},
		{"lines.last", "Second, the sea", "happens."},
		{"lines.other_end", "Second, the sea", "happens."},
		{"lines.paragraph_up", "Second\n\nSecond, the sea", "happens."},
		{"lines.first", "On [tides]", "happens."},
		{"lines.up", "On [tides]", "happens."},
		{"lines.page_down", "Third", "happens."},
		{"lines.page_up", "On [tides]", "happens."},
	} {
		p.Mark(step.command)
		text, _ := p.Marked()
		if !strings.HasPrefix(text, step.begins) || !strings.HasSuffix(text, step.ends) {
			t.Errorf("after %s the lines are\n%s", step.command, text)
		}
	}
	p.width = 30 // at another width the same text is marked
	before, _ := p.Marked()
	p.settle()
	if text, _ := p.Marked(); text != before {
		t.Errorf("at another width the lines are\n%s", text)
	}
	p.EndMarking()
	if text, lines := p.Marked(); lines != 0 || text != "" || p.Marking() {
		t.Errorf("lines are marked still: %q", text)
	}
}

// TestMarkingScrolls keeps the end that moves in sight.
func TestMarkingScrolls(t *testing.T) {
	next := verses()
	next.ID = "2"
	p := show(t, 30, 4, verses(), next)
	p.Mark("lines.down") // nothing is marked yet
	p.StartMarking()
	for range 12 {
		p.Mark("lines.down")
		if at := p.lineOf(p.marked.moving); !p.inSight(at) {
			t.Fatalf("line %d is out of sight below %d", at, p.top)
		}
	}
	if place := p.library.places["1"]; place != (model.Place{}) {
		t.Errorf("the place %v was kept", place)
	}
	p.follow(&next.Item)
	if p.Marking() {
		t.Error("lines of the next article are marked")
	}
}

// TestQuotation writes what is marked as Markdown, with its source.
func TestQuotation(t *testing.T) {
	p := show(t, 44, 40, verses())
	p.StartMarking()
	p.Mark("lines.last")
	text, lines := p.Quotation()
	want := `> First, the moon pulls at the sea from very far away, and the sea rises.
>
> Second
>
> Second, the sea falls again.
>
> Third, \*nothing\* happens.
>
> — [On \[tides\]](<https://harbour.example/tides>), Ada_B
`
	if text != want || lines != 5 {
		t.Errorf("%d lines are quoted as\n%s", lines, text)
	}
}

// TestEscapeMarkdown keeps Markdown from meaning anything in a quotation.
func TestEscapeMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"plain text, 中文。":    "plain text, 中文。",
		"snake_case _soft_":  `snake_case \_soft\_`,
		"# not a heading #1": `\# not a heading #1`,
		"12. not a list":     `12\. not a list`,
		"in 12. century":     "in 12. century",
		"- no item - no":     `\- no item - no`,
		"<b> & `code` [x]":   "\\<b> & \\`code\\` \\[x\\]",
		"> quoted":           `\> quoted`,
		`a\b`:                `a\\b`,
		"":                   "",
	} {
		if got := escapeMarkdown(text); got != want {
			t.Errorf("%q is written as %q, want %q", text, got, want)
		}
	}
	if got := quotation("one\ntwo", &model.Item{Title: "Verse"}); got != "> one\\\n> two\n>\n> — Verse\n" {
		t.Errorf("two lines are quoted as\n%s", got)
	}
}
