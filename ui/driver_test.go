package ui

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/render/themes"
)

// session drives an App as Bubble Tea would, but runs its commands in order
// and at once, so that a test needs no clock.
type session struct {
	t         testing.TB
	app       *App
	library   *memory
	held      []tea.Cmd // commands kept back while holding
	holding   bool
	clipboard string
	raw       string // what was written past the screen
	quit      bool
}

// now is when all tests take place: a Friday in summer, 14:05 in Shanghai.
func now() time.Time { return day(2021, 6, 11, 6, 5) }

func shanghai() *time.Location { return time.FixedZone("CST", 8*60*60) }

// options are those of most tests.
func options(library *memory) Options {
	library.zone = shanghai()
	return Options{
		Library:   library,
		Renderer:  render.New(1 << 20),
		LoadTheme: themes.Load,
		Themes:    []string{"auto", "dark", "light"},
		Now:       now,
		Location:  shanghai(),
		Mouse:     true,

		Settings: model.Settings{Background: model.BackgroundDark},
	}
}

// start opens a program on a window.
func start(t testing.TB, o Options, width, height int, holding ...bool) *session {
	t.Helper()
	app, err := New(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	s := &session{t: t, app: app, library: o.Library.(*memory), holding: len(holding) > 0 && holding[0]}
	s.run(app.Init())
	s.send(tea.WindowSizeMsg{Width: width, Height: height})
	return s
}

// send gives the App a message, and runs what it asks for.
func (s *session) send(msg tea.Msg) {
	s.library.forbid(true)
	_, cmd := s.app.Update(msg)
	s.library.forbid(false)
	s.run(cmd)
}

// run runs a command and sends on what it gives. The wait for changes of the
// library is never run: tests say themselves when something has changed, and
// when time has passed.
func (s *session) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if name := runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name(); strings.Contains(name, "awaitChange") || strings.Contains(name, "awaitFeeds") || strings.Contains(name, "Tick") {
		return
	}
	if s.holding {
		s.held = append(s.held, cmd)
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, cmd := range msg {
			s.run(cmd)
		}
	case tea.RawMsg:
		s.raw += fmt.Sprint(msg.Msg)
	case tea.QuitMsg:
		s.quit = true
	default:
		if reflect.TypeOf(msg).Name() == "setClipboardMsg" {
			s.clipboard = fmt.Sprint(msg)
			return
		}
		s.send(msg)
	}
}

// release runs the commands that were held, the oldest first.
func (s *session) release() {
	s.holding = false
	held := s.held
	s.held = nil
	for _, cmd := range held {
		s.run(cmd)
	}
}

// press presses keys, by their names, one right after the other.
func (s *session) press(keys ...string) {
	for _, key := range keys {
		s.send(keyPress(key))
	}
	s.pass()
}

// pass lets the time pass that a digit has to be followed by a motion.
func (s *session) pass() {
	if s.app.home.number.choice {
		s.send(numbered{turn: s.app.home.number.turn})
	}
}

// write types a text.
func (s *session) write(text string) {
	for _, r := range text {
		s.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// keyPress is the message of a key.
func keyPress(name string) tea.KeyPressMsg {
	var key tea.KeyPressMsg
	for {
		if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
			key.Mod, name = key.Mod|tea.ModCtrl, rest
		} else if rest, ok := strings.CutPrefix(name, "shift+"); ok {
			key.Mod, name = key.Mod|tea.ModShift, rest
		} else {
			break
		}
	}
	codes := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown,
		"left": tea.KeyLeft, "right": tea.KeyRight, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome,
		"end": tea.KeyEnd, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "f1": tea.KeyF1,
	}
	switch {
	case name == "space":
		key.Code, key.Text = tea.KeySpace, " "
	case codes[name] != 0:
		key.Code = codes[name]
	default:
		key.Code = []rune(name)[0]
		if key.Mod == 0 {
			key.Text = name
		}
	}
	return key
}

// content is the window with its styles.
func (s *session) content() string {
	s.library.forbid(true)
	defer s.library.forbid(false)
	return s.app.View().Content
}

// screen is the window as text, without blanks at the ends of its lines.
func (s *session) screen() string {
	lines := strings.Split(ansi.Strip(s.content()), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \u00a0")
	}
	return strings.Join(lines, "\n") + "\n"
}

// firstLine is the first line of the article's text that is in sight.
func (s *session) firstLine() string {
	at := s.app.home.layout().article
	return strings.TrimSpace(ansi.Strip(s.app.home.article.Draw(at.Width, at.Height, "")[0]))
}

// shows fails the test where a text is not on the screen.
func (s *session) shows(text string) {
	s.t.Helper()
	if !strings.Contains(s.flat(), text) {
		s.t.Errorf("the screen does not show %q:\n%s", text, s.screen())
	}
}

// lacks fails the test where a text is on the screen.
func (s *session) lacks(text string) {
	s.t.Helper()
	if strings.Contains(s.flat(), text) {
		s.t.Errorf("the screen shows %q:\n%s", text, s.screen())
	}
}

// flat is the screen with all white space the same.
func (s *session) flat() string { return strings.ReplaceAll(s.screen(), "\u00a0", " ") }

// fits fails the test where the window is not filled exactly: a line that is
// too wide, or too many lines.
func (s *session) fits() {
	s.t.Helper()
	width, height := s.app.window.Width, s.app.window.Height
	lines := strings.Split(s.content(), "\n")
	if height > 0 && len(lines) != height {
		s.t.Fatalf("%d lines in a window of %dx%d:\n%s", len(lines), width, height, s.screen())
	}
	for i, line := range lines {
		if w := ansi.StringWidth(line); w > width {
			s.t.Fatalf("line %d is %d cells wide in a window of %dx%d:\n%s", i, w, width, height, s.screen())
		}
	}
}
