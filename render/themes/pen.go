package themes

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"charm.land/glamour/v2/ansi"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// pen is a Glamour renderer, which one goroutine at a time may use.
type pen struct{ renderer renderer.Renderer }

func newPen(style ansi.StyleConfig) *pen {
	draw := ansi.NewRenderer(ansi.Options{Styles: style, PreserveNewLines: true})
	return &pen{renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(draw, 1000)))}
}

// Draw lets Glamour draw a document over its source. It gives the text that was
// drawn, with newlines around it, and the inks of that text.
func (t *Theme) Draw(source []byte, document ast.Node) (text []byte, spans []Span, err error) {
	defer func() {
		if r := recover(); r != nil { // the pen, in an unknown state, is not used again
			text, spans, err = nil, nil, fmt.Errorf("drawing by Glamour failed: %v", r)
		}
	}()
	p := t.pens.Get().(*pen)
	var drawn bytes.Buffer
	if err := p.renderer.Render(&drawn, source, document); err != nil {
		return nil, nil, fmt.Errorf("drawing by Glamour failed: %w", err)
	}
	t.pens.Put(p)
	text, spans, ok := separate(drawn.Bytes())
	if !ok {
		return nil, nil, errors.New("something was drawn by Glamour that is neither text nor a style")
	}
	for i := range spans {
		spans[i].Ink = t.legible(spans[i].Ink)
	}
	return text, spans, nil
}

// Glamour takes & and \ in a text for the start of an entity and an escape.
// These private-use characters, which no document holds, stand in for them.
const (
	ampersand = '\uE000'
	backslash = '\uE001'
)

// Verbatim appends a text to a source so that Glamour draws it as it is.
func Verbatim(b []byte, text string) []byte {
	for i := 0; i < len(text); {
		j := strings.IndexAny(text[i:], `&\`)
		if j < 0 {
			return append(b, text[i:]...)
		}
		b = append(b, text[i:i+j]...)
		if text[i+j] == '&' {
			b = utf8.AppendRune(b, ampersand)
		} else {
			b = utf8.AppendRune(b, backslash)
		}
		i += j + 1
	}
	return b
}

// separate takes what Glamour drew apart: the text, with & and \ back in
// their places, and the inks in which it is drawn. It is false for anything
// that is neither text nor an SGR sequence.
func separate(drawn []byte) (text []byte, spans []Span, ok bool) {
	text = make([]byte, 0, len(drawn))
	var now Ink
	for i := 0; i < len(drawn); {
		switch c := drawn[i]; {
		case c == 0x1b:
			n, next, ok := readSGR(drawn[i:], now)
			if !ok {
				return nil, nil, false
			}
			now, i = next, i+n
			continue
		case len(spans) == 0 || spans[len(spans)-1].Ink != now:
			spans = AppendSpan(spans, Span{int32(len(text)), now})
		}
		if i+2 < len(drawn) && drawn[i] == 0xee && drawn[i+1] == 0x80 && drawn[i+2] <= 0x81 {
			text = append(text, `&\`[drawn[i+2]&1])
			i += 3
			continue
		}
		text = append(text, drawn[i])
		i++
	}
	return text, spans, true
}
