package themes

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// paragraph is a document of one paragraph, and its source.
func paragraph(s string) (source []byte, document ast.Node) {
	source = Verbatim(nil, s)
	block := ast.NewParagraph()
	block.AppendChild(block, ast.NewTextSegment(text.NewSegment(0, len(source))))
	document = ast.NewDocument()
	document.AppendChild(document, block)
	return source, document
}

// TestDraw draws what looks like markup as it is, in every theme.
func TestDraw(t *testing.T) {
	const hostile = `&lt; \* \\ &amp;copy; [x](y) **b** 汉字`
	for _, name := range Names() {
		theme, err := Load(name, true)
		if err != nil {
			t.Fatal(err)
		}
		got, spans, err := theme.Draw(paragraph(hostile))
		if err != nil || strings.Trim(string(got), "\n") != hostile || len(spans) == 0 {
			t.Errorf("%s draws %q in %v: %v", name, got, spans, err)
		}
	}
}

// TestDrawFails says so where Glamour cannot draw, and goes on.
func TestDrawFails(t *testing.T) {
	if got, _, err := new(Theme).Draw(paragraph("text")); err == nil {
		t.Errorf("a theme without a pen draws %q", got)
	}
}
