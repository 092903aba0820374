package articles

import (
	"strings"
	"unicode/utf8"

	"broadsheet/model"
)

// gateInlines passes a line of text through the gate.
func gateInlines(inlines []model.Inline) []model.Inline {
	var g lineGate
	return g.inlines(inlines, false)
}

// lineGate passes the inlines of one line through the gate; a combining mark may
// begin a text of it, but not the line.
type lineGate struct {
	gate  gate
	begun bool
}

func (g *lineGate) inlines(inlines []model.Inline, linked bool) []model.Inline {
	if inlines == nil {
		return nil
	}
	kept := make([]model.Inline, 0, len(inlines))
	for _, inline := range inlines {
		switch i := inline.(type) {
		case model.Text:
			if text := g.text(i.Text); text != "" {
				kept = append(kept, model.Text{Text: text})
			}
		case model.Code:
			if text := g.text(i.Text); text != "" {
				kept = append(kept, model.Code{Text: text})
			}
		case model.Span:
			if inner := g.inlines(i.Inlines, linked); len(inner) > 0 {
				kept = append(kept, model.Span{Style: i.Style, Inlines: inner})
			}
		case model.Link:
			url := cleanURL(i.URL)
			inner := g.inlines(i.Inlines, linked || url != "")
			switch {
			case url == "" || linked:
				kept = append(kept, inner...)
			case len(inner) > 0:
				kept = append(kept, model.Link{URL: url, Inlines: inner})
			}
		case model.LineBreak:
			g.begun = false
			kept = append(kept, i)
		case model.WordBreak:
			kept = append(kept, i)
		default:
			g.begun = true
			kept = append(kept, gateOther(inline, linked))
		}
	}
	return kept
}

// gateOther passes an inline through the gate that is like a single character.
func gateOther(inline model.Inline, linked bool) model.Inline {
	switch i := inline.(type) {
	case model.Image:
		return gateImage(i)
	case model.Ruby:
		var base lineGate
		return model.Ruby{Base: base.inlines(i.Base, linked), Reading: cleanLine(i.Reading)}
	case model.FootnoteReference:
		return model.FootnoteReference{Label: gateLabel(i.Label)}
	}
	return inline
}

// text passes a run of characters through the gate: a run of white space in it
// becomes one.
func (g *lineGate) text(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var space rune
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if kind := whiteSpace(r); kind != 0 {
			space = joinSpaces(space, kind)
			continue
		}
		if !g.begun {
			g.gate.startOfText()
		}
		if !g.gate.admit(r, size) {
			continue
		}
		if space != 0 {
			b.WriteRune(space)
		}
		space, g.begun = 0, true
		b.WriteRune(r)
	}
	if space != 0 {
		b.WriteRune(space)
	}
	return b.String()
}
