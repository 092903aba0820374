package markup

import "strings"

// WithoutLooks takes the tags off a text that only make it look good.
func WithoutLooks(text string) string {
	if !strings.Contains(text, "<") {
		return text
	}
	var b strings.Builder
	for s := (Scanner{Source: text}); ; {
		t := s.Next()
		switch {
		case t.Kind == EndOfText:
			return b.String()
		case t.Kind == StartTag && (strings.EqualFold(t.Name, "script") || strings.EqualFold(t.Name, "style")):
			s.skipElement(t.Name)
		case t.Kind == CData:
			b.WriteString(t.Text)
		case t.Kind == CharData, t.Kind != Aside && !isLooks(strings.ToLower(t.Name)):
			b.WriteString(t.Raw)
		case t.Kind != Aside && standsAlone(strings.ToLower(t.Name)):
			b.WriteByte(' ')
		}
	}
}

// skipElement passes over what is inside of an element, and its end.
func (s *Scanner) skipElement(name string) {
	for {
		if t := s.Next(); t.Kind == EndOfText || t.Kind == EndTag && strings.EqualFold(t.Name, name) {
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

// isElementOfHTML says that a tag is known to be one of HTML. What programmers write
// into angle brackets, such as List<Object>, has no attributes.
func isElementOfHTML(tag Token) bool {
	name := strings.ToLower(tag.Name)
	switch name {
	case "applet", "article", "aside", "audio", "body", "dd", "dl", "dt", "embed", "figcaption", "figure", "form", "frame", "frameset", "html",
		"iframe", "marquee", "math", "noscript", "picture", "script", "section", "style", "svg", "table", "tbody", "td", "th", "tr", "video":
		return true
	case "address", "area", "button", "canvas", "caption", "col", "details", "fieldset", "footer", "header", "input", "label", "link", "main",
		"map", "meta", "object", "param", "select", "source", "summary", "textarea", "time", "track":
		return strings.Contains(tag.Text, "=")
	}
	return isLooks(name)
}

// IsVoid says that an element of HTML has nothing inside, and no end tag.
func IsVoid(name string) bool {
	switch strings.ToLower(name) {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

// HasTags says that a text has tags of HTML.
func HasTags(text string) bool {
	if !strings.Contains(text, "<") {
		return false
	}
	for s := (Scanner{Source: text}); ; {
		t := s.Next()
		if t.Kind == EndOfText {
			return false
		}
		if t.Name != "" && isElementOfHTML(t) {
			return true
		}
	}
}

// StartsWithTag says that a text begins with a tag of HTML.
func StartsWithTag(text string) bool {
	if text == "" || text[0] != '<' {
		return false
	}
	t := (&Scanner{Source: text}).Next()
	return (t.Kind == StartTag || t.Kind == EmptyTag) && isElementOfHTML(t)
}
