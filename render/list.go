package render

import (
	"fmt"

	"broadsheet/model"
	"broadsheet/render/linebreak"
)

// list lays out a list: bullets by depth, numbers that end in one column,
// boxes for tasks, and text that hangs beside them.
func (l *layouter) list(b *box, list model.List) {
	width := numberWidth(list)
	for i, item := range list.Items {
		if l.full() {
			return
		}
		if i > 0 && !list.Tight {
			l.gap(b)
		}
		marker := l.theme.signs.bullets[min(b.bullets, len(l.theme.signs.bullets)-1)] + " "
		if list.Ordered {
			marker = fmt.Sprintf("%*d. ", width-2, list.Start+i)
		}
		first, rest := l.marker(marker, list.Ordered, item.Task)
		box := l.inside(b, first, rest)
		if !list.Ordered {
			box.bullets++
		}
		l.blocks(box, item.Blocks, list.Tight)
		l.finish(box)
	}
}

// numberWidth is the width of the longest number of a list, with its point and
// a space.
func numberWidth(list model.List) int {
	last := list.Start + len(list.Items) - 1
	return max(3, len(fmt.Sprint(list.Start))+2, len(fmt.Sprint(last))+2)
}

// marker gives what stands before the first line of an item, and before the
// others.
func (l *layouter) marker(marker string, ordered bool, task model.Task) (first, rest piece) {
	box := ""
	switch task {
	case model.OpenTask:
		box = l.theme.signs.open + " "
	case model.DoneTask:
		box = l.theme.signs.done + " "
	default:
	}
	switch {
	case box != "" && ordered:
		marker += box
	case box != "":
		marker = box
	}
	return sign(marker, ink{fore: l.theme.dim}), sign(spaces(linebreak.Width(marker)), ink{})
}

// code lays out a block of code: a bar before each line, long lines broken
// where the room ends, and their rest marked.
func (l *layouter) code(b *box, c model.CodeBlock) {
	l.clear(b)
	dim := ink{fore: l.theme.dim}
	bar := sign(l.theme.signs.code+" ", dim)
	block := l.inside(b, bar, bar)
	if block.restWidth == b.restWidth || l.width-block.restWidth < 8 { // no room for a bar
		block = b
	}
	if name := c.Language; name != "" && linebreak.Width(name) <= l.width-block.restWidth {
		l.put(block, linebreak.Width(name), sign(name, dim))
	}
	number := l.add(look{role: code, language: c.Language}, codeContent(c.Text))
	text := l.page.leaves[number].leaf
	if text.text == "" {
		l.put(block, 0, piece{leaf: number})
		return
	}
	for i := 0; i < len(text.cells); {
		i = l.codeLine(block, number, text, i)
	}
}

// codeLine lays one line of the source from cell i on, and returns the cell
// that the next one starts with.
func (l *layouter) codeLine(b *box, number int32, text *leaf, i int) int {
	continued := false
	for {
		_, before := b.before()
		room := max(1, l.width-before)
		mark := l.theme.signs.continued + " "
		if continued && room >= 8 {
			room -= linebreak.Width(mark)
		} else {
			mark = ""
		}
		end, width, newline := cutCode(text, i, room)
		p := piece{leaf: number, start: text.offset(i), end: text.offset(end)}
		for p.end > p.start && text.text[p.end-1] == ' ' {
			p.end--
			width--
		}
		if mark != "" {
			l.put(b, width+linebreak.Width(mark), sign(mark, ink{fore: l.theme.dim}), p)
		} else {
			l.put(b, width, p)
		}
		if newline {
			return end + 1
		}
		if end == len(text.cells) {
			return end
		}
		i, continued = end, true
	}
}

// cutCode finds where a line of code that starts with cell i ends: at a
// newline, at the end, or where the room does; there after a space, if one is
// near.
func cutCode(text *leaf, i, room int) (end, width int, newline bool) {
	space, spaceWidth := 0, 0
	for end = i; end < len(text.cells); end++ {
		c := text.text[text.offset(end)]
		if c == '\n' {
			return end, width, true
		}
		w := int(text.cells[end].Width)
		if width+w > room && end > i {
			if c != ' ' && spaceWidth > room*2/3 {
				return space, spaceWidth, false
			}
			return end, width, false
		}
		width += w
		if c == ' ' {
			space, spaceWidth = end+1, width
		}
	}
	return end, width, false
}

// offset is where a cell starts in the text.
func (l *leaf) offset(cell int) int32 {
	if cell < len(l.cells) {
		return l.cells[cell].Offset
	}
	return int32(len(l.text))
}
