package terminal

import (
	"bytes"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Lines reads lines from a client that has no screen. Where the client leaves that to us,
// as a terminal does over SSH, what is typed is echoed, and can be taken back: as a system
// does it for a teletype, with backspaces and without moving the cursor otherwise.
type Lines struct {
	from  io.Reader
	echo  io.Writer // nil: whoever types sees it already
	typed func()    // called whenever something was typed

	bytes    []byte // that were not looked at
	line     []byte // as far as it was typed
	told     strings.Builder
	skipped  skipped
	returned bool // the last character was a carriage return
}

// mostLine is how long a line can be, in bytes; what is typed beyond it is dropped.
const mostLine = 4 << 10

// skipped is where in a control sequence the reader is: a key that means nothing here.
type skipped int

const (
	nothing       skipped = iota
	begun                 // the escape was read
	control               // CSI: up to its final character
	single                // SS3: one more character
	controlString         // OSC and its like: up to BEL or ST
	stringEnds            // an escape in one of those
)

// NewLines reads lines. echo may be nil; typed is called whenever something was typed.
func NewLines(from io.Reader, echo io.Writer, typed func()) *Lines {
	return &Lines{from: from, echo: echo, typed: typed}
}

// Read gives the next line, without its end. The error is io.EOF when the client has
// closed its side, or its reader has typed ctrl+c, or ctrl+d on an empty line.
func (l *Lines) Read() (string, error) {
	for {
		whole, err := l.look()
		l.flush()
		if err != nil {
			return "", err
		}
		if whole {
			line := string(l.line)
			l.line = l.line[:0]
			return line, nil
		}
		piece := make([]byte, 1<<10)
		n, err := l.from.Read(piece)
		if n > 0 {
			l.typed()
			l.bytes = append(l.bytes, piece[:n]...)
			continue
		}
		if err != nil {
			return "", io.EOF
		}
	}
}

// look looks at what was typed, up to the end of a line.
func (l *Lines) look() (whole bool, err error) {
	for len(l.bytes) > 0 && utf8.FullRune(l.bytes) {
		r, size := utf8.DecodeRune(l.bytes)
		l.bytes = l.bytes[size:]
		if r == utf8.RuneError && size == 1 {
			continue
		}
		if whole, err = l.take(r); whole || err != nil {
			return whole, err
		}
	}
	return false, nil
}

// take takes one character.
func (l *Lines) take(r rune) (whole bool, err error) {
	if l.skips(r) {
		return false, nil
	}
	after := l.returned
	l.returned = r == '\r'
	switch r {
	case '\n':
		if after {
			return false, nil
		}
		fallthrough
	case '\r':
		l.told.WriteByte('\n')
		return true, nil
	case 'c' - 'a' + 1:
		l.told.WriteString("^C\n")
		return false, io.EOF
	case 'd' - 'a' + 1:
		if len(l.line) == 0 {
			l.told.WriteByte('\n')
			return false, io.EOF
		}
	case '\b', 0x7f:
		_, size := utf8.DecodeLastRune(l.line)
		l.erase(len(l.line) - size)
	case 'u' - 'a' + 1:
		l.erase(0)
	case 'w' - 'a' + 1:
		l.erase(bytes.LastIndexByte(bytes.TrimRight(l.line, " "), ' ') + 1)
	default:
		if unicode.IsGraphic(r) && len(l.line) < mostLine {
			l.line = utf8.AppendRune(l.line, r)
			l.told.WriteRune(r)
		}
	}
	return false, nil
}

// skips says whether a character is part of a sequence of a key that means nothing here.
func (l *Lines) skips(r rune) bool {
	const escape, bell = 0x1b, 0x07
	switch was := l.skipped; {
	case was == controlString && r == escape:
		l.skipped = stringEnds
	case was == controlString:
		if r == bell {
			l.skipped = nothing
		}
	case r == escape:
		l.skipped = begun
	case was == nothing:
		return false
	case was == begun:
		l.skipped = map[rune]skipped{'[': control, 'O': single, ']': controlString, 'P': controlString, '_': controlString, '^': controlString, 'X': controlString}[r]
	case was == control:
		if r >= '@' && r <= '~' || r < ' ' {
			l.skipped = nothing
		}
	default:
		l.skipped = nothing
	}
	return true
}

// erase takes back what was typed from a byte of the line on.
func (l *Lines) erase(from int) {
	from = max(from, 0)
	cells := ansi.StringWidth(string(l.line)) - ansi.StringWidth(string(l.line[:from]))
	l.line = l.line[:from]
	l.told.WriteString(strings.Repeat("\b \b", max(cells, 0)))
}

// flush sends the echo.
func (l *Lines) flush() {
	if l.echo != nil && l.told.Len() > 0 {
		_, _ = io.WriteString(l.echo, l.told.String()) // a client that has gone is noticed when it is read from
	}
	l.told.Reset()
}
