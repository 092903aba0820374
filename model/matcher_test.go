package model

import "testing"

func TestMatcher(t *testing.T) {
	tests := []struct {
		typed, text string
		lit         string // the first part that matched; empty: no match
	}{
		{"jr", "每日金融报", "金融"},
		{"jinrong", "金融", "金融"},
		{"jinr", "金融", "金融"},
		{"jrong", "金融", "金融"},
		{"JinRong", "金融", "金融"},
		{"jin rong", "金融", "金融"},
		{"szrmb", "北京数字人民币红包", "数字人民币"},
		{"shuzirmb", "数字人民币", "数字人民币"},
		{"shzrmb", "数字人民币", "数字人民币"},
		{"yinhang", "中国银行", "银行"},
		{"zgyh", "中国银行", "中国银行"},
		{"zhgyh", "中国银行", "中国银行"},
		{"guonei", "新浪财经－國內", "國內"},
		{"国内", "新浪财经－國內", "國內"},
		{"國內", "国内新闻", "国内"},
		{"chongqing", "重庆", "重庆"},
		{"xian", "西安", "西安"},
		{"xi'an", "西安", "西安"},
		{"yinyue", "音樂", "音樂"},
		{"音乐", "音樂会", "音樂"},
		{"tsl", "买特斯拉", "特斯拉"},
		{"tesla", "Ｔｅｓｌａ 降价", "Ｔｅｓｌａ"},
		{"Ｔｅｓｌａ", "Tesla", "Tesla"},
		{"ren民", "数字人民币", "人民"},
		{"人m", "数字人民币", "人民"},
		{"agu", "今日A股", "A股"},
		{"lvyou", "旅游", "旅游"},
		{"luyou", "旅游", "旅游"},
		{"lüyou", "旅游", "旅游"},
		{"qianlong", "乾隆", "乾隆"},
		{"cafe", "Café du Nord", "Café"},
		{"cafe", "Cafe\u0301 du Nord", "Cafe\u0301"},
		{"rj", "金融", ""},
		{"jinrongx", "金融", ""},
		{"jinron民", "金融", ""},
		{"618", "六一八", ""},
		{"yinhang", "银 行", ""},
	}
	for _, test := range tests {
		found, ok := NewMatcher(test.typed).Match(test.text)
		if ok != (test.lit != "") {
			t.Errorf("%q in %q: matched %v", test.typed, test.text, ok)
			continue
		}
		if ok && test.text[found[0].Start:found[0].End] != test.lit {
			t.Errorf("%q in %q: lit %q, want %q", test.typed, test.text, test.text[found[0].Start:found[0].End], test.lit)
		}
	}
}
