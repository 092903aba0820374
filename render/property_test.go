package render

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
)

// TestGenerated lays out documents of all kinds at many widths. At 20 cells
// and more no line is too wide nor begins or ends with a mark that may not; at
// any width each character is shown once, in its order, and nothing but text,
// SGR and links reaches the terminal.
func TestGenerated(t *testing.T) {
	documents := 1000
	if testing.Short() {
		documents = 100
	}
	r := New(16 << 20)
	c := newChecker(t)
	dark := theme(t, "dark")
	for seed := range uint64(documents) {
		g := newGenerator(seed)
		d := g.document()
		for _, width := range []int{1 + g.IntN(19), 20, 20 + g.IntN(60), 80 + g.IntN(121)} {
			p, err := r.Page(context.Background(), d, Options{Width: width, Theme: dark, Hyperlinks: true, Head: Head{Title: "标题", Lines: []string{"source"}}})
			if err != nil {
				t.Fatal(err)
			}
			c.page(d, p, seed)
			if t.Failed() {
				return
			}
		}
	}
}

// checker checks pages.
type checker struct {
	*testing.T
	sequence *regexp.Regexp // what a page may send to a terminal besides text
}

func newChecker(t *testing.T) checker {
	return checker{t, regexp.MustCompile(`^\x1b(?:\[([0-9;]*)m|\]8;(?:id=[0-9]+)?;([!-~]*)\x1b\\)`)}
}

// page checks all that holds for any page of a document.
func (c checker) page(d *model.Document, p *Page, seed uint64) {
	c.Helper()
	fail := func(line int, what string) {
		c.Errorf("document %d at width %d, line %d: %s\n%s", seed, p.Width(), line, what, p.Plain(line))
	}
	for i := range p.Len() {
		shown := p.Line(i)
		plain, fault := c.withoutSequences(shown)
		switch {
		case fault != "":
			fail(i, fault)
		case plain != p.Plain(i):
			fail(i, "styled and plain text differ: "+shown)
		case strings.HasSuffix(plain, " "):
			fail(i, "ends with a space")
		case p.Width() >= 20 && ansi.StringWidth(shown) > p.Width():
			fail(i, "too wide")
		}
		if p.Width() >= 20 {
			if fault := forbidden(p, i); fault != "" {
				fail(i, fault)
			}
		}
	}
	c.text(d, p, seed)
}

// withoutSequences takes the styles and links out of a line, or says what is
// wrong with them.
func (c checker) withoutSequences(shown string) (plain, fault string) {
	var b strings.Builder
	style, address := "", ""
	for i := 0; i < len(shown); {
		if m := c.sequenceAt(shown[i:]); m != nil {
			if strings.HasPrefix(m[0], "\x1b[") {
				style = m[1]
			} else {
				address = m[2]
			}
			i += len(m[0])
			continue
		}
		r, size := utf8.DecodeRuneInString(shown[i:])
		if unicode.IsControl(r) || r == ampersand || r == backslash || r == utf8.RuneError && size == 1 {
			return "", "something that is no text"
		}
		b.WriteString(shown[i : i+size])
		i += size
	}
	if style != "" || address != "" {
		return "", "a style or a link is open at the end"
	}
	return b.String(), ""
}

func (c checker) sequenceAt(shown string) []string {
	if shown[0] != '\x1b' {
		return nil
	}
	return c.sequence.FindStringSubmatch(shown)
}

// forbidden says whether a line begins or ends with a mark that may not,
// unless the author put it there.
func forbidden(p *Page, i int) string {
	for _, q := range p.lines[i].pieces {
		if q.leaf < 0 || q.start == q.end || p.leaves[q.leaf].leaf.role == code {
			continue
		}
		text := p.leaves[q.leaf].leaf.text
		first, _ := utf8.DecodeRuneInString(text[q.start:])
		last, _ := utf8.DecodeLastRuneInString(text[:q.end])
		if strings.ContainsRune("，。、；：！？）》”’】,.;:!?)", first) && q.start > 0 && text[q.start-1] != '\n' {
			return "begins with " + string(first)
		}
		if strings.ContainsRune("（《“‘【(", last) && int(q.end) < len(text) && text[q.end] != '\n' {
			return "ends with " + string(last)
		}
	}
	return ""
}

// text checks that the leaves of a page hold the document's text in its
// order, and its lines each leaf's text. The header of a table is repeated
// before each row where it is set as records.
func (c checker) text(d *model.Document, p *Page, seed uint64) {
	c.Helper()
	shown := make([]string, len(p.leaves))
	next := make([]int32, len(p.leaves))
	tables := hasTable(d.Blocks)
	for i, l := range p.lines {
		for _, q := range append(l.before[:len(l.before):len(l.before)], l.pieces...) {
			if q.leaf < 0 {
				continue
			}
			text := p.leaves[q.leaf].leaf.text
			if strings.TrimSpace(text[:q.start]+text[next[q.leaf]:]) == "" && tables {
				next[q.leaf], shown[q.leaf] = 0, ""
			}
			if q.start < next[q.leaf] {
				c.Errorf("document %d at width %d, line %d: %q is shown twice", seed, p.Width(), i, text[q.start:q.end])
				return
			}
			if strings.TrimSpace(text[next[q.leaf]:q.start]) != "" {
				c.Errorf("document %d at width %d, line %d: %q is lost", seed, p.Width(), i, text[next[q.leaf]:q.start])
			}
			shown[q.leaf] += text[q.start:q.end]
			next[q.leaf] = q.end
		}
	}
	got := withoutSpace(strings.Join(shown[p.head:], ""))
	var want visibleText
	visible(&want, d.Blocks)
	for _, n := range d.Footnotes {
		visible(&want, n.Blocks)
	}
	if w := withoutSpace(want.String()); got != w {
		c.Errorf("document %d at width %d: the text is\n%s\nnot\n%s", seed, p.Width(), got, w)
	}
}

func hasTable(blocks []model.Block) bool {
	for _, block := range blocks {
		var inner []model.Block
		switch block := block.(type) {
		case model.Table:
			return true
		case model.List:
			for _, item := range block.Items {
				inner = append(inner, item.Blocks...)
			}
		case model.Quote:
			inner = block.Blocks
		case model.Details:
			inner = block.Blocks
		case model.DefinitionList:
			inner = block.Items[0].Descriptions[0]
		}
		if hasTable(inner) {
			return true
		}
	}
	return false
}

func withoutSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// visibleText is what a reader should see of a document.
type visibleText struct {
	strings.Builder
	noteEnd int // where the last reference to a footnote ends
}

// reference writes a reference to one of the first nine footnotes.
func (v *visibleText) reference(label string) {
	if v.noteEnd > 0 && strings.TrimSpace(v.String()[v.noteEnd:]) == "" {
		v.WriteByte(',')
	}
	v.WriteRune([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[label[0]-'0'])
	v.noteEnd = v.Len()
}

// visible writes all text of blocks that a reader should see, in its order.
func visible(b *visibleText, blocks []model.Block) {
	for _, block := range blocks {
		switch block := block.(type) {
		case model.Paragraph:
			visibleInlines(b, block.Inlines)
		case model.Heading:
			visibleInlines(b, block.Inlines)
		case model.CodeBlock:
			b.WriteString(block.Text)
		case model.List:
			for _, item := range block.Items {
				visible(b, item.Blocks)
			}
		case model.Quote:
			visible(b, block.Blocks)
		case model.Table:
			visibleInlines(b, block.Caption)
			for _, row := range block.Rows {
				visibleRow(b, row)
			}
		case model.Figure:
			visibleFigure(b, block)
		case model.DefinitionList:
			for _, d := range block.Items {
				visibleDefinition(b, d)
			}
		case model.Details:
			visibleInlines(b, block.Summary)
			visible(b, block.Blocks)
		case model.Rule:
		}
	}
}

func visibleRow(b *visibleText, row model.Row) {
	for _, c := range row.Cells {
		visible(b, c.Blocks)
	}
}

func visibleDefinition(b *visibleText, d model.Definition) {
	for _, term := range d.Terms {
		visibleInlines(b, term)
	}
	for _, blocks := range d.Descriptions {
		visible(b, blocks)
	}
}

// visibleFigure writes a caption, or what the pictures show if there is none
// or more than one picture.
func visibleFigure(b *visibleText, f model.Figure) {
	for _, image := range f.Images {
		if len(f.Images) > 1 || len(f.Caption) == 0 {
			b.WriteString(image.Alt)
		}
	}
	visibleInlines(b, f.Caption)
}

func visibleInlines(b *visibleText, inlines []model.Inline) {
	for _, in := range inlines {
		switch in := in.(type) {
		case model.Text:
			b.WriteString(in.Text)
		case model.Span:
			switch in.Style {
			case model.Superscript:
				b.WriteString("²") // of the 2 that the generator makes
			case model.Subscript:
				b.WriteString("₁₀")
			default:
				visibleInlines(b, in.Inlines)
			}
		case model.Code:
			b.WriteString(in.Text)
		case model.Link:
			visibleInlines(b, in.Inlines)
		case model.Image:
			b.WriteString("▣" + in.Alt)
		case model.Ruby:
			visibleInlines(b, in.Base)
			b.WriteString("（" + in.Reading + "）")
		case model.FootnoteReference:
			b.reference(in.Label)
		case model.LineBreak, model.WordBreak:
		}
	}
}
