package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/render"
)

func TestPreviewMarksNothing(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 120, 24)
	s.press("j", "j", "G", "g", "j", "l", "space", "h")
	s.shows("7 unread")
	s.press("enter")
	s.shows("6 unread")
	// The article as the only pane is being read, however it came to be there.
	s = start(t, options(newMemory(now(), paper()...)), 60, 24)
	s.press("l")
	s.shows("6 unread")
	s = start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("z")
	s.shows("6 unread")
	s.press("J", "J")
	s.shows("4 unread")
}

func TestUndoNamesWhatWasUndone(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("u")
	s.shows("Nothing to undo")
	s.press("A")
	s.shows("Marked read: 7 articles (u to undo)")
	s.shows("0 unread")
	s.press("*", "u")
	s.shows("Undone: star removed (“城里第三家")
	s.press("u")
	s.shows("Undone: marked unread (7 articles)")
	s.shows("7 unread")
	s.press("m", "m")
	s.shows("Marked unread")
	s.press("u")
	s.shows("Undone: marked read (“城里第三家")
}

func TestNextUnread(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("j", "m", "j", "m", "g", "n")
	s.shows("4 of 7")
	s.press("p")
	s.shows("1 of 7")
	s.press("p")
	s.shows("Continued from the end")
	s.press("n")
	s.shows("Continued from the top")
	s.press("A", "n")
	s.shows("No more unread articles here")
	s.press("G", "J")
	s.shows("This is the last article")
	s.press("g", "K")
	s.shows("This is the first article")
}

// TestSpaceReadsOn pages through an article and on to the next unread one.
func TestSpaceReadsOn(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 80, 24)
	s.press("j", "enter")
	for range 40 {
		if s.app.home.article.Subject().Title != "Night trains" {
			break
		}
		s.press("space")
	}
	s.shows("Why a terminal cell is twice as high")
	s.shows("3 of 7")
	if place := library.marks[library.items[1].ID].Place; place != (model.Place{}) {
		t.Errorf("an article read to its end is kept at %v", place)
	}
}

// TestPlaceIsKept reopens an article, and lays it anew at other widths.
func TestPlaceIsKept(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 100, 20)
	s.press("j", "enter", "space", "space")
	where := strings.TrimSpace(s.firstLine())
	s.press("h", "j", "k", "l")
	s.shows(where)
	library.now = now()
	again := start(t, options(library), 100, 20)
	again.press("j", "enter")
	again.shows(where)
	for _, width := range []int{60, 140, 90, 100} {
		again.send(tea.WindowSizeMsg{Width: width, Height: 20})
	}
	again.shows(where)
}

// TestPlacesAreNotMixedUp looks at an article with a place and goes back before
// it was read: the place is that article's alone.
func TestPlacesAreNotMixedUp(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 100, 9)
	s.press("j", "enter", "space", "space", "h", "k")
	s.holding = true
	s.press("j", "k")
	s.release()
	s.shows("城里第三家夜间书店开门，读者排到街角，第一晚")
}

// TestReadRowsStay keeps rows that were read under "unread only" until the
// list is asked again, also when the library changes by itself.
func TestReadRowsStay(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 120, 24)
	s.press("r", "j", "enter", "h", "j")
	s.shows("3 of 7")
	library.add(piece(model.Item{Title: "Late news", Date: now(), Categories: [][]string{{"Travel"}}}, "It came late."))
	s.send(changed{})
	s.shows("4 of 8")
	s.shows("Night trains")
	s.press("r", "r")
	s.lacks("Night trains")
	s.shows("of 7")
}

// TestNewRowsDoNotMoveTheCursor adds articles above the cursor.
func TestNewRowsDoNotMoveTheCursor(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 120, 24)
	late := func(title string) {
		library.add(piece(model.Item{Title: title, Date: now(), Categories: [][]string{{"Travel"}}}, "It came late."))
		s.send(changed{})
	}
	late("Before the first key")
	s.shows("▌● 城里第三家夜间书店")
	s.shows("2 of 8")
	s.press("j", "j")
	before := s.app.home.list.Current().Title
	late("Afterwards")
	if after := s.app.home.list.Current().Title; after != before {
		t.Errorf("the cursor was on %q and is on %q", before, after)
	}
	s.shows("5 of 9")
}

// TestLateAnswers asks for one article after the other, and gets the answers
// in the wrong order.
func TestLateAnswers(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.holding = true
	s.press("j", "j", "j")
	slices.Reverse(s.held)
	s.release()
	s.shows("句号和逗号跟着前面的字走")

	s.press("h")
	s.holding = true
	s.press("j", "j", "j", "j", "j", "j")
	slices.Reverse(s.held)
	s.release()
	s.shows("Travel · 1 of 1")
}

// TestChangesAreNotStarved lets the library change while it is being listed:
// the list is asked once more after that, not instead.
func TestChangesAreNotStarved(t *testing.T) {
	library := newMemory(now())
	s := start(t, options(library), 120, 24)
	s.holding = true
	s.send(changed{})
	for range 50 {
		s.send(changed{})
	}
	if len(s.held) > 60 {
		t.Errorf("%d questions were asked for 51 changes", len(s.held))
	}
	library.add(paper()...)
	s.release()
	s.shows("1 of 7")
}

// TestTwoSessions runs two programs in one process, in different themes and
// languages; the race detector watches.
func TestTwoSessions(t *testing.T) {
	renderer := render.New(1 << 20)
	done := make(chan string)
	for _, language := range []string{"en", "zh"} {
		go func() {
			o := options(newMemory(now(), paper()...))
			o.Renderer, o.Language, o.Theme = renderer, language, map[string]string{"en": "dark", "zh": "light"}[language]
			s := start(t, o, 120, 24)
			for range 20 {
				s.press("j", "enter", "T", "down", "enter", "space", "h", "?", "q", "c", "esc", "/", "1", "esc", "u", "+", "r")
			}
			done <- s.screen()
		}()
	}
	for range 2 {
		screen := <-done
		if english, chinese := strings.Contains(screen, "unread"), strings.Contains(screen, "未读"); english == chinese {
			t.Errorf("a session speaks both languages or none:\n%s", screen)
		}
	}
}

func TestLinksOpen(t *testing.T) {
	o := options(newMemory(now(), paper()...))
	var opened []string
	var failure error
	o.OpenLink = func(_ context.Context, url string) error {
		opened = append(opened, url)
		return failure
	}
	s := start(t, o, 120, 24)
	s.press("enter", "o", "1", "o", "2")
	if !slices.Equal(opened, []string{"https://example.org/night-bookshop", "https://www.example.com/timetable"}) {
		t.Errorf("opened %q", opened)
	}
	s.shows("Opened in your browser: example.com")
	failure = errors.New("there is no browser")
	s.press("o", "enter")
	s.shows("Could not open the link: there is no browser")
	s.press("y")
	if s.clipboard != "https://example.org/night-bookshop" {
		t.Errorf("copied %q", s.clipboard)
	}
}

func TestMouse(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	click := func(x, y int) { s.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}) }
	click(40, 6)
	s.shows("2 of 7")
	s.shows("7 unread")
	click(40, 6)
	s.shows("6 unread")
	s.send(tea.MouseWheelMsg{X: 90, Y: 10, Button: tea.MouseWheelDown})
	s.lacks("The Timetable · 11 Jun 2021")
	s.send(tea.MouseWheelMsg{X: 40, Y: 10, Button: tea.MouseWheelDown})
	s.lacks("城里第三家")
	click(3, 8)
	s.shows("▾ 金融")
	s.shows("2 of 7")
	click(8, 8)
	s.shows("金融 · 1 of 2")
	s.press("c")
	click(60, 8)
	s.lacks("Go to a category")
	s.press("?")
	click(0, 23)
	s.lacks("Keys")
}

func TestQuit(t *testing.T) {
	for name, test := range map[string]struct {
		width int
		keys  []string
		quits bool
	}{
		"first screen":       {120, []string{"q"}, true},
		"article":            {120, []string{"enter", "q"}, false},
		"article, then list": {120, []string{"enter", "q", "q"}, true},
		"drawer":             {90, []string{"h", "q"}, false},
		"popup":              {120, []string{"?", "q"}, false},
		"typing":             {120, []string{"/", "q"}, false},
		"ctrl+c anywhere":    {120, []string{"/", "ctrl+c"}, true},
		"esc never":          {120, []string{"esc", "esc", "esc"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, options(newMemory(now(), paper()...)), test.width, 24)
			s.press(test.keys...)
			if s.quit != test.quits {
				t.Errorf("quit is %t after %v", s.quit, test.keys)
			}
		})
	}
}

type white struct{}

func (white) RGBA() (r, g, b, a uint32) { return 0xffff, 0xffff, 0xffff, 0xffff }

// TestPasteIntoFilter pastes several lines with an escape sequence in them.
func TestPasteIntoFilter(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.send(tea.PasteMsg{Content: "not typed anywhere"})
	s.press("/")
	s.send(tea.PasteMsg{Content: "night\n\x1b[31mtrains"})
	s.shows("/ night [31mtrains")
}

// TestPlaceHoldsThroughLooks changes what decides how an article is laid: its
// theme, its width, the panes beside it, the length of its lines.
func TestPlaceHoldsThroughLooks(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 20)
	s.press("j", "enter", "space", "space")
	for s.firstLine() == "" {
		s.press("j")
	}
	where := strings.Fields(s.firstLine())[:3]
	for _, key := range []string{"T down enter", "z", "+", "+", "-", "z", "T down enter", "-", "-", "T up enter"} {
		s.press(strings.Fields(key)...)
		s.shows(strings.Join(where, " "))
	}
}

// TestMeasureStartsFromWhatIsShown makes lines shorter and longer in a pane that
// is narrower than the measure: each press has an effect, or says why not.
func TestMeasureStartsFromWhatIsShown(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 20)
	s.press("enter", "+")
	s.shows("This pane fits no more than 46 columns")
	s.press("-")
	s.shows("Line width: 42 columns")
	s.press("+")
	s.shows("Line width: 46 columns")
	s.press("+")
	s.shows("This pane fits no more than 46 columns")
}

// TestManyLinks scrolls through more links than there are letters.
func TestManyLinks(t *testing.T) {
	var inlines []model.Inline
	for i := range 80 {
		inlines = append(inlines, model.Link{URL: fmt.Sprintf("https://www.example.com/%d", i), Inlines: []model.Inline{text(fmt.Sprintf("link number %d", i))}}, text(" "))
	}
	inlines = append(inlines, model.Image{URL: "https://pictures.example.org/map.png", Alt: "a map of the stations"})
	var opened string
	o := options(newMemory(now(), piece(model.Item{Title: "Links"}, paragraph(inlines...))))
	o.OpenLink = func(_ context.Context, url string) error { opened = url; return nil }
	s := start(t, o, 120, 24)
	s.press("enter", "o")
	s.shows("9  link number 8")
	s.shows("a  link number 9")
	s.press("a")
	if opened != "https://www.example.com/9" {
		t.Errorf("the letter a opened %q", opened)
	}
	s.press("o", "G")
	s.shows("81 of 81")
	s.shows("▣ a map of the stations")
	s.shows("pictures.example.org")
	s.press("y")
	if s.clipboard != "https://pictures.example.org/map.png" {
		t.Errorf("y copied %q", s.clipboard)
	}
}
