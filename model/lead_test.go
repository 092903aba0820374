package model_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"broadsheet/model"
)

// TestLead gives the lead of articles whose front matter says something of them.
func TestLead(t *testing.T) {
	paragraph := func(text string) model.Block {
		return model.Paragraph{Inlines: []model.Inline{model.Text{Text: text}}}
	}
	body := []model.Block{
		model.Figure{Images: []model.Image{{URL: "https://a.example/1.jpg", Alt: "The harbour"}}},
		paragraph("The moon pulls at the sea, and the sea follows it twice a day."),
		paragraph("据了解，此次數字人民幣紅包使用期限為十天。"),
	}
	for name, test := range map[string]struct{ excerpt, want string }{
		"none":                  {"", ""},
		"only blanks":           {" \n ", ""},
		"of its own":            {"Why  there are two tides\na day.", "Why there are two tides a day."},
		"the first paragraph":   {"The moon pulls at the sea, and the sea follows it twice a day.", ""},
		"cut":                   {"The moon pulls at the sea, and the sea follows […]", ""},
		"with what it leads to": {"THE MOON pulls at the sea — and the sea follows it. Read more »", ""},
		"another paragraph":     {"此次数字人民币红包使用期限为十天", ""},
		"the title":             {"Tides!", ""},
		"begins alike":          {"The moon pulls at the harbour.", "The moon pulls at the harbour."},
		"no letters":            {"…", ""},
	} {
		a := &model.Article{Item: model.Item{Title: "Tides", Excerpt: test.excerpt}, Document: model.Document{Blocks: body}}
		if got := a.Lead(); got != test.want {
			t.Errorf("%s: the lead is %q, want %q", name, got, test.want)
		}
	}
}

// TestLongLead cuts what is too long for a lead.
func TestLongLead(t *testing.T) {
	for _, word := range []string{"tide ", "潮汐", "x"} {
		a := &model.Article{Item: model.Item{Excerpt: strings.Repeat(word, 2000)}}
		lead := a.Lead()
		if n := utf8.RuneCountInString(lead); n > 601 || n < 450 || !strings.HasSuffix(lead, "…") || strings.HasSuffix(lead, " …") {
			t.Errorf("the lead of %q has %d characters and ends in %q", word, n, lead[len(lead)-12:])
		}
	}
}
