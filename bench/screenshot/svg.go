package main

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

// The measures of the picture in pixels. A cell is as wide as a letter of most
// fixed-width fonts, 0.602 of their size; a Chinese character, which is square,
// stands in the middle of two.
const (
	cellWidth  = 8.43
	cellHeight = 19.0
	fontSize   = 14.0
	wideSize   = 15.5 // of Chinese characters, which are small in their squares
	ascent     = 14.0 // from a row's top to its base line
	margin     = 14.0
)

// terminalColours are the colours that a terminal has by itself.
type terminalColours struct{ text, background color.Color }

func coloursFor(dark bool) terminalColours {
	if dark {
		return terminalColours{text: color.RGBA{0xd8, 0xd8, 0xd8, 0xff}, background: color.RGBA{0x1c, 0x1c, 0x1c, 0xff}}
	}
	return terminalColours{text: color.RGBA{0x22, 0x22, 0x22, 0xff}, background: color.RGBA{0xfd, 0xfc, 0xf8, 0xff}}
}

// draw writes a screen as SVG. Every run of characters has its place on the
// grid of cells, whatever fonts the picture is looked at with.
func draw(screen string, width, height int, look terminalColours) string {
	buffer := uv.NewScreenBuffer(width, height)
	uv.NewStyledString(screen).Draw(buffer, buffer.Bounds())
	var b strings.Builder
	w, h := 2*margin+float64(width)*cellWidth, 2*margin+float64(height)*cellHeight
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %[1]g %[2]g">`+"\n", w, h)
	b.WriteString("<title>broadsheet in a terminal</title>\n")
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", hex(look.background))
	fmt.Fprintf(&b, `<g font-size="%g" xml:space="preserve" font-family="'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', `+
		`'Noto Sans Mono CJK SC', 'PingFang SC', 'Microsoft YaHei', monospace">`+"\n", fontSize)
	for y := range height {
		drawRow(&b, buffer, y, width, look)
	}
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

// run is a piece of a row in one style, of characters that are all as wide.
type run struct {
	text  strings.Builder
	from  int // the first cell
	cells int
	wide  bool
	style uv.Style
}

func drawRow(b *strings.Builder, buffer uv.ScreenBuffer, y, width int, look terminalColours) {
	var runs []*run
	for x := 0; x < width; {
		cell := buffer.CellAt(x, y)
		step := 1
		if cell != nil {
			step = max(1, cell.Width)
			runs = extend(runs, cell, x)
		}
		x += step
	}
	for _, r := range runs {
		r.draw(b, y, look)
	}
}

// extend adds a cell to the last run, or begins another.
func extend(runs []*run, cell *uv.Cell, x int) []*run {
	wide := cell.Width == 2
	if len(runs) == 0 || !runs[len(runs)-1].style.Equal(&cell.Style) || runs[len(runs)-1].wide != wide {
		runs = append(runs, &run{from: x, wide: wide, style: cell.Style})
	}
	r := runs[len(runs)-1]
	r.cells += max(1, cell.Width)
	r.text.WriteString(cell.Content)
	return runs
}

func (r *run) draw(b *strings.Builder, y int, look terminalColours) {
	text, background := r.style.Fg, r.style.Bg
	if text == nil {
		text = look.text
	}
	if r.style.Attrs&uv.AttrReverse != 0 {
		if background == nil {
			background = look.background
		}
		text, background = background, text
	}
	top := margin + float64(y)*cellHeight
	if background != nil {
		fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%g" fill="%s"/>`+"\n",
			margin+float64(r.from)*cellWidth, top, float64(r.cells)*cellWidth, cellHeight, hex(background))
	}
	content := r.text.String()
	left := margin + float64(r.from+len(content)-len(strings.TrimLeft(content, " ")))*cellWidth
	switch content = strings.TrimSpace(content); content {
	case "":
	case "│": // the fonts' own lines leave gaps between rows
		fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="1" height="%g" fill="%s"/>`+"\n", left+cellWidth/2, top, cellHeight, hex(text))
	case "▌":
		fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%g" fill="%s"/>`+"\n", left, top, cellWidth/2, cellHeight, hex(text))
	default:
		spacing := ""
		if r.wide {
			left += (2*cellWidth - wideSize) / 2
			spacing = fmt.Sprintf(` font-size="%g" letter-spacing="%.2f"`, wideSize, 2*cellWidth-wideSize)
		}
		fmt.Fprintf(b, `<text x="%.1f" y="%.1f" fill="%s"%s%s>`, left, top+ascent, hex(text), spacing, r.attributes())
		_ = xml.EscapeText(b, []byte(content)) // a strings.Builder takes all
		b.WriteString("</text>\n")
	}
}

// attributes are the weight and slant of a run.
func (r *run) attributes() string {
	attributes := ""
	if r.style.Attrs&uv.AttrBold != 0 {
		attributes += ` font-weight="bold"`
	}
	if r.style.Attrs&uv.AttrItalic != 0 {
		attributes += ` font-style="italic"`
	}
	if r.style.Attrs&uv.AttrFaint != 0 {
		attributes += ` opacity="0.6"`
	}
	switch underlined, struck := r.style.Underline != 0, r.style.Attrs&uv.AttrStrikethrough != 0; {
	case underlined:
		attributes += ` text-decoration="underline"`
	case struck:
		attributes += ` text-decoration="line-through"`
	}
	return attributes
}

func hex(c color.Color) string {
	red, green, blue, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", red>>8, green>>8, blue>>8)
}
