package math

import (
	"strings"
	"unicode/utf8"
)

// command reads a command and what it is about.
func (p *texParser) command() *expr {
	name := p.name()
	if text, found := characters[name]; found {
		r, size := utf8.DecodeRuneInString(text)
		if size == len(text) {
			return sym(runeClass(r), text)
		}
		return sym(ordinary, text)
	}
	if isFunction(name) {
		return sym(large, name)
	}
	switch name {
	case ",", ":", ";", ">", " ", "enspace", "thinspace", "medspace", "thickspace", "nobreakspace", "space":
		return sym(blank, noBreak)
	case "quad", "qquad":
		return sym(blank, " ")
	case "!", "/", "displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "rm", "bf", "it", "cal", "mathstrut", "strut",
		"nonumber", "notag", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "bigm", "Bigl", "Bigr", "Bigm", "biggl", "biggr",
		"Biggl", "Biggr", "middle", "limits", "nolimits", "allowbreak", "hfill", "tiny", "small", "large", "Large", "normalsize":
		return nil
	case "limsup", "liminf":
		return sym(large, "lim"+noBreak+name[3:])
	case "bmod":
		return sym(binary, "mod")
	}
	return p.structure(name)
}

// isFunction says that a word is a function's name.
func isFunction(word string) bool {
	switch word {
	case "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim", "exp", "gcd", "hom", "inf",
		"ker", "lg", "lim", "ln", "log", "max", "min", "Pr", "sec", "sin", "sinh", "sup", "tan", "tanh", "argmax", "argmin", "sgn":
		return true
	}
	return false
}

// name reads the name of a command.
func (p *texParser) name() string {
	p.at++ // the backslash
	end := p.at
	for isLetterAt(p.source, end) {
		end++
	}
	if end == p.at && end < len(p.source) {
		_, size := utf8.DecodeRuneInString(p.source[end:])
		end += size
	}
	name := p.source[p.at:end]
	p.at = end
	return name
}

// structure reads a command that makes something of what follows it.
func (p *texParser) structure(name string) *expr {
	if mark, found := accents[name]; found {
		return p.accented(mark)
	}
	switch name {
	case "frac", "dfrac", "tfrac", "cfrac":
		return &expr{kind: fraction, parts: []*expr{p.argument(), p.argument()}}
	case "binom", "dbinom", "tbinom":
		return &expr{kind: choose, parts: []*expr{p.argument(), p.argument()}}
	case "sqrt":
		return p.root()
	case "text", "textrm", "textit", "textbf", "textsf", "texttt", "textnormal", "mbox", "hbox":
		return p.text()
	case "operatorname", "operatornamewithlimits", "mathop":
		p.take("*")
		return p.operator()
	case "mathrm", "mathit", "mathbf", "mathsf", "mathtt", "mathnormal", "boldsymbol", "bm", "pmb", "mathbin", "mathrel", "mathord",
		"mathopen", "mathclose", "mathpunct", "mathinner", "boxed", "fbox", "ensuremath", "smash":
		return p.argument()
	case "mathbb", "mathcal", "mathscr", "mathfrak", "Bbb":
		return p.alphabet(name)
	case "left":
		return p.fenced()
	case "not":
		return p.negated()
	case "begin":
		return p.environment()
	case "stackrel", "overset":
		above, base := p.argument(), p.argument()
		return &expr{kind: script, parts: []*expr{base, nil, above}}
	case "underset":
		below, base := p.argument(), p.argument()
		return &expr{kind: script, parts: []*expr{base, below, nil}}
	case "xrightarrow", "xleftarrow":
		return p.arrow(name)
	case "pmod":
		return rowOf(wordsOf(" (mod "), p.argument(), sym(closing, ")"))
	case "label", "hspace", "vspace", "phantom", "hphantom", "vphantom", "color", "mathchoice":
		p.take("*")
		p.raw()
		return nil
	case "textcolor":
		p.raw()
		return p.argument()
	case "tag":
		p.take("*")
		return wordsOf(" (" + p.raw() + ")")
	}
	p.failed = true
	return nil
}

// accented reads what stands under a mark.
func (p *texParser) accented(mark string) *expr {
	base := p.argument()
	if base != nil && base.kind == row && mark != "\u0305" && mark != "\u0332" {
		p.failed = true // no mark is as wide
	}
	return &expr{kind: accent, text: mark, parts: []*expr{base}}
}

func (p *texParser) root() *expr {
	p.skipBlanks()
	var index *expr
	if text := p.option(); text != "" {
		inner := texParser{source: text, depth: p.depth}
		rows, ok := inner.formula()
		if !ok || len(rows) != 1 {
			p.failed = true
			return nil
		}
		index = rows[0]
	}
	return &expr{kind: root, parts: []*expr{p.argument(), index}}
}

// operator reads the name of a function.
func (p *texParser) operator() *expr {
	e := p.argument()
	if e == nil {
		return nil
	}
	w := writer{tight: true}
	return sym(large, w.expr(e))
}

// arrow reads an arrow with something above it.
func (p *texParser) arrow(name string) *expr {
	p.skipBlanks()
	if p.option() != "" {
		p.failed = true
	}
	sign := "→"
	if name == "xleftarrow" {
		sign = "←"
	}
	return &expr{kind: script, parts: []*expr{sym(relation, sign), nil, p.argument()}}
}

// fenced reads what stands between brackets that grow with it.
func (p *texParser) fenced() *expr {
	open, ok := p.delimiter()
	parts := p.parts()
	if !ok || !p.take(`\right`) {
		p.failed = true
		return nil
	}
	closed, ok := p.delimiter()
	p.failed = p.failed || !ok
	whole := []*expr{sym(opening, open)}
	if open == "" {
		whole = nil
	}
	whole = append(whole, parts...)
	if closed != "" {
		whole = append(whole, sym(closing, closed))
	}
	return &expr{kind: row, parts: whole}
}

// delimiter reads a bracket of any kind. A dot is none.
func (p *texParser) delimiter() (text string, ok bool) {
	p.skipBlanks()
	if p.at >= len(p.source) {
		return "", false
	}
	if p.source[p.at] == '\\' {
		text, ok = characters[p.name()]
		return text, ok
	}
	r, size := utf8.DecodeRuneInString(p.source[p.at:])
	p.at += size
	switch r {
	case '.':
		return "", true
	case '<':
		return "⟨", true
	case '>':
		return "⟩", true
	}
	return string(r), strings.ContainsRune("()[]|/⟨⟩⌈⌉⌊⌋‖", r)
}

// negated reads a relation that is struck through.
func (p *texParser) negated() *expr {
	e := p.argument()
	if e == nil || e.kind != symbol {
		p.failed = true
		return nil
	}
	switch e.text {
	case "=":
		return sym(relation, "≠")
	case "∈":
		return sym(relation, "∉")
	case "≡":
		return sym(relation, "≢")
	case "⊂":
		return sym(relation, "⊄")
	case "∃":
		return sym(ordinary, "∄")
	}
	return sym(e.class, e.text+"\u0338")
}

// environment reads rows that stand below each other. What has columns that mean
// something, as a matrix has, is refused.
func (p *texParser) environment() *expr {
	name := p.raw()
	if p.failed {
		return nil
	}
	switch strings.TrimSuffix(name, "*") {
	case "equation", "math", "displaymath", "align", "aligned", "gather", "gathered", "split", "multline", "eqnarray", "flalign":
	case "alignedat", "alignat":
		p.raw()
	default:
		p.failed = true
		return nil
	}
	p.skipBlanks()
	p.option()
	if p.depth++; p.depth > maxDepth {
		p.failed = true
	}
	rows := p.rows(name)
	p.depth--
	return &expr{kind: table, parts: rows}
}

// alphabet reads letters of an alphabet of their own: ℝ, ℒ.
func (p *texParser) alphabet(name string) *expr {
	e := p.argument()
	if e == nil || e.kind != symbol {
		return e
	}
	r, size := utf8.DecodeRuneInString(e.text)
	if size != len(e.text) {
		return e
	}
	return sym(e.class, string(lettered(name, r)))
}

// lettered gives a letter in another alphabet, and any other character as it is.
func lettered(name string, r rune) rune {
	first, exceptions := rune(0x1D49C), "ℬℰℱℋℐℒℳℛ" // script
	letters := "BEFHILMR"
	switch name {
	case "mathbb", "Bbb":
		first, exceptions, letters = 0x1D538, "ℂℍℕℙℚℝℤ", "CHNPQRZ"
	case "mathfrak":
		first, exceptions, letters = 0x1D504, "ℭℌℑℜℨ", "CHIRZ"
	}
	if at := strings.IndexRune(letters, r); at >= 0 {
		return []rune(exceptions)[at]
	}
	switch {
	case r >= 'A' && r <= 'Z':
		return first + r - 'A'
	case r == '1' && first == 0x1D538:
		return '𝟙'
	case r >= 'a' && r <= 'z' && first != 0x1D49C:
		return first + 26 + r - 'a'
	}
	return r
}
