package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// presses makes the keys that Bubble Tea makes of a text whose escapes came alone.
func presses(text string) []tea.KeyPressMsg {
	var keys []tea.KeyPressMsg
	for _, r := range text {
		switch r {
		case '\x1b':
			keys = append(keys, tea.KeyPressMsg{Code: tea.KeyEscape})
		case '\a':
			keys = append(keys, tea.KeyPressMsg{Code: 'g', Mod: tea.ModCtrl})
		default:
			keys = append(keys, tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
	return keys
}

// A terminal's answer that comes in parts is typed by nobody; what somebody types
// is, also after an escape.
func TestAnswersAreNotTyped(t *testing.T) {
	for text, want := range map[string]string{
		"\x1b]11;rgb:1e1e/1E1E/2e2e\aj":    "esc j",
		"\x1b]11;rgb:1e1e/1e1e/2e2e\x1bj":  "esc j",
		"\x1b]11;rgb:1e1e/1/2e2e\x1b\\j\\": "esc j \\",
		"\x1b[?62;22;52cj":                 "esc j",
		"\x1b[?2026;2$yj":                  "esc j",
		"\x1b[?1uj":                        "esc j",
		"j]k[":                             "j ] k [",
		"\x1bj]11;rgb:":                    "esc j ] 1 1 ; r g b :",
		"\x1b]j":                           "esc j",
		"\x1b[cq":                          "esc c q",
		"\x1b\x1b/rgb":                     "esc esc / r g b",
		"\x1b]11;rgb:0/0/0\x1b\x1b[?62cjk": "esc esc j k",
	} {
		var a answers
		var typed []string
		for _, key := range presses(text) {
			if !a.take(key) {
				typed = append(typed, key.String())
			}
		}
		if got := strings.Join(typed, " "); got != want {
			t.Errorf("of %q %q is typed, want %q", text, got, want)
		}
	}
}
