package ask

import (
	"context"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// answer is a question that is answered by a number.
func answer(n int) func(context.Context) tea.Msg { return func(context.Context) tea.Msg { return n } }

// open gives what a command has answered, -1 where that is not wanted.
func open(cmd tea.Cmd) int {
	if message, wanted := cmd().(Answer).Open(); wanted {
		return message.(int)
	}
	return -1
}

// TestLateAnswersAreDropped asks anew before the first answer is there.
func TestLateAnswersAreDropped(t *testing.T) {
	var q, other Question
	first := q.Ask(t.Context(), answer(1))
	second := q.Ask(t.Context(), answer(2))
	beside := other.Ask(t.Context(), answer(3))
	if !q.Waiting() {
		t.Error("nobody waits for the answer")
	}
	if got := [...]int{open(first), open(beside), open(second)}; got != [...]int{-1, 3, 2} {
		t.Errorf("the answers are %v", got)
	}
	if q.Waiting() {
		t.Error("the answer is waited for after it has come")
	}
	if got := open(second); got != -1 {
		t.Errorf("an answer that comes twice is taken twice: %d", got)
	}
	dropped := q.Ask(t.Context(), answer(4))
	q.Drop()
	if got := open(dropped); got != -1 || q.Waiting() {
		t.Errorf("a question that was dropped is answered by %d", got)
	}
}

// TestEarlierQuestionsAreCancelled holds that nobody works on for nothing.
func TestEarlierQuestionsAreCancelled(t *testing.T) {
	var q Question
	var seen context.Context
	first := q.Ask(t.Context(), func(ctx context.Context) tea.Msg { seen = ctx; return nil })
	q.Ask(t.Context(), answer(2))
	first()
	if seen.Err() == nil {
		t.Error("the earlier question goes on")
	}
}

// TestTurns works on a question when its turn is, and not at all where there is none.
func TestTurns(t *testing.T) {
	var waiting []func()
	ctx := WithTurns(t.Context(), func(ctx context.Context, question func(context.Context)) {
		if len(waiting) == 0 {
			waiting = append(waiting, func() {})
			question(ctx)
		}
	})
	var q Question
	if got := open(q.Ask(ctx, answer(1))); got != 1 {
		t.Errorf("in its turn the question is answered by %d", got)
	}
	if message, wanted := q.Ask(ctx, answer(2))().(Answer).Open(); message != nil || !wanted {
		t.Errorf("without a turn the answer is %v", message)
	}
}
