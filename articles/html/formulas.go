package html

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"broadsheet/articles/gate"
	"broadsheet/articles/math"
	"broadsheet/model"
)

// running writes text as it stands in the source, in which formulas may stand between
// dollars and their like.
func (f *flow) running(s string, st style) {
	if !st.code && !st.preserve {
		for strings.ContainsAny(s, `$\`) {
			start, end, formula, found := math.Next(s)
			if !found {
				break
			}
			if start > 0 {
				f.text(s[:start], st)
			}
			f.formula(formula, st)
			s = s[end:]
		}
	}
	f.text(s, st)
}

// formulaElement writes the formula of an element, with the blanks at its ends.
func (f *flow) formulaElement(node *html.Node, formula math.Formula, st style) {
	first, last := node.FirstChild, node.LastChild
	if first != nil && first.Type == html.TextNode && gate.IsBlank(first.Data) {
		f.text(" ", st)
	}
	f.formula(formula, st)
	next := node.NextSibling
	punctuated := next != nil && next.Type == html.TextNode && strings.IndexAny(next.Data, ".,;:!?)") == 0
	if last != nil && last.Type == html.TextNode && gate.IsBlank(last.Data) && !punctuated {
		f.text(" ", st)
	}
}

// formula writes a formula: in the line, or as a block of its own where its author set
// it apart. TeX is code.
func (f *flow) formula(formula math.Formula, st style) {
	if len(formula.Lines) == 0 {
		return
	}
	if !formula.Display || f.single {
		if formula.Display {
			f.flush()
		}
		f.formulaInLine(formula, st)
		if formula.Display {
			f.flush()
		}
		return
	}
	if formula.Source {
		text := gate.ExpandTabs(gate.Text(strings.Join(formula.Lines, "\n")))
		if !gate.IsBlank(text) {
			f.add(model.CodeBlock{Language: "tex", Text: text})
		}
	} else {
		f.flush()
		f.formulaInLine(formula, st)
		f.flush()
	}
	f.setApart = len(f.blocks)
}

func (f *flow) formulaInLine(formula math.Formula, st style) {
	if formula.Source {
		if text := gate.Clean(strings.Join(formula.Lines, " ")); text != "" {
			f.inline(model.Code{Text: text}, st)
		}
		return
	}
	st.preserve = false
	for i, line := range formula.Lines {
		if i > 0 {
			f.line.LineBreak()
		}
		f.text(line, st)
	}
}

// afterFormula gives the text that follows a formula which is set apart, without the
// punctuation that belongs to it: no line begins with that.
func (f *flow) afterFormula(s string) string {
	at := f.setApart
	if at != len(f.blocks) || !f.line.Empty() {
		f.setApart = 0
		return s
	}
	trimmed := strings.TrimLeft(s, " \n\t")
	if trimmed == "" {
		return s
	}
	f.setApart = 0
	r, size := utf8.DecodeRuneInString(trimmed)
	if !strings.ContainsRune(".,;:!?)。，；：、！？）", r) {
		return s
	}
	switch block := f.blocks[at-1].(type) {
	case model.Paragraph:
		block.Inlines = append(block.Inlines, model.Text{Text: string(r)})
		f.blocks[at-1] = block
	case model.CodeBlock:
		block.Text += string(r)
		f.blocks[at-1] = block
	default:
		return s
	}
	return trimmed[size:]
}
