package feed

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"broadsheet/articles/gate"
)

// plain makes a line of plain text of what a title or a name says.
func plain(text string) string { return gate.Cut(gate.Clean(text), gate.MaxTitle) }

// title gives the plain text of an element that may be written as HTML, whatever it
// says of itself: with its entities read once more, for many are escaped twice, and
// without those tags that only make a title look good. Others are what it is about:
// "The new <selectedoption> element".
func title(e *element) string {
	text := e.text
	switch {
	case isBase64(e):
		text = decodeBase64(e.text)
	case e.markup != "":
		text = e.markup
	}
	if e.attribute("type") != "text" || e.markup != "" {
		text = withoutLooks(text)
	}
	return plain(unescape(text))
}

// withoutLooks takes the tags off a text that only make it look good.
func withoutLooks(text string) string {
	if !strings.Contains(text, "<") {
		return text
	}
	var b strings.Builder
	for s := (scanner{source: text}); ; {
		t := s.next()
		switch {
		case t.kind == endOfText:
			return b.String()
		case t.kind == startTag && (strings.EqualFold(t.name, "script") || strings.EqualFold(t.name, "style")):
			s.skipElement(t.name)
		case t.kind == cData:
			b.WriteString(t.text)
		case t.kind == charData, t.kind != aside && !isLooks(strings.ToLower(t.name)):
			b.WriteString(t.raw)
		case t.kind != aside && standsAlone(strings.ToLower(t.name)):
			b.WriteByte(' ')
		}
	}
}

// skipElement passes over what is inside of an element, and its end.
func (s *scanner) skipElement(name string) {
	for {
		if t := s.next(); t.kind == endOfText || t.kind == endTag && strings.EqualFold(t.name, name) {
			return
		}
	}
}

// isLooks lists the elements of HTML that writers put into titles for their looks.
func isLooks(name string) bool {
	switch name {
	case "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "center", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins",
		"kbd", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr":
		return true
	}
	return standsAlone(name)
}

// standsAlone lists those of them that part words.
func standsAlone(name string) bool {
	switch name {
	case "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "ul", "blockquote":
		return true
	}
	return false
}

// isElementOfHTML lists the elements by which a text is known to be HTML.
func isElementOfHTML(name string) bool {
	switch name {
	case "article", "aside", "audio", "dd", "details", "dl", "dt", "embed", "figure", "figcaption", "footer", "form", "head", "header", "html",
		"body", "iframe", "link", "main", "meta", "object", "param", "picture", "script", "section", "source", "style", "summary", "svg", "math",
		"table", "tbody", "td", "tfoot", "th", "thead", "tr", "video", "input", "button", "marquee", "map", "frame", "frameset", "applet", "caption", "fieldset", "canvas", "track", "label", "textarea", "area", "noscript", "address", "time":
		return true
	}
	return isLooks(name)
}

func isVoid(name string) bool {
	switch strings.ToLower(name) {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

// hasTags says that a text has tags of HTML.
func hasTags(text string) bool {
	if !strings.Contains(text, "<") {
		return false
	}
	for s := (scanner{source: text}); ; {
		switch t := s.next(); t.kind {
		case endOfText:
			return false
		case startTag, emptyTag, endTag:
			if isElementOfHTML(strings.ToLower(t.name)) {
				return true
			}
		}
	}
}

// startsWithTag says that a text begins with a tag of HTML.
func startsWithTag(text string) bool {
	if text == "" || text[0] != '<' {
		return false
	}
	t := (&scanner{source: text}).next()
	return (t.kind == startTag || t.kind == emptyTag) && isElementOfHTML(strings.ToLower(t.name))
}

// body gives the HTML of an element that is the text of an entry, or a part of it.
func body(e *element) string {
	switch kind := strings.ToLower(e.attribute("type")); {
	case e.attribute("src") != "" && e.name == "content":
		return "" // it is elsewhere
	case e.markup != "":
		return unwrapped(strings.TrimSpace(e.markup))
	case isBase64(e):
		return written(decodeBase64(e.text))
	case kind == "text", kind == "text/plain", kind == "plain":
		return paragraphs(e.text)
	case e.name == "media:description" && kind != "html":
		return paragraphs(e.text)
	case kind == "html", kind == "text/html", kind == "xhtml", kind == "application/xhtml+xml":
		return strings.TrimSpace(e.text)
	}
	return written(e.text)
}

// unwrapped takes the <div> off that Atom asks for around XHTML, and that is none of
// it (RFC 4287, 3.1.1.3).
func unwrapped(html string) string {
	s := scanner{source: html}
	first := s.next()
	if first.kind != startTag || first.name != "div" || !strings.Contains(first.text, "http://www.w3.org/1999/xhtml") {
		return html
	}
	for from, deep := s.at, 1; ; {
		before := s.at
		switch t := s.next(); {
		case t.kind == endOfText:
			return html
		case t.kind == startTag && t.name == "div":
			deep++
		case t.kind == endTag && t.name == "div":
			if deep--; deep > 0 {
				continue
			}
			if s.at < len(html) {
				return html
			}
			return strings.TrimSpace(html[from:before])
		}
	}
}

// written makes HTML of a text that may be HTML, or HTML that was escaped once too
// often, or plain text.
func written(text string) string {
	text = strings.TrimSpace(text)
	if hasTags(text) {
		return text
	}
	if strings.HasPrefix(text, "&lt;") {
		if once := unescape(text); startsWithTag(once) {
			return once
		}
	}
	// It may have entities, but its < and > are no tags.
	text = strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(text)
	return parted(text, "")
}

// paragraphs makes HTML of plain text, in which the ends of lines mean something.
func paragraphs(text string) string {
	return parted(escape(strings.TrimSpace(text)), "<br>")
}

// parted makes a paragraph of each part of a text between blank lines.
func parted(text, lineEnd string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if !strings.Contains(text, "\n") {
		return text
	}
	var b strings.Builder
	blank := true
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimRight(line, " \t")
		switch {
		case line == "" && !blank:
			b.WriteString("</p>\n")
		case line != "" && blank:
			b.WriteString("<p>" + line)
		case line != "":
			b.WriteString(lineEnd + "\n" + line)
		}
		blank = line == ""
	}
	if !blank {
		b.WriteString("</p>")
	}
	if html := b.String(); strings.Count(html, "<p>") > 1 || lineEnd != "" {
		return html
	}
	return text
}

// isBase64 says that the content of an element of Atom is bytes: in Atom 0.3 by its
// mode, in Atom 1.0 (RFC 4287, 4.1.3.3) by a type that is none of text or XML.
func isBase64(e *element) bool {
	if e.attribute("mode") == "base64" {
		return true
	}
	kind := strings.ToLower(e.attribute("type"))
	return !strings.HasPrefix(e.name, "media:") && strings.Contains(kind, "/") && e.attribute("mode") == "" &&
		!strings.HasPrefix(kind, "text/") && !strings.HasSuffix(kind, "xml")
}

// decodeBase64 gives the text that was written as base64; "" if it is none.
func decodeBase64(text string) string {
	text = strings.Map(printable, text)
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil || !utf8.Valid(decoded) {
		return ""
	}
	return strings.Map(legal, string(decoded))
}
