package mend

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxWordLevel is how deep Word's lists are kept; it has nine levels.
const maxWordLevel = 9

// wordList makes lists of a paragraph of Word's that is an item of one, and of those
// that follow it. It gives the list, or nil, and the node after it.
func wordList(paragraph *html.Node) (list, next *html.Node) {
	level := wordLevel(paragraph)
	if level == 0 {
		return nil, nil
	}
	var items []*html.Node
	at := paragraph
	for at != nil {
		if at.Type == html.ElementNode && at.DataAtom == atom.P && wordLevel(at) > 0 {
			items = append(items, at)
		} else if at.Type == html.ElementNode || at.Type == html.TextNode && !isBlank(at.Data) {
			break
		}
		at = at.NextSibling
	}
	build := wordBuilder{}
	for _, item := range items {
		build.item(item)
	}
	return build.lists[0].node, at
}

// wordLevel gives the level of a list that a paragraph says it is an item of, or 0.
func wordLevel(paragraph *html.Node) int {
	_, says, found := strings.Cut(declared(paragraph, "mso-list"), "level")
	if !found || says == "" || says[0] < '1' || says[0] > '9' {
		return 0
	}
	mark := marker(paragraph)
	if mark == nil {
		return 0
	}
	text, _ := shortText(mark)
	if _, _, known := wordKind(text); !known {
		return 0
	}
	return int(says[0] - '0')
}

// marker gives the element that holds the number or bullet of an item.
func marker(paragraph *html.Node) *html.Node {
	for node := range paragraph.Descendants() {
		if node.DataAtom == atom.Span && declared(node, "mso-list") == "ignore" {
			return node
		}
	}
	return nil
}

// wordBuilder puts items into lists in lists.
type wordBuilder struct {
	lists []openList // those that are open, the outermost first
}

type openList struct {
	level int
	node  *html.Node
}

func (b *wordBuilder) item(paragraph *html.Node) {
	level := min(wordLevel(paragraph), maxWordLevel)
	mark := marker(paragraph)
	text, _ := shortText(mark)
	remove(mark)
	kind, attributes, _ := wordKind(text)
	for len(b.lists) > 1 && b.lists[len(b.lists)-1].level > level {
		b.lists = b.lists[:len(b.lists)-1]
	}
	if len(b.lists) == 0 || level > b.lists[len(b.lists)-1].level {
		b.open(level, kind, attributes, paragraph)
	}
	list := b.lists[len(b.lists)-1].node
	item := newElement(atom.Li)
	list.AppendChild(item)
	remove(paragraph)
	moveChildren(paragraph, item)
}

// open begins a list: in the place of a paragraph, or in the last item of that around it.
func (b *wordBuilder) open(level int, kind atom.Atom, attributes []html.Attribute, paragraph *html.Node) {
	list := newElement(kind)
	list.Attr = attributes
	if len(b.lists) == 0 {
		paragraph.Parent.InsertBefore(list, paragraph)
	} else {
		around := b.lists[len(b.lists)-1].node
		around.LastChild.AppendChild(list)
	}
	b.lists = append(b.lists, openList{level, list})
}

// wordKind gives the kind of a list by the number or bullet of its first item, and
// whether it is one that HTML has: 1.1 and 第一条 stay in the text.
func wordKind(mark string) (kind atom.Atom, attributes []html.Attribute, known bool) {
	switch mark {
	case "o", "q", "v", "n", "l", "u", "Ø", "ü", "à", "è": // bullets in fonts of pictures
		return atom.Ul, nil, true
	}
	if !hasWord(mark) {
		return atom.Ul, nil, true
	}
	name := strings.Trim(mark, " ().、")
	if n, err := strconv.Atoi(name); err == nil {
		if n == 1 {
			return atom.Ol, nil, true
		}
		return atom.Ol, []html.Attribute{{Key: "start", Val: strconv.Itoa(n)}}, true
	}
	if n := letterNumber(name); n > 0 {
		attributes = []html.Attribute{{Key: "type", Val: "a"}}
		if name[0] < 'a' {
			attributes[0].Val = "A"
		}
		if n > 1 {
			attributes = append(attributes, html.Attribute{Key: "start", Val: strconv.Itoa(n)})
		}
		return atom.Ol, attributes, true
	}
	return 0, nil, false
}

// letterNumber gives the place of a single letter in the alphabet, or 0.
func letterNumber(s string) int {
	if len(s) != 1 || s[0]|0x20 < 'a' || s[0]|0x20 > 'z' {
		return 0
	}
	return int(s[0]|0x20-'a') + 1
}
