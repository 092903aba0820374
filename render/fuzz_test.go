package render

import (
	"testing"
	"unicode"

	"broadsheet/model"
	"broadsheet/render/themes"
)

// FuzzPage lays out a generated document with any text in it, cleaned as the
// gate before documents does, at any width.
func FuzzPage(f *testing.F) {
	f.Add(uint64(1), "标点，（不在行首）", uint8(20))
	f.Add(uint64(2), "&amp; \\* 👩‍👩‍👧‍👦 é", uint8(3))
	f.Add(uint64(3), "a-very-long-word/with?marks=in&it，，，，，，，，", uint8(200))
	dark, err := themes.Load("dark", true)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, seed uint64, s string, width uint8) {
		s = gated(s)
		d := document(newGenerator(seed).blocks(1, 3)...)
		d.Blocks = append(d.Blocks,
			words(s), para(txt("a"), styled(model.Emphasis, txt(s), model.Code{Text: s}), link("https://example.com", txt(s))),
			model.CodeBlock{Language: "go", Text: s}, model.Heading{Level: 3, Inlines: []model.Inline{styled(model.Strikethrough, txt(s))}},
			model.Table{HeaderRows: 1, Rows: []model.Row{row("a", s), row(s, "b")}},
			model.Figure{Images: []model.Image{{Alt: s}}},
		)
		p := layOut(t, d, Options{Width: int(width), Theme: dark, Hyperlinks: true})
		c := checker{t}
		for i := range p.Len() {
			plain, fault := c.withoutSequences(p.Line(i))
			if fault != "" || plain != p.Plain(i) {
				t.Fatalf("line %d at width %d: %s %q, plain %q", i, width, fault, p.Line(i), p.Plain(i))
			}
			if got := p.LineOf(p.Place(i)); got >= p.Len() {
				t.Fatalf("line %d is at line %d", i, got)
			}
		}
		c.text(d, p, seed)
		p.Find(t.Context(), s)
	})
}

// gated is a text as it can be in a document.
func gated(s string) string {
	var out []rune
	for _, r := range s {
		joiner := r == '\u200c' || r == '\u200d'
		if joiner || !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) && r != unicode.ReplacementChar {
			out = append(out, r)
		}
	}
	return string(out)
}
