package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/gate"
	"broadsheet/articles/html/dom"
	"broadsheet/model"
)

// shownLength counts the visible characters in a node, but no further than
// limit.
func shownLength(node *html.Node, limit int) int {
	length, visited := 0, 0
	var count func(node *html.Node)
	count = func(node *html.Node) {
		visited++
		if node.Type == html.TextNode {
			for _, r := range node.Data {
				if gate.WhiteSpace(r) == 0 {
					length++
				}
			}
		}
		for child := node.FirstChild; child != nil; child = child.NextSibling {
			if length >= limit || visited > 10*limit {
				length = max(length, limit) // so many empty elements are not small either
				return
			}
			if !neverShown(child.DataAtom) {
				count(child)
			}
		}
	}
	count(node)
	return min(length, limit)
}

// inlineElement reads an element that stands in a line of text. It says
// whether the element was one.
func (f *flow) inlineElement(node *html.Node, st style) bool {
	switch node.DataAtom {
	case atom.Br:
		f.line.LineBreak()
	case atom.Wbr:
		f.line.WordBreak(st.frame)
	case atom.Ruby:
		f.ruby(node, st)
	case atom.Q:
		f.quotation(node, st)
	case atom.A:
		f.link(node, styled(node, st))
	default:
		return f.inlineText(node, st)
	}
	return true
}

// inlineText reads an element that only styles the text in it.
func (f *flow) inlineText(node *html.Node, st style) bool {
	inner, isInline := inlineStyle(node, st)
	if !isInline {
		return false
	}
	inner = styled(node, inner)
	if isCaption(node) && !f.single && f.caption(node, inner) {
		return true
	}
	if node.DataAtom == atom.Sup && f.noteReference(node, st) {
		return true
	}
	f.children(node, inner)
	if inner.code && !st.code {
		f.line.EndCode()
	}
	return true
}

// inlineStyle says what an inline element makes of its text, and whether the
// element is an inline one.
func inlineStyle(node *html.Node, st style) (style, bool) {
	within := func(s model.Style) (style, bool) {
		st.frame = st.frame.Within(s)
		return st, true
	}
	switch node.DataAtom {
	case atom.B, atom.Strong:
		return within(model.Strong)
	case atom.I, atom.Em, atom.Cite, atom.Dfn, atom.Var:
		return within(model.Emphasis)
	case atom.S, atom.Strike, atom.Del:
		return within(model.Strikethrough)
	case atom.U, atom.Ins:
		return within(model.Underline)
	case atom.Mark:
		return within(model.Highlight)
	case atom.Sup:
		return within(model.Superscript)
	case atom.Sub:
		return within(model.Subscript)
	case atom.Kbd:
		return within(model.Keyboard)
	case atom.Code, atom.Tt, atom.Samp:
		st.code = true
		return st, true
	case atom.Span, atom.Font, atom.Abbr, atom.Acronym, atom.Small, atom.Big, atom.Time, atom.Data, atom.Bdi, atom.Bdo,
		atom.Label, atom.Nobr, atom.Output, atom.Picture, atom.Slot, atom.Blink:
		return st, true
	default: // elements that nobody knows are inline in a browser: <o:p>, <tag-name>
		return st, node.DataAtom == 0 && node.Namespace == ""
	}
}

// styled adds what the style attribute and its like say about the text.
func styled(node *html.Node, st style) style {
	if dom.Attribute(node, "cms-style") == "strong-Bold" { // of Sina's editor, on empty-looking <font>
		st.frame = st.frame.Within(model.Strong)
	}
	if node.DataAtom == atom.Div && dom.HasClass(node, "line-block", "lineblock", "verse", "poem", "poetry", "stanza") {
		st.indent = true
	}
	css := dom.Attribute(node, "style")
	if css == "" {
		return st
	}
	for declaration := range strings.SplitSeq(strings.ToLower(css), ";") {
		key, value, _ := strings.Cut(declaration, ":")
		value, _, _ = strings.Cut(value, "!")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		if value == "none" && strings.HasPrefix(key, "text-decoration") {
			st = undecorated(node, st)
		}
		st = st.declared(key, value)
	}
	return st
}

// undecorated takes away the line that an element has by its name. Those of the elements
// around it stay, as in a browser.
func undecorated(node *html.Node, st style) style {
	switch node.DataAtom {
	case atom.U, atom.Ins:
		st.frame = st.frame.Without(model.Underline)
	case atom.S, atom.Strike, atom.Del:
		st.frame = st.frame.Without(model.Strikethrough)
	default:
	}
	return st
}

// declared gives the style with a declaration of CSS added.
func (st style) declared(key, value string) style {
	within := func(s model.Style) { st.frame = st.frame.Within(s) }
	without := func(s model.Style) { st.frame = st.frame.Without(s) }
	switch key {
	case "font-weight":
		switch value {
		case "bold", "bolder", "600", "700", "800", "900":
			within(model.Strong)
		case "normal", "initial", "lighter", "100", "200", "300", "400", "500": // also on the <b> itself, as Google Docs writes it
			without(model.Strong)
		}
	case "font-style":
		switch {
		case value == "italic" || strings.HasPrefix(value, "oblique"):
			within(model.Emphasis)
		case value == "normal" || value == "initial":
			without(model.Emphasis)
		}
	case "vertical-align":
		switch value {
		case "super":
			within(model.Superscript)
		case "sub":
			within(model.Subscript)
		}
	case "text-decoration", "text-decoration-line":
		if strings.Contains(value, "line-through") {
			within(model.Strikethrough)
		}
		if strings.Contains(value, "underline") && st.frame.Link() == "" {
			within(model.Underline)
		}
	case "white-space":
		st.preserve = strings.HasPrefix(value, "pre") || value == "break-spaces"
		st.indent = st.preserve && value != "pre-line"
	}
	return st
}

// quotation reads a <q>, for which a browser writes the marks.
func (f *flow) quotation(node *html.Node, st style) {
	marks := [2]string{"“", "”"}
	if st.quotes%2 == 1 {
		marks = [2]string{"‘", "’"}
	}
	st.quotes++
	f.text(marks[0], st)
	f.children(node, styled(node, st))
	f.line.DropSpace()
	f.text(marks[1], st)
}

// link reads an <a>. A link that leads nowhere safe is its text.
func (f *flow) link(node *html.Node, st style) {
	if f.noteReference(node, st) {
		return
	}
	if !f.reader.notes.isBacklink(node) {
		st.frame = st.frame.Linked(gate.URL(dom.Attribute(node, "href")))
		f.children(node, st)
	}
}

// nodeText gives the text in a node, without what is never shown.
func nodeText(node *html.Node) string {
	var b strings.Builder
	var collect func(node *html.Node)
	collect = func(node *html.Node) {
		if node.Type == html.TextNode {
			b.WriteString(node.Data)
		}
		for child := node.FirstChild; child != nil; child = child.NextSibling {
			if !neverShown(child.DataAtom) {
				collect(child)
			}
		}
	}
	collect(node)
	return b.String()
}

// elements gives the elements that stand right in a node.
func elements(node *html.Node) []*html.Node {
	var found []*html.Node
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		if child.Type == html.ElementNode {
			found = append(found, child)
		}
	}
	return found
}
