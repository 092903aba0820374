package ui

import (
	"context"
	"slices"
	"strings"
	"testing"
	"unicode"

	"broadsheet/ui/command"
)

// TestCommands holds what README, config and manual rely on.
func TestCommands(t *testing.T) {
	all := Commands()
	if len(all) < 50 {
		t.Fatalf("only %d commands", len(all))
	}
	seen := map[string]bool{}
	for _, c := range all {
		if seen[c.Name] {
			t.Errorf("%s stands there twice", c.Name)
		}
		seen[c.Name] = true
		if len(c.Keys) == 0 || c.Screen == "" || !strings.Contains(c.Name, ".") {
			t.Errorf("%s lacks keys, a screen or a dot: %+v", c.Name, c)
		}
		if c.Help["en"] == "" || !strings.ContainsFunc(c.Help["zh"], func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s lacks help in English or Chinese: %v", c.Name, c.Help)
		}
	}
	// The keys of the design, each with the command that it stands for.
	for key, name := range map[string]string{
		"j": "move.down", "k": "move.up", "g": "move.first", "G": "move.last", "ctrl+d": "move.half_down", "ctrl+u": "move.half_up",
		"space": "move.page_down", "b": "move.page_up", "tab": "pane.next", "shift+tab": "pane.previous", "c": "category.choose",
		"1": "category.1", "9": "category.9", "0": "category.all", "r": "list.unread", "n": "next.unread", "p": "previous.unread",
		"J": "next.article", "K": "previous.article", "m": "mark.read", "*": "mark.star", "A": "mark.all_read", "u": "mark.undo",
		"o": "article.links", "O": "article.outline", "y": "article.copy", "z": "article.zoom", "+": "article.wider", "-": "article.narrower",
		"s": "list.search", "ctrl+s": "filter.save", "T": "app.theme", "?": "app.help", ":": "app.commands", "esc": "app.step_back", "q": "app.back", "ctrl+c": "app.quit",
	} {
		if !slices.ContainsFunc(all, func(c command.Info) bool { return c.Name == name && slices.Contains(c.Keys, key) }) {
			t.Errorf("%q is not a key of %s", key, name)
		}
	}
}

// TestTable holds that each command of the table is done somewhere, and that
// nothing is done that the table does not have.
func TestTable(t *testing.T) {
	done := map[string]bool{}
	for _, keys := range [][]string{{}, {"h"}, {"c"}, {"/"}, {"/", "x", "ctrl+s"}, {"s"}, {"j", "enter"}, {"o"}, {"?"}, {"enter", "/"}, {"enter", "/", "书", "enter"}} {
		s := start(t, options(newMemory(now(), paper()...)), 120, 24)
		s.press(keys...)
		for _, c := range append(s.app.top().Commands(), s.app.quitRows()...) {
			done[c.Name] = true
		}
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
	s := start(t, o, 120, 24)
	s.press("j")
	s.shows("1 of 7")
	s.press("t")
	s.shows("2 of 7")
	s.shows("x open")
	s.press("x")
	s.shows("6 unread")
	s.press("?")
	s.shows("t                   down")
}

func TestKeysRefused(t *testing.T) {
	for name, test := range map[string]struct {
		keys map[string][]string
		want string
	}{
		"unknown name":       {map[string][]string{"list.opne": {"x"}}, `there is no command "list.opne"; did you mean "list.open"?`},
		"clash":              {map[string][]string{"list.open": {"m"}}, `"m" stands for both list.open and mark.read`},
		"clash of two":       {map[string][]string{"app.theme": {"X"}, "app.problems": {"X"}}, `"X" stands for both app.theme and app.problems`},
		"letter where typed": {map[string][]string{"filter.keep": {"x"}}, `"x" cannot stand for filter.keep, since letters are text there`},
		"no key":             {map[string][]string{"app.theme": {"ctrl + t"}}, `"ctrl + t" is no key for app.theme`},
	} {
		t.Run(name, func(t *testing.T) {
			o := options(newMemory(now()))
			o.Keys = test.keys
			if _, err := New(context.Background(), o); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, want %q in it", err, test.want)
			}
		})
	}
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
	s.shows("There is no article here.")
	s.press("j")
	s.lacks("There is no article here.")

	s = start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("j", "o")
	s.shows("This article has no links.")
	s.press("y")
	s.shows("This article has no address of its own.")
	s = start(t, options(newMemory(now(), paper()...)), 60, 24)
	s.press("o")
	s.shows("Open the article first.")
}
