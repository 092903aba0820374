// Package plain reads bodies of plain text.
package plain

import (
	"strings"
	"unicode/utf8"

	"broadsheet/articles/gate"
	"broadsheet/articles/prose"
	"broadsheet/model"
)

// wrappedLine is the widest line, in cells, that may be a line of a wrapped
// paragraph; a wider one is a paragraph by itself.
const wrappedLine = 100

// maxTextLines is how many lines of plain text are read.
const maxTextLines = 100_000

// Parse reads plain text: paragraphs end at empty lines, before an
// indented line, and at lines that are no wrapped ones. No text is markup,
// but addresses become links. Cut says that there are more lines than are read.
func Parse(body string) (blocks []model.Block, cut bool) {
	body, cut = boundLines(body)
	var part []string
	flush := func() {
		if len(part) > 0 {
			blocks = append(blocks, textParagraphs(part)...)
		}
		part = nil
	}
	for line := range strings.SplitSeq(gate.Text(strings.TrimPrefix(body, "\ufeff")), "\n") {
		if gate.IsBlank(line) {
			flush()
			continue
		}
		part = append(part, line)
	}
	flush()
	return blocks, cut
}

// boundLines cuts plain text after as many lines as are read.
func boundLines(body string) (bounded string, cut bool) {
	at, lines := 0, 0
	for line := range strings.Lines(body) {
		if lines++; lines > maxTextLines {
			return body[:at], true
		}
		at += len(line)
	}
	return body, false
}

// textParagraphs makes blocks of lines without an empty one between them.
func textParagraphs(lines []string) []model.Block {
	if isDrawn(lines) {
		return []model.Block{model.CodeBlock{Text: strings.TrimRight(gate.ExpandTabs(strings.Join(lines, "\n")), " \n")}}
	}
	widest := 0
	for _, line := range lines {
		widest = max(widest, lineWidth(line))
	}
	var blocks []model.Block
	var writer prose.Writer
	flush := func() {
		if inlines := prose.Nest(writer.Take(), 0); len(inlines) > 0 {
			blocks = append(blocks, model.Paragraph{Inlines: inlines})
		}
	}
	for i, line := range lines {
		switch {
		case i == 0:
		case widest > wrappedLine || isIndented(line):
			flush()
		case lineWidth(lines[i-1])*10 < widest*6 || isItem(line):
			writer.LineBreak() // a short line was meant to end there
		default:
			writer.Write("\n", nil, false)
		}
		writer.WriteLinked(line, nil)
	}
	flush()
	return blocks
}

// isDrawn says that lines are a drawing or a table made of characters, or
// code: their blanks must stay.
func isDrawn(lines []string) bool {
	drawn := 0
	for _, line := range lines {
		trimmed := strings.TrimLeft(line, " \t")
		if strings.ContainsAny(line, "─│┌┐└┘├┤┼═║╔╗╚╝") || strings.HasPrefix(line, "\t") || strings.HasPrefix(line, "    ") || strings.Contains(trimmed, "    ") {
			drawn++
		}
	}
	return drawn*3 > len(lines)*2 && (len(lines) > 1 || strings.HasPrefix(lines[0], "\t"))
}

// isIndented says that a line begins a paragraph by its indent.
func isIndented(line string) bool {
	return strings.HasPrefix(line, "\u3000") || strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "\t")
}

// isItem says that a line looks like an entry of a list.
func isItem(line string) bool {
	first, size := utf8.DecodeRuneInString(line)
	return strings.ContainsRune("-*•·◦▪", first) && strings.HasPrefix(line[size:], " ")
}

func lineWidth(line string) int {
	width := 0
	for _, r := range line {
		width += gate.Cells(r)
	}
	return width
}
