// Package math reads formulas: TeX, MathML, and what scripts that set formulas leave in
// pages. A simple formula becomes a line of Unicode, as one would type it: x², √(a + b),
// ½, ∑ₖ₌₁ⁿ aₖ. What no line can say stays the TeX that its author wrote. It knows pages
// only by their elements, and nothing of documents.
package math

import (
	"strings"
	"unicode"
)

const (
	// maxSource is the longest formula that is read, in bytes; a longer one stays as
	// it is written.
	maxSource = 10_000
	// maxDepth is how deep the parts of a formula may stand in each other.
	maxDepth = 40
	// maxBrackets is how deep brackets may stand in each other in a line: where more
	// do, nobody finds the parts of the formula again.
	maxBrackets = 4
	// keptWhole is how many characters of a formula are never parted by the end of a
	// line.
	keptWhole = 20
)

// Formula is a formula as text.
type Formula struct {
	// Lines are its lines: one, but for equations that stand below each other and
	// for TeX in several. A blank may be broken at, a no-break space (U+00A0) not.
	Lines   []string
	Source  bool // the lines are TeX, since no line of characters could say it
	Display bool // it is set apart, on lines of its own
}

// readTeX reads a formula in TeX, without the dollars or brackets around it.
func readTeX(source string) Formula {
	source = unwrap(source)
	if len(source) <= maxSource {
		p := texParser{source: source}
		if rows, ok := p.formula(); ok {
			if lines := writeRows(rows); isReadable(lines) {
				return Formula{Lines: lines}
			}
		}
	}
	formula := Formula{Source: true}
	for line := range strings.Lines(source) {
		if line = strings.TrimRightFunc(line, unicode.IsSpace); line != "" {
			formula.Lines = append(formula.Lines, line)
		}
	}
	return formula
}

// isReadable says that a reader finds the parts of a formula again in its lines.
func isReadable(lines []string) bool {
	for _, line := range lines {
		if deepest(line) > maxBrackets || strings.TrimSpace(line) == "" {
			return false
		}
	}
	return len(lines) > 0
}

// unwrap takes off what only says how large a formula is set, as Wikipedia writes it
// around each: {\displaystyle …}.
func unwrap(source string) string {
	source = strings.TrimSpace(source)
	for _, size := range []string{`\displaystyle`, `\textstyle`} {
		rest, found := strings.CutPrefix(source, "{"+size)
		if !found {
			continue
		}
		rest, found = strings.CutSuffix(rest, "}")
		if found && !strings.HasSuffix(rest, `\`) && (rest == "" || rest[0] < 'A') {
			return strings.TrimSpace(rest)
		}
	}
	return source
}
