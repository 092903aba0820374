package render

import (
	"strings"

	"broadsheet/render/linebreak"
)

// Wrap breaks plain text into lines of at most width cells, MaxWidth at most, by
// the same rules as articles.
func Wrap(text string, width int) []string {
	var lines []string
	width = clampWidth(width)
	for _, l := range linebreak.Fill(text, linebreak.Cells(text), width, width) {
		lines = append(lines, text[l.Start:l.End])
	}
	return lines
}

// Truncate shortens plain text to at most width cells, with … at its end if
// something is left out. It never leaves half of a character.
func Truncate(text string, width int) string {
	if linebreak.Width(text) <= width {
		return text
	}
	if width < 1 {
		return ""
	}
	return cut(text, width-1) + "…"
}

// cut is the start of a text, at most width cells wide.
func cut(text string, width int) string {
	used := 0
	for _, c := range linebreak.Cells(text) {
		used += int(c.Width)
		if used > width {
			return strings.TrimRight(text[:c.Offset], " ")
		}
	}
	return text
}

// WrapLines breaks plain text as Wrap does into at most so many lines, the
// last one with … at its end if something is left out. No lines means all.
func WrapLines(text string, width, lines int) []string {
	width = min(width, MaxWidth)
	parts := linebreak.Fill(text, linebreak.Cells(text), width, width)
	var out []string
	for i, l := range parts {
		if i+1 == lines && len(parts) > lines {
			rest := text[l.Start:l.End]
			if width < 1 {
				return append(out, "")
			}
			return append(out, cut(rest, width-1)+"…")
		}
		out = append(out, text[l.Start:l.End])
	}
	return out
}
