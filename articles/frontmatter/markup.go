package frontmatter

import (
	"html"
	"regexp"
	"strings"
)

// written gives the text that a head means by one that was written for a web page:
// &amp; is &, also where a program escaped it twice, and <i>word</i> is word. What
// only looks like markup stays: AT&T, Vec<T>, the <b> element.
func written(text string) string {
	if strings.Contains(text, "<") && strings.Contains(text, ">") {
		text = withoutTags(text)
	}
	if !strings.Contains(text, "&") || !strings.Contains(text, ";") {
		return text
	}
	twice := strings.Contains(text, "&amp;")
	text = unescaped(text)
	if twice {
		text = unescaped(text)
	}
	return text
}

// literal is what has to be written so that written gives the text.
func literal(text string) string {
	if written(text) == text {
		return text
	}
	return strings.NewReplacer("&", "&#38;", "<", "&#60;").Replace(text)
}

var reference = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)

// unescaped decodes the character references that are complete.
func unescaped(text string) string {
	return reference.ReplaceAllStringFunc(text, html.UnescapeString)
}

// inlineTag is a tag of those that stand in titles and names.
var inlineTag = regexp.MustCompile(`(?i)<(/?)(a|abbr|b|big|br|cite|code|del|em|font|i|ins|kbd|mark|nobr|p|q|s|small|span|strike|strong|sub|sup|tt|u|wbr)((?:\s[^<>]*)?/?)>`)

// withoutTags takes tags away that are opened and closed.
func withoutTags(text string) string {
	lower := strings.ToLower(text)
	return inlineTag.ReplaceAllStringFunc(text, func(tag string) string {
		parts := inlineTag.FindStringSubmatch(tag)
		switch name := strings.ToLower(parts[2]); {
		case name == "br":
			return " "
		case name == "wbr":
			return ""
		case strings.Contains(lower, "</"+name+">") && (strings.Contains(lower, "<"+name+">") || strings.Contains(lower, "<"+name+" ")):
			return ""
		}
		return tag
	})
}
