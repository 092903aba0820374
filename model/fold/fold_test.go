package fold

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"plain text, 123.", "plain text, 123."},
		{"Plain TEXT", "plain text"},
		{"Ｔｅｓｌａ（２０２１）　！", "tesla(2021) !"},
		{"ﾃﾚﾋﾞ", "テレヒ\u3099"},
		{"國內新聞：數字人民幣紅包", "国内新闻:数字人民币红包"},
		{"音樂 著名 乾隆", "音乐 着名 干隆"},
		{"Café Ångström naïve", "cafe angstrom naive"},
		{"Cafe\u0301", "cafe"},
		{"Łódź Øresund İstanbul", "lodz oresund istanbul"},
		{"ΣΊΣΥΦΟΣ Ёлка", "σισυφοσ елка"},
		{"“don’t” – e‑mail", "\"don't\" - e-mail"},
		{"soft\u00adhyphen\u200b\ufeff", "softhyphen"},
		{"ガがか", "ガがか"},
		{"한국어 हिन्दी", "한국어 हिन्दी"},
		{"葛\U000E0100", "葛"},
		{"𐐀 𝐁𝐨𝐥𝐝 𠀀", "𐐨 bold 𠀀"},
		{"a\xffb", "a\ufffdb"},
		{"\xff\xfe", "\ufffd\ufffd"},
	}
	for _, test := range tests {
		if got := String(test.text); got != test.want {
			t.Errorf("%q folds to %q, want %q", test.text, got, test.want)
		}
	}
}

func TestFoldRuneIsStable(t *testing.T) {
	for r := rune(-1); r <= unicode.MaxRune+1; r++ {
		folded := Rune(r)
		if folded >= 0 && Rune(folded) != folded {
			t.Fatalf("%U folds to %U, and that to %U", r, folded, Rune(folded))
		}
	}
}

func TestFoldWithoutChangeMakesNoString(t *testing.T) {
	for _, text := range []string{"plain text", "国内新闻，数字人民币"[:12], "нет"} {
		if n := testing.AllocsPerRun(10, func() { String(text) }); n != 0 {
			t.Errorf("%q: %v allocations", text, n)
		}
	}
}

func TestFindFolded(t *testing.T) {
	tests := []struct {
		text, folded string
		want         []string
	}{
		{"國內与国内", "国内", []string{"國內", "国内"}},
		{"Ｔｅｓｌａ tesla TESLA", "tesla", []string{"Ｔｅｓｌａ", "tesla", "TESLA"}},
		{"aaaa", "aa", []string{"aa", "aa"}},
		{"Cafe\u0301s", "cafe", []string{"Cafe\u0301"}},
		{"\u0301cafe", "cafe", []string{"cafe"}},
		{"e\u0301e\u0301e", "e", []string{"e\u0301", "e\u0301", "e"}},
		{"a\xffb", "\ufffdb", []string{"\xffb"}},
		{"é\u0301", "\xa9", nil},
		{"text", "", nil},
		{"text", "x y", nil},
	}
	for _, test := range tests {
		var got []string
		for _, r := range Find(test.text, test.folded) {
			got = append(got, test.text[r.Start:r.End])
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q in %q: %q, want %q", test.folded, test.text, got, test.want)
		}
	}
}

// FuzzFold checks that folding is stable, and that what is found folds to what
// was looked for.
func FuzzFold(f *testing.F) {
	f.Add("Cafe\u0301 Ｔｅｓｌａ國內\xff\xfe", "la国")
	f.Add("\u0301\u0301a\u00ad", "a")
	f.Add("aaaa", "aA")
	f.Fuzz(func(t *testing.T, text, word string) {
		folded := String(text)
		if !utf8.ValidString(folded) || String(folded) != folded {
			t.Fatalf("%q folds to %q, and that to %q", text, folded, String(folded))
		}
		wanted := String(word)
		last := 0
		found := Find(text, wanted)
		for _, r := range found {
			if r.Start < last || r.End <= r.Start || r.End > len(text) {
				t.Fatalf("%q in %q: %v", wanted, text, found)
			}
			if got := String(text[r.Start:r.End]); got != wanted {
				t.Fatalf("%q in %q: found %q", wanted, text, got)
			}
			last = r.End
		}
		if want := strings.Count(folded, wanted); wanted != "" && len(found) != want {
			t.Fatalf("%q in %q: found %d times, want %d", wanted, text, len(found), want)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	for name, text := range map[string]string{
		"ascii":       "a headline of forty characters, or about",
		"simplified":  "北京上海长沙发第二轮数字人民币红包",
		"traditional": "北京上海長沙發第二輪數字人民幣紅包",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				String(text)
			}
		})
	}
}
