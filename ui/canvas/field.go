package canvas

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"

	"broadsheet/model"
	"broadsheet/model/query"
)

// Field is a line that the reader types into. The text input of Bubbles is no good
// here: it counts runes where a reader sees characters, bounds no bytes, and links
// the clipboard of the machine it runs on, which over SSH is not the reader's.
type Field struct {
	text []string // what a reader sees as characters
	at   int      // the cursor stands before text[at]
	full bool     // something found no room

	selected bool // all of the text is: what is typed takes its place
}

// The bounds of what a reader can type, in bytes: any query, and too little to
// slow a key down. What a reader takes for one character may be many bytes, of
// which so many are enough for families of emoji.
const (
	fieldBytes   = query.MaximumLength
	clusterBytes = 64
)

// NewField makes a field with a text in it and the cursor at its end.
func NewField(text string) *Field {
	f := &Field{}
	f.Insert(text)
	f.full = false
	return f
}

// SelectAll selects the text, so that what is typed next takes its place.
func (f *Field) SelectAll() { f.at, f.selected = len(f.text), len(f.text) > 0 }

// Selected says whether the text is selected.
func (f *Field) Selected() bool { return f.selected }

func (f *Field) String() string { return strings.Join(f.text, "") }

// Insert puts text at the cursor, as one line without what a terminal would obey
// or not show. What there is no room for is left out, and the field is full. A text
// that is selected gives way to it.
func (f *Field) Insert(text string) {
	if f.selected {
		f.text, f.at, f.selected = nil, 0, false
	}
	before, after := f.Around()
	room := max(0, fieldBytes-len(before)-len(after))
	behind := ""
	if f.at > 0 {
		behind = f.text[f.at-1]
	}
	text, f.full = typedLine(behind, text, room)
	before += text
	f.text = Clusters(before + after)
	f.at = min(len(Clusters(before)), len(f.text))
}

// typedLine makes one line of a text, of so many bytes at most, to stand behind a
// character. It looks at little more than that of it, and says whether something
// was cut off.
func typedLine(behind, text string, room int) (line string, cut bool) {
	var b strings.Builder
	looked := 0 // characters; those that are dropped count too
	for cluster := behind; text != ""; {
		if looked++; looked > 2*fieldBytes {
			return b.String(), true
		}
		r, size := utf8.DecodeRuneInString(text)
		text = text[size:]
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			r = ' '
		case r == utf8.RuneError || model.IsHidden(r):
			continue
		}
		switch grown := cluster + string(r); {
		case r < utf8.RuneSelf || cluster == "" || uniseg.GraphemeClusterCount(grown) > 1:
			cluster = string(r)
		case len(grown) > clusterBytes:
			cut = true
			continue
		default:
			cluster = grown
		}
		if b.Len()+utf8.RuneLen(r) > room {
			return b.String(), true
		}
		b.WriteRune(r)
	}
	return b.String(), cut
}

// Overflowed says, once, that something typed or pasted found no room.
func (f *Field) Overflowed() bool {
	full := f.full
	f.full = false
	return full
}

// Around is the text before the cursor and behind it.
func (f *Field) Around() (before, after string) {
	return strings.Join(f.text[:f.at], ""), strings.Join(f.text[f.at:], "")
}

// Set puts another text in place, with the cursor between its parts.
func (f *Field) Set(before, after string) {
	f.text, f.at, f.selected = nil, 0, false
	f.Insert(before)
	at := f.at
	f.Insert(after)
	f.at = at
}

// Press takes a key that edits. It says whether the text has changed.
func (f *Field) Press(key tea.KeyPressMsg) bool {
	before := len(f.text)
	if f.selected && f.pressSelected(key.Keystroke()) {
		return len(f.text) != before
	}
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
		f.Insert(key.Text)
		return true
	}
	return len(f.text) != before
}

// pressSelected takes a key that means something else while the text is selected: what
// deletes, deletes all of it, and what moves goes to one of its ends. It says whether
// the key was one of those.
func (f *Field) pressSelected(key string) bool {
	switch key {
	case "left", "ctrl+b", "home", "ctrl+a":
		f.at, f.selected = 0, false
	case "right", "ctrl+f", "end", "ctrl+e":
		f.at, f.selected = len(f.text), false
	case "backspace", "ctrl+h", "shift+backspace", "delete", "ctrl+d", "ctrl+w", "alt+backspace", "ctrl+u", "ctrl+k":
		f.text, f.at, f.selected = nil, 0, false
	default:
		return false
	}
	return true
}

func (f *Field) cut(from, to int) {
	f.text = append(f.text[:from:from], f.text[to:]...)
	f.at = from
}

func (f *Field) wordStart() int {
	at := f.at
	for at > 0 && f.text[at-1] == " " {
		at--
	}
	for at > 0 && f.text[at-1] != " " {
		at--
	}
	return at
}

// View is the part of the text around the cursor that fits into width cells,
// and the cursor's column in it.
func (f *Field) View(width int) (text string, cursor int) {
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
