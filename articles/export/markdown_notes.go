package export

import (
	"fmt"
	"strconv"
	"strings"

	"broadsheet/model"
)

// hasPlainNotes says that the footnotes of a document are what Markdown makes
// of notes: numbered in the order of their references, each with text, and
// without references in them.
func hasPlainNotes(d *model.Document) bool {
	numbers := numberNotes(d)
	if len(numbers.labels) != len(d.Footnotes) {
		return false
	}
	next, inOrder := 1, true
	model.Walk(&model.Document{Blocks: d.Blocks}, func(model.Block) {}, func(inline model.Inline) {
		if reference, isReference := inline.(model.FootnoteReference); isReference {
			number := numbers.numbers[reference.Label]
			inOrder = inOrder && number <= next
			next = max(next, number+1)
		}
	})
	if !inOrder || next != len(d.Footnotes)+1 {
		return false
	}
	for i, note := range d.Footnotes {
		if note.Label != strconv.Itoa(i+1) || len(note.Blocks) == 0 {
			return false
		}
		for _, block := range note.Blocks {
			paragraph, isParagraph := block.(model.Paragraph)
			if !isParagraph || hasReference(paragraph.Inlines) {
				return false
			}
		}
	}
	return true
}

func hasReference(inlines []model.Inline) bool {
	found := false
	model.WalkInlines(inlines, func(inline model.Inline) {
		_, isReference := inline.(model.FootnoteReference)
		found = found || isReference
	})
	return found
}

func (m *markdownWriter) footnotes(notes []model.Footnote) string {
	if m.htmlNotes {
		m.html.b.Reset()
		m.html.footnotes(notes)
		return strings.TrimRight(m.html.b.String(), "\n")
	}
	parts := make([]string, 0, len(notes))
	for _, note := range notes {
		parts = append(parts, prefixed(m.blocks(note.Blocks), fmt.Sprintf("[^%s]: ", note.Label), "    "))
	}
	return strings.Join(parts, "\n\n")
}
