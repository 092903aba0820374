// Package prose writes the inlines of one paragraph: white space is folded across
// the borders of elements, spans and links are nested, bare addresses become links.
// All readers of bodies use it; it knows none of their formats.
package prose

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/articles/gate"
	"broadsheet/model"
)

// Frame is one span or link around a piece of text. Frames form a chain
// towards the outermost one; nil is plain text.
type Frame struct {
	parent *Frame
	depth  int // from 1
	style  model.Style
	url    string // of a link; else the frame is a span
}

// Within gives the frame of what stands in a span inside f. A style inside
// itself changes nothing.
func (f *Frame) Within(style model.Style) *Frame {
	for at := f; at != nil; at = at.parent {
		if at.url == "" && at.style == style {
			return f
		}
	}
	return &Frame{parent: f, depth: f.level() + 1, style: style}
}

// Without gives the frame of what stands in f, but not in the innermost span of a style.
func (f *Frame) Without(style model.Style) *Frame {
	switch {
	case f == nil:
		return nil
	case f.url == "" && f.style == style:
		return f.parent
	}
	parent := f.parent.Without(style)
	if parent == f.parent {
		return f
	}
	return &Frame{parent: parent, depth: parent.level() + 1, style: f.style, url: f.url}
}

// Linked gives the frame of what stands in a link inside f. There is no link
// inside a link.
func (f *Frame) Linked(url string) *Frame {
	if url == "" || f.Link() != "" {
		return f
	}
	return &Frame{parent: f, depth: f.level() + 1, url: url}
}

// Link gives the address of the link that f is in, or "".
func (f *Frame) Link() string {
	for at := f; at != nil; at = at.parent {
		if at.url != "" {
			return at.url
		}
	}
	return ""
}

func (f *Frame) level() int {
	if f == nil {
		return 0
	}
	return f.depth
}

// at gives the frame of the chain at a level, or nil.
func (f *Frame) at(level int) *Frame {
	for f.level() > level {
		f = f.parent
	}
	return f
}

// shared gives the innermost frame that both f and other are in.
func (f *Frame) shared(other *Frame) *Frame {
	level := min(f.level(), other.level())
	a, b := f.at(level), other.at(level)
	for a != b {
		a, b = a.parent, b.parent
	}
	return a
}

// wrap puts inlines into the span or link that f is.
func (f *Frame) wrap(inlines []model.Inline) model.Inline {
	if f.url != "" {
		return model.Link{URL: f.url, Inlines: inlines}
	}
	return model.Span{Style: f.style, Inlines: inlines}
}

// Run is one inline without its spans and links.
type Run struct {
	Frame  *Frame
	Inline model.Inline
	Large  bool   // a picture that may stand alone
	Says   string // what a picture says in its title, to be its caption
}

// Writer collects the inlines of one paragraph. White space is folded
// across the borders of elements, as a browser does.
type Writer struct {
	runs  []Run
	text  []byte // of the run that is being written
	frame *Frame // of that text
	code  bool   // that text is code
	gate  gate.Filter
	// codeEnded: its element has ended, so that a blank after it is not code
	codeEnded bool
	last      rune // the last character of the line; 0 at its beginning
	space     rune // white space that stands before the next character, if any
	newline   bool // a line of the source ended in that white space
	typed     bool // it was typed for its width: no-break or ideographic
	breaks    int  // author's line breaks before the next character
	indent    int  // no-break spaces before the next character, where it begins a line
}

// Empty says that nothing was written yet.
func (w *Writer) Empty() bool { return len(w.runs) == 0 && len(w.text) == 0 }

// Write adds text as it stands in the source.
func (w *Writer) Write(s string, f *Frame, code bool) {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if kind := gate.WhiteSpace(r); kind != 0 {
			w.newline = w.newline || r == '\n'
			w.typed = w.typed || kind != ' '
			w.space = gate.JoinSpaces(w.space, kind)
			continue
		}
		if r == 0x200B && !code {
			w.WordBreak(f)
			continue
		}
		if w.last == 0 || w.breaks > 0 {
			w.gate.StartOfText()
		}
		if !w.gate.Admit(r, size) {
			continue
		}
		w.settle(r, f, code)
		w.open(f, code)
		w.text = utf8.AppendRune(w.text, r)
		w.last = r
	}
}

// settle writes the white space that stands before a character of text or
// code, or before another inline if next is 0.
func (w *Writer) settle(next rune, f *Frame, code bool) {
	if w.breaks > 0 && !w.Empty() {
		w.closeText()
		w.runs = append(w.runs, Run{Frame: w.runs[len(w.runs)-1].Frame.shared(f), Inline: model.LineBreak{}})
		w.last = 0
	}
	if w.indent > 0 && w.last == 0 && next != 0 {
		w.open(f, code)
		w.text = append(w.text, strings.Repeat("\u00a0", w.indent)...)
	}
	w.breaks, w.indent = 0, 0
	if w.space != 0 && w.last != 0 && (!w.newline || w.typed || !joinsLines(w.last, next)) {
		before := w.frame
		if len(w.text) == 0 && len(w.runs) > 0 {
			before = w.runs[len(w.runs)-1].Frame
		}
		w.open(before.shared(f), code && w.code && !w.codeEnded && before == f && len(w.text) > 0)
		w.text = utf8.AppendRune(w.text, w.space)
	}
	w.DropSpace()
}

// open begins a new run where the frame or the kind of text changes.
func (w *Writer) open(f *Frame, code bool) {
	if len(w.text) > 0 && (w.frame != f || w.code != code) {
		w.closeText()
	}
	w.frame, w.code, w.codeEnded = f, code, false
}

func (w *Writer) closeText() {
	if len(w.text) == 0 {
		return
	}
	if w.code {
		w.runs = append(w.runs, Run{Frame: w.frame, Inline: model.Code{Text: string(w.text)}})
	} else {
		w.runs = append(w.runs, Run{Frame: w.frame, Inline: model.Text{Text: string(w.text)}})
	}
	w.text = w.text[:0]
}

// Add writes an inline that is not text.
func (w *Writer) Add(r Run) {
	w.settle(0, r.Frame, false)
	w.closeText()
	w.runs = append(w.runs, r)
	w.last = '\uFFFC' // Unicode's object replacement character
}

// WordBreak writes a place to break, where there is a word.
func (w *Writer) WordBreak(f *Frame) {
	if w.last == 0 || w.space != 0 || w.breaks > 0 {
		return
	}
	w.closeText()
	if n := len(w.runs); n > 0 {
		if _, double := w.runs[n-1].Inline.(model.WordBreak); double {
			return
		}
	}
	w.runs = append(w.runs, Run{Frame: f, Inline: model.WordBreak{}})
}

// EndCode says that the element of the code written last has ended, so that white
// space after it is not code.
func (w *Writer) EndCode() { w.codeEnded = true }

// maxIndent is how far a line of verse may be indented, in cells.
const maxIndent = 40

// Indent says that the author set the next line in by some cells, if it begins one. The
// first line of a paragraph never is.
func (w *Writer) Indent(cells int) {
	if w.breaks > 0 && !w.Empty() {
		w.indent = min(w.indent+cells, maxIndent)
	}
}

// DropSpace forgets the white space that was written last.
func (w *Writer) DropSpace() { w.space, w.newline, w.typed = 0, false, false }

// AfterBlankLine says that the author left a line empty before what comes next.
func (w *Writer) AfterBlankLine() bool { return w.breaks > 1 }

// LineBreak ends the line.
func (w *Writer) LineBreak() {
	w.DropSpace()
	if !w.Empty() {
		w.breaks++
	}
}

// Take gives the runs written so far, without white space at the end, and
// begins anew.
func (w *Writer) Take() []Run {
	w.closeText()
	runs := w.runs
	*w = Writer{text: w.text[:0]}
	return Trim(runs)
}

// Trim cuts breaks and white space off both ends.
func Trim(runs []Run) []Run {
	for len(runs) > 0 && IsBlank(runs[0]) {
		runs = runs[1:]
	}
	for len(runs) > 0 && IsBlank(runs[len(runs)-1]) {
		runs = runs[:len(runs)-1]
	}
	if len(runs) == 0 {
		return nil
	}
	last := len(runs) - 1
	runs = slices.Clone(runs)
	if text, isText := runs[0].Inline.(model.Text); isText {
		runs[0].Inline = model.Text{Text: strings.TrimLeft(text.Text, blanks)}
	}
	if text, isText := runs[last].Inline.(model.Text); isText {
		runs[last].Inline = model.Text{Text: strings.TrimRight(text.Text, blanks)}
	}
	return runs
}

// blanks is the white space that a Text can hold.
const blanks = " \u00A0\u3000"

// IsBlank says that nothing would be seen of a run at the end of a line.
func IsBlank(r Run) bool {
	switch inline := r.Inline.(type) {
	case model.Text:
		return strings.Trim(inline.Text, blanks) == ""
	case model.LineBreak, model.WordBreak:
		return true
	}
	return false
}

// Nest makes the tree of spans and links out of the runs of one level.
func Nest(runs []Run, level int) []model.Inline {
	inlines := make([]model.Inline, 0, len(runs))
	for start := 0; start < len(runs); {
		inner := runs[start].Frame.at(level + 1)
		if inner.level() <= level {
			inlines = append(inlines, runs[start].Inline)
			start++
			continue
		}
		end := start + 1
		for end < len(runs) && runs[end].Frame.at(level+1) == inner {
			end++
		}
		inlines = append(inlines, inner.wrap(Nest(runs[start:end], level+1)))
		start = end
	}
	return inlines
}

// joinsLines says whether the end of a line in the source between two
// characters is nothing, as between two Han characters, and not a blank.
func joinsLines(before, after rune) bool {
	if IsCJK(before) {
		return IsCJK(after) || isWesternQuote(after)
	}
	return IsCJK(after) && isWesternQuote(before)
}

// IsCJK says whether r is of a script that is written without blanks, or its
// punctuation. Korean is written with blanks.
func IsCJK(r rune) bool {
	switch {
	case r < 0x2E80:
		return false
	case r >= 0x3000 && r <= 0x303F, r >= 0xFE30 && r <= 0xFE4F, r >= 0xFF01 && r <= 0xFF60:
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo) || r == 'ー'
}

// isWesternQuote says whether r is a mark that Chinese shares with the West.
func isWesternQuote(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '…', '—', '·':
		return true
	}
	return false
}
