// Package prompt is a line at the foot of the window that the reader types into, with a
// line under it that says what came of it. What is done with what is typed is given
// with it; it knows no headlines and no articles.
package prompt

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model/query"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/words"
)

// Line is a line that the reader types into. It is a layer over the screen, but for
// the mouse.
type Line struct {
	use   Use
	o     Options
	input *canvas.Field
	offer offer
}

// Options are what a line is made of.
type Options struct {
	Context context.Context // its questions end with this
	Library Library         // nil: nothing that is typed is completed
	Window  *canvas.Window
	Keys    *command.Keymap
	Words   words.Language
	Say     func(text string) // tells the reader a sentence
	Sign    string            // stands before what is typed
	Text    string            // stands in the line at first
}

// Library is what the line asks of the library.
type Library interface {
	Complete(ctx context.Context, p query.Partial, limit int) ([]string, error)
}

// Use is what a line is for.
type Use interface {
	Commands() []command.Command
	Hints() []command.Hint // which commands the line names
	// Typed does what is to be done with a text that has just been typed.
	Typed() tea.Cmd
	// Refusal says why the reader could not keep what was typed; empty: that was not
	// tried.
	Refusal() string
	// Found says what was found so far, to stand before what could be typed; empty:
	// nothing is said of it.
	Found() string
	// PutOutcome puts what came of the text into the line under it, from where the text
	// begins on.
	PutOutcome(l *canvas.Line)
}

// New makes a line.
func New(o Options, use Use) *Line {
	return &Line{use: use, o: o, input: canvas.NewField(o.Text)}
}

// Text is what stands in the line.
func (p *Line) Text() string { return p.input.String() }

// Height is the lines of the window that it takes: one more where there is room.
func (p *Line) Height() int {
	if p.o.Window.Height >= 6 {
		return 2
	}
	return 1
}

// Letters takes a key that is no command's.
func (p *Line) Letters(key tea.KeyPressMsg) tea.Cmd {
	if !p.input.Press(key) {
		p.offer.drop()
		return nil
	}
	return p.typed()
}

// TypedInto is the field that the reader types into.
func (p *Line) TypedInto() *canvas.Field { return p.input }

// Paste takes a text that was pasted.
func (p *Line) Paste(text string) tea.Cmd {
	p.input.Insert(text)
	return p.typed()
}

// typed does what is to be done with what was typed, and asks how it could go on.
func (p *Line) typed() tea.Cmd {
	done := p.use.Typed()
	return tea.Batch(done, p.askOffer())
}

// HintAt gives the command whose hint stands in a cell of the line, if there is one.
func (p *Line) HintAt(x int) (name string, hit bool) {
	_, _, _, hints := p.compose(p.o.Window.Width)
	return command.At(hints, x)
}

// compose is the line as it is drawn: where what is typed begins, the column of the
// cursor, and where its hints stand.
func (p *Line) compose(width int) (l *canvas.Line, indent, cursor int, hints []command.Span) {
	s := p.o.Window.Styles
	l = canvas.NewLine(width).Skip(s.Text, 1).Put(s.Prompt, p.o.Sign).Skip(s.Text, 1)
	text, at := p.input.View(l.Room() - 1)
	indent = l.Column()
	style := s.Text
	if p.input.Selected() {
		style = s.Chosen
	}
	l.Put(style, text)
	if refusal := p.use.Refusal(); refusal != "" && p.Height() == 1 {
		l.Skip(s.Text, 2).Put(s.Failure, refusal)
	} else {
		hints = command.PutHints(l, s, p.o.Keys.Bind(p.use.Commands()), p.use.Hints())
	}
	return l, indent, indent + at, hints
}

// Draw draws the line over what is there.
func (p *Line) Draw(c *canvas.Canvas) {
	y := c.Height - p.Height()
	l, indent, cursor, _ := p.compose(c.Width)
	c.PutCursor(cursor, y)
	c.Set(y, l.String())
	if p.Height() > 1 {
		c.Set(y+1, p.drawOutcome(c.Width, indent))
	}
}

// drawOutcome is the line under the one that is typed into: what could be typed, or
// what came of what was.
func (p *Line) drawOutcome(width, indent int) string {
	l := canvas.NewLine(width).Skip(p.o.Window.Styles.Text, indent)
	if p.offer.shown() && p.use.Refusal() == "" {
		p.putOffer(l)
	} else {
		p.use.PutOutcome(l)
	}
	return l.String()
}
