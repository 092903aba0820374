package frontmatter

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestUnopened reads heads without a fence above them.
func TestUnopened(t *testing.T) {
	for name, text := range map[string]string{
		"yaml":               "title: Of tides\nauthor: Sea Daily\ndate: 2021-06-11 03:05:25\ncategories:\n- Science\n- Sea\ntags: [moon, water]\n---\nText.\n",
		"blank lines":        "\n\ntitle: Of tides\nauthor: Sea Daily\n\ndate: 2021-06-11 03:05:25\ncategories: [Science, Sea]\ntags:\n  - moon\n  - water\n\n---\n\nText.\n",
		"longer fence":       "title: Of tides\nauthor: Sea Daily\ndate: 2021/06/11 03:05:25\ncategories: [Science, Sea]\ntags: [moon, water]\n-----\nText.\n\n---\n\nMore.\n",
		"date first":         "date: 2021-06-11 03:05:25\nlayout: post\ntitle: Of tides\nauthor: Sea Daily\ncategories: [Science, Sea]\ntags: moon, water\n---\nText.\n",
		"no blanks":          "title:Of tides\nauthor:Sea Daily\ndate:2021-06-11 03:05:25\ncategories: [Science, Sea]\ntags:[moon, water]\n---\nText.\n",
		"json":               "\"title\": \"Of tides\",\n\"author\": \"Sea Daily\",\n\"date\": \"2021-06-11 03:05:25\",\n\"categories\": [\"Science\", \"Sea\"],\n\"tags\": [\"moon\", \"water\"]\n;;;\nText.\n",
		"json, comma at end": "\"title\": \"Of tides\",\n\"author\": \"Sea Daily\",\n\"date\": \"2021-06-11 03:05:25\",\n\"categories\": [\"Science\", \"Sea\"],\n\"tags\": [\"moon\", \"water\"],\n;;;\nText.\n",
		"fenced, no blanks":  "---\ntitle:Of tides\nauthor:Sea Daily\ndate:2021-06-11 03:05:25\ncategories: [Science, Sea]\ntags:[moon, water]\n---\nText.\n",
	} {
		t.Run(name, func(t *testing.T) {
			head := Read(text, nil)
			checkTides(t, head)
			if line := strings.Split(text, "\n")[head.BodyLine-1]; !strings.HasPrefix(head.Body, line) {
				t.Errorf("line %d is %q, the body %q", head.BodyLine, line, head.Body)
			}
		})
	}
	for _, text := range []string{
		"Link: a heading of Markdown\n---\nText alone.", "title: a\nThis is prose, and no head.\n---\nText alone.", "date: a\n\nText alone.\n\n---\n",
		"\"title\" is a word\n;;;\nText alone.", "Source: a\n---\n", "Text alone.\ntitle: a\n---\n",
	} {
		if head := Read(text, nil); head.Body != text || len(head.Problems) > 0 {
			t.Errorf("of %q the body is %q, problems %v", text, head.Body, head.Problems)
		}
	}
}

// TestTightTitles reads titles without a blank after the colon, in Chinese too.
func TestTightTitles(t *testing.T) {
	for _, text := range []string{
		"---\ntitle:潮水涨了\ndate: 2021-06-11\n---\n正文。", "---\ntitle:潮水涨了\n---\n正文。", "---\ntitle：潮水涨了\ndate：2021-06-11\n---\n正文。",
		"---\ndate: 2021-06-11\ntitle:潮水涨了\n---\n正文。", "---\ntitle:\"潮水涨了\"\ndate:2021-06-11\n---\n正文。", "title:潮水涨了\ndate:2021-06-11\n---\n正文。",
	} {
		head := Read(text, nil)
		if head.Title != "潮水涨了" || head.Body != "正文。" || head.Dated != strings.Contains(text, "2021") {
			t.Errorf("%q gives the title %q, body %q, dated %v", text, head.Title, head.Body, head.Dated)
		}
	}
}

// TestNumbersAsTitles keeps titles that look like something else, in every format.
func TestNumbersAsTitles(t *testing.T) {
	for _, title := range []string{"1984", "2014-03-02", "3.10", "2014-03-02 10:11:12", "12_00", "1e3", "0x10", "true"} {
		texts := []string{"---\ntitle: " + title + "\n---\nb", "---\ntitle: '" + title + "'\n---\nb", ";;;\n\"title\": \"" + title + "\"\n;;;\nb", "+++\ntitle = \"" + title + "\"\n+++\nb"}
		if title == "1984" || title == "3.10" {
			texts = append(texts, ";;;\n\"title\": "+title+"\n;;;\nb")
		}
		if strings.HasPrefix(title, "2014") || title == "1984" {
			texts = append(texts, "+++\ntitle = "+title+"\n+++\nb")
		}
		for _, text := range texts {
			if head := Read(text, nil); head.Title != title && head.Title != strings.Replace(title, " ", "T", 1) {
				t.Errorf("%q gives the title %q", text, head.Title)
			}
		}
	}
}

// TestWrittenForPages reads heads that have character references and tags.
func TestWrittenForPages(t *testing.T) {
	for text, want := range map[string]string{
		"Salt &amp; Water &#8211; <i>once more</i>":             "Salt & Water – once more",
		"Salt &amp;amp; Water &amp;#8211; again":                "Salt & Water – again",
		"<a href=\"https://example.org/a\">Ann M&uuml;ller</a>": "Ann Müller",
		"AT&T and R&D;":                 "AT&T and R&D;",
		"Salt &lt;b&gt; Water":          "Salt <b> Water",
		"Of Vec<T> and the <b> element": "Of Vec<T> and the <b> element",
		"a < b > c":                     "a < b > c",
		"One<br>two<br/>three":          "One two three",
		"?a=1&copy=2&lt":                "?a=1&copy=2&lt",
		"&#x6f6e;&#x1b;水":               "潮水",
		"&nbsp;Salt&nbsp;":              "Salt",
	} {
		quoted := "'" + strings.ReplaceAll(text, "'", "''") + "'"
		head := Read("---\ntitle: "+quoted+"\nauthor: "+quoted+"\ntags: ["+quoted+"]\ncategories: ["+quoted+"]\nexcerpt: "+quoted+"\n---\nb", nil)
		if got := fmt.Sprint(head.Title, "|", head.Author, "|", head.Tags[0], "|", head.Categories[0][0], "|", head.Excerpt); got != strings.Join([]string{want, want, want, want, want}, "|") {
			t.Errorf("%q is %q, not %q", text, got, want)
		}
		again := Read(Write(&head)+"b", nil)
		if again.Title != want || again.Author != want || again.Tags[0] != want || again.Excerpt != want {
			t.Errorf("%q is written as\n%s", want, Write(&head))
		}
	}
	literally := Head{Title: "How &amp;amp; and <b>x</b> &lt; &#123; work"}
	if again := Read(Write(&literally)+"b", nil); again.Title != literally.Title {
		t.Errorf("%q is read back as %q", literally.Title, again.Title)
	}
}

// TestKeysOfOtherPrograms reads what Hugo, Jekyll and WordPress call otherwise.
func TestKeysOfOtherPrograms(t *testing.T) {
	const day = "2022-03-04T05:06:07Z"
	date := func(h Head) any { return h.Date.Format(time.RFC3339) }
	updated := func(h Head) any { return h.Updated.Format(time.RFC3339) }
	for text, test := range map[string]struct {
		got  func(Head) any
		want any
	}{
		"publishDate: " + day:                                    {date, day},
		"pubDate: Fri, 04 Mar 2022 05:06:07 GMT":                 {date, day},
		"published: 2022-03-04 05:06:07":                         {date, day},
		"date: " + day + "\npublished: 2021-01-01":               {date, day},
		"date: " + day + "\npublishDate: 2021-01-01":             {date, day},
		"created: " + day:                                        {date, day},
		"lastmod: " + day:                                        {updated, day},
		"last_modified_at: 2022-03-04 05:06:07 +0000":            {updated, day},
		"modified: " + day:                                       {updated, day},
		"authors: [Ann, Bob]":                                    {author, "Ann, Bob"},
		"authors:\n- name: Ann\n  url: x\n- name: Bob":           {author, "Ann, Bob"},
		"authors:\n  ann:\n    name: Ann\n  bob:\n    name: Bob": {author, "Ann, Bob"},
		"author:\n  display_name: Ann Lee\n  login: ann":         {author, "Ann Lee"},
		"author: {name: Ann Lee, email: a}":                      {author, "Ann Lee"},
		"author:\n  login: ann":                                  {author, "ann"},
		"summary: In short":                                      {excerpt, "In short"},
		"summary: a\ndescription: b":                             {excerpt, "b"},
	} {
		if got := test.got(Read("---\ntitle: a\n"+text+"\n---\nText.", nil)); got != test.want {
			t.Errorf("%s gives %v, not %v", text, got, test.want)
		}
	}
}
