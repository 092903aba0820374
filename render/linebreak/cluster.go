package linebreak

import (
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// class is a line breaking class of UAX #14.
type class uint8

// classes is a set of them.
type classes uint64

func (s classes) has(c class) bool { return s>>c&1 != 0 }

// property holds what the tables say of a character: its class in the lowest
// six bits, its width in the next two, then the flags below.
type property uint16

const (
	eastAsian  property = 1 << 8  // Full-width, half-width or wide in EastAsianWidth.txt.
	continues  property = 1 << 9  // May continue the cluster before it.
	unfinished property = 1 << 10 // May be continued by any character.
)

func (p property) class() class { return class(p & 63) }
func (p property) width() uint8 { return uint8(p >> 6 & 3) }

func lookup(r rune) property {
	block := int(blocks[r/blockSize])
	return entries[indexes[block*blockSize+int(r%blockSize)]]
}

// cluster is one grapheme cluster, as the line breaking rules see it.
type cluster struct {
	end    int   // Offset of the next cluster.
	first  class // Of the character it begins with, for the break before it.
	last   class // Of the last that is no combining mark, for the break after it.
	char   rune  // The character it begins with.
	width  uint8
	wide   bool // East Asian, but not Hangul: Korean sets quotes as Latin does.
	space  bool // Begins with a space that carries a combining mark.
	joiner bool // Ends with a zero-width joiner.
	marked bool // Goes on with marks or joiners, so that it is not blank.
}

// clusterAt returns the cluster that begins at an offset before the end of text.
func clusterAt(text string, offset int) cluster {
	r, size := decode(text, offset)
	p := lookup(r)
	c := cluster{
		end: offset + size, first: p.class(), last: p.class(), char: r,
		width: p.width(), wide: p&eastAsian != 0, joiner: p.class() == classZWJ,
	}
	if r == utf8.RuneError && size == 1 {
		c.width = 1
	}
	if c.end < len(text) && (p&unfinished != 0 || continuesAt(text, c.end)) {
		c.extend(text, offset)
	}
	if r >= utf8.RuneSelf {
		c.resolve()
	}
	return c
}

// continuesAt tells whether the character at an offset may continue a cluster.
func continuesAt(text string, offset int) bool {
	if text[offset] < utf8.RuneSelf {
		return false
	}
	r, _ := decode(text, offset)
	return lookup(r)&continues != 0
}

func decode(text string, offset int) (rune, int) {
	if b := text[offset]; b < utf8.RuneSelf {
		return rune(b), 1
	}
	return utf8.DecodeRuneInString(text[offset:])
}

// extend takes in the other characters of the cluster. Combining marks go with
// what they follow (rule LB9), but for a space (LB10).
func (c *cluster) extend(text string, offset int) {
	iterator := graphemes.FromString(text[offset:])
	if !iterator.Next() || offset+len(iterator.Value()) == c.end {
		return
	}
	value := iterator.Value()
	c.marked = true
	c.width = uint8(min(displaywidth.String(value), 255))
	if c.first == classSP {
		c.space, c.first, c.last = true, classAL, classAL
	}
	for _, r := range value[c.end-offset:] {
		next := lookup(r).class()
		c.joiner = next == classZWJ
		if next != classCM && next != classZWJ {
			c.last = next
		}
	}
	c.end = offset + len(value)
}
