package ui

import (
	"testing"

	"broadsheet/model"
)

// TestCompactListIsKept turns the list by its key, and keeps that for the sessions to come,
// unless it is as configured.
func TestCompactListIsKept(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 120, 24)
	s.press("C")
	s.shows("▌●  3h      城里")
	if library.settings.List != model.CompactList {
		t.Errorf("kept is %q", library.settings.List)
	}
	o := options(library)
	o.Settings = library.settings
	start(t, o, 120, 24).shows("▌●  3h      城里")
	s.press("C")
	s.shows("3h ago · 2 min read")
	if library.settings.List != "" {
		t.Errorf("kept is %q", library.settings.List)
	}
}
