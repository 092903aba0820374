package ui

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/render/themes"
)

func TestChoicesAreKept(t *testing.T) {
	library := newMemory(now(), paper()...)
	o := options(library)
	o.Measure = 60
	s := start(t, o, 200, 30)
	s.send(tea.BackgroundColorMsg{Color: white{}})
	s.press("T", "down", "enter", "-")
	if want := (model.Settings{Theme: "dark", Measure: 56, Background: model.BackgroundLight}); library.settings != want {
		t.Errorf("kept are %+v, want %+v", library.settings, want)
	}
	// What is as configured is not kept.
	s.press("+", "T", "up", "enter")
	if want := (model.Settings{Background: model.BackgroundLight}); library.settings != want {
		t.Errorf("kept are %+v, want %+v", library.settings, want)
	}
}

func TestChoicesGoBeforeTheConfiguration(t *testing.T) {
	o := options(newMemory(now(), paper()...))
	o.Theme, o.Measure = "light", 60
	o.Settings = model.Settings{Theme: "dark", Measure: 90, Background: model.BackgroundLight}
	s := start(t, o, 120, 30)
	if s.app.themeName != "dark" || s.app.measure != 90 || s.app.dark {
		t.Errorf("the theme is %s, the measure %d, dark %v", s.app.themeName, s.app.measure, s.app.dark)
	}
	// A theme that is gone gives way, and so does a measure that is none.
	o.Settings = model.Settings{Theme: "gone", Measure: -7}
	o.LoadTheme = func(name string, dark bool) (*themes.Theme, error) {
		if name == "gone" {
			return nil, errors.New("there is no theme gone")
		}
		return themes.Load(name, dark)
	}
	s = start(t, o, 120, 30)
	if s.app.themeName != "light" || s.app.measure != LeastMeasure {
		t.Errorf("the theme is %s, the measure %d", s.app.themeName, s.app.measure)
	}
}

func TestNoticesAreSaidOnce(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 120, 30)
	library.notices = []string{"The marks cannot be kept."}
	s.send(changed{})
	if !strings.Contains(s.screen(), "The marks cannot be kept.") {
		t.Errorf("the notice is not on the screen:\n%s", s.screen())
	}
	s.press("j")
	s.send(changed{})
	if strings.Contains(s.screen(), "cannot be kept") {
		t.Error("the notice is said again")
	}
}
