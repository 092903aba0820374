package themes

import (
	"image/color"
	"math"

	"github.com/charmbracelet/x/ansi"
)

// This file holds what makes text readable on whatever background a terminal has.

// leastContrast is what text needs against what it stands on (WCAG 2.2, 1.4.3).
const leastContrast = 4.5

// contrast is that of two colours as WCAG defines it, from 1 to 21.
func contrast(a, b colour) float64 {
	x, y := a.luminance(), b.luminance()
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// Readable says whether text of a colour can be read on another.
func Readable(text, back color.Color) bool {
	return contrast(colourFrom(text), colourFrom(back)) >= leastContrast
}

// RGBA makes it a colour for whoever counts in those.
func (c colour) RGBA() (r, g, b, a uint32) {
	x, y, z := c.rgb()
	return color.RGBA{R: x, G: y, B: z, A: 0xff}.RGBA()
}

func colourFrom(c color.Color) colour {
	r, g, b, _ := c.RGBA()
	return trueColor | colour(r>>8)<<16 | colour(g>>8)<<8 | colour(b>>8)
}

// hardest is the background that text of a theme has most trouble with: the lightest of
// dark terminals, or the darkest of light ones.
func hardest(dark bool) colour {
	if dark {
		return trueColor | 0x282828
	}
	return trueColor | 0xf4f0e6
}

// holds says whether text of a colour can be read on a background, on terminals of fewer
// colours too, where less has to do.
func holds(c, back colour) bool {
	const of256, of16 = 4, 3
	return contrast(c, back) >= leastContrast &&
		contrast(colourFrom(ansi.Convert256(c)), back) >= of256 &&
		contrast(xterm(ansi.Convert16(c)), back) >= of16
}

// xterm is one of the 16 colours as xterm has them.
func xterm(c ansi.BasicColor) colour {
	return trueColor | [16]colour{
		0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
		0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
	}[c&15]
}

// readable gives a colour that can be read on a background: the colour itself where it can,
// else one between it and black or white, as near to it as will do.
func readable(c, back colour) colour {
	if holds(c, back) {
		return c
	}
	r, g, b := c.rgb()
	x, y, z := back.opposite().rgb()
	const steps = 16
	for i := 1; i <= steps; i++ {
		mix := func(from, to uint8) colour { return colour((int(from)*(steps-i) + int(to)*i) / steps) }
		if c = trueColor | mix(r, x)<<16 | mix(g, y)<<8 | mix(b, z); holds(c, back) {
			break
		}
	}
	return c
}

// Paper gives the SGR sequence of the theme's own paper and ink, for a terminal whose
// background does not suit the theme. It is empty where that does, and where the theme has
// no colours.
func (t *Theme) Paper(dark bool) string {
	if t.Dark == dark || t.paper == 0 {
		return ""
	}
	return string(Ink{Fore: t.paperText, back: t.paper}.Append(nil))
}

// legible gives an ink that can be read on what it stands on, for a style that was made
// without regard to that. A reader's own style file is left as it is.
func (t *Theme) legible(k Ink) Ink {
	switch {
	case !t.foreign:
	case k.back != 0 && k.Fore == 0:
		k.Fore = k.back.opposite()
	case k.back != 0:
		k.Fore = readable(k.Fore, k.back)
	case k.Fore != 0:
		k.Fore = readable(k.Fore, hardest(t.Dark))
	}
	return k
}
