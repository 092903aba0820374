package export

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"broadsheet/model"
)

// place is where a line of inlines stands.
type place struct {
	lineStart bool   // at the beginning of a line, where blocks begin
	oneLine   bool   // no line may end in it
	cell      bool   // in a table, whose cells "|" parts
	label     bool   // in the text of a link
	before    rune   // the character before it; 0 at the beginning
	after     rune   // the one after it; 0 at the end
	marked    string // the delimiters that are open
	pictures  []bool // of each picture that follows, whether it is at an edge
}

// inlines gives a line of text as Markdown.
func (m *markdownWriter) inlines(inlines []model.Inline, p place) string {
	l := &markdownLine{writer: m, place: p}
	for i, inline := range inlines {
		if m.html.ctx.Err() != nil {
			break
		}
		after := p.after
		if i+1 < len(inlines) {
			after = l.opening(inlines[i+1])
		}
		l.inline(inline, after)
	}
	return l.b.String()
}

// markdownLine is a line of text while it is written.
type markdownLine struct {
	writer *markdownWriter
	place  place
	b      strings.Builder
}

// last gives the character before the next one.
func (l *markdownLine) last() rune {
	if l.b.Len() == 0 {
		return l.place.before
	}
	r, _ := utf8.DecodeLastRuneInString(l.b.String())
	return r
}

// atLineStart says that a block could begin here.
func (l *markdownLine) atLineStart() bool {
	if l.b.Len() == 0 {
		return l.place.lineStart
	}
	return l.last() == '\n'
}

// opening gives the character that an inline begins with, or one like it.
func (l *markdownLine) opening(inline model.Inline) rune {
	switch i := inline.(type) {
	case model.Text:
		r, _ := utf8.DecodeRuneInString(i.Text)
		return r
	case model.Span:
		if delimiter := delimiterOf(i.Style); delimiter != "" {
			return rune(delimiter[0])
		}
	case model.Code:
		return '`'
	case model.Link, model.FootnoteReference:
		return '['
	case model.LineBreak:
		if !l.place.oneLine {
			return '\\'
		}
	case model.Image:
		return '!'
	case model.Ruby, model.WordBreak:
	}
	return '<'
}

func (l *markdownLine) inline(inline model.Inline, after rune) {
	switch i := inline.(type) {
	case model.Text:
		l.b.WriteString(l.text(i.Text, after))
	case model.Span:
		l.span(i, after)
	case model.Code:
		l.code(i.Text)
	case model.Link:
		l.link(i)
	case model.Image:
		l.image(i)
	case model.Ruby:
		l.b.WriteString("<ruby>" + l.inner(i.Base, '>', '<', false))
		l.b.WriteString("<rp>（</rp><rt>" + l.text(i.Reading, '<') + "</rt><rp>）</rp></ruby>")
	case model.FootnoteReference:
		if l.writer.htmlNotes {
			l.b.WriteString(l.writer.html.notes.reference(i.Label, l.text(i.Label, '<')))
		} else {
			l.b.WriteString("[^" + i.Label + "]")
		}
	case model.LineBreak:
		if l.place.oneLine || l.last() == '\\' {
			l.b.WriteString("<br>")
		} else {
			l.b.WriteString("\\\n")
		}
	case model.WordBreak:
		l.b.WriteString("<wbr>")
	}
}

// inner gives what stands in a span or a link.
func (l *markdownLine) inner(inlines []model.Inline, before, after rune, label bool) string {
	p := l.place
	p.lineStart, p.before, p.after, p.label = false, before, after, p.label || label
	pictures := 0
	model.WalkInlines(inlines, func(inline model.Inline) {
		if _, isImage := inline.(model.Image); isImage {
			pictures++
		}
	})
	pictures = min(pictures, len(p.pictures))
	p.pictures = l.place.pictures[:pictures]
	l.place.pictures = l.place.pictures[pictures:]
	return l.writer.inlines(inlines, p)
}

func delimiterOf(style model.Style) string {
	switch style {
	case model.Emphasis:
		return "*"
	case model.Strong:
		return "**"
	case model.Strikethrough:
		return "~~"
	default:
		return ""
	}
}

// span writes a span with Markdown's delimiters where these would be taken for
// such by every reader of CommonMark, and as HTML elsewhere.
func (l *markdownLine) span(span model.Span, after rune) {
	delimiter := delimiterOf(span.Style)
	pictures := l.place.pictures
	if delimiter != "" && !strings.Contains(l.place.marked, " "+delimiter+" ") {
		mark, marked := rune(delimiter[0]), l.place.marked
		l.place.marked += " " + delimiter + " "
		text := l.inner(span.Inlines, mark, mark, false)
		l.place.marked = marked
		first, _ := utf8.DecodeRuneInString(text)
		last, _ := utf8.DecodeLastRuneInString(text)
		before := l.last()
		if opens(before, first) && opens(after, last) && before != mark && after != mark && first != mark && last != mark {
			l.b.WriteString(delimiter + text + delimiter)
			return
		}
		l.place.pictures = pictures
	}
	name := spanElement(span.Style)
	if name == "s" {
		name = "del"
	}
	l.b.WriteString("<" + name + ">" + l.inner(span.Inlines, '>', '<', false) + "</" + name + ">")
}

// opens says that a delimiter between two characters belongs to the inner one,
// by CommonMark's rule of flanking in its older and its newer form, which takes
// symbols for punctuation. An outer character of 0 is the end of the line.
func opens(outer, inner rune) bool {
	if unicode.IsSpace(inner) {
		return false
	}
	if !unicode.IsPunct(inner) && !unicode.IsSymbol(inner) {
		return true
	}
	return outer == 0 || unicode.IsSpace(outer) || unicode.IsPunct(outer) || outer == '<' || outer == '>' || outer == '`'
}

// code writes code in a line of text.
func (l *markdownLine) code(text string) {
	escaped := hasEscapedBrace(text) || l.place.cell && strings.ContainsAny(text, `|\`)
	if escaped || l.last() == '`' {
		l.b.WriteString("<code>" + l.text(text, '<') + "</code>")
		return
	}
	fence := strings.Repeat("`", longestRun(text, '`')+1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	l.b.WriteString(fence + text + fence)
}

func (l *markdownLine) link(link model.Link) {
	pictures := l.place.pictures
	text := l.inner(link.Inlines, '[', ']', true)
	// "[x]" at the beginning of a list item would be a box.
	if target, possible := destination(link.URL); possible && text != "x" && text != "X" {
		l.b.WriteString("[" + text + "](" + target + ")")
		return
	}
	l.place.pictures = pictures
	l.b.WriteString(`<a href="` + l.attribute(link.URL) + `">` + l.inner(link.Inlines, '>', '<', false) + "</a>")
}

// destination gives an address as Markdown's links have it, and whether they
// can have it as it is.
func destination(address string) (text string, possible bool) {
	if string(util.URLEscape([]byte(address), true)) != address {
		return "", false
	}
	if strings.ContainsAny(address, "()") {
		return "<" + address + ">", true
	}
	return address, true
}

// attribute escapes the value of an attribute of HTML in a line.
func (l *markdownLine) attribute(value string) string {
	return l.element(strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;", ">", "&gt;").Replace(value))
}

// element gives HTML as it may stand in the line.
func (l *markdownLine) element(text string) string {
	if l.place.cell {
		return strings.ReplaceAll(text, "|", "&#124;")
	}
	return text
}

func (l *markdownLine) image(image model.Image) {
	edge := false
	if len(l.place.pictures) > 0 {
		edge, l.place.pictures = l.place.pictures[0], l.place.pictures[1:]
	}
	small := edge || l.writer.html.pictures.keepsName(image)
	text, possible := markdownImage(image)
	if small || !possible {
		text = l.element(l.writer.html.imageElement(image, small))
	}
	l.b.WriteString(text)
}

// markdownImage gives a picture as Markdown, if that can have its name and
// address as they are.
func markdownImage(image model.Image) (text string, possible bool) {
	target, possible := destination(image.URL)
	if image.URL == "" || strings.ContainsAny(image.Alt, "\\`*_[]<>&|~!\"^:@") || strings.Contains(image.Alt, "www.") {
		return "", false
	}
	return "![" + image.Alt + "](" + target + ")", possible
}
