package document

import (
	"strings"

	"broadsheet/articles/feed/markup"
)

// holdsMarkup says that an element may have HTML in it that is not escaped: because
// it is XHTML, or because its writer forgot to.
func holdsMarkup(name string) bool {
	switch name {
	case "title", "description", "summary", "content", "content:encoded", "tagline", "subtitle", "info", "xhtml:body", "body", "fulltext", "fullitem",
		"dc:title", "dc:description", "media:title", "media:description", "itunes:title", "itunes:summary", "itunes:subtitle":
		return true
	}
	return false
}

// captured is what was read so far of an element that may have HTML in it.
type captured struct {
	of     *Element
	name   string // of the element, as written
	scope  *scope
	same   int    // elements of that name inside of it that are open
	tags   bool   // there are any
	plain  pieces // tags, and text as it is meant
	marked pieces // tags, and text escaped; written once there are tags
}

// capture reads what is inside of an element up to its end, or up to where its end
// must have been forgotten.
func (b *builder) capture(name string, inner *scope, e *Element) {
	c := &captured{of: e, name: name, scope: inner}
	for {
		before := b.scanner.At
		t := b.scanner.Next()
		switch {
		case t.Kind == markup.EndOfText:
			b.open = append(b.open, frame{written: name}) // so that its end is missed
			return
		case t.Kind == markup.EndTag && c.ends(t):
			b.fill(c)
			return
		case t.Kind == markup.EndTag && b.isOpen(t.Name), t.Kind != markup.EndTag && c.isForgotten(t):
			b.scanner.At, b.scanner.Stray = before, true
			b.fill(c)
			return
		default:
			c.add(t)
		}
	}
}

// ends says that an end tag is that of the element.
func (c *captured) ends(t markup.Token) bool {
	if !strings.EqualFold(t.Name, c.name) {
		return false
	}
	c.same--
	return c.same < 0
}

// isForgotten says that a start tag is none of the element, but of what follows it:
// another entry, or, in a title, another part of the entry.
func (c *captured) isForgotten(t markup.Token) bool {
	if t.Kind != markup.StartTag && t.Kind != markup.EmptyTag {
		return false
	}
	switch c.scope.name(t.Name) {
	case "item", "entry":
		return true
	case "link", "guid", "id", "pubdate", "updated", "published", "description", "summary", "content", "content:encoded", "category", "author":
		return c.of.Name == "title"
	}
	return false
}

// add adds text or a tag.
func (c *captured) add(t markup.Token) {
	switch t.Kind {
	case markup.StartTag, markup.EmptyTag:
		if strings.EqualFold(t.Name, c.name) && t.Kind == markup.StartTag {
			c.same++
		}
		c.addTag(tagAsHTML(t, c.scope))
	case markup.EndTag:
		c.addTag("</" + withoutPrefix(t.Name, c.scope) + ">")
	case markup.CharData:
		c.plain.add(markup.Unescape(t.Text))
		if c.tags {
			c.marked.add(strings.ReplaceAll(t.Text, "<", "&lt;"))
		}
	case markup.CData:
		c.plain.add(t.Text)
		if c.tags {
			c.marked.add(markup.Escape(t.Text))
		}
	default: // comments are no text
	}
}

func (c *captured) addTag(tag string) {
	if !c.tags {
		c.tags = true
		c.marked.add(markup.Escape(c.plain.String()))
	}
	c.plain.add(tag)
	c.marked.add(tag)
}

// isOpen says that an entry or what is around it has that name, so that its end
// inside of a text means that the text's own end is missing.
func (b *builder) isOpen(written string) bool {
	for _, f := range b.open[1:] {
		if f.written == written && (f.entry || isRoot(strings.ToLower(f.written))) {
			return true
		}
	}
	return false
}

// fill puts what was captured into its element.
func (b *builder) fill(c *captured) {
	e := c.of
	e.Text = b.bounded(c.plain.String())
	if !c.tags {
		return
	}
	e.Markup = b.bounded(c.marked.String())
	text := strings.TrimSpace(e.Text)
	if e.Attribute("type") != "xhtml" && markup.StartsWithTag(text) && !strings.HasPrefix(strings.TrimSpace(e.Markup), "<") {
		e.Markup = e.Text // escaped HTML, but for some tags that were forgotten
	}
}

// tagAsHTML writes a start tag of XML so that HTML means the same.
func tagAsHTML(t markup.Token, inner *scope) string {
	name := withoutPrefix(t.Name, inner)
	if t.Kind == markup.StartTag && name == t.Name {
		return t.Raw
	}
	tag := "<" + name + strings.TrimSuffix(t.Text, "/") + ">"
	if t.Kind == markup.EmptyTag && !markup.IsVoid(name) {
		tag += "</" + name + ">"
	}
	return tag
}

// withoutPrefix takes the prefix of XHTML, SVG or MathML off a name, for HTML has none.
func withoutPrefix(written string, inner *scope) string {
	prefix, local, found := strings.Cut(written, ":")
	if !found || local == "" {
		return written
	}
	switch prefix {
	case "xhtml", "html", "h", "svg", "math":
		return local
	}
	switch inner.prefix(prefix) {
	case "xhtml", "svg", "math":
		return local
	}
	return written
}

// pieces is a text that is mostly one piece, and then not copied.
type pieces struct {
	only string
	more strings.Builder
}

func (p *pieces) add(text string) {
	switch {
	case text == "":
	case p.only == "" && p.more.Len() == 0:
		p.only = text
	default:
		if p.more.Len() == 0 {
			p.more.WriteString(p.only)
			p.only = ""
		}
		p.more.WriteString(text)
	}
}

// String gives all of it.
func (p *pieces) String() string {
	if p.more.Len() == 0 {
		return p.only
	}
	return p.more.String()
}
