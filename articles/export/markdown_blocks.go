package export

import (
	"context"
	"strconv"
	"strings"

	"broadsheet/articles/gate"
	"broadsheet/articles/html"
	"broadsheet/model"
)

// markdownWriter writes blocks and inlines as the Markdown that parseMarkdown
// reads back to them.
type markdownWriter struct {
	html       *htmlWriter
	plain      bool // something was written that is not HTML
	htmlNotes  bool // footnotes are written as HTML
	noteInHTML bool // there was a reference in HTML
	inItem     bool // of a list, or in a note: a line of blanks loses them
}

func newMarkdownWriter(ctx context.Context, a *model.Article, htmlNotes bool) *markdownWriter {
	m := &markdownWriter{html: newHTMLWriter(ctx, a), htmlNotes: htmlNotes}
	m.html.inMarkdown = true
	return m
}

// blocks gives blocks with a blank line between them. Lists that follow each
// other have different marks, so that they stay two.
func (m *markdownWriter) blocks(blocks []model.Block) string {
	parts := make([]string, 0, len(blocks))
	alternate := false
	for i, block := range blocks {
		if m.html.ctx.Err() != nil {
			break
		}
		list, isList := block.(model.List)
		if i > 0 && isList {
			before, follows := blocks[i-1].(model.List)
			alternate = follows && before.Ordered == list.Ordered && !alternate
		}
		if isList {
			parts = append(parts, m.list(list, alternate))
		} else {
			parts = append(parts, m.block(block))
		}
	}
	return strings.Join(parts, "\n\n")
}

func (m *markdownWriter) block(block model.Block) string {
	plain := m.plain
	m.plain = true
	switch b := block.(type) {
	case model.Heading:
		return m.heading(b)
	case model.Paragraph:
		return m.paragraph(b)
	case model.CodeBlock:
		if spoiled := hasEscapedBrace(b.Text) || m.inItem && hasBlankLine(b.Text); !spoiled {
			return fenced(b)
		}
	case model.Quote:
		return prefixed(m.blocks(b.Blocks), "> ", "> ")
	case model.Table:
		if isGridTable(b) {
			return m.table(b)
		}
	case model.Figure:
		if text, possible := m.figure(b); possible {
			return text
		}
	case model.Rule:
		return "---"
	case model.List, model.DefinitionList, model.Details: // lists are written by list; the others Markdown has not
	}
	m.plain = plain
	return m.inHTML(block)
}

// inHTML gives a block as HTML, which no blank line is in.
func (m *markdownWriter) inHTML(block model.Block) string {
	model.Walk(&model.Document{Blocks: []model.Block{block}}, func(model.Block) {}, func(inline model.Inline) {
		if _, isReference := inline.(model.FootnoteReference); isReference {
			m.noteInHTML = true
		}
	})
	m.html.b.Reset()
	m.html.block(block)
	return m.html.b.String()
}

// prefixed sets a text behind what begins its first line, and the others.
func prefixed(text, first, rest string) string {
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		prefix := rest
		if i == 0 {
			prefix = first
		} else {
			b.WriteByte('\n')
		}
		if line == "" {
			prefix = strings.TrimRight(prefix, " ")
		}
		b.WriteString(prefix + line)
	}
	return b.String()
}

func (m *markdownWriter) heading(heading model.Heading) string {
	text := m.inlines(heading.Inlines, place{oneLine: true, pictures: edgePictures(heading.Inlines)})
	if ending := strings.TrimRight(text, "#"); len(ending) < len(text) {
		text = ending + `\` + text[len(ending):] // "#" at the end is no part of a heading
	}
	return strings.Repeat("#", max(1, min(heading.Level, 6))) + " " + text
}

func (m *markdownWriter) paragraph(paragraph model.Paragraph) string {
	return m.inlines(paragraph.Inlines, place{lineStart: true, pictures: edgePictures(paragraph.Inlines)})
}

// fenced gives code between fences longer than any in it.
func fenced(block model.CodeBlock) string {
	fence := strings.Repeat("`", max(3, longestRun(block.Text, '`')+1))
	return fence + block.Language + "\n" + block.Text + "\n" + fence
}

// hasEscapedBrace says that a text holds what is read as a brace, or as Hugo's way to
// write one, before any Markdown is, and so has to be HTML, where "&" can be escaped.
func hasEscapedBrace(text string) bool {
	return strings.Contains(text, "&#123;") || strings.Contains(text, "&#125;") || strings.Contains(text, "{{</*") || strings.Contains(text, "{{%/*")
}

// hasBlankLine says that a line of a text is nothing but blanks.
func hasBlankLine(text string) bool {
	for line := range strings.Lines(text) {
		if line != "\n" && gate.IsBlank(line) {
			return true
		}
	}
	return false
}

// longestRun gives the length of the longest run of a character.
func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// figure gives pictures without a caption, or with one that is only the
// picture's link.
func (m *markdownWriter) figure(figure model.Figure) (text string, possible bool) {
	var parts []string
	for _, image := range figure.Images {
		text, possible := markdownImage(image)
		if !possible {
			return "", false
		}
		parts = append(parts, text)
	}
	if len(figure.Caption) == 0 {
		return strings.Join(parts, " "), len(parts) > 0
	}
	if link, linked := figure.Caption[0].(model.Link); linked && len(parts) == 1 && html.LacksCaption(figure) && len(figure.Caption) == 1 &&
		len(link.Inlines) == 1 && !html.IsPictureAddress(link.URL) && figure.Images[0].Alt != "" {
		if _, isText := link.Inlines[0].(model.Text); isText {
			destination, possible := destination(link.URL)
			return "[" + parts[0] + "](" + destination + ")", possible
		}
	}
	return "", false
}

// list gives a list; an alternate one has other marks than the one before it.
func (m *markdownWriter) list(list model.List, alternate bool) string {
	spaced, possible := listSpacing(list)
	if !possible {
		return m.inHTML(list)
	}
	m.plain = true
	var b strings.Builder
	for i, item := range list.Items {
		if m.html.ctx.Err() != nil {
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		if i > 0 && spaced {
			b.WriteByte('\n')
		}
		mark := listMark(list, i, alternate)
		b.WriteString(prefixed(m.item(item, spaced, mark), mark, strings.Repeat(" ", len(mark))))
	}
	return b.String()
}

func listMark(list model.List, number int, alternate bool) string {
	switch {
	case list.Ordered && alternate:
		return strconv.Itoa(min(list.Start+number, 999_999_999)) + ") "
	case list.Ordered:
		return strconv.Itoa(min(list.Start+number, 999_999_999)) + ". "
	case alternate:
		return "* "
	}
	return "- "
}

// item gives a list item without its mark.
func (m *markdownWriter) item(item model.ListItem, spaced bool, mark string) string {
	inItem := m.inItem
	m.inItem = true
	defer func() { m.inItem = inItem }()
	box := map[model.Task]string{model.OpenTask: "[ ] ", model.DoneTask: "[x] "}[item.Task]
	blocks := item.Blocks
	if _, begins := item.Blocks[0].(model.Rule); begins { // "- ---" is a rule, not an item
		blocks = blocks[1:]
		if len(blocks) == 0 {
			return "___"
		}
		return "___\n\n" + m.blocks(blocks)
	}
	if spaced {
		return box + m.blocks(blocks)
	}
	parts := make([]string, 0, len(blocks))
	for _, block := range blocks { // a tight list has one list at most below an item's text
		if list, isList := block.(model.List); isList {
			parts = append(parts, m.list(list, strings.HasPrefix(mark, "* ")))
		} else {
			parts = append(parts, m.block(block))
		}
	}
	return box + strings.Join(parts, "\n")
}

// listSpacing says whether blank lines stand between the items of a list, and
// whether Markdown can say the list at all.
func listSpacing(list model.List) (spaced, possible bool) {
	if list.Ordered && (list.Start < 0 || list.Start > 999_999_999 || list.Reversed || list.Numbering != model.Decimal) {
		return false, false
	}
	several, compact := len(list.Items) > 1, true
	for _, item := range list.Items {
		if len(item.Blocks) == 0 || list.Ordered && item.Skip != 0 {
			return false, false
		}
		if _, isParagraph := item.Blocks[0].(model.Paragraph); !isParagraph && item.Task != model.NoTask {
			return false, false
		}
		several = several || len(item.Blocks) > 1
		compact = compact && isCompact(item)
	}
	if list.Tight {
		return false, compact
	}
	return true, several
}

// isCompact says that the blocks of an item can stand without blank lines
// between them: a paragraph, or that and a list which may follow it.
func isCompact(item model.ListItem) bool {
	if len(item.Blocks) == 1 {
		return true
	}
	_, isParagraph := item.Blocks[0].(model.Paragraph)
	list, isList := item.Blocks[1].(model.List)
	if !isParagraph || !isList || len(item.Blocks) > 2 || list.Ordered && list.Start != 1 {
		return false
	}
	_, possible := listSpacing(list)
	return possible
}
