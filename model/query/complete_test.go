package query

import (
	"slices"
	"testing"
)

func TestPartialTerm(t *testing.T) {
	tests := map[string]struct {
		start int
		field Field
		text  string
		ok    bool
	}{
		"":                         {0, FieldWord, "", true},
		"au":                       {0, FieldWord, "au", true},
		"cat:":                     {0, FieldCategory, "", true},
		"is:unread cat:金":          {10, FieldCategory, "金", true},
		"-author:x":                {1, FieldAuthor, "x", true},
		`cat:"Hacker N`:            {0, FieldCategory, "Hacker N", true},
		`cat:"Hacker News" is:`:    {18, FieldIs, "", true},
		`cat：“Hacker N`:            {0, FieldCategory, "Hacker N", true},
		`"a phrase cat:x`:          {0, 0, "", false},
		`author:"the \"other\" on`: {0, FieldAuthor, `the "other" on`, true},
		"数字":                       {0, 0, "", false},
		`it"s cat:x`:               {5, FieldCategory, "x", true},
		"http://example.org":       {0, 0, "", false},
		"cat:金融/新":                 {0, FieldCategory, "金融/新", true},
		"x category:jr":            {2, FieldCategory, "jr", true},
		"is:unread　author:新":       {12, FieldAuthor, "新", true},
	}
	for text, want := range tests {
		got, ok := PartialTerm(text)
		if ok != want.ok || got.Start != want.start || got.Field != want.field || got.Text != want.text {
			t.Errorf("%q: %+v, %v; want %+v", text, got, ok, want)
		}
	}
}

func TestPartialIsSpelledAsItWas(t *testing.T) {
	for text, want := range map[string]string{"cat:j": "cat:金融", "CATEGORY:j": "category:金融", "-category：j": "category:金融"} {
		p, ok := PartialTerm(text)
		if got := p.Spelled("cat:金融"); !ok || got != want {
			t.Errorf("%s becomes %s, want %s", text, got, want)
		}
	}
}

func TestPartialFixed(t *testing.T) {
	for text, want := range map[string][]string{
		"a": {"author:", "after:"}, "CA": {"cat:"}, "cate": {"category:"}, "s": {"source:"}, "t": {"title:", "tag:", "text:"}, "is:": {"is:unread", "is:read", "is:starred", "is:long"}, "is:L": {"is:long"},
		"before:t": {"before:today"}, "date:": {"date:today", "date:yesterday", "date:week", "date:month", "date:year", "date:7d"},
		"after:2": {"after:2d", "after:2w", "after:2m", "after:2y"}, "date:2021": nil,
		"cat:x": nil, "zebra": nil,
	} {
		p, _ := PartialTerm(text)
		if got := p.Fixed(); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzPartialTerm(f *testing.F) {
	for _, text := range []string{`cat:"a b`, "-is:", "“x y” cat:“a", `a"b" c`, `author:"\"`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, ok := PartialTerm(text)
		if ok && (p.Start < 0 || p.Start > len(text)) {
			t.Errorf("%q begins at %d", text, p.Start)
		}
		p.Path()
		for _, fixed := range p.Fixed() {
			if _, again := PartialTerm(text[:p.Start] + fixed); !again {
				t.Errorf("%q, completed to %q, cannot be completed", text, fixed)
			}
		}
	})
}
