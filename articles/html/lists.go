package html

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/gate"
	"broadsheet/model"
)

const (
	// maxListStart bounds the first number of a list, so that counting on from
	// it cannot overflow.
	maxListStart = 1_000_000_000
	// longItem is how many characters make a list of paragraphs better set with
	// blank lines between its items.
	longItem = 120
)

// list reads a <ul> or <ol>.
func (f *flow) list(node *html.Node, st style) {
	reader := listReader{reader: f.reader, st: st}
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		reader.child(child)
	}
	reader.endStray()
	ordered := node.DataAtom == atom.Ol
	start := 1
	if n, ok := number(node, "start"); ok && ordered {
		start = n
	} else if first := reader.first; first != nil && ordered {
		if n, ok := number(first, "value"); ok {
			start = n
		}
	}
	f.addList(&reader, ordered, start)
}

// bareItems reads list items that stand in no list: the given one and those
// that follow it. It gives the last node that it read.
func (f *flow) bareItems(item *html.Node, st style) *html.Node {
	if f.single || f.reader.full() {
		f.element(item, st)
		return item
	}
	reader := listReader{reader: f.reader, st: st}
	last := item
	for at := item; at != nil; at = at.NextSibling {
		switch {
		case at.DataAtom == atom.Li:
			reader.child(at)
			last = at
		case at.Type == html.CommentNode, at.Type == html.TextNode && gate.IsBlank(at.Data), at.DataAtom == atom.Br:
		default:
			f.addList(&reader, false, 1)
			return last
		}
	}
	f.addList(&reader, false, 1)
	return last
}

func (f *flow) addList(reader *listReader, ordered bool, start int) {
	f.flush()
	f.blocks = append(f.blocks, reader.before...)
	if len(reader.items) == 0 {
		return
	}
	f.add(model.List{
		Ordered: ordered,
		Start:   max(-maxListStart, min(start, maxListStart)),
		Tight:   !reader.loose && (!reader.paragraphs || !reader.long),
		Items:   reader.items,
	})
}

// listReader collects the items of a list.
type listReader struct {
	reader *reader
	st     style
	items  []model.ListItem
	before []model.Block // what stands in the list before its first item
	first  *html.Node    // the first item
	stray  *flow         // what stands in the list, but in no item

	loose      bool // an item has several paragraphs
	paragraphs bool // an item has a <p>
	long       bool // an item is long
}

func (l *listReader) child(node *html.Node) {
	switch {
	case node.Type == html.TextNode && (l.stray != nil || !gate.IsBlank(node.Data)):
		l.openStray().text(node.Data, l.st)
	case node.Type != html.ElementNode:
	case node.DataAtom == atom.Li:
		l.endStray()
		if !l.reader.drops(node) && !l.reader.notes.isNote(node) {
			l.item(node)
		}
	default:
		l.openStray().element(node, l.st)
	}
}

func (l *listReader) openStray() *flow {
	if l.stray == nil {
		l.stray = l.reader.newFlow()
		l.reader.containers++
	}
	return l.stray
}

// endStray gives what stood between two items to the first of them.
func (l *listReader) endStray() {
	if l.stray == nil {
		return
	}
	l.reader.containers--
	blocks := l.stray.finish()
	l.stray = nil
	if len(l.items) == 0 {
		l.before = append(l.before, blocks...)
		return
	}
	last := &l.items[len(l.items)-1]
	last.Blocks = append(last.Blocks, blocks...)
}

func (l *listReader) item(node *html.Node) {
	item := model.ListItem{Task: task(node), Blocks: l.reader.inner(node, styled(node, l.st))}
	if len(item.Blocks) == 0 && item.Task == model.NoTask {
		return
	}
	if l.first == nil {
		l.first = node
	}
	l.items = append(l.items, item)
	others := 0
	for _, block := range item.Blocks {
		if _, nested := block.(model.List); !nested {
			others++
		}
	}
	l.loose = l.loose || others > 1
	l.long = l.long || shownLength(node, longItem) >= longItem
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		l.paragraphs = l.paragraphs || child.DataAtom == atom.P
	}
}

// task says whether the first thing in a list item is a check box.
func task(node *html.Node) model.Task {
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == html.TextNode && gate.IsBlank(child.Data), child.Type == html.CommentNode:
		case child.DataAtom == atom.P, child.DataAtom == atom.Label:
			return task(child)
		case child.DataAtom == atom.Input && attribute(child, "type") == "checkbox":
			if hasAttribute(child, "checked") {
				return model.DoneTask
			}
			return model.OpenTask
		default:
			return model.NoTask
		}
	}
	return model.NoTask
}
