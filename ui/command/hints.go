package command

import (
	"slices"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/ui/canvas"
)

// Hint is a word of the footer with the commands whose keys stand before it.
type Hint []string

// Span is where a hint stands in its line, which a click can hit.
type Span struct {
	From, To int // cells
	Name     string
}

// At gives the name of the command that a cell stands for, if there is one.
func At(spans []Span, x int) (name string, hit bool) {
	i := slices.IndexFunc(spans, func(s Span) bool { return x >= s.From && x < s.To })
	if i < 0 {
		return "", false
	}
	return spans[i].Name, true
}

// hintText is a hint as it stands in the line.
type hintText struct {
	keys, names []string
	word        string
}

// PutHints ends a line with as many hints as there is room for, and gives where they
// stand; the last ones are the last to go. The rows have the focus that the reader has
// chosen.
func PutHints(l *canvas.Line, s *canvas.Styles, bound []Command, hints []Hint) []Span {
	rows := map[string]Command{}
	for _, row := range bound {
		if _, ok := rows[row.Name]; !ok {
			rows[row.Name] = row
		}
	}
	var texts []hintText
	room, used := l.Room()-3, 0
	for _, hint := range slices.Backward(hints) {
		var text hintText
		for _, name := range hint {
			if row := rows[name]; row.Off == "" && len(row.Keys) > 0 {
				text.keys, text.names, text.word = append(text.keys, row.Keys[0]), append(text.names, name), row.Short
			}
		}
		need := ansi.StringWidth(KeyNames(text.keys)+text.word) + 3
		if len(text.keys) == 0 || need > room {
			continue
		}
		room -= need
		used += need
		texts = append(texts, text)
	}
	slices.Reverse(texts)
	l.To(s.Text, l.Column()+l.Room()-used+1)
	var spans []Span
	for i, text := range texts {
		if i > 0 {
			l.Skip(s.Text, 2)
		}
		from := l.Column()
		l.Put(s.Accent, KeyNames(text.keys)).Skip(s.Text, 1).Put(s.Dim, text.word)
		spans = append(spans, text.spans(from, l.Column())...)
	}
	return spans
}

// spans are where a hint stands: each of its keys, and with the first its word.
func (h hintText) spans(from, to int) []Span {
	var spans []Span
	for i, key := range h.keys {
		width := ansi.StringWidth(KeyName(key))
		spans = append(spans, Span{From: from, To: from + width, Name: h.names[i]})
		from += width + 1
	}
	return append(spans, Span{From: from, To: to, Name: h.names[0]})
}
