// Package decode makes text of a feed's bytes, in whatever character set they are. It
// knows no format, but for the declaration of XML.
package decode

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"mime"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"broadsheet/articles/feed/markup"
)

// Text makes text of a document's bytes, without characters that XML forbids.
// What can be seen goes before what is said: a byte order mark, then UTF-8 whatever
// is declared, then what the server says (RFC 7303), then what the document says of
// itself, then a guess.
func Text(data []byte, contentType string, note func(problem string)) (text, encoding string) {
	text, encoding = decodeBytes(data, contentType, note)
	if !isLegal(text) {
		note("It has characters that no document may have; they were left out, or read as what was meant.")
		text = strings.Map(markup.Legal, text)
	}
	return text, encoding
}

// isLegal says that a text has none of the characters that legal changes.
func isLegal(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c >= ' ' && c < 0xC2, c == '\n', c == '\r', c == '\t':
		case c < ' ', c == 0xC2 && text[i+1] < 0xA0, c == 0xEF && text[i+1] == 0xBF && text[i+2] >= 0xBE:
			return false
		}
	}
	return true
}

func decodeBytes(data []byte, contentType string, note func(problem string)) (text, encoding string) {
	if text, encoding = decodeUTF(data); encoding != "" {
		return text, encoding
	}
	declared := declaredCharset(data)
	labels := []string{httpCharset(contentType), declared}
	if isSevenBit(declared) && bytes.IndexByte(data, 0x1B) >= 0 {
		if text, name, fits := decodeAs(data, declared); fits {
			return text, name
		}
	}
	if utf8.Valid(data) {
		if declared != "" && !isUTF8(declared) && !isASCII(data) {
			note(fmt.Sprintf("It says that it is written in %s, but it is UTF-8.", show(declared)))
		}
		return string(data), "UTF-8"
	}
	if isNearlyUTF8(data) {
		note("It is UTF-8 with bytes that mean nothing; they are shown as \uFFFD.")
		return strings.ToValidUTF8(string(data), "\uFFFD"), "UTF-8"
	}
	for _, label := range labels {
		if text, name, fits := decodeAs(data, label); fits {
			return text, name
		}
	}
	text, name := guess(data)
	if said := labels[0] + labels[1]; said != "" {
		note(fmt.Sprintf("It is not written in %s, as it says; it was read as %s.", show(strings.Trim(labels[0]+", "+labels[1], ", ")), name))
	}
	return text, name
}

// show makes what a stranger wrote short enough for a sentence.
func show(text string) string {
	const longest = 60
	if len(text) > longest {
		return strings.ToValidUTF8(text[:longest], "") + "…"
	}
	return text
}

// decodeUTF reads what shows by its first bytes that it is UTF-8, UTF-16 or UTF-32:
// by a byte order mark or by the zeros around its first <.
func decodeUTF(data []byte) (text, encoding string) {
	for _, known := range []struct {
		start string
		mark  int // bytes of it that are a byte order mark
		name  string
	}{
		{"\xFF\xFE\x00\x00", 4, "UTF-32LE"}, // before UTF-16, whose mark it begins with
		{"\x00\x00\xFE\xFF", 4, "UTF-32BE"},
		{"<\x00\x00\x00", 0, "UTF-32LE"},
		{"\x00\x00\x00<", 0, "UTF-32BE"},
		{"\xFF\xFE", 2, "UTF-16LE"},
		{"\xFE\xFF", 2, "UTF-16BE"},
		{"<\x00", 0, "UTF-16LE"},
		{"\x00<", 0, "UTF-16BE"},
		{"\xEF\xBB\xBF", 3, "UTF-8"},
	} {
		if !bytes.HasPrefix(data, []byte(known.start)) {
			continue
		}
		data = data[known.mark:]
		order := binary.ByteOrder(binary.LittleEndian)
		if strings.HasSuffix(known.name, "BE") {
			order = binary.BigEndian
		}
		switch {
		case strings.HasPrefix(known.name, "UTF-32"):
			return decodeUTF32(data, order), known.name
		case strings.HasPrefix(known.name, "UTF-16"):
			units := make([]uint16, len(data)/2)
			for i := range units {
				units[i] = order.Uint16(data[2*i:])
			}
			return string(utf16.Decode(units)), known.name
		}
		return strings.ToValidUTF8(string(data), "\uFFFD"), known.name
	}
	return "", ""
}

func decodeUTF32(data []byte, order binary.ByteOrder) string {
	var b strings.Builder
	b.Grow(len(data) / 4)
	for ; len(data) >= 4; data = data[4:] {
		b.WriteRune(rune(order.Uint32(data) & 0x7FFFFFFF)) // what is no character is U+FFFD
	}
	return b.String()
}

// httpCharset gives the character set of a Content-Type.
func httpCharset(contentType string) string {
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil && !strings.Contains(strings.ToLower(contentType), "charset") {
		return ""
	}
	if label := parameters["charset"]; label != "" {
		return strings.Trim(label, `"' `)
	}
	_, label, _ := strings.Cut(strings.ToLower(contentType), "charset")
	label, _, _ = strings.Cut(strings.TrimLeft(label, " =:"), ";")
	return strings.Trim(label, `"' `)
}

// declaredCharset gives what the declaration of an XML document says, which is
// within its first bytes.
func declaredCharset(data []byte) string {
	head := data[:min(len(data), 1024)]
	start := bytes.Index(head, []byte("<?xml"))
	if start < 0 {
		return ""
	}
	head = head[start:]
	if end := bytes.IndexByte(head, '>'); end >= 0 {
		head = head[:end]
	}
	for _, a := range markup.Attributes(nil, string(head[len("<?xml"):])) {
		if a.Name == "encoding" {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

func isUTF8(label string) bool {
	switch strings.ToLower(label) {
	case "utf-8", "utf8", "us-ascii", "ascii", "utf_8":
		return true
	}
	return false
}

// isSevenBit says that a character set writes all in bytes below 128.
func isSevenBit(label string) bool { return strings.EqualFold(label, "iso-2022-jp") }

func isASCII(data []byte) bool {
	return !bytes.ContainsFunc(data, func(r rune) bool { return r >= utf8.RuneSelf })
}

// isNearlyUTF8 says that most characters beyond ASCII are those of UTF-8, which in a
// text in another character set not one in ten is by accident.
func isNearlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		data = data[size:]
	}
	return good >= 2*bad
}

// decodeAs reads bytes in the character set of a label, and says whether they fit:
// the label is known and next to nothing is left that means nothing.
func decodeAs(data []byte, label string) (text, name string, fits bool) {
	if label == "" || isUTF8(label) {
		return "", "", false
	}
	switch strings.ToLower(label) {
	case "gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936":
		label = "gb18030" // which has all of them
	}
	encoding, name := charset.Lookup(strings.ReplaceAll(label, "_", "-"))
	if encoding == nil {
		if encoding, name = charset.Lookup(label); encoding == nil {
			return "", "", false
		}
	}
	if name == "utf-8" || strings.HasPrefix(name, "utf-16") || name == "replacement" {
		return "", "", false // it would have been seen
	}
	decoded, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", false
	}
	wrong := bytes.Count(decoded, []byte("\uFFFD"))
	return string(decoded), displayName(name), wrong*200 <= len(decoded)
}

// displayName writes the name of a character set as people do.
func displayName(name string) string {
	switch {
	case strings.HasPrefix(name, "windows-"), name == "macintosh":
		return name
	case name == "shift_jis":
		return "Shift_JIS"
	case name == "big5":
		return "Big5"
	}
	return strings.ToUpper(name)
}

// guess finds out the character set of text that is none of UTF and says nothing
// true: that in which the commonest characters of its language turn up most.
func guess(data []byte) (text, name string) {
	const sample = 64 << 10
	best, found := 0.0, "windows-1252"
	for _, candidate := range []struct{ label, commonest string }{
		{"gb18030", "的一是不了在有人我这中大国，。、"},
		{"big5", "的一是不了在有人我這中大國，。、"},
		{"shift_jis", "のにはをがたでとしるいなてっ、。"},
		{"euc-jp", "のにはをがたでとしるいなてっ、。"},
		{"euc-kr", "이다는을의에가고를은로한하지"},
		{"windows-1251", "оеаинтсрвлкмд"},
		{"koi8-r", "оеаинтсрвлкмд"},
		{"windows-1253", "αοιετσνηυρ"},
		{"windows-1255", "יוהלאתרמשבנ"},
		{"windows-1256", "اليمنتروبع"},
		{"windows-874", "านรอกเงมยลวดท"},
	} {
		text, name, fits := decodeAs(data[:min(len(data), sample)], candidate.label)
		if !fits {
			continue
		}
		if share := commonShare(text, candidate.commonest); share > best {
			best, found = share, name
		}
	}
	text, name, _ = decodeAs(data, found)
	return text, name
}

// commonShare gives how many of the characters beyond ASCII are the commonest ones of
// a language: a twentieth of Chinese's thousands, most of an alphabet's. In a text of
// any language but those of Latin letters they stand side by side.
func commonShare(text, commonest string) float64 {
	common, foreign, beside := 0, 0, 0
	previous := ' '
	for _, r := range text {
		if r >= utf8.RuneSelf {
			foreign++
			if strings.ContainsRune(commonest, r) {
				common++
			}
			if previous >= utf8.RuneSelf {
				beside++
			}
		}
		previous = r
	}
	if 2*beside < foreign || 20*common < foreign {
		return 0
	}
	return float64(common) / float64(max(foreign, 1))
}
