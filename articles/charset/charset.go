// Package charset makes text of bytes: it finds out in which character set a file
// or a name is written. It knows no format.
package charset

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"broadsheet/articles/gate"
	"broadsheet/model"
)

// Text is what bytes say.
type Text struct {
	Text     string
	Problems []model.Problem
	Binary   bool // no text at all
}

// Decode finds out in which character set a file is written. What can be seen goes
// before what is said: a byte order mark, then UTF-8 whatever is declared, then
// what the text says of itself, then a guess, of which the problems tell. Cut says
// that the data are only the beginning of the file, so that their last character
// may be a part of one.
func Decode(data []byte, cut bool) Text {
	marked := bytes.HasPrefix(data, []byte("\uFEFF"))
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
	case !valid && marked:
		text, problems = damagedUTF8(data)
	case !valid || bytes.IndexByte(data, escape) >= 0:
		text, problems = decodeBytes(data, valid, cut)
	default:
		text = string(data)
	}
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	if mended, undone := undoMisreading(text); undone {
		text = mended
		problems = append(problems, model.Problem{Text: "The text was taken for windows-1252 once, though it was UTF-8 (â€™ for ’); that was undone."})
	}
	return Text{Text: unescapeBraces(text), Problems: problems}
}

// decodeBytes reads what is not UTF-8, or may be in a character set of seven bits.
func decodeBytes(data []byte, valid, cut bool) (string, []model.Problem) {
	declared := Declared(data)
	name, problem := "", ""
	switch {
	case isSevenBit(data, declared):
		if name = "ISO-2022-JP"; declared == "" {
			problem = guessed(name)
		}
	case valid:
		return string(data), nil
	case IsNearlyUTF8(sampleOf(data)):
		return damagedUTF8(data)
	default:
		if name = fitting(sampleOf(data), declared); name == "" {
			name = Guess(data)
			if problem = guessed(name); declared != "" {
				problem = fmt.Sprintf("The text says that it is written in %s, which is not so; it was read as %s, which is a guess.", gate.Cut(gate.Clean(declared), 40), name)
			}
		}
	}
	text, _, _ := Named(data, name)
	if cut {
		text = strings.TrimSuffix(text, "\uFFFD") // a part of a character
	}
	var problems []model.Problem
	if problem != "" {
		problems = append(problems, model.Problem{Line: 1 + bytes.Count(data[:max(0, firstBeyondASCII(data))], []byte("\n")), Text: problem})
	}
	if damaged := strings.IndexRune(text, utf8.RuneError); damaged >= 0 {
		problems = append(problems, meaningless(name, text[:damaged]))
	}
	return text, problems
}

func guessed(name string) string {
	return "The text does not say in which character set it is written; it was read as " + name + ", which is a guess."
}

// meaningless says where the first bytes are that are no character.
func meaningless(name, before string) model.Problem {
	text := "The text is in " + name + ", but for bytes that mean nothing there: they are shown as \uFFFD."
	return model.Problem{Line: 1 + strings.Count(before, "\n"), Text: text}
}

// damagedUTF8 reads UTF-8 with bytes in it that mean nothing.
func damagedUTF8(data []byte) (string, []model.Problem) {
	good := 0
	for good < len(data) {
		r, size := utf8.DecodeRune(data[good:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		good += size
	}
	return strings.ToValidUTF8(string(data), "\uFFFD"), []model.Problem{meaningless("UTF-8", string(data[:good]))}
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

// DisplayName makes a file's name or path fit to be shown.
func DisplayName(name string) string {
	if !utf8.ValidString(name) {
		name, _ = Name(name)
	}
	return gate.Clean(name)
}

// Name makes text of a file's name that is not UTF-8, by a guess, and says whether
// its letters are taken to be Latin ones: those a machine may have written in one
// more way, that of DOS. A name that is damaged UTF-8 stays as it is.
func Name(name string) (text string, latin bool) {
	data := []byte(name)
	if IsNearlyUTF8(data) {
		return name, true
	}
	const chinese = 8 // of the names met that are not UTF-8, most are GBK
	meant := guess(data, chinese)
	text, _, fits := Named(data, meant)
	if !fits {
		return name, true
	}
	return text, isLatin(meant)
}
