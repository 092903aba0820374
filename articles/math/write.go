package math

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// noBreak is a blank at which no line ends.
const noBreak = "\u00A0"

// writer writes an expression as a line.
type writer struct {
	tight bool // no blanks: in a script
}

// writeRows writes rows below each other.
func writeRows(rows []*expr) (lines []string) {
	for _, row := range rows {
		w := writer{}
		if line := strings.Trim(w.expr(row), " "+noBreak); line != "" {
			lines = append(lines, whole(line))
		}
	}
	return lines
}

// deepest says how many brackets stand in each other in a line.
func deepest(line string) (most int) {
	open := 0
	for _, r := range line {
		switch r {
		case '(':
			open++
			most = max(most, open)
		case ')':
			open--
		}
	}
	return most
}

// whole keeps a short formula on one line.
func whole(line string) string {
	if utf8.RuneCountInString(line) <= keptWhole {
		return strings.ReplaceAll(line, " ", noBreak)
	}
	return line
}

func (w *writer) expr(e *expr) string {
	if e == nil {
		return ""
	}
	switch e.kind {
	case row:
		return w.row(e.parts)
	case script:
		return w.script(e)
	case fraction:
		return w.fraction(e)
	case choose:
		return "(" + w.choose(e) + ")"
	case root:
		return w.root(e)
	case accent:
		return w.accent(e)
	case table:
		return w.table(e)
	default:
		return e.text
	}
}

// row writes expressions beside each other, with the blanks that tell them apart.
func (w *writer) row(parts []*expr) string {
	var b strings.Builder
	before := opening // nothing is as an opening bracket: what follows is no operation on two
	space := ""       // what the last part wants after it
	for i, part := range parts {
		class := part.classOf()
		if class == blank {
			space = longer(space, part.text)
			continue
		}
		text := w.part(parts, i)
		if text == "" {
			continue
		}
		if class == binary && !joinsTwo(before, parts[i+1:]) {
			class = ordinary
		}
		space = longer(space, w.spaceBefore(before, class))
		if class == closing || class == punctuation || before == opening || text[0] == '.' {
			space = ""
		}
		if b.Len() > 0 {
			b.WriteString(space)
		}
		b.WriteString(text)
		space = w.spaceAfter(class, parts[i+1:], part)
		if part.kind == root && !strings.HasSuffix(text, ")") {
			space = noBreak // what follows is not in the root
		}
		before = class
	}
	return b.String()
}

// longer gives the blank that parts more.
func longer(a, b string) string {
	if b == "" || a == " " {
		return a
	}
	return b
}

// joinsTwo says that an operation stands between two parts, and is no sign of one.
func joinsTwo(before class, after []*expr) bool {
	return before != opening && before != binary && before != relation && before != punctuation && before != large && len(after) > 0
}

func (w *writer) spaceBefore(before, class class) string {
	switch {
	case w.tight:
		return ""
	case class == relation, class == binary:
		return noBreak
	case class == large && (before == ordinary || before == closing):
		return noBreak
	}
	return ""
}

func (w *writer) spaceAfter(class class, after []*expr, part *expr) string {
	switch class {
	case relation, binary, punctuation:
		if !w.tight {
			return " "
		}
	case large:
		if part.kind == symbol && len(after) > 0 && after[0].classOf() == opening {
			return "" // sin(x)
		}
		return noBreak
	default:
	}
	return ""
}

// part writes one of the parts of a row. A fraction that is multiplied without a sign
// stands in brackets.
func (w *writer) part(parts []*expr, i int) string {
	part := parts[i]
	if part.kind == choose && i > 0 && i+1 < len(parts) && parts[i-1].classOf() == opening && parts[i+1].classOf() == closing {
		return w.choose(part)
	}
	if part.kind != fraction || vulgar(part) != "" {
		return w.expr(part)
	}
	multiplied := func(at int) bool {
		if at < 0 || at >= len(parts) {
			return false
		}
		class := parts[at].classOf()
		return parts[at].kind != words && (class == ordinary || class == opening && at > i || class == closing && at < i)
	}
	if multiplied(i-1) || multiplied(i+1) {
		return "(" + w.expr(part) + ")"
	}
	return w.expr(part)
}

// fraction writes a fraction: as the one character that says it, or with a slash.
func (w *writer) fraction(e *expr) string {
	if text := vulgar(e); text != "" {
		return text
	}
	above, below := e.parts[0], e.parts[1]
	slope := isDerivative(above) && isDerivative(below) // dy/dx
	top := w.operand(above, isProduct(above))
	return top + "/" + w.operand(below, slope)
}

func (w *writer) choose(e *expr) string {
	return w.expr(e.parts[0]) + noBreak + "choose" + noBreak + w.expr(e.parts[1])
}

// operand writes an expression, in brackets unless it is one thing, or its parts hold
// together.
func (w *writer) operand(e *expr, together bool) string {
	if together || isOne(e) {
		return w.expr(e)
	}
	return "(" + w.expr(e) + ")"
}

// isOne says that an expression is one thing, which needs no brackets.
func isOne(e *expr) bool {
	switch e.kind {
	case row:
		return len(e.parts) == 0 || len(e.parts) == 1 && isOne(e.parts[0]) || isNumber(e) || isFenced(e)
	case fraction:
		return vulgar(e) != ""
	case words:
		return !strings.Contains(e.text, " ")
	case table:
		return false
	default:
		return true
	}
}

// isNumber says that a row is the digits of a number.
func isNumber(e *expr) bool {
	for _, part := range e.parts {
		if part.kind != symbol || len(part.text) != 1 || !strings.Contains("0123456789.", part.text) {
			return false
		}
	}
	return len(e.parts) > 0
}

// isFenced says that a row stands in brackets of its own.
func isFenced(e *expr) bool {
	n := len(e.parts)
	if n < 2 || e.parts[0].classOf() != opening || e.parts[n-1].classOf() != closing || e.parts[n-1].kind != symbol {
		return false
	}
	depth := 0
	for i, part := range e.parts {
		switch part.classOf() {
		case opening:
			depth++
		case closing:
			if part.text != "!" {
				depth--
			}
		default:
		}
		if depth == 0 && i < n-1 {
			return false
		}
	}
	return depth == 0
}

// isProduct says that an expression is letters and numbers beside each other, which a
// slash after it does not part: ab/c.
func isProduct(e *expr) bool {
	if e.kind != row {
		return false
	}
	for _, part := range e.parts {
		base := part
		if part.kind == script && part.parts[0] != nil {
			base = part.parts[0]
		}
		if base.kind == accent {
			base = base.parts[0]
		}
		if base.kind != symbol || base.class != ordinary {
			return false
		}
	}
	return true
}

// isDerivative says that an expression is a d and what follows it.
func isDerivative(e *expr) bool {
	if e.kind == row && len(e.parts) > 0 && isProduct(e) {
		e = e.parts[0]
	}
	if e.kind == script && e.parts[0] != nil {
		e = e.parts[0]
	}
	return e.kind == symbol && (e.text == "d" || e.text == "∂" || e.text == "δ" || e.text == "Δ")
}

// vulgar gives the character that says a fraction, or "".
func vulgar(e *expr) string {
	above, below := e.parts[0], e.parts[1]
	if above == nil || below == nil || above.kind != symbol || below.kind != symbol {
		return ""
	}
	switch above.text + "/" + below.text {
	case "1/2":
		return "½"
	case "1/3":
		return "⅓"
	case "2/3":
		return "⅔"
	case "1/4":
		return "¼"
	case "3/4":
		return "¾"
	case "1/5":
		return "⅕"
	case "1/6":
		return "⅙"
	case "1/8":
		return "⅛"
	}
	return ""
}

func (w *writer) root(e *expr) string {
	index := ""
	if len(e.parts) > 1 && !e.parts[1].isEmpty() {
		text := w.inScript(e.parts[1])
		raised, ok := mapScript(text, true)
		if index = raised; !ok {
			index = "(" + text + ")"
		}
	}
	if index == "²" {
		index = ""
	}
	return index + "√" + w.operand(e.parts[0], false)
}

// accent writes a base with a mark over each of its characters.
func (w *writer) accent(e *expr) string {
	base := w.expr(e.parts[0])
	if utf8.RuneCountInString(base) == 1 || e.text == "\u0305" || e.text == "\u0332" {
		var b strings.Builder
		for _, r := range base {
			b.WriteRune(r)
			if !unicode.IsSpace(r) {
				b.WriteString(e.text)
			}
		}
		return b.String()
	}
	return base + e.text
}

// table writes the cells of a table beside each other, and its rows after semicolons.
func (w *writer) table(e *expr) string {
	var rows []string
	for _, line := range e.parts {
		var cells []string
		for _, cell := range line.parts {
			if text := strings.Trim(w.expr(cell), " "+noBreak); text != "" {
				cells = append(cells, text)
			}
		}
		rows = append(rows, strings.Join(cells, noBreak))
	}
	return strings.Join(rows, "; ")
}
