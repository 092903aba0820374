package marks_test

import (
	"strings"
	"testing"

	"broadsheet/library/marks/storetest"
	"broadsheet/model"
)

// TestSessionIsKept keeps where a session ended, and takes back that it is anywhere.
func TestSessionIsKept(t *testing.T) {
	path := marksPath(t)
	want := model.Session{Chosen: `cat:/金融/"a b"`, Filter: "is:unread 红包", Search: true, Unread: true, Article: storetest.IDs(1)[0], Reading: true, Opened: true, Zoomed: true}
	kept(t, path, nil, func(r *storetest.Reader) {
		r.SetSettings(model.Settings{Theme: "dark", Session: want})
		r.Kept(t)
	})
	kept(t, path, nil, func(r *storetest.Reader) {
		if got := r.Settings(t.Context()); got.Session != want || got.Theme != "dark" {
			t.Errorf("kept is %+v", got)
		}
		r.SetSettings(model.Settings{})
		r.Kept(t)
	})
	kept(t, path, nil, func(r *storetest.Reader) {
		if got := r.Settings(t.Context()); got != (model.Settings{}) {
			t.Errorf("kept is %+v", got)
		}
	})
}

// TestStrangeSessions imports sessions that no program has written: what is in them is made
// safe, or nothing.
func TestStrangeSessions(t *testing.T) {
	for text, want := range map[string]model.Session{
		`{"chosen":"a\u001b[31mb","article":"../etc","reading":true}`: {Chosen: "a[31mb"},
		`{"filter":5}`: {},
		`[`:            {},
		`{"chosen":"` + strings.Repeat("x", 20<<10) + `"}`: {},
	} {
		r := holding(t, nil).Reader("ann")
		line := `{"setting":"session","value":` + quoted(text) + `,"changed":"2021-06-11T12:00:00Z"}`
		if _, _, err := r.Import(t.Context(), strings.NewReader(line)); err != nil {
			t.Fatal(err)
		}
		if got := r.Settings(t.Context()).Session; got != want {
			t.Errorf("%.40s is %+v", text, got)
		}
	}
}

// quoted is a text as JSON has it.
func quoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
