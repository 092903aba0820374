package ui

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/model"
)

// troubled is a paper with problems: one sentence of many files, another of one, and a
// file that cannot be read.
func troubled() *memory {
	library := newMemory(now(), paper()...)
	for i := range 30 {
		library.problems = append(library.problems, model.Problem{
			Path: fmt.Sprintf("old/number %02d.md", i+1), Line: 3, Text: "the date could not be read; the file's own time is used",
		})
	}
	library.problems[4].ID = library.items[1].ID
	library.revisions[library.items[1].ID] = 1
	library.problems = append(library.problems,
		model.Problem{Path: "one.md", Text: "the quotation mark of the title is never closed"},
		model.Problem{Path: "locked.md", Text: "permission denied", Unreadable: true})
	return library
}

// TestProblemsAreGrouped has each sentence once, with its files under it: first what
// cannot be read, then what is true of the most.
func TestProblemsAreGrouped(t *testing.T) {
	s := start(t, options(troubled()), 120, 60)
	s.press("P")
	s.fits()
	screen := s.flat()
	at := -1
	for _, text := range []string{"permission denied", "locked.md", "the date could not be read", "old/number 01.md:3", "old/number 30.md:3", "the quotation mark", "one.md"} {
		if n := strings.Index(screen, text); n <= at || strings.Count(screen, text) != 1 {
			t.Errorf("%q stands there %d times, or not in its place:\n%s", text, strings.Count(screen, text), screen)
		} else {
			at = n
		}
	}
	s.shows("30 files")
	s.press("j")
	s.shows("No problem like that")
}

// TestProblemsOpenArticles finds a file by typing, and opens its article; what has none
// says so.
func TestProblemsOpenArticles(t *testing.T) {
	s := start(t, options(troubled()), 120, 60)
	s.press("P")
	s.write("locked")
	s.shows("permission denied")
	s.lacks("old/number")
	s.press("enter")
	s.shows("This file cannot be shown")
	s.press("P")
	s.write("number 05")
	s.press("enter")
	s.shows("Paragraph 1. The night train")
	s.at(2)
	if s.app.home.focus != articlePane {
		t.Error("the article is not opened")
	}
	s.press("h", "P")
	s.write("no such file")
	s.shows("No problem like that")
}
