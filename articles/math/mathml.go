package math

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"broadsheet/articles/html/dom"
)

// readMathML reads a formula in MathML: as the TeX that it was made from, where that is
// kept in it, else as its elements say. It never fails.
func readMathML(node *html.Node) Formula {
	formula := Formula{}
	if tex := texOf(node); tex != "" {
		formula = readTeX(tex)
	} else {
		formula.Lines = writeRows(lines(children(node, 0)))
	}
	formula.Display = dom.Attribute(node, "display") == "block" || strings.Contains(dom.Attribute(node, "mode"), "display")
	return formula
}

// texOf gives the TeX that a formula in MathML was made from, or "".
func texOf(node *html.Node) string {
	for inner := range node.Descendants() {
		if inner.Data == "annotation" && strings.Contains(strings.ToLower(dom.Attribute(inner, "encoding")), "tex") {
			return strings.TrimSpace(textOf(inner))
		}
	}
	alt := strings.TrimSpace(dom.Attribute(node, "alttext"))
	if strings.HasPrefix(alt, `{\displaystyle`) || strings.Contains(dom.Attribute(node, "class"), "ltx_Math") {
		return alt
	}
	return ""
}

// lines parts a formula that is a table of equations into their lines.
func lines(e *expr) []*expr {
	for e.kind == row && len(e.parts) == 1 {
		e = e.parts[0]
	}
	if e.kind != table {
		return []*expr{e}
	}
	rows := make([]*expr, 0, len(e.parts))
	for _, line := range e.parts {
		row := &expr{kind: row}
		for _, cell := range line.parts {
			if cell.kind == row.kind {
				row.parts = append(row.parts, cell.parts...)
			} else {
				row.parts = append(row.parts, cell)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// children reads what stands in an element as a row.
func children(node *html.Node, depth int) *expr {
	var parts []*expr
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		switch child.Type {
		case html.TextNode:
			if text := strings.TrimSpace(child.Data); text != "" {
				parts = append(parts, &expr{kind: words, text: text})
			}
		case html.ElementNode:
			if e := element(child, depth+1); e != nil {
				parts = append(parts, e)
			}
		default: // comments
		}
	}
	return rowOf(parts...)
}

// element reads an element. It is nil for what is not seen.
func element(node *html.Node, depth int) *expr {
	if depth > maxDepth {
		return wordsOf(textOf(node))
	}
	switch name := elementName(node); name {
	case "annotation", "annotation-xml", "mphantom", "none", "mprescripts", "maligngroup", "malignmark", "script", "style", "defs":
		return nil
	case "mi", "mn", "mo", "mtext", "ms":
		return token(name, node)
	case "c", "use", "path":
		return wordsOf(glyph(node))
	case "mspace":
		return sym(blank, noBreak)
	case "msup", "msub", "msubsup", "munder", "mover", "munderover", "mmultiscripts":
		return scripted(name, parts(node, depth))
	case "mfrac":
		return fractionOf(node, depth)
	case "msqrt":
		return &expr{kind: root, parts: []*expr{children(node, depth)}}
	case "mroot":
		if in := parts(node, depth); len(in) == 2 {
			return &expr{kind: root, parts: in}
		}
	case "mtable":
		return tableOf(node, depth)
	case "mfenced":
		return fencedOf(node, depth)
	case "maction", "semantics":
		if in := parts(node, depth); len(in) > 0 {
			return in[0]
		}
	}
	return children(node, depth)
}

// elementName gives the name of an element of MathML, or of what a script made of it.
func elementName(node *html.Node) string {
	if name := dom.Attribute(node, "data-mml-node"); name != "" {
		return name
	}
	return strings.TrimPrefix(node.Data, "mjx-")
}

// parts reads the elements in an element, each for itself.
func parts(node *html.Node, depth int) (found []*expr) {
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		if child.Type != html.ElementNode {
			continue
		}
		e := element(child, depth+1)
		if e == nil {
			e = rowOf()
		}
		found = append(found, e)
	}
	return found
}

// token reads an element that holds characters.
func token(name string, node *html.Node) *expr {
	text := textOf(node)
	if text == "" {
		text = glyphs(node)
	}
	text = strings.Map(func(r rune) rune {
		if r >= 0x2061 && r <= 0x2064 { // signs that are not seen: of a function, of a product
			return -1
		}
		return upright(r)
	}, text)
	if name == "mtext" || name == "ms" {
		return wordsOf(text)
	}
	text = strings.TrimSpace(text)
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case text == "":
		return nil
	case name == "mn":
		return sym(ordinary, text)
	case name == "mi" && dom.Attribute(node, "mathvariant") == "double-struck" && size == len(text):
		return sym(ordinary, string(lettered("mathbb", r)))
	case isFunction(text):
		return sym(large, text)
	case name == "mi":
		return sym(ordinary, text)
	case text == "-":
		return sym(binary, "−")
	case size == len(text):
		return sym(runeClass(r), text)
	case strings.ContainsAny(text, "=<>"):
		return sym(relation, text)
	case !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }):
		return sym(large, text)
	}
	return sym(ordinary, text)
}

// glyphs gives the characters that a script set as pictures of them.
func glyphs(node *html.Node) string {
	var b strings.Builder
	for inner := range node.Descendants() {
		b.WriteString(glyph(inner))
	}
	return b.String()
}

// glyph gives the character that an element of MathJax's stands for.
func glyph(node *html.Node) string {
	code := dom.Attribute(node, "data-c")
	if node.Data == "mjx-c" {
		code, _, _ = strings.Cut(strings.TrimPrefix(dom.Attribute(node, "class"), "mjx-c"), " ")
	}
	r := rune(0)
	if len(code) > 6 {
		return ""
	}
	for _, c := range strings.ToUpper(code) {
		digit := strings.IndexRune("0123456789ABCDEF", c)
		if digit < 0 {
			return ""
		}
		r = r<<4 | rune(digit)
	}
	if r == 0 || !utf8.ValidRune(r) {
		return ""
	}
	return string(upright(r))
}

// upright gives a letter of mathematical italic or bold as it is typed.
func upright(r rune) rune {
	switch {
	case r == 'ℎ':
		return 'h'
	case r >= 0x1D400 && r < 0x1D400+3*52: // bold, italic, both
		at := (r - 0x1D400) % 52
		if at < 26 {
			return 'A' + at
		}
		return 'a' + at - 26
	case r >= 0x1D6FC && r <= 0x1D714: // italic Greek
		return 'α' + r - 0x1D6FC
	}
	return r
}

// scripted reads a base with what is above and below it.
func scripted(name string, in []*expr) *expr {
	if len(in) == 0 {
		return nil
	}
	for len(in) < 3 {
		in = append(in, nil)
	}
	base, first, second := in[0], in[1], in[2]
	switch name {
	case "msup":
		first, second = nil, first
	case "mover":
		if mark := markOf(first, base, false); mark != "" {
			return &expr{kind: accent, text: mark, parts: []*expr{base}}
		}
		first, second = nil, first
	case "munder":
		if mark := markOf(first, base, true); mark != "" {
			return &expr{kind: accent, text: mark, parts: []*expr{base}}
		}
	}
	e := &expr{kind: script, parts: []*expr{base, first, second}}
	for i := 3; i+1 < len(in); i += 2 { // more than two, of mmultiscripts
		e = &expr{kind: script, parts: []*expr{e, in[i], in[i+1]}}
	}
	return e
}

// markOf gives the combining mark for what stands over or under a base, or "" where it
// is none, or the base is too wide.
func markOf(e, base *expr, under bool) string {
	if e == nil || e.kind != symbol {
		return ""
	}
	if under {
		if e.text == "_" || e.text == "\u0332" || e.text == "‾" || e.text == "―" || e.text == "¯" {
			return "\u0332"
		}
		return ""
	}
	switch e.text {
	case "¯", "‾", "―", "\u0305", "\u0304", "_":
		return "\u0305"
	}
	if base.kind != symbol {
		return ""
	}
	switch e.text {
	case "^", "ˆ", "\u0302":
		return "\u0302"
	case "~", "˜", "∼", "\u0303":
		return "\u0303"
	case "→", "⃗":
		return "\u20D7"
	case "˙", ".", "\u0307":
		return "\u0307"
	case "¨", "\u0308":
		return "\u0308"
	case "ˇ", "\u030C":
		return "\u030C"
	}
	return ""
}

func fractionOf(node *html.Node, depth int) *expr {
	in := parts(node, depth)
	if len(in) != 2 {
		return rowOf(in...)
	}
	over := fraction
	if width := strings.TrimSpace(dom.Attribute(node, "linethickness")); width != "" && strings.Trim(width, "0.pxemt%") == "" {
		over = choose
	}
	return &expr{kind: over, parts: in}
}

func tableOf(node *html.Node, depth int) *expr {
	e := &expr{kind: table}
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		if child.Type != html.ElementNode {
			continue
		}
		e.parts = append(e.parts, &expr{kind: row, parts: parts(child, depth+1)})
	}
	return e
}

func fencedOf(node *html.Node, depth int) *expr {
	open, closed, separators := "(", ")", ","
	for _, a := range node.Attr {
		switch a.Key {
		case "open":
			open = strings.TrimSpace(a.Val)
		case "close":
			closed = strings.TrimSpace(a.Val)
		case "separators":
			separators = strings.Join(strings.Fields(a.Val), "")
		}
	}
	e := &expr{kind: row, parts: []*expr{sym(opening, open)}}
	signs := []rune(separators)
	for i, part := range parts(node, depth) {
		if i > 0 && len(signs) > 0 {
			sign := signs[min(i-1, len(signs)-1)]
			e.parts = append(e.parts, sym(runeClass(sign), string(sign)))
		}
		e.parts = append(e.parts, part)
	}
	e.parts = append(e.parts, sym(closing, closed))
	return e
}
