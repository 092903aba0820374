package model

import (
	"strings"
)

// Texts gives what a reader sees of a document, without any markup: a text for
// each paragraph, heading, cell, caption or piece of code, in reading order,
// none of them empty. A line break is a newline. The readings of ruby come
// after the text that they stand over, so that this stays in one piece.
func Texts(d *Document) []string {
	var w textWriter
	w.blocks(d.Blocks)
	for _, note := range d.Footnotes {
		w.blocks(note.Blocks)
	}
	return w.texts
}

type textWriter struct {
	texts []string
	line  strings.Builder
	after []string // readings of the text at hand
}

func (w *textWriter) blocks(blocks []Block) {
	for _, block := range blocks {
		w.block(block)
	}
}

func (w *textWriter) block(block Block) {
	switch b := block.(type) {
	case Heading:
		w.text(b.Inlines)
	case Paragraph:
		w.text(b.Inlines)
	case CodeBlock:
		w.add(b.Text)
	case List:
		for _, item := range b.Items {
			w.blocks(item.Blocks)
		}
	case Quote:
		w.blocks(b.Blocks)
	case Table:
		w.text(b.Caption)
		for _, row := range b.Rows {
			for _, cell := range row.Cells {
				w.blocks(cell.Blocks)
			}
		}
	case Figure:
		w.figure(b)
	case DefinitionList:
		for _, item := range b.Items {
			for _, term := range item.Terms {
				w.text(term)
			}
			for _, description := range item.Descriptions {
				w.blocks(description)
			}
		}
	case Details:
		w.text(b.Summary)
		w.blocks(b.Blocks)
	case Rule:
	}
}

// figure writes the caption, or for want of one what the pictures show.
func (w *textWriter) figure(figure Figure) {
	if len(figure.Caption) > 0 {
		w.text(figure.Caption)
		return
	}
	for _, image := range figure.Images {
		w.add(image.Alt)
	}
}

// text writes inlines as one text.
func (w *textWriter) text(inlines []Inline) {
	w.line.Reset()
	WalkInlines(inlines, func(inline Inline) {
		switch i := inline.(type) {
		case Text:
			w.line.WriteString(i.Text)
		case Code:
			w.line.WriteString(i.Text)
		case Image:
			if i.Alt != "" {
				w.line.WriteString(" " + i.Alt + " ")
			}
		case Ruby:
			w.after = append(w.after, i.Reading)
		case LineBreak:
			w.line.WriteByte('\n')
		case Span, Link, FootnoteReference, WordBreak: // no text of their own
		}
	})
	w.add(w.line.String())
	for _, reading := range w.after {
		w.add(reading)
	}
	w.after = w.after[:0]
}

func (w *textWriter) add(text string) {
	if text = strings.TrimSpace(text); text != "" {
		w.texts = append(w.texts, text)
	}
}
