// Package charset makes text of bytes: it finds out in which character set a file
// or a name is written. It knows no format.
package charset

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"broadsheet/articles/gate"
	"broadsheet/model"
)

// Text is what bytes say.
type Text struct {
	Text     string
	Problems []model.Problem
	Binary   bool // no text at all
}

// Decode finds out in which character set a file is written. Cut says that the
// data are only the beginning of the file, so that their last character may be
// a part of one.
func Decode(data []byte, cut bool) Text {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if cut {
		data = WholeCharacters(data)
	}
	var text string
	var problems []model.Problem
	valid := utf8.Valid(data)
	order, mark := byteOrder(data)
	switch {
	case order != nil:
		text = decodeUTF16(data[mark:], order)
	case isBinary(data, valid):
		return Text{Binary: true}
	case valid:
		text = string(data)
	default:
		text, problems = decodeBytes(data, cut)
	}
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	return Text{Text: unescapeBraces(text), Problems: problems}
}

// decodeBytes reads what is not UTF-8: GBK where it can be nothing else.
func decodeBytes(data []byte, cut bool) (string, []model.Problem) {
	if IsGBK(data, cut) {
		if text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data); err == nil {
			return string(text), nil
		}
	}
	valid := 0
	for valid < len(data) {
		r, size := utf8.DecodeRune(data[valid:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		valid += size
	}
	return strings.ToValidUTF8(string(data), "\uFFFD"), []model.Problem{{
		Line: 1 + bytes.Count(data[:valid], []byte("\n")),
		Text: "The text is neither UTF-8 nor plainly GBK: bytes that mean nothing are shown as \uFFFD.",
	}}
}

// unescapeBraces undoes what some generators of articles do to every brace of a
// file, its front matter included, where no parser would.
func unescapeBraces(text string) string {
	if !strings.Contains(text, "&#12") {
		return text
	}
	return strings.NewReplacer("&#123;", "{", "&#125;", "}").Replace(text)
}

// WholeCharacters takes the bytes of an incomplete last UTF-8 character off.
func WholeCharacters(data []byte) []byte {
	for back := 1; back <= min(utf8.UTFMax, len(data)); back++ {
		if c := data[len(data)-back]; utf8.RuneStart(c) {
			if !utf8.FullRune(data[len(data)-back:]) {
				return data[:len(data)-back]
			}
			break
		}
	}
	return data
}

// byteOrder gives the byte order of UTF-16, by its byte order mark or, without
// one, by where the zero bytes of its ASCII characters are; and the length of
// the mark. Nil: this is no UTF-16.
func byteOrder(data []byte) (binary.ByteOrder, int) {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return binary.LittleEndian, 2
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return binary.BigEndian, 2
	}
	sample := data[:min(len(data), 4096)&^1]
	if bytes.IndexByte(sample, 0) < 0 {
		return nil, 0
	}
	var zeros [2]int
	for i, c := range sample {
		if c == 0 {
			zeros[i&1]++
		}
	}
	// One character in eight is ASCII in any article with front matter or tags;
	// fewer zeros are dirt in a text of another kind.
	least := max(2, len(sample)/2/8)
	var order binary.ByteOrder
	switch even, odd := zeros[0], zeros[1]; {
	case odd >= least && odd > 3*even:
		order = binary.LittleEndian
	case even >= least && even > 3*odd:
		order = binary.BigEndian
	default:
		return nil, 0
	}
	var good, bad int
	for _, r := range decodeUTF16(sample, order) {
		if unicode.IsPrint(r) && r != utf8.RuneError || unicode.IsSpace(r) {
			good++
		} else {
			bad++
		}
	}
	if bad*20 > good {
		return nil, 0
	}
	return order, 0
}

func decodeUTF16(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

// isBinary says whether the data are no text in any character set: too many
// control characters, or any NUL among bytes that are not valid UTF-8.
func isBinary(data []byte, valid bool) bool {
	sample := data[:min(len(data), 1024)]
	controls := 0
	for _, c := range sample {
		if c < ' ' && (c < '\a' || c > '\r') && c != 0x1B {
			controls++
		}
	}
	if valid {
		return controls*10 > len(sample)
	}
	return controls*33 > len(sample) || bytes.IndexByte(data[:min(len(data), 8192)], 0) >= 0
}

// IsGBK says whether bytes that are not UTF-8 are plainly GBK or GB18030: they
// are well-formed, most characters are those of everyday Chinese, and in a text
// of some length the commonest of all turn up.
func IsGBK(data []byte, cut bool) bool {
	var pairs, everyday, commonest int
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		size := lengthGBK(data[i:])
		if size == 0 {
			if cut && len(data)-i < 4 { // the beginning of a character
				break
			}
			return false
		}
		pairs++
		if isEverydayGBK(data[i], data[i+1]) {
			everyday++
		}
		if isCommonGBK(data[i], data[i+1]) {
			commonest++
		}
		i += size
	}
	if pairs == 0 || 2*everyday < pairs {
		return false
	}
	return pairs < 60 || 40*commonest >= pairs
}

// isEverydayGBK says whether the pair is a mark or a character of GB 2312, the
// set for everyday use that GBK was built on.
func isEverydayGBK(lead, trail byte) bool {
	return trail >= 0xA1 && (lead >= 0xA1 && lead <= 0xA3 || lead >= 0xB0)
}

// lengthGBK gives the length of the GB18030 character that the data begin with,
// 0 where there is none or one of those that users may define.
func lengthGBK(data []byte) int {
	if len(data) < 2 || data[0] < 0x81 || data[0] > 0xFE {
		return 0
	}
	lead, trail := data[0], data[1]
	switch {
	case trail >= '0' && trail <= '9':
		if len(data) >= 4 && data[2] >= 0x81 && data[2] <= 0xFE && data[3] >= '0' && data[3] <= '9' {
			return 4
		}
		return 0
	case trail < 0x40 || trail == 0x7F || trail == 0xFF:
		return 0
	case trail >= 0xA1 && (lead >= 0xAA && lead <= 0xAF || lead >= 0xF8):
		return 0
	}
	return 2
}

// isCommonGBK says whether the pair is one of 的一是不了在有人我这中大国 or one of
// the marks ，。、 of which no Chinese text of some length is free.
func isCommonGBK(lead, trail byte) bool {
	switch uint16(lead)<<8 | uint16(trail) {
	case 0xB5C4, 0xD2BB, 0xCAC7, 0xB2BB, 0xC1CB, 0xD4DA, 0xD3D0, 0xC8CB, 0xCED2, 0xD5E2, 0xD6D0, 0xB4F3, 0xB9FA,
		0xA3AC, 0xA1A3, 0xA1A2:
		return true
	}
	return false
}

// DisplayName makes a file's name or path fit to be shown.
func DisplayName(name string) string {
	if !utf8.ValidString(name) && IsGBK([]byte(name), false) {
		if text, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = text
		}
	}
	return gate.Clean(name)
}
