// Package themes says how text looks: it has the palettes and the styles, lets
// Glamour draw a text in them and Chroma colour code, and gives the inks of what
// was drawn. It knows neither documents nor lines.
package themes

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/json"
	"fmt"
	"image/color"
	"slices"
	"strings"
	"sync"

	"charm.land/glamour/v2/ansi"
	"charm.land/glamour/v2/styles"
	"charm.land/lipgloss/v2"
	"github.com/alecthomas/chroma/v2"

	"broadsheet/model"
)

// Palette holds the colours that the program around an article draws with. A
// nil colour is the terminal's own.
type Palette struct {
	Text         color.Color // of articles and titles
	Dim          color.Color // of what is secondary
	Faint        color.Color // of hairlines
	Accent       color.Color // the one colour that stands out
	Unread       color.Color // of the dot before an unread title
	Star         color.Color
	Selected     color.Color // the background of the selected row
	SelectedText color.Color
	Match        color.Color // the background of what a search found
	Warning      color.Color
	Error        color.Color
}

// Theme is how articles and the program around them look: a palette and a
// Glamour style. It never changes, and sessions may share it.
type Theme struct {
	Name    string
	Dark    bool // whether it is made for a dark background
	Palette Palette

	Dim    Ink // of what is secondary
	Faint  Ink // of hairlines
	Accent Ink // what stands out

	Key   [sha256.Size]byte // of all that decides how text is drawn
	Plain bool              // no styles at all
	ASCII bool              // no signs but those of ASCII

	Marked Ink // of a text that its author has marked, as with a marker pen

	pens   *sync.Pool // of *pen
	chroma *chroma.Style
	match  colour

	foreign          bool   // one of Glamour's styles
	paper, paperText colour // for a terminal that does not suit the theme
}

//go:embed *.json
var themeFiles embed.FS

// auto is the name of the theme that the background decides.
const auto = "auto"

// Names returns the names that Load knows: "auto", the themes made
// for this program, then Glamour's styles.
func Names() []string {
	names := append([]string{auto}, ownThemes()...)
	for _, name := range glamourStyles() {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// ownThemes returns the names of the themes made for this program.
func ownThemes() []string { return []string{"dark", "light", "sepia", "high-contrast", "monochrome"} }

// glamourStyles returns the names of Glamour's styles.
func glamourStyles() []string {
	var names []string
	for name := range styles.DefaultStyles {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Load returns the theme of a name, made for a dark or a light background
// where it has both; "auto" is "dark" or "light". The error for an unknown
// name says which known one is nearest.
func Load(name string, dark bool) (*Theme, error) {
	if name == auto || name == "" {
		name = variant(dark)
	}
	if slices.Contains(ownThemes(), name) {
		data, err := themeFiles.ReadFile(name + ".json")
		if err != nil {
			return nil, fmt.Errorf("the theme %q cannot be read: %w", name, err)
		}
		return parseOwn(name, data, dark)
	}
	if style, ok := styles.DefaultStyles[name]; ok {
		return glamourTheme(name, *style, dark)
	}
	if near := model.Nearest(name, Names()); near != "" {
		return nil, fmt.Errorf("there is no theme %q; the nearest is %q, and a path to a Glamour style file will do too", name, near)
	}
	return nil, fmt.Errorf("there is no theme %q; there are %s, and a path to a Glamour style file will do too", name, strings.Join(Names(), ", "))
}

// Parse reads a Glamour style file (JSON) as a theme of the given name.
// The colours of the program around articles are taken from the style.
func Parse(name string, data []byte, dark bool) (*Theme, error) {
	var kind struct{ Palettes json.RawMessage }
	if err := json.Unmarshal(data, &kind); err != nil {
		return nil, fmt.Errorf("the style %s is not a Glamour style file: %w", name, err)
	}
	if kind.Palettes != nil {
		return parseOwn(name, data, dark)
	}
	var style ansi.StyleConfig
	if err := json.Unmarshal(data, &style); err != nil {
		return nil, fmt.Errorf("the style %s is not a Glamour style file: %w", name, err)
	}
	return glamourTheme(name, style, dark)
}

// variant is the name of the palette for a background.
func variant(dark bool) string {
	if dark {
		return "dark"
	}
	return "light"
}

// parseOwn reads a theme in the format of this program: palettes for one or
// both backgrounds, and a Glamour style whose colours are names of the palette.
func parseOwn(name string, data []byte, dark bool) (*Theme, error) {
	var file struct {
		Palettes map[string]json.RawMessage
		Style    any
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("the theme %s cannot be read: %w", name, err)
	}
	if _, ok := file.Palettes[variant(dark)]; !ok {
		dark = !dark
	}
	named, err := paletteOf(name, data, dark)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(resolve(file.Style, named))
	if err != nil {
		return nil, fmt.Errorf("the theme %s cannot be read: %w", name, err)
	}
	var style ansi.StyleConfig
	if err := json.Unmarshal(text, &style); err != nil {
		return nil, fmt.Errorf("the style of the theme %s cannot be read: %w", name, err)
	}
	if text := named["text"]; text != "" {
		style.Document.Color = &text
	}
	return newTheme(name, dark, named, style)
}

// paletteOf reads the palette for a background out of a theme in the format
// of this program.
func paletteOf(name string, data []byte, dark bool) (map[string]string, error) {
	var file struct{ Palettes map[string]map[string]string }
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("the theme %s cannot be read: %w", name, err)
	}
	named := file.Palettes[variant(dark)]
	if named == nil {
		return nil, fmt.Errorf("the theme %s has no palette: name one \"dark\" or \"light\"", name)
	}
	for key, value := range named {
		if _, ok := parseColour(value); value != "" && !ok {
			return nil, fmt.Errorf("the theme %s has no colour %q for %s: write #rrggbb or a number from 0 to 255", name, value, key)
		}
	}
	return named, nil
}

// resolve puts colours for the palette's names into a style as JSON gives it.
// An empty colour is left out: it is the terminal's own.
func resolve(v any, named map[string]string) any {
	fields, ok := v.(map[string]any)
	if !ok {
		return v
	}
	out := make(map[string]any, len(fields))
	for key, value := range fields {
		if text, isText := value.(string); isText && (key == "color" || key == "background_color") {
			if c, ok := named[text]; ok {
				text = c
			}
			if text != "" {
				out[key] = text
			}
			continue
		}
		out[key] = resolve(value, named)
	}
	return out
}

// newTheme makes a theme of a palette by names and a style.
func newTheme(name string, dark bool, named map[string]string, style ansi.StyleConfig) (*Theme, error) {
	at := func(key string) colour {
		c, _ := parseColour(named[key])
		if named[key] == "" {
			return 0
		}
		return c
	}
	rgb := func(key string) color.Color {
		if at(key) == 0 {
			return nil
		}
		return lipgloss.Color(named[key])
	}
	bare := stripStyle(style)
	key, err := json.Marshal([]any{name, dark, bare, named})
	if err != nil {
		return nil, fmt.Errorf("the theme %s cannot be kept: %w", name, err)
	}
	t := &Theme{
		Name: name, Dark: dark,
		Palette: Palette{
			Text: rgb("text"), Dim: rgb("dim"), Faint: rgb("faint"), Accent: rgb("accent"),
			Unread: rgb("unread"), Star: rgb("star"), Selected: rgb("selected"),
			SelectedText: rgb("selected_text"), Match: rgb("match"),
			Warning: rgb("warning"), Error: rgb("error"),
		},
		Dim: Ink{Fore: at("dim")}, Faint: Ink{Fore: at("faint")}, Accent: Ink{Fore: at("accent")},
		Key: sha256.Sum256(key), chroma: chromaStyle(bare.CodeBlock), match: at("match"),
		paper: at("paper"), paperText: cmp.Or(at("text"), at("paper_text")),
		Marked: Ink{Attributes: Bold, Fore: at("selected_text"), back: at("selected")},
	}
	if at("selected") == 0 {
		t.Marked = Ink{Attributes: Bold | reversed}
	}
	bare.CodeBlock.Chroma, bare.CodeBlock.Theme = nil, "" // we highlight: Glamour would do so for all sessions alike
	t.pens = &sync.Pool{New: func() any { return newPen(bare) }}
	return t, nil
}

// Lit is the ink of a match, where the text has another one. The colour is never the only sign of it, and
// the current match stands out from the others.
func (t *Theme) Lit(k Ink, current bool) Ink {
	switch {
	case current:
		return Ink{Attributes: Bold | Underlined | reversed}
	case t.match == 0:
		k.Attributes |= reversed | Underlined
	default:
		k.Fore, k.back = t.match.opposite(), t.match
		k.Attributes = k.Attributes&^(reversed|faint) | Underlined
	}
	return k
}
