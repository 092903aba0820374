package ui

import (
	"fmt"
	"io/fs"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestOnlyWhatCouldBeReadIsMarked opens articles whose files have vanished.
func TestOnlyWhatCouldBeReadIsMarked(t *testing.T) {
	library := newMemory(now(), paper()...)
	for _, at := range []int{1, 2} {
		library.vanished[library.items[at].ID] = fmt.Errorf("open it: %w", fs.ErrNotExist)
	}
	s := start(t, options(library), 120, 24)
	s.press("j", "enter")
	s.shows("This file no longer exists")
	s.shows("7 unread")
	s.press("J")
	s.shows("This file no longer exists")
	s.shows("7 unread")
	s.press("J")
	s.shows("6 unread")
	s.press("h", "g", "enter", "n")
	s.shows("This file no longer exists")
	s.shows("5 unread")
	delete(library.vanished, library.items[1].ID)
	s.press("enter")
	s.shows("4 unread")

	o := options(newMemory(now(), paper()...))
	o.ArticleID = o.Library.(*memory).items[1].ID
	o.Library.(*memory).vanished[o.ArticleID] = fmt.Errorf("open it: %w", fs.ErrNotExist)
	s = start(t, o, 120, 24)
	s.press("q")
	if library := o.Library.(*memory); library.marks[o.ArticleID].IsRead() {
		t.Error("an article that could not be read at the start is marked read")
	}
}

// TestLateArticleMarksNothing opens articles and goes on before they are read.
func TestLateArticleMarksNothing(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 60, 24)
	s.holding = true
	s.press("enter", "h", "j")
	s.release()
	s.shows("7 unread")
	s.holding = true
	s.press("enter", "J", "J")
	s.release()
	s.shows("句号和逗号跟着前面的字走")
	if read := len(s.library.steps); read != 1 {
		t.Errorf("%d articles were marked, want the one that is shown", read)
	}
}

// TestMarkedUnreadStaysSo marks the article unread that is being read, and lays
// it anew.
func TestMarkedUnreadStaysSo(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("j", "enter", "m", "T", "down", "enter", "+")
	s.send(tea.WindowSizeMsg{Width: 100, Height: 24})
	s.shows("7 unread")
}

// TestNarrowWindowReads makes the article the only pane by narrowing the
// window.
func TestNarrowWindowReads(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("j", "l")
	s.shows("7 unread")
	s.send(tea.WindowSizeMsg{Width: 100, Height: 24})
	s.shows("7 unread")
	s.send(tea.WindowSizeMsg{Width: 79, Height: 24})
	s.shows("6 unread")
}

// TestOtherLibrariesAreNamed opens an article that several libraries have.
func TestOtherLibrariesAreNamed(t *testing.T) {
	for language, wanted := range map[string]string{"en": "also in Old paper, Archive", "zh": "另见于 Old paper、Archive"} {
		articles := paper()
		articles[0].AlsoIn = []string{"Old paper", "Archive"}
		o := options(newMemory(now(), articles...))
		o.Language = language
		s := start(t, o, 120, 40)
		s.press("g", "enter")
		s.shows(wanted)
	}
}

// TestWholePages shows all of a page of a site, and its article alone again; the next
// article is shown as itself.
func TestWholePages(t *testing.T) {
	articles := paper()
	articles[0].Reduced, articles[1].Reduced = true, true
	s := start(t, options(newMemory(now(), articles...)), 120, 24)
	s.press("enter")
	s.lacks("All sections of the gazette")
	s.press("w")
	s.shows("All sections of the gazette")
	s.press("w")
	s.lacks("All sections of the gazette")
	s.press("w", "J")
	s.lacks("All sections of the gazette")
	s.press("J", "w")
	s.shows("The whole article is already shown")
}
