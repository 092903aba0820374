package marks

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"broadsheet/library/bitset"
	"broadsheet/library/marks/store"
	"broadsheet/model"
)

// SessionOptions are what a session of a reader wants. Both funcs must return at
// once.
type SessionOptions struct {
	// Forget makes a session whose marks are nobody else's and last no longer than
	// it does, whatever the name.
	Forget bool

	Tell func()                // others changed marks of the reader; may be nil
	Say  func(sentence string) // tells this reader alone; may be nil
}

// Session is what one session of a reader does: it sees the marks that all sessions
// of the reader share, and can undo what it did itself. It may be used from several
// goroutines at once.
type Session struct {
	keeper  *Keeper
	marks   *readerMarks
	options SessionOptions
	history history
	refused atomic.Bool // the reader was told that no more is kept
}

// Close ends the session. The reader's marks stay.
func (s *Session) Close() {
	k := s.keeper
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, open := k.sessions[s]; !open {
		return
	}
	delete(k.sessions, s)
	s.marks.sessions--
	if k.store != nil {
		k.poke()
	}
}

func (s *Session) now() store.Moment { return s.keeper.now() }

// say has a sentence for this reader alone.
func (s *Session) say(sentence string) {
	if s.options.Say != nil {
		s.options.Say(sentence)
	}
}

// marked lets what was just marked be kept, and tells the reader's other sessions.
func (s *Session) marked() {
	if s.keeper.store != nil {
		s.keeper.poke()
	}
	s.keeper.tellBut(s, s.marks)
}

// Marks gives what the reader did with the article.
func (s *Session) Marks(id model.ID) model.Marks { return s.marks.of(id) }

// Flags gives the numbers of the read and of the starred articles among those given.
func (s *Session) Flags(of Articles) (read, starred bitset.Set) { return s.marks.bitsets(of) }

// SetRead marks articles read or unread.
func (s *Session) SetRead(ids []model.ID, read bool) { s.mark(readFlag, model.KeysOf(ids), read) }

// SetStarred gives articles a star or takes it away.
func (s *Session) SetStarred(ids []model.ID, starred bool) {
	s.mark(starredFlag, model.KeysOf(ids), starred)
}

// ReadAll marks articles read, by their numbers, and gives how many were not.
func (s *Session) ReadAll(of Articles, numbers []uint32) int {
	keys := func(yield func(model.Key) bool) {
		for _, number := range numbers {
			if !yield(of.Key(number)) {
				return
			}
		}
	}
	if !s.allowed(false, keys) {
		return 0
	}
	done := change{flag: readFlag, set: true}
	s.marks.markTogether(&done, of, numbers, s.now())
	return s.changed(done)
}

func (s *Session) mark(f flag, keys []model.Key, set bool) {
	if s.allowed(false, slices.Values(keys)) {
		s.changed(s.marks.mark(f, keys, set, s.now(), s.keeper.options.Listed().Content))
	}
}

// changed lets a change be undone and kept, and gives of how many articles it is.
func (s *Session) changed(done change) int {
	if done.count() > 0 {
		s.history.push(done)
		s.marked()
	}
	return done.count()
}

// SetPlace remembers where the reader stopped in the article, and that it was
// open now.
func (s *Session) SetPlace(id model.ID, p model.Place) {
	if k, ok := model.KeyOf(id); ok && s.allowed(true, slices.Values([]model.Key{k})) {
		s.marks.setPlace(k, p, s.now())
		s.marked()
	}
}

// Undo takes back what this session last did with SetRead, SetStarred or ReadAll, and
// gives what that was, with the articles whose marks it gave back. It is false
// where nothing is left to take back.
func (s *Session) Undo() (model.Change, bool) {
	for {
		last, ok := s.history.pop()
		if !ok {
			return model.Change{}, false
		}
		if undone := s.marks.undo(last, s.now()); undone.count() > 0 {
			s.history.keepUndone(undone)
			s.marked()
			return undone.model(), true
		}
	}
}

// Redo does again what this session last took back with Undo, unless it has marked
// something since, and gives what that is, with the articles whose marks it changed. It
// is false where nothing is left to do again.
func (s *Session) Redo() (model.Change, bool) {
	for {
		last, ok := s.history.popUndone()
		if !ok {
			return model.Change{}, false
		}
		if again := s.marks.redo(last, s.now()); again.count() > 0 {
			s.history.redone(again)
			s.marked()
			return again.model(), true
		}
	}
}

// Settings gives what the reader has changed while reading, earlier and now. It
// waits for the store, but not long: a program that starts needs them, and
// does without them rather than not start.
func (s *Session) Settings(ctx context.Context) model.Settings {
	ctx, cancel := context.WithTimeout(ctx, settingsPatience)
	defer cancel()
	select {
	case <-s.marks.settled.Happened:
	case <-ctx.Done():
	}
	return s.marks.currentSettings()
}

// SetSettings keeps what the reader has changed while reading.
func (s *Session) SetSettings(given model.Settings) {
	s.marks.setSettings(given, s.now())
	s.marked()
}

// Views gives the views that the reader has saved, by name. It does not wait
// for those that are still being read.
func (s *Session) Views() []model.View { return s.marks.views() }

// SetView keeps a view under its name, in place of one that has it already. A
// view without a query is forgotten. One for which there is no room is not kept,
// and the reader is told so.
func (s *Session) SetView(view model.View) {
	if view.Query != "" && (!s.hasRoomFor(view) || !s.allowed(false, none)) {
		return
	}
	s.marks.setView(view, s.now())
	s.marked()
}

func (s *Session) hasRoomFor(view model.View) bool {
	if model.HasRoomFor(s.Views(), view) {
		return true
	}
	s.say(fmt.Sprintf("You have as many views as can be kept, %d or %d kilobytes: this one is not kept. Remove one to make room.",
		model.MaximumViews, model.MaximumViewBytes>>10))
	return false
}

// Flush returns when all that the reader did is kept; the error says why it
// cannot be. Without a place to keep marks there is nothing to wait for.
func (s *Session) Flush(ctx context.Context) error {
	if s.keeper.store == nil {
		return nil
	}
	answer := make(chan error, 1)
	select {
	case s.keeper.flushes <- answer:
		return <-answer
	case <-s.keeper.quit:
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

// Await waits for the marks that are kept: for all of them, or not long.
func (s *Session) Await(ctx context.Context, all bool) error {
	select {
	case <-s.marks.known.Happened:
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
	case <-s.marks.known.Happened:
	case <-late:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}
