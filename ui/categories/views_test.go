package categories

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"broadsheet/model"
	"broadsheet/ui/words"
)

// TestTodayEndsAtMidnight leaves out what is dated tomorrow, and follows the
// reader's zone.
func TestTodayEndsAtMidnight(t *testing.T) {
	p := show(t)
	p.press("move.down")
	p.on("Today")
	for date, want := range map[time.Time]bool{
		time.Date(2021, 6, 10, 15, 59, 0, 0, time.UTC): false, // yesterday
		time.Date(2021, 6, 10, 16, 0, 0, 0, time.UTC):  true,  // this morning
		time.Date(2021, 6, 11, 15, 59, 0, 0, time.UTC): true,  // tonight
		time.Date(2021, 6, 11, 16, 0, 0, 0, time.UTC):  false, // tomorrow
	} {
		if got := p.Query().Match(&model.Item{Date: date}, model.Marks{}, now(), p.o.Zone); got != want {
			t.Errorf("%v is today: %v", date, got)
		}
	}
	if lasting := p.LastingQuery().String(); lasting != "after:today" {
		t.Errorf("the view would be kept as %q", lasting)
	}
}

// names are the views of one's own, in their order.
func (p *pane) names() (names []string) {
	for _, c := range p.Choices() {
		if p.HasView(c.Title) {
			names = append(names, c.Title)
		}
	}
	return names
}

// TestViewsOfTheConfig shows configured views before saved ones, and one that was saved
// in the place of a configured one of its name; one that cannot be read is told.
func TestViewsOfTheConfig(t *testing.T) {
	p := show(t, model.View{Name: "Zoo", Query: "night"}, model.View{Name: "Clock", Query: "clock OR time"})
	p.library.views = []model.View{{Name: "Art", Query: "排版"}, {Name: "Broken", Query: "is:asleep"}, {Name: "Clock", Query: "clock"}}
	p.TakeViews()
	if names := p.names(); !slices.Equal(names, []string{"Zoo", "Clock", "Art"}) || !slices.Equal(p.WrongViews(), []string{"Broken"}) {
		t.Errorf("the views are %q, those that are wrong %q", names, p.WrongViews())
	}
	w := words.For("en")
	for _, step := range []struct{ down, view, off string }{
		{"move.down", "", w.OffNoOwnView()},
		{"move.down", "", w.OffNoOwnView()},
		{"move.down", "", w.OffNoOwnView()},
		{"move.down", "", w.OffNoOwnView()},
		{"move.down", "Zoo", w.OffConfigured()},
		{"move.down", "Clock", ""},
	} {
		p.press(step.down)
		if p.ChosenView() != step.view || p.OffRemove() != step.off {
			t.Errorf("on %q the command is off because %q", p.ChosenView(), p.OffRemove())
		}
	}
	p.press("tree.remove") // what the config says comes back
	if got := p.Query().String(); p.ChosenView() != "Clock" || got != "clock OR time" {
		t.Errorf("%q asks for %q", p.ChosenView(), got)
	}
	if undone, changed := p.UndoView(); !undone || !changed || p.Query().String() != "clock" {
		t.Errorf("undone %v, changed %v; it asks for %q", undone, changed, p.Query())
	}
}

// TestSaveView saves a view, chooses it, counts it, and takes that back.
func TestSaveView(t *testing.T) {
	p := show(t)
	if !p.SaveView(model.View{Name: "夜", Query: "night"}) {
		t.Fatal("the view is not taken")
	}
	p.settle()
	p.on("夜")
	p.shows("▌夜                      24 ")
	if p.said != words.For("en").ViewSaved("夜") || p.IsBuiltIn("夜") || !p.IsBuiltIn("today") {
		t.Errorf("said %q", p.said)
	}
	if !p.SaveView(model.View{Name: "夜", Query: "moon"}) {
		t.Fatal("the view is not replaced")
	}
	if undone, changed := p.UndoView(); !undone || !changed || p.Query().String() != "night" {
		t.Errorf("undone %v, changed %v; it asks for %q", undone, changed, p.Query())
	}
	p.KeepViews()
	if undone, _ := p.UndoView(); undone {
		t.Error("a view is changed back that was to be kept")
	}
	p.library.full = true
	if p.SaveView(model.View{Name: "Moon", Query: "moon"}) || p.HasView("Moon") {
		t.Error("a view is saved that the library has not taken")
	}
}

// TestViewGone goes to all articles where another program has removed the view.
func TestViewGone(t *testing.T) {
	p := show(t)
	p.SaveView(model.View{Name: "Evening", Query: "night"})
	p.library.views = nil
	if !p.TakeViews() || p.said != words.For("en").ViewGone() {
		t.Errorf("said is %q", p.said)
	}
	p.on("All")
}

// TestManyViews shows five of one's own until the cursor goes on from the last one, and
// counts no others before.
func TestManyViews(t *testing.T) {
	p := show(t)
	for i := range 8 {
		p.library.views = append(p.library.views, model.View{Name: fmt.Sprint("View ", i), Query: "night"})
	}
	p.TakeViews()
	p.settle()
	p.shows(words.For("en").MoreViews(3))
	if got := len(p.library.counted[len(p.library.counted)-1]); got != 9 {
		t.Errorf("%d views are counted, want the nine that are shown", got)
	}
	for range 10 {
		p.press("move.down")
	}
	p.on("View 5")
	if got := len(p.library.counted[len(p.library.counted)-1]); got != 12 {
		t.Errorf("%d views are counted, want all of them", got)
	}
}

// TestNoneListed says of each view why it has no headlines.
func TestNoneListed(t *testing.T) {
	p := show(t, model.View{Name: "Zoo", Query: "night"})
	for range 5 {
		p.press("move.down")
		if headline, text, said := p.NoneListed(); headline == "" || text == "" || !said {
			t.Errorf("of %q is said %q, %q", p.Title(), headline, text)
		}
	}
	p.press("category.1")
	if _, _, said := p.NoneListed(); said {
		t.Error("something is said of a category")
	}
}
