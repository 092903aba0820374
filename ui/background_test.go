package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"broadsheet/model"
)

// TestBackgroundIsAwaited holds the first window back until the terminal has
// told its background, or has had its time: a light one is never drawn on in
// dark colours.
func TestBackgroundIsAwaited(t *testing.T) {
	begin := func(theme string, told model.Background) *session {
		o := options(newMemory(now(), paper()...))
		o.Theme, o.Settings.Background = theme, told
		return start(t, o, 120, 24)
	}
	blank := func(s *session) bool { return strings.TrimSpace(s.screen()) == "" }

	s := begin("auto", model.BackgroundUnknown)
	if !blank(s) {
		t.Errorf("a window was drawn before the background was known:\n%s", s.screen())
	}
	s.fits()
	s.holding = true
	s.send(tea.BackgroundColorMsg{Color: white{}})
	s.send(uv.PrimaryDeviceAttributesEvent{62, 22})
	if !blank(s) {
		t.Error("a window was drawn before the light theme was there")
	}
	s.release()
	if blank(s) || s.app.window.Theme.Dark {
		t.Error("no light window was drawn on the light background")
	}

	s = begin("auto", model.BackgroundUnknown)
	s.press("j")
	s.send(unanswered{})
	s.shows("2 of 7")
	s = begin("auto", model.BackgroundUnknown)
	s.send(uv.PrimaryDeviceAttributesEvent{62, 22}) // without an answer before it
	s.shows("1 of 7")
	s = begin("auto", model.BackgroundUnknown)
	s.send(tea.BackgroundColorMsg{Color: black{}})
	s.shows("1 of 7")
	begin("dark", model.BackgroundUnknown).shows("1 of 7")
	s = begin("auto", model.BackgroundLight)
	if blank(s) || s.app.window.Theme.Dark {
		t.Error("the background that was told is not used")
	}
}

type black struct{}

func (black) RGBA() (r, g, b, a uint32) { return 0, 0, 0, 0xffff }
