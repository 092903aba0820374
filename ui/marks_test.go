package ui

import (
	"testing"
)

// TestUndoListsAgain takes back marks that decide what is listed.
func TestUndoListsAgain(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("A", "r")
	s.shows("No unread articles here")
	s.press("u")
	s.shows("7 unread")
	s.shows("● 城里第三家")
	s.lacks("No unread articles here")

	// What was read under "unread only" stays as ever.
	s.press("j", "enter", "h", "j", "m", "u")
	s.shows("▌● Why a terminal cell")
	s.shows("Night trains")
}

// TestStarredRowsStay takes the star off a row under Starred, which stays
// until the list is asked again, like a row that was read under "unread only".
func TestStarredRowsStay(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 120, 24)
	s.press("*", "j", "*", "h", "g", "j", "j", "j", "enter")
	s.shows("Starred · 1 of 2")
	s.press("*")
	s.send(changed{})
	s.shows("▌● 城里")
	s.shows("★ The Timetable")
	s.lacks("★ 第一晚")
	s.press("u")
	s.shows("★ 第一晚")
	s.press("*", "j", "*", "h", "k", "j")
	s.shows("No starred articles yet")
	s.press("u")
	s.shows("▏● Night trains")
	s.shows("▏★ The Timetable")
	s.lacks("No starred articles yet")
}

// TestNothingToMark gives the commands of marks where nothing is listed.
func TestNothingToMark(t *testing.T) {
	for _, width := range []int{40, 60, 80, 120} {
		s := start(t, options(newMemory(now(), paper()...)), width, 24)
		s.press("enter", "h", "/")
		s.write("无此文")
		s.press("enter")
		for _, key := range []string{"m", "*", "A", "n", "J", "y", "o", "l", "enter", "z"} {
			s.press(key)
			s.shows("There is no article here")
		}
		s.press("u")
		s.shows("Undone: marked unread")
		if s.app.home.focus != listPane {
			t.Errorf("at %d cells the keys are no longer with the list:\n%s", width, s.screen())
		}
	}
}
