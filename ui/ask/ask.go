// Package ask holds questions whose answers come later, as messages of Bubble Tea.
// One that is asked again drops the answer to the earlier one. It knows nothing of
// what is asked.
package ask

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// Question is one question that can be asked again before it was answered, and
// whose late answers are dropped. Its answers come from a goroutine of Bubble
// Tea's; all else of it belongs to Update.
type Question struct {
	sequence int
	asked    bool
	cancel   context.CancelFunc
}

// Answer is what a question came to.
type Answer struct {
	of       *Question
	sequence int
	message  tea.Msg
}

// Ask puts a question in place of an earlier one, which is cancelled.
func (f *Question) Ask(ctx context.Context, question func(context.Context) tea.Msg) tea.Cmd {
	f.Drop()
	ctx, f.cancel = context.WithCancel(ctx)
	f.asked = true
	sequence, cancel := f.sequence, f.cancel
	return func() tea.Msg {
		defer cancel()
		answer := Answer{of: f, sequence: sequence}
		inTurn(ctx, func(ctx context.Context) { answer.message = question(ctx) })
		return answer
	}
}

// turnsKey finds in a context who says when a question's turn is.
type turnsKey struct{}

// WithTurns has questions that are asked with a context worked on when turns says
// so, which calls them then, and not at all if their context ends before.
func WithTurns(ctx context.Context, turns func(ctx context.Context, question func(context.Context))) context.Context {
	return context.WithValue(ctx, turnsKey{}, turns)
}

// inTurn works on a question at once, or when whoever has many programs to run says
// so.
func inTurn(ctx context.Context, question func(context.Context)) {
	if turns, ok := ctx.Value(turnsKey{}).(func(context.Context, func(context.Context))); ok {
		turns(ctx, question)
		return
	}
	question(ctx)
}

// Drop forgets the question; its answer will be dropped.
func (f *Question) Drop() {
	f.sequence++
	f.asked = false
	if f.cancel != nil {
		f.cancel()
		f.cancel = nil
	}
}

// Waiting says whether an answer is still to come.
func (f *Question) Waiting() bool { return f.asked }

// Open gives what an answer says, if that is still waited for.
func (a Answer) Open() (message tea.Msg, wanted bool) {
	if !a.of.take(a) {
		return nil, false
	}
	return a.message, true
}

// take says whether an answer is the one waited for, and stops waiting.
func (f *Question) take(a Answer) bool {
	if !f.asked || a.sequence != f.sequence {
		return false
	}
	f.asked, f.cancel = false, nil
	return true
}
