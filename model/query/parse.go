package query

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaximumLength is the longest query, in bytes. A longer one is refused, so that no
// query can hold the program up.
const MaximumLength = 4 << 10

// maximumTerms is how many terms a query can have. Nothing in it can be nested.
const maximumTerms = 100

// Parse reads a query in the language of the filter line:
//
//	word "some words"            in title, author or category name
//	title:…                      in the title alone
//	cat:金融 cat:"Hacker News"    a category at any level, with all under it; category: too
//	cat:金融/新浪财经 cat:/金融     nodes that follow each other; from the top of the tree
//	author:… tag:…               part of a name; source: is author:
//	is:unread is:read is:starred is:long
//	date:2021-06 date:week       within a year, a month, a day, or this week
//	after:7d before:today        from there on; up to there
//	lang:zh text:…               language; words of the text
//	-… and … OR …                not; either. OR parts what stands left and right of it
//
// In quotation marks \" and \\ stand for " and \; in cat: \/ stands for / and
// \\ for \. The marks “ and ”, the colon ： and the wide space that Chinese
// keyboards write count as theirs. The error, if any, is an *Error.
func Parse(text string) (Query, error) {
	p := parser{text: text}
	if err := p.parse(); err != nil {
		return Query{}, err
	}
	return Query{Any: p.any}, nil
}

// parser reads text from position on.
type parser struct {
	text     string
	position int
	any      [][]Term
	terms    int
}

func (p *parser) parse() error {
	if len(p.text) > MaximumLength {
		return p.wrong(TooLong, MaximumLength, "")
	}
	var all []Term
	or := -1 // where the last OR stands, if nothing stands behind it yet
	for p.skipSpace(); p.position < len(p.text); p.skipSpace() {
		start := p.position
		if p.peekWord() == "OR" {
			if len(all) == 0 {
				return p.wrong(OrMisplaced, start, "OR")
			}
			p.any, all, or = append(p.any, all), nil, start
			p.position += len("OR")
			continue
		}
		if p.terms++; p.terms > maximumTerms {
			return p.wrong(TooLong, start, "")
		}
		term, err := p.term()
		if err != nil {
			return err
		}
		all, or = append(all, term), -1
	}
	if or >= 0 {
		return p.wrong(OrMisplaced, or, "OR")
	}
	if len(all) > 0 {
		p.any = append(p.any, all)
	}
	return nil
}

func (p *parser) wrong(kind ErrorKind, position int, word string) *Error {
	const longest = 60 // characters of a word in a message
	runes := []rune(printable(firstBytes(word, 4*longest)))
	if len(runes) > longest {
		runes = append(runes[:longest:longest], '…')
	}
	return &Error{query: p.text, Position: position, Kind: kind, Word: string(runes)}
}

// unknown says that there is no field of that name.
func (p *parser) unknown(name string) error {
	wrong := p.wrong(FieldUnknown, p.position, name)
	wrong.Nearest = nearestField(name)
	return wrong
}

func (p *parser) skipSpace() {
	rest := p.text[p.position:]
	p.position += len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
}

// peekWord gives what stands here up to the next space.
func (p *parser) peekWord() string {
	rest := p.text[p.position:]
	if end := strings.IndexFunc(rest, unicode.IsSpace); end >= 0 {
		return rest[:end]
	}
	return rest
}

func (p *parser) term() (Term, error) {
	term := Term{position: p.position}
	if p.peekWord() == "-" {
		return term, p.wrong(ValueMissing, p.position, "-")
	}
	if p.text[p.position] == '-' {
		term.Not = true
		p.position++
	}
	word := p.peekWord()
	name, colon := splitField(word)
	field, known := fieldNamed(name)
	switch {
	case known:
		term.Field = field
		p.position += len(name) + colon
		if p.peekWord() == "" {
			return term, p.wrong(ValueMissing, term.position, word)
		}
		err := p.value(&term)
		return term, err
	case colon > 0 && isUnknownField(name, word[len(name)+colon:], colon > 1):
		return term, p.unknown(name)
	}
	err := p.words(&term)
	return term, err
}

// splitField gives the name before the first colon and the colon's length,
// which is 0 where there is no colon.
func splitField(word string) (name string, colon int) {
	end := strings.IndexAny(word, ":：")
	if end < 0 {
		return "", 0
	}
	_, size := utf8.DecodeRuneInString(word[end:])
	return word[:end], size
}

// value reads what stands behind a field's colon.
func (p *parser) value(term *Term) error {
	start := p.position
	switch term.Field {
	case FieldCategory:
		return p.path(term)
	case FieldIs, FieldDate, FieldAfter, FieldBefore:
		word := p.peekWord()
		p.position += len(word)
		if term.Field != FieldIs {
			day, ok := parseDay(word)
			if !ok {
				return p.wrong(DayWrong, start, word)
			}
			term.Day = day
			return nil
		}
		state := slices.Index(stateNames(), strings.ToLower(word))
		if state < 0 {
			return p.wrong(StateUnknown, start, word)
		}
		term.State = State(state)
		return nil
	default:
		return p.words(term)
	}
}

// stateNames are the names of the states, in their order.
func stateNames() []string { return []string{"unread", "read", "starred", "long"} }

// words reads a word or a phrase.
func (p *parser) words(term *Term) error {
	start := p.position
	if p.closingQuote() == 0 {
		term.Text = p.peekWord()
		p.position += len(term.Text)
		return nil
	}
	text, err := p.quoted("")
	if err != nil {
		return err
	}
	if rest := p.peekWord(); rest != "" {
		return p.wrong(QuoteFollowed, p.position, rest)
	}
	if strings.TrimSpace(text) == "" {
		return p.wrong(ValueMissing, start, "\"")
	}
	term.Text, term.Phrase = text, true
	return nil
}

// closingQuote is the mark that closes the quotation that opens here, or 0.
func (p *parser) closingQuote() rune {
	switch rest := p.text[p.position:]; {
	case strings.HasPrefix(rest, `"`):
		return '"'
	case strings.HasPrefix(rest, "“"):
		return '”'
	}
	return 0
}

// quoted reads a quotation. A backslash before itself, the closing mark or one
// of the other characters given stands for that character; those others are
// kept escaped.
func (p *parser) quoted(others string) (string, error) {
	start := p.position
	closing := p.closingQuote()
	_, size := utf8.DecodeRuneInString(p.text[start:])
	rest := p.text[start+size:]
	var text strings.Builder
	for i := 0; i < len(rest); {
		r, size := utf8.DecodeRuneInString(rest[i:])
		if r == closing {
			p.position = len(p.text) - len(rest) + i + size
			return text.String(), nil
		}
		if r == '\\' {
			next, nextSize := utf8.DecodeRuneInString(rest[i+1:])
			switch {
			case next == '"' || next == closing || next == '\\' && others == "":
				i += size
				r, size = next, nextSize
			case next == '\\' || nextSize > 0 && strings.ContainsRune(others, next):
				size += nextSize
			}
		}
		if r == '\\' || r == utf8.RuneError {
			text.WriteString(rest[i : i+size])
		} else {
			text.WriteRune(r)
		}
		i += size
	}
	_, size = utf8.DecodeRuneInString(p.text[start:])
	return "", p.wrong(QuoteOpen, start, p.text[start:start+size])
}

// path reads the value of cat:.
func (p *parser) path(term *Term) error {
	start := p.position
	text := p.peekWord()
	if p.closingQuote() == 0 {
		p.position += len(text)
	} else {
		var err error
		if text, err = p.quoted("/"); err != nil {
			return err
		}
		if rest := p.peekWord(); rest != "" {
			return p.wrong(QuoteFollowed, p.position, rest)
		}
	}
	if rest, ok := strings.CutPrefix(text, "/"); ok {
		term.Anchored = true
		text = rest
	}
	term.Path = splitPath(text)
	for _, name := range term.Path {
		if strings.TrimSpace(name) == "" {
			return p.wrong(ValueMissing, start, "/")
		}
	}
	return nil
}

// splitPath splits a path at its slashes.
func splitPath(text string) []string {
	var path []string
	var name strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text) && (text[i+1] == '/' || text[i+1] == '\\'):
			i++
			name.WriteByte(text[i])
		case text[i] == '/':
			path = append(path, name.String())
			name.Reset()
		default:
			name.WriteByte(text[i])
		}
	}
	return append(path, name.String())
}
