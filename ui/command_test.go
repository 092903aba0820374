package ui

import (
	"context"
	"testing"
)

// TestTable holds that each command of the table is done somewhere, and that
// nothing is done that the table does not have.
func TestTable(t *testing.T) {
	done := map[string]bool{}
	for _, keys := range [][]string{{"f"}, {"f", "/"}, {"a"}, {}, {"h"}, {"c"}, {"/"}, {"/", "x", "ctrl+s"}, {"s"}, {"j", "enter"}, {"o"}, {"?"}, {"enter", "/"}, {"enter", "/", "书", "enter"}, {"V"}, {"|"}} {
		o := following(options(newMemory(now(), paper()...)))
		o.Editor, o.Command = (&desktop{}).editor, (&desktop{}).command
		s := start(t, o, 120, 24)
		s.press(keys...)
		for _, c := range append(s.app.top().Commands(), s.app.quitRows()...) {
			done[c.Name] = true
		}
	}
	for _, c := range start(t, beginning(options(newMemory(now()))), 120, 24).app.top().Commands() {
		done[c.Name] = true
	}
	for _, c := range Commands() {
		if !done[c.Name] {
			t.Errorf("nobody does %s", c.Name)
		}
		delete(done, c.Name)
	}
	for name := range done {
		t.Errorf("%s is not in the table", name)
	}
}

// TestKeysFromConfig puts other keys in the place of the usual ones.
func TestKeysFromConfig(t *testing.T) {
	o := options(newMemory(now(), paper()...))
	o.Keys = map[string][]string{"move.down": {"t"}, "list.open": {"x", "enter"}}
	s := start(t, o, 120, 60)
	s.press("j")
	s.shows("1 of 7")
	s.press("t")
	s.shows("2 of 7")
	s.shows("x open")
	s.press("x")
	s.shows("6 unread")
	s.press("?")
	s.shows("t k ↑             down, up")
}

// TestOptionsRefused holds that a program that could not work is not started.
func TestOptionsRefused(t *testing.T) {
	o := options(newMemory(now()))
	o.Query = "is:asleep"
	if _, err := New(context.Background(), o); err == nil {
		t.Error("a wrong query was taken")
	}
	o = options(newMemory(now()))
	o.Theme = "no such theme"
	if _, err := New(context.Background(), o); err == nil {
		t.Error("an unknown theme was taken")
	}
}

// TestOffCommandsSaySo presses keys of commands that cannot be done.
func TestOffCommandsSaySo(t *testing.T) {
	s := start(t, options(newMemory(now())), 120, 24)
	s.press("m")
	s.shows("There is no article here")
	s.press("j")
	s.lacks("There is no article here")

	s = start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("j", "o")
	s.shows("This article has no links")
	s.press("y")
	s.shows("This article has no link to its source")
	s = start(t, options(newMemory(now(), paper()...)), 60, 24)
	s.press("o")
	s.shows("Open an article first")
}
