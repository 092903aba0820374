package headlines

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/model/query"
)

// lit are the parts of the pane that are drawn as matches.
func (p *pane) lit() []string {
	var parts []string
	begin, end, _ := strings.Cut(p.o.Window.Styles.Match.Render("x"), "x")
	for _, after := range strings.Split(p.content(), begin)[1:] {
		text, _, _ := strings.Cut(after, end)
		parts = append(parts, ansi.Strip(text))
	}
	return parts
}

func paper() []*model.Item {
	day := func(year int, month time.Month, day, hour int) time.Time {
		return time.Date(year, month, day, hour, 0, 0, 0, time.UTC)
	}
	return []*model.Item{
		headline("今日天气", "晚报", day(2021, 6, 11, 5)),
		headline("城里第三家夜间书店开门，读者排到街角，第一晚卖出八百本旧书", "晚报", day(2021, 6, 11, 3), "金融", "市场", "国内"),
		headline("Why a terminal cell is twice as high as it is wide", "Terminal Notes", day(2021, 6, 10, 20), "Terminals", "History"),
		headline("标点为什么不能放在行首", "排版笔记", day(2021, 6, 9, 8), "文字", "排版"),
		headline("银行把柜台搬进菜市场", "晚报", day(2021, 6, 8, 9), "金融", "市场", "国内"),
		headline("一个字占几格", "排版笔记", day(2020, 12, 30, 9), "文字", "排版"),
	}
}

// TestFilterIsLit filters, and looks at what is lit in the headlines.
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
			p := show(t, paper()...)
			q, err := query.Parse(test.query)
			if err != nil {
				t.Fatal(err)
			}
			p.Highlight(q, false)
			p.list(Question{Query: q}, KeepNothing)
			if got := strings.Join(p.lit(), " "); got != test.want {
				t.Errorf("lit is %q, want %q:\n%s", got, test.want, ansi.Strip(p.content()))
			}
			p.shows(test.shows)
			p.Highlight(query.Query{}, false)
			if got := p.lit(); len(got) > 0 {
				t.Errorf("%q is lit for no query", got)
			}
		})
	}
}
