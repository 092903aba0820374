package prose

import (
	"reflect"
	"strings"
	"testing"

	"broadsheet/model"
)

// written gives the inlines that a writer makes.
func written(write func(*Writer)) []model.Inline {
	var w Writer
	write(&w)
	return Nest(w.Take(), 0)
}

func text(s string) model.Inline { return model.Text{Text: s} }

// White space is folded across the borders of elements, and the end of a line in the
// source is nothing between two Han characters.
func TestWhiteSpace(t *testing.T) {
	var plain *Frame
	strong := plain.Within(model.Strong)
	for _, test := range []struct {
		name  string
		write func(*Writer)
		want  []model.Inline
	}{
		{"folded", func(w *Writer) { w.Write("  a \t\n b  ", nil, false) }, []model.Inline{text("a b")}},
		{"across a span", func(w *Writer) { w.Write("a ", nil, false); w.Write(" b", strong, false) }, []model.Inline{
			text("a "), model.Span{Style: model.Strong, Inlines: []model.Inline{text("b")}},
		}},
		{"lines of Chinese", func(w *Writer) { w.Write("灯塔\n点亮", nil, false) }, []model.Inline{text("灯塔点亮")}},
		{"lines of Chinese and English", func(w *Writer) { w.Write("灯塔\nlit", nil, false) }, []model.Inline{text("灯塔 lit")}},
		{"no-break", func(w *Writer) { w.Write("10\u00a0km", nil, false) }, []model.Inline{text("10\u00a0km")}},
		{"nothing", func(w *Writer) { w.Write(" \n ", nil, false) }, []model.Inline{}},
		{"line breaks at the ends", func(w *Writer) { w.LineBreak(); w.Write("a", nil, false); w.LineBreak(); w.LineBreak() }, []model.Inline{text("a")}},
		{"line break", func(w *Writer) { w.Write("a ", nil, false); w.LineBreak(); w.Write(" b", nil, false) }, []model.Inline{text("a"), model.LineBreak{}, text("b")}},
		{"control characters", func(w *Writer) { w.Write("a\x1b[31mb\u202e", nil, false) }, []model.Inline{text("a[31mb")}},
		{"place to break", func(w *Writer) { w.Write("long\u200b\u200bword", nil, false) }, []model.Inline{text("long"), model.WordBreak{}, text("word")}},
		{"code", func(w *Writer) { w.Write("a ", nil, false); w.Write("b  c", nil, true) }, []model.Inline{text("a "), model.Code{Text: "b c"}}},
	} {
		if got := written(test.write); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %#v, want %#v", test.name, got, test.want)
		}
	}
}

// Spans and links nest as they were opened; a style in itself and a link in a link
// change nothing.
func TestFrames(t *testing.T) {
	var plain *Frame
	link := plain.Linked("https://example.org/")
	strong := link.Within(model.Strong)
	if strong.Within(model.Strong) != strong || strong.Linked("https://example.com/") != strong || strong.Link() != "https://example.org/" {
		t.Error("a style in itself or a link in a link is another one")
	}
	if plain.Linked("") != nil || plain.Link() != "" {
		t.Error("a link to nowhere is a link")
	}
	got := written(func(w *Writer) {
		w.Write("a", link, false)
		w.Write("b", strong, false)
		w.Write("c", nil, false)
	})
	want := []model.Inline{
		model.Link{URL: "https://example.org/", Inlines: []model.Inline{text("a"), model.Span{Style: model.Strong, Inlines: []model.Inline{text("b")}}}},
		text("c"),
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("it is %#v, want %#v", got, want)
	}
}

// An address in a text becomes a link, and ends where a reader would say it does.
func TestBareAddresses(t *testing.T) {
	for source, want := range map[string]string{
		"see https://example.org/a.":               "https://example.org/a",
		"（https://example.org/a）":                  "https://example.org/a",
		"(https://example.org/a_(b))":              "https://example.org/a_(b)",
		"在https://example.org/a看":                  "https://example.org/a",
		"https://example.org/?a=b&c=d#e, and more": "https://example.org/?a=b&c=d#e",
		"a http that is none":                      "",
		"https://example.org/wiki/北京 和":            "https://example.org/wiki/%E5%8C%97%E4%BA%AC",
		"（https://example.org/wiki/北京）。":           "https://example.org/wiki/%E5%8C%97%E4%BA%AC",
		"https://example.org/s?q=海，后面":             "https://example.org/s?q=%E6%B5%B7",
		"https://example.org/a/北京/b。":              "https://example.org/a/%E5%8C%97%E4%BA%AC/b",
		"https://example.org/看这里":                  "https://example.org/",
		"https://example.org看":                     "https://example.org",
		"https://example.org/a-Москва, and":        "https://example.org/a-%D0%9C%D0%BE%D1%81%D0%BA%D0%B2%D0%B0",
		"https://example.org/é’s":                  "https://example.org/%C3%A9",
		"https://example.org/%E5%8C%97京，":          "https://example.org/%E5%8C%97%E4%BA%AC",
		"at www.example.org/a_b, and":              "http://www.example.org/a_b",
		"在www.example.org看":                        "http://www.example.org",
		"(www.example.org)":                        "http://www.example.org",
		"www.example and awww.example.org":         "",
		"www..example.org, x.www.example.org":      "",
		"write to jane.doe+x@example.org.":         "mailto:jane.doe+x@example.org",
		"邮箱：jane@example.org。":                     "mailto:jane@example.org",
		"mailto:jane@example.org":                  "mailto:jane@example.org",
		"at www.*.com":                             "",
		"git@example.org:jane/tides":               "",
		"@jane and jane@home and a@1.2":            "",
		"x@y@example.org/z https:/a@example.org/b": "",
		"https://example.org/@jane":                "https://example.org/@jane",
		"https://":                                 "",
		"javascript:https":                         "",
	} {
		var address strings.Builder
		for _, inline := range written(func(w *Writer) { w.WriteLinked(source, nil) }) {
			if link, is := inline.(model.Link); is {
				address.WriteString(link.URL)
				if got := model.InlineText(link.Inlines); got == "" || !strings.Contains(source, got) {
					t.Errorf("%q: the link's text is %q", source, got)
				}
			}
		}
		if address.String() != want {
			t.Errorf("%q links to %q, want %q", source, address.String(), want)
		}
		if got := model.InlineText(written(func(w *Writer) { w.WriteLinked(source, nil) })); got != source {
			t.Errorf("%q is %q", source, got)
		}
	}
}

// Trim cuts what would not be seen off both ends, and nothing else.
func TestTrim(t *testing.T) {
	blank, word := Run{Inline: text(" \u3000")}, Run{Inline: text("\u3000a ")}
	if got := Trim([]Run{blank, {Inline: model.LineBreak{}}, word, {Inline: model.WordBreak{}}}); len(got) != 1 || got[0].Inline != text("a") {
		t.Errorf("trimmed it is %v", got)
	}
	if got := Trim([]Run{blank}); got != nil {
		t.Errorf("of blanks %v are left", got)
	}
	if word.Inline != text("\u3000a ") {
		t.Error("what was trimmed has changed")
	}
}
