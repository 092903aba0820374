// Package decode makes text of a feed's bytes, in whatever character set they are. It
// knows no format, but for the declaration of XML.
package decode

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"broadsheet/articles/charset"
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
	declared := charset.Declared(data)
	labels := []string{charset.OfContentType(contentType), declared}
	if isSevenBit(declared) && bytes.IndexByte(data, 0x1B) >= 0 {
		if text, name, fits := charset.Named(data, declared); fits {
			return text, name
		}
	}
	if utf8.Valid(data) {
		if declared != "" && !isUTF8(declared) && !isASCII(data) {
			note(fmt.Sprintf("It says that it is written in %s, but it is UTF-8.", show(declared)))
		}
		return string(data), "UTF-8"
	}
	if charset.IsNearlyUTF8(data) {
		note("It is UTF-8 with bytes that mean nothing; they are shown as \uFFFD.")
		return strings.ToValidUTF8(string(data), "\uFFFD"), "UTF-8"
	}
	for _, label := range labels {
		if text, name, fits := charset.Named(data, label); fits {
			return text, name
		}
	}
	name := charset.Guess(data)
	text, _, _ = charset.Named(data, name)
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
