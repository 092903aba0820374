package ui

import (
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// field is a line that the reader types into. It is our own because the text
// input of Bubbles reads the clipboard of the machine it runs on, which over
// SSH is not the reader's.
type field struct {
	text []string // what a reader sees as characters
	at   int      // the cursor stands before text[at]
}

// fieldLimit is how much a reader can type, in characters: enough for any
// query, and too little to slow a key down.
const fieldLimit = 500

func newField(text string) *field {
	f := &field{}
	f.insert(text)
	return f
}

func (f *field) String() string { return strings.Join(f.text, "") }

// insert puts text at the cursor, as one line without control characters.
func (f *field) insert(text string) {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, text)
	before := strings.Join(f.text[:f.at], "") + text
	after := strings.Join(f.text[f.at:], "")
	f.text = clusters(before + after)
	f.at = min(len(clusters(before)), len(f.text))
	if len(f.text) > fieldLimit {
		f.text = f.text[:fieldLimit]
		f.at = min(f.at, fieldLimit)
	}
}

// around is the text before the cursor and behind it.
func (f *field) around() (before, after string) {
	return strings.Join(f.text[:f.at], ""), strings.Join(f.text[f.at:], "")
}

// set puts another text in place, with the cursor between its parts.
func (f *field) set(before, after string) {
	f.text, f.at = nil, 0
	f.insert(before)
	at := f.at
	f.insert(after)
	f.at = at
}

// press takes a key that edits. It says whether the text has changed.
func (f *field) press(key tea.KeyPressMsg) bool {
	before := len(f.text)
	switch key.Keystroke() {
	case "left", "ctrl+b":
		f.at = max(0, f.at-1)
	case "right", "ctrl+f":
		f.at = min(len(f.text), f.at+1)
	case "home", "ctrl+a":
		f.at = 0
	case "end", "ctrl+e":
		f.at = len(f.text)
	case "backspace", "ctrl+h", "shift+backspace":
		f.cut(max(0, f.at-1), f.at)
	case "delete", "ctrl+d":
		f.cut(f.at, min(len(f.text), f.at+1))
	case "ctrl+w", "alt+backspace":
		f.cut(f.wordStart(), f.at)
	case "ctrl+u":
		f.cut(0, f.at)
	case "ctrl+k":
		f.cut(f.at, len(f.text))
	default:
		if key.Text == "" {
			return false
		}
		f.insert(key.Text)
		return true
	}
	return len(f.text) != before
}

func (f *field) cut(from, to int) {
	f.text = append(f.text[:from:from], f.text[to:]...)
	f.at = from
}

func (f *field) wordStart() int {
	at := f.at
	for at > 0 && f.text[at-1] == " " {
		at--
	}
	for at > 0 && f.text[at-1] != " " {
		at--
	}
	return at
}

// view is the part of the text around the cursor that fits into width cells,
// and the cursor's column in it.
func (f *field) view(width int) (text string, cursor int) {
	start := f.at
	for start > 0 && cursor+ansi.StringWidth(f.text[start-1]) < width {
		start--
		cursor += ansi.StringWidth(f.text[start])
	}
	used := 0
	for _, cluster := range f.text[start:] {
		if used += ansi.StringWidth(cluster); used > width {
			break
		}
		text += cluster
	}
	return text, cursor
}
