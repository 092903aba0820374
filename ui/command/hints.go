package command

import (
	"slices"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/ui/canvas"
)

// Hint is a word of the footer with the commands whose keys stand before it.
type Hint []string

// PutHints ends a line with as many hints as there is room for; the last ones
// are the last to go. The rows have the focus that the reader has chosen.
func PutHints(l *canvas.Line, s *canvas.Styles, bound []Command, hints []Hint) {
	rows := map[string]Command{}
	for _, row := range bound {
		if _, ok := rows[row.Name]; !ok {
			rows[row.Name] = row
		}
	}
	var texts [][2]string // keys and word
	room, used := l.Room()-3, 0
	for _, hint := range slices.Backward(hints) {
		var keys []string
		word := ""
		for _, name := range hint {
			if row := rows[name]; row.Off == "" && len(row.Keys) > 0 {
				keys, word = append(keys, row.Keys[0]), row.Short
			}
		}
		text := [2]string{KeyNames(keys), word}
		need := ansi.StringWidth(text[0]+text[1]) + 3
		if len(keys) == 0 || need > room {
			continue
		}
		room -= need
		used += need
		texts = append(texts, text)
	}
	slices.Reverse(texts)
	l.To(s.Text, l.Column()+l.Room()-used+1)
	for i, text := range texts {
		if i > 0 {
			l.Skip(s.Text, 2)
		}
		l.Put(s.Accent, text[0]).Skip(s.Text, 1).Put(s.Dim, text[1])
	}
}
