package ui

import (
	"testing"

	"broadsheet/model/query"
)

// TestOrdersAreOfWhatIsListed sets the order of a view and of a category, which keep it;
// N shows what is new first again.
func TestOrdersAreOfWhatIsListed(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 120, 24)
	first := func(title string) {
		t.Helper()
		if got := s.app.home.list.Listing().At(0).Title; got != title {
			t.Errorf("the first is %q, want %q", got, title)
		}
	}
	s.press("j", "j", "S", "down", "enter")
	s.shows("“All” is listed oldest first")
	first("A clock that runs backwards")
	if row, _ := s.app.home.list.Position(); row != 1 {
		t.Errorf("the cursor is on row %d", row)
	}
	s.press("1")
	first("城里第三家夜间书店开门，读者排到街角，第一晚卖出八百本旧书")
	s.press("S")
	s.write("len")
	s.lacks("by title")
	s.press("esc", "S")
	s.write("short")
	s.press("enter")
	s.shows("“金融” is listed shortest first")
	first("银行把柜台搬进菜市场")
	s.press("0")
	first("A clock that runs backwards")
	s.press("N")
	first("城里第三家夜间书店开门，读者排到街角，第一晚卖出八百本旧书")
	if library.orders[""] != query.NewestFirst || library.orders["cat:/金融"] != query.ByLength {
		t.Errorf("the orders are %v", library.orders)
	}
}

// TestOrderWhileReading sets the order from an article: the reader stays with it.
func TestOrderWhileReading(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("j", "enter", "S", "down", "enter")
	if row, _ := s.app.home.list.Position(); row != 6 {
		t.Errorf("the cursor is on row %d", row)
	}
	if at, read := s.app.home.list.Current().Title, s.app.home.article.Subject().Title; at != read || read != "Night trains" {
		t.Errorf("the cursor is on %s, and %s is read", at, read)
	}
}

// TestNewsInAnotherOrder stays at the top of what is not the newest first: what is new is
// not seen there.
func TestNewsInAnotherOrder(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 120, 24)
	s.press("S", "down", "enter")
	library.status.Arrived = 2
	s.send(changed{})
	s.press("g")
	s.shows("2 new")
	s.press("N")
	s.lacks("2 new")
}
