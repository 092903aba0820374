package article

import (
	"strings"
	"testing"

	"broadsheet/model"
)

// almanac has headings, and a footnote in its last paragraph.
func almanac() *model.Article {
	text := func(s string) model.Inline { return model.Text{Text: s} }
	var body []any
	for _, month := range []string{"January", "February", "March"} {
		body = append(body, model.Heading{Level: 2, Inlines: []model.Inline{text(month)}})
		body = append(body, paragraphs(10)...)
	}
	body = append(body, model.Paragraph{Inlines: []model.Inline{text("Bees whenever somebody"), model.FootnoteReference{Label: "1"}, text(" brought some.")}})
	a := piece("An almanac", body...)
	a.Document.Footnotes = []model.Footnote{{Label: "1", Blocks: []model.Block{
		model.Paragraph{Inlines: []model.Inline{text("Nobody did.")}},
	}}}
	return a
}

// TestJumpAndBack jumps to headings, and back to where the reader was.
func TestJumpAndBack(t *testing.T) {
	p := show(t, 60, 12, almanac())
	headings, here := p.Headings()
	if len(headings) != 3 || here != 0 || !p.Complete() {
		t.Fatalf("%d headings, at %d", len(headings), here)
	}
	before := p.screen()
	p.JumpTo(headings[1].Line)
	p.shows("February")
	if _, here := p.Headings(); here != 1 || !strings.Contains(p.said, "esc") {
		t.Errorf("at heading %d; said %q", here, p.said)
	}
	if !p.GoBack() || p.screen() != before {
		t.Errorf("the way back ends at\n%s", p.screen())
	}
	if p.GoBack() {
		t.Error("there is a second way back")
	}
	if first, last := p.PercentAt(headings[0].Line), p.PercentAt(headings[2].Line); first >= last || last > 100 {
		t.Errorf("headings stand at %d and %d %%", first, last)
	}
}

// TestFootnote goes to a note and back by the same command, which says why it
// cannot where no note is in sight.
func TestFootnote(t *testing.T) {
	p := show(t, 60, 12, almanac())
	if off := p.FootnoteCommand().Off; off != p.o.Words.OffNoFootnoteHere() {
		t.Errorf("the command is off because %q", off)
	}
	p.press("move.last")
	if row := p.FootnoteCommand(); row.Off != "" {
		t.Fatalf("the command is off because %q", row.Off)
	}
	place := p.library.places[p.Subject().ID]
	p.press("article.footnote")
	p.shows("Nobody did.")
	if back := p.FootnoteCommand().Short; back != p.o.Words.ShortReturn() || p.said == "" {
		t.Errorf("the footer says %q, the status line %q", back, p.said)
	}
	p.press("article.footnote")
	p.shows("Bees whenever somebody")
	if got := p.library.places[p.Subject().ID]; got != place {
		t.Errorf("a look at a note has moved the place that is kept to %v", got)
	}
	p = show(t, 60, 12, piece("Night trains", "They leave at ten."))
	if off := p.FootnoteCommand().Off; off != p.o.Words.OffNoFootnotes() {
		t.Errorf("without footnotes the command is off because %q", off)
	}
}
