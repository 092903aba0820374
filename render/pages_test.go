package render

import "broadsheet/model"

// pages are the documents whose pages are held in testdata, by file.
func pages() map[string]*model.Document {
	return map[string]*model.Document{
		"paragraphs": document(
			model.Heading{Level: 1, Inlines: []model.Inline{txt("标点不在行首 No comma begins a line")}},
			words("据了解，此次活动在北京、上海、长沙等城市展开，总额超过6000万元；报名（线上或线下）从6月11日开始，“先到先得”。"),
			para(txt("An "), styled(model.Emphasis, txt("emphatic")), txt(" word, a "), styled(model.Strong, txt("strong one")),
				txt(", a "), link("https://example.org/a", txt("link that is long enough to be broken")), txt(", and "), model.Code{Text: "a && b"}, txt(".")),
			para(txt("One line,"), model.LineBreak{}, txt("and the next: H"), styled(model.Subscript, txt("2")), txt("O, mc"), styled(model.Superscript, txt("2")),
				txt(", 2"), styled(model.Superscript, txt("1/12")), txt(", 10"), styled(model.Superscript, txt("th")), txt(". "),
				model.Ruby{Base: []model.Inline{txt("汉字")}, Reading: "hànzì"}, txt(" and a note"), model.FootnoteReference{Label: "1"}, txt("; a picture: "), model.Image{Alt: "a cat"}, txt(".")),
			model.Heading{Level: 4, Inlines: []model.Inline{txt("A minor heading")}},
			words("stands right above its text."),
			model.Rule{},
			words("The end."),
		),
		"lists": document(
			bulleted(
				[]model.Block{words("北京：第一轮已经结束，第二轮从6月11日开始报名，名额有限。"), bulleted(
					[]model.Block{words("a nested item that is long enough to need a second line"), bulleted([]model.Block{words("the third level")}, []model.Block{words("again")})},
					[]model.Block{words("its neighbour")},
				)},
				[]model.Block{words("two paragraphs"), words("in one item")},
			),
			model.List{Ordered: true, Start: 9, Items: []model.ListItem{
				item(words("nine comes before ten, and its number ends in the same column as the other")),
				item(words("十的后面是十一，文字对齐在同一列，标点也不在行首。")),
			}},
			model.List{Tight: true, Items: []model.ListItem{
				{Task: model.DoneTask, Blocks: []model.Block{words("done")}},
				{Task: model.OpenTask, Blocks: []model.Block{words("still to be done, when there is time for it")}},
			}},
			model.List{Ordered: true, Start: 3, Numbering: model.LowerRoman, Tight: true, Items: []model.ListItem{item(words("letters end in one column as well")), item(words("four")), {Skip: 5, Blocks: []model.Block{words("ten")}}}},
			model.List{Ordered: true, Start: 2, Reversed: true, Tight: true, Items: []model.ListItem{item(words("two")), item(words("one"))}},
			model.List{Ordered: true, Start: 1, Tight: true, Items: []model.ListItem{{Task: model.OpenTask, Blocks: []model.Block{words("numbered task")}}, {}}},
		),
		"quotes": document(
			model.Quote{Blocks: []model.Block{
				words("引用的第一段，长得需要换行，而且标点不会出现在行首。"),
				model.Quote{Blocks: []model.Block{words("a quote in the quote, long enough to be broken"), bulleted([]model.Block{words("with an item")})}},
				words("back in the first"),
			}},
			words("After it."),
		),
		"code": document(
			model.CodeBlock{Language: "go", Text: "func main() {\n    fmt.Println(\"一个很长的字符串，一行放不下，所以要折行，并且留在代码块里\")\n\n}"},
			bulleted([]model.Block{words("in a list"), model.CodeBlock{Text: "$ make install DESTDIR=/tmp/somewhere/deep/in/the/tree"}}),
		),
		"tables": document(
			model.Table{Caption: []model.Inline{txt("沪深股票")}, HeaderRows: 1, Columns: make([]model.Alignment, 4), Rows: []model.Row{
				row("代码", "名称", "涨跌幅", "备注"),
				row("600519", "贵州茅台", "+1.25%", "白酒，龙头"),
				row("000001", "平安银行", "-0.3%", "银行；第二行的备注很长，需要在单元格里换行"),
				row("300750", "宁德时代", "12%", ""),
			}},
			model.Table{Columns: []model.Alignment{model.AlignLeft, model.AlignCenter, model.AlignRight}, Rows: []model.Row{
				row("left", "centre", "right"), row("a", "b", "c"),
				{Cells: []model.Cell{{ColSpan: 2, RowSpan: 1, Blocks: []model.Block{words("over two columns, then")}}, cell("one")}},
				{Cells: []model.Cell{{ColSpan: 1, RowSpan: 2, Blocks: []model.Block{words("tall")}}, cell("x"), cell("y")}},
				row("z", "w"),
			}},
		),
		"figures": document(
			model.Figure{Images: []model.Image{{URL: "https://img.example.com/a.jpg", Alt: "not shown"}}, Caption: []model.Inline{txt("图片来源：网络。一张很长的说明文字，需要换行才能放下。")}},
			model.Figure{Images: []model.Image{{URL: "https://img.example.com/b.jpg", Alt: "a cat on a mat"}}},
			model.Figure{Images: []model.Image{{URL: "https://img.example.com/c.jpg"}}},
			model.Figure{Images: []model.Image{{Alt: "first"}, {Alt: "second"}}, Caption: []model.Inline{txt("Two pictures")}},
			model.DefinitionList{Items: []model.Definition{
				{Terms: [][]model.Inline{{txt("kinsoku")}, {txt("禁则")}}, Descriptions: [][]model.Block{{words("the rules of what may not begin or end a line")}, {words("行首行尾的禁则")}}},
				{Terms: [][]model.Inline{{txt("measure")}}, Descriptions: [][]model.Block{{words("the length of a line")}}},
			}},
			model.Details{Summary: []model.Inline{txt("A summary, which a browser shows folded")}, Blocks: []model.Block{words("and what is in it"), words("twice")}},
		),
		"footnotes": {
			Blocks: []model.Block{para(txt("A claim"), model.FootnoteReference{Label: "1"}, txt(" and another"), model.FootnoteReference{Label: "2"}, txt("."))},
			Footnotes: []model.Footnote{
				{Label: "1", Blocks: []model.Block{words("The source of the first claim, with its full title and year.")}},
				{Label: "2", Blocks: []model.Block{words("第二条注释。"), words("有两段。")}},
			},
		},
	}
}
