package server

import (
	"testing"

	"github.com/charmbracelet/colorprofile"
)

// The colours are those that the terminal says it has; otherwise 256.
func TestProfiles(t *testing.T) {
	for _, test := range []struct {
		term string
		env  []string
		want colorprofile.Profile
	}{
		{"xterm-256color", nil, colorprofile.ANSI256},
		{"xterm", nil, colorprofile.ANSI256},
		{"screen", nil, colorprofile.ANSI256},
		{"tmux-256color", nil, colorprofile.ANSI256},
		{"something", nil, colorprofile.ANSI256},
		{"linux", nil, colorprofile.ANSI},
		{"vt220", nil, colorprofile.ANSI},
		{"xterm-kitty", nil, colorprofile.TrueColor},
		{"xterm-ghostty", nil, colorprofile.TrueColor},
		{"xterm-direct", nil, colorprofile.TrueColor},
		{"xterm-256color", []string{"COLORTERM=truecolor"}, colorprofile.TrueColor},
		{"xterm-256color", []string{"COLORTERM=truecolor", "NO_COLOR=yes"}, colorprofile.ASCII},
	} {
		if got := profileOf(test.term, test.env); got != test.want {
			t.Errorf("TERM=%s with %q has the profile %v, want %v", test.term, test.env, got, test.want)
		}
	}
}
