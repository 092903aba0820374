package themes

import (
	"slices"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// TestSixteenColours holds that text stays legible on terminals that know only
// the 16 ANSI colours: what each colour becomes there is at least 3:1 against
// black or white, in xterm's values for the sixteen.
func TestSixteenColours(t *testing.T) {
	for _, name := range ownThemes() {
		for _, dark := range []bool{true, false} {
			th, err := Load(name, dark)
			if err != nil {
				t.Fatal(err)
			}
			checkSixteen(t, name, palette(t, name, th.Dark), th.Dark)
		}
	}
}

func checkSixteen(t *testing.T, name string, named map[string]string, dark bool) {
	t.Helper()
	xterm := []string{
		"#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
		"#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff",
	}
	background, _ := parseColour("#ffffff")
	if dark {
		background, _ = parseColour("#000000")
	}
	notText := []string{"faint", "selected", "selected_text", "match", "paper"}
	for key, value := range named {
		_, ok := parseColour(value)
		if !ok || slices.Contains(notText, key) {
			continue // the terminal's own colour, or none of text
		}
		shown := xterm[ansi.Convert16(lipgloss.Color(value))]
		if c, _ := parseColour(shown); contrast(c, background) < 3 {
			t.Errorf("%s, dark %v: %s %s becomes %s, of a contrast of %.1f", name, dark, key, value, shown, contrast(c, background))
		}
	}
}
