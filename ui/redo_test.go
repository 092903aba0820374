package ui

import (
	"testing"
)

// TestRedo does again what was undone, step by step, and says what.
func TestRedo(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("U")
	s.shows("There is nothing to redo.")
	s.press("m", "j", "*", "A")
	s.shows("0 unread")
	s.press("u", "u", "u")
	s.shows("7 unread")
	s.lacks("★")
	s.press("U")
	s.shows("6 unread")
	s.shows("Done again, marked read: “城里第三家夜间书店")
	s.press("U")
	s.shows("▌★ The Timetable")
	s.shows("Done again, starred: “Night trains”")
	s.press("U")
	s.shows("0 unread")
	s.shows("Done again, marked read: 6 articles")
	s.press("U")
	s.shows("There is nothing to redo.")
	s.press("u")
	s.shows("6 unread")
}

// TestNewMarksEndRedo marks something after an undo, which leaves nothing to redo.
func TestNewMarksEndRedo(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("m", "u", "j", "*", "U")
	s.shows("There is nothing to redo.")
	s.shows("7 unread")
}

// TestRedoViews saves a view, and removes one, once more.
func TestRedoViews(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 30)
	s.press("m", "/")
	s.write("train")
	s.press("ctrl+s", "ctrl+u")
	s.write("rails")
	s.press("enter")
	s.shows("View saved")
	s.press("u", "u")
	s.lacks("rails")
	s.shows("7 unread")
	s.press("U")
	s.shows("6 unread")
	s.press("U")
	s.shows("Done again, view saved: “rails”")
	s.shows(" rails ")
	s.press("u")
	s.lacks(" rails ")
}

// TestRedoFeeds stops following a feed once more.
func TestRedoFeeds(t *testing.T) {
	s := start(t, following(options(newMemory(now(), paper()...))), 120, 30)
	s.press("f", "j")
	before := len(s.feeds().subs)
	s.press("x", "esc", "u")
	if got := len(s.feeds().subs); got != before {
		t.Fatalf("%d feeds, not %d, after undo", got, before)
	}
	s.press("U")
	if got := len(s.feeds().subs); got != before-1 {
		t.Errorf("%d feeds, not %d, after redo:\n%s", got, before-1, s.screen())
	}
	s.press("u")
	if got := len(s.feeds().subs); got != before {
		t.Errorf("%d feeds, not %d, after another undo", got, before)
	}
}
