package library

import (
	"context"
	"fmt"
	"time"

	"broadsheet/model"
)

// Settings gives what the reader has changed while reading, earlier and now. It
// waits for the database, but not long: a program that starts needs them, and
// does without them rather than not start.
func (r *Reader) Settings(ctx context.Context) model.Settings {
	ctx, cancel := context.WithTimeout(ctx, settingsPatience)
	defer cancel()
	select {
	case <-r.marks.settled.happened:
	case <-ctx.Done():
	}
	return r.marks.currentSettings()
}

// SetSettings keeps what the reader has changed while reading.
func (r *Reader) SetSettings(s model.Settings) {
	r.marks.setSettings(s, r.now())
	r.library.marked(r)
}

// Views gives the views that the reader has saved, by name. It does not wait
// for those that are still being read.
func (r *Reader) Views() []model.View { return r.marks.views() }

// SetView keeps a view under its name, in place of one that has it already. A
// view without a query is forgotten. One for which there is no room is not kept,
// and the reader is told so.
func (r *Reader) SetView(view model.View) {
	if view.Query != "" && (!r.hasRoomFor(view) || !r.allowed(false)) {
		return
	}
	r.marks.setView(view, r.now())
	r.library.marked(r)
}

func (r *Reader) hasRoomFor(view model.View) bool {
	if model.HasRoomFor(r.Views(), view) {
		return true
	}
	r.say(fmt.Sprintf("You have as many views as can be kept, %d or %d kilobytes: this one is not kept. Remove one to make room.",
		model.MaximumViews, model.MaximumViewBytes>>10))
	return false
}

// Flush returns when all that the reader did is kept; the error says why it
// cannot be. Without a place to keep marks there is nothing to wait for.
func (r *Reader) Flush(ctx context.Context) error {
	if r.library.keeper == nil {
		return nil
	}
	answer := make(chan error, 1)
	select {
	case r.library.keeper.flushes <- answer:
		return <-answer
	case <-r.library.keeper.quit:
		return nil // Close has told, or tells
	case <-ctx.Done():
		return ctx.Err()
	}
}

// How long an answer waits for marks that are still being read. What asks for
// marks waits for all of them; other lists are shown without.
const (
	settingsPatience = 200 * time.Millisecond
	marksPatience    = 40 * time.Millisecond
)

// awaitMarks waits for the marks that are kept.
func (r *Reader) awaitMarks(ctx context.Context, all bool) error {
	select {
	case <-r.marks.known.happened:
		return nil
	default:
	}
	var late <-chan time.Time
	if !all {
		timer := time.NewTimer(marksPatience)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case <-r.marks.known.happened:
	case <-late:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}
