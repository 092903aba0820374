package markdown

import (
	"strings"

	"broadsheet/articles/gate"
)

const (
	// maxMarks is how many lines of Markdown, and characters in it that may mean
	// something, are read.
	maxMarks = 150_000
	// maxNotes is how many times Markdown may name a footnote: its parser looks
	// through all of them at each.
	maxNotes = 4_000
)

// boundMarkdown cuts Markdown after as many lines and marks as are read.
func boundMarkdown(body string) (bounded string, cut bool) {
	const emptyCell = 20 // what is written for a cell that a row lacks, in marks
	left := maxMarks
	columns := 0 // of the table that a line is in: a row that is short has empty cells
	at := 0
	for line := range strings.Lines(body) {
		switch {
		case gate.IsBlank(line):
			columns = 0
		case isDelimiterRow(line):
			columns = strings.Count(line, "|") + 1
		}
		_, markers := splitMarkers(line)
		left -= 1 + 2*markers + emptyCell*max(0, columns-strings.Count(line, "|"))
		for i := range len(line) {
			if isMarkdownMark(line[i]) {
				left--
			}
			if left < 0 {
				return strings.ToValidUTF8(body[:at+i], ""), true
			}
		}
		at += len(line)
	}
	return body, false
}

// isDelimiterRow says that a line may be the one below the header of a table.
func isDelimiterRow(line string) bool {
	return strings.Contains(line, "|") && strings.Contains(line, "-") && strings.Trim(line, "|-: \t\n>") == ""
}

// isMarkdownMark says that Markdown may mean something by a character, or that
// it is written as several in HTML.
func isMarkdownMark(c byte) bool {
	switch c {
	case '*', '_', '~', '[', ']', '!', '<', '>', '&', '`', '\\', '|', '"', '\n':
		return true
	}
	return false
}
