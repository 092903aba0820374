package terminal

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// cell is a character on the screen, with how it looks.
type cell struct {
	text  string // what a reader sees as one character
	width int    // in columns
	pen   string // the sequences that make its looks, without a pen: ""
	link  string // the sequence that opens its link, or ""
}

var blank = cell{text: " ", width: 1} //nolint:gochecknoglobals // nobody changes it

// cellsOf takes a line of a frame apart, into the room that cells have. Blanks at
// its end that are nothing but room are left out.
func cellsOf(cells []cell, line string) []cell {
	cells = cells[:0]
	var state byte
	pen, link := "", ""
	for line != "" {
		if n, width := plain(line); n > 0 {
			cells = append(cells, cell{line[:n], width, pen, link})
			line = line[n:]
			continue
		}
		sequence, width, n, next := ansi.DecodeSequence(line, state, nil)
		state, line = next, line[n:]
		switch {
		case width > 0:
			cells = append(cells, cell{sequence, width, pen, link})
		case strings.HasPrefix(sequence, "\x1b[") && strings.HasSuffix(sequence, "m"):
			pen = stroke(pen, sequence)
		case strings.HasPrefix(sequence, "\x1b]8;"):
			link = sequence
			if _, url, _ := strings.Cut(sequence[4:], ";"); strings.Trim(url, "\a\x1b\\") == "" {
				link = ""
			}
		}
	}
	for len(cells) > 0 && cells[len(cells)-1] == blank {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// stroke is a pen that a sequence has changed.
func stroke(pen, sequence string) string {
	switch parameters := sequence[2 : len(sequence)-1]; {
	case parameters == "" || parameters == "0":
		return ""
	case pen == "" || strings.HasPrefix(parameters, "0;"):
		return sequence
	default:
		return pen + sequence
	}
}

// lined says whether a pen draws blanks otherwise than an eraser: underlined,
// struck out or reversed.
func lined(pen string) bool {
	for sequence := range strings.SplitSeq(pen, "\x1b[") {
		parameters := strings.Split(strings.TrimSuffix(sequence, "m"), ";")
		for i := 0; i < len(parameters); i++ {
			switch name, _, _ := strings.Cut(parameters[i], ":"); name {
			case "38", "48", "58": // a colour, whose numbers follow
				i += 2
				if i-1 < len(parameters) && parameters[i-1] == "2" {
					i += 2
				}
			case "4", "7", "9", "21", "53":
				return true
			}
		}
	}
	return false
}

// plain gives the length and width of the character that a text begins with, if
// it is one of those that most text is made of and no other can join it; else 0.
// It says nothing that the library would not say, but at a tenth of the price.
func plain(text string) (length, width int) {
	r, n := utf8.DecodeRuneInString(text)
	switch {
	case r >= ' ' && r < 0x7f:
		width = 1
	case han(r):
		width = 2
	default:
		return 0, 0
	}
	if next, _ := utf8.DecodeRuneInString(text[n:]); next < 0x300 && next != 0xad || han(next) {
		return n, width
	}
	return 0, 0
}

// han says whether r is a Chinese character or a mark that stands beside them.
func han(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3001 && r <= 0x3011 || r >= 0xff01 && r <= 0xff5e
}

// columns is how wide cells are together.
func columns(cells []cell) int {
	sum := 0
	for i := range cells {
		sum += cells[i].width
	}
	return sum
}

// certain says whether all terminals agree on how wide a cell is. Behind one
// that is not, nothing may be taken to be where it should.
func (c *cell) certain() bool {
	r, size := utf8.DecodeRuneInString(c.text)
	if size != len(c.text) {
		return false
	}
	switch {
	case r < 0x7f:
		return true
	case r >= 0xa0 && r < 0x300, r >= 0x370 && r < 0x590: // letters of Europe
		return c.width == 1
	case r >= 0x2010 && r <= 0x2027, r >= 0x2030 && r <= 0x205e: // punctuation
		return c.width == 1
	case r >= 0x2190 && r <= 0x2193, r >= 0x2500 && r <= 0x259f, r == '●', r == '★', r == '▸', r == '▾', r == '▣': // signs of ours
		return c.width == 1
	case r >= 0x2e80 && r <= 0x303e, r >= 0x3041 && r <= 0x33ff, r >= 0x3400 && r <= 0x4dbf, r >= 0x4e00 && r <= 0x9fff,
		r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff, r >= 0xff01 && r <= 0xff60: // wide for everybody
		return c.width == 2
	}
	return false
}

// everywhere is where cells are uncertain that are certain all: in no column.
const everywhere = math.MaxInt

// uncertain gives the column of the first cell that terminals disagree on.
func uncertain(cells []cell) int {
	x := 0
	for i := range cells {
		if !cells[i].certain() {
			return x
		}
		x += cells[i].width
	}
	return everywhere
}

// unchanged says of each cell of a line whether it stands on the screen already,
// where it should.
func unchanged(old, now []cell) []bool {
	same := make([]bool, len(now))
	limit := min(uncertain(old), uncertain(now))
	i, oldX, x := 0, 0, 0
	for j := range now {
		for i < len(old) && oldX < x {
			oldX += old[i].width
			i++
		}
		if x >= limit {
			break
		}
		if oldX == x {
			same[j] = i < len(old) && old[i] == now[j] || i >= len(old) && now[j] == blank
		} else if i >= len(old) {
			same[j] = oldX <= x && now[j] == blank
		}
		x += now[j].width
	}
	return same
}
