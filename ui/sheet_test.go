package ui

import (
	"fmt"
	"testing"

	"broadsheet/model"
	"broadsheet/ui/popup"
)

// manyProblems is a program whose library could not understand much.
func manyProblems(t testing.TB, n int) *session {
	library := newMemory(now(), paper()...)
	for i := range n {
		library.problems = append(library.problems, model.Problem{
			Root: "sample", Path: fmt.Sprintf("news/2021/06/article-%05d.md", i), Line: 3,
			Text: "The date 30 February is on no calendar, so the article stands under the day that its file was last changed.",
		})
	}
	s := start(t, options(library), 80, 24)
	s.press("P")
	return s
}

// TestManyProblemsAreLaidAsSeen counts how often problems are wrapped: for a
// key and a frame never more than a few windows of them.
func TestManyProblemsAreLaidAsSeen(t *testing.T) {
	s := manyProblems(t, 20_000)
	shown, ok := s.app.top().(*popup.Sheet)
	if !ok {
		t.Fatalf("P has opened %T", s.app.top())
	}
	wrapped, block := 0, shown.Block
	shown.Block = func(i, width int) []popup.SheetLine {
		wrapped++
		return block(i, width)
	}
	for _, step := range []struct{ key, shows string }{
		{"j", "article-00001.md"},
		{"space", "article-00007.md"},
		{"G", "article-19999.md"},
		{"b", "article-19993.md"},
		{"k", "article-19993.md"},
		{"g", "article-00000.md"},
	} {
		wrapped = 0
		s.press(step.key)
		s.shows(step.shows)
		if wrapped > 200 {
			t.Errorf("the key %s wraps %d of 20,000 problems", step.key, wrapped)
		}
	}
}

// TestSheetScrollsByLines goes through a sheet line by line, down and up.
func TestSheetScrollsByLines(t *testing.T) {
	s := manyProblems(t, 12)
	first := s.screen()
	s.shows("%")
	s.press("G")
	last := s.screen()
	s.shows("100%")
	s.press("g")
	if s.screen() != first {
		t.Errorf("g does not come back to the top:\n%s", s.screen())
	}
	steps := 0
	for ; s.screen() != last && steps < 100; steps++ {
		s.press("j")
	}
	for ; s.screen() != first && steps > 0; steps-- {
		s.press("k")
	}
	if s.screen() != first || steps != 0 {
		t.Errorf("as many lines up as down do not come back to the top, %d are left:\n%s", steps, s.screen())
	}
}

func BenchmarkProblems(b *testing.B) {
	s := manyProblems(b, 20_000)
	for b.Loop() {
		s.press("j", "G", "k", "g")
		_ = s.content()
	}
}
