package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
)

// litIn are the parts of the screen that are drawn as matches.
func litIn(s *session) []string {
	var parts []string
	begin, end, _ := strings.Cut(s.app.window.Styles.Match.Render("x"), "x")
	for _, after := range strings.Split(s.content(), begin)[1:] {
		text, _, _ := strings.Cut(after, end)
		parts = append(parts, ansi.Strip(text))
	}
	return parts
}

// TestFilterIsLit types queries and looks at what is lit in the headlines.
func TestFilterIsLit(t *testing.T) {
	for name, test := range map[string]struct {
		query string
		want  string // what is lit, from the top
		shows string
	}{
		"as written":             {"书店", "书店", "夜间书店"},
		"initials":               {"yjsd", "夜间书店", ""},
		"pinyin in the title":    {"shudian", "书店", ""},
		"pinyin in the source":   {"pbbj", "排版笔记 排版笔记", "排版笔记 · Wed"},
		"pinyin of a category":   {"jr", "今日 金融 金融", "晚报 · 金融 · "},
		"a category by its name": {"cat:国内", "国内 国内", "晚报 · 国内 · "},
		"an author":              {"author:晚报", "晚报 晚报 晚报", ""},
		"over the end of a row":  {"街角", "街 角", ""},
		"two words":              {"bank twice", "", ""},
		"two words found":        {"terminal twice", "terminal twice Terminal", ""},
		"not what is ruled out":  {"-书店 标点", "标点", ""},
		"traditional":            {"書店", "书店", ""},
		"nothing for the state":  {"is:unread after:2019", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			articles := append(paper(), piece(model.Item{
				Title: "今日天气", Author: "晚报", Date: day(2021, 6, 11, 5, 0),
			}, "晴。"))
			s := start(t, options(newMemory(now(), articles...)), 100, 24)
			s.press("/")
			s.write(test.query)
			if got := strings.Join(litIn(s), " "); got != test.want {
				t.Errorf("lit is %q, want %q:\n%s", got, test.want, s.screen())
			}
			s.shows(test.shows)
		})
	}
}
