package export

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"broadsheet/articles/gate"
	"broadsheet/articles/measure"
	"broadsheet/articles/prose"
	"broadsheet/model"
)

// documentGenerator makes documents as the readers give them, of all kinds of
// blocks and inlines, with text of several scripts and text that looks like
// markup. The same seed makes the same document.
type documentGenerator struct {
	*rand.Rand
	pictures int
	notes    int // labels given to references so far
	inNote   bool
	small    bool // pictures are as small as text
	last     bool // no more notes may be referred to
	labels   []string
}

const generatedTitle = "A title that no text repeats"

// generateArticle makes an article. Its labels are the numbers that Markdown
// gives, or any.
func generateArticle(seed uint64) *model.Article {
	g := &documentGenerator{Rand: rand.New(rand.NewPCG(seed, 11)), labels: []string{"1", "2", "3", "4", "5"}} //nolint:gosec // a test's documents need no secrets
	if g.one(4) {
		g.labels = []string{"a", "*", "注一", "†", "1)x"}
	}
	a := &model.Article{Item: model.Item{Title: generatedTitle}}
	var blocks []model.Block
	if !g.one(3) {
		blocks = append(blocks, model.Paragraph{Inlines: []model.Inline{model.Text{Text: "Some words to begin with."}}})
	}
	blocks = append(blocks, g.blocks(1+g.IntN(8), 0)...)
	if !measure.HasText(blocks) {
		blocks = append(blocks, g.paragraph())
	}
	a.Document.Blocks = withoutDoubleRules(blocks)
	for done := 0; done < g.notes; done++ {
		g.inNote, g.last = true, done > 0 || g.one(2)
		a.Document.Footnotes = append(a.Document.Footnotes, model.Footnote{Label: g.labels[done], Blocks: g.noteBlocks()})
	}
	if g.one(3) { // which are no part of the document
		a.Comments = "https://talk.example/?a=1&b=" + g.pick("1", "2")
		a.Enclosures = []model.Enclosure{{URL: "https://cast.example/%E6%BD%AE.mp3?a=1&b=2", Type: "audio/mpeg"}, {URL: "https://cast.example"}}
	}
	return a
}

func (g *documentGenerator) one(in int) bool { return g.IntN(in) == 0 }

func (g *documentGenerator) pick(from ...string) string { return from[g.IntN(len(from))] }

func (g *documentGenerator) noteBlocks() []model.Block {
	blocks := []model.Block{g.paragraph()}
	if g.one(3) {
		blocks = append(blocks, g.blocks(1+g.IntN(3), 2)...)
	}
	return blocks
}

func (g *documentGenerator) blocks(n, depth int) []model.Block {
	var blocks []model.Block
	for range n {
		blocks = append(blocks, g.block(depth)...)
	}
	return blocks
}

// paragraph makes text that no picture stands beside.
func (g *documentGenerator) paragraph() model.Block { return g.paragraphAfter(g.word() + " 起 ") }

func (g *documentGenerator) paragraphAfter(opening string) model.Block {
	for {
		notes := g.notes
		if inlines := proseOf(g.runs(opening, 4)); len(inlines) > 0 {
			return model.Paragraph{Inlines: inlines}
		}
		g.notes = notes
	}
}

func (g *documentGenerator) block(depth int) []model.Block {
	kind := g.IntN(16)
	if depth > 3 && kind > 9 {
		kind = 0
	}
	switch kind {
	case 5:
		return []model.Block{model.Heading{Level: 1 + g.IntN(6), Inlines: g.phrase()}}
	case 6:
		return []model.Block{model.CodeBlock{Language: g.pick("", "go", "c++", "shell-session"), Text: g.code()}}
	case 7:
		return []model.Block{model.Rule{}}
	case 8, 9:
		return []model.Block{g.figure()}
	case 10, 11:
		return []model.Block{g.list(depth)}
	case 12:
		return []model.Block{model.Quote{Blocks: g.blocks(1+g.IntN(3), depth+1)}}
	case 13:
		return []model.Block{g.table(depth)}
	case 14:
		return []model.Block{g.definitions(depth)}
	case 15:
		details := model.Details{}
		if !g.one(4) {
			details.Summary = g.phrase()
		}
		details.Blocks = g.blocks(1+g.IntN(2), depth+1)
		return []model.Block{details}
	}
	notes := g.notes
	if inlines := proseOf(g.runs("", 7)); len(inlines) > 0 {
		return []model.Block{model.Paragraph{Inlines: inlines}}
	}
	g.notes = notes
	return []model.Block{g.paragraph()}
}

// proseOf gives the inlines of runs as the reader of HTML does: nothing blank
// stands at the edges of a line. It gives none where a picture would stand there,
// for that is a figure.
func proseOf(runs []prose.Run) []model.Inline {
	var kept []prose.Run
	for len(runs) > 0 {
		end := slices.IndexFunc(runs, func(r prose.Run) bool { _, ends := r.Inline.(model.LineBreak); return ends })
		if end < 0 {
			end = len(runs)
		}
		line := runs[:end]
		for len(line) > 0 && prose.IsBlank(line[0]) {
			line = line[1:]
		}
		for len(line) > 0 && prose.IsBlank(line[len(line)-1]) {
			line = line[:len(line)-1]
		}
		if len(line) > 0 && (line[0].Large || line[len(line)-1].Large) {
			return nil
		}
		kept = append(append(kept, line...), runs[end:min(end+1, len(runs))]...)
		runs = runs[min(end+1, len(runs)):]
	}
	return prose.Nest(prose.Trim(kept), 0)
}

// withoutDoubleRules gives blocks as the reader of HTML does: no rule stands
// first, last, or after another.
func withoutDoubleRules(blocks []model.Block) []model.Block {
	isRule := func(block model.Block) bool { _, is := block.(model.Rule); return is }
	blocks = slices.CompactFunc(blocks, func(a, b model.Block) bool { return isRule(a) && isRule(b) })
	for len(blocks) > 0 && isRule(blocks[0]) {
		blocks = blocks[1:]
	}
	for len(blocks) > 0 && isRule(blocks[len(blocks)-1]) {
		blocks = blocks[:len(blocks)-1]
	}
	return blocks
}

// phrase makes inlines that begin with a word.
func (g *documentGenerator) phrase() []model.Inline {
	return prose.Nest(g.runs(g.word()+" ", 3), 0)
}

func (g *documentGenerator) word() string {
	return g.pick("word", "Terminal", "文字", "排版", "naïve", "Привет", "مرحبا", "한국어", "カタカナ", "x", "42", "ab12")
}

// text makes a text of words, punctuation and what looks like markup.
func (g *documentGenerator) text() string {
	var b strings.Builder
	for range 1 + g.IntN(4) {
		switch g.IntN(5) {
		case 0, 1:
			b.WriteString(g.word())
		case 2:
			b.WriteString(g.pick("，", "。", "“", "”", "《", "》", "！", "？", "（", "）", "…", "—", "·", ".", ",", "!", "?", "'", "\"", "(", ")", "-", "%", "$", "€", "°",
				"😀", "👨‍👩‍👧", "❤️", "e\u0301", "\u3000", "\u00a0", "￥", "©"))
		default:
			b.WriteString(g.pick("*", "**", "***", "_", "__", "___", "snake_case", "__init__", "[", "]", "[x] ", "[ ] ", "[^1]", "[a](b)", "[a]: b", "![a](b)", "#", "# ", "## a ##",
				"~", "~~", "~~~", "|", "a | b", "| - |", "<", "<b>", "</p>", "<!-- -->", "<div>", "<https://e.example>", "&", "&amp;", "&lt;", "&#42;", "&#123;", "&#125;", "&copy", "{", "}", "{#id}",
				"1. ", "2) ", "12.", "- ", "-", "+ ", "---", "===", "=", ":", ": ", ":-:", "> ", ">", "`", "``", "```", "\\", "\\*", "\\\\", "http://e.example/a_b_c", "https://e.example/?a=1&b=2",
				"www.e.example", "a@b.example", "ftp://e.example", ":tada:", "==", "==x==", "[[a]]", "[!NOTE]", "{% x %}", "{{ site.x }}", "{{< x >}}", "{: .a}", "{%", ":::", "!!! note", "import x from 'y'", "[TOC]", "List<T>", "<a b={c}>", "^", "^1", "^[a]", "!", "$x$", "\\|"))
		}
		if g.one(3) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// runs makes the runs of a line of text that begins with a given one.
func (g *documentGenerator) runs(opening string, n int) []prose.Run {
	var w prose.Writer
	w.Write(opening, nil, false)
	for range 1 + g.IntN(n) {
		var inner *prose.Frame
		for range g.IntN(3) {
			inner = g.frame(inner)
		}
		g.run(&w, inner)
		if g.one(3) {
			g.run(&w, inner)
		}
	}
	return w.Take()
}

func (g *documentGenerator) frame(f *prose.Frame) *prose.Frame {
	if g.one(5) {
		return f.Linked(g.pick("https://example.com/", "https://example.com/a_(b)?c=1&d=*2*#e", "mailto:a@b.example", "https://example.com/[x]~y", "http://%E4%BE%8B.example/%E4", "gemini://e.example/!'();,"))
	}
	if g.one(2) {
		return f.Within(model.Style(g.IntN(3)))
	}
	return f.Within(model.Style(g.IntN(8)))
}

func (g *documentGenerator) run(w *prose.Writer, f *prose.Frame) {
	switch g.IntN(16) {
	case 0:
		w.LineBreak()
	case 1:
		w.WordBreak(f)
	case 2, 3:
		w.Write(g.text(), f, true)
	case 4:
		large := g.one(2) && !g.small
		w.Add(prose.Run{Frame: f, Inline: g.image(large), Large: large})
	case 5:
		var base prose.Writer
		base.Write(g.word(), nil, false)
		if g.one(3) {
			var none *prose.Frame
			base.Write(g.word()+g.pick("*", "_", "`x`", "<b>", "|"), none.Within(model.Style(g.IntN(8))), g.one(3))
		}
		w.Add(prose.Run{Frame: f, Inline: model.Ruby{Base: prose.Nest(base.Take(), 0), Reading: g.pick("hàn", "かん", "a*b*", "r|s")}})
	case 6:
		if f.Link() == "" && !g.last && (!g.inNote || g.notes < len(g.labels)) {
			w.Add(prose.Run{Frame: f, Inline: g.reference()})
		}
	default:
		w.WriteLinked(g.text(), f)
	}
}

func (g *documentGenerator) reference() model.Inline {
	if g.notes < len(g.labels) && (g.inNote || g.notes == 0 || !g.one(4)) {
		g.notes++
		return model.FootnoteReference{Label: g.labels[g.notes-1]}
	}
	return model.FootnoteReference{Label: g.labels[g.IntN(g.notes)]}
}

func (g *documentGenerator) image(large bool) model.Image {
	g.pictures++
	n := g.pictures
	image := model.Image{URL: fmt.Sprintf("https://example.com/p/%d.jpg?a=(%d)&b=_x_", n, n)}
	switch g.IntN(6) {
	case 0:
	case 1:
		image.Alt = fmt.Sprintf("*bold* | [%d] \"quoted\" <b> & `code`", n)
	case 2:
		image = model.Image{Alt: fmt.Sprintf("照片，第%d张", n)}
	case 3:
		image.URL = ""
		if large {
			image.Alt = fmt.Sprintf("name-%d.png", n)
		}
	default:
		image.Alt = fmt.Sprintf("Photograph %d", n)
	}
	if !large && g.one(3) {
		image.Alt = "small icon"
	}
	return image
}

func (g *documentGenerator) code() string {
	var lines []string
	for range 1 + g.IntN(5) {
		lines = append(lines, g.pick("", "    ", "  indented", "```", "````go", "~~~", "</code></pre>", "<b>&amp;</b>", "# no heading", "- no item", "> no quote", "&#123;a&#125;", "汉字 代码", "a | b", "\\n", "end  "))
	}
	text := strings.TrimRight(strings.TrimLeft(strings.Join(lines, "\n"), "\n"), " \n")
	if gate.IsBlank(text) {
		return "func main() {}"
	}
	return text
}
