package ui

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
)

// resuming are the options of a program that goes on where the one before it ended.
func resuming(library *memory) Options {
	o := options(library)
	o.Resume = true
	o.Settings = library.settings
	o.Settings.Background = model.BackgroundDark
	return o
}

// TestSessionIsResumed leaves the program in many ways, and finds all as it was.
func TestSessionIsResumed(t *testing.T) {
	for name, keys := range map[string][]string{
		"beginning":              {},
		"down the list":          {"j", "j", "j"},
		"category":               {"4", "j"},
		"subcategory":            {"1", "h", "j", "j", "enter"},
		"view":                   {"h", "j", "j", "enter", "j"},
		"reading":                {"j", "enter", "space", "space"},
		"reading alone":          {"j", "z", "space"},
		"looked at":              {"j", "l", "space"},
		"unread only":            {"r", "j"},
		"unread only, reading":   {"r", "j", "enter", "space"},
		"filter":                 {"/", "排", "版", "enter", "j"},
		"search":                 {"s", "字", "enter", "j"},
		"search, unread":         {"s", "字", "enter", "r", "j", "enter"},
		"category and filter":    {"4", "/", "字", "enter", "enter"},
		"unread view, reading":   {"h", "j", "j", "enter", "j", "enter", "space"},
		"category and its order": {"4", "S", "down", "enter", "j"},
	} {
		for _, width := range []int{60, 90, 120, 200} {
			library := newMemory(now(), paper()...)
			s := start(t, resuming(library), width, 24)
			s.press(keys...)
			s.send(changed{})
			s.app.notice = "" // what was told is not told again
			before, row := s.screen(), s.app.home.list.Current().ID
			s.app.Leave()
			again := start(t, resuming(library), width, 24)
			if current := again.app.home.list.Current(); current == nil || current.ID != row {
				t.Errorf("%s at %d: the cursor is elsewhere", name, width)
			}
			if after := again.screen(); !sameButTheScroll(after, before) {
				t.Errorf("%s at %d: left was\n%s\nand found\n%s", name, width, before, after)
			}
			if session := again.app.home.session(); session != library.settings.Session {
				t.Errorf("%s at %d: left was %+v, and found %+v", name, width, library.settings.Session, session)
			}
		}
	}
}

// sameButTheScroll says whether two screens have the same status line, but for how much is
// read: of a list it is not kept which row stood at its top, and of an article it is kept
// to the paragraph.
func sameButTheScroll(a, b string) bool {
	last := func(screen string) string {
		lines := strings.Split(strings.TrimRight(screen, "\n"), "\n")
		where, keys, _ := strings.Cut(lines[len(lines)-1], "%")
		return strings.TrimRight(where, "0123456789") + keys
	}
	return last(a) == last(b)
}

// TestWhatIsGoneIsNotResumed leaves at what is gone the next time: nothing is said, and the
// reader is at the beginning of what is left.
func TestWhatIsGoneIsNotResumed(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, resuming(library), 120, 24)
	s.press("2", "enter")
	s.shows("Travel")
	s.app.Leave()
	library.remove(func(a *model.Article) bool { return a.Title == "Night trains" })
	s = start(t, resuming(library), 120, 24)
	s.shows("All · 1 of 6")
	s.press("q")
	if !s.quit {
		t.Error("q does not quit at the first screen")
	}
}

// TestSessionWaitsForItsArticle resumes while the library is loaded: the article comes
// late, and who has moved meanwhile stays where he went.
func TestSessionWaitsForItsArticle(t *testing.T) {
	for _, moves := range []bool{false, true} {
		library := newMemory(now(), paper()...)
		s := start(t, resuming(library), 120, 24)
		s.press("j", "enter")
		s.app.Leave()
		all := slices.Clone(library.articles)
		library.remove(func(a *model.Article) bool { return a.Title == "Night trains" })
		library.status.Loading = true
		s = start(t, resuming(library), 120, 24)
		s.shows("1 of 6")
		if moves {
			s.press("j")
		}
		library.remove(func(*model.Article) bool { return true })
		library.add(all...)
		library.status.Loading = false
		s.send(changed{})
		if row, _ := s.app.home.list.Position(); !moves && (row != 2 || s.app.home.focus != articlePane) || moves && (row != 3 || s.app.home.focus != listPane) {
			t.Errorf("moved %v: row %d, pane %d", moves, row, s.app.home.focus)
		}
	}
}

// TestSessionIsLeftAlone starts with a query or an article, or without resuming: nothing is
// resumed, and nothing is kept.
func TestSessionIsLeftAlone(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, resuming(library), 120, 24)
	s.press("4", "j", "enter")
	s.app.Leave()
	kept := library.settings.Session
	for name, change := range map[string]func(o *Options){
		"query":   func(o *Options) { o.Query = "is:unread" },
		"article": func(o *Options) { o.ArticleID = library.items[0].ID },
		"off":     func(o *Options) { o.Resume = false },
	} {
		o := resuming(library)
		change(&o)
		s := start(t, o, 120, 24)
		if s.app.home.tree.Chosen() != "" {
			t.Errorf("%s: %s is chosen", name, s.app.home.tree.Chosen())
		}
		s.press("0", "j", "j")
		s.app.Leave()
		if library.settings.Session != kept {
			t.Errorf("%s: kept is %+v", name, library.settings.Session)
		}
	}
}

// TestSessionIsKeptAtOnce keeps what is opened and chosen when that is done, for a program
// may end in any way; moving down a list writes nothing.
func TestSessionIsKeptAtOnce(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, resuming(library), 120, 24)
	s.press("j", "enter", "space")
	if got := library.settings.Session; !got.Reading || !got.Opened || got.Article != library.items[1].ID {
		t.Errorf("kept is %+v", got)
	}
	s.press("h", "4")
	kept := library.settings.Session
	if kept.Chosen != "cat:/文字" {
		t.Errorf("kept is %+v", kept)
	}
	s.press("j")
	s.send(tea.WindowSizeMsg{Width: 90, Height: 24})
	if library.settings.Session != kept {
		t.Errorf("a move down the list has kept %+v", library.settings.Session)
	}
}
