package render

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/render/linebreak"
	"broadsheet/render/themes"
)

// documents is how many documents the test of generated ones makes: 1,000, or as
// the environment says.
func documents(t *testing.T) int {
	t.Helper()
	if testing.Short() {
		return 100
	}
	text := os.Getenv("BROADSHEET_DOCUMENTS")
	if text == "" {
		return 1000
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("BROADSHEET_DOCUMENTS is %q and no number of documents", text)
	}
	return n
}

// TestGenerated lays out documents of all kinds at many widths. At 20 cells
// and more no line is too wide nor begins or ends with a mark that may not; at
// any width each character is shown once, in its order, and nothing but text,
// SGR and links reaches the terminal. Several goroutines share the renderer, as
// sessions do.
func TestGenerated(t *testing.T) {
	const parts = 4
	n := documents(t)
	r, dark := New(16<<20), theme(t, "dark")
	for part := range parts {
		t.Run(strconv.Itoa(part), func(t *testing.T) {
			t.Parallel()
			c := checker{t}
			for seed := part; seed < n && !t.Failed(); seed += parts {
				c.generated(r, dark, uint64(seed))
			}
		})
	}
}

// generated checks one document at some widths.
func (c checker) generated(r *Renderer, th *themes.Theme, seed uint64) {
	g := newGenerator(seed)
	d := g.document()
	for _, width := range []int{1 + g.IntN(19), 20, 20 + g.IntN(60), 80 + g.IntN(121)} {
		head := Head{Title: "标题", Lines: []string{"source"}, Links: []HeadLink{{URL: "https://cast.example/1.mp3", Text: "音频", Rest: " · 34分钟 · 24\u00a0MB"}, {Text: "and more"}}}
		p, err := r.Page(c.Context(), d, Options{Width: width, Theme: th, Hyperlinks: true, Head: head})
		if err != nil {
			c.Fatal(err)
		}
		c.page(d, p, seed)
	}
}

// checker checks pages.
type checker struct{ *testing.T }

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
	if !strings.ContainsRune(shown, '\x1b') && !strings.ContainsFunc(shown, notText) {
		return shown, ""
	}
	var b strings.Builder
	styled, linked := false, false
	for i := 0; i < len(shown); {
		if n, style, address := sequenceAt(shown[i:]); n > 0 {
			if shown[i+1] == '[' {
				styled = style != ""
			} else {
				linked = address != ""
			}
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(shown[i:])
		if notText(r) || r == utf8.RuneError && size == 1 {
			return "", "something that is no text"
		}
		b.WriteString(shown[i : i+size])
		i += size
	}
	if styled || linked {
		return "", "a style or a link is open at the end"
	}
	return b.String(), ""
}

func notText(r rune) bool {
	return unicode.IsControl(r) || r == 0xe000 || r == 0xe001 // what stands for & and \ where Glamour draws
}

// sequenceAt reads what a page may send to a terminal besides text: a style, or
// the address of a link with an id. It gives the length, 0 if there is none.
func sequenceAt(shown string) (length int, style, address string) {
	if rest, ok := strings.CutPrefix(shown, "\x1b["); ok {
		end := strings.IndexFunc(rest, func(r rune) bool { return r != ';' && (r < '0' || r > '9') })
		if end < 0 || rest[end] != 'm' {
			return 0, "", ""
		}
		return end + 3, rest[:end], ""
	}
	rest, ok := strings.CutPrefix(shown, "\x1b]8;")
	if !ok {
		return 0, "", ""
	}
	id, rest, ok := strings.Cut(rest, ";")
	address, _, closed := strings.Cut(rest, "\x1b\\")
	if number, hasID := strings.CutPrefix(id, "id="); !ok || !closed || hasID == (address == "") || strings.Trim(number, "0123456789") != "" ||
		strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return 0, "", ""
	}
	return len("\x1b]8;;\x1b\\") + len(id) + len(address), "", address
}

// forbidden says whether a line begins or ends with a mark that may not,
// unless the author put it there. The reference to a footnote may begin a line
// only if what follows it may do so even less, or in a narrow column.
func forbidden(p *Page, i int) string {
	const never = "，。、；：！？）》”’】,.;:!?)"
	for _, q := range p.lines[i].pieces {
		if q.leaf < 0 || q.start == q.end || p.leaves[q.leaf].leaf.role == code {
			continue
		}
		leaf := p.leaves[q.leaf].leaf
		last, _ := utf8.DecodeLastRuneInString(leaf.text[:q.end])
		if strings.ContainsRune("（《“‘【(", last) && int(q.end) < len(leaf.text) && leaf.text[q.end] != '\n' {
			return "ends with " + string(last)
		}
		if q.start == 0 || leaf.text[q.start-1] == '\n' {
			continue
		}
		first, _ := utf8.DecodeRuneInString(leaf.text[q.start:])
		after, _ := utf8.DecodeRuneInString(strings.TrimLeft(leaf.text[q.start:], ",⁰¹²³⁴⁵⁶⁷⁸⁹"))
		switch {
		case strings.ContainsRune(never, first):
			return "begins with " + string(first)
		case strings.ContainsRune(never, after), len(p.lines[i].pieces) > 1, linebreak.Width(leaf.text[q.start:q.end]) < 12:
		case slices.ContainsFunc(leaf.notes, func(n note) bool { return n.offset == q.start }):
			return "begins with the reference to a footnote"
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
