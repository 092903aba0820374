package ui

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/render/themes"
)

func span(style model.Style, s string) model.Inline {
	return model.Span{Style: style, Inlines: []model.Inline{text(s)}}
}

// specimen is an article with text of every kind that has a colour of its own.
func specimen() *model.Article {
	a := piece(model.Item{Title: "A specimen of every kind of text", Author: "Types", Date: day(2021, 6, 11, 5, 0), Minutes: 1, Categories: [][]string{{"文字"}}},
		heading(2, "Heading two"), heading(3, "Heading three"), heading(4, "Heading four"), heading(5, "Heading five"),
		paragraph(model.Link{URL: "https://example.org/", Inlines: []model.Inline{text("A link")}}, text(" and "),
			model.Code{Text: "code"}, text(" and "), span(model.Highlight, "a mark"), text(" and "), span(model.Emphasis, "emphasis"),
			text(" and "), span(model.Strong, "weight"), model.FootnoteReference{Label: "1"}),
		model.Quote{Blocks: []model.Block{paragraph(text("A quotation."))}},
		model.CodeBlock{Language: "go", Text: "// a comment\nfunc add(a, b int) string { return \"sum\\n\" + fmt.Sprint(a+b+42) }"},
		model.CodeBlock{Language: "diff", Text: "- gone\n+ come\n"},
		model.Rule{})
	a.Document.Footnotes = []model.Footnote{{Label: "1", Blocks: []model.Block{paragraph(text("A note."))}}}
	return a
}

// colourPair is a text's colour and the one that it stands on, nil for the terminal's own.
type colourPair struct {
	text, back color.Color
	reversed   bool // the terminal's own are the other way round
}

// TestContrastOnScreens draws every screen and popup in every theme, on dark and light
// terminals of every number of colours, and holds every pair of colours that stands there.
func TestContrastOnScreens(t *testing.T) {
	loaded := map[string]*themes.Theme{}
	load := func(name string, dark bool) (*themes.Theme, error) {
		key := fmt.Sprint(name, dark)
		if loaded[key] == nil {
			theme, err := themes.Load(name, dark)
			if err != nil {
				return nil, err
			}
			loaded[key] = theme
		}
		return loaded[key], nil
	}
	all := surfaces()
	all["specimen"] = func(s *session) { s.press("g", "j", "z") }
	all["specimen found"] = func(s *session) { s.press("g", "j", "z", "/"); s.write("a"); s.press("enter") }
	all["themes"] = func(s *session) { s.press("T") }
	for name, reach := range all {
		t.Run(name, func(t *testing.T) {
			library := newMemory(now(), append(paper(), specimen())...)
			library.marks[library.items[2].ID] = model.Marks{Starred: now()}
			library.problems = []model.Problem{{Path: "a.md", Text: "It could not be read."}}
			o := following(options(library))
			o.LoadTheme, o.Themes = load, themes.Names()
			s := start(t, o, 120, 40)
			reach(s)
			for _, light := range []bool{false, true} {
				if light {
					s.send(tea.BackgroundColorMsg{Color: white{}})
				}
				for _, theme := range themes.Names() {
					s.run(s.app.askTheme(theme, false))
					checkPairs(t, fmt.Sprintf("%s, light %v", theme, light), pairsOf(s), light)
				}
			}
		})
	}
}

// pairsOf gives the pairs of colours that are on the screen, with a word for each.
func pairsOf(s *session) map[colourPair]string {
	const lines = "─│┌┐└┘├┤┬┴┼▏▌▎↳"
	width, height := s.app.window.Width, s.app.window.Height
	screen := uv.NewScreenBuffer(width, height)
	uv.NewStyledString(s.content()).Draw(screen, screen.Bounds())
	found := map[colourPair]string{}
	for y := range height {
		for x := range width {
			cell := screen.CellAt(x, y)
			if cell == nil || strings.TrimSpace(cell.Content) == "" || strings.Contains(lines, cell.Content) {
				continue
			}
			p := colourPair{text: cell.Style.Fg, back: cell.Style.Bg}
			if cell.Style.Attrs&uv.AttrReverse != 0 {
				p = colourPair{text: p.back, back: p.text, reversed: true}
			}
			if _, known := found[p]; !known {
				found[p] = fmt.Sprintf("%q in line %d", cell.Content, y)
			}
		}
	}
	return found
}

// checkPairs holds pairs of colours at each number of colours that a terminal may have.
func checkPairs(t *testing.T, where string, pairs map[colourPair]string, light bool) {
	t.Helper()
	texts, backs := []string{"#ffffff", "#d4d4d4"}, []string{"#000000", "#1e1e1e", "#282828"}
	if light {
		texts, backs = []string{"#000000", "#2b2b2b"}, []string{"#ffffff", "#fafafa", "#f4f0e6"}
	}
	for p, sample := range pairs {
		if p.text == nil && p.back == nil {
			continue
		}
		texts, backs := texts, backs
		if p.reversed {
			texts, backs = backs, texts
		}
		for _, profile := range []struct {
			name   string
			least  float64
			become func(color.Color) color.Color
		}{
			{"16 million colours", 4.5, func(c color.Color) color.Color { return c }},
			{"256 colours", 4, func(c color.Color) color.Color { return ansi.Convert256(c) }},
			{"16 colours", 3, sixteen},
		} {
			worst := math.Inf(1)
			for _, text := range colours(p.text, texts, profile.become) {
				for _, back := range colours(p.back, backs, profile.become) {
					worst = min(worst, contrastOf(text, back))
				}
			}
			if worst < profile.least {
				t.Errorf("%s, %s: %s has a contrast of %.2f: %v on %v", where, profile.name, sample, worst, p.text, p.back)
			}
		}
	}
}

// colours are those that a colour may be on a terminal: what it becomes there, or any of
// those that terminals have as their own.
func colours(c color.Color, own []string, become func(color.Color) color.Color) []color.Color {
	if c != nil {
		return []color.Color{become(c)}
	}
	var all []color.Color
	for _, hex := range own {
		all = append(all, hexColour(hex))
	}
	return all
}

// hexColour is a colour that is written as #rrggbb.
func hexColour(hex string) color.Color {
	c := color.RGBA{A: 0xff}
	if _, err := fmt.Sscanf(hex, "#%02x%02x%02x", &c.R, &c.G, &c.B); err != nil {
		panic(err)
	}
	return c
}

// sixteen is what a colour becomes on a terminal of 16 colours, in xterm's values.
func sixteen(c color.Color) color.Color {
	xterm := []string{
		"#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
		"#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff",
	}
	return hexColour(xterm[ansi.Convert16(c)])
}

// contrastOf is the contrast of two colours as WCAG defines it, from 1 to 21.
func contrastOf(a, b color.Color) float64 {
	light := func(c color.Color) float64 {
		r, g, b, _ := c.RGBA()
		sum := 0.0
		for i, channel := range []uint32{r, g, b} {
			v := float64(channel) / 0xffff
			if v <= 0.04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			sum += v * []float64{0.2126, 0.7152, 0.0722}[i]
		}
		return sum
	}
	both := []float64{light(a), light(b)}
	slices.Sort(both)
	return (both[1] + 0.05) / (both[0] + 0.05)
}
