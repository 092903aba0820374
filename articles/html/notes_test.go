package html

import (
	"strings"
	"testing"

	"broadsheet/model"
)

func TestNotesKeepTheirLinks(t *testing.T) {
	const body = `<div><p>One.<sup><a href="#n1" id="r1">1</a></sup></p>
<ol><li id="n1">See <a href="https://example.org/a">here</a>. <a href="#r1">↩</a></li></ol></div>`
	document := Parse(t.Context(), body, "").Document
	if len(document.Footnotes) != 1 {
		t.Fatalf("%d footnotes, want 1", len(document.Footnotes))
	}
	if text := strings.Join(model.Texts(&document), "\n"); !strings.Contains(text, "See here.") || strings.Contains(text, "↩") {
		t.Errorf("the note says %q", text)
	}
}

func TestCodeBesideCode(t *testing.T) {
	document := Parse(t.Context(), "<p><code>git add</code> <code>git commit</code></p>", "").Document
	inlines := document.Blocks[0].(model.Paragraph).Inlines
	if len(inlines) != 3 || inlines[0] != (model.Code{Text: "git add"}) || inlines[1] != (model.Text{Text: " "}) {
		t.Errorf("two pieces of code became %+v", inlines)
	}
}
