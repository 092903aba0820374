package render

import (
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"unicode"

	"broadsheet/model"
	"broadsheet/render/themes"
)

// everyInline holds each kind of inline, in each other where that is possible.
func everyInline() []model.Inline {
	kinds := []model.Inline{
		txt("plain"),
		model.Code{Text: "a && b"},
		link("https://example.com", txt("link")),
		model.Image{URL: "https://example.com/a.png", Alt: "image"},
		model.Image{},
		model.Ruby{Base: []model.Inline{txt("漢")}, Reading: "かん"},
		model.FootnoteReference{Label: "1"},
		model.LineBreak{},
		model.WordBreak{},
	}
	all := kinds
	for s := model.Emphasis; s <= model.Keyboard; s++ {
		all = append(all, styled(s, kinds...))
		for inner := model.Emphasis; inner <= model.Keyboard; inner++ {
			all = append(all, styled(s, styled(inner, txt("two 二"))))
		}
	}
	return append(all, link("https://example.com/2", all...))
}

// TestGlamourDraws draws every kind of inline in every role and every theme:
// Glamour must take them all, and print nothing.
func TestGlamourDraws(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = write
	t.Cleanup(func() { os.Stdout = stdout })
	c := flatten(everyInline())
	r := New(0)
	for _, name := range themes.Names() {
		th := theme(t, name)
		for role := bodyText; role <= tableHead; role++ {
			k := look{role: role, level: 2, quoted: role == caption, language: "go"}
			l := r.leaf(k, c)
			if role == code {
				l = r.leaf(k, codeContent("\n\nx := \"&lt; \\n\" // \\* \n\n\ty()"))
			}
			if _, err := drawByGlamour(th, l, 0, int32(len(l.text))); err != nil {
				t.Errorf("theme %s: %v", name, err)
			}
		}
	}
	os.Stdout = stdout
	if err := write.Close(); err != nil {
		t.Fatal(err)
	}
	printed, err := io.ReadAll(read)
	if err != nil || len(printed) > 0 {
		t.Errorf("printed %q, %v", printed, err)
	}
}

// TestRunsAreDrawnAlike holds what is drawn from one run of each kind against what
// Glamour draws of the whole text.
func TestRunsAreDrawnAlike(t *testing.T) {
	c := flatten(everyInline())
	r := New(16 << 20)
	for _, name := range themes.Names() {
		th := theme(t, name)
		for role := bodyText; role <= tableHead; role++ {
			if role == code {
				continue
			}
			for _, quoted := range []bool{false, true} {
				checkRuns(t, r, th, r.leaf(look{role: role, level: 2, quoted: quoted}, c))
			}
		}
	}
}

func checkRuns(t *testing.T, r *Renderer, th *themes.Theme, l *leaf) {
	t.Helper()
	want, err := drawByGlamour(th, l, 0, int32(len(l.text)))
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.drawRuns(th, l, 0, int32(len(l.text)))
	if err != nil {
		t.Fatal(err)
	}
	for at, c := range l.text {
		if !unicode.IsSpace(c) && inkAt(got, at) != inkAt(want, at) {
			t.Fatalf("role %d: %q at %d is in %v, and in %v alone", l.role, c, at, inkAt(want, at), inkAt(got, at))
		}
	}
}

// inkAt gives the ink of a place in a text.
func inkAt(spans []themes.Span, at int) themes.Ink {
	ink := themes.Ink{}
	for _, s := range spans {
		if int(s.Start) <= at {
			ink = s.Ink
		}
	}
	return ink
}

// TestGlamourFails shows a text in our own styles where Glamour fails.
func TestGlamourFails(t *testing.T) {
	r := New(0)
	l := r.leaf(look{}, flatten([]model.Inline{txt("plain "), styled(model.Strong, txt("bold"))}))
	if spans := r.drawPart(&themes.Theme{}, l, 0); len(spans) != 2 || spans[1] != (themes.Span{Start: 6, Ink: themes.Ink{Attributes: themes.Bold}}) {
		t.Errorf("drawn as %v", spans)
	}
}

// TestVerbatim shows what looks like markup as it is, everywhere.
func TestVerbatim(t *testing.T) {
	const hostile = `&lt; \* \\ &amp;copy; :smile: [x](y) **b** ~~s~~ <b> {{.text}} http://a.b #`
	d := document(
		words(hostile), para(model.Code{Text: hostile}), para(link("https://example.com", txt(hostile))),
		para(styled(model.Strikethrough, styled(model.Strong, txt(hostile)))),
		model.Heading{Level: 1, Inlines: []model.Inline{txt(hostile)}}, model.CodeBlock{Text: hostile},
		model.CodeBlock{Language: "html", Text: hostile},
	)
	for _, name := range themes.Names() {
		p := layOut(t, d, Options{Width: 200, Theme: theme(t, name)})
		shown := 0
		for i := range p.Len() {
			line, fault := checker{t}.withoutSequences(p.Line(i))
			if fault != "" {
				t.Errorf("%s: %s", name, fault)
			}
			if strings.HasSuffix(line, hostile) {
				shown++
			}
		}
		if shown != len(d.Blocks) {
			t.Errorf("theme %s shows it %d times", name, shown)
		}
	}
}

// TestStyles holds the sequences of some lines in a theme made for it.
func TestStyles(t *testing.T) {
	th, err := themes.Parse("test", []byte(`{
		"palettes": {"dark": {"dim": "8", "accent": "5", "match": "3"}},
		"style": {"h2": {"bold": true, "prefix": "## ", "upper": true}, "emph": {"italic": true}, "strong": {"bold": true},
			"strikethrough": {"crossed_out": true}, "link_text": {"color": "#0000ff", "underline": true},
			"code": {"color": "200", "prefix": " ", "suffix": " "}, "block_quote": {"color": "8", "indent_token": "> "}}}`), true)
	if err != nil {
		t.Fatal(err)
	}
	const a = "https://example.com/a"
	open, shut := "\x1b]8;id=1;"+a+"\x1b\\", "\x1b]8;;\x1b\\"
	for _, c := range []struct {
		name  string
		block model.Block
		want  string
	}{
		{"heading", model.Heading{Level: 2, Inlines: []model.Inline{txt("Title")}}, "\x1b[1mTitle\x1b[m"},
		{"emphasis", para(styled(model.Emphasis, txt("so"))), "\x1b[3mso\x1b[m"},
		{"emphasis of Han", para(styled(model.Emphasis, txt("着重 so"))), "\x1b[4m着重\x1b[m\x1b[3m so\x1b[m"},
		{"struck and bold", para(styled(model.Strikethrough, txt("a"), styled(model.Strong, txt("b")))), "\x1b[9ma\x1b[m\x1b[1;9mb\x1b[m"},
		{"bold link", para(styled(model.Strong, link(a, txt("b")))), "\x1b[1;4;38;2;0;0;255m" + open + "b\x1b[m" + shut},
		{"bold code", para(styled(model.Strong, model.Code{Text: "b"})), "\x1b[1;38;5;200mb\x1b[m"},
		{"underline", para(styled(model.Underline, txt("b"))), "\x1b[4mb\x1b[m"},
		{"highlight", para(styled(model.Highlight, txt("b"))), "\x1b[1;7mb\x1b[m"},
		{"key", para(styled(model.Keyboard, txt("b"))), "\x1b[1;38;5;200mb\x1b[m"},
		{"note", para(txt("b"), model.FootnoteReference{Label: "1"}), "b\x1b[35m¹\x1b[m"},
		{"quote", model.Quote{Blocks: []model.Block{words("b")}}, "\x1b[90m│\x1b[m \x1b[90mb\x1b[m"},
		{"figure", model.Figure{Images: []model.Image{{URL: a, Alt: "b"}}}, "\x1b[90m" + open + "▣\x1b[m" + shut + " \x1b[90mb ·\x1b[m \x1b[90m" + open + "example.com\x1b[m" + shut},
	} {
		p := layOut(t, document(c.block), Options{Width: 40, Theme: th, Hyperlinks: true})
		if got := p.Line(0); got != c.want {
			t.Errorf("%s is drawn as\n%q, not\n%q", c.name, got, c.want)
		}
	}
}

// TestLinkOverLines closes a link at the end of each line and opens it again,
// with the same id, after what stands before the next one.
func TestLinkOverLines(t *testing.T) {
	d := document(model.Quote{Blocks: []model.Block{para(txt("see "), link("https://example.com/a", txt("a link that is longer than one line")), txt(" end"))}})
	p := layOut(t, d, Options{Width: 20, Hyperlinks: true})
	for i := range p.Len() {
		line := p.Line(i)
		if n := strings.Count(line, "\x1b]8;id=1;https://example.com/a\x1b\\"); n != 1 {
			t.Errorf("line %d opens the link %d times: %q", i, n, line)
		}
		if strings.Index(line, "│") > strings.Index(line, "\x1b]8;id") {
			t.Errorf("line %d: the bar is part of the link: %q", i, line)
		}
	}
	if line := layOut(t, d, Options{Width: 20}).Line(0); strings.Contains(line, "\x1b]8") {
		t.Errorf("a link without being asked for: %q", line)
	}
}

// TestPlainTheme draws nothing but text in a theme that has no styles.
func TestPlainTheme(t *testing.T) {
	p := layOut(t, document(para(styled(model.Strong, txt("b")), model.FootnoteReference{Label: "1"})), Options{Width: 20, Theme: theme(t, "notty")})
	if p.Line(0) != "b¹" {
		t.Errorf("notty draws %q", p.Line(0))
	}
}

// TestThemesDoNotMeet draws in several themes at once and finds each line as
// it is when drawn alone.
func TestThemesDoNotMeet(t *testing.T) {
	d := newGenerator(3).document()
	d.Blocks = append(d.Blocks, model.CodeBlock{Language: "go", Text: "func main() { return \"s\" } // c"})
	want := map[string]string{}
	for _, name := range themes.Names() {
		want[name] = all(layOut(t, d, Options{Width: 60, Theme: theme(t, name)}))
	}
	shared := New(1 << 20)
	var group sync.WaitGroup
	for range 2 {
		for _, name := range themes.Names() {
			th := theme(t, name)
			group.Go(func() {
				p, err := shared.Page(t.Context(), d, Options{Width: 60, Theme: th})
				if err != nil || all(p) != want[name] {
					t.Errorf("theme %s: drawn beside others it is different, %v", name, err)
				}
			})
		}
	}
	group.Wait()
}

func all(p *Page) string {
	var b strings.Builder
	for i := range p.Len() {
		b.WriteString(p.Line(i) + "\n")
	}
	return b.String()
}
