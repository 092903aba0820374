// Package plain reads bodies of plain text.
package plain

import (
	"slices"
	"strings"

	"broadsheet/articles/gate"
	"broadsheet/articles/prose"
	"broadsheet/model"
)

// maxTextLines is how many lines of plain text are read.
const maxTextLines = 100_000

// Parse reads plain text: paragraphs end at empty lines, before an indented line,
// and at lines that are no wrapped ones. Lines stay as they are, but where a
// paragraph was plainly wrapped. No text is markup, but addresses become links. Cut
// says that there are more lines than are read.
func Parse(body string) (blocks []model.Block, cut bool) {
	body, cut = boundLines(body)
	var parts [][]string // without an empty line in them
	begun := false
	for line := range strings.SplitSeq(gate.Text(strings.TrimPrefix(body, "\ufeff")), "\n") {
		switch {
		case gate.IsBlank(line):
			begun = false
			continue
		case !begun:
			parts, begun = append(parts, nil), true
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], line)
	}
	width := wrapWidth(parts)
	for _, part := range parts {
		blocks = append(blocks, textBlocks(part, width)...)
	}
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

// textBlocks makes blocks of lines without an empty one between them: of those that
// are drawn, whose blanks must stay, and of others. Lines that are set in below
// others, as manual pages have them, are drawn.
func textBlocks(lines []string, width int) []model.Block {
	if isDrawn(lines) {
		return []model.Block{drawing(lines)}
	}
	below := len(lines)
	for below > 1 && isSetIn(lines[below-1]) {
		below--
	}
	if below == len(lines) || isSetIn(lines[0]) || !isDrawn(lines[below:]) {
		return textParagraphs(lines, width)
	}
	return append(textParagraphs(lines[:below], width), drawing(lines[below:]))
}

func drawing(lines []string) model.Block {
	return model.CodeBlock{Text: strings.TrimRight(gate.ExpandTabs(strings.Join(lines, "\n")), " \n")}
}

// isSetIn says that a line stands further in than the beginning of a paragraph does.
func isSetIn(line string) bool {
	return strings.HasPrefix(line, "\t") || strings.HasPrefix(line, "     ")
}

// textParagraphs makes paragraphs of lines without an empty one between them.
func textParagraphs(lines []string, width int) []model.Block {
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
	// Verse that is set in has all its lines narrow.
	paragraphs := widest > wrappedLine || widest >= narrowest && slices.ContainsFunc(lines, isIndented) ||
		slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, "\u3000") })
	begins := func(line string) bool { return paragraphs && (widest > wrappedLine || isIndented(line)) }
	joined := []bool(nil)
	start := 0
	for i, line := range lines {
		if i == 0 || begins(line) {
			flush()
			end := i + 1
			for end < len(lines) && !begins(lines[end]) {
				end++
			}
			joined, start = wraps(lines[i:end], width), i
		} else if joined[i-start-1] {
			writer.Write("\n", nil, false)
		} else {
			writer.LineBreak()
		}
		writer.WriteLinked(line, nil)
	}
	flush()
	return blocks
}

// isDrawn says that lines are a drawing or a table made of characters, or
// code: their blanks must stay. Paragraphs of long lines are not, however far in
// they begin.
func isDrawn(lines []string) bool {
	drawn, long := 0, 0
	for _, line := range lines {
		trimmed := strings.TrimLeft(line, " \t")
		if strings.ContainsAny(line, "─│┌┐└┘├┤┼═║╔╗╚╝") || strings.HasPrefix(line, "\t") || strings.HasPrefix(line, "    ") || strings.Contains(trimmed, "    ") {
			drawn++
			if lineWidth(trimmed) > wrappedLine {
				long++
			}
		}
	}
	return drawn*3 > len(lines)*2 && 2*long < drawn && (len(lines) > 1 || isSetIn(lines[0]))
}

// isIndented says that a line begins a paragraph by its indent.
func isIndented(line string) bool {
	return strings.HasPrefix(line, "\u3000") || strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "\t")
}

func lineWidth(line string) int {
	width := 0
	for _, r := range line {
		width += gate.Cells(r)
	}
	return width
}
