package export

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"

	readhtml "broadsheet/articles/html"
	"broadsheet/articles/math"
	"broadsheet/articles/measure"
	"broadsheet/articles/prose"
	"broadsheet/model"
)

// emptyPicture is the address of a picture of which nothing is known.
const emptyPicture = "data:image/gif;base64,R0lGODlhAQABAAAAACw="

// escapeHTML escapes what would be markup in a text.
func escapeHTML(s string) string {
	if !strings.ContainsAny(s, "&<>") {
		return s
	}
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// words writes words of a text, in which nothing is to be taken for a formula.
func (w *htmlWriter) words(s string) {
	for {
		start, _, _, found := math.Next(s)
		if !found {
			break
		}
		w.b.WriteString(w.text(s[:start]) + "<!-- -->" + s[start:start+1] + "<!-- -->") // neither begins one nor ends one
		s = s[start+1:]
	}
	w.b.WriteString(w.text(s))
}

// text gives a text without what would be markup in it; in Markdown a brace may begin a
// tag of a site's maker.
func (w *htmlWriter) text(s string) string { return w.braces(escapeHTML(s)) }

// value gives the value of an attribute, likewise.
func (w *htmlWriter) value(s string) string { return w.braces(html.EscapeString(s)) }

func (w *htmlWriter) braces(s string) string {
	if !w.inMarkdown {
		return s
	}
	return strings.ReplaceAll(s, "{", "&lcub;")
}

// line writes the inlines of a paragraph or heading. A picture at the end of a
// line would be read as a figure, unless it is as small as the text.
func (w *htmlWriter) line(inlines []model.Inline) {
	edges := edgePictures(inlines)
	at := 0
	w.each(inlines, func(image model.Image) {
		w.image(image, edges[at] || w.pictures.keepsName(image) || w.inData && !isNamedEmoji(image.Alt))
		at++
	})
}

// inlines writes what stands in a caption, a term or a summary.
func (w *htmlWriter) inlines(inlines []model.Inline) {
	w.each(inlines, func(image model.Image) { w.image(image, w.pictures.keepsName(image)) })
}

func (w *htmlWriter) each(inlines []model.Inline, picture func(model.Image)) {
	for _, inline := range inlines {
		if w.ctx.Err() != nil {
			return
		}
		w.inline(inline, picture)
	}
}

func (w *htmlWriter) inline(inline model.Inline, picture func(model.Image)) {
	inner := func(inlines []model.Inline) func() {
		return func() { w.each(inlines, picture) }
	}
	switch i := inline.(type) {
	case model.Text:
		w.words(i.Text)
	case model.Span:
		w.element(spanElement(i.Style), inner(i.Inlines))
	case model.Code:
		w.element("code", func() { w.b.WriteString(w.text(i.Text)) })
	case model.Link:
		w.b.WriteString(`<a href="` + w.value(i.URL) + `">`)
		w.each(i.Inlines, picture)
		w.b.WriteString("</a>")
	case model.Image:
		picture(i)
	case model.Ruby:
		w.element("ruby", func() {
			w.each(i.Base, picture)
			w.b.WriteString("<rp>（</rp><rt>" + w.text(i.Reading) + "</rt><rp>）</rp>")
		})
	case model.FootnoteReference:
		w.b.WriteString(w.notes.reference(i.Label, w.text(i.Label)))
	case model.LineBreak:
		w.b.WriteString("<br>")
	case model.WordBreak:
		w.b.WriteString("<wbr>")
	}
}

func spanElement(style model.Style) string {
	switch style {
	case model.Emphasis:
		return "em"
	case model.Strong:
		return "strong"
	case model.Strikethrough:
		return "s"
	case model.Underline:
		return "u"
	case model.Highlight:
		return "mark"
	case model.Superscript:
		return "sup"
	case model.Subscript:
		return "sub"
	case model.Keyboard:
		return "kbd"
	}
	return "span"
}

func (w *htmlWriter) image(image model.Image, small bool) {
	w.b.WriteString(w.imageElement(image, small))
}

// imageElement gives the <img> of a picture; a small one is as high as a line.
func (w *htmlWriter) imageElement(image model.Image, small bool) string {
	source, alt := image.URL, image.Alt
	switch {
	case source == "" && alt == "":
		source = emptyPicture
	case source == "" && !small && readhtml.IsPictureAddress(alt) && !strings.ContainsAny(alt, "/?:"):
		source, alt = alt, "" // it is called by the name of its file
	}
	var b strings.Builder
	b.WriteString("<img")
	if source != "" {
		b.WriteString(` src="` + w.value(source) + `"`)
	}
	b.WriteString(` alt="` + w.value(alt) + `"`)
	if small {
		b.WriteString(` height="20"`)
	}
	b.WriteByte('>')
	return b.String()
}

// edgePictures says of each picture in a paragraph, in reading order, whether
// only pictures are between it and an end of its line.
func edgePictures(inlines []model.Inline) []bool {
	var edges []bool
	var pending []int // pictures that nothing follows in their line, so far
	opening := true   // nothing but pictures was in the line so far
	endLine := func() {
		for _, at := range pending {
			edges[at] = true
		}
		pending, opening = nil, true
	}
	var walk func(inlines []model.Inline, inRuby bool)
	walk = func(inlines []model.Inline, inRuby bool) {
		for _, inline := range inlines {
			switch i := inline.(type) {
			case model.Image:
				if !inRuby {
					pending = append(pending, len(edges))
				}
				edges = append(edges, opening && !inRuby)
			case model.Span:
				walk(i.Inlines, inRuby)
			case model.Link:
				walk(i.Inlines, inRuby)
			case model.Ruby:
				pending, opening = nil, false
				walk(i.Base, true)
			case model.LineBreak:
				endLine()
			default:
				if !prose.IsBlank(prose.Run{Inline: inline}) {
					pending, opening = nil, false
				}
			}
		}
	}
	walk(inlines, false)
	endLine()
	return edges
}

// pictureNames knows what the pictures of a document are called: a name that
// was said before is not read again, but for small pictures.
type pictureNames struct {
	title string
	count map[string]int // by folded name
}

func namePictures(a *model.Article) pictureNames {
	names := pictureNames{title: measure.FoldTitle(a.Title), count: map[string]int{}}
	count := func(image model.Image) { names.count[measure.FoldTitle(image.Alt)]++ }
	model.Walk(&a.Document, func(block model.Block) {
		if figure, isFigure := block.(model.Figure); isFigure {
			for _, image := range figure.Images {
				count(image)
			}
		}
	}, func(inline model.Inline) {
		if image, isImage := inline.(model.Image); isImage {
			count(image)
		}
	})
	return names
}

// keepsName says that a picture in a line of text must be small to keep what it
// is called.
func (n pictureNames) keepsName(image model.Image) bool {
	folded := measure.FoldTitle(image.Alt)
	lost := folded == n.title || n.count[folded] > 1 || readhtml.IsPictureAddress(image.Alt)
	return image.Alt != "" && lost && !isNamedEmoji(image.Alt)
}

// isNamedEmoji says that a small picture with this name would be read as the
// name alone.
func isNamedEmoji(alt string) bool {
	return alt != "" && utf8.RuneCountInString(alt) <= 2 || strings.HasPrefix(alt, "[") && strings.HasSuffix(alt, "]")
}

// noteNumbers numbers the footnotes of a document, from 1, by their labels.
type noteNumbers struct {
	numbers map[string]int
	labels  []string
	shown   map[string]bool // there is a reference in the text
	written map[string]bool // the reference that the note leads back to is written
}

// numberNotes numbers the footnotes, and after them the references to none.
func numberNotes(d *model.Document) noteNumbers {
	n := noteNumbers{numbers: map[string]int{}, shown: map[string]bool{}, written: map[string]bool{}}
	add := func(label string) {
		if n.numbers[label] == 0 {
			n.labels = append(n.labels, label)
			n.numbers[label] = len(n.labels)
		}
	}
	for _, note := range d.Footnotes {
		add(note.Label)
	}
	model.Walk(d, func(model.Block) {}, func(inline model.Inline) {
		if reference, isReference := inline.(model.FootnoteReference); isReference {
			add(reference.Label)
			n.shown[reference.Label] = true
		}
	})
	return n
}

// reference gives the HTML of a reference, with its label as it is to be
// written.
func (n *noteNumbers) reference(label, written string) string {
	number, id := n.numbers[label], ""
	if !n.written[label] {
		n.written[label] = true
		id = fmt.Sprintf(` id="reference-%d"`, number)
	}
	return fmt.Sprintf(`<sup%s><a href="#note-%d" class="footnote-ref" role="doc-noteref">%s</a></sup>`, id, number, written)
}

// footnotes writes the notes, and those that are referred to but missing as
// empty ones. A note that nothing refers to gets a reference that is hidden.
func (w *htmlWriter) footnotes(notes []model.Footnote) {
	labels := w.notes.labels
	if len(labels) == 0 {
		return
	}
	w.b.WriteString("<section class=\"footnotes\" role=\"doc-endnotes\">\n")
	for _, note := range notes {
		if !w.notes.shown[note.Label] {
			w.b.WriteString("<p hidden>" + w.notes.reference(note.Label, w.text(note.Label)) + "</p>\n")
		}
	}
	w.b.WriteString("<hr>\n<ol>\n")
	blocks := map[string][]model.Block{}
	for _, note := range notes {
		blocks[note.Label] = append(blocks[note.Label], note.Blocks...)
	}
	for i, label := range labels {
		w.note(i+1, blocks[label])
	}
	w.b.WriteString("</ol>\n</section>\n")
}

// note writes a note with the way back to its reference at the end.
func (w *htmlWriter) note(number int, blocks []model.Block) {
	fmt.Fprintf(&w.b, `<li id="note-%d">`, number)
	back := fmt.Sprintf(`<a href="#reference-%d" class="footnote-backref" role="doc-backlink">↩</a>`, number)
	for i, block := range blocks {
		if paragraph, isParagraph := block.(model.Paragraph); isParagraph && i == len(blocks)-1 {
			w.element("p", func() {
				w.line(paragraph.Inlines)
				w.b.WriteString(" " + back)
			})
			back = ""
			break
		}
		w.block(block)
		w.b.WriteByte('\n')
	}
	if back != "" && len(blocks) > 0 {
		w.b.WriteString("<p>" + back + "</p>")
	}
	w.b.WriteString("</li>\n")
}
