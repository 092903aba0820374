package mend

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
)

const (
	// maxScriptless is how many bytes of <noscript> are parsed in a page.
	maxScriptless = 512 << 10
	// minScriptless is how much text a <noscript> has, in characters, that is an article
	// and not a word about scripts.
	minScriptless = 60
)

// shadow puts what stands in a declarative shadow root into its host, with the host's
// own content in its slots. It gives the node to go on with.
func (m *mender) shadow(template *html.Node) (next *html.Node) {
	next = template.NextSibling
	host := template.Parent
	if host == nil || !dom.HasAttribute(template, "shadowrootmode") && !dom.HasAttribute(template, "shadowroot") {
		return next
	}
	remove(template)
	light := newElement(atom.Div)
	moveChildren(host, light)
	moveChildren(template, host)
	var slots []*html.Node
	for node := range host.Descendants() {
		if node.DataAtom == atom.Slot {
			slots = append(slots, node)
		}
	}
	for _, slot := range slots {
		fillSlot(slot, light)
	}
	return host.FirstChild
}

// fillSlot moves what a host has for a slot into it, in the place of what it has itself.
func fillSlot(slot, light *html.Node) {
	name := dom.Attribute(slot, "name")
	filled := false
	for child := light.FirstChild; child != nil; {
		next := child.NextSibling
		if dom.Attribute(child, "slot") == name && (child.Type == html.ElementNode || name == "" && child.Type == html.TextNode) {
			if !filled && (child.Type == html.ElementNode || !isBlank(child.Data)) {
				filled = true
				for slot.FirstChild != nil {
					slot.RemoveChild(slot.FirstChild)
				}
			}
			light.RemoveChild(child)
			slot.AppendChild(child)
		}
		child = next
	}
}

// scriptless puts the text of a <noscript> in its place where it is a part of the
// article that a script would have shown. It gives the node to go on with.
func (m *mender) scriptless(node *html.Node) (next *html.Node) {
	next = node.NextSibling
	source, _ := textUpTo(node, maxScriptless)
	if len(source) < minScriptless || len(source) > m.scripts || !strings.Contains(source, "<p") && !strings.Contains(source, "<div") {
		return next
	}
	m.scripts -= len(source)
	parsed := first(m.parse(source), atom.Body)
	if parsed == nil {
		return next
	}
	text, whole := textUpTo(parsed, 2000)
	if runes(text) < minScriptless || whole && isAboutScripts(text) || m.isSaid(text) {
		return next
	}
	shown := newElement(atom.Div)
	moveChildren(parsed, shown)
	replace(node, shown)
	return shown
}

// isAboutScripts says that a text asks for scripts.
func isAboutScripts(text string) bool {
	const most = 400 // characters of such a text
	folded := strings.ToLower(text)
	return runes(text) < most && (strings.Contains(folded, "javascript") || strings.Contains(folded, "scripts") || strings.Contains(folded, "脚本"))
}

// isSaid says that a page shows the beginning of a text already.
func (m *mender) isSaid(text string) bool {
	const most = 40 // bytes that are looked for
	begins := strings.Join(strings.Fields(text), " ")
	if line, _, several := strings.Cut(strings.TrimSpace(text), "\n"); several {
		begins = strings.TrimSpace(line)
	}
	begins = strings.ToValidUTF8(begins[:min(len(begins), most)], "")
	for node := range m.root.Descendants() {
		if node.Type == html.TextNode && node.Parent.DataAtom != atom.Noscript && node.Parent.DataAtom != atom.Script &&
			strings.Contains(node.Data, begins) {
			return true
		}
	}
	return false
}

// shownTextarea makes preformatted text of a <textarea> that is there to be read.
func shownTextarea(node *html.Node) {
	if !dom.HasAttribute(node, "readonly") && !dom.HasAttribute(node, "disabled") {
		return
	}
	if text, whole := textUpTo(node, 200); text != "" || !whole {
		rename(node, atom.Pre)
	}
}

// mendDisplay makes a part of a line of what a style says is one, and sets apart what
// it says is none.
func mendDisplay(node *html.Node) {
	display := declared(node, "display")
	if display == "" || node.Parent == nil {
		return
	}
	switch node.DataAtom {
	case atom.Div, atom.P, atom.Section, atom.Article:
		if display == "inline" {
			rename(node, atom.Span)
		}
	case atom.Span, atom.Strong, atom.B, atom.Em, atom.I, atom.A, atom.Small, atom.Label, atom.Font, atom.U, atom.Time:
		switch display {
		case "block", "flex", "grid", "list-item", "table", "flow-root":
			wrap(node, atom.Div)
		}
	default: // what a browser shows as it is by itself
	}
}
