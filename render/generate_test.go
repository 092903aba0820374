package render

import (
	"math/rand/v2"
	"strings"

	"broadsheet/model"
)

// generator makes documents of all kinds of blocks and inlines, with text of
// several scripts. The same seed makes the same document.
type generator struct {
	*rand.Rand
	notes int
}

func newGenerator(seed uint64) *generator {
	return &generator{Rand: rand.New(rand.NewPCG(seed, 7))} //nolint:gosec // a test's documents need no secrets
}

func (g *generator) pick(from ...string) string { return from[g.IntN(len(from))] }

// document makes a document of up to ten blocks.
func (g *generator) document() *model.Document {
	d := &model.Document{Blocks: g.blocks(1+g.IntN(10), 0)}
	for i := range g.notes {
		d.Footnotes = append(d.Footnotes, model.Footnote{Label: string(rune('1' + i)), Blocks: []model.Block{model.Paragraph{Inlines: g.sentence()}}})
	}
	return d
}

func (g *generator) blocks(n, depth int) []model.Block {
	var blocks []model.Block
	for range n {
		blocks = append(blocks, g.block(depth))
	}
	return blocks
}

func (g *generator) block(depth int) model.Block {
	kind := g.IntN(14)
	if depth > 3 && kind > 6 {
		kind = 0
	}
	switch kind {
	case 3:
		return model.Heading{Level: 1 + g.IntN(6), Inlines: g.sentence()}
	case 4:
		return model.CodeBlock{Language: g.pick("", "go", "python"), Text: g.code()}
	case 5:
		return model.Rule{}
	case 6:
		return g.figure()
	case 7, 8:
		return g.list(depth)
	case 9:
		return model.Quote{Blocks: g.blocks(1+g.IntN(3), depth+1)}
	case 10, 11:
		return g.table(depth)
	case 12:
		return model.DefinitionList{Items: []model.Definition{{
			Terms:        [][]model.Inline{g.sentence()},
			Descriptions: [][]model.Block{g.blocks(1+g.IntN(2), depth+1)},
		}}}
	case 13:
		return model.Details{Summary: g.sentence(), Blocks: g.blocks(1+g.IntN(2), depth+1)}
	default:
		return model.Paragraph{Inlines: g.paragraph()}
	}
}

func (g *generator) list(depth int) model.List {
	l := model.List{Ordered: g.IntN(2) == 0, Start: g.IntN(200), Tight: g.IntN(2) == 0, Numbering: model.Numbering(g.IntN(5)), Reversed: g.IntN(4) == 0}
	for range 1 + g.IntN(4) {
		l.Items = append(l.Items, model.ListItem{Task: model.Task(g.IntN(3)), Blocks: g.blocks(g.IntN(3), depth+1)})
	}
	return l
}

func (g *generator) figure() model.Figure {
	var f model.Figure
	for range 1 + g.IntN(2) {
		f.Images = append(f.Images, model.Image{URL: g.pick("", "https://img.example.com/1.jpg"), Alt: g.pick("", "a cat", "一张图片")})
	}
	if g.IntN(2) == 0 {
		f.Caption = g.sentence()
	}
	return f
}

func (g *generator) table(depth int) model.Table {
	columns := 1 + g.IntN(5)
	t := model.Table{HeaderRows: g.IntN(3), Columns: make([]model.Alignment, columns)}
	for i := range t.Columns {
		t.Columns[i] = model.Alignment(g.IntN(4))
	}
	if g.IntN(3) == 0 {
		t.Caption = g.sentence()
	}
	for range 1 + g.IntN(4) {
		var r model.Row
		for range columns - g.IntN(2) {
			c := model.Cell{ColSpan: 1, RowSpan: 1, Header: g.IntN(8) == 0}
			if g.IntN(10) == 0 {
				c.ColSpan = 1 + g.IntN(3)
			}
			if g.IntN(10) == 0 {
				c.RowSpan = 1 + g.IntN(3)
			}
			switch g.IntN(6) {
			case 0:
			case 1:
				c.Blocks = g.blocks(1, depth+2)
			default:
				c.Blocks = []model.Block{model.Paragraph{Inlines: g.sentence()}}
			}
			r.Cells = append(r.Cells, c)
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

// paragraph makes some sentences.
func (g *generator) paragraph() []model.Inline {
	var in []model.Inline
	for range 1 + g.IntN(5) {
		in = append(in, g.sentence()...)
		if g.IntN(12) == 0 {
			in = append(in, model.LineBreak{})
		}
	}
	return in
}

// sentence makes words in one or another script, with marks between them that
// may not begin or end a line.
func (g *generator) sentence() []model.Inline {
	var in []model.Inline
	han := g.IntN(2) == 0
	for i := range 1 + g.IntN(8) {
		if i > 0 {
			in = append(in, txt(g.separator(han)))
		}
		in = append(in, g.inline(txt(g.word(han)), 0))
		if g.IntN(12) == 0 {
			in = append(in, txt("very"), model.WordBreak{}, txt("long"))
		}
	}
	return append(in, txt(map[bool]string{true: "。", false: ". "}[han]))
}

func (g *generator) separator(han bool) string {
	if han {
		return g.pick("", "", "，", "、", "；", "：", "！")
	}
	return g.pick(" ", " ", ", ", "; ", "! ")
}

func (g *generator) word(han bool) string {
	switch {
	case g.IntN(30) == 0:
		return g.pick("https://example.com/a/very/long/path?with=query&and=more#end", "Donaudampfschifffahrtsgesellschaftskapitaen", "someone@example.org")
	case g.IntN(30) == 0:
		return g.pick("👩‍👩‍👧‍👦", "🇨🇳", "👍🏽", "é́", "مرحبا بالعالم", "ภาษาไทย", "한국어", "ひらがな", "＆ＡＢＣ")
	case g.IntN(40) == 0:
		return g.pick("&lt;", `\*`, `\\`, "&amp;copy;", ":smile:", "[x](y)", "<b>", "# 1", "~~", "`a`", "{{.text}}", "_x_y_", "**")
	case han:
		return g.pick("北京", "数字人民币红包", "试点", "第二轮", "618", "6000万元", "（线上）", "“先到先得”", "《新闻》", "活动", "京东App", "陆续展开", "城市")
	default:
		return g.pick("the", "newspaper", "of", "record", "(in brackets)", "“quoted”", "a", "line", "don’t", "12%", "typesetting", "terminal", "U.S.")
	}
}

// inline puts a word into one or another kind of inline.
func (g *generator) inline(in model.Inline, depth int) model.Inline {
	if depth > 3 {
		return in
	}
	word, _ := in.(model.Text)
	switch g.IntN(24) {
	case 0, 1, 2, 3, 4:
		style := []model.Style{model.Emphasis, model.Strong, model.Strikethrough, model.Underline, model.Highlight, model.Keyboard}[g.IntN(6)]
		return model.Span{Style: style, Inlines: []model.Inline{g.inline(in, depth+1)}}
	case 5:
		return model.Span{Style: model.Superscript, Inlines: []model.Inline{txt("2")}}
	case 6:
		return model.Span{Style: model.Subscript, Inlines: []model.Inline{txt("10")}}
	case 7, 8:
		return model.Link{URL: "https://example.com/" + g.pick("a", "b", "c"), Inlines: []model.Inline{g.inline(in, depth+1)}}
	case 9:
		if word.Text != "" {
			return model.Code(word)
		}
	case 10:
		return model.Ruby{Base: []model.Inline{in}, Reading: "hànzì"}
	case 11:
		return model.Image{URL: g.pick("", "https://img.example.com/i.png"), Alt: g.pick("", "icon", "图标")}
	case 12:
		if g.notes < 9 && depth == 0 {
			g.notes++
			return model.FootnoteReference{Label: string(rune('0' + g.notes))}
		}
	}
	return in
}

func (g *generator) code() string {
	var b strings.Builder
	for i := range 1 + g.IntN(5) {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(strings.Repeat(" ", 2*g.IntN(4)))
		b.WriteString(g.pick("x := 1 // 注释，很长的注释，需要折行才能放下", "def f(a, b):", "", "s = \"&lt; \\n \\\\ *\"", "averylongidentifierwithoutanyplacetobreakitatall = 1", "}"))
	}
	return b.String()
}
