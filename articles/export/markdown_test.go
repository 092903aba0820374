package export

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/articles"
	"broadsheet/articles/gate"
	"broadsheet/model"
)

// parseWritten reads a file that was written.
func parseWritten(file string) *model.Article {
	return articles.Parse(articles.Options{}, "root", "written.md", time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC), []byte(file))
}

func TestMarkdownReadsBack(t *testing.T) {
	for seed := range uint64(*generated) {
		a := generateArticle(seed)
		file := written(t, func(b *strings.Builder) error { return Markdown(t.Context(), b, a) })
		got := parseWritten(file)
		checkReadBack(t, "the Markdown", file, &a.Document, &got.Document)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// Text that looks like markup stays text, in any reader of Markdown, and what is
// no markup is not spoiled with backslashes.
func TestMarkdownText(t *testing.T) {
	for text, want := range map[string]string{
		"plain words, 文字。":          "plain words, 文字。",
		"2 * 3 * 4":                 `2 \* 3 \* 4`,
		"snake_case and __init__":   `snake_case and \_\_init\_\_`,
		"[link](there)":             `\[link\](there)`,
		"![picture](there)":         `\!\[picture\](there)`,
		"# no heading":              `\# no heading`,
		"C# is no heading":          "C# is no heading",
		"1. no list":                `1\. no list`,
		"1986. A great year":        `1986\. A great year`,
		"3.14 is no list":           "3.14 is no list",
		"- no list":                 `\- no list`,
		"-5 degrees":                "-5 degrees",
		"--- no rule":               `\--- no rule`,
		"+ no list":                 `\+ no list`,
		"> no quote":                `\> no quote`,
		"| no | table |":            `\| no | table |`,
		": no definition":           `\: no definition`,
		"===":                       `\=\=\=`,
		"a < b, a > b":              "a < b, a > b",
		"<b>no tag</b>":             `\<b>no tag\</b>`,
		"AT&T; R&D &amp; &#42; &co": `AT&amp;T; R&D &amp;amp; &amp;#42; &co`,
		"`no code`":                 "\\`no code\\`",
		"~~not struck~~":            `\~\~not struck\~\~`,
		`back\slash`:                `back\\slash`,
		"a@b is none, nor is www.":  `a\@b is none, nor is www.`,
		"{% no tag %} {{ x }} {: a": `\{% no tag %} \{{ x }} \{: a`,
		"a == b and ==a==":          `a \=\= b and \=\=a\=\=`,
		":tada: and 10:30":          `\:tada: and 10:30`,
		"import a from 'b'":         `&#105;mport a from 'b'`,
		"[[no page]] [!NOTE]":       `\[\[no page\]\] \[!NOTE\]`,
		":::tip":                    `\:::tip`,
		"a {#b}":                    `a \{#b}`,
		"$x$ is no formula":         `\$x$ is no formula`,
		"it costs $5":               `it costs \$5`,
		"[x = 1]":                   `&#91;x = 1\]`,
		`\(x\) is no formula`:       `\\<!-- -->(x\\) is no formula`,
		"ftp://example.com/":        `ftp\://example.com/`,
		"“引号”——和……“另一个”":                "“引号”——和……“另一个”",
		"\u3010重要\u3011a\u00a0b\u3000c": "\u3010重要\u3011a\u00a0b\u3000c",
	} {
		checkMarkdown(t, model.Paragraph{Inlines: []model.Inline{model.Text{Text: text}}}, want)
	}
}

// checkMarkdown holds what is written of a block against what it should be, and
// against what is read of it.
func checkMarkdown(t *testing.T, block model.Block, want string) {
	t.Helper()
	a := &model.Article{Item: model.Item{Title: generatedTitle}, Document: model.Document{Blocks: []model.Block{block}}}
	got := markdownBody(t.Context(), a)
	if got != want {
		t.Errorf("the block is written as\n%s\nnot\n%s", got, want)
	}
	file := written(t, func(b *strings.Builder) error { return Markdown(t.Context(), b, a) })
	checkReadBack(t, want, file, &a.Document, &parseWritten(file).Document)
}

func TestMarkdownInlines(t *testing.T) {
	text := func(s string) model.Inline { return model.Text{Text: s} }
	span := func(style model.Style, inlines ...model.Inline) model.Inline {
		return model.Span{Style: style, Inlines: inlines}
	}
	for want, inlines := range map[string][]model.Inline{
		"a **b** *c* ~~d~~": {
			text("a "), span(model.Strong, text("b")), text(" "), span(model.Emphasis, text("c")), text(" "), span(model.Strikethrough, text("d")),
		},
		"这是**粗体**文字": {text("这是"), span(model.Strong, text("粗体")), text("文字")},
		// Beside a word, CommonMark takes no delimiter that has punctuation inside.
		"这是<strong>“粗体”</strong>文字":             {text("这是"), span(model.Strong, text("“粗体”")), text("文字")},
		"<strong>粗体，</strong>紧贴":                {span(model.Strong, text("粗体，")), text("紧贴")},
		"**粗体**，**粗体。** 后":                      {span(model.Strong, text("粗体")), text("，"), span(model.Strong, text("粗体。")), text(" 后")},
		"<strong>a</strong>*b*":                 {span(model.Strong, text("a")), span(model.Emphasis, text("b"))},
		"**甲*乙*丙**":                             {span(model.Strong, text("甲"), span(model.Emphasis, text("乙")), text("丙"))},
		"x<u>a</u> <mark>b</mark><sub>2</sub>":  {text("x"), span(model.Underline, text("a")), text(" "), span(model.Highlight, text("b")), span(model.Subscript, text("2"))},
		"<kbd>Ctrl</kbd>":                       {span(model.Keyboard, text("Ctrl"))},
		"`a` or ``b`c``, `` `d ``":              {model.Code{Text: "a"}, text(" or "), model.Code{Text: "b`c"}, text(", "), model.Code{Text: "`d"}},
		"[a\\]b](https://example.com/?a=1&b=2)": {model.Link{URL: "https://example.com/?a=1&b=2", Inlines: []model.Inline{text("a]b")}}},
		"[a](<https://example.com/a_(b)>)":      {model.Link{URL: "https://example.com/a_(b)", Inlines: []model.Inline{text("a")}}},
		`<a href="https://example.com/?a=1&amp;copy;=2">a</a>`: {
			model.Link{URL: "https://example.com/?a=1&copy;=2", Inlines: []model.Inline{text("a")}},
		},
		"[https://example.com/](https://example.com/)": {model.Link{URL: "https://example.com/", Inlines: []model.Inline{text("https://example.com/")}}},
		"one\\\n\\# two": {text("one"), model.LineBreak{}, text("# two")},
		"very<wbr>long":  {text("very"), model.WordBreak{}, text("long")},
		"<ruby>汉字<rp>（</rp><rt>hàn zì</rt><rp>）</rp></ruby>": {model.Ruby{Base: []model.Inline{text("汉字")}, Reading: "hàn zì"}},
		"a ![b](https://example.com/c.png) d":                {text("a "), model.Image{URL: "https://example.com/c.png", Alt: "b"}, text(" d")},
	} {
		checkMarkdown(t, model.Paragraph{Inlines: inlines}, want)
	}
}

func TestMarkdownBlocks(t *testing.T) {
	line := func(s string) []model.Block {
		return []model.Block{model.Paragraph{Inlines: []model.Inline{model.Text{Text: s}}}}
	}
	cell := func(s string, header bool) model.Cell {
		return model.Cell{Header: header, ColSpan: 1, RowSpan: 1, Blocks: line(s)}
	}
	for want, block := range map[string]model.Block{
		"## A heading \\#":            model.Heading{Level: 2, Inlines: []model.Inline{model.Text{Text: "A heading #"}}},
		"````go\n```\n\n  x\n````":    model.CodeBlock{Language: "go", Text: "```\n\n  x"},
		"> a":                         model.Quote{Blocks: line("a")},
		"![a](https://example.com/b)": model.Figure{Images: []model.Image{{URL: "https://example.com/b", Alt: "a"}}},
		"- a\n- [ ] b\n- [x] c":       model.List{Start: 1, Tight: true, Items: []model.ListItem{{Blocks: line("a")}, {Task: model.OpenTask, Blocks: line("b")}, {Task: model.DoneTask, Blocks: line("c")}}},
		"9. a\n10. b":                 model.List{Ordered: true, Start: 9, Tight: true, Items: []model.ListItem{{Blocks: line("a")}, {Blocks: line("b")}}},
		"- a\n\n  > b\n\n- c":         model.List{Start: 1, Items: []model.ListItem{{Blocks: append(line("a"), model.Quote{Blocks: line("b")})}, {Blocks: line("c")}}},
		"<ol reversed>\n<li>a</li>\n<li>b</li>\n</ol>":               model.List{Ordered: true, Start: 2, Reversed: true, Tight: true, Items: []model.ListItem{{Blocks: line("a")}, {Blocks: line("b")}}},
		"<ol type=\"a\">\n<li>a</li>\n<li value=\"5\">b</li>\n</ol>": model.List{Ordered: true, Start: 1, Numbering: model.LowerAlpha, Tight: true, Items: []model.ListItem{{Blocks: line("a")}, {Skip: 3, Blocks: line("b")}}},
		"<ol start=\"-1\">\n<li>a</li>\n</ol>":                       model.List{Ordered: true, Start: -1, Tight: true, Items: []model.ListItem{{Blocks: line("a")}}},
		"| a\\|b | c |\n| :-- | --- |\n| d | e |": model.Table{
			Columns: []model.Alignment{model.AlignLeft, model.AlignDefault}, HeaderRows: 1,
			Rows: []model.Row{{Cells: []model.Cell{cell("a|b", true), cell("c", true)}}, {Cells: []model.Cell{cell("d", false), cell("e", false)}}},
		},
		"<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>": model.DefinitionList{Items: []model.Definition{{
			Terms: [][]model.Inline{{model.Text{Text: "a"}}}, Descriptions: [][]model.Block{line("b")},
		}}},
		"<details open>\n<summary>a</summary>\n<pre><code>b&#10;&#10;c</code></pre>\n</details>": model.Details{
			Summary: []model.Inline{model.Text{Text: "a"}}, Blocks: []model.Block{model.CodeBlock{Text: "b\n\nc"}},
		},
	} {
		checkMarkdown(t, block, want)
	}
}

// Lists that follow each other stay two.
func TestMarkdownKeepsListsApart(t *testing.T) {
	list := func(ordered bool) model.Block {
		item := model.ListItem{Blocks: []model.Block{model.Paragraph{Inlines: []model.Inline{model.Text{Text: "a"}}}}}
		return model.List{Ordered: ordered, Start: 1, Tight: true, Items: []model.ListItem{item}}
	}
	a := &model.Article{Item: model.Item{Title: generatedTitle}, Document: model.Document{Blocks: []model.Block{list(false), list(false), list(false), list(true), list(true)}}}
	if got, want := markdownBody(t.Context(), a), "- a\n\n* a\n\n- a\n\n1. a\n\n1) a"; got != want {
		t.Errorf("lists are written as\n%s\nnot\n%s", got, want)
	}
	file := written(t, func(b *strings.Builder) error { return Markdown(t.Context(), b, a) })
	checkReadBack(t, "a row of lists", file, &a.Document, &parseWritten(file).Document)
}

// The front matter says again what it was read as, whatever that looks like.
func TestMarkdownKeepsTheItem(t *testing.T) {
	for _, name := range []string{
		"plain", "北京上海长沙发第二轮数字人民币红包 618可在京东消费", "It's: a \"title\"", "'quoted'", "@mention", "#1", "- dash", "true", "null and void", "2021-06-11",
		"12_00", "12:30", "[a, b]", "{a}", "key: value", "ends with:", "a # b", "*", "& and", "!bang", "%", "a &#123;b&#125;", `back\slash`, "? what", "> more", "é", "  ", "|", "=", "0x1F",
	} {
		want := model.Item{
			Title: name + " 标题", Author: name, Categories: [][]string{{name, "b"}, {"c: d", name}}, Tags: []string{name, "x, y"}, Lang: "zh", Excerpt: name,
			Link: "https://example.com/?a=1#b", Image: "https://example.com/c.png", Date: time.Date(2021, 6, 11, 3, 5, 25, 0, time.UTC), Updated: time.Date(2022, 1, 2, 0, 0, 0, 0, time.UTC),
			Draft: true,
		}
		if strings.TrimSpace(name) == "" {
			want.Author, want.Excerpt, want.Categories, want.Tags = "", "", [][]string{{"a"}}, nil
		}
		want.Title = gate.Clean(want.Title)
		a := &model.Article{Item: want, Comments: "https://talk.example/1", Enclosures: []model.Enclosure{
			{URL: "https://cast.example/1.mp3", Type: "audio/mpeg", Length: 5, Duration: time.Minute}, {URL: "https://cast.example/2"},
		}}
		a.Document.Blocks = []model.Block{
			model.Figure{Images: []model.Image{{URL: want.Image}}}, model.Paragraph{Inlines: []model.Inline{model.Text{Text: "Text."}}},
		}
		file := written(t, func(b *strings.Builder) error { return Markdown(t.Context(), b, a) })
		got := parseWritten(file)
		if len(got.Problems) > 0 {
			t.Errorf("%q: the written file has the problems %v", name, got.Problems)
		}
		checkReadBack(t, name, file, &a.Document, &got.Document)
		if got.Comments != a.Comments || !slices.Equal(got.Enclosures, a.Enclosures) {
			t.Errorf("%q: comments %q and enclosures %+v of\n%s", name, got.Comments, got.Enclosures, file)
		}
		item := got.Item
		item.ID, item.Root, item.RootName, item.Path, item.Size, item.Minutes = "", "", "", "", 0, 0
		if !reflect.DeepEqual(want, item) {
			t.Errorf("%q: %s\nof\n%s", name, firstDifference(describe(want), describe(item)), file)
		}
	}
}

// A title that was made of the text does not take the text away.
func TestMarkdownTitleOfTheText(t *testing.T) {
	a := articles.Parse(articles.Options{}, "root", "a.txt", time.Time{}, []byte("Fog at six.\n\nMore of it at seven.\n"))
	file := written(t, func(b *strings.Builder) error { return Markdown(t.Context(), b, a) })
	got := parseWritten(file)
	checkReadBack(t, "the text", file, &a.Document, &got.Document)
	if got.Title != a.Title {
		t.Errorf("the title is %q, not %q", got.Title, a.Title)
	}
}

// What is written of the sample edition is read back to the same articles.
func TestSampleReadsBack(t *testing.T) {
	root := articles.Sample(false)
	var paths []string
	err := root.Walk(t.Context(), articles.Options{}, func(found []articles.Found) {
		for _, f := range found {
			paths = append(paths, f.Item.Path)
		}
	})
	if err != nil || len(paths) == 0 {
		t.Fatalf("the sample edition has %d articles: %v", len(paths), err)
	}
	for _, path := range paths {
		a, err := root.Read(t.Context(), articles.Options{}, path)
		if err != nil {
			t.Fatal(err)
		}
		file := written(t, func(b *strings.Builder) error { return Markdown(t.Context(), b, a) })
		checkReadBack(t, path+" as Markdown", file, &a.Document, &parseWritten(file).Document)
		page := written(t, func(b *strings.Builder) error { return HTML(t.Context(), b, a) })
		got := articles.Parse(articles.Options{}, "root", "page.html", time.Time{}, []byte(page))
		checkReadBack(t, path+" as HTML", page, &a.Document, &got.Document)
	}
}
