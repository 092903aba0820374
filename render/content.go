package render

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/model"
)

// pictureSign stands where a picture would be.
const pictureSign = "▣"

// mark says what sets a run of text apart from its surroundings.
type mark uint16

const (
	emphasised mark = 1 << iota
	strong
	crossedOut
	underscored
	highlighted
	keyboard
	inlineCode
	picture       // stands for an image
	noteReference // the number of a footnote
	reading       // how the characters before are read
)

// run is a part of a text whose characters are all alike. Places are bytes.
type run struct {
	start, end int32
	marks      mark
	link       int32 // the number of its link in the content, from 1; 0 is none
}

// anchor is a part of a text that leads to an address.
type anchor struct {
	start, end int32
	url        string
	image      bool
}

// note is a reference to a footnote in a text.
type note struct {
	offset int32
	label  string
}

// stretch is a part of a text.
type stretch struct{ start, end int32 }

// content is the text of a leaf block as a reader sees it, flattened from its
// inlines. It depends on no width and no theme.
type content struct {
	text   string
	runs   []run // all of the text, in order
	links  []anchor
	notes  []note
	breaks []int32   // where a word may be broken
	glued  []stretch // where no line may begin
}

// flatten makes the content of inlines.
func flatten(inlines []model.Inline) content {
	var f flattener
	f.inlines(inlines)
	return f.finish()
}

// textOf is the text of inlines as a reader sees it.
func textOf(inlines []model.Inline) string { return flatten(inlines).text }

// codeContent is the content of a block of code.
func codeContent(text string) content {
	if text == "" {
		return content{}
	}
	return content{text: text, runs: []run{{end: int32(len(text))}}}
}

// flattener gathers a content.
type flattener struct {
	content
	buffer []byte
	marks  mark
	link   int32
	raised int // where the last raised number of a footnote ends
}

func (f *flattener) inlines(inlines []model.Inline) {
	for i := 0; i < len(inlines); i++ {
		if _, isRuby := inlines[i].(model.Ruby); isRuby {
			i += f.rubies(inlines[i:]) - 1
			continue
		}
		f.inline(inlines[i])
	}
}

// rubies sets a word whose characters have a reading each: the word, then its
// whole reading, 汉字（hànzì）. It says how many inlines that were.
func (f *flattener) rubies(inlines []model.Inline) int {
	var readings strings.Builder
	n := 0
	for ; n < len(inlines); n++ {
		ruby, isRuby := inlines[n].(model.Ruby)
		if !isRuby {
			break
		}
		f.inlines(ruby.Base)
		readings.WriteString(ruby.Reading)
	}
	if readings.Len() > 0 {
		f.with(reading, func() { f.write("（" + readings.String() + "）") })
	}
	return n
}

func (f *flattener) inline(in model.Inline) {
	switch in := in.(type) {
	case model.Text:
		f.write(in.Text)
	case model.Span:
		f.span(in)
	case model.Code:
		f.with(inlineCode, func() { f.put(strings.ReplaceAll(in.Text, "\n", " ")) })
	case model.Link:
		f.anchor(in.URL, false, func() { f.inlines(in.Inlines) })
	case model.Image:
		f.anchor(in.URL, true, func() { f.with(picture, func() { f.write(strings.TrimSpace(pictureSign + " " + in.Alt)) }) })
	case model.Ruby:
		f.rubies([]model.Inline{in})
	case model.FootnoteReference:
		f.reference(in.Label)
	case model.LineBreak:
		f.trimSpaces()
		f.put("\n")
	case model.WordBreak:
		f.breaks = append(f.breaks, int32(len(f.buffer)))
	}
}

// reference sets the sign of a footnote: a raised number, with a comma before it
// if it would run into another one.
func (f *flattener) reference(label string) {
	marker, raised := noteMarker(label)
	if raised && !f.endsWithDigitAndSpace() {
		f.trimSpaces()
	}
	if raised && f.raised > 0 && f.raised == len(f.buffer) {
		f.with(noteReference, func() { f.put(",") })
	}
	start := len(f.buffer)
	f.with(noteReference, func() { f.put(marker) })
	f.notes = append(f.notes, note{int32(start), label})
	f.glue(start, len(f.buffer))
	if raised {
		f.raised = len(f.buffer)
	}
}

// glue lets no line begin in a part of the text.
func (f *flattener) glue(start, end int) {
	f.glued = append(f.glued, stretch{int32(start), int32(end)})
}

// endsWithDigitAndSpace says whether a raised number would look like an exponent
// without the space before it.
func (f *flattener) endsWithDigitAndSpace() bool {
	r, _ := utf8.DecodeLastRune(bytes.TrimRight(f.buffer, " "))
	return unicode.IsDigit(r)
}

// noteMarker is the sign of a footnote: a number is raised, anything else
// stands in brackets.
func noteMarker(label string) (marker string, raised bool) {
	for _, r := range label {
		if r < '0' || r > '9' {
			return "[" + label + "]", false
		}
	}
	if marker, raised = mapScript(label, true); raised {
		return marker, true
	}
	return "[" + label + "]", false
}

func (f *flattener) span(s model.Span) {
	switch s.Style {
	case model.Superscript, model.Subscript:
		f.script(s)
	default:
		f.with(markOf(s.Style), func() { f.inlines(s.Inlines) })
	}
}

func markOf(s model.Style) mark {
	switch s {
	case model.Emphasis:
		return emphasised
	case model.Strong:
		return strong
	case model.Strikethrough:
		return crossedOut
	case model.Underline:
		return underscored
	case model.Highlight:
		return highlighted
	case model.Keyboard:
		return keyboard
	default:
		return 0
	}
}

// with sets what write is called for apart by a mark.
func (f *flattener) with(m mark, write func()) {
	before := f.marks
	f.marks |= m
	write()
	f.marks = before
}

// anchor makes what write writes lead to an address, unless it is already
// part of a link.
func (f *flattener) anchor(address string, image bool, write func()) {
	if f.link != 0 || address == "" {
		write()
		return
	}
	number := len(f.links)
	f.links = append(f.links, anchor{url: address, image: image, start: int32(len(f.buffer))})
	f.link = int32(number + 1)
	write()
	f.link = 0
	a := &f.links[number]
	a.end = int32(len(f.buffer))
	if a.end > a.start && f.buffer[a.start] == ' ' { // as in "see<a> this</a>"
		a.start++
	}
}

// write adds text, of which no space follows another one or a line break.
func (f *flattener) write(text string) {
	if n := len(f.buffer); n == 0 || f.buffer[n-1] == ' ' || f.buffer[n-1] == '\n' {
		text = strings.TrimLeft(text, " ")
	}
	f.put(text)
}

// put adds text as it is.
func (f *flattener) put(text string) {
	if text == "" {
		return
	}
	marks := f.marks
	start := int32(len(f.buffer))
	f.buffer = append(f.buffer, text...)
	end := int32(len(f.buffer))
	if n := len(f.runs); n > 0 && f.runs[n-1].marks == marks && f.runs[n-1].link == f.link {
		f.runs[n-1].end = end
		return
	}
	f.runs = append(f.runs, run{start, end, marks, f.link})
}

// trimSpaces takes the spaces at the end away.
func (f *flattener) trimSpaces() {
	n := len(f.buffer)
	for n > 0 && f.buffer[n-1] == ' ' {
		n--
	}
	f.cut(n)
}

// cut shortens the text to n bytes.
func (f *flattener) cut(n int) {
	f.buffer = f.buffer[:n]
	for len(f.runs) > 0 {
		last := &f.runs[len(f.runs)-1]
		last.end = min(last.end, int32(n))
		if last.end > last.start {
			break
		}
		f.runs = f.runs[:len(f.runs)-1]
	}
	for i := len(f.links) - 1; i >= 0 && f.links[i].end > int32(n); i-- {
		f.links[i].end = int32(n)
		f.links[i].start = min(f.links[i].start, int32(n))
	}
}

// finish takes spaces and line breaks away from both ends.
func (f *flattener) finish() content {
	all := string(f.buffer)
	f.cut(len(strings.TrimRight(all, " \n")))
	lead := int32(len(all) - len(strings.TrimLeft(all, " \n")))
	c := f.content
	if int(lead) >= len(f.buffer) {
		return content{links: c.links}
	}
	c.text = all[lead:len(f.buffer)]
	if lead > 0 {
		c.shift(lead)
	}
	return c
}

// shift moves everything by the bytes taken away at the start.
func (c *content) shift(lead int32) {
	for len(c.runs) > 0 && c.runs[0].end <= lead {
		c.runs = c.runs[1:]
	}
	for i := range c.runs {
		c.runs[i].start = max(0, c.runs[i].start-lead)
		c.runs[i].end -= lead
	}
	for i := range c.links {
		c.links[i].start = max(0, c.links[i].start-lead)
		c.links[i].end = max(0, c.links[i].end-lead)
	}
	for i := range c.notes {
		c.notes[i].offset = max(0, c.notes[i].offset-lead)
	}
	for i := range c.glued {
		c.glued[i].start = max(0, c.glued[i].start-lead)
		c.glued[i].end = max(0, c.glued[i].end-lead)
	}
	for i := range c.breaks {
		c.breaks[i] -= lead
	}
}

// isEastAsian says whether a character is of a script that has no italics:
// Han, kana and Hangul, with their punctuation.
func isEastAsian(r rune) bool {
	return r >= 0x1100 && (r <= 0x11ff || r >= 0x2e80 && r <= 0xd7ff || r >= 0xf900 && r <= 0xfaff ||
		r >= 0xfe30 && r <= 0xfe4f || r >= 0xff00 && r <= 0xffef || r >= 0x20000 && r <= 0x3ffff)
}
