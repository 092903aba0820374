package terminal

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// difference is what has to be sent to bring the screen up to date.
func (p *Painter) difference() string {
	p.mu.Lock()
	frame, width, height := p.frame, p.width, p.height
	p.mu.Unlock()
	var b strings.Builder
	p.row = -1
	p.setUp(&b, frame, width, height)
	lines := strings.Split(frame.Content, "\n")
	lines = slices.Concat(lines, make([]string, max(0, height-len(lines))))[:height]
	p.scroll(&b, lines)
	for y, line := range lines {
		if line != p.lines[y] {
			p.old, p.now = cellsOf(p.old, p.lines[y]), cellsOf(p.now, line)
			p.paint(&b, y, p.old, p.now)
			p.lines[y] = line
		}
	}
	p.style(&b, "", "")
	moved := frame.Cursor != nil && (p.shown.cursor == nil || *frame.Cursor != *p.shown.cursor)
	if b.Len() == 0 && !moved && (frame.Cursor == nil) == (p.shown.cursor == nil) {
		return ""
	}
	hides := p.shown.cursor != nil && (frame.Cursor == nil || b.Len() > unseen)
	p.putCursor(&b, frame.Cursor, hides)
	if hides {
		return ansi.HideCursor + b.String()
	}
	return b.String()
}

// unseen is how many bytes a terminal draws at most before anybody sees the cursor wander:
// more are drawn while it is hidden.
const unseen = 512

// paint brings a line of the screen up to date.
func (p *Painter) paint(b *strings.Builder, y int, old, now []cell) {
	same := unchanged(old, now)
	x := 0
	for i := 0; i < len(now); i++ {
		if same[i] {
			end, bytes := i, 0
			for end < len(now) && same[end] {
				bytes += len(now[end].text)
				end++
			}
			const jump = 6 // about what it takes to get past
			if end == len(now) || bytes > jump || p.row != y {
				x += columns(now[i:end])
				i = end - 1
				continue
			}
		}
		p.move(b, x, y)
		p.style(b, now[i].pen, now[i].link)
		if n := p.blanks(now[i:], same[i:]); n > 0 {
			b.WriteString(ansi.EraseCharacter(n)) // the cursor stays
			x += n
			i += n - 1
			continue
		}
		b.WriteString(now[i].text)
		x += now[i].width
		p.col = x
	}
	unsure := min(uncertain(old), uncertain(now)) < everywhere
	if columns(old) > x || unsure && x < p.shown.width {
		p.move(b, x, y)
		p.style(b, "", "")
		b.WriteString(ansi.EraseLineRight)
	}
}

// blanks gives how many cells are blank and look alike, if there are so many that
// erasing them is shorter than writing them, and looks the same.
func (p *Painter) blanks(cells []cell, same []bool) int {
	const least = 12
	first := &cells[0]
	if first.text != " " || first.link != "" || first.pen != "" && !p.erases {
		return 0
	}
	n := 1
	for n < len(cells) && cells[n] == *first && !same[n] {
		n++
	}
	if n < least || lined(first.pen) {
		return 0
	}
	return n
}

// move moves the cursor, by the shortest way.
func (p *Painter) move(b *strings.Builder, x, y int) {
	switch {
	case p.row == y && p.col == x:
	case p.row == y:
		b.WriteString(ansi.CursorHorizontalAbsolute(x + 1))
	case p.row >= 0 && p.row == y-1 && x == 0:
		b.WriteByte('\n')
	default:
		b.WriteString(ansi.CursorPosition(x+1, y+1))
	}
	p.row, p.col = y, x
}

// style changes the looks of what is written from now on.
func (p *Painter) style(b *strings.Builder, pen, link string) {
	if link != p.link {
		if link == "" {
			b.WriteString(ansi.ResetHyperlink())
		} else {
			b.WriteString(link)
		}
		p.link = link
	}
	switch {
	case pen == p.pen:
		return
	case p.pen != "" && !strings.HasPrefix(pen, p.pen):
		b.WriteString(ansi.ResetStyle)
		b.WriteString(pen)
	default:
		b.WriteString(strings.TrimPrefix(pen, p.pen))
	}
	p.pen = pen
}

// Scrolling saves sending lines that only stand elsewhere now.
const (
	mostScrolled  = 12 // lines that a screen may have moved by to be found
	leastScrolled = 3  // lines that must stand elsewhere to make it worth while
)

// scroll moves the part of the screen that stands elsewhere in the new frame.
func (p *Painter) scroll(b *strings.Builder, lines []string) {
	best, by, from, to := leastScrolled-1, 0, 0, 0
	for k := 1; k <= min(mostScrolled, len(lines)-1); k++ {
		for _, shift := range []int{k, -k} {
			saved, first, last := p.moved(lines, shift)
			if saved > best {
				best, by, from, to = saved, shift, first, last
			}
		}
	}
	if by == 0 {
		return
	}
	p.style(b, "", "") // what comes into sight has the looks of the pen
	if by > 0 {
		top, bottom := from, to+by
		b.WriteString(ansi.SetTopBottomMargins(top+1, bottom+1) + ansi.CursorPosition(1, bottom+1) + strings.Repeat("\n", by))
		copy(p.lines[top:], p.lines[top+by:bottom+1])
		clear(p.lines[bottom+1-by : bottom+1])
	} else {
		top, bottom := from+by, to
		b.WriteString(ansi.SetTopBottomMargins(top+1, bottom+1) + ansi.CursorPosition(1, top+1) + strings.Repeat(ansi.ReverseIndex, -by))
		copy(p.lines[top-by:bottom+1], p.lines[top:])
		clear(p.lines[top : top-by])
	}
	b.WriteString("\x1b[r") // the whole screen again; it moves the cursor
	p.row = -1
}

// moved counts the lines of a frame that stand shift lines further down on the
// screen, and not where they should; and says from which line to which they are.
func (p *Painter) moved(lines []string, shift int) (saved, first, last int) {
	first = -1
	for y := max(0, -shift); y < len(lines)-max(0, shift); y++ {
		if lines[y] == p.lines[y+shift] && lines[y] != p.lines[y] {
			if strings.TrimSpace(lines[y]) != "" {
				saved++
			}
			if first < 0 {
				first = y
			}
			last = y
		} else if first >= 0 && lines[y] == p.lines[y] && strings.TrimSpace(lines[y]) != "" {
			saved-- // it would have to be sent again
		}
	}
	return saved, first, last
}
