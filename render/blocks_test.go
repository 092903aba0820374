package render

import (
	"strings"
	"testing"

	"broadsheet/model"
)

func headed(level int, s string) model.Heading {
	return model.Heading{Level: level, Inlines: []model.Inline{txt(s)}}
}

func noted(label string) model.Inline { return model.FootnoteReference{Label: label} }

// TestHeadings holds the white around headings: some above, unless one of a
// part stands above; below a minor one none.
func TestHeadings(t *testing.T) {
	for _, test := range []struct {
		name   string
		blocks []model.Block
		want   string
	}{
		{"major", []model.Block{words("a"), headed(2, "H2"), words("b")}, "a\n\nH2\n\nb"},
		{"minor", []model.Block{words("a"), headed(4, "H4"), words("b"), headed(6, "H6"), words("c")}, "a\n\nH4\nb\n\nH6\nc"},
		{"of a part", []model.Block{headed(1, "H1"), headed(2, "H2"), words("a")}, "H1\nH2\n\na"},
		{"of a small part", []model.Block{headed(3, "H3"), headed(5, "H5"), words("a")}, "H3\nH5\na"},
		{"of equal rank", []model.Block{headed(4, "H4"), headed(4, "H4 too"), headed(2, "H2")}, "H4\n\nH4 too\n\nH2"},
		{"over a list", []model.Block{headed(4, "H4"), bulleted([]model.Block{words("a")})}, "H4\n• a"},
		{"in a tight item", []model.Block{bulleted([]model.Block{words("a"), headed(4, "H4"), words("b")})}, "• a\n\n  H4\n  b"},
		{"below a list in an item", []model.Block{bulleted([]model.Block{bulleted([]model.Block{words("a")}), headed(3, "H3")})}, "• ◦ a\n\n  H3"},
	} {
		if got := plain(t, 40, test.blocks...); got != test.want {
			t.Errorf("%s:\n%s\nnot\n%s", test.name, got, test.want)
		}
	}
}

// TestFootnoteSigns sets references as raised numbers, and the notes after the
// same signs.
func TestFootnoteSigns(t *testing.T) {
	d := &model.Document{
		Blocks: []model.Block{para(
			txt("一句话"), noted("1"), txt("，又一句，"), noted("2"), noted("12"), txt("and a word "), noted("a"), txt(", in 1936 "), noted("1"), txt(" too "), noted("2"), txt("."),
		)},
		Footnotes: []model.Footnote{
			{Label: "1", Blocks: []model.Block{words("the first")}},
			{Label: "2", Blocks: []model.Block{words("the second")}},
			{Label: "12", Blocks: []model.Block{words("the twelfth")}},
			{Label: "a", Blocks: []model.Block{words("no number")}},
		},
	}
	p := layOut(t, d, Options{Width: 70})
	want := "一句话¹，又一句，²,¹²and a word [a], in 1936 ¹ too².\n\n────────\n ¹ the first\n ² the second\n¹² the twelfth\n[a] no number"
	var lines []string
	for i := range p.Len() {
		lines = append(lines, p.Plain(i))
	}
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("the notes are\n%s\nnot\n%s", got, want)
	}
	notes := p.Footnotes()
	if len(notes) != 4 || notes[2] != (Footnote{"12", 5, 0}) || notes[3] != (Footnote{"a", 6, 0}) {
		t.Errorf("footnotes are %v", notes)
	}
}

// TestFootnoteStays keeps a reference on the line of what it stands at.
func TestFootnoteStays(t *testing.T) {
	for width := 8; width <= 30; width++ {
		got := plain(t, width, para(txt("据了解，此次北京上海长沙发红包。"), noted("1"), txt("上海、长沙的用户，"), noted("23"), txt("可在线上 "), noted("x"), txt("使用。")))
		for line := range strings.Lines(got) {
			if strings.HasPrefix(line, "¹") || strings.HasPrefix(line, "²") || strings.HasPrefix(line, "³") || strings.HasPrefix(line, "[") {
				t.Errorf("at width %d a line begins with a reference:\n%s", width, got)
			}
		}
	}
}

// TestScriptStays keeps raised and lowered characters with what they belong to.
func TestScriptStays(t *testing.T) {
	for width := 6; width <= 12; width++ {
		got := plain(t, width, para(txt("面积一百平方米"), styled(model.Superscript, txt("2")), txt("，指数"), styled(model.Subscript, txt("10"))))
		if strings.Contains(got, "\n²") || strings.Contains(got, "\n₁") {
			t.Errorf("at width %d:\n%s", width, got)
		}
	}
}

// TestRubyIsSetByTheWord gives a word whose characters have a reading each its
// whole reading behind it.
func TestRubyIsSetByTheWord(t *testing.T) {
	ruby := func(base, reading string) model.Inline {
		return model.Ruby{Base: []model.Inline{txt(base)}, Reading: reading}
	}
	if got := plain(t, 40, para(ruby("汉", "hàn"), ruby("字", "zì"), txt("，"), ruby("禁", ""), txt("。"))); got != "汉字（hànzì），禁。" {
		t.Errorf("the ruby is set as %q", got)
	}
}

// TestPicturesWithoutWords stand in one line, each with its number, which leads to it.
func TestPicturesWithoutWords(t *testing.T) {
	image := func(address, alt string) model.Image { return model.Image{URL: address, Alt: alt} }
	mute := model.Figure{Images: []model.Image{image("https://example.org/a.png", "")}}
	elsewhere := model.Figure{Images: []model.Image{image("https://pictures.example/1.png", ""), image("", ""), image("https://pictures.example/3.png", "")}}
	told := model.Figure{Images: []model.Image{image("https://example.org/b.png", "a map")}}
	captioned := model.Figure{Images: elsewhere.Images, Caption: []model.Inline{txt("The harbour")}}
	for name, test := range map[string]struct {
		width  int
		blocks []model.Block
		want   string
	}{
		"one":           {40, []model.Block{mute, told}, "▣ example.org\n\n▣ a map · example.org"},
		"two":           {40, []model.Block{mute, mute, told}, "▣ 1  2 · example.org\n\n▣ a map · example.org"},
		"of two hosts":  {60, []model.Block{mute, elsewhere}, "▣ 1  2  3  4 · example.org, pictures.example"},
		"of one figure": {40, []model.Block{captioned}, "▣ 1  2  3 · pictures.example\n  The harbour"},
		"narrow":        {10, []model.Block{mute, mute, mute, mute}, "▣ 1  2  3\n  4\n  example.\n  org"},
		"in a quote":    {40, []model.Block{model.Quote{Blocks: []model.Block{mute, mute}}}, "│ ▣ 1  2 · example.org"},
	} {
		if got := plain(t, test.width, test.blocks...); got != test.want {
			t.Errorf("%s: the pictures are set as\n%s\nwant\n%s", name, got, test.want)
		}
	}
	var many []model.Block
	for range 30 {
		many = append(many, mute, elsewhere)
	}
	page := layOut(t, document(many...), Options{Width: 40, Hyperlinks: true})
	if links := page.Links(); len(links) != 3 || links[2].URL != "https://pictures.example/3.png" || !links[2].Image {
		t.Errorf("the links are %+v", links)
	}
	if strings.Count(page.Line(0), "\x1b]8;id=") != 9 || !strings.HasPrefix(page.Plain(0), "▣ 1  2  3  4  5") {
		t.Errorf("the first line is %q", page.Line(0))
	}
}

// TestCode breaks long lines of code where that hurts least.
func TestCode(t *testing.T) {
	for _, test := range []struct {
		name  string
		width int
		code  string
		want  string
	}{
		{"after a space", 24, "let columns := Column{Width: 38}", "▏ let columns :=\n▏ ↳ Column{Width: 38}"},
		{"or between words", 28, "column := Column{Width: 38}", "▏ column := Column{Width:\n▏ ↳ 38}"},
		{"the space before the room's end hangs", 14, "make install  all", "▏ make install\n▏ ↳ all"},
		{"else after punctuation", 22, "https://example.org/archive", "▏ https://example.org/\n▏ ↳ archive"},
		{"never inside signs", 18, "abcdefghijklmn===b", "▏ abcdefghijklmn==\n▏ ↳ =b"},
		{"else where the room ends", 12, "abcdefghijklmnopqrst", "▏ abcdefghij\n▏ ↳ klmnopqr\n▏ ↳ st"},
		{"Chinese as in running text", 16, "// 标点不在行首，也好。", "▏ // 标点不在行\n▏ ↳ 首，也好。"},
		{"but rather after a space in code", 16, `f("标点", "行首")`, "▏ f(\"标点\",\n▏ ↳ \"行首\")"},
		{"the rest stands below its beginning", 26, "    return alpha(beta, gamma)", "▏     return alpha(beta,\n▏     ↳ gamma)"},
		{"a deep indent gives way", 18, strings.Repeat(" ", 12) + "return value", "▏         return\n▏      ↳ value"},
		{"if the line has no room", 24, strings.Repeat(" ", 12) + "return", "▏             return"},
		{"spaces at the end make no line", 12, "abcdefghij   \nb", "▏ abcdefghij\n▏ b"},
	} {
		if got := plain(t, test.width, model.CodeBlock{Text: test.code}); got != test.want {
			t.Errorf("%s:\n%s\nnot\n%s", test.name, got, test.want)
		}
	}
	if got := plain(t, 20, model.CodeBlock{Language: "go", Text: "x := 1"}); got != "  go\n▏ x := 1" {
		t.Errorf("the language is shown as\n%s", got)
	}
}

// TestInlinePicture keeps the sign of a picture with what it shows.
func TestInlinePicture(t *testing.T) {
	if got := plain(t, 12, para(txt("a picture "), model.Image{Alt: "cat"})); got != "a picture\n▣ cat" {
		t.Errorf("the picture is set as\n%s", got)
	}
}
