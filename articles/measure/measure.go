// Package measure says of a document what the head of its article wants to know:
// how much there is to read, its first heading and sentence, its pictures.
package measure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/articles/gate"
	"broadsheet/model"
)

// maxSentence is the longest text that stands for a missing title, in
// characters.
const maxSentence = 60

// shortTitle is how many characters a line needs to be a title, if there is a
// longer one.
const shortTitle = 4

// Stats is what the head of an article may want to know of its body.
type Stats struct {
	Han           int      // Han characters
	Words         int      // words of other scripts
	FirstHeading  string   // the first heading's text, or ""
	FirstSentence string   // the first sentence, cut to a title's length, or ""
	Images        []string // the addresses of all pictures, in reading order, each once
}

// Document fills the stats of a document.
func Document(document *model.Document) Stats {
	var m measurer
	m.seen = map[string]bool{}
	m.blocks(document.Blocks)
	for _, note := range document.Footnotes {
		m.blocks(note.Blocks)
	}
	return m.stats
}

// measurer counts while it walks over a document.
type measurer struct {
	stats Stats
	seen  map[string]bool
	poor  bool // the first sentence makes a poor title; a better one is welcome
}

func (m *measurer) blocks(blocks []model.Block) {
	for _, block := range blocks {
		m.block(block)
	}
}

func (m *measurer) block(block model.Block) {
	switch b := block.(type) {
	case model.Heading:
		m.inlines(b.Inlines)
		if m.stats.FirstHeading == "" {
			m.stats.FirstHeading = gate.Clean(model.InlineText(b.Inlines))
		}
	case model.Paragraph:
		m.paragraph(b.Inlines)
	case model.CodeBlock:
		m.count(b.Text)
	case model.List:
		for _, item := range b.Items {
			m.blocks(item.Blocks)
		}
	case model.Quote:
		m.blocks(b.Blocks)
	case model.Table:
		m.inlines(b.Caption)
		for _, row := range b.Rows {
			for _, cell := range row.Cells {
				m.blocks(cell.Blocks)
			}
		}
	case model.Figure:
		for _, image := range b.Images {
			m.image(image)
		}
		m.inlines(b.Caption)
	case model.DefinitionList:
		for _, item := range b.Items {
			for _, term := range item.Terms {
				m.inlines(term)
			}
			for _, description := range item.Descriptions {
				m.blocks(description)
			}
		}
	case model.Details:
		m.inlines(b.Summary)
		m.blocks(b.Blocks)
	case model.Rule:
	}
}

func (m *measurer) paragraph(inlines []model.Inline) {
	m.inlines(inlines)
	if m.stats.FirstSentence != "" && !m.poor {
		return
	}
	for line := range strings.SplitSeq(model.InlineText(inlines), "\n") {
		sentence, poor := firstSentence(line)
		if sentence != "" && (m.stats.FirstSentence == "" || !poor) {
			m.stats.FirstSentence, m.poor = sentence, poor
		}
		if !poor {
			return
		}
	}
}

func (m *measurer) inlines(inlines []model.Inline) {
	m.count(model.InlineText(inlines))
	model.WalkInlines(inlines, func(inline model.Inline) {
		if image, isImage := inline.(model.Image); isImage {
			m.image(image)
		}
	})
}

func (m *measurer) image(image model.Image) {
	if image.URL != "" && !m.seen[image.URL] {
		m.seen[image.URL] = true
		m.stats.Images = append(m.stats.Images, image.URL)
	}
}

// count adds the Han characters and the words of a text.
func (m *measurer) count(text string) {
	inWord := false
	for _, r := range text {
		han := r >= 0x2E80 && unicode.Is(unicode.Han, r)
		letter := !han && (unicode.IsLetter(r) || unicode.IsDigit(r) || inWord && (r == '\'' || r == '’' || r == '-' || unicode.Is(unicode.M, r)))
		if han {
			m.stats.Han++
		}
		if letter && !inWord {
			m.stats.Words++
		}
		inWord = letter
	}
}

// firstSentence gives the first sentence of a line, without its end mark where
// that is a full stop, and cut where it is too long for a title. It is a poor
// title if it only names a source or is no more than a number.
func firstSentence(line string) (sentence string, poor bool) {
	line = gate.Clean(line)
	for _, label := range []string{"来源：", "作者：", "记者：", "编辑：", "时间：", "来源:", "作者:"} {
		poor = poor || strings.HasPrefix(line, label)
	}
	line = strings.TrimPrefix(line, "原标题：")
	poor = poor || utf8.RuneCountInString(line) < shortTitle || !strings.ContainsFunc(line, unicode.IsLetter)
	return cutSentence(line), poor
}

func cutSentence(line string) string {
	count := 0
	for i, r := range line {
		rest := line[i+utf8.RuneLen(r):]
		switch {
		case r == '。':
			return line[:i]
		case r == '！', r == '？':
			return line[:i] + string(r)
		case (r == '.' || r == '!' || r == '?') && strings.HasPrefix(rest, " ") && i > 20:
			return strings.TrimSuffix(line[:i+1], ".")
		}
		if count++; count > maxSentence {
			return cutAtWord(line[:i]) + "…"
		}
	}
	return strings.TrimSuffix(line, ".")
}

// cutAtWord gives a text without the word at its end that was cut through.
func cutAtWord(text string) string {
	if at := strings.LastIndexAny(text, " ，、：；,;:"); at > len(text)/2 {
		return strings.TrimRight(text[:at], " ")
	}
	return text
}

// HasText says that there are words to read, not only pictures.
func HasText(blocks []model.Block) bool {
	for _, block := range blocks {
		if stats := Document(&model.Document{Blocks: []model.Block{block}}); stats.Han+stats.Words > 0 {
			return true
		}
	}
	return false
}
