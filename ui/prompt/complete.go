package prompt

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model/query"
	"broadsheet/ui/ask"
	"broadsheet/ui/canvas"
)

// offer is what the term before the cursor could become.
type offer struct {
	partial       query.Partial
	before, after string   // what stood before and behind the cursor
	found         []string // terms, to stand where the partial one begins
	taken         int      // which of them was taken last; -1: none
	wanted        int      // the key that came before the answer: 1 or -1
	fetch         ask.Question
}

// Offered is the answer to the question what could be typed.
type Offered struct {
	found []string
	err   error
}

// maximumOffer is how many terms are offered.
const maximumOffer = 50

func (o *offer) drop() {
	o.fetch.Drop()
	o.found, o.taken, o.wanted = nil, -1, 0
}

// shown says whether there is something to choose from. The names of fields are
// only offered to who asks for them: nearly every word begins like one.
func (o *offer) shown() bool {
	done := len(o.found) == 1 && strings.HasSuffix(o.before, o.found[0])
	return len(o.found) > 0 && !done && (o.partial.Field != query.FieldWord || o.taken >= 0)
}

// askOffer asks what the term before the cursor could become.
func (p *Line) askOffer() tea.Cmd {
	o, library := &p.offer, p.o.Library
	if library == nil {
		return nil
	}
	found := o.found
	o.drop()
	o.before, o.after = p.input.Around()
	partial, ok := query.PartialTerm(o.before)
	if !ok || partial.Field == query.FieldText || partial.Field == query.FieldTitle {
		return nil
	}
	if partial.Field == o.partial.Field && partial.Start == o.partial.Start {
		o.found = found // until the answer comes, so that the line does not flicker
	}
	o.partial = partial
	if partial.Field == query.FieldWord {
		o.found = partial.Fixed()
		return nil
	}
	return o.fetch.Ask(p.o.Context, func(ctx context.Context) tea.Msg {
		found, err := library.Complete(ctx, partial, maximumOffer)
		return Offered{found: found, err: err}
	})
}

// Receive shows what could be typed.
func (p *Line) Receive(answer Offered) tea.Cmd {
	if answer.err != nil {
		p.o.Say(answer.err.Error())
		return nil
	}
	p.offer.found = answer.found
	step := p.offer.wanted
	p.offer.wanted = 0
	switch {
	case step == 0:
		return nil
	case len(answer.found) == 0:
		p.o.Say(p.o.Words.NothingToComplete())
		return nil
	}
	return p.Complete(step)
}

// Complete puts the next or previous term that is offered in the place of the
// one that was begun.
func (p *Line) Complete(step int) tea.Cmd {
	o := &p.offer
	if o.fetch.Waiting() {
		o.wanted = step
		return nil
	}
	if before, _ := p.input.Around(); o.taken < 0 && (before != o.before || len(o.found) == 0) {
		if asked := p.askOffer(); asked != nil {
			o.wanted = step
			return asked
		}
	}
	n := len(o.found)
	if n == 0 {
		p.o.Say(p.o.Words.NothingToComplete())
		return nil
	}
	if o.taken < 0 && step < 0 {
		o.taken = 0
	}
	o.taken = (o.taken + step + n) % n
	term := o.found[o.taken]
	p.input.Set(o.before[:o.partial.Start]+term, o.after)
	if strings.HasSuffix(term, ":") && n == 1 {
		return p.typed() // on to its values
	}
	return p.use.Typed()
}

// putOffer lists what could be typed: those around the one that was taken.
func (p *Line) putOffer(l *canvas.Line) {
	s, o := p.o.Window.Styles, &p.offer
	if found := p.use.Found(); found != "" {
		l.Put(s.Dim, found+" · ")
	}
	from := 0
	for from < o.taken && widthOfOffer(o.found[from:o.taken+1]) > l.Room()-2 {
		from++
	}
	if from > 0 {
		l.Put(s.Dim, "… ")
	}
	for i, term := range o.found[from:] {
		if i > 0 {
			l.Skip(s.Text, 2)
		}
		style := s.Dim
		if from+i == o.taken {
			style = s.Chip
		}
		text := shownTerm(term)
		if l.Room() < 2 {
			break
		}
		l.Put(style, text)
	}
}

// shownTerm is a term as it is offered: without the field that stands before
// the cursor already.
func shownTerm(term string) string {
	if _, value, found := strings.Cut(term, ":"); found && value != "" {
		return value
	}
	return term
}

func widthOfOffer(terms []string) int {
	width := 0
	for _, term := range terms {
		width += ansi.StringWidth(shownTerm(term)) + 2
	}
	return width
}
