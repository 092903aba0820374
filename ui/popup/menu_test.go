package popup

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
)

// menu has n rows, which say what was chosen.
func (s *screen) menu(n int, typing bool) (m *Menu, chosen *string) {
	chosen = new(string)
	var all []Entry
	for i := range n {
		name := fmt.Sprintf("row %02d", i)
		all = append(all, Entry{Text: name, Run: func() tea.Cmd { *chosen = name; return nil }})
	}
	all[1].Off = "That cannot be done now."
	m = &Menu{Options: s.options, Title: "Rows", None: "There is no such row.", Entries: func(typed string) (found []Entry) {
		for _, e := range all {
			if strings.Contains(e.Text, typed) {
				found = append(found, e)
			}
		}
		return found
	}}
	if typing {
		m.Input = canvas.NewField("")
	}
	m.Open()
	return m, chosen
}

// TestMenuIsTypedInto finds rows by what is typed.
func TestMenuIsTypedInto(t *testing.T) {
	s := newScreen(t)
	m, chosen := s.menu(40, true)
	if screen := s.draw(m); !strings.Contains(screen, "row 00") || !strings.Contains(screen, "1 of 40") {
		t.Errorf("the menu opens as\n%s", screen)
	}
	s.press(m, "1x")
	if screen := s.draw(m); !strings.Contains(screen, "There is no such row.") {
		t.Errorf("nothing is found as\n%s", screen)
	}
	m.Letters(tea.KeyPressMsg{Code: tea.KeyBackspace})
	m.Move(3) // not from row 01, which cannot be chosen
	if m.Choose(); *chosen != "row 13" || !s.closed {
		t.Errorf("chosen is %q, and the menu is closed: %v", *chosen, s.closed)
	}
}

// TestMenuHasLabels chooses rows by the keys that no command has.
func TestMenuHasLabels(t *testing.T) {
	s := newScreen(t)
	m, chosen := s.menu(30, false)
	labels := m.labels()
	for _, row := range s.options.Keys.Bind(m.Commands()) {
		for _, label := range labels {
			if label == row.Keys[0] {
				t.Errorf("%s is a label and the key of %s", label, row.Name)
			}
		}
	}
	if screen := s.draw(m); !strings.Contains(screen, "a  row 09") {
		t.Errorf("the labels are not as they were:\n%s", screen)
	}
	s.press(m, "a")
	if *chosen != "row 09" {
		t.Errorf("chosen is %q", *chosen)
	}
	if s.press(m, "2"); s.said != "That cannot be done now." || *chosen != "row 09" {
		t.Errorf("chosen is %q, said %q", *chosen, s.said)
	}
}

// TestMenuScrolls goes to the end and back, by keys and by the wheel.
func TestMenuScrolls(t *testing.T) {
	s := newScreen(t)
	m, _ := s.menu(60, false)
	for _, step := range []struct{ key, row string }{{"G", "row 59"}, {"k", "row 58"}, {"g", "row 00"}, {"j", "row 01"}} {
		s.press(m, step.key)
		current, ok := m.Current()
		if !ok || current.Text != step.row || !strings.Contains(s.draw(m), "▌") {
			t.Errorf("after %s the cursor is on %q", step.key, current.Text)
		}
	}
	m.Wheel(0, 0, 10*canvas.WheelLines)
	if current, _ := m.Current(); current.Text != "row 11" {
		t.Errorf("the wheel comes to %q", current.Text)
	}
	at := m.area()
	m.Click(at.X+4, at.Y+m.Window.Edge())
	if !s.closed {
		t.Error("a click on a row chooses nothing")
	}
}

// TestMenuHasHeadings goes over rows that cannot be chosen, which are seen with the first
// row under them.
func TestMenuHasHeadings(t *testing.T) {
	s := newScreen(t)
	m := &Menu{Options: s.options, Title: "Rows", Input: canvas.NewField(""), Entries: func(string) (all []Entry) {
		for i := range 40 {
			all = append(all, Entry{Text: fmt.Sprintf("row %02d", i), Heading: i%4 == 0, Run: func() tea.Cmd { return nil }})
		}
		return all
	}}
	m.Open()
	if current, _ := m.Current(); current.Text != "row 01" || !strings.Contains(s.draw(m), "row 00") {
		t.Errorf("the cursor begins on %q:\n%s", current.Text, s.draw(m))
	}
	for _, step := range []struct {
		rows int
		row  string
	}{{3, "row 05"}, {100, "row 39"}, {-30, "row 01"}, {-1, "row 01"}} {
		m.Move(step.rows)
		current, _ := m.Current()
		if screen := s.draw(m); current.Text != step.row || !strings.Contains(screen, step.row) {
			t.Errorf("after %d the cursor is on %q:\n%s", step.rows, current.Text, screen)
		}
	}
	if screen := s.draw(m); !strings.Contains(screen, "row 00") || !strings.Contains(screen, "1 of 30") {
		t.Errorf("the first heading is not seen with its first row:\n%s", screen)
	}
}

// TestFirstRows lists so many, and says how many there are.
func TestFirstRows(t *testing.T) {
	s := newScreen(t)
	if got := FirstRows(s.options, make([]command.Command, maxRows+5)); len(got) != maxRows || !strings.Contains(s.said, "10,005") {
		t.Errorf("%d rows, said %q", len(got), s.said)
	}
}

// TestCutPath cuts paths at all widths, also between wide characters.
func TestCutPath(t *testing.T) {
	for _, path := range []string{"a/b", "新闻/二〇二一年/六月/第三家夜间书店.jpg", "news/2021/06/11/新闻a新闻b新闻c.jpg"} {
		for width := range 60 {
			if got := ansi.StringWidth(cutPath(path, width)); width > 0 && got > width {
				t.Errorf("%s is %d cells wide for %d", path, got, width)
			}
		}
		if got := cutPath(path, 60); got != path {
			t.Errorf("%s is cut to %s where there is room", path, got)
		}
	}
	if got, want := cutPath("newsapp/0/2021/06/11/641.jpg", 16), "news…/11/641.jpg"; got != want {
		t.Errorf("the path is cut to %q, want %q", got, want)
	}
}
