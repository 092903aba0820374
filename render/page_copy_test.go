package render

import (
	"strings"
	"testing"

	"broadsheet/model"
)

// TestTextOfLines copies all lines of a page: what was set in several lines is one
// again, at each width the same.
func TestTextOfLines(t *testing.T) {
	prose := "The moon pulls at the sea, and the sea follows it twice a day, as it has for a very long time."
	chinese := "据了解，此次数字人民币红包使用期限为十天，逾期未使用的红包将被收回，市民可以在商户消费。"
	code := "func main() {\n    fmt.Println(\"the tide comes in, and the tide goes out again\")\n\n}"
	for name, test := range map[string]struct {
		block model.Block
		want  string
	}{
		"prose":   {words(prose), prose},
		"Chinese": {words(chinese), chinese},
		"a break": {para(txt("One line,"), model.LineBreak{}, txt("and another that is long enough to be broken again.")), "One line,\nand another that is long enough to be broken again."},
		"code":    {model.CodeBlock{Text: code}, code},
		"a quote": {model.Quote{Blocks: []model.Block{words(prose), words("Twice.")}}, prose + "\n\nTwice."},
		"a list":  {bulleted([]model.Block{words(prose)}, []model.Block{words("short")}), "• " + prose + "\n• short"},
		"pictures": {
			model.Figure{Images: []model.Image{{URL: "https://a.example/1", Alt: "the harbour in the morning"}}},
			"▣ the harbour in the morning · a.example",
		},
	} {
		for width := 24; width <= 120; width += 7 {
			p := layOut(t, document(test.block), Options{Width: width})
			got := p.Text(0, p.Len()-1)
			if name == "pictures" {
				got = strings.ReplaceAll(strings.ReplaceAll(got, "\na.example", " · a.example"), "\n  a.example", " · a.example")
			}
			if got != test.want {
				t.Errorf("%s at width %d is copied as\n%q\nwant\n%q", name, width, got, test.want)
			}
		}
	}
}

// TestTextOfSomeLines copies from within a paragraph into the next one, and a table as
// it is set.
func TestTextOfSomeLines(t *testing.T) {
	p := layOut(t, document(words("one two three four five six"), words("seven eight nine ten")), Options{Width: 10})
	if got, want := p.Text(1, 4), "three four five six\n\nseven"; got != want {
		t.Errorf("copied is %q, want %q; the page is\n%s", got, want, plain(t, 10, words("one two three four five six"), words("seven eight nine ten")))
	}
	if got := p.Text(-5, 100); !strings.HasPrefix(got, "one") || !strings.HasSuffix(got, "ten") {
		t.Errorf("all that there is is %q", got)
	}
	table := plain(t, 40, counted())
	p = layOut(t, document(counted()), Options{Width: 40})
	if got := p.Text(0, p.Len()-1); got != table {
		t.Errorf("the table is copied as\n%s\nwant\n%s", got, table)
	}
}

// TestIsText tells the article's own text from what stands around it.
func TestIsText(t *testing.T) {
	d := document(headed(2, "Part"), words("text"), model.Rule{}, model.Figure{Images: []model.Image{{Alt: "a map"}}}, model.CodeBlock{Text: "x := 1"})
	p := layOut(t, d, Options{Width: 40, Head: Head{Title: "Title", Lines: []string{"byline"}, Lead: "What it is about"}})
	for i := range p.Len() {
		text := p.Plain(i)
		if want := text == "text" || strings.Contains(text, "x := 1"); p.IsText(i) != want {
			t.Errorf("%q is text: %v", text, !want)
		}
		if p.IsBlank(i) != (text == "") {
			t.Errorf("%q is blank: %v", text, text != "")
		}
	}
}

// TestLead sets a lead off from the head and from the text.
func TestLead(t *testing.T) {
	p := layOut(t, document(words("text")), Options{Width: 40, Head: Head{Title: "Title", Lines: []string{"byline"}, Lead: "What it is about, in a sentence that is long."}})
	var lines []string
	for i := range p.Len() {
		lines = append(lines, p.Plain(i))
	}
	if got, want := strings.Join(lines, "\n"), "Title\nbyline\n\nWhat it is about, in a sentence that is\nlong.\n\ntext"; got != want {
		t.Errorf("the head is set as\n%s", got)
	}
	if p.Line(3) == p.Plain(3) {
		t.Error("the lead looks like the text")
	}
}
