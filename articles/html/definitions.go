package html

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/gate"
	"broadsheet/model"
)

// definitions reads a <dl>, whose groups may each be in a <div>.
func (f *flow) definitions(node *html.Node, st style) {
	if !definesOnly(node) {
		f.children(node, st)
		return
	}
	d := definitionReader{reader: f.reader, st: st, described: true}
	d.read(node)
	if len(d.items) > 0 {
		f.add(model.DefinitionList{Items: d.items})
	}
}

// definesOnly says that a <dl> holds nothing but terms and descriptions.
func definesOnly(list *html.Node) bool {
	for child := list.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == html.TextNode && gate.IsBlank(child.Data), child.Type == html.CommentNode:
		case child.DataAtom == atom.Dt, child.DataAtom == atom.Dd, child.DataAtom == atom.Script, child.DataAtom == atom.Template:
		case child.DataAtom == atom.Div && list.DataAtom == atom.Dl && definesOnly(child):
		default:
			return false
		}
	}
	return true
}

// definitionReader collects terms and their descriptions.
type definitionReader struct {
	reader    *reader
	st        style
	items     []model.Definition
	described bool // the last item has a description, so a term begins a new one
}

func (d *definitionReader) read(node *html.Node) {
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		if child.Type != html.ElementNode || d.reader.drops(child) || d.reader.notes.isNote(child) {
			continue
		}
		switch child.DataAtom {
		case atom.Dt:
			d.term(d.reader.inlines(child, styled(child, d.st)))
		case atom.Dd:
			d.description(d.reader.inner(child, styled(child, d.st)))
		default:
			d.read(child)
		}
	}
}

func (d *definitionReader) term(inlines []model.Inline) {
	if len(inlines) == 0 {
		return
	}
	if d.described {
		d.items, d.described = append(d.items, model.Definition{}), false
	}
	last := &d.items[len(d.items)-1]
	last.Terms = append(last.Terms, inlines)
}

func (d *definitionReader) description(blocks []model.Block) {
	if len(blocks) == 0 {
		return
	}
	if len(d.items) == 0 {
		d.items = append(d.items, model.Definition{})
	}
	last := &d.items[len(d.items)-1]
	last.Descriptions = append(last.Descriptions, blocks)
	d.described = true
}
