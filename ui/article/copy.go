package article

import (
	"strings"
	"unicode"

	"broadsheet/model"
	"broadsheet/ui/words"
)

// This file gives the text of the article to be copied: a paragraph, or lines that the
// reader marks.

// marking is the lines that the reader has marked, from one end to the other.
type marking struct {
	fixed, moving spot
}

// Shown is the article that the pane shows, nil while it is not the one that the pane
// is for.
func (v *View) Shown() *model.Article {
	if !v.Ready() {
		return nil
	}
	return v.shown
}

// Paragraph gives the text of the paragraph in sight: of that with the current match,
// else the first that begins there, else the one that fills the window; "" where there
// is none.
func (v *View) Paragraph() string {
	if v.page == nil || !v.Ready() {
		return ""
	}
	line, found := v.paragraphInSight()
	if !found {
		return ""
	}
	return v.page.Text(v.paragraphStart(line), v.paragraphEnd(line))
}

// paragraphInSight is a line of the paragraph in sight.
func (v *View) paragraphInSight() (line int, found bool) {
	if f := &v.find; f.active() && len(f.matches) > 0 && v.inSight(f.matches[f.current].Line) {
		return f.matches[f.current].Line, true
	}
	bottom := min(v.top+v.height, v.page.Len())
	for line = v.top; line < bottom; line++ {
		if v.page.IsText(line) && v.paragraphStart(line) == line {
			return line, true
		}
	}
	for line = v.top; line < bottom; line++ {
		if v.page.IsText(line) {
			return line, true
		}
	}
	return 0, false
}

// paragraphStart is the first of the lines around one that no blank line parts from it.
func (v *View) paragraphStart(line int) int {
	for line > 0 && !v.page.IsBlank(line-1) {
		line--
	}
	return line
}

// paragraphEnd is the last of them.
func (v *View) paragraphEnd(line int) int {
	for line < v.page.Len()-1 && !v.page.IsBlank(line+1) {
		line++
	}
	return line
}

// StartMarking marks the first line of text in sight, to go on from there. It says
// whether there is one.
func (v *View) StartMarking() bool {
	if v.page == nil || !v.Ready() {
		return false
	}
	line, found := v.paragraphInSight()
	if !found {
		line = v.top
		for line < v.page.Len() && v.page.IsBlank(line) {
			line++
		}
		if line >= v.page.Len() || !v.inSight(line) {
			return false
		}
	}
	v.marked = &marking{fixed: v.spotOf(line), moving: v.spotOf(line)}
	return true
}

// Marking says whether lines are marked.
func (v *View) Marking() bool { return v.marked != nil && v.Ready() }

// EndMarking marks nothing any more.
func (v *View) EndMarking() { v.marked = nil }

// markedLines are the first and the last line that are marked.
func (v *View) markedLines() (first, last int) {
	first, last = v.lineOf(v.marked.fixed), v.lineOf(v.marked.moving)
	return min(first, last), max(first, last)
}

// isMarked says whether a line is marked.
func (v *View) isMarked(line int) bool {
	if !v.Marking() {
		return false
	}
	first, last := v.markedLines()
	return line >= first && line <= last
}

// Marked gives the text of the lines that are marked, and how many of them show any.
func (v *View) Marked() (text string, lines int) {
	if !v.Marking() {
		return "", 0
	}
	first, last := v.markedLines()
	for line := first; line <= last; line++ {
		if !v.page.IsBlank(line) {
			lines++
		}
	}
	return v.page.Text(first, last), lines
}

// Mark moves an end of the lines that are marked as a command says, one of those named
// "lines.", and scrolls so that it is in sight.
func (v *View) Mark(command string) {
	if !v.Marking() {
		return
	}
	m := v.marked
	at := v.lineOf(m.moving)
	switch command {
	case "lines.down":
		at = v.nextText(at+1, 1)
	case "lines.up":
		at = v.nextText(at-1, -1)
	case "lines.paragraph_down":
		if at = v.paragraphEnd(at); at == v.lineOf(m.moving) {
			at = v.paragraphEnd(v.nextText(at+1, 1))
		}
	case "lines.paragraph_up":
		if at = v.paragraphStart(at); at == v.lineOf(m.moving) {
			at = v.paragraphStart(v.nextText(at-1, -1))
		}
	case "lines.page_down":
		at = v.nextText(at+max(1, v.height-overlap), 1)
	case "lines.page_up":
		at = v.nextText(at-max(1, v.height-overlap), -1)
	case "lines.first":
		at = v.nextText(0, 1)
	case "lines.last":
		at = v.nextText(v.page.Len()-1, -1)
	case "lines.other_end":
		m.fixed, m.moving = m.moving, m.fixed
		at = v.lineOf(m.moving)
	case "lines.from_here":
		m.fixed = m.moving
	}
	m.moving = v.spotOf(at)
	v.showLine(at)
}

// nextText is the first line from one on that shows something, down or, where step is
// -1, up; where there is none, the last one before it.
func (v *View) nextText(line, step int) int {
	line = min(max(line, 0), v.page.Len()-1)
	for at := line; at >= 0 && at < v.page.Len(); at += step {
		if !v.page.IsBlank(at) {
			return at
		}
	}
	for at := line; at >= 0 && at < v.page.Len(); at -= step {
		if !v.page.IsBlank(at) {
			return at
		}
	}
	return line
}

// showLine scrolls as little as is needed for a line to be in sight.
func (v *View) showLine(line int) {
	switch {
	case line < v.top:
		v.lookAt(line)
	case line >= v.top+v.height:
		v.lookAt(line - v.height + 1)
	}
}

// Quotation gives the lines that are marked as a quotation in Markdown, with its source:
// the title, which leads to the article's page, and who wrote it.
func (v *View) Quotation() (text string, lines int) {
	marked, lines := v.Marked()
	if lines == 0 {
		return "", 0
	}
	return quotation(marked, &v.shown.Item), lines
}

func quotation(text string, item *model.Item) string {
	var b strings.Builder
	all := strings.Split(text, "\n")
	for i, line := range all {
		line = strings.TrimSpace(line)
		b.WriteString(strings.TrimRight("> "+escapeMarkdown(line), " "))
		if line != "" && i+1 < len(all) && all[i+1] != "" {
			b.WriteByte('\\') // the next line is one of its own
		}
		b.WriteByte('\n')
	}
	source := escapeMarkdown(item.Title)
	if item.Link != "" {
		source = "[" + source + "](<" + item.Link + ">)"
	}
	if name, kind := words.SourceOf(item); kind == words.FromAuthor {
		source += ", " + escapeMarkdown(name)
	}
	return b.String() + ">\n> — " + source + "\n"
}

// escapeMarkdown is a line of text as Markdown has to write it, with no more backslashes
// than are needed.
func escapeMarkdown(line string) string {
	var b strings.Builder
	characters := []rune(line)
	for i, r := range characters {
		switch {
		case strings.ContainsRune("\\`*[]<", r),
			r == '_' && !betweenLetters(characters, i),
			i == 0 && strings.ContainsRune("#>+-=~|", r),
			(r == '.' || r == ')') && i > 0 && allDigits(characters[:i]):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// betweenLetters says whether the character before a place and the one after it are
// letters: an underscore between them emphasises nothing.
func betweenLetters(characters []rune, i int) bool {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return i > 0 && i+1 < len(characters) && letter(characters[i-1]) && letter(characters[i+1])
}

func allDigits(characters []rune) bool {
	for _, r := range characters {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}
