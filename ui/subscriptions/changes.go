package subscriptions

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/ui/words"
)

// This file holds what is changed, one change after the other, and what comes of it.

// change is something that the editor is to do, and what follows if that was done. It
// is a message when the editor has answered.
type change struct {
	do   func(ctx context.Context) error
	done func() tea.Cmd
	err  error
}

// found is the answer to the question which feeds there are.
type found struct {
	address string
	feeds   []model.FeedCandidate
	err     error
}

// removal is a feed that was removed, and what can be done about it.
type removal struct {
	key, name string
	model.FeedRemoval
	discarded bool // its articles are deleted
}

// apply makes a change, after those that were wanted before.
func (v *View) apply(c change) tea.Cmd {
	if v.change.Waiting() {
		v.waiting = append(v.waiting, c)
		return nil
	}
	return v.change.Ask(v.Context, func(ctx context.Context) tea.Msg {
		c.err = c.do(ctx)
		return c
	})
}

// Receive takes an answer to one of the popup's questions; others are none of its.
func (v *View) Receive(message tea.Msg) (next tea.Cmd, mine bool) {
	switch message := message.(type) {
	case change:
		return v.receiveChange(message), true
	case found:
		return v.receiveFound(message), true
	case looked:
		return v.receiveLooked(message), true
	}
	return nil, false
}

func (v *View) receiveChange(c change) tea.Cmd {
	v.Refresh()
	var next, then tea.Cmd
	v.latest = false
	if c.err != nil {
		v.asked = false
		v.fail(c.err)
	} else if c.done != nil {
		then = c.done()
	}
	if len(v.waiting) > 0 {
		first := v.waiting[0]
		v.waiting = v.waiting[1:]
		next = v.apply(first)
	}
	return tea.Batch(then, next)
}

// fail tells the reader why something was not done.
func (v *View) fail(err error) { v.Say(v.withArrived(v.reason(err))) }

// reason is an error as a sentence of the reader's language.
func (v *View) reason(err error) string { return bounded(v.Words.FeedTrouble(model.AsFeedError(err))) }

// fetch begins to fetch now.
func (v *View) fetch(which model.FeedSelection) tea.Cmd {
	v.arrived = 0
	return v.beginFetching(which)
}

func (v *View) beginFetching(which model.FeedSelection) tea.Cmd {
	v.asked = true
	return v.apply(change{do: func(ctx context.Context) error { return v.Editor.Fetch(ctx, which) }})
}

// fetchCategory fetches all feeds of the category of the one under the cursor.
func (v *View) fetchCategory() tea.Cmd {
	if s := v.current(); len(s.Category) > 0 {
		return v.fetch(model.FeedSelection{Category: s.Category})
	}
	return v.fetch(model.FeedSelection{})
}

// follow follows a feed, and fetches its news.
func (v *View) follow(feed model.FeedCandidate) tea.Cmd {
	v.asked = true
	key := ""
	return v.apply(change{
		do: func(ctx context.Context) (err error) {
			key, err = v.Editor.Follow(ctx, feed, nil)
			return err
		},
		done: func() tea.Cmd {
			name := feed.Name
			if s := v.find(key); s != nil {
				name = s.Name
			}
			v.reveal(key)
			v.passing = v.Words.FeedFollowed(name)
			v.Say(v.passing)
			return v.apply(change{do: func(ctx context.Context) error { return v.Editor.Fetch(ctx, model.FeedSelection{Key: key}) }})
		},
	})
}

func (v *View) rename(key, name string) tea.Cmd {
	return v.apply(change{
		do:   func(ctx context.Context) error { return v.Editor.Rename(ctx, key, name) },
		done: func() tea.Cmd { v.Say(v.Words.FeedRenamed(name)); return nil },
	})
}

func (v *View) moveTo(s model.Subscription, category []string) tea.Cmd {
	return v.apply(change{
		do: func(ctx context.Context) error { return v.Editor.Move(ctx, s.Key, category) },
		done: func() tea.Cmd {
			v.Say(v.Words.FeedMoved(s.Name, strings.Join(category, words.PathArrow)))
			return nil
		},
	})
}

// pause pauses the feed under the cursor, or goes on with it.
func (v *View) pause() tea.Cmd {
	s := *v.current()
	paused := s.State != model.FeedPaused
	return v.apply(change{
		do:   func(ctx context.Context) error { return v.Editor.Pause(ctx, s.Key, paused) },
		done: func() tea.Cmd { v.Say(v.Words.FeedPaused(s.Name, paused)); return nil },
	})
}

// remove stops following the feed under the cursor. It asks nothing, since it can be
// taken back.
func (v *View) remove() tea.Cmd { return v.unfollow(*v.current()) }

// unfollow stops following a feed.
func (v *View) unfollow(s model.Subscription) tea.Cmd {
	var what model.FeedRemoval
	return v.apply(change{
		do: func(ctx context.Context) (err error) {
			what, err = v.Editor.Unfollow(ctx, s.Key)
			return err
		},
		done: func() tea.Cmd {
			v.removed = append(v.removed, removal{key: s.Key, name: s.Name, FeedRemoval: what})
			v.latest = true
			v.Say(v.Words.FeedRemoved(s.Name, v.Keys.KeyOf("feed.undo"), v.Keys.KeyOf("feed.discard")))
			return nil
		},
	})
}

// discard deletes the articles of the feed that was removed last. That it was removed
// before is what the reader is asked.
func (v *View) discard() tea.Cmd {
	last := v.removed[len(v.removed)-1]
	deleted, kept := 0, 0
	return v.apply(change{
		do: func(ctx context.Context) (err error) {
			deleted, kept, err = last.Discard(ctx)
			return err
		},
		done: func() tea.Cmd {
			if i := slices.IndexFunc(v.removed, func(r removal) bool { return r.key == last.key }); i >= 0 {
				v.removed[i].discarded = true
			}
			v.Say(v.Words.FeedDiscarded(last.name, deleted, kept))
			return nil
		},
	})
}

// restore follows again what was removed last.
func (v *View) restore() tea.Cmd {
	last := v.removed[len(v.removed)-1]
	v.removed = v.removed[:len(v.removed)-1]
	return v.apply(change{
		do: last.Undo,
		done: func() tea.Cmd {
			v.reveal(last.key)
			v.Say(v.Words.FeedRestored(last.name))
			return nil
		},
	})
}

// Undo follows again what was removed last, if that is the last thing that the reader
// did.
func (v *View) Undo() (undone bool, cmd tea.Cmd) {
	if !v.latest || len(v.removed) == 0 {
		return false, nil
	}
	v.latest = false
	v.restored = v.removed[len(v.removed)-1].key
	return true, v.restore()
}

// Redo stops following again the feed that Undo brought back last. It says whether
// that is still there.
func (v *View) Redo() (again bool, cmd tea.Cmd) {
	s := v.find(v.restored)
	v.restored = ""
	if s == nil {
		return false, nil
	}
	return true, v.unfollow(*s)
}

// KeepRemoved says that the reader has done something else since.
func (v *View) KeepRemoved() { v.latest = false }
