package ui

import (
	"fmt"
	"slices"
	"testing"

	"broadsheet/model"
)

// TestViewsOfTheConfig shows configured views before saved ones, and one that
// was saved in the place of a configured one of its name.
func TestViewsOfTheConfig(t *testing.T) {
	library := newMemory(now(), paper()...)
	o := options(library)
	o.Views = []model.View{{Name: "Zoo", Query: "night"}, {Name: "Clock", Query: "clock OR time"}}
	library.SetView(model.View{Name: "Art", Query: "排版"})
	library.SetView(model.View{Name: "Broken", Query: "is:asleep"})
	library.SetView(model.View{Name: "Clock", Query: "clock"})
	s := start(t, o, 120, 24)
	s.shows("These views are hidden because their queries are not valid: “Broken”")
	var names []string
	for _, c := range s.app.home.tree.Choices() {
		if s.app.home.tree.HasView(c.Title) {
			names = append(names, c.Title)
		}
	}
	if !slices.Equal(names, []string{"Zoo", "Clock", "Art"}) {
		t.Errorf("the views are %q", names)
	}
	s.press("h", "j", "j", "j", "j", "x")
	s.shows("Only your own views can be removed")
	s.press("j", "x")
	s.shows("This view is set in the config file; remove it there")
	s.press("j")
	s.shows("Clock · 1 of 1")
	s.press("x") // what the config says comes back
	s.shows("▌Clock                2")
	s.press("u")
	s.shows("Undone: view restored (“Clock”")
	s.shows("▌Clock                1")
}

// TestViewIsWhatTheListShows saves a filter within a category, with unread
// articles only.
func TestViewIsWhatTheListShows(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 120, 24)
	s.press("1", "r", "/")
	s.write("夜 OR 柜台")
	s.press("ctrl+s")
	s.shows("name 夜 OR 柜台")
	s.write("  钱   和 夜 ")
	s.press("enter")
	want := model.View{Name: "钱 和 夜", Query: "夜 is:unread cat:/金融 OR 柜台 is:unread cat:/金融"}
	if len(library.views) != 1 || library.views[0] != want {
		t.Errorf("saved is %+v", library.views)
	}
	s.shows("▏钱 和 夜             2")
	s.shows("View saved: “钱 和 夜”")
	s.press("j")
	s.shows("钱 和 夜 · 2 of 2")
	s.press("u")
	s.shows("Undone: view no longer saved (“钱 和 夜”")
	if len(library.views) != 0 {
		t.Errorf("saved are %+v", library.views)
	}
}

// TestNothingToSave wants to save what shows everything.
func TestNothingToSave(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("/", "ctrl+s")
	s.shows("There is no filter to save")
	s.write("is:nothing")
	s.press("ctrl+s")
	s.shows("after is: write unread")
	s.lacks("name ")
}

// TestUndoGoesBackInOrder removes a view and then marks: the mark is what undo
// takes back.
func TestUndoGoesBackInOrder(t *testing.T) {
	library := newMemory(now(), paper()...)
	library.SetView(model.View{Name: "Evening", Query: "night"})
	s := start(t, options(library), 120, 24)
	s.press("m", "h", "j", "j", "j", "j", "j", "x", "u")
	s.shows("Undone: view restored (“Evening”")
	s.press("u")
	s.shows("Undone: marked unread")
}

// TestViewsAreCountedWhereTheyAreShown saves as many views as there is room for:
// those that are not shown cost nothing, and one more is refused where its name
// was typed.
func TestViewsAreCountedWhereTheyAreShown(t *testing.T) {
	library := newMemory(now(), paper()...)
	for i := range model.MaximumViews {
		library.SetView(model.View{Name: fmt.Sprintf("V%02d", i), Query: "night"})
	}
	s := start(t, options(library), 120, 24)
	s.press("m")
	if most := 4 + 5; library.counted > most {
		t.Errorf("%d views were counted, of which %d are shown", library.counted, most)
	}
	s.press("h", "G", "g", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j") // into those that were not shown
	s.shows("▌V06                  1")
	s.press("l", "/")
	s.write("time")
	s.press("ctrl+s", "enter")
	s.shows("you have too many views; remove one first")
	s.shows("name time")
	s.write("V07")
	s.press("enter") // in the place of another there is
	s.shows("View replaced: “V07”")
	if len(library.views) != model.MaximumViews {
		t.Errorf("%d views are saved", len(library.views))
	}
}

// TestRefusedView shows why the library does not take a view, and keeps what was
// typed.
func TestRefusedView(t *testing.T) {
	library := newMemory(now(), paper()...)
	library.refusal = "No more is kept."
	s := start(t, options(library), 120, 24)
	s.press("/")
	s.write("time")
	s.press("ctrl+s", "enter")
	s.shows("No more is kept.")
	s.shows("name time")
}
