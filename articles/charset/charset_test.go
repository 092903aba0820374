package charset_test

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

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
			if len(article.Problems) > 0 {
				t.Errorf("problems %v", article.Problems)
			}
		})
	}
}

// TestOtherCharacterSets does not take other bytes for GBK: they are shown as
// can be, and reported.
func TestOtherCharacterSets(t *testing.T) {
	const title = "---\ntitle: Tides\n---\n"
	tests := []struct {
		name     string
		encoding encoding.Encoding
		text     string
	}{
		{"Latin-1", charmap.ISO8859_1, "La marée arrive cinquante minutes plus tard, à chaque déjeuner près de l'île."},
		{"Windows-1252", charmap.Windows1252, "Die Flut kömmt “später” – fünfzig Minuten täglich."},
		{"Big5", traditionalchinese.Big5, "月亮每天東移十三度，所以在海邊的人會看到，潮水總是比前一天晚到五十分鐘。"},
		{"Shift JIS", japanese.ShiftJIS, "月は毎日東へ動くので、潮は毎日五十分ずつ遅れて満ちてくる。"},
		{"EUC-KR", korean.EUCKR, strings.Repeat("달은 매일 동쪽으로 움직이므로 밀물은 매일 오십 분씩 늦게 들어온다. ", 4)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			data, err := test.encoding.NewEncoder().Bytes([]byte(title + test.text))
			if err != nil {
				t.Fatal(err)
			}
			article := articles.Parse(articles.Options{}, "root", "a.md", time.Time{}, data)
			if article.Title != "Tides" || len(article.Document.Blocks) == 0 {
				t.Errorf("title %q, %d blocks", article.Title, len(article.Document.Blocks))
			}
			if len(article.Problems) != 1 || article.Problems[0].Line != 4 || article.Problems[0].Unreadable {
				t.Errorf("problems %+v", article.Problems)
			}
		})
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
		if got := charset.Decode(gbk[:len(gbk)-3-n], true); !strings.Contains(got.Text, "海洋日报") || len(got.Problems) > 0 {
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
