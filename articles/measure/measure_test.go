package measure

import (
	"reflect"
	"strings"
	"testing"

	"broadsheet/model"
)

// paragraph is a paragraph of some lines.
func paragraph(lines ...string) model.Block {
	var inlines []model.Inline
	for i, line := range lines {
		if i > 0 {
			inlines = append(inlines, model.LineBreak{})
		}
		inlines = append(inlines, model.Text{Text: line})
	}
	return model.Paragraph{Inlines: inlines}
}

// A missing title is made of the first sentence that says something.
func TestFirstSentence(t *testing.T) {
	for _, test := range []struct {
		blocks []model.Block
		want   string
	}{
		{[]model.Block{paragraph("来源：排版笔记"), paragraph("活字厂搬家了。新址在城南。")}, "活字厂搬家了"},
		{[]model.Block{paragraph("原标题：活字厂搬家"), paragraph("正文。")}, "活字厂搬家"},
		{[]model.Block{paragraph("01", "真的吗？是真的。")}, "真的吗？"},
		{[]model.Block{paragraph("01")}, "01"},
		{[]model.Block{paragraph("Version 1.2 of the reader is out. It is faster.")}, "Version 1.2 of the reader is out"},
		{[]model.Block{paragraph(strings.Repeat("长", 100))}, strings.Repeat("长", 60) + "…"},
		{[]model.Block{paragraph(strings.Repeat("word ", 100))}, strings.TrimSpace(strings.Repeat("word ", 12)) + "…"},
		{[]model.Block{model.Figure{Images: []model.Image{{URL: "https://example.com/a.jpg"}}}}, ""},
		{nil, ""},
	} {
		if got := Document(&model.Document{Blocks: test.blocks}).FirstSentence; got != test.want {
			t.Errorf("the sentence is %q, not %q", got, test.want)
		}
	}
}

// What is counted is what is read: in tables, notes, lists and captions too, and
// each picture once.
func TestCounts(t *testing.T) {
	picture := model.Image{URL: "https://example.com/a.jpg", Alt: "a lamp"}
	cell := func(text string) model.Cell { return model.Cell{Blocks: []model.Block{paragraph(text)}} }
	got := Document(&model.Document{
		Blocks: []model.Block{
			model.Heading{Level: 2, Inlines: []model.Inline{model.Text{Text: " The  lamps "}}},
			model.Heading{Level: 1, Inlines: []model.Inline{model.Text{Text: "Another"}}},
			paragraph("灯塔 lit, don't wait"),
			model.List{Items: []model.ListItem{{Blocks: []model.Block{paragraph("one")}}}},
			model.Quote{Blocks: []model.Block{paragraph("two")}},
			model.Table{Rows: []model.Row{{Cells: []model.Cell{cell("three"), cell("四")}}}},
			model.Figure{Images: []model.Image{picture, picture}, Caption: []model.Inline{model.Text{Text: "five"}}},
			model.CodeBlock{Text: "six := 6"},
			model.Details{Summary: []model.Inline{model.Text{Text: "seven"}}, Blocks: []model.Block{paragraph("eight")}},
			model.Rule{},
		},
		Footnotes: []model.Footnote{{Label: "1", Blocks: []model.Block{paragraph("nine")}}},
	})
	want := Stats{Han: 3, Words: 15, FirstHeading: "The lamps", FirstSentence: "灯塔 lit, don't wait", Images: []string{picture.URL}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("counted is\n%+v, want\n%+v", got, want)
	}
}

func TestHasText(t *testing.T) {
	if HasText([]model.Block{model.Rule{}, model.Figure{Images: []model.Image{{URL: "https://example.com/a.jpg"}}}}) {
		t.Error("a picture and a rule are taken for text")
	}
	if !HasText([]model.Block{model.Rule{}, paragraph("a")}) {
		t.Error("a paragraph is not taken for text")
	}
}

// A line that repeats the title is known for it, whatever is between the words.
func TestFoldTitle(t *testing.T) {
	for _, pair := range [][2]string{
		{"The Lamp, lit!", "the lamp lit"},
		{"灯塔 点亮", "灯塔：点亮"},
	} {
		if a, b := FoldTitle(pair[0]), FoldTitle(pair[1]); a == "" || a != b {
			t.Errorf("%q folds to %q, and %q to %q", pair[0], a, pair[1], b)
		}
	}
	if FoldTitle("Lamp") == FoldTitle("Lamps") {
		t.Error("two titles fold to one")
	}
}
