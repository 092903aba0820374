package themes

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	"charm.land/glamour/v2/styles"
	"charm.land/lipgloss/v2"
)

// TestContrast holds every colour of our themes for text against backgrounds
// that terminals have.
func TestContrast(t *testing.T) {
	for _, name := range ownThemes() {
		for _, dark := range []bool{true, false} {
			th, err := Load(name, dark)
			if err != nil {
				t.Fatal(err)
			}
			checkContrast(t, name, palette(t, name, th.Dark), th.Dark)
		}
	}
}

func checkContrast(t *testing.T, name string, named map[string]string, dark bool) {
	t.Helper()
	backgrounds := []string{"#ffffff", "#fafafa", "#f4f0e6"}
	if dark {
		backgrounds = []string{"#000000", "#1e1e1e", "#282828"}
	}
	check := func(key, text, background string) {
		a, ok := parseColour(text)
		b, _ := parseColour(background)
		if ok && contrast(a, b) < 4.5 {
			t.Errorf("%s: %s %s on %s has a contrast of %.2f", name, key, text, background, contrast(a, b))
		}
	}
	for key, value := range named {
		switch key {
		case "selected", "match", "faint", "paper":
		case "selected_text":
			check(key, value, named["selected"])
		default:
			for _, b := range backgrounds {
				check(key, value, b)
			}
		}
	}
	if match, ok := parseColour(named["match"]); ok && contrast(match, match.opposite()) < 4.5 {
		t.Errorf("%s: matches are hard to read", name)
	}
}

func palette(t *testing.T, name string, dark bool) map[string]string {
	t.Helper()
	data, err := themeFiles.ReadFile(name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	named, err := paletteOf(name, data, dark)
	if err != nil {
		t.Fatal(err)
	}
	return named
}

func TestThemes(t *testing.T) {
	names := Names()
	for name := range styles.DefaultStyles {
		if !strings.Contains(" "+strings.Join(names, " ")+" ", " "+name+" ") {
			t.Errorf("%s is not among %v", name, names)
		}
	}
	if th, err := Load("auto", true); err != nil || th.Name != "dark" || !th.Dark {
		t.Errorf("auto on dark is %v, %v", th, err)
	}
	if th, err := Load("auto", false); err != nil || th.Name != "light" || th.Dark {
		t.Errorf("auto on light is %v, %v", th, err)
	}
	if _, err := Load("drakula", true); err == nil || !strings.Contains(err.Error(), `"dracula"`) {
		t.Errorf("an unknown theme: %v", err)
	}
	if th, err := Load("dracula", true); err != nil || !same(th.Palette.Text, lipgloss.Color("#f8f8f2")) || !th.Dark || th.Palette.Accent == nil {
		t.Errorf("dracula's palette: %v, %v", th, err)
	}
	for _, bad := range []string{"", "no JSON", `{"h1": 1}`, `{"h1": {"color": "blue-ish"}}`, `{"code_block": {"chroma": {"text": {"color": "300"}}}}`, `{"palettes": {}}`, `{"palettes": {"dark": {"dim": "x"}}}`} {
		if _, err := Parse("mine.json", []byte(bad), true); err == nil || !strings.Contains(err.Error(), "mine.json") {
			t.Errorf("the style %q: %v", bad, err)
		}
	}
}

func same(a, b color.Color) bool { return fmt.Sprint(a) == fmt.Sprint(b) }
