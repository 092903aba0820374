package math

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// texParser reads TeX. What it does not know it refuses: the formula then stays TeX.
type texParser struct {
	source string
	at     int
	depth  int
	failed bool
}

// formula reads all of it: the rows that stand below each other. It is false for what
// is not known or not closed.
func (p *texParser) formula() (rows []*expr, ok bool) {
	rows = p.rows("")
	return rows, !p.failed && p.at >= len(p.source)
}

// rows reads rows up to the end of an environment, or of the source.
func (p *texParser) rows(environment string) (rows []*expr) {
	for !p.failed {
		parts := p.parts("\\\\")
		if len(parts) == 1 && len(parts[0].parts) > 0 && parts[0].kind == table { // an environment within
			rows = append(rows, parts[0].parts...)
		} else {
			rows = append(rows, rowOf(parts...))
		}
		switch {
		case p.take("\\\\"):
			p.take("*")
			p.option()
		case environment == "" && p.at >= len(p.source), environment != "" && p.take(`\end{`+environment+"}"):
			return rows
		default:
			p.failed = true
		}
	}
	return nil
}

// take reads a text, if it stands here.
func (p *texParser) take(text string) bool {
	p.skipBlanks()
	if !strings.HasPrefix(p.source[p.at:], text) {
		return false
	}
	p.at += len(text)
	return true
}

// skipBlanks goes over white space and comments.
func (p *texParser) skipBlanks() {
	for p.at < len(p.source) {
		switch p.source[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		case '%':
			end := strings.IndexByte(p.source[p.at:], '\n')
			if end < 0 {
				p.at = len(p.source)
				return
			}
			p.at += end
		default:
			return
		}
	}
}

// parts reads expressions beside each other, up to what none of them begins with: the
// end of a group, a row or an environment.
func (p *texParser) parts(ends ...string) (parts []*expr) {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		p.failed = true
	}
	for !p.failed {
		p.skipBlanks()
		rest := p.source[p.at:]
		if rest == "" || rest[0] == '}' || strings.HasPrefix(rest, `\end{`) || strings.HasPrefix(rest, `\right`) && !isLetterAt(rest, len(`\right`)) {
			return parts
		}
		for _, end := range ends {
			if strings.HasPrefix(rest, end) {
				return parts
			}
		}
		if over, found := p.infix(); found {
			return []*expr{{kind: over, parts: []*expr{rowOf(parts...), rowOf(p.parts(ends...)...)}}}
		}
		if part := p.scripts(p.one()); part != nil {
			parts = append(parts, part)
		}
		if last := len(parts) - 1; last > 0 && (parts[last].kind == table || parts[last-1].kind == table) {
			p.failed = true // a line cannot say lines beside something
		}
	}
	return nil
}

// infix reads \over and \choose, which divide all that is before from all after them.
func (p *texParser) infix() (kind, bool) {
	rest := p.source[p.at:]
	switch {
	case strings.HasPrefix(rest, `\over`) && !isLetterAt(rest, len(`\over`)):
		p.at += len(`\over`)
		return fraction, true
	case strings.HasPrefix(rest, `\choose`) && !isLetterAt(rest, len(`\choose`)):
		p.at += len(`\choose`)
		return choose, true
	}
	return 0, false
}

func isLetterAt(s string, at int) bool {
	return at < len(s) && (s[at]|0x20) >= 'a' && (s[at]|0x20) <= 'z'
}

// scripts reads what is raised and lowered after a base.
func (p *texParser) scripts(base *expr) *expr {
	var below, above *expr
	for !p.failed {
		p.skipBlanks()
		rest := p.source[p.at:]
		switch {
		case rest == "":
		case rest[0] == '_' && below == nil:
			p.at++
			below = p.argument()
			continue
		case rest[0] == '^' && above == nil:
			p.at++
			above = p.argument()
			continue
		case rest[0] == '\'' && above == nil:
			above = p.primes()
			continue
		case strings.HasPrefix(rest, `\limits`):
			p.at += len(`\limits`)
			continue
		case strings.HasPrefix(rest, `\nolimits`):
			p.at += len(`\nolimits`)
			continue
		case rest[0] == '_' || rest[0] == '^':
			p.failed = true
		}
		break
	}
	if below == nil && above == nil {
		return base
	}
	return &expr{kind: script, parts: []*expr{base, below, above}}
}

// primes reads the primes of a derivative, and a power after them.
func (p *texParser) primes() *expr {
	count := len(p.source[p.at:]) - len(strings.TrimLeft(p.source[p.at:], "'"))
	p.at += count
	mark := sym(ordinary, strings.Repeat("′", min(count, 8)))
	if p.at < len(p.source) && p.source[p.at] == '^' {
		p.at++
		return rowOf(mark, p.argument())
	}
	return mark
}

// argument reads what a command is about: a group, or the next thing.
func (p *texParser) argument() *expr {
	p.skipBlanks()
	if p.at >= len(p.source) {
		p.failed = true
		return nil
	}
	if c := p.source[p.at]; c >= '0' && c <= '9' { // of \frac12 only the 1
		p.at++
		return sym(ordinary, string(c))
	}
	e := p.one()
	if e == nil {
		return rowOf()
	}
	return e
}

// one reads one expression, without what is raised beside it. It is nil for what is
// not seen.
func (p *texParser) one() *expr {
	rest := p.source[p.at:]
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case r == '{':
		return p.group()
	case r == '\\':
		return p.command()
	case r == '}', r == '#', r == '$':
		p.failed = true
		return nil
	case r == '&', r == '_', r == '^', r == '\'': // a column; scripts without a base
		if r == '&' {
			p.at++
		}
		return nil
	case r == '~':
		p.at++
		return sym(blank, noBreak)
	case r >= '0' && r <= '9':
		return p.number()
	}
	p.at += size
	return p.plain(r)
}

// plain gives the symbol of a character that stands for itself.
func (p *texParser) plain(r rune) *expr {
	switch r {
	case '-':
		r = '−'
	case '*':
		r = '∗'
	case '|', '/', '.':
		return sym(ordinary, string(r))
	}
	return sym(runeClass(r), string(r))
}

func (p *texParser) number() *expr {
	end := p.at
	for end < len(p.source) && strings.IndexByte("0123456789.", p.source[end]) >= 0 {
		end++
	}
	for p.source[end-1] == '.' { // of the sentence
		end--
	}
	text := p.source[p.at:end]
	p.at = end
	return sym(ordinary, text)
}

func (p *texParser) group() *expr {
	p.at++
	parts := p.parts()
	if !p.take("}") {
		p.failed = true
	}
	if len(parts) == 1 && parts[0].kind == symbol && parts[0].class != large {
		return sym(ordinary, parts[0].text) // 3{,}14
	}
	return rowOf(parts...)
}

// option reads what stands in square brackets after a command, as text.
func (p *texParser) option() string {
	if p.at >= len(p.source) || p.source[p.at] != '[' {
		return ""
	}
	end := strings.IndexByte(p.source[p.at:], ']')
	if end < 0 {
		return ""
	}
	text := p.source[p.at+1 : p.at+end]
	p.at += end + 1
	return text
}

// raw reads a group as the text that stands in it, braces and all.
func (p *texParser) raw() string {
	if !p.take("{") {
		p.failed = true
		return ""
	}
	start, open := p.at, 1
	for ; p.at < len(p.source); p.at++ {
		switch p.source[p.at] {
		case '\\':
			p.at++
		case '{':
			open++
		case '}':
			if open--; open == 0 {
				text := p.source[start:p.at]
				p.at++
				return text
			}
		}
	}
	p.at = len(p.source)
	p.failed = true
	return ""
}

// text reads a group of words.
func (p *texParser) text() *expr {
	text := p.raw()
	if strings.ContainsAny(text, `\$`) {
		plain := strings.NewReplacer(`\ `, " ", `\,`, " ", `\%`, "%", `\&`, "&", `\_`, "_", `\#`, "#").Replace(text)
		if text = plain; strings.ContainsAny(text, `\$`) {
			p.failed = true
		}
	}
	return wordsOf(strings.NewReplacer("{", "", "}", "", "~", " ").Replace(text))
}

// wordsOf gives text that is no formula, with the blanks at its ends.
func wordsOf(text string) *expr {
	folded := strings.Join(strings.Fields(text), " ")
	if folded == "" {
		return sym(blank, " ")
	}
	if unicode.IsSpace(rune(text[0])) && strings.IndexByte(".,;:!?)", folded[0]) < 0 {
		folded = " " + folded
	}
	if unicode.IsSpace(rune(text[len(text)-1])) {
		folded += " "
	}
	return &expr{kind: words, text: folded}
}
