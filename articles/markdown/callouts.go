package markdown

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// callout makes a titled quote of a quote that begins with [!NOTE], as GitHub and
// Obsidian write them. What follows in that line is its title, or else its kind.
func (m *mending) callout(quote *ast.Blockquote) {
	paragraph, isParagraph := quote.FirstChild().(*ast.Paragraph)
	if !isParagraph || paragraph.Lines().Len() == 0 {
		return
	}
	line := paragraph.Lines().At(0)
	kind, length := calloutKind(line.Value(m.source))
	if kind == "" {
		return
	}
	strong := ast.NewEmphasis(2)
	m.moveTitle(paragraph, strong, line.Start+length)
	if !strong.HasChildren() {
		strong.AppendChild(strong, ast.NewString([]byte(kind)))
	}
	title := ast.NewParagraph()
	title.AppendChild(title, strong)
	quote.InsertBefore(quote, paragraph, title)
	if !paragraph.HasChildren() {
		quote.RemoveChild(quote, paragraph)
	}
}

// calloutKind gives what a line that begins with [!note] calls its callout, for a reader,
// and how long that mark is; "" where it does not.
func calloutKind(line []byte) (kind string, length int) {
	if !bytes.HasPrefix(line, []byte("[!")) {
		return "", 0
	}
	end := bytes.IndexByte(line, ']')
	if end < len("[!x") {
		return "", 0
	}
	name := string(line[len("[!"):end])
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '_' }) {
		return "", 0
	}
	length = end + 1
	if length < len(line) && (line[length] == '+' || line[length] == '-') { // whether Obsidian folds it
		length++
	}
	name = strings.NewReplacer("-", " ", "_", " ").Replace(strings.ToLower(name))
	first := []rune(name)
	first[0] = unicode.ToUpper(first[0])
	return string(first), length
}

// moveTitle takes a mark that ends at an offset out of a paragraph, and moves what follows
// it in the same line.
func (m *mending) moveTitle(from, to ast.Node, markEnd int) {
	for node := from.FirstChild(); node != nil; {
		next := node.NextSibling()
		inline, isText := node.(*ast.Text)
		ends := isText && (inline.SoftLineBreak() || inline.HardLineBreak())
		if isText && inline.Segment.Start < markEnd {
			inline.Segment.Start = min(markEnd, inline.Segment.Stop)
		}
		if isText {
			inline.SetSoftLineBreak(false)
			inline.SetHardLineBreak(false)
		}
		from.RemoveChild(from, node)
		if !isText || len(bytes.TrimSpace(inline.Segment.Value(m.source))) > 0 {
			to.AppendChild(to, node)
		}
		if ends {
			return
		}
		node = next
	}
}
