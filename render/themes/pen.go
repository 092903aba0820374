package themes

import (
	"bytes"
	"errors"
	"fmt"

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
			text, spans, err = nil, nil, fmt.Errorf("Glamour failed: %v", r)
		}
	}()
	p := t.pens.Get().(*pen)
	var drawn bytes.Buffer
	if err := p.renderer.Render(&drawn, source, document); err != nil {
		return nil, nil, fmt.Errorf("Glamour failed: %w", err)
	}
	t.pens.Put(p)
	text, spans, ok := separate(drawn.Bytes())
	if !ok {
		return nil, nil, errors.New("Glamour drew what is neither text nor a style")
	}
	return text, spans, nil
}
