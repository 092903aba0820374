package themes

// Attribute is one of the ways, besides colour, in which a terminal can set
// characters apart.
type Attribute uint16

// The attributes.
const (
	Bold Attribute = 1 << iota
	faint
	Italic
	Underlined
	blinking
	reversed
	Struck
)

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

// Span says with which ink a text goes on from a place, in bytes, to the next
// span's.
type Span struct {
	Start int32
	Ink   Ink
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

// Under is the ink that shows where another one lies over it.
func (k Ink) Under(over Ink) Ink {
	k.Attributes |= over.Attributes
	if over.Fore != 0 {
		k.Fore = over.Fore
	}
	if over.back != 0 {
		k.back = over.back
	}
	return k
}
