package render

import (
	"unicode"
	"unicode/utf8"

	"broadsheet/model"
	"broadsheet/render/linebreak"
	"broadsheet/render/themes"
)

// code lays out a block of code: its language above it, a bar before each line,
// long lines broken where the room ends, and their rest marked.
func (l *layouter) code(b *box, c model.CodeBlock) {
	l.clear(b)
	dim := l.theme.Dim
	bar := sign(l.signs.code+" ", dim)
	block := b
	if width := linebreak.Width(bar.sign); l.fits(b, width) && l.width-b.restWidth-width >= narrowColumn {
		if name := c.Language; name != "" && linebreak.Width(name)+width <= l.width-b.restWidth {
			l.put(b, width+linebreak.Width(name), sign(spaces(width), themes.Ink{}), sign(name, dim))
		}
		block = l.inside(b, bar, bar)
	}
	number := l.add(look{role: code, language: c.Language}, codeContent(c.Text))
	text := l.page.leaves[number].leaf
	if text.text == "" {
		l.put(block, 0, piece{leaf: number})
		return
	}
	for i := 0; i < len(text.cells) && (!l.full() || !l.cut); {
		i = l.codeLine(block, number, text, i)
	}
}

// codeLine lays one line of the source from cell i on, and returns the cell
// that the next one starts with. What does not fit goes on below the line's
// own beginning, after a mark.
func (l *layouter) codeLine(b *box, number int32, text *leaf, i int) int {
	_, before := b.before()
	room := max(1, l.width-before)
	mark := l.signs.continued + " "
	indent := text.indent(i)
	if indent > room/2 && !text.lineFits(i, room) {
		i += indent - room/2 // an indent that would leave no room for the code
	}
	indent = min(indent, room/3)
	if room < narrowColumn {
		mark, indent = "", 0
	}
	taken := 0
	for {
		end, width, newline := text.cutCode(i, room-taken)
		p := piece{leaf: number, start: text.offset(i), end: text.offset(end)}
		for p.end > p.start && text.text[p.end-1] == ' ' {
			p.end--
			width--
		}
		if taken > 0 {
			l.put(b, taken+width, sign(spaces(indent)+mark, l.theme.Dim), p)
		} else {
			l.put(b, width, p)
		}
		switch {
		case newline:
			return end + 1
		case end == len(text.cells), l.laid >= l.renderer.longest:
			return end
		}
		i, taken = end, indent+linebreak.Width(mark)
	}
}

// indent is how many spaces a line of code starts with, from cell i on.
func (l *leaf) indent(i int) int {
	start := i
	for i < len(l.cells) && l.isSpace(i) {
		i++
	}
	return i - start
}

// isSpace says whether a cell is a space and nothing else: one that carries a
// mark or a joiner shows something.
func (l *leaf) isSpace(cell int) bool {
	return l.cells[cell].Flags&linebreak.Space != 0 && l.text[l.cells[cell].Offset] == ' '
}

// lineFits says whether the line of code that starts with cell i has room.
func (l *leaf) lineFits(i, room int) bool {
	for ; i < len(l.cells) && l.text[l.cells[i].Offset] != '\n'; i++ {
		if room -= int(l.cells[i].Width); room < 0 {
			return false
		}
	}
	return true
}

// cutCode finds where a line of code that starts with cell i ends: at a
// newline, at the end, or where the room does. In the last third of the room a
// line rather ends after a space, or else after punctuation or where one of
// Chinese may. Spaces hang.
func (l *leaf) cutCode(i, room int) (end, width int, newline bool) {
	var good, fair cutPlace
	for end = i; end < len(l.cells); end++ {
		c := l.cells[end]
		if l.text[c.Offset] == '\n' {
			return end, width, true
		}
		if w := int(c.Width); width+w > room && end > i {
			break
		}
		switch {
		case end == i:
		case l.goodCut(end):
			good = cutPlace{end, width}
		case l.fairCut(end):
			fair = cutPlace{end, width}
		}
		width += int(c.Width)
	}
	if end == len(l.cells) {
		return end, width, false
	}
	switch {
	case l.goodCut(end) || l.isSpace(end):
		good = cutPlace{end, width}
	case l.fairCut(end):
		fair = cutPlace{end, width}
	}
	switch least := room * 2 / 3; {
	case good.width > least:
		end, width = good.cell, good.width
	case fair.width > least:
		end, width = fair.cell, fair.width
	}
	for end < len(l.cells) && l.isSpace(end) {
		end, width = end+1, width+1
	}
	newline = end < len(l.cells) && l.text[l.cells[end].Offset] == '\n'
	return end, width, newline
}

// cutPlace is a place before a cell, and the width of what stands before it.
type cutPlace struct{ cell, width int }

// goodCut says whether a cell stands at the end of spaces.
func (l *leaf) goodCut(cell int) bool {
	return l.isSpace(cell-1) && !l.isSpace(cell)
}

// fairCut says whether a cell stands after punctuation, or where a line of
// Chinese may begin.
func (l *leaf) fairCut(cell int) bool {
	before, c := l.cells[cell-1], l.cells[cell]
	if before.Width == 2 || c.Width == 2 {
		return c.Break == linebreak.Allowed
	}
	last, _ := utf8.DecodeRuneInString(l.text[before.Offset:])
	next, _ := utf8.DecodeRuneInString(l.text[c.Offset:])
	return isCodePunctuation(last) && !isCodePunctuation(next)
}

func isCodePunctuation(r rune) bool {
	return r != '_' && (unicode.IsPunct(r) || unicode.IsSymbol(r))
}

// offset is where a cell starts in the text.
func (l *leaf) offset(cell int) int32 {
	if cell < len(l.cells) {
		return l.cells[cell].Offset
	}
	return int32(len(l.text))
}
