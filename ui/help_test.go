package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/words"
)

// TestHelpBeginsWithReading opens the help from each pane: what one reads with comes
// first, then what works where the reader is.
func TestHelpBeginsWithReading(t *testing.T) {
	for _, test := range []struct {
		keys  []string
		title string
	}{
		{[]string{"?"}, "Headlines"},
		{[]string{"h", "?"}, "Categories"},
		{[]string{"j", "enter", "?"}, "Article"},
	} {
		for _, width := range []int{60, 120} {
			s := start(t, options(newMemory(now(), paper()...)), width, 24)
			s.press(test.keys...)
			if line := strings.Split(s.screen(), "\n")[2]; !strings.Contains(line, "│ Reading  ") {
				t.Errorf("after %v the help begins with %q:\n%s", test.keys, line, s.screen())
			}
			if titles := s.helpTitles(); titles[1] != test.title {
				t.Errorf("after %v the help goes on with %q, want %q", test.keys, titles[1], test.title)
			}
		}
	}
}

// helpTitles are the titles of the help, in their order.
func (s *session) helpTitles() []string {
	var titles []string
	for _, group := range s.app.helpGroups() {
		titles = append(titles, group.title)
	}
	return titles
}

// TestHelpHasEveryCommandOnce counts the rows: each command is told of once, and the
// lines that are typed into take a small place at the end.
func TestHelpHasEveryCommandOnce(t *testing.T) {
	for _, language := range []string{"en", "zh"} {
		o := following(options(newMemory(now(), paper()...)))
		o.Language = language
		d := &desktop{}
		o.Editor, o.Command = d.editor, d.command
		s := start(t, o, 120, 40)
		groups := s.app.helpGroups()
		rows, typing := 0, groups[len(groups)-1]
		text := ""
		for _, group := range groups {
			rows += len(group.rows)
			for _, row := range group.rows {
				text += row.keys + " " + row.help + " " + strings.Join(row.also, " ") + "\n"
			}
		}
		if typing.title != words.For(language).TitleTyping() || len(typing.rows) > rows/8 {
			t.Errorf("the lines take %d rows of %d, under %q", len(typing.rows), rows, typing.title)
		}
		apart := map[string]bool{}
		for _, screen := range typingScreens() {
			apart[screen] = true
		}
		for _, c := range command.All() {
			if apart[c.Screen] {
				continue
			}
			if n := strings.Count(text, c.Help[language]); n == 0 {
				t.Errorf("the help has nothing of %s", c.Name)
			}
		}
	}
}

// TestHelpFits holds that the help has as many columns as there is room for, and that
// nothing in it is cut off.
func TestHelpFits(t *testing.T) {
	for size, columns := range map[[2]int]int{{60, 24}: 1, {80, 24}: 1, {120, 40}: 2, {200, 50}: 3} {
		for _, language := range []string{"en", "zh"} {
			o := following(options(newMemory(now(), paper()...)))
			o.Language = language
			s := start(t, o, size[0], size[1])
			s.press("?")
			s.fits()
			s.nothingCutInHelp(size[0])
			if titles := s.titlesSeen(); titles < columns {
				t.Errorf("at %v %d titles are seen, in %d columns:\n%s", size, titles, columns, s.screen())
			}
		}
	}
}

// nothingCutInHelp fails the test where a line of the help ends in an ellipsis.
func (s *session) nothingCutInHelp(width int) {
	s.t.Helper()
	for _, line := range s.app.helpText(s.app.helpGroups(), "", min(s.app.helpWidth(), width)-2) {
		if strings.Contains(line.Text, "…") && !strings.Contains(line.Text, "1…9") && !strings.Contains(line.Text, "1…3") {
			s.t.Errorf("at %d cells something is cut off: %q", width, ansi.Strip(line.Text))
		}
	}
}

// titlesSeen is how many titles of the help are on the screen.
func (s *session) titlesSeen() int {
	seen := 0
	for _, title := range s.helpTitles() {
		if strings.Contains(s.flat(), " "+title+" ") {
			seen++
		}
	}
	return seen
}

// TestHelpIsSearched finds keys by what they do, by other words for it, and by their
// names, in both languages.
func TestHelpIsSearched(t *testing.T) {
	for _, test := range []struct{ language, typed, shows, lacks string }{
		{"en", "star", "add or remove a star", "next pane"},
		{"en", "bookmark", "add or remove a star", "next pane"},
		{"en", "ctrl+d", "half a page down, up", "add or remove"},
		{"zh", "星标", "加星标或取消星标", "下一栏"},
		{"zh", "xingbiao", "加星标或取消星标", "下一栏"},
		{"zh", "收藏", "加星标或取消星标", "下一栏"},
		{"en", "no such key", "No key does that", "add or remove"},
	} {
		o := options(newMemory(now(), paper()...))
		o.Language = test.language
		s := start(t, o, 120, 40)
		s.press("?")
		before := s.app.top()
		s.press("/")
		s.write(test.typed)
		s.shows(test.shows)
		s.lacks(test.lacks)
		s.press("enter")
		s.shows(test.shows)
		s.press("esc")
		s.shows(s.app.words.TitleReading())
		s.lacks("│ / " + test.typed)
		if s.app.top() != before {
			t.Error("the help is closed with the search")
		}
		s.press("q")
		if s.app.top() != layer(s.app.home) {
			t.Error("the help is not closed")
		}
	}
}

// TestHelpTakesMonsters pastes what nobody types into the search of the help.
func TestHelpTakesMonsters(t *testing.T) {
	for name, monster := range monsters() {
		s := start(t, options(newMemory(now(), paper()...)), 80, 24)
		s.press("?", "/")
		if typing, ok := s.app.top().(interface{ TypedInto() *canvas.Field }); !ok || typing.TypedInto() == nil {
			t.Fatal("nothing can be typed")
		}
		s.takesMonster(name, monster)
	}
}

// TestHelpTitlesHaveRowsUnderThem scrolls through the help line by line.
func TestHelpTitlesHaveRowsUnderThem(t *testing.T) {
	for _, width := range []int{60, 120} {
		s := start(t, options(newMemory(now(), paper()...)), width, 20)
		s.press("?")
		for range 80 {
			text, _, _ := strings.Cut(s.screen(), "└")
			rows := strings.Split(text, "\n")
			foot := rows[len(rows)-3] // over the blank line and the border
			for _, title := range s.helpTitles() {
				if strings.Contains(foot, "│ "+title+"  ") || strings.Contains(foot, "  "+title+"  ") {
					t.Fatalf("%q stands alone at the foot:\n%s", title, s.screen())
				}
			}
			s.press("j")
		}
	}
}
