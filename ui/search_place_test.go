package ui

import (
	"regexp"
	"strings"
	"testing"
)

// TestHitsAreInSight searches from where the headlines cannot be seen: they come into
// sight, and the article follows the hits. Dropped, all is as it was.
func TestHitsAreInSight(t *testing.T) {
	for name, test := range map[string]struct {
		width int
		keys  []string
	}{
		"alone at 120":     {120, []string{"j", "z", "space", "space"}},
		"alone at 80":      {80, []string{"j", "z", "space", "space"}},
		"one pane":         {60, []string{"j", "enter", "space", "space"}},
		"from the article": {120, []string{"j", "enter", "space", "space"}},
		"only looked at":   {120, []string{"j", "l", "space", "space"}},
		"from the drawer":  {90, []string{"j", "h"}},
		"from the tree":    {60, []string{"j", "h"}},
		"from its end":     {120, []string{"j", "z", "G"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, options(newMemory(now(), paper()...)), test.width, 24)
			s.press(test.keys...)
			before, alone := s.screen(), s.app.home.zoomed
			s.press("s")
			s.write("柜台")
			s.shows("银行把柜台搬进菜市场")
			if got := s.app.home.list.Current().Title; got != "银行把柜台搬进菜市场" {
				t.Errorf("the cursor is on %s", got)
			}
			if !s.app.home.layout().article.Empty() {
				s.shows("早上五点，柜台和鱼摊一起开门")
			}
			s.press("esc")
			if after := s.screen(); after != before {
				t.Errorf("after esc:\n%s\nbefore:\n%s", after, before)
			}
			s.press("s", "enter")
			first := regexp.MustCompile(`Paragraph \d+`).FindString(before)
			if after := s.screen(); s.app.home.zoomed != alone || !strings.Contains(after, first) { // the block: it was set at another width meanwhile
				t.Errorf("after nothing was typed:\n%s\nbefore:\n%s", after, before)
			}
			s.press("s")
			s.write("柜台")
			s.press("enter")
			s.shows("search: 柜台")
			s.shows("1 of 1")
		})
	}
}

// TestOrderKeepsTheArticle turns the order of hits while one of them is read: that stays,
// and the cursor with it.
func TestOrderKeepsTheArticle(t *testing.T) {
	s := start(t, options(many(8)), 120, 24)
	s.press("s")
	s.write("lantern")
	s.press("enter", "j", "j", "enter", "B")
	if at, read := s.app.home.list.Current().Title, s.app.home.article.Subject().Title; at != read || read != "Article 002" {
		t.Errorf("the cursor is on %s, and %s is read", at, read)
	}
}
