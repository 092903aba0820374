package charset_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	htmlcharset "golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"

	"broadsheet/articles"
	"broadsheet/articles/charset"
)

const tideStory = `---
title: 潮水为什么每天晚到五十分钟
author: 海洋日报
date: 2021-06-11 03:05:25
categories: [科学, 海洋]
---

月亮每天东移十三度，所以在海边的人会看到，潮水总是比前一天晚到五十分钟。这不是巧合。

潮汐的规律很早就有人记下来了，中国宋代的《海潮论》是其中的一种。
`

// TestCharacterSets reads one story in every character set that files come in.
func TestCharacterSets(t *testing.T) {
	utf16Bytes := func(order binary.AppendByteOrder, mark bool) []byte {
		var data []byte
		text := tideStory
		if mark {
			text = "\ufeff" + text
		}
		for _, unit := range utf16.Encode([]rune(text)) {
			data = order.AppendUint16(data, unit)
		}
		return data
	}
	encode := func(e encoding.Encoding) []byte {
		data, err := e.NewEncoder().Bytes([]byte(tideStory))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for name, data := range map[string][]byte{
		"UTF-8":                 []byte(tideStory),
		"UTF-8 with mark":       []byte("\ufeff" + tideStory),
		"UTF-16 LE":             utf16Bytes(binary.LittleEndian, false),
		"UTF-16 BE":             utf16Bytes(binary.BigEndian, false),
		"UTF-16 LE with mark":   utf16Bytes(binary.LittleEndian, true),
		"UTF-16 BE with mark":   utf16Bytes(binary.BigEndian, true),
		"GBK":                   encode(simplifiedchinese.GBK),
		"GB18030":               encode(simplifiedchinese.GB18030),
		"GBK with CR LF":        []byte(strings.ReplaceAll(string(encode(simplifiedchinese.GBK)), "\n", "\r\n")),
		"UTF-16 LE, odd length": append(utf16Bytes(binary.LittleEndian, true), 0),
	} {
		t.Run(name, func(t *testing.T) {
			article := articles.Parse(articles.Options{}, "root", "a.md", time.Time{}, data)
			if article.Title != "潮水为什么每天晚到五十分钟" || article.Author != "海洋日报" || article.DateInferred {
				t.Errorf("title %q, author %q, date %v", article.Title, article.Author, article.Date)
			}
			if text := fmt.Sprint(article.Document.Blocks); !strings.Contains(text, "《海潮论》是其中的一种。") {
				t.Errorf("body %s", text)
			}
			guessed := strings.HasPrefix(name, "G")
			if len(article.Problems) > 0 != guessed || guessed && !strings.Contains(article.Problems[0].Text, "read as GB18030, which is a guess") {
				t.Errorf("problems %v", article.Problems)
			}
		})
	}
}

// TestDeclared reads what says in which character set it is written, in each of the
// ways to say so, and has nothing to report.
func TestDeclared(t *testing.T) {
	const korean = "항구가 열렸다."
	for label, text := range map[string]string{
		"big5": "港口開了。", "gb2312": "港口开了。", "shift_jis": "港がひらいた。", "euc-jp": "港がひらいた。", "iso-2022-jp": "港がひらいた。",
		"euc-kr": korean, "windows-1250": "Přívoz jede.", "windows-1251": "Порт открыт.", "windows-1252": "Le port est fermé.",
		"koi8-r": "Порт открыт.", "iso-8859-2": "Prom żegluje.", "iso-8859-15": "Der Preis: 5 €.", "iso-8859-1": "It’s “open” again.",
	} {
		for name, page := range map[string]string{
			"a.html": `<html><head><META CHARSET="LABEL"><title>x</title></head><body><p>TEXT</p></body></html>`,
			"b.html": `<meta content="text/html; charset=LABEL" http-equiv=Content-Type><p>TEXT</p>`,
			"c.html": `<?xml version="1.0" encoding='LABEL'?>` + "\n<!DOCTYPE html><html><body><p>TEXT</p></body></html>",
			"d.html": "<html><head><script>" + strings.Repeat("var a = '<b>';\n", 400) + `</script><meta charset='LABEL'></head><body><p>TEXT</p></body></html>`,
			"e.md":   "---\ntitle: x\n---\n<meta charset=\"LABEL\">\n<p>TEXT</p>\n",
			"f.txt":  "-*- coding: LABEL -*-\n\nTEXT\n",
		} {
			e, _ := htmlcharset.Lookup(label)
			data, err := e.NewEncoder().Bytes([]byte(strings.NewReplacer("LABEL", label, "TEXT", text).Replace(page)))
			if err != nil {
				t.Fatal(err)
			}
			article := articles.Parse(articles.Options{}, "root", name, time.Time{}, data)
			if got := fmt.Sprint(article.Document.Blocks); !strings.Contains(got, text) || len(article.Problems) > 0 {
				t.Errorf("%s, %s: %s, problems %v", label, name, got, article.Problems)
			}
		}
	}
}

// TestWrongDeclarations believes what is seen before what is said.
func TestWrongDeclarations(t *testing.T) {
	gbk := func(text string) []byte {
		data, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	const text = "港口重新开放，渔民出海。"
	for name, test := range map[string]struct {
		data    []byte
		problem string
	}{
		"UTF-8 that says GBK":      {[]byte("<meta charset=gbk><p>" + text), ""},
		"GBK that says UTF-8":      {gbk("<meta charset=utf-8><p>" + text), "The text says that it is written in utf-8, which is not so; it was read as GB18030, which is a guess."},
		"GBK that says nonsense":   {gbk("<meta charset=\"\x1b]0;x\"><p>" + text), "The text says that it is written in ]0;x, which is not so; it was read as GB18030, which is a guess."},
		"UTF-8 with damage":        {[]byte("<meta charset=utf-8>\n<p>" + text + "\xff"), "The text is in UTF-8, but for bytes that mean nothing there: they are shown as \ufffd."},
		"marked UTF-8 with damage": {[]byte("\ufeff<meta charset=gbk>\n<p>" + text + "\xff"), "The text is in UTF-8, but for bytes that mean nothing there: they are shown as \ufffd."},
	} {
		got := charset.Decode(test.data, false)
		problem := ""
		if len(got.Problems) > 0 {
			problem = got.Problems[0].Text
		}
		if !strings.Contains(got.Text, text) || problem != test.problem || len(got.Problems) > 1 {
			t.Errorf("%s: %q, problems %v", name, got.Text, got.Problems)
		}
	}
}

// TestListAgrees has the list, which reads only the beginning of a file, and the
// article read it as the same.
func TestListAgrees(t *testing.T) {
	russian, err := charmap.Windows1251.NewEncoder().Bytes([]byte("---\ntitle: Порт открыт\n---\n" + strings.Repeat("Паром снова ходит. ", 6000)))
	if err != nil {
		t.Fatal(err)
	}
	korean, err := korean.EUCKR.NewEncoder().Bytes([]byte(strings.Repeat("항구가 다시 열렸다. ", 8000)))
	if err != nil {
		t.Fatal(err)
	}
	long := append(bytes.Clone(russian), korean...)
	for n := range 5 {
		head := charset.Decode(long[:64<<10-n], true)
		whole := charset.Decode(long, false)
		if !strings.HasPrefix(head.Text, "---\ntitle: Порт открыт\n") || !strings.HasPrefix(whole.Text, head.Text) {
			t.Errorf("the head is %.40q, the whole %.40q", head.Text, whole.Text)
		}
	}
}

// TestNames makes text of the names of files.
func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"\xb3\xb1\xcb\xae\xd5\xc7\xc1\xcb.md": "潮水涨了.md", "caf\xe9.md": "café.md", "\xcf\xee\xf0\xf2 \xee\xf2\xea\xf0\xfb\xf2.txt": "Порт открыт.txt",
		"\xd0\xc2\xce\xc5/a.md": "新闻/a.md", "潮水\xe6.md": "潮水\ufffd.md",
	} {
		if got := charset.DisplayName(name); got != want {
			t.Errorf("%q is shown as %q, not %q", name, got, want)
		}
	}
}

// TestStrayZeros does not take a text with a few zero bytes for UTF-16.
func TestStrayZeros(t *testing.T) {
	const text = "---\ntitle: Tides\n---\nThe moon pulls the water.\n"
	article := articles.Parse(articles.Options{}, "root", "a.md", time.Time{}, []byte(strings.Replace(text, "moon", "m\x00oo\x00n\x00\x00", 1)))
	if article.Title != "Tides" || !strings.Contains(fmt.Sprint(article.Document.Blocks), "pulls the water.") {
		t.Errorf("title %q, body %v", article.Title, article.Document.Blocks)
	}
}

// TestDamagedText shows what is left of UTF-8 and GBK that were cut.
func TestDamagedText(t *testing.T) {
	article := articles.Parse(articles.Options{}, "root", "a.md", time.Time{}, []byte(tideStory[:len(tideStory)-3]))
	if article.Author != "海洋日报" || len(article.Problems) != 1 {
		t.Errorf("author %q, problems %v", article.Author, article.Problems)
	}
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(tideStory))
	if err != nil {
		t.Fatal(err)
	}
	for n := range 4 {
		if got := charset.Decode(gbk[:len(gbk)-3-n], true); !strings.Contains(got.Text, "海洋日报") || strings.Contains(got.Text, "\ufffd") || len(got.Problems) != 1 {
			t.Errorf("GBK without its last %d bytes: %v", 3+n, got.Problems)
		}
		if got := charset.Decode([]byte(tideStory[:len(tideStory)-1-n]), true); strings.Contains(got.Text, "\ufffd") || len(got.Problems) > 0 {
			t.Errorf("UTF-8 without its last %d bytes: %v", 1+n, got.Problems)
		}
	}
}

func TestBinaryFiles(t *testing.T) {
	random := make([]byte, 4096)
	state := uint32(1)
	for i := range random {
		state = state*1664525 + 1013904223
		random[i] = byte(state >> 24)
	}
	for name, data := range map[string][]byte{
		"png":      []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\b\x06\x00\x00\x00\x1f\x15\xc4\x89"),
		"zip":      []byte("PK\x03\x04\x14\x00\x00\x00\b\x00\x00\x00!\x00\xa5\xc9"),
		"elf":      []byte("\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00>\x00"),
		"zeros":    make([]byte, 100),
		"numbers":  []byte("\x01\x00\x00\x00\x02\x00\x00\x00\x03\x00\x00\x00\x04\x00\x00\x00"),
		"random":   random,
		"controls": []byte("\x01\x02\x03\x04\x05\x06 \x0e\x0f\x10"),
	} {
		t.Run(name, func(t *testing.T) {
			article := articles.Parse(articles.Options{}, "root", "tide.md", time.Time{}, data)
			if len(article.Problems) != 1 || !article.Problems[0].Unreadable {
				t.Errorf("problems %+v", article.Problems)
			}
			if article.Title != "tide" || len(article.Document.Blocks) == 0 {
				t.Errorf("title %q, %d blocks", article.Title, len(article.Document.Blocks))
			}
		})
	}
}
