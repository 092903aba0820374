package subscriptions

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
)

// This file holds looking for news of every kind: in the folders, and of all feeds.

// looked is what a look at the folders has found. It is a message.
type looked struct {
	arrived int
	err     error
}

// lookForNews looks again at the folders, and then fetches.
func (v *View) lookForNews() tea.Cmd {
	if v.Look == nil {
		return v.fetch(model.FeedSelection{})
	}
	v.passing = v.Words.LookingForNews()
	v.Say(v.passing)
	return v.looking.Ask(v.Context, func(ctx context.Context) tea.Msg {
		arrived, err := v.Look(ctx)
		return looked{arrived, err}
	})
}

func (v *View) receiveLooked(l looked) tea.Cmd {
	v.arrived = l.arrived
	told := v.Notice()
	free := told == "" || told == v.passing // nothing else was told meanwhile
	if free {
		v.Say("")
	}
	fetches := v.Editor != nil && len(v.all) > 0
	switch {
	case l.err != nil:
		v.fail(l.err)
	case fetches || !free:
	case v.Editor != nil && l.arrived == 0:
		v.Say(v.Words.Looked(0) + v.Words.Space() + v.offNothingFollowed())
	default:
		v.Say(v.Words.Looked(l.arrived))
	}
	if !fetches {
		return nil
	}
	return v.beginFetching(model.FeedSelection{})
}

// withArrived adds to what was said how much a look at the folders has found, which is
// told once.
func (v *View) withArrived(text string) string {
	if v.arrived > 0 {
		text = v.Words.AlsoArrived(text, v.arrived)
	}
	v.arrived = 0
	return text
}
