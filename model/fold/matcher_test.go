package fold

import (
	"slices"
	"strings"
	"testing"
)

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

func TestMatcherLightsAllPlaces(t *testing.T) {
	tests := []struct {
		typed, text string
		lit         []string
	}{
		{"jr", "金融与金融", []string{"金融", "金融"}},
		{"金融", "金融与金融", []string{"金融", "金融"}},
		{"jr", "jr 金融", []string{"jr"}},
		{"jr", "金\u0301融\u0301报", []string{"金\u0301融\u0301"}},
		{"", "金融", nil},
	}
	for _, test := range tests {
		found, ok := NewMatcher(test.typed).Match(test.text)
		if !ok {
			t.Errorf("%q in %q: no match", test.typed, test.text)
		}
		var lit []string
		for _, r := range found {
			lit = append(lit, test.text[r.Start:r.End])
		}
		if !slices.Equal(lit, test.lit) {
			t.Errorf("%q in %q lights %q, want %q", test.typed, test.text, lit, test.lit)
		}
	}
}

func TestMatcherTakesLongTexts(t *testing.T) {
	for _, typed := range []string{strings.Repeat("a", 30) + "b", strings.Repeat("ab金", 1<<18), strings.Repeat("a", 1<<20)} {
		if found, ok := NewMatcher(typed).Match(strings.Repeat("啊a", 1<<14)); ok {
			t.Errorf("%d bytes typed matched at %v", len(typed), found[0])
		}
	}
}

// FuzzMatcher checks that a scanner agrees with the matcher that it was made
// of, and that what is lit matches by itself.
func FuzzMatcher(f *testing.F) {
	f.Add("jinr", "中国金融报")
	f.Add("xi'an", "西安xian")
	f.Add("ren民", "人\u0301民")
	f.Add("lu", "绿\xff旅")
	f.Fuzz(func(t *testing.T, typed, text string) {
		m := NewMatcher(typed)
		found, ok := m.Match(text)
		last := 0
		for _, r := range found {
			if r.Start < last || r.End <= r.Start || r.End > len(text) {
				t.Fatalf("%q in %q: %v", typed, text, found)
			}
			if _, again := m.Match(text[r.Start:r.End]); !again {
				t.Fatalf("%q in %q: %q alone does not match", typed, text, text[r.Start:r.End])
			}
			last = r.End
		}
		literal := strings.Contains(String(text), m.Folded())
		scanner, can := m.Scanner()
		if can && ok != (literal || scanner.Match(AppendReadings(nil, text))) {
			t.Fatalf("%q in %q: matched %v, the scanner says otherwise", typed, text, ok)
		}
		if !can && ok && !literal && (m.Needs() == "" || !strings.Contains(String(text), m.Needs())) {
			t.Fatalf("%q in %q: matched without %q", typed, text, m.Needs())
		}
	})
}

func BenchmarkMatcher(b *testing.B) {
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			NewMatcher("jinrong").Scanner()
		}
	})
	b.Run("match", func(b *testing.B) {
		m := NewMatcher("szrmb")
		for b.Loop() {
			m.Match("北京上海长沙发第二轮数字人民币红包")
		}
	})
}
