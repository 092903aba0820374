package feed

import "strings"

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

// capture reads what is inside of an element up to its end.
func (b *builder) capture(written string, inner *scope, e *element) {
	var plain, marked pieces // with all text as it is meant, and with text escaped
	tags := false
	for same := 0; ; {
		before := b.scanner.at
		t := b.scanner.next()
		switch t.kind {
		case endOfText:
			b.open = append(b.open, frame{written: written}) // so that the end is missed
			return
		case charData, cData:
			b.capturedText(t, &plain, &marked, tags)
		case startTag, emptyTag:
			if name := inner.name(t.name); name == "item" || name == "entry" || endsTitle(e.name, name) {
				b.scanner.at = before // its end is missing
				b.scanner.stray = true
				b.fill(e, &plain, &marked, tags)
				return
			}
			if !tags {
				marked.add(escape(plain.String()))
				tags = true
			}
			if t.name == written && t.kind == startTag {
				same++
			}
			tag := tagAsHTML(t, inner)
			plain.add(tag)
			marked.add(tag)
		case endTag:
			if same == 0 && strings.EqualFold(t.name, written) {
				b.fill(e, &plain, &marked, tags)
				return
			}
			if b.isOpen(t.name) {
				b.scanner.at = before
				b.scanner.stray = true
				b.fill(e, &plain, &marked, tags)
				return
			}
			if t.name == written {
				same--
			}
			tag := "</" + withoutPrefix(t.name, inner) + ">"
			plain.add(tag)
			marked.add(tag)
		}
	}
}

// capturedText adds text to what is captured.
func (b *builder) capturedText(t token, plain, marked *pieces, tags bool) {
	text := t.text
	if t.kind == charData {
		text = unescape(text)
	}
	plain.add(text)
	if !tags {
		return
	}
	if t.kind == charData {
		marked.add(strings.ReplaceAll(t.text, "<", "&lt;"))
	} else {
		marked.add(escape(text))
	}
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

// endsTitle says that an element inside of a title is none of it, but what follows a
// title that does not end.
func endsTitle(title, name string) bool {
	if title != "title" {
		return false
	}
	switch name {
	case "link", "guid", "id", "pubdate", "updated", "published", "description", "summary", "content", "content:encoded", "category", "author":
		return true
	}
	return false
}

// fill puts what was captured into the element.
func (b *builder) fill(e *element, plain, marked *pieces, tags bool) {
	e.text = b.bounded(plain.String())
	if !tags {
		return
	}
	e.markup = b.bounded(marked.String())
	if kind := e.attribute("type", "mode"); kind != "xhtml" && startsWithTag(strings.TrimSpace(e.text)) && !strings.HasPrefix(strings.TrimSpace(e.markup), "<") {
		e.markup = e.text // escaped HTML, but for some tags that were forgotten
	}
}

// tagAsHTML writes a start tag of XML so that HTML means the same.
func tagAsHTML(t token, inner *scope) string {
	name := withoutPrefix(t.name, inner)
	if t.kind == startTag && name == t.name {
		return t.raw
	}
	tag := "<" + name + strings.TrimSuffix(t.text, "/") + ">"
	if t.kind == emptyTag && !isVoid(name) {
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
