package articles

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/model"
)

// frame is one span or link around a piece of text. Frames form a chain
// towards the outermost one; nil is plain text.
type frame struct {
	parent *frame
	depth  int // from 1
	style  model.Style
	url    string // of a link; else the frame is a span
}

// within gives the frame of what stands in a span inside f. A style inside
// itself changes nothing.
func (f *frame) within(style model.Style) *frame {
	for at := f; at != nil; at = at.parent {
		if at.url == "" && at.style == style {
			return f
		}
	}
	return &frame{parent: f, depth: f.level() + 1, style: style}
}

// linked gives the frame of what stands in a link inside f. There is no link
// inside a link.
func (f *frame) linked(url string) *frame {
	if url == "" || f.link() != "" {
		return f
	}
	return &frame{parent: f, depth: f.level() + 1, url: url}
}

func (f *frame) link() string {
	for at := f; at != nil; at = at.parent {
		if at.url != "" {
			return at.url
		}
	}
	return ""
}

func (f *frame) level() int {
	if f == nil {
		return 0
	}
	return f.depth
}

// at gives the frame of the chain at a level, or nil.
func (f *frame) at(level int) *frame {
	for f.level() > level {
		f = f.parent
	}
	return f
}

// shared gives the innermost frame that both f and other are in.
func (f *frame) shared(other *frame) *frame {
	level := min(f.level(), other.level())
	a, b := f.at(level), other.at(level)
	for a != b {
		a, b = a.parent, b.parent
	}
	return a
}

// wrap puts inlines into the span or link that f is.
func (f *frame) wrap(inlines []model.Inline) model.Inline {
	if f.url != "" {
		return model.Link{URL: f.url, Inlines: inlines}
	}
	return model.Span{Style: f.style, Inlines: inlines}
}

// run is one inline without its spans and links.
type run struct {
	frame  *frame
	inline model.Inline
	large  bool // a picture that may stand alone
}

// inlineWriter collects the inlines of one paragraph. White space is folded
// across the borders of elements, as a browser does.
type inlineWriter struct {
	runs  []run
	text  []byte // of the run that is being written
	frame *frame // of that text
	code  bool   // that text is code
	gate  gate
	// codeEnded: its element has ended, so that a blank after it is not code
	codeEnded bool
	last      rune // the last character of the line; 0 at its beginning
	space     rune // white space that stands before the next character, if any
	newline   bool // a line of the source ended in that white space
	typed     bool // it was typed for its width: no-break or ideographic
	breaks    int  // author's line breaks before the next character
}

// empty says that nothing was written yet.
func (w *inlineWriter) empty() bool { return len(w.runs) == 0 && len(w.text) == 0 }

// write adds text as it stands in the source.
func (w *inlineWriter) write(s string, f *frame, code bool) {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if kind := whiteSpace(r); kind != 0 {
			w.newline = w.newline || r == '\n'
			w.typed = w.typed || kind != ' '
			w.space = joinSpaces(w.space, kind)
			continue
		}
		if r == 0x200B && !code {
			w.wordBreak(f)
			continue
		}
		if w.last == 0 || w.breaks > 0 {
			w.gate.startOfText()
		}
		if !w.gate.admit(r, size) {
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
func (w *inlineWriter) settle(next rune, f *frame, code bool) {
	if w.breaks > 0 && !w.empty() {
		w.closeText()
		w.runs = append(w.runs, run{frame: w.runs[len(w.runs)-1].frame.shared(f), inline: model.LineBreak{}})
		w.last = 0
	}
	w.breaks = 0
	if w.space != 0 && w.last != 0 && (!w.newline || w.typed || !joinsLines(w.last, next)) {
		before := w.frame
		if len(w.text) == 0 && len(w.runs) > 0 {
			before = w.runs[len(w.runs)-1].frame
		}
		w.open(before.shared(f), code && w.code && !w.codeEnded && before == f && len(w.text) > 0)
		w.text = utf8.AppendRune(w.text, w.space)
	}
	w.space, w.newline, w.typed = 0, false, false
}

// open begins a new run where the frame or the kind of text changes.
func (w *inlineWriter) open(f *frame, code bool) {
	if len(w.text) > 0 && (w.frame != f || w.code != code) {
		w.closeText()
	}
	w.frame, w.code, w.codeEnded = f, code, false
}

func (w *inlineWriter) closeText() {
	if len(w.text) == 0 {
		return
	}
	if w.code {
		w.runs = append(w.runs, run{frame: w.frame, inline: model.Code{Text: string(w.text)}})
	} else {
		w.runs = append(w.runs, run{frame: w.frame, inline: model.Text{Text: string(w.text)}})
	}
	w.text = w.text[:0]
}

// add writes an inline that is not text.
func (w *inlineWriter) add(r run) {
	w.settle(0, r.frame, false)
	w.closeText()
	w.runs = append(w.runs, r)
	w.last = '\uFFFC' // Unicode's object replacement character
}

// wordBreak writes a place to break, where there is a word.
func (w *inlineWriter) wordBreak(f *frame) {
	if w.last == 0 || w.space != 0 || w.breaks > 0 {
		return
	}
	w.closeText()
	if n := len(w.runs); n > 0 {
		if _, double := w.runs[n-1].inline.(model.WordBreak); double {
			return
		}
	}
	w.runs = append(w.runs, run{frame: f, inline: model.WordBreak{}})
}

// lineBreak ends the line.
func (w *inlineWriter) lineBreak() {
	w.space, w.newline, w.typed = 0, false, false
	if !w.empty() {
		w.breaks++
	}
}

// take gives the runs written so far, without white space at the end, and
// begins anew.
func (w *inlineWriter) take() []run {
	w.closeText()
	runs := w.runs
	*w = inlineWriter{text: w.text[:0]}
	return trimRuns(runs)
}

// trimRuns cuts breaks and white space off both ends.
func trimRuns(runs []run) []run {
	for len(runs) > 0 && isBlankRun(runs[0]) {
		runs = runs[1:]
	}
	for len(runs) > 0 && isBlankRun(runs[len(runs)-1]) {
		runs = runs[:len(runs)-1]
	}
	if len(runs) == 0 {
		return nil
	}
	last := len(runs) - 1
	runs = slices.Clone(runs)
	if text, isText := runs[0].inline.(model.Text); isText {
		runs[0].inline = model.Text{Text: strings.TrimLeft(text.Text, blanks)}
	}
	if text, isText := runs[last].inline.(model.Text); isText {
		runs[last].inline = model.Text{Text: strings.TrimRight(text.Text, blanks)}
	}
	return runs
}

// blanks is the white space that a Text can hold.
const blanks = " \u00A0\u3000"

// isBlankRun says that nothing would be seen of a run at the end of a line.
func isBlankRun(r run) bool {
	switch inline := r.inline.(type) {
	case model.Text:
		return strings.Trim(inline.Text, blanks) == ""
	case model.LineBreak, model.WordBreak:
		return true
	}
	return false
}

// nest makes the tree of spans and links out of the runs of one level.
func nest(runs []run, level int) []model.Inline {
	inlines := make([]model.Inline, 0, len(runs))
	for start := 0; start < len(runs); {
		inner := runs[start].frame.at(level + 1)
		if inner.level() <= level {
			inlines = append(inlines, runs[start].inline)
			start++
			continue
		}
		end := start + 1
		for end < len(runs) && runs[end].frame.at(level+1) == inner {
			end++
		}
		inlines = append(inlines, inner.wrap(nest(runs[start:end], level+1)))
		start = end
	}
	return inlines
}

// joinsLines says whether the end of a line in the source between two
// characters is nothing, as between two Han characters, and not a blank.
func joinsLines(before, after rune) bool {
	if isCJK(before) {
		return isCJK(after) || isWesternQuote(after)
	}
	return isCJK(after) && isWesternQuote(before)
}

// isCJK says whether r is of a script that is written without blanks, or its
// punctuation. Korean is written with blanks.
func isCJK(r rune) bool {
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
