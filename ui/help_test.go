package ui

import (
	"strings"
	"testing"

	"broadsheet/ui/command"
	"broadsheet/ui/words"
)

// TestHelpBeginsWhereOneIs opens the help from each pane.
func TestHelpBeginsWhereOneIs(t *testing.T) {
	for _, test := range []struct {
		keys  []string
		title string
	}{
		{[]string{"?"}, "Headlines"},
		{[]string{"h", "?"}, "Categories"},
		{[]string{"j", "enter", "?"}, "Article"},
		{[]string{"j", "enter", "/", "n", "enter", "?"}, "After finding"},
	} {
		for _, width := range []int{60, 120} {
			s := start(t, options(newMemory(now(), paper()...)), width, 24)
			s.press(test.keys...)
			if line := strings.Split(s.screen(), "\n")[2]; !strings.Contains(line, "│ "+test.title+"  ") {
				t.Errorf("after %v the help begins with %q, want %q:\n%s", test.keys, line, test.title, s.screen())
			}
		}
	}
}

// TestHelpTitlesHaveRowsUnderThem scrolls through the help line by line.
func TestHelpTitlesHaveRowsUnderThem(t *testing.T) {
	titles := map[string]bool{}
	keys, err := command.NewKeymap(words.For("en"), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range keys.Help() {
		titles[s.Title] = true
	}
	for _, width := range []int{60, 120} {
		s := start(t, options(newMemory(now(), paper()...)), width, 20)
		s.press("?")
		for range 80 {
			text, _, _ := strings.Cut(s.screen(), "└")
			rows := strings.Split(text, "\n")
			foot := rows[len(rows)-3] // over the blank line and the border
			for title := range titles {
				if strings.Contains(foot, "│ "+title+"  ") || strings.Contains(foot, "  "+title+"  ") {
					t.Fatalf("%q stands alone at the foot:\n%s", title, s.screen())
				}
			}
			s.press("j")
		}
	}
}

// TestHelpOfTheLines names the two lines that are typed into, and the keys of
// the nine categories in one row.
func TestHelpOfTheLines(t *testing.T) {
	for language, titles := range map[string][]string{"en": {"Filter line", "Find line"}, "zh": {"筛选行", "查找行"}} {
		o := options(newMemory(now(), paper()...))
		o.Language = language
		s := start(t, o, 120, 70)
		s.press("?")
		for _, title := range titles {
			s.shows(title)
		}
		s.shows("1…9 ")
	}
}
