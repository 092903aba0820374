package popup

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/render/themes"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/words"
)

// screen is a program with nothing in it but what a popup needs.
type screen struct {
	t       testing.TB
	options Options
	closed  bool
	said    string
}

func newScreen(t testing.TB) *screen {
	t.Helper()
	theme, err := themes.Load("auto", true)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := command.NewKeymap(words.For("en"), nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &screen{t: t}
	window := &canvas.Window{Width: 80, Height: 24}
	window.SetTheme(theme, theme.Dark)
	s.options = Options{Window: window, Words: words.For("en"), Keys: keys, Close: func() { s.closed = true }, Say: func(text string) { s.said = text }}
	return s
}

// popup is what menus and sheets have in common.
type popup interface {
	Commands() []command.Command
	Letters(key tea.KeyPressMsg) tea.Cmd
	Draw(c *canvas.Canvas)
}

// press presses keys in a popup, by their letters.
func (s *screen) press(p popup, letters string) {
	for _, r := range letters {
		key := tea.KeyPressMsg{Code: r, Text: string(r)}
		if row, found := command.Pressed(s.options.Keys.Bind(p.Commands()), key); found {
			row.Run()
		} else {
			p.Letters(key)
		}
	}
}

// draw is the window with the popup in it, as text.
func (s *screen) draw(p popup) string {
	c := canvas.New(s.options.Window.Width, s.options.Window.Height)
	p.Draw(c)
	for _, line := range strings.Split(c.String(), "\n") {
		if got := ansi.StringWidth(line); got > c.Width {
			s.t.Errorf("a line is %d cells wide: %q", got, line)
		}
	}
	return ansi.Strip(c.String())
}

// pages is a sheet of n blocks of three lines.
func (s *screen) pages(n int) *Sheet {
	return &Sheet{Options: s.options, Title: "Pages", Width: 60, Blocks: n, Block: func(i, width int) []SheetLine {
		line := func(format string) string {
			return canvas.NewLine(width).Put(s.options.Window.Styles.Text, fmt.Sprintf(format, i)).String()
		}
		return []SheetLine{{Text: line("page %05d"), Foot: line("")}, {Text: line("text of %05d")}, {Text: line("")}}
	}}
}

// TestSheetIsLaidAsSeen counts how often blocks are laid: for a key and a frame never
// more than a few windows of them.
func TestSheetIsLaidAsSeen(t *testing.T) {
	s := newScreen(t)
	sheet := s.pages(20_000)
	laid, block := 0, sheet.Block
	sheet.Block = func(i, width int) []SheetLine {
		laid++
		return block(i, width)
	}
	for _, step := range []struct{ key, shows string }{
		{"j", "page 00001"}, {" ", "page 00006"}, {"G", "page 19999"}, {"b", "page 19993"}, {"k", "page 19993"}, {"g", "page 00000"},
	} {
		laid = 0
		s.press(sheet, step.key)
		if screen := s.draw(sheet); !strings.Contains(screen, step.shows) {
			t.Errorf("after %q %s is not shown:\n%s", step.key, step.shows, screen)
		}
		if laid > 200 {
			t.Errorf("the key %q lays %d of 20,000 blocks", step.key, laid)
		}
	}
}

// TestSheetScrollsByLines goes through a sheet line by line, down and up, and never
// ends with a heading.
func TestSheetScrollsByLines(t *testing.T) {
	s := newScreen(t)
	sheet := s.pages(12)
	first := s.draw(sheet)
	s.press(sheet, "G")
	last := s.draw(sheet)
	if !strings.Contains(first, "%") || !strings.Contains(last, "100%") {
		t.Errorf("how far it is scrolled is not said:\n%s%s", first, last)
	}
	s.press(sheet, "g")
	if s.draw(sheet) != first {
		t.Errorf("g does not come back to the top:\n%s", s.draw(sheet))
	}
	steps := 0
	for ; s.draw(sheet) != last && steps < 100; steps++ {
		s.press(sheet, "j")
		inside := strings.Split(strings.TrimSpace(strings.ReplaceAll(strings.Split(s.draw(sheet), "└")[0], "│", "")), "\n")
		if foot := strings.TrimSpace(inside[len(inside)-1]); strings.HasPrefix(foot, "page") {
			t.Errorf("the heading %q stands at the foot", foot)
		}
	}
	for ; s.draw(sheet) != first && steps > 0; steps-- {
		s.press(sheet, "k")
	}
	if s.draw(sheet) != first || steps != 0 {
		t.Errorf("as many lines up as down do not come back to the top, %d are left:\n%s", steps, s.draw(sheet))
	}
}

// TestClickBeside closes a sheet, and a click in it does not.
func TestClickBeside(t *testing.T) {
	s := newScreen(t)
	sheet := s.pages(3)
	s.draw(sheet)
	sheet.Click(40, 10)
	if s.closed {
		t.Error("a click in the sheet closes it")
	}
	sheet.Click(0, 0)
	if !s.closed {
		t.Error("a click beside the sheet does not close it")
	}
}

func BenchmarkSheet(b *testing.B) {
	s := newScreen(b)
	sheet := s.pages(20_000)
	for b.Loop() {
		s.press(sheet, "jGkg")
		s.draw(sheet)
	}
}
