package frontmatter

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"broadsheet/articles/gate"
	"broadsheet/model"
)

// problemTexts gives the problems as check prints them.
func problemTexts(problems []model.Problem) []string {
	var texts []string
	for _, p := range problems {
		texts = append(texts, fmt.Sprintf("%d: %s", p.Line, p.Text))
	}
	return texts
}

// TestTitles has one head for every way in which titles were seen to be written.
func TestTitles(t *testing.T) {
	tests := []struct{ name, line, want string }{
		{"single quotes", `'潮水为什么每天晚到五十分钟'`, "潮水为什么每天晚到五十分钟"},
		{"doubled quote", `'The printer''s devil'`, "The printer's devil"},
		{"double quotes", `"Type, set"`, "Type, set"},
		{"escape in double quotes", `"a\tb \u6f6e"`, "a b 潮"},
		{"bare", `Moon and tide`, "Moon and tide"},
		{"number", `1936`, "1936"},
		{"number with underscore", `12_00`, "12_00"},
		{"octal", `0644`, "0644"},
		{"float", `1.10`, "1.10"},
		{"date", `2021-01-17`, "2021-01-17"},
		{"boolean", `no`, "no"},
		{"null as a word", `null`, "null"},
		{"at sign", `@tide 关注了 @moon`, "@tide 关注了 @moon"},
		{"asterisk", `*ST潮水 停牌`, "*ST潮水 停牌"},
		{"percent", `% of tides`, "% of tides"},
		{"ampersand", `&c. and so on`, "&c. and so on"},
		{"exclamation", `!important news`, "!important news"},
		{"backquote", "`code` in a title", "`code` in a title"},
		{"bracket", `[图] 潮水`, "[图] 潮水"},
		{"only brackets", `[图]`, "[图]"},
		{"braces", `{tide}`, "{tide}"},
		{"pipe", `| tide`, "| tide"},
		{"greater than", `> tide`, "> tide"},
		{"question mark", `? tide`, "? tide"},
		{"dash", `- tide`, "- tide"},
		{"dash without blank", `-tide`, "-tide"},
		{"colon first", `: tide`, ": tide"},
		{"colon within", `快讯: 潮水: 涨`, "快讯: 潮水: 涨"},
		{"colon at the end", `Tides:`, "Tides:"},
		{"comma", `, tide`, ", tide"},
		{"hash tag", `#潮水# 涨了`, "#潮水# 涨了"},
		{"number sign within", `PR #12 merged`, "PR #12 merged"},
		{"comment", `Tide # not shown`, "Tide"},
		{"apostrophe in single quotes", `'It's the moon'`, "It's the moon"},
		{"both quotes", `'the "moon's" tide'`, `the "moon's" tide`},
		{"backslash in double quotes", `"C:\path"`, `C:\path`},
		{"quote at the start only", `'tide' and moon`, "'tide' and moon"},
		{"double quote at the start only", `"Tide" and moon`, `"Tide" and moon`},
		{"quotes inside", `'"Tide"'`, `"Tide"`},
		{"pile-up", `"""""""""""'潮水🌊🌊'"""""""""""`, "潮水🌊🌊"},
		{"pile-up of seven", `"""""""'(a = b^c) (d)'"""""""`, "(a = b^c) (d)"},
		{"valid pile-up", `'"""Tide"""'`, "Tide"},
		{"two lines", "00_26\n                    \n                  潮水突破390厘米", "00_26 潮水突破390厘米"},
		{"two lines in quotes", "'Tide\n  and moon'", "Tide and moon"},
		{"two lines without indent", "Tide\nand moon", "Tide and moon"},
		{"block scalar", "|\n  Tide\n  and moon", "Tide and moon"},
		{"tab", "Tide\tand moon", "Tide and moon"},
		{"no-break blanks", "Tide\u00a0\u00a0and moon", "Tide and moon"},
		{"escape", "Tide\x1b[31m and moon", "Tide[31m and moon"},
		{"NUL", "Tide\x00 and moon, in all the seas of the world", "Tide and moon, in all the seas of the world"},
		{"C1", "Tide\u009b31m and moon", "Tide31m and moon"},
		{"bidi override", "Tide \u202eand\u202c moon", "Tide and moon"},
		{"zero-width", "Ti\u200bde\ufeff and moon", "Tide and moon"},
		{"invalid UTF-8", "Tide \xff and moon", "Tide \ufffd and moon"},
		{"marks", "Tide a" + strings.Repeat("\u0301", 300), "Tide a" + strings.Repeat("\u0301", 8)},
		{"anchor and alias", "&a Tide\nsource: *a", "&a Tide"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			head := Read("\n---\ntitle: "+test.line+"\nauthor: 海洋日报\ndate: 2021-06-11 03:05:25\n---\n\n正文。\n", nil)
			if head.Title != test.want {
				t.Errorf("title: %s\n gives %q\n want  %q", test.line, head.Title, test.want)
			}
			if head.Author != "海洋日报" || !head.Dated {
				t.Errorf("the other keys were lost: author %q, date inferred %v", head.Author, !head.Dated)
			}
		})
	}
}

// TestFrontMatterForms reads one head in all the ways that it may be written.
func TestFrontMatterForms(t *testing.T) {
	const yamlText = "title: Of tides\nauthor: Sea Daily\ndate: 2021-06-11 03:05:25\ncategories:\n- Science\n- Sea\ntags: [moon, water]\n"
	const jsonText = `"title": "Of tides", "author": "Sea Daily",` + "\n" +
		`"date": "2021-06-11 03:05:25", "categories": ["Science", "Sea"], "tags": ["moon", "water"]`
	const tomlText = "title = \"Of tides\"\nauthor = 'Sea Daily'\ndate = 2021-06-11 03:05:25\n" +
		"categories = [\"Science\", \"Sea\"]\ntags = [\"moon\",\n  \"water\"]\n"
	tests := map[string]string{
		"yaml":                   "---\n" + yamlText + "---\nText.\n",
		"blank lines before":     "\n  \n\t\n---\n" + yamlText + "---\nText.\n",
		"blanks after fences":    "--- \n" + yamlText + "---\t \nText.\n",
		"long fences":            "------\n" + yamlText + "------\nText.\n",
		"text after the fence":   "---\n" + yamlText + "---Text.\n",
		"end of document":        "---\n" + yamlText + "...\nText.\n",
		"no final newline":       "---\n" + yamlText + "---\nText.",
		"blank line inside":      "---\n" + strings.Replace(yamlText, "author", "\nauthor", 1) + "---\nText.\n",
		"comment inside":         "---\n# of the sea\n" + yamlText + "---\nText.\n",
		"indented":               "---\n " + strings.ReplaceAll(strings.TrimSuffix(yamlText, "\n"), "\n", "\n ") + "\n---\nText.\n",
		"flow":                   "---\n{" + jsonText + "}\n---\nText.\n",
		"keys in capitals":       "---\n" + strings.NewReplacer("title", "Title", "tags", "TAGS").Replace(yamlText) + "---\nText.\n",
		"tab in a list":          "---\n" + strings.ReplaceAll(yamlText, "- ", "\t- ") + "---\nText.\n",
		"refused for its source": "---\n" + yamlText + "source: @sea\n---\nText.\n",
		"repeated title":         "---\n" + yamlText + "title: Another\n---\nText.\n",
		"unclosed":               "---\n" + yamlText + "\nText.\n",
		"unclosed, rule below":   "---\n" + yamlText + "\nText.\n\nMore text.\nAnd more.\n\n---\nThe end.\n",
		"json":                   ";;;\n" + jsonText + "\n;;;\nText.\n",
		"json with braces":       ";;;\n{" + jsonText + "}\n;;;\nText.\n",
		"json alone":             "{\n" + jsonText + "\n}\nText.\n",
		"broken json":            ";;;\n{\n" + strings.ReplaceAll(jsonText, `, "`, ",\n\"") + ",,\n}\n;;;\nText.\n",
		"toml":                   "+++\n" + tomlText + "+++\nText.\n",
		"broken toml":            "+++\n" + strings.ReplaceAll(tomlText, ",\n  ", ", ") + "link = \n+++\nText.\n",
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			head := Read(text, nil)
			checkTides(t, head)
			if strings.Contains(text, "The end.") != strings.Contains(head.Body, "The end.") {
				t.Error("the body's end is gone")
			}
		})
	}
}

// checkTides checks the fields of TestFrontMatterForms.
func checkTides(t *testing.T, head Head) {
	t.Helper()
	if head.Title != "Of tides" || head.Author != "Sea Daily" {
		t.Errorf("title %q, author %q", head.Title, head.Author)
	}
	if want := time.Date(2021, 6, 11, 3, 5, 25, 0, time.UTC); !head.Date.Equal(want) || !head.Dated {
		t.Errorf("date %v, inferred %v", head.Date, !head.Dated)
	}
	if want := [][]string{{"Science", "Sea"}}; !reflect.DeepEqual(head.Categories, want) {
		t.Errorf("categories %q", head.Categories)
	}
	if want := []string{"moon", "water"}; !slices.Equal(head.Tags, want) {
		t.Errorf("tags %q", head.Tags)
	}
	if shown := head.Body; !strings.Contains(shown, "Text.") || strings.Contains(shown, "Sea Daily") {
		t.Errorf("the body is %s", shown)
	}
}

// TestNoFrontMatter leaves bodies whole that only look as if they had a head.
func TestNoFrontMatter(t *testing.T) {
	for _, text := range []string{
		"Text alone.",
		"---\n\nA rule, then Text alone.\n\n---\n\nMore.",
		"---\nText alone.\nNo key: here is one, though\nand more.\n---\n",
		"---\nText alone\n",
		"---",
		"+++\nText alone.\n+++\n",
		";;;\nText alone.\n;;;\n",
		"{Text alone}",
		"{\"Text alone\": 1}\n",
		"{% raw %}\nText alone.",
		"title: Text alone.",
	} {
		t.Run(text, func(t *testing.T) {
			head := Read(text, nil)
			if shown := head.Body; strings.Contains(text, "Text alone") && !strings.Contains(shown, "Text alone") {
				t.Errorf("the text is gone: %s", shown)
			}
			if head.Dated || len(head.Problems) > 0 {
				t.Errorf("date %v, problems %v", head.Date, head.Problems)
			}
		})
	}
}

// TestHeadProblems checks the sentences and lines that check prints.
func TestHeadProblems(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"none", "\n---\ntitle: a\n---\nb", nil},
		{"refused", "\n---\ntitle: a\nauthor: @b\n---\nb", []string{
			"4: The front matter is not valid YAML (found character that cannot start any token), so its keys were read line by line.",
		}},
		{"unclosed", "---\ntitle: a\n\nb", []string{"2: The front matter is not closed; it was taken to end where its keys do."}},
		{"repeated", "---\ntitle: a\ntitle: b\n---\nc", []string{"3: The key title stands twice; the first one counts."}},
		{"date", "---\ntitle: a\ndate: 2021-02-30\n---\nb", []string{"3: The date “2021-02-30” was not used: it is not a date that could be read."}},
		{"zone", "---\ntitle: a\ndate: 2021-02-03 04:05 XQZ\n---\nb", []string{"3: The date “2021-02-03 04:05 XQZ” was not used: its time zone is not known."}},
		{"link", "---\ntitle: a\nlink: javascript:alert(1)\n---\nb", []string{"3: The link is not an address that may be followed, so it was left out."}},
		{"toml", "+++\ntitle = \"a\"\nlink = \n+++\nb", []string{"3: The front matter is not valid TOML (unexpected character U+000A at start of value), so its keys were read line by line."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			head := Read(test.text, nil)
			if got := problemTexts(head.Problems); !slices.Equal(got, test.want) {
				t.Errorf("problems\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// TestBombs reads heads that are made to take long.
func TestBombs(t *testing.T) {
	aliases := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'i'; c++ {
		aliases += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c, ", c-1), 9), ", "))
	}
	for name, head := range map[string]string{
		"brackets":   "categories: " + strings.Repeat("[", 20_000) + "\n",
		"dashes":     "categories:\n" + strings.Repeat("- ", 20_000) + "a\n",
		"braces":     "author: " + strings.Repeat("{a: ", 10_000) + "\n",
		"quotes":     "author: " + strings.Repeat(`"`, 60_000) + "\n",
		"aliases":    aliases + "categories: *i\n",
		"itself":     "categories: &a [*a, *a]\n",
		"keys":       strings.Repeat("key: value\n", 5000),
		"categories": "categories:\n" + strings.Repeat(" - a\n", 5000),
		"long value": "author: " + strings.Repeat("ocean ", 10_000) + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			head := Read("---\ntitle: Of tides\n"+head+"---\nText.\n", nil)
			if head.Title != "Of tides" {
				t.Errorf("title %q", head.Title)
			}
			for _, path := range head.Categories {
				if len(path) > MaxCategory {
					t.Errorf("a category path of %d levels", len(path))
				}
			}
			if length := utf8.RuneCountInString(head.Author); length > gate.MaxTitle+1 {
				t.Errorf("an author of %d characters", length)
			}
		})
	}
}
