package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"broadsheet/articles/html"
)

// kin is what Markdown's kin have besides: callouts of GitHub and Obsidian, [[links]],
// ==marks== and :emoji:. What stands in angle brackets and is no element stays.
type kin struct{}

// maxKin is how many marks and emoji a body may have; further ones stay as they are
// written.
const maxKin = 20_000

// Extend adds the extension to a goldmark.
func (kin) Extend(markdown goldmark.Markdown) {
	left := maxKin
	markdown.Parser().AddOptions(
		parser.WithInlineParsers(
			util.Prioritized(wikiLinks{}, 150), // before links, which have 200
			util.Prioritized(cjkDelimiters{marks{&left}}, 500),
			util.Prioritized(emoji{&left}, 500),
		),
		parser.WithASTTransformers(util.Prioritized(mender{}, 500)),
	)
	markdown.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(marks{&left}, 500)))
}

// mender changes what goldmark has read where authors mean something else.
type mender struct{}

// Transform walks over a tree once.
func (mender) Transform(document *ast.Document, reader text.Reader, _ parser.Context) {
	m := mending{source: reader.Source()}
	_ = ast.Walk(document, func(node ast.Node, entering bool) (ast.WalkStatus, error) { // it fails where the function does
		if entering {
			switch node.(type) {
			case *ast.Blockquote, *ast.RawHTML, *ast.HTMLBlock, *ast.CodeBlock, *ast.FencedCodeBlock:
				m.nodes = append(m.nodes, node)
			}
		}
		return ast.WalkContinue, nil
	})
	for _, node := range m.nodes { // a walk does not like it if the tree changes
		switch n := node.(type) {
		case *ast.Blockquote:
			m.callout(n)
		case *ast.RawHTML:
			m.angles(n)
		case *ast.HTMLBlock:
			m.block(n)
		case *ast.CodeBlock:
			m.indented(n)
		case *ast.FencedCodeBlock:
			m.language(n)
		}
	}
}

// mending is one walk over a tree.
type mending struct {
	source []byte
	nodes  []ast.Node
	open   int                 // elements of HTML that are open, of those that hold blocks
	closed map[string]struct{} // names of the elements that are closed anywhere in the source; nil: not looked for yet
}

// angles makes text of what only looks like a tag, as in vector<string>.
func (m *mending) angles(node *ast.RawHTML) {
	if !m.isPlaceholder(node.Segments.Value(m.source), node.Segments.At(0).Start) {
		return
	}
	parent := node.Parent()
	for i := range node.Segments.Len() {
		parent.InsertBefore(parent, node, ast.NewTextSegment(node.Segments.At(i)))
	}
	parent.RemoveChild(parent, node)
}

// isPlaceholder says that a tag which begins at an offset is meant to be read: it is not
// the name of an element, or stands right at a word as the parameter of a type does, is
// closed nowhere, and has no attribute with a value.
func (m *mending) isPlaceholder(tag []byte, at int) bool {
	name := tagName(tag)
	if name == "" || bytes.ContainsAny(tag, "=/") {
		return false
	}
	known := html.IsElement(name) || name == strings.ToUpper(name) && html.IsElement(strings.ToLower(name))
	if known {
		if isOptional(strings.ToLower(name)) || at == 0 || !isWordByte(m.source[at-1]) {
			return false
		}
	}
	if m.closed == nil {
		m.closed = closedNames(m.source)
	}
	_, closed := m.closed[name]
	return !closed
}

// tagName gives the name of the opening tag that s begins with, as it is written.
func tagName(s []byte) string {
	if len(s) == 0 || s[0] != '<' {
		return ""
	}
	end := 1
	for end < len(s) && (isWordByte(s[end]) && s[end] != '_' || s[end] == '-') {
		end++
	}
	return string(s[1:end])
}

func isWordByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_'
}

// isOptional says that an element is often not closed, rightly so.
func isOptional(name string) bool {
	switch name {
	case "br", "img", "hr", "input", "wbr", "source", "track", "embed", "col", "area", "base", "link", "meta", "param",
		"p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "optgroup", "rt", "rp", "html", "head", "body":
		return true
	}
	return false
}

// closedNames gives the names of all closing tags.
func closedNames(source []byte) map[string]struct{} {
	names := map[string]struct{}{}
	for {
		at := bytes.Index(source, []byte("</"))
		if at < 0 {
			return names
		}
		source = source[at+1:]
		name := tagName(append([]byte{'<'}, source[1:min(len(source), maxTagName)]...))
		names[name] = struct{}{}
	}
}

// maxTagName is the longest name of an element that is looked for.
const maxTagName = 64

// block counts which elements a block of HTML leaves open. One that is nothing but a
// placeholder, as <your name>, is a paragraph.
func (m *mending) block(node *ast.HTMLBlock) {
	lines := node.Lines()
	if lines.Len() == 0 {
		return
	}
	first := lines.At(0)
	line := bytes.TrimLeft(first.Value(m.source), " ")
	if node.HTMLBlockType == ast.HTMLBlockType7 && m.isPlaceholder(bytes.TrimSpace(line), 0) {
		paragraph := ast.NewParagraph()
		for i := range lines.Len() {
			line := lines.At(i)
			inline := ast.NewTextSegment(line.TrimRightSpace(m.source))
			inline.SetSoftLineBreak(true)
			paragraph.AppendChild(paragraph, inline)
		}
		node.Parent().ReplaceChild(node.Parent(), node, paragraph)
		return
	}
	m.count(lines.Value(m.source))
}

// count adds the elements that a piece of HTML opens, and takes off those it closes.
func (m *mending) count(source []byte) {
	for {
		at := bytes.IndexByte(source, '<')
		if at < 0 {
			return
		}
		source = source[at:]
		if bytes.HasPrefix(source, []byte("</")) {
			source = source[1:]
			if holdsBlocks(tagName(append([]byte{'<'}, source[1:min(len(source), maxTagName)]...))) {
				m.open = max(0, m.open-1)
			}
		} else if holdsBlocks(tagName(source[:min(len(source), maxTagName)])) {
			m.open++
		}
		source = source[1:]
	}
}

// holdsBlocks lists the elements in which authors of HTML indent others.
func holdsBlocks(name string) bool {
	switch strings.ToLower(name) {
	case "div", "center", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "details", "section", "article", "main", "aside",
		"ul", "ol", "li", "dl", "dd", "figure", "blockquote", "picture", "video", "audio", "form", "header", "footer", "nav":
		return true
	}
	return false
}

// indented makes HTML of what goldmark takes for code in an element of HTML because it is
// indented: its author indented HTML.
func (m *mending) indented(node *ast.CodeBlock) {
	if m.open == 0 || node.Lines().Len() == 0 {
		return
	}
	first := node.Lines().At(0)
	line := bytes.TrimLeft(first.Value(m.source), " \t")
	line = bytes.TrimPrefix(line, []byte("<"))
	name := tagName(append([]byte{'<'}, bytes.TrimPrefix(line, []byte("/"))...))
	if len(line) == 0 || first.Value(m.source)[0] == '\n' || name == "" || !html.IsElement(strings.ToLower(name)) || !bytes.ContainsRune(line, '>') {
		return
	}
	block := ast.NewHTMLBlock(ast.HTMLBlockType6)
	block.SetLines(node.Lines())
	node.Parent().ReplaceChild(node.Parent(), node, block)
	m.count(block.Lines().Value(m.source))
}

// language leaves of what is said of a block of code the language alone: "go" of
// "go {hl_lines=[1]}", "js{1,3}", "js:app.js" and "{.go .numberLines}".
func (m *mending) language(node *ast.FencedCodeBlock) {
	if node.Info == nil {
		return
	}
	segment := node.Info.Segment
	info := segment.Value(m.source)
	start := len(info) - len(bytes.TrimLeft(info, "{. "))
	end := start
	for end < len(info) && bytes.IndexByte([]byte(" \t{},:;[("), info[end]) < 0 {
		end++
	}
	if start < end {
		node.Info = ast.NewTextSegment(text.NewSegment(segment.Start+start, segment.Start+end))
	}
}
