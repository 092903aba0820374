package themes

import (
	"math"
	"strconv"
	"strings"
)

// colour is a colour as SGR names it: the terminal's own (0), one of its 256,
// or red, green and blue.
type colour uint32

const (
	indexed   colour = 1 << 24
	trueColor colour = 2 << 24
)

// parseColour reads a colour as style files write it: #rgb, #rrggbb or a
// number from 0 to 255.
func parseColour(s string) (colour, bool) {
	hex, isHex := strings.CutPrefix(s, "#")
	if !isHex {
		n, err := strconv.ParseUint(s, 10, 8)
		return indexed | colour(n), err == nil
	}
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 24)
	return trueColor | colour(n), err == nil && len(hex) == 6
}

// write appends the parameters for a colour; base is 30 for the foreground
// and 40 for the background.
func (c colour) write(b []byte, base int64) []byte {
	number := func(n colour) {
		b = strconv.AppendInt(b, int64(n), 10)
		b = append(b, ';')
	}
	value := c & 0xffffff
	switch {
	case c == 0:
	case c&trueColor != 0:
		number(colour(base) + 8)
		number(2)
		number(value >> 16)
		number(value >> 8 & 0xff)
		number(value & 0xff)
	case value < 8:
		number(colour(base) + value)
	case value < 16:
		number(colour(base) + 60 + value - 8)
	default:
		number(colour(base) + 8)
		number(5)
		number(value)
	}
	return b
}

// rgb gives red, green and blue of a colour, for a number what it usually is.
func (c colour) rgb() (r, g, b uint8) {
	n := c & 0xffffff
	switch {
	case c&trueColor != 0:
		return uint8(n >> 16), uint8(n >> 8), uint8(n)
	case n < 16:
		basic := [16]uint32{
			0x000000, 0x800000, 0x008000, 0x808000, 0x000080, 0x800080, 0x008080, 0xc0c0c0,
			0x808080, 0xff0000, 0x00ff00, 0xffff00, 0x0000ff, 0xff00ff, 0x00ffff, 0xffffff,
		}
		return uint8(basic[n] >> 16), uint8(basic[n] >> 8), uint8(basic[n])
	case n < 232:
		level := func(n colour) uint8 {
			if n == 0 {
				return 0
			}
			return uint8(55 + 40*n)
		}
		return level((n - 16) / 36), level((n - 16) / 6 % 6), level((n - 16) % 6)
	default:
		grey := uint8(8 + 10*(n-232))
		return grey, grey, grey
	}
}

// hexOf is a colour in six hexadecimal digits, for a number of the terminal's
// 256 colours what that usually is.
func hexOf(c colour) string {
	r, g, b := c.rgb()
	return strconv.FormatUint(1<<24|uint64(r)<<16|uint64(g)<<8|uint64(b), 16)[1:]
}

// luminance is how light a colour looks, from 0 to 1, as WCAG defines it.
func (c colour) luminance() float64 {
	r, g, b := c.rgb()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// linear undoes the gamma of a channel of a colour.
func linear(channel uint8) float64 {
	v := float64(channel) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// opposite is black or white, whichever can be read on the colour.
func (c colour) opposite() colour {
	if c.luminance() > 0.18 {
		return trueColor
	}
	return trueColor | 0xffffff
}
