package query

import (
	"testing"
	"time"

	"broadsheet/model"
)

// article is what the queries of TestQueryMatch are asked of.
func article() *model.Item {
	return &model.Item{
		Title:      "北京發放數字人民幣 Café",
		Author:     "新浪财经",
		Date:       time.Date(2021, 6, 10, 17, 30, 0, 0, time.UTC), // 11 June in Shanghai
		Categories: [][]string{{"金融", "新浪财经", "新浪财经－國內"}, {"Tech", "AC/DC"}},
		Tags:       []string{"Go 语言", "支付"},
		Lang:       "zh_CN",
		Minutes:    8,
	}
}

func TestQueryMatch(t *testing.T) {
	shanghai := time.FixedZone("CST", 8*60*60)
	now := time.Date(2021, 6, 11, 4, 0, 0, 0, time.UTC)
	marks := model.Marks{Read: now}
	tests := map[bool][]string{
		true: {
			"", "人民币", "rmb", "bjff", "cafe", "CAFÉ", `"数字人民币 cafe"`, "金融", "国内", "guonei", "xinlang", "ac/dc", "人民币 cafe",
			"-人民元", "-rmb", `-"rmb"`, "cat:金融", "cat:新浪财经", "cat:金融/新浪财经", "cat:新浪财经/新浪财经-国内", "cat:tech", `cat:AC\/DC`,
			"cat:/金融", "cat:/金融/新浪财经", "-cat:国内", "-cat:金融/新浪财经-国内", "-cat:/新浪财经", "-cat:/tech",
			"author:新浪", "-author:sina", "tag:go", "tag:语言", "-tag:rust", "is:read", "-is:unread", "-is:starred", "is:long",
			"after:2021", "after:2021-06", "after:2021-06-11", "after:today", "-after:2021-06-12", "before:2021-06-12", "-before:today", "before:2022",
			"title:数字", "title:rmb", "title:cafe", "-title:新浪", `title:"数字人民币"`, "source:新浪", "category:金融",
			"date:2021", "date:2021-06", "date:2021-06-11", "date:today", "-date:yesterday", "date:week", "date:month", "date:year", "date:1d", "date:7d",
			"after:yesterday", "after:week", "after:7d", "-before:7d", "before:2021-07",
			"lang:zh", "lang:ZH-cn", "-lang:z", "-lang:zh-cn-x", "-text:人民币",
			"foo OR rmb", "rmb foo OR cafe", "rmb OR foo",
		},
		false: {
			"人民元", `"rmb"`, "-数字", `"cafe 北京"`, "cat:国内", "cat:浪", "cat:新浪财经/金融", "cat:金融/新浪财经-国内", "cat:/Tech/AC", "cat:/tech",
			"author:xinlang", "tag:rust", "is:unread", "is:starred", "-is:long", "after:2022",
			"title:新浪", "title:金融", `title:"rmb"`, "date:2020", "date:2021-05", "date:2021-06-10", "date:yesterday", "before:yesterday", "before:week", "before:1y", "before:2021-06-11", "before:today", "lang:en", "text:人民币",
			"foo OR bar", "rmb foo",
		},
	}
	for want, texts := range tests {
		for _, text := range texts {
			query, err := Parse(text)
			if err != nil {
				t.Errorf("%q: %v", text, err)
				continue
			}
			if got := query.Match(article(), marks, now, shanghai); got != want {
				t.Errorf("%q: %v, want %v", text, got, want)
			}
		}
	}
}

func TestLanguageIsGuessedFromTheTitle(t *testing.T) {
	tests := map[string]string{
		"Terminal news": "en", "数字 RMB": "zh", "漢字かな": "ja", "한국": "ko", "Überraschung": "", "12:30": "", "Über 金融": "zh",
	}
	for title, want := range tests {
		if got := (&model.Item{Title: title}).Language(); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
	if got := (&model.Item{Title: "数字", Lang: "ja"}).Language(); got != "ja" {
		t.Errorf("the front matter's language became %q", got)
	}
}
