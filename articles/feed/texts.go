package feed

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"broadsheet/articles/gate"

	"broadsheet/articles/feed/document"
	"broadsheet/articles/feed/markup"
)

// plain makes a line of plain text of what a title or a name says.
func plain(text string) string { return gate.Cut(gate.Clean(text), gate.MaxTitle) }

// title gives the plain text of an element that may be written as HTML, whatever it
// says of itself: with its entities read once more, for many are escaped twice, and
// without those tags that only make a title look good. Others are what it is about:
// "The new <selectedoption> element".
func title(e *document.Element) string {
	text := e.Text
	switch {
	case isBase64(e):
		text = decodeBase64(e.Text)
	case e.Markup != "":
		text = e.Markup
	}
	if e.Attribute("type") != "text" || e.Markup != "" {
		text = markup.WithoutLooks(text)
	}
	return plain(markup.Unescape(text))
}

// body gives the HTML of an element that is the text of an entry, or a part of it.
func body(e *document.Element) string {
	switch kind := strings.ToLower(e.Attribute("type")); {
	case e.Attribute("src") != "" && e.Name == "content":
		return "" // it is elsewhere
	case e.Markup != "":
		return unwrapped(strings.TrimSpace(e.Markup))
	case isBase64(e):
		return written(decodeBase64(e.Text))
	case kind == "text", kind == "text/plain", kind == "plain":
		return paragraphs(e.Text)
	case e.Name == "media:description" && kind != "html":
		return paragraphs(e.Text)
	case kind == "xhtml", kind == "application/xhtml+xml": // without any tags
		return markup.Escape(strings.TrimSpace(e.Text))
	}
	return written(e.Text)
}

// unwrapped takes the <div> off that Atom asks for around XHTML, and that is none of
// it (RFC 4287, 3.1.1.3).
func unwrapped(html string) string {
	s := markup.Scanner{Source: html}
	first := s.Next()
	if first.Kind != markup.StartTag || first.Name != "div" || !strings.Contains(first.Text, "http://www.w3.org/1999/xhtml") {
		return html
	}
	for from, deep := s.At, 1; ; {
		before := s.At
		switch t := s.Next(); {
		case t.Kind == markup.EndOfText:
			return html
		case t.Kind == markup.StartTag && t.Name == "div":
			deep++
		case t.Kind == markup.EndTag && t.Name == "div":
			if deep--; deep > 0 {
				continue
			}
			if s.At < len(html) {
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
	if markup.HasTags(text) {
		return text
	}
	if strings.HasPrefix(text, "&lt;") {
		if once := markup.Unescape(text); markup.StartsWithTag(once) {
			return once
		}
	}
	// It may have entities, but its < and > are no tags.
	text = strings.ReplaceAll(strings.ReplaceAll(text, "<", "&lt;"), ">", "&gt;")
	return parted(text, "")
}

// paragraphs makes HTML of plain text, in which the ends of lines mean something.
func paragraphs(text string) string {
	return parted(markup.Escape(strings.TrimSpace(text)), "<br>")
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
func isBase64(e *document.Element) bool {
	if e.Attribute("mode") == "base64" {
		return true
	}
	kind := strings.ToLower(e.Attribute("type"))
	return !strings.HasPrefix(e.Name, "media:") && strings.Contains(kind, "/") && e.Attribute("mode") == "" &&
		!strings.HasPrefix(kind, "text/") && !strings.HasSuffix(kind, "xml")
}

// decodeBase64 gives the text that was written as base64; "" if it is none.
func decodeBase64(text string) string {
	text = strings.Map(markup.Printable, text)
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil || !utf8.Valid(decoded) {
		return ""
	}
	return strings.Map(markup.Legal, string(decoded))
}
