package feed

import (
	"encoding/json"
	"slices"
	"strings"

	"broadsheet/articles/feed/document"
	"broadsheet/articles/feed/markup"
)

// maxInner is how deep objects of RSS that is written as JSON may be in each other.
const maxInner = 6

// rssInJSON reads RSS that is written as JSON (github.com/scripting/Scripting-News,
// rss-in-json): an object for each element, with its attributes and children by their
// names, and its text as "#value". It says whether the document is of that kind.
func (r *reader) rssInJSON(text string) (*Feed, bool) {
	var outer struct{ RSS object }
	if json.Unmarshal([]byte(strings.Map(printableJSON, text)), &outer) != nil {
		return nil, false
	}
	channels := outer.RSS.objects("channel")
	if len(channels) == 0 {
		return nil, false
	}
	items := append(channels[0].objects("item"), outer.RSS.objects("item")...)
	delete(channels[0], "item")
	if len(items) > document.MaxEntries {
		r.problems.note("It has more than 20,000 entries; only the first ones were read.")
		items = items[:document.MaxEntries]
	}
	root := &document.Element{Name: "rss", Attributes: []markup.Attribute{{Name: "version", Value: outer.RSS.text("version")}}}
	root.Children = []*document.Element{elementOf("channel", channels[0], 0)}
	d := document.Document{Root: root}
	for _, item := range items {
		d.Entries = append(d.Entries, elementOf("item", item, 0))
	}
	feed := r.feed(d)
	feed.Format += " as JSON"
	return feed, true
}

// elementOf makes an element of an object. What is a text in it may be an attribute or a
// child, which nothing tells apart.
func elementOf(name string, o object, deep int) *document.Element {
	e := &document.Element{Name: name, Text: o.text("#value")}
	names := make([]string, 0, len(o))
	for inner := range o {
		names = append(names, inner)
	}
	slices.Sort(names)
	for _, inner := range names {
		lower := strings.ToLower(inner)
		for _, text := range texts(o[inner]) {
			e.Attributes = append(e.Attributes, markup.Attribute{Name: lower, Value: text})
			e.Children = append(e.Children, &document.Element{Name: lower, Text: text})
		}
		if deep == maxInner {
			continue
		}
		for _, child := range o.objects(inner) {
			e.Children = append(e.Children, elementOf(lower, child, deep+1))
		}
	}
	return e
}
