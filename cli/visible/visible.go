// Package visible is the way out of the program for text: whatever comes from
// arguments, files or errors leaves without control characters that a terminal
// would obey.
package visible

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"broadsheet/model"
)

// Writer is the one way out of the program for lines of text: standard
// output and standard error alike. Whatever is written to it, from arguments,
// file names, the environment or a library's errors, leaves as model.Visible
// shows it. It writes what it is given in any parts; the last one may be held
// back until flush.
type Writer struct {
	To     io.Writer
	Styled bool   // our own styles and links may pass
	held   []byte // the beginning of a character or, where styled, of a line
}

// longestHeld is how much of a line is held back at most, in bytes.
const longestHeld = 64 << 10

// Write writes what can be written of p, and holds back the rest.
func (w *Writer) Write(p []byte) (int, error) {
	text := p
	if len(w.held) > 0 {
		text = append(w.held, p...)
	}
	end := len(text) - openRune(text)
	if w.Styled && len(text) < longestHeld {
		end = bytes.LastIndexByte(text, '\n') + 1
	}
	rest := append([]byte(nil), text[end:]...)
	if err := w.write(string(text[:end])); err != nil {
		return 0, err
	}
	w.held = rest
	return len(p), nil
}

// Flush writes what was held back.
func (w *Writer) Flush() error {
	rest := string(w.held)
	w.held = nil
	return w.write(rest)
}

func (w *Writer) write(text string) error {
	if text == "" {
		return nil
	}
	if w.Styled {
		text = visibleBetweenStyles(text)
	} else {
		text = model.Visible(text)
	}
	_, err := io.WriteString(w.To, text)
	return err
}

// openRune is how many bytes at the end of a text begin a character that is not
// there to its end.
func openRune(text []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if last := text[len(text)-n:]; utf8.RuneStart(last[0]) {
			if utf8.FullRune(last) {
				return 0
			}
			return n
		}
	}
	return 0
}

// ownSequences are what the program itself writes besides text: styles, and
// links to addresses that the gate of package articles lets pass.
var ownSequences = regexp.MustCompile(`\x1b(?:\[[0-9;:]*m|\]8;;\x1b\\|\]8;id=[0-9]+;(?:https?|mailto|gemini|ftp):[!-~]*\x1b\\)`)

// visibleBetweenStyles is model.Visible for what is styled already.
func visibleBetweenStyles(text string) string {
	if !strings.Contains(text, "\x1b") {
		return model.Visible(text)
	}
	var b strings.Builder
	at := 0
	for _, found := range ownSequences.FindAllStringIndex(text, -1) {
		b.WriteString(model.Visible(text[at:found[0]]))
		b.WriteString(text[found[0]:found[1]])
		at = found[1]
	}
	b.WriteString(model.Visible(text[at:]))
	return b.String()
}
