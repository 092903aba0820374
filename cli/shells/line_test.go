package shells

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// breaks are bash's own COMP_WORDBREAKS.
const breaks = " \t\n\"'><=;|&(:"

func TestParseLine(t *testing.T) {
	for line, want := range map[string][]string{
		`broadsheet `:                               {"broadsheet", ""},
		`broadsheet list -q cat:jr`:                 {"broadsheet", "list", "-q", "cat:jr"},
		`broadsheet list -q 'is:unread cat:jr`:      {"broadsheet", "list", "-q", "is:unread cat:jr"},
		`broadsheet list -q "cat:\"Hacker N`:        {"broadsheet", "list", "-q", `cat:"Hacker N`},
		`broadsheet -L ~/my\ news -q is:unread\ ca`: {"broadsheet", "-L", "/home/me/my news", "-q", "is:unread ca"},
		`broadsheet "" '' x`:                        {"broadsheet", "", "", "x"},
		`broadsheet "a\b" '\'`:                      {"broadsheet", `a\b`, `\`},
		"broadsheet $(touch x) `id`":                {"broadsheet", "$(touch", "x)", "`id`"},
		`broadsheet cat 金\`:                         {"broadsheet", "cat", "金"},
	} {
		if got := ParseLine(line, breaks, "/home/me").Words; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

func values(all ...string) (values []Value) {
	for _, text := range all {
		values = append(values, Value{Text: text})
	}
	return values
}

// TestAnswersTakeThePlaceOfWhatBashReplaces: that is what stands behind a colon or an
// open quotation mark.
func TestAnswersTakeThePlaceOfWhatBashReplaces(t *testing.T) {
	for _, test := range []struct {
		line   string
		values []Value
		comp   string
		want   []string
	}{
		{`b -q cat:jr`, values("cat:金融"), "9", []string{"金融"}},
		{`b -q CAT:jr`, values("cat:金融"), "9", []string{"金融"}},
		{`b -q cat:hack`, values(`cat:"Hacker News"`), "9", []string{`\"Hacker\ News\"`}},
		{`b -q 'cat:hack`, values(`cat:"Hacker News"`), "9", []string{`cat:"Hacker News"`}},
		{`b -q "cat:hack`, values(`cat:"Hacker News"`), "9", []string{`cat:\"Hacker News\"`}},
		{`b -q 'is:unread cat:jr`, values("is:unread cat:金融"), "9", []string{"is:unread cat:金融"}},
		{`b -q is:unread\ cat:jr`, values("is:unread cat:金融"), "9", []string{"金融"}},
		{`b --query=cat:jr`, values("--query=cat:金融"), "9", []string{"金融"}},
		{`b -q 'tag:don`, values("tag:don't"), "9", []string{`tag:don'\''t`}},
		// Several: their common beginning is put in, unless it would only take away.
		{`b -q 'cat:guo`, values("cat:国内", "cat:国际"), "9", []string{"cat:国内", "cat:国际"}},
		{`b -q author:xin`, values("author:新浪财经", "author:晚报新闻"), "9", []string{"新浪财经", "晚报新闻"}},
		{`b -q 'author:xin`, values("author:新浪财经", "author:晚报新闻"), "9", []string{"author:xin  author:新浪财经", "author:xin  author:晚报新闻", "author:xin"}},
		{`b -q 'author:xin`, values("author:新浪财经", "author:晚报新闻"), listing, []string{"author:新浪财经", "author:晚报新闻"}},
		{`b -q 'author:xin`, values("author:新浪财经", "author:晚报新闻"), cycling, []string{"author:新浪财经", "author:晚报新闻"}},
		{`b cat:x:`, values("other"), "9", nil},
	} {
		if got := ParseLine(test.line, breaks, "").Answers(test.values, false, test.comp); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.line, got, test.want)
		}
	}
}

// TestAnswersHaveTheirHelpBesideThem where bash lists them, and a blank behind them where
// it puts one in.
func TestAnswersHaveTheirHelpBesideThem(t *testing.T) {
	both := []Value{{"cat", "Print one article"}, {"categories", "List categories"}}
	line := ParseLine("b ca", breaks, "")
	if got := line.Answers(both, true, "9"); !slices.Equal(got, []string{"cat  (Print one article)", "categories  (List categories)"}) {
		t.Errorf("listed are %q", got)
	}
	if got := line.Answers(both[1:], true, "9"); !slices.Equal(got, []string{"categories "}) {
		t.Errorf("put in is %q", got)
	}
	if got := ParseLine("b 'ca", breaks, "").Answers(both[1:], true, "9"); !slices.Equal(got, []string{"categories"}) {
		t.Errorf("put into quotation marks is %q", got)
	}
}

func FuzzParseLine(f *testing.F) {
	for _, line := range []string{`b -q "cat:\"a b' c`, `b 'a\`, "b \xff\"x:y", "b\u3000“x”"} {
		f.Add(line, "cat:金融")
	}
	f.Fuzz(func(t *testing.T, line, value string) {
		l := ParseLine(line, breaks, "/home/me")
		if len(l.Words) == 0 {
			t.Fatalf("%q has no words", line)
		}
		if !utf8.ValidString(line) || !utf8.ValidString(value) || strings.ContainsAny(line+value, "\n") {
			return
		}
		for _, answer := range l.Answers(values(value), false, "9") { // bash reads back what was meant
			words := ParseLine(line[:len(line)-len(l.typed)]+answer, breaks, "").Words
			if got, want := words[len(words)-1], l.kept+value[len(l.kept):]; got != want {
				t.Errorf("%q, with %q in it, is read as %q, want %q", line, answer, got, want)
			}
		}
	})
}
