package subscriptions

import (
	"errors"
	"maps"
	"slices"
	"strings"
)

// splice is a place in a text, and what comes there.
type splice struct {
	start, end int
	text       string
}

// edited is the document with some places changed, none of which overlap.
func (d *document) edited(splices ...splice) *document {
	slices.SortStableFunc(splices, func(a, b splice) int { return a.start - b.start })
	var b strings.Builder
	at := 0
	for _, s := range splices {
		b.WriteString(d.text[at:s.start])
		b.WriteString(s.text)
		at = s.end
	}
	b.WriteString(d.text[at:])
	return parse(b.String())
}

// find gives a subscription by its key.
func (d *document) find(key string) (followed, error) {
	at, ok := d.byKey[key]
	if !ok {
		return followed{}, &Error{Kind: NotFollowed, What: cut(cleanName(key))}
	}
	return d.followed[at], nil
}

// withBody is the document with a place for outlines.
func (d *document) withBody() *document {
	switch {
	case d.root == nil:
		return parse(newDocument)
	case d.body == d.root && len(d.root.children) == 0:
		return d.edited(d.append(d.root, func(b *strings.Builder, style style) {
			style.line(b, "<body>")
			style.line(b, "</body>")
		}))
	}
	return d
}

// add adds subscriptions, and passes over those that are there.
func (d *document) add(subscriptions []Subscription) *document {
	d = d.withBody()
	wanted, splices := map[*node][]Subscription{}, []splice(nil)
	seen, declares := map[string]bool{}, false
	type place struct {
		container *node
		missing   []string
	}
	places := map[string]place{}
	for _, s := range subscriptions {
		if _, there := d.byKey[s.Key()]; there || seen[s.Key()] {
			continue
		}
		seen[s.Key()] = true
		declares = declares || s.hasSettings()
		category := strings.Join(s.Category, "\x00")
		at, known := places[category]
		if !known {
			at.container, at.missing = d.container(s.Category)
			places[category] = at
		}
		s.Category = at.missing
		wanted[at.container] = append(wanted[at.container], s)
	}
	for container, inner := range wanted {
		splices = append(splices, d.append(container, func(b *strings.Builder, style style) { style.write(b, grow(inner)) }))
	}
	if declares {
		splices = append(splices, d.declaration()...)
	}
	return d.edited(splices...)
}

// container gives the outline of a category, or of as many levels of it as there
// are, and the levels that are missing.
func (d *document) container(category []string) (*node, []string) {
	at := d.body
	for i, name := range category {
		next := d.inner(at, name)
		if next == nil {
			return at, category[i:]
		}
		at = next
	}
	return at, nil
}

func (d *document) inner(n *node, name string) *node {
	for _, child := range n.children {
		if d.categoryName(child) == name && !strings.EqualFold(d.value(child, "isComment"), "true") {
			return child
		}
	}
	return nil
}

// declaration gives the splice that declares the namespace of our attributes, if
// that has not been done.
func (d *document) declaration() []splice {
	if _, there := d.root.attribute("xmlns:" + strings.TrimSuffix(prefix, ":")); there {
		return nil
	}
	return []splice{d.setAttribute(d.root, "xmlns:"+strings.TrimSuffix(prefix, ":"), namespace)}
}

// setAttribute gives the splice that sets an attribute, or takes it away where the
// value is empty.
func (d *document) setAttribute(n *node, name, value string) splice {
	a, there := n.attribute(name)
	switch {
	case there && value == "":
		begin := len(strings.TrimRight(d.text[:a.start], " \t\r\n"))
		return splice{begin, a.end, ""}
	case there && a.quote == 0:
		return splice{a.valueStart, a.valueEnd, quoted(value)}
	case there:
		return splice{a.valueStart - 1, a.valueEnd + 1, quoted(value)}
	case value == "":
		return splice{n.tag.end, n.tag.end, ""}
	}
	// At the end of the tag: what stands before that and is no attribute would be
	// taken for a part of the new value.
	end := n.tag.end - len(">")
	if n.tag.empty {
		end = n.tag.end - len("/>")
	}
	at := len(strings.TrimRight(d.text[:end], " \t\r\n"))
	return splice{at, at, " " + name + "=" + quoted(value)}
}

// update changes what a subscription says.
func (d *document) update(key string, change func(*Subscription)) (*document, error) {
	known, err := d.find(key)
	if err != nil {
		return nil, err
	}
	next := known.Subscription
	next.Headers, next.Category = maps.Clone(next.Headers), slices.Clone(next.Category)
	change(&next)
	if next.Unnamed && next.Name == known.Name {
		next.Name = "" // that of its server, which may be another one now
	}
	if next, err = next.cleaned(); err != nil {
		return nil, err
	}
	if _, taken := d.byKey[next.Key()]; taken && next.Key() != key {
		return nil, &Error{Kind: Followed, What: next.called()}
	}
	if next.equal(known.Subscription) {
		return d, nil
	}
	splices := d.differences(known.outlines[0], known.Subscription, next)
	if len(splices) > 0 {
		d = d.edited(splices...)
	}
	if !slices.Equal(next.Category, known.Category) {
		return d.move(next)
	}
	return d, nil
}

// name names those of some subscriptions that nobody has named. A title that is no name
// changes nothing.
func (d *document) name(titles map[string]string) *document {
	var splices []splice
	for key, title := range titles {
		known, err := d.find(key)
		if err != nil || !known.Unnamed {
			continue
		}
		next := known.Subscription
		next.Name, next.Unnamed = title, false
		if next, err = next.cleaned(); err == nil {
			splices = append(splices, d.differences(known.outlines[0], known.Subscription, next)...)
		}
	}
	if len(splices) == 0 {
		return d
	}
	return d.edited(splices...)
}

// differences gives the splices that make an outline say what a subscription says
// now, but for its category.
func (d *document) differences(n *node, before, now Subscription) []splice {
	var splices []splice
	set := func(name, value string) { splices = append(splices, d.setAttribute(n, name, value)) }
	if now.Name != before.Name {
		set("text", now.Name)
		if _, there := n.attribute("title"); there {
			set("title", now.Name)
		}
	}
	if now.URL != before.URL {
		name := d.addressAttribute(n)
		if name == "" {
			name = "xmlUrl"
		}
		set(name, now.URL)
	}
	if now.Site != before.Site {
		set("htmlUrl", now.Site)
	}
	if !slices.EqualFunc(now.Also, before.Also, slices.Equal) {
		set("category", writeAlso(now.Also))
	}
	plain := len(splices)
	for _, row := range settings() {
		if row.write(now) != row.write(before) {
			set(prefix+row.name, row.write(now))
		}
	}
	names := maps.Clone(before.Headers)
	if names == nil {
		names = map[string]string{}
	}
	maps.Copy(names, now.Headers)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if now.Headers[name] != before.Headers[name] {
			set(headerPrefix+name, now.Headers[name])
		}
	}
	if len(splices) > plain && now.hasSettings() {
		splices = append(splices, d.declaration()...)
	}
	return splices
}

// move takes an outline, as it is written, into the category that its subscription
// names.
func (d *document) move(s Subscription) (*document, error) {
	known, err := d.find(s.Key())
	if err != nil {
		return nil, err
	}
	n := known.outlines[0]
	container, missing := d.container(s.Category)
	for above := container; above != nil; above = above.parent {
		if above == n {
			return nil, &Error{Kind: BadValue, What: s.called(), Err: errors.New("the category is in the feed itself")}
		}
	}
	outline := d.text[n.tag.start:n.end]
	into := d.append(container, func(b *strings.Builder, style style) { style.wrap(b, missing, outline) })
	return d.edited(d.cut(n), into), nil
}

// cut gives the splice that takes an outline out, with the line that it stands on.
func (d *document) cut(n *node) splice {
	return splice{d.lineStart(n), n.end, ""}
}

// lineStart is where the line begins that an element is the first thing of, with
// the line break before it, else where the element begins.
func (d *document) lineStart(n *node) int {
	before := strings.TrimRight(d.text[:n.tag.start], " \t")
	if trimmed := strings.TrimSuffix(before, "\n"); trimmed != before {
		return len(strings.TrimSuffix(trimmed, "\r"))
	}
	return n.tag.start
}

// Removed is what was taken out, for who wants it back.
type Removed struct {
	Subscription Subscription
	outlines     []removedOutline
}

type removedOutline struct {
	text     string
	category []string
	after    string // the outline before it; empty: it was the first
}

// remove takes all outlines of a feed out. Outlines inside of them stay.
func (d *document) remove(key string) (*document, Removed, error) {
	known, err := d.find(key)
	if err != nil {
		return nil, Removed{}, err
	}
	removed, splices := Removed{Subscription: known.Subscription}, []splice(nil)
	for _, n := range known.outlines {
		removed.outlines = append(removed.outlines, d.removed(n))
		if len(n.children) == 0 {
			splices = append(splices, d.cut(n))
			continue
		}
		splices = append(splices, splice{n.tag.start, n.tag.end, ""}, splice{n.endStart, n.end, ""})
	}
	return d.edited(splices...), removed, nil
}

func (d *document) removed(n *node) removedOutline {
	r := removedOutline{text: d.text[n.tag.start:n.end]}
	if len(n.children) > 0 {
		r.text = strings.TrimSuffix(d.text[n.tag.start:n.tag.end], ">") + "/>"
	}
	for _, sibling := range n.parent.children {
		if sibling == n {
			break
		}
		r.after = d.text[sibling.tag.start:sibling.end]
	}
	for above := n.parent; above != nil && above != d.body; above = above.parent {
		if name := d.categoryName(above); name != "" {
			r.category = append([]string{name}, r.category...)
		}
	}
	return r
}

// restore puts back what was taken out: where it was, or at the end of its category.
func (d *document) restore(removed Removed) *document {
	if _, there := d.byKey[removed.Subscription.Key()]; there {
		return d
	}
	d = d.withBody()
	for _, outline := range removed.outlines {
		container, missing := d.container(outline.category)
		at := splice{start: -1}
		for i, sibling := range container.children {
			switch {
			case len(missing) > 0:
			case outline.after == "" && i == 0:
				at = splice{sibling.tag.start, sibling.tag.start, outline.text + d.lineBreak(sibling)}
			case outline.after != "" && d.text[sibling.tag.start:sibling.end] == outline.after:
				at = splice{sibling.end, sibling.end, d.lineBreak(sibling) + outline.text}
			}
		}
		if at.start < 0 {
			at = d.append(container, func(b *strings.Builder, style style) { style.wrap(b, missing, outline.text) })
		}
		d = d.edited(at)
	}
	return d
}

// lineBreak is what stands before an outline that begins a line: the line break, and
// its indentation.
func (d *document) lineBreak(n *node) string { return d.text[d.lineStart(n):n.tag.start] }

// hasSettings says whether a subscription has any setting of our own.
func (s Subscription) hasSettings() bool {
	return len(s.Headers) > 0 || slices.ContainsFunc(settings(), func(row setting) bool { return row.write(s) != "" })
}

// cleaned is a subscription as it is written: names plain, addresses whole.
func (s Subscription) cleaned() (Subscription, error) {
	if err := s.check(); err != nil {
		return s, err
	}
	if s.URL != "" {
		s.URL, _ = Address(s.URL) // which check has tried
	}
	if s.Site != "" {
		s.Site, _ = Address(s.Site) // one that is none is none
	}
	s.Name = cleanName(s.Name)
	s = s.named()
	var category []string
	for _, name := range s.Category {
		if name = cleanName(name); name != "" {
			category = append(category, name)
		}
	}
	s.Category = category
	s.Also = readAlso(writeAlso(s.Also), s.Category)
	return s, nil
}
