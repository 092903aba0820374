package html

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/gate"
	"broadsheet/articles/prose"
	"broadsheet/model"
)

// rubyReader pairs characters with their readings, which may follow one by one
// or all together.
type rubyReader struct {
	flow  *flow
	st    style
	base  *flow            // what is being read as a base
	bases [][]model.Inline // those that have no reading yet
}

// ruby reads characters with their readings.
func (f *flow) ruby(node *html.Node, st style) {
	r := rubyReader{flow: f, st: st, base: &flow{reader: f.reader, single: true}}
	plain := st
	plain.frame = nil // the whole ruby is in its frame
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		switch child.DataAtom {
		case atom.Rp: // brackets, for who cannot show ruby
		case atom.Rt:
			r.annotate(child)
		case atom.Rtc:
			for reading := child.FirstChild; reading != nil; reading = reading.NextSibling {
				r.annotate(reading)
			}
		case atom.Rb:
			r.endBase()
			r.base.children(child, plain)
			r.endBase()
		default:
			r.base.children(wrapNode(child), plain)
		}
	}
	r.endBase()
	for _, unread := range r.bases { // what has no reading is plain text
		for _, inline := range unread {
			f.inline(inline, st)
		}
	}
}

func (r *rubyReader) endBase() {
	if inlines := prose.Nest(r.base.line.Take(), 0); len(inlines) > 0 {
		r.bases = append(r.bases, inlines)
	}
}

// annotate gives the first base without a reading the one that is in a node.
func (r *rubyReader) annotate(node *html.Node) {
	r.endBase()
	reading := gate.Clean(nodeText(node))
	if reading == "" {
		return
	}
	if len(r.bases) == 0 { // a reading of nothing is still text
		r.flow.text("（"+reading+"）", r.st)
		return
	}
	r.flow.inline(model.Ruby{Base: r.bases[0], Reading: reading}, r.st)
	r.bases = r.bases[1:]
}

// wrapNode gives a node that holds a single part of another, which stays in its tree.
func wrapNode(part *html.Node) *html.Node {
	single := *part
	single.NextSibling, single.PrevSibling, single.Parent = nil, nil, nil
	return &html.Node{Type: html.ElementNode, Data: "mrow", FirstChild: &single, LastChild: &single}
}
