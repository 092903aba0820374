package index

import (
	"slices"
	"testing"

	"broadsheet/model"
	"broadsheet/model/query"
)

func TestComplete(t *testing.T) {
	items := []*model.Item{
		{ID: model.NewID("r", "1"), Title: "1", Author: "新浪财经", Categories: [][]string{{"金融", "新浪财经", "国内"}}, Tags: []string{"Go 语言"}},
		{ID: model.NewID("r", "2"), Title: "2", Author: "新浪财经", Categories: [][]string{{"金融", "新浪财经", "国际"}}},
		{ID: model.NewID("r", "3"), Title: "3", Author: "The \"Other\" One", Categories: [][]string{{"Hacker News"}, {"Tech", "AC/DC"}}},
		{ID: model.NewID("r", "4"), Title: "4", Author: "晚报新闻", Categories: [][]string{{"科技", "金融"}}},
	}
	f := asking(held(items))
	for text, want := range map[string][]string{
		"cat:":           {"cat:金融", "cat:新浪财经", `cat:"Hacker News"`, `cat:AC\/DC`, "cat:Tech", "cat:国内", "cat:国际", "cat:科技"},
		"cat:jr":         {"cat:金融"},
		"cat:guo":        {"cat:国内", "cat:国际"},
		"cat:hack":       {`cat:"Hacker News"`},
		"cat:\"hacker n": {`cat:"Hacker News"`},
		"cat:金融/":        {"cat:金融/新浪财经"},
		"cat:/xin":       nil,
		"cat:/金融/xin":    {"cat:/金融/新浪财经"},
		"author:xin":     {"author:新浪财经", "author:晚报新闻"},
		"author:oth":     {`author:"The \"Other\" One"`},
		"tag:go":         {`tag:"Go 语言"`},
		"is:":            {"is:unread", "is:read", "is:starred", "is:long"},
		"la":             {"lang:"},
		"category:jr":    {"category:金融"},
		"source:xin":     {"source:新浪财经", "source:晚报新闻"},
		"date:y":         {"date:yesterday", "date:year"},
		"text:x":         nil,
	} {
		p, ok := query.PartialTerm(text)
		if !ok {
			t.Fatalf("%q cannot be completed", text)
		}
		got, err := f.Complete(t.Context(), p, 20)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %q (%v), want %q", text, got, err, want)
		}
		for _, completed := range got {
			if _, err := query.Parse(completed); err != nil && completed[len(completed)-1] != ':' {
				t.Errorf("%q: %v", completed, err)
			}
		}
	}
	if few, err := f.Complete(t.Context(), query.Partial{Field: query.FieldCategory}, 2); err != nil || len(few) != 2 {
		t.Errorf("two of them are %q (%v)", few, err)
	}
}
