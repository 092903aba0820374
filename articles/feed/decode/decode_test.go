package decode_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"broadsheet/articles/feed/decode"
)

const (
	chinese     = "渡轮今天早上晚了半个小时，码头上的人都不觉得奇怪。这是我们大家都知道的事，因为潮水不等人。"
	traditional = "渡輪今天早上晚了半個小時，碼頭上的人都不覺得奇怪。這是我們大家都知道的事，因為潮水不等人。"
	japaneseish = "渡し船は今朝、三十分おくれて港に着きました。桟橋の人たちはだれも驚きませんでした。潮は人を待ちません。"
	koreanish   = "나룻배는 오늘 아침 삼십 분 늦게 항구에 도착했습니다. 부두의 사람들은 아무도 놀라지 않았습니다. 이것은 다 아는 이야기다."
	russian     = "Паром сегодня утром опоздал на полчаса, и никто на пристани не удивился: прилив никого не ждёт."
	greek       = "Το πλοίο άργησε σήμερα το πρωί μισή ώρα, και κανείς στην προβλήτα δεν εξεπλάγη."
	hebrew      = "המעבורת איחרה הבוקר בחצי שעה, ואיש על הרציף לא הופתע, כי הגאות אינה מחכה לאיש."
	french      = "Le bac est arrivé ce matin à l’heure où personne ne l’attendait déjà plus, très fâché."
)

// document is a feed with a text in it.
func document(declared, text string) string {
	if declared != "" {
		declared = ` encoding="` + declared + `"`
	}
	return `<?xml version="1.0"` + declared + `?><rss><channel><title>` + strings.Repeat(text, 3) + `</title></channel></rss>`
}

func encode(t *testing.T, e encoding.Encoding, text string) []byte {
	t.Helper()
	data, err := encoding.ReplaceUnsupported(e.NewEncoder()).Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestEncodings(t *testing.T) {
	for _, test := range []struct {
		name                        string
		encoding                    encoding.Encoding
		declared, contentType, text string
		want                        string
	}{
		{"UTF-8", encoding.Nop, "UTF-8", "", chinese, "UTF-8"},
		{"UTF-8 that says GBK", encoding.Nop, "gbk", "text/xml; charset=gb2312", chinese, "UTF-8"},
		{"UTF-8 with a mark", unicode.UTF8BOM, "iso-8859-1", "", chinese, "UTF-8"},
		{"UTF-16LE with a mark", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16", "", chinese, "UTF-16LE"},
		{"UTF-16BE with a mark", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "UTF-8", "text/xml; charset=utf-8", chinese, "UTF-16BE"},
		{"UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "", "", chinese, "UTF-16LE"},
		{"UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "", "", chinese, "UTF-16BE"},
		{"UTF-32LE", utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "", "", chinese, "UTF-32LE"},
		{"UTF-32BE", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "", "", chinese, "UTF-32BE"},
		{"GB2312 declared", simplifiedchinese.GBK, "gb2312", "", chinese, "GB18030"},
		{"GBK by HTTP", simplifiedchinese.GBK, "UTF-8", "text/xml; charset=GBK", chinese, "GB18030"},
		{"GBK that says UTF-8", simplifiedchinese.GBK, "UTF-8", "text/xml; charset=utf-8", chinese, "GB18030"},
		{"GB18030 that says nothing", simplifiedchinese.GB18030, "", "", chinese, "GB18030"},
		{"Big5 declared", traditionalchinese.Big5, "big5", "", traditional, "Big5"},
		{"Big5 that says nothing", traditionalchinese.Big5, "", "", traditional, "Big5"},
		{"Shift_JIS declared", japanese.ShiftJIS, "Shift_JIS", "", japaneseish, "Shift_JIS"},
		{"Shift_JIS that says nothing", japanese.ShiftJIS, "", "", japaneseish, "Shift_JIS"},
		{"EUC-JP that says nothing", japanese.EUCJP, "", "", japaneseish, "EUC-JP"},
		{"ISO-2022-JP declared", japanese.ISO2022JP, "ISO-2022-JP", "", japaneseish, "ISO-2022-JP"},
		{"EUC-KR declared", korean.EUCKR, "euc-kr", "", koreanish, "EUC-KR"},
		{"EUC-KR that says nothing", korean.EUCKR, "", "", koreanish, "EUC-KR"},
		{"windows-1251 declared", charmap.Windows1251, "windows-1251", "", russian, "windows-1251"},
		{"windows-1251 that says UTF-8", charmap.Windows1251, "UTF-8", "", russian, "windows-1251"},
		{"KOI8-R that says nothing", charmap.KOI8R, "", "", russian, "KOI8-R"},
		{"windows-1253 that says nothing", charmap.Windows1253, "", "", greek, "windows-1253"},
		{"windows-1255 that says nothing", charmap.Windows1255, "", "", hebrew, "windows-1255"},
		{"ISO-8859-1, which is windows-1252", charmap.Windows1252, "ISO-8859-1", "", french, "windows-1252"},
		{"windows-1252 that says nothing", charmap.Windows1252, "", "", french, "windows-1252"},
		{"windows-1252 that says UTF-8", charmap.Windows1252, "utf-8", "text/xml; charset=utf-8", french, "windows-1252"},
		{"a name that nobody knows", charmap.Windows1252, "latin-of-old", "", french, "windows-1252"},
		{"HTTP before the declaration", charmap.Windows1251, "koi8-r", `text/xml; charset="windows-1251"`, russian, "windows-1251"},
		{"an odd Content-Type", charmap.Windows1251, "", `text/xml; charset:windows-1251; x`, russian, "windows-1251"},
	} {
		want := document(test.declared, test.text)
		var problems []string
		got, name := decode.Text(encode(t, test.encoding, want), test.contentType, func(problem string) { problems = append(problems, problem) })
		if got != want || name != test.want {
			t.Errorf("%s: %s, problems %q:\n%.300s", test.name, name, problems, got)
		}
		if lies := strings.Contains(test.name, "that says UTF-8") || strings.Contains(test.name, "says GBK") || strings.Contains(test.name, "nobody knows"); lies != (len(problems) > 0) {
			t.Errorf("%s: problems %q", test.name, problems)
		}
	}
}

// TestDamagedUTF8 has UTF-8 with a few bytes of something else: the rest is as it was.
func TestDamagedUTF8(t *testing.T) {
	good := document("UTF-8", chinese)
	at := strings.Index(good, "码")
	for _, bad := range []string{"\xe9", "\xe7\xa0", "\xff\xfe", "\x80"} {
		noted := 0
		got, name := decode.Text([]byte(good[:at]+bad+good[at:]), "text/xml; charset=iso-8859-1", func(string) { noted++ })
		if want := good[:at] + "\uFFFD" + good[at:]; got != want || name != "UTF-8" || noted != 1 {
			t.Errorf("%q: %s, %d problems: %.200s", bad, name, noted, got)
		}
	}
}

func TestCharactersThatNoDocumentMayHave(t *testing.T) {
	noted := 0
	got, _ := decode.Text([]byte("<a>\x00\x01\tb\x0b\x1b\n\xef\xbf\xbe\xef\xbf\xbfc\xc2\x92d\xc2\xa0</a>"), "", func(string) { noted++ })
	if want := "<a>\tb\nc’d\u00a0</a>"; got != want || noted != 1 {
		t.Errorf("%q, not %q; %d problems", got, want, noted)
	}
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{chinese, "\xff\xfe<\x00", "\x00\x00\x00<", "<?xml encoding='gbk'?>\x81\x40", "\xc2", "\xef\xbf", "<?xml encoding=iso-2022-jp?>\x1b$B"} {
		f.Add([]byte(seed), "text/xml; charset=big5")
	}
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		kept := bytes.Clone(data)
		text, name := decode.Text(data, contentType, func(string) {})
		if !utf8.ValidString(text) || name == "" || !bytes.Equal(data, kept) {
			t.Errorf("%q in %q", text, name)
		}
		if strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0x7f+1 && r < 0xa0 }) {
			t.Errorf("controls in %q", text)
		}
	})
}
