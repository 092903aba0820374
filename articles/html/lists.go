package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/gate"
	"broadsheet/articles/html/dom"
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
	reader := listReader{reader: f.reader, st: st, count: 1, step: 1}
	if node.DataAtom == atom.Ol {
		reader.ordered(node)
	}
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		reader.child(child)
	}
	reader.endStray()
	f.addList(&reader)
}

// ordered reads how an <ol> counts.
func (l *listReader) ordered(node *html.Node) {
	l.list.Ordered = true
	l.list.Numbering = numbering(node)
	if l.list.Reversed = dom.HasAttribute(node, "reversed"); l.list.Reversed {
		l.step, l.count = -1, 0
		for child := range node.ChildNodes() {
			if child.DataAtom == atom.Li {
				l.count++
			}
		}
	}
	if n, ok := number(node, "start"); ok {
		l.count = boundNumber(n)
	}
}

func boundNumber(n int) int { return max(-maxListStart, min(n, maxListStart)) }

// numbering says how the numbers of a list are written.
func numbering(node *html.Node) model.Numbering {
	switch dom.Attribute(node, "type") {
	case "a":
		return model.LowerAlpha
	case "A":
		return model.UpperAlpha
	case "i":
		return model.LowerRoman
	case "I":
		return model.UpperRoman
	}
	for declaration := range strings.SplitSeq(strings.ToLower(dom.Attribute(node, "style")), ";") {
		key, value, _ := strings.Cut(declaration, ":")
		if key = strings.TrimSpace(key); key != "list-style-type" && key != "list-style" {
			continue
		}
		for word := range strings.FieldsSeq(value) {
			switch word {
			case "lower-alpha", "lower-latin":
				return model.LowerAlpha
			case "upper-alpha", "upper-latin":
				return model.UpperAlpha
			case "lower-roman":
				return model.LowerRoman
			case "upper-roman":
				return model.UpperRoman
			}
		}
	}
	return model.Decimal
}

// bareItems reads list items that stand in no list: the given one and those
// that follow it. It gives the last node that it read.
func (f *flow) bareItems(item *html.Node, st style) *html.Node {
	if f.single || f.reader.full() {
		f.element(item, st)
		return item
	}
	reader := listReader{reader: f.reader, st: st, count: 1, step: 1}
	last := item
	for at := item; at != nil; at = at.NextSibling {
		switch {
		case at.DataAtom == atom.Li:
			reader.child(at)
			last = at
		case at.Type == html.CommentNode, at.Type == html.TextNode && gate.IsBlank(at.Data), at.DataAtom == atom.Br:
		default:
			f.addList(&reader)
			return last
		}
	}
	f.addList(&reader)
	return last
}

func (f *flow) addList(reader *listReader) {
	f.flush()
	f.blocks = append(f.blocks, reader.before...)
	if len(reader.items) == 0 {
		return
	}
	list := reader.list
	list.Tight = !reader.loose && (!reader.paragraphs || !reader.long)
	list.Items = reader.items
	f.add(list)
}

// listReader collects the items of a list.
type listReader struct {
	reader *reader
	st     style
	items  []model.ListItem
	before []model.Block // what stands in the list before its first item
	stray  *flow         // what stands in the list, but in no item
	list   model.List    // without its items
	count  int           // the number of the item that comes next
	step   int           // from one number to the next: -1 counts down
	number int           // of the item that was read last

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
	if n, ok := number(node, "value"); ok {
		l.count = boundNumber(n)
	}
	count := l.count
	l.count += l.step
	item := model.ListItem{Task: task(node), Blocks: l.reader.inner(node, styled(node, l.st))}
	if len(item.Blocks) == 0 && item.Task == model.NoTask {
		return
	}
	switch {
	case len(l.items) == 0 && l.list.Ordered:
		l.list.Start = count
	case len(l.items) == 0:
		l.list.Start = 1
	case l.list.Ordered:
		item.Skip = count - l.number - l.step
	}
	l.number = count
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
		case child.DataAtom == atom.Input && dom.Attribute(child, "type") == "checkbox":
			if dom.HasAttribute(child, "checked") {
				return model.DoneTask
			}
			return model.OpenTask
		default:
			return model.NoTask
		}
	}
	return model.NoTask
}
