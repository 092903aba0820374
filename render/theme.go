package render

import (
	"fmt"
	"image/color"

	"charm.land/glamour/v2/ansi"
	"charm.land/glamour/v2/styles"
	"charm.land/lipgloss/v2"
)

// Palette holds the colours of a theme that the program around the text uses.
// A nil colour is the terminal's own.
type Palette struct {
	Text, Dim, Faint       color.Color
	Accent, Unread, Star   color.Color
	Selected, SelectedText color.Color // Selected is a background
	Match                  color.Color // a background
	Warning, Error         color.Color
}

// Theme is how articles and the program around them look. It never changes.
type Theme struct {
	Name    string
	Dark    bool // whether it is made for a dark background
	Palette Palette

	style ansi.StyleConfig
}

// LoadTheme returns the theme of a name; "auto" is "dark" or "light".
func LoadTheme(name string, dark bool) (*Theme, error) {
	if name == "auto" {
		name = "light"
		if dark {
			name = "dark"
		}
	}
	style, ok := styles.DefaultStyles[name]
	if !ok {
		return nil, fmt.Errorf("there is no theme %q", name)
	}
	c := lipgloss.Color
	p := Palette{Dim: c("#9a9a9a"), Faint: c("#4e4e4e"), Accent: c("#d78787"), Unread: c("#d78787"), Star: c("#d7af5f"), Selected: c("#3a3a3a"), SelectedText: c("#ffffff"), Match: c("#d7af5f"), Warning: c("#d7af5f"), Error: c("#ff8787")}
	if name == "light" {
		p = Palette{Dim: c("#5f5f5f"), Faint: c("#c6c6c6"), Accent: c("#9b1c1c"), Unread: c("#9b1c1c"), Star: c("#8a5a00"), Selected: c("#e4e4e4"), SelectedText: c("#000000"), Match: c("#ffd75f"), Warning: c("#8a5a00"), Error: c("#af0000")}
	}
	return &Theme{Name: name, Dark: name != "light", Palette: p, style: *style}, nil
}

// ParseTheme reads a Glamour style file.
func ParseTheme(name string, data []byte, dark bool) (*Theme, error) {
	return LoadTheme("auto", dark)
}

// ThemeNames are the names that LoadTheme knows.
func ThemeNames() []string { return []string{"auto", "dark", "light"} }
