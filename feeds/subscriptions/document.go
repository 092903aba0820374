package subscriptions

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"broadsheet/articles/feed/decode"
)

// document is the text of an OPML file, and where in it things are. It is never
// changed: an edit gives another one.
type document struct {
	text     string
	root     *node // the element opml; nil: there is none
	body     *node // where outlines stand: the element body, else the root
	followed []followed
	byKey    map[string]int // number in followed
	problems []Problem
	damage   *Error // why nothing may be written, Path empty; nil: the document was read whole
}

// node is an element that has to do with outlines.
type node struct {
	tag      tag
	parent   *node
	children []*node // outlines, and for the root all that is there
	endStart int     // where its end tag begins
	end      int     // where its end tag, or an empty element, ends
}

// followed is a subscription and the outlines that say so: more than one where a
// feed stands in the file twice. The first one counts.
type followed struct {
	Subscription
	outlines []*node
}

// parse reads a document. What it cannot read is a problem, or damage where it may
// be that something is missing.
func parse(text string) *document {
	d := &document{text: text, byKey: map[string]int{}}
	d.readElements()
	if d.root == nil && d.damage == nil && strings.Trim(text, "\ufeff \t\r\n") != "" {
		d.damaged(0, errors.New("this is no OPML, for there is no element <opml>"))
	}
	if d.root != nil {
		if d.body == nil {
			d.body = d.root
		}
		for _, node := range d.body.children {
			d.collect(node, nil)
		}
	}
	return d
}

func (d *document) subscriptions() []Subscription {
	all := make([]Subscription, len(d.followed))
	for i, known := range d.followed {
		all[i] = known.Subscription
	}
	return all
}

func (d *document) line(position int) int { return 1 + strings.Count(d.text[:position], "\n") }

// damaged notes the first thing that keeps the document from being read whole.
func (d *document) damaged(position int, err error) {
	if d.damage == nil {
		d.damage = &Error{Kind: Damaged, Line: d.line(position), Err: err}
	}
}

// readElements makes the tree of those elements that have to do with outlines, and
// holds every end against its beginning.
func (d *document) readElements() {
	s := scanner{text: d.text}
	var open []*node
	for {
		tag, ok, unended := s.next()
		switch {
		case unended >= 0:
			d.damaged(unended, errors.New("here begins what does not end"))
		case !ok && len(open) > 0:
			last := open[len(open)-1]
			d.damaged(last.tag.start, fmt.Errorf("the element <%s> has no end", cut(last.tag.name)))
		}
		if !ok {
			for _, node := range open {
				node.endStart, node.end = len(d.text), len(d.text)
			}
			return
		}
		if tag.closes {
			open = d.closeElement(open, tag)
			continue
		}
		if len(open) >= mostLevels {
			d.damaged(tag.start, fmt.Errorf("there are more than %d elements in one another", mostLevels))
			return
		}
		n := d.addElement(open, tag)
		if !tag.empty {
			open = append(open, n)
		}
	}
}

// closeElement ends the innermost element that an end tag may mean, and gives those
// that are open then.
func (d *document) closeElement(open []*node, t tag) []*node {
	at := len(open) - 1
	for at >= 0 && !strings.EqualFold(open[at].tag.name, t.name) {
		at--
	}
	if at != len(open)-1 || at < 0 {
		d.damaged(t.start, fmt.Errorf("</%s> ends what has not begun, or before something in it has ended", cut(t.name)))
	}
	if at < 0 {
		return open
	}
	for _, node := range open[at:] {
		node.endStart, node.end = t.start, t.end
	}
	return open[:at]
}

func (d *document) addElement(open []*node, t tag) *node {
	n := &node{tag: t, endStart: t.end, end: t.end}
	if len(open) > 0 {
		n.parent = open[len(open)-1]
	}
	switch name := strings.ToLower(t.name); {
	case name == "opml" && n.parent == nil && d.root == nil:
		d.root = n
	case name == "body" && n.parent != nil && n.parent == d.root && d.body == nil:
		d.body = n
	case name == "outline" && n.parent != nil:
		n.parent.children = append(n.parent.children, n)
	}
	return n
}

// attribute finds an attribute of a node, whatever the case of its name.
func (n *node) attribute(name string) (attribute, bool) {
	for _, a := range n.tag.attributes {
		if strings.EqualFold(a.name, name) {
			return a, true
		}
	}
	return attribute{}, false
}

// value gives the value of the first of some attributes that has one.
func (d *document) value(n *node, names ...string) string {
	for _, name := range names {
		if a, ok := n.attribute(name); ok {
			if value := strings.TrimSpace(unescape(d.text[a.valueStart:a.valueEnd])); value != "" {
				return value
			}
		}
	}
	return ""
}

func (d *document) problem(n *node, format string, arguments ...any) {
	if len(d.problems) < mostProblems {
		d.problems = append(d.problems, Problem{d.line(n.tag.start), fmt.Sprintf(format, arguments...)})
	}
}

// addressAttribute is the name of the attribute that has an outline's address; empty:
// it has none.
func (d *document) addressAttribute(n *node) string {
	if d.value(n, "xmlUrl") != "" {
		return "xmlUrl"
	}
	switch strings.ToLower(d.value(n, "type")) {
	case "rss", "atom", "feed", "rss1", "jsonfeed": // as OPML 1.0 has been written, too
		if d.value(n, "url") != "" {
			return "url"
		}
	}
	return ""
}

// categoryName is what an outline is called that stands above others; empty: it is
// no category of its own.
func (d *document) categoryName(n *node) string {
	if d.isFeed(n) {
		return ""
	}
	return cleanName(d.value(n, "text", "title"))
}

func (d *document) isFeed(n *node) bool {
	return d.addressAttribute(n) != "" || d.value(n, prefix+"command") != ""
}

// collect gathers the subscriptions of an outline, with those in it.
func (d *document) collect(n *node, category []string) {
	if strings.EqualFold(d.value(n, "isComment"), "true") { // OPML 2.0: so is all in it
		return
	}
	if d.isFeed(n) {
		d.follow(n, category)
	} else if name := d.categoryName(n); name != "" {
		category = append(category[:len(category):len(category)], name)
	}
	for _, child := range n.children {
		d.collect(child, category)
	}
}

// follow takes an outline's subscription over.
func (d *document) follow(n *node, category []string) {
	s := Subscription{Category: category, Name: cleanName(d.value(n, "text", "title"))}
	if name := d.addressAttribute(n); name != "" {
		address, err := Address(d.value(n, name))
		if err != nil {
			d.problem(n, "the address of %s was passed over: %v", s.called(), err)
			return
		}
		s.URL = address
	}
	if site := d.value(n, "htmlUrl"); site != "" {
		s.Site, _ = Address(site) // one that is none is none
	}
	s.Also = readAlso(d.value(n, "category"), s.Category)
	d.readSettings(n, &s)
	if s.URL == "" && s.Command == "" {
		return // its command cannot be used, which was told
	}
	s = s.named()
	key := s.Key()
	if at, known := d.byKey[key]; known {
		d.problem(n, "%s is here twice; what the first one says counts", s.called())
		d.followed[at].outlines = append(d.followed[at].outlines, n)
		return
	}
	d.byKey[key] = len(d.followed)
	d.followed = append(d.followed, followed{s, []*node{n}})
}

// readSettings reads the attributes of our own.
func (d *document) readSettings(n *node, s *Subscription) {
	for _, a := range n.tag.attributes {
		if len(a.name) <= len(prefix) || !strings.EqualFold(a.name[:len(prefix)], prefix) {
			continue
		}
		value := unescape(d.text[a.valueStart:a.valueEnd])
		err, known := error(nil), false
		if len(a.name) > len(headerPrefix) && strings.EqualFold(a.name[:len(headerPrefix)], headerPrefix) {
			err, known = readHeader(s, a.name[len(headerPrefix):], value), true
		}
		for _, row := range settings() {
			if strings.EqualFold(a.name[len(prefix):], row.name) {
				err, known = row.read(s, value), true
			}
		}
		switch {
		case !known:
			d.problem(n, "%s: there is no setting %s", s.called(), cut(a.name))
		case err != nil:
			d.problem(n, "%s: %s was passed over: %v", s.called(), a.name, err)
		}
	}
}

// textOf makes text of the bytes of a file. Where they are not UTF-8, what is written
// later is, and says so.
func textOf(data []byte) string {
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return string(data)
	}
	text, _ := decode.Text(data, "", func(string) {}) // what could not be read is seen
	return declareUTF8(text)
}

// declareUTF8 has the XML declaration of a text say that it is UTF-8.
func declareUTF8(text string) string {
	begin, end := encodingIn(text)
	if begin == end {
		return text
	}
	return text[:begin] + "UTF-8" + text[end:]
}

// encodingIn is where the XML declaration at the beginning of a text names its encoding.
func encodingIn(text string) (begin, end int) {
	declaration, _, found := strings.Cut(text, "?>")
	at := strings.Index(declaration, "encoding")
	if !found || at < 0 || !strings.HasPrefix(strings.TrimLeft(declaration, "\ufeff \t\r\n"), "<?xml") {
		return 0, 0
	}
	length := strings.IndexAny(declaration[at:], `"'`)
	if length < 0 {
		return 0, 0
	}
	begin = at + length + 1
	length = strings.IndexByte(declaration[begin:], declaration[begin-1])
	if length < 0 {
		return 0, 0
	}
	return begin, begin + length
}
