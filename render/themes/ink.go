package themes

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Attribute is one of the ways, besides colour, in which a terminal can set
// characters apart.
type Attribute uint16

const (
	Bold Attribute = 1 << iota
	faint
	Italic
	Underlined
	blinking
	reversed
	Struck
)

// colour is a colour as SGR names it: the terminal's own (0), one of its 256,
// or red, green and blue.
type colour uint32

const (
	indexed   colour = 1 << 24
	trueColor colour = 2 << 24
)

// parseColour reads a colour as style files write it: #rgb, #rrggbb or a
// number from 0 to 255.
func parseColour(s string) (colour, bool) {
	hex, isHex := strings.CutPrefix(s, "#")
	if !isHex {
		n, err := strconv.ParseUint(s, 10, 8)
		return indexed | colour(n), err == nil
	}
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 24)
	return trueColor | colour(n), err == nil && len(hex) == 6
}

// Ink is how characters are drawn. The zero ink is the terminal's own.
type Ink struct {
	Attributes Attribute
	Fore, back colour
}

// Append appends the SGR sequence that switches from no style to the ink.
func (k Ink) Append(b []byte) []byte {
	b = append(b, "\x1b["...)
	start := len(b)
	for i, code := range [...]byte{'1', '2', '3', '4', '5', '7', '9'} {
		if k.Attributes&(1<<i) != 0 {
			b = append(b, code, ';')
		}
	}
	b = k.Fore.write(b, 30)
	b = k.back.write(b, 40)
	if len(b) > start {
		b = b[:len(b)-1]
	}
	return append(b, 'm')
}

// ShowsSpaces says whether spaces in the ink are seen.
func (k Ink) ShowsSpaces() bool {
	return k.back != 0 || k.Attributes&(Underlined|reversed|Struck) != 0
}

// write appends the parameters for a colour; base is 30 for the foreground
// and 40 for the background.
func (c colour) write(b []byte, base int64) []byte {
	number := func(n colour) {
		b = strconv.AppendInt(b, int64(n), 10)
		b = append(b, ';')
	}
	value := c & 0xffffff
	switch {
	case c == 0:
	case c&trueColor != 0:
		number(colour(base) + 8)
		number(2)
		number(value >> 16)
		number(value >> 8 & 0xff)
		number(value & 0xff)
	case value < 8:
		number(colour(base) + value)
	case value < 16:
		number(colour(base) + 60 + value - 8)
	default:
		number(colour(base) + 8)
		number(5)
		number(value)
	}
	return b
}

// Span says with which ink a text goes on from a place, in bytes, to the next
// span's.
type Span struct {
	Start int32
	Ink   Ink
}

// Glamour takes & and \ in a text for the start of an entity and an escape.
// These private-use characters, which no document holds, stand in for them.
const (
	ampersand = '\uE000'
	backslash = '\uE001'
)

// Verbatim appends a text to a source so that Glamour draws it as it is.
func Verbatim(b []byte, text string) []byte {
	for i := 0; i < len(text); {
		j := strings.IndexAny(text[i:], `&\`)
		if j < 0 {
			return append(b, text[i:]...)
		}
		b = append(b, text[i:i+j]...)
		if text[i+j] == '&' {
			b = utf8.AppendRune(b, ampersand)
		} else {
			b = utf8.AppendRune(b, backslash)
		}
		i += j + 1
	}
	return b
}

// separate takes what Glamour drew apart: the text, with & and \ back in
// their places, and the inks in which it is drawn. It is false for anything
// that is neither text nor an SGR sequence.
func separate(drawn []byte) (text []byte, spans []Span, ok bool) {
	text = make([]byte, 0, len(drawn))
	var now Ink
	for i := 0; i < len(drawn); {
		switch c := drawn[i]; {
		case c == 0x1b:
			n, next, ok := readSGR(drawn[i:], now)
			if !ok {
				return nil, nil, false
			}
			now, i = next, i+n
			continue
		case len(spans) == 0 || spans[len(spans)-1].Ink != now:
			spans = AppendSpan(spans, Span{int32(len(text)), now})
		}
		if i+2 < len(drawn) && drawn[i] == 0xee && drawn[i+1] == 0x80 && drawn[i+2] <= 0x81 {
			text = append(text, `&\`[drawn[i+2]&1])
			i += 3
			continue
		}
		text = append(text, drawn[i])
		i++
	}
	return text, spans, true
}

// AppendSpan appends a span, or puts it in the place of one that has no text.
func AppendSpan(spans []Span, s Span) []Span {
	if n := len(spans); n > 0 && spans[n-1].Start == s.Start {
		spans = spans[:n-1]
	}
	if n := len(spans); n > 0 && spans[n-1].Ink == s.Ink {
		return spans
	}
	return append(spans, s)
}

// readSGR reads the SGR sequence that b starts with. It gives the sequence's
// length and the ink that it makes of the one before.
func readSGR(b []byte, now Ink) (length int, _ Ink, ok bool) {
	if len(b) < 3 || b[1] != '[' {
		return 0, now, false
	}
	var parameters [32]int
	n := 0
	for i := 2; i < len(b); i++ {
		switch c := b[i]; {
		case c >= '0' && c <= '9':
			parameters[n] = min(parameters[n]*10+int(c-'0'), 1<<16)
		case c == ';' || c == ':':
			if n++; n == len(parameters) {
				return 0, now, false
			}
		case c == 'm':
			return i + 1, now.apply(parameters[:n+1]), true
		default:
			return 0, now, false
		}
	}
	return 0, now, false
}

// apply changes the ink as the parameters of an SGR sequence say.
func (k Ink) apply(parameters []int) Ink {
	for i := 0; i < len(parameters); i++ {
		switch p := parameters[i]; {
		case p == 0:
			k = Ink{}
		case p == 38 || p == 48:
			c, n := extendedColour(parameters[i+1:])
			if p == 38 {
				k.Fore = c
			} else {
				k.back = c
			}
			i += n
		case p == 39:
			k.Fore = 0
		case p == 49:
			k.back = 0
		case p >= 30 && p < 38:
			k.Fore = indexed | colour(p-30)
		case p >= 40 && p < 48:
			k.back = indexed | colour(p-40)
		case p >= 90 && p < 98:
			k.Fore = indexed | colour(p-90+8)
		case p >= 100 && p < 108:
			k.back = indexed | colour(p-100+8)
		default:
			k.Attributes = k.Attributes.apply(p)
		}
	}
	return k
}

// apply changes the attributes as one parameter of an SGR sequence says.
func (a Attribute) apply(parameter int) Attribute {
	switch parameter {
	case 1:
		return a | Bold
	case 2:
		return a | faint
	case 3:
		return a | Italic
	case 4:
		return a | Underlined
	case 5:
		return a | blinking
	case 7:
		return a | reversed
	case 9:
		return a | Struck
	case 22:
		return a &^ (Bold | faint)
	case 23:
		return a &^ Italic
	case 24:
		return a &^ Underlined
	case 25:
		return a &^ blinking
	case 27:
		return a &^ reversed
	case 29:
		return a &^ Struck
	}
	return a
}

// extendedColour reads what follows 38 or 48, and says how many parameters it
// took.
func extendedColour(parameters []int) (colour, int) {
	switch {
	case len(parameters) >= 2 && parameters[0] == 5:
		return indexed | colour(parameters[1]&0xff), 2
	case len(parameters) >= 4 && parameters[0] == 2:
		return trueColor | colour(parameters[1]&0xff)<<16 | colour(parameters[2]&0xff)<<8 | colour(parameters[3]&0xff), 4
	}
	return 0, len(parameters)
}

// Lit is the ink of a match, where the text has another one. The colour is never the only sign of it, and
// the current match stands out from the others.
func (t *Theme) Lit(k Ink, current bool) Ink {
	switch {
	case current:
		return Ink{Attributes: Bold | Underlined | reversed}
	case t.match == 0:
		k.Attributes |= reversed
	default:
		k.Fore, k.back = t.match.opposite(), t.match
		k.Attributes = k.Attributes&^(reversed|faint) | Underlined
	}
	return k
}

// opposite is black or white, whichever can be read on the colour.
func (c colour) opposite() colour {
	if c.luminance() > 0.18 {
		return trueColor
	}
	return trueColor | 0xffffff
}
