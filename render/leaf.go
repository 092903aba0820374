package render

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"

	"broadsheet/render/linebreak"
	"broadsheet/render/themes"
)

// role is what a leaf block is in its page, which decides how it looks.
type role uint8

const (
	bodyText role = iota
	headline      // the article's own, above the page
	heading
	code
	caption
	term      // of a definition list
	summary   // of a part that can be folded
	tableHead // a cell of a table's header
)

// look is all that decides how a leaf block is drawn, but for its content and
// the theme.
type look struct {
	role     role
	level    uint8  // of a heading, 1 to 6
	quoted   bool   // inside a quote
	language string // of code
}

// leaf is a block of text without blocks in it, ready to be laid out at any
// width and drawn in any theme. It never changes.
type leaf struct {
	content
	look
	key   [sha256.Size]byte
	cells []linebreak.Cell
	parts []int32 // where the parts start that are drawn at a time
}

// partSize is how many bytes of a leaf are drawn at a time, so that the first
// screen of an endless paragraph does not wait for its end.
const partSize = 8 << 10

// codePartSize is partSize for code, which is highlighted only as a whole.
const codePartSize = 64 << 10

// Renderer sets documents in lines. It keeps the text that it measured and
// drew, so that setting a document once more costs little. It is safe for
// concurrent use; one Renderer serves a whole process.
type Renderer struct {
	cache   *cache
	longest int     // lines of a page: maxLines, but in tests
	reserve Reserve // nil: there is no need to wait
}

// New returns a Renderer that keeps about cacheBytes of measured and drawn
// text.
func New(cacheBytes int) *Renderer { return NewWithin(cacheBytes, nil) }

// NewWithin is New for a process that has only so much memory for large pages:
// before one is laid, it is reserved.
func NewWithin(cacheBytes int, reserve Reserve) *Renderer {
	return &Renderer{cache: newCache(cacheBytes), longest: maxLines, reserve: reserve}
}

// leaf returns the leaf of a content, from the cache if it is there.
func (r *Renderer) leaf(k look, c content) *leaf {
	key := leafKey(k, c)
	if l, ok := r.cache.get(cacheKey{content: key}).(*leaf); ok {
		return l
	}
	l := &leaf{content: c, look: k, key: key, cells: linebreak.Cells(c.text), parts: partsOf(k.role, c.text)}
	allowBreaks(l.cells, c.breaks)
	glue(l.cells, c.glued)
	keepPictures(l)
	r.cache.put(cacheKey{content: key}, l, len(c.text)+8*len(l.cells)+16*len(c.runs)+64*len(c.links))
	return l
}

// leafKey is the same for the same content in the same look only.
func leafKey(k look, c content) [sha256.Size]byte {
	b := make([]byte, 0, len(c.text)+16*len(c.runs)+64)
	put := func(n int32) { b = binary.LittleEndian.AppendUint32(b, uint32(n)) }
	text := func(s string) {
		put(int32(len(s)))
		b = append(b, s...)
	}
	b = append(b, byte(k.role), k.level, map[bool]byte{true: 1}[k.quoted])
	text(k.language)
	text(c.text)
	put(int32(len(c.runs)))
	for _, r := range c.runs {
		put(r.end)
		put(int32(r.marks))
		put(r.link)
	}
	put(int32(len(c.links)))
	for _, a := range c.links {
		put(a.start)
		put(a.end)
		text(a.url)
		b = append(b, map[bool]byte{true: 1}[a.image])
	}
	put(int32(len(c.notes)))
	for _, n := range c.notes {
		put(n.offset)
		text(n.label)
	}
	for _, s := range c.glued {
		put(s.start)
		put(s.end)
	}
	put(-1)
	for _, at := range c.breaks {
		put(at)
	}
	return sha256.Sum256(b)
}

// partsOf says where the parts of a text start.
func partsOf(k role, text string) []int32 {
	size := partSize
	if k == code {
		size = codePartSize
	}
	parts := []int32{0}
	for at := size; at < len(text); at += size {
		for !utf8.RuneStart(text[at]) {
			at--
		}
		parts = append(parts, int32(at))
	}
	return parts
}

// allowBreaks lets lines end at the places where the author said that they may.
func allowBreaks(cells []linebreak.Cell, breaks []int32) {
	i := 0
	for _, at := range breaks {
		for i < len(cells) && cells[i].Offset < at {
			i++
		}
		if i > 0 && i < len(cells) && cells[i].Offset == at && cells[i].Break == linebreak.Prohibited &&
			cells[i].Flags&(linebreak.Space|linebreak.NoStart) == 0 && cells[i-1].Flags&linebreak.NoEnd == 0 {
			cells[i].Break = linebreak.Allowed
		}
	}
}

// glue lets no line begin in some parts of a text: the references to footnotes
// stay on the lines of what they are set at, and raised and lowered characters
// too.
func glue(cells []linebreak.Cell, glued []stretch) {
	i := 0
	for _, g := range glued {
		for i < len(cells) && cells[i].Offset < g.start {
			i++
		}
		for ; i > 0 && i < len(cells) && cells[i].Offset < g.end; i++ {
			if cells[i].Break == linebreak.Allowed {
				cells[i].Break = linebreak.Prohibited
			}
			cells[i].Flags |= linebreak.NoStart | linebreak.Loose
		}
	}
}

// keepPictures keeps the signs of pictures on the lines of what they show.
func keepPictures(l *leaf) {
	for _, r := range l.runs {
		if r.marks&picture == 0 || !strings.HasPrefix(l.text[r.start:r.end], pictureSign+" ") {
			continue
		}
		after := r.start + int32(len(pictureSign)+1)
		i, found := slices.BinarySearchFunc(l.cells, after, func(c linebreak.Cell, offset int32) int { return cmp.Compare(c.Offset, offset) })
		if found && l.cells[i].Break == linebreak.Allowed {
			l.cells[i].Break = linebreak.Prohibited
		}
	}
}

// part gives the number of the part that a place in the text is in, and where
// that part ends.
func (l *leaf) part(offset int32) (part int, end int32) {
	part, found := slices.BinarySearch(l.parts, offset)
	if !found {
		part--
	}
	if part+1 < len(l.parts) {
		return part, l.parts[part+1]
	}
	return part, int32(len(l.text))
}

// draw gives the inks of a part of a leaf, drawn by Glamour in the style of a
// theme.
func (r *Renderer) draw(l *leaf, t *themes.Theme, part int) []themes.Span {
	key := cacheKey{l.key, t.Key, int32(part)}
	if spans, ok := r.cache.get(key).([]themes.Span); ok {
		return spans
	}
	spans := r.drawPart(t, l, part)
	r.cache.put(key, spans, 16*len(spans))
	return spans
}
