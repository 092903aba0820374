// Package templates reads what makers of sites put into texts, before Markdown is read:
// the tags of Hexo, Jekyll and Hugo, kramdown's attributes, containers and admonitions,
// and the JavaScript of MDX. What is known becomes the Markdown or HTML that it stands
// for; of what is not, the text stays and the tag goes. In code everything stays as it is
// written. It works on text alone, as those makers do: what a tag is in, it cannot know.
package templates

import (
	"strings"
)

// Expand gives a body of Markdown without tags. The title is the article's, which a tag
// may ask for. What it takes grows with the length of the body.
func Expand(body, title string) string {
	if strings.Contains(body, "{%") || strings.Contains(body, "{{") || strings.Contains(body, "{:") {
		s := scanner{body: body, endless: map[string]int{}}
		s.scan()
		e := expander{body: body, title: title, pieces: s.pieces}
		body = e.expand()
	}
	body = expandLines(body)
	if strings.Contains(body, "{{</*") || strings.Contains(body, "{{%/*") { // Hugo's way to show a tag, in code as well
		body = strings.NewReplacer("{{</*", "{{<", "*/>}}", ">}}", "{{%/*", "{{%", "*/%}}", "%}}").Replace(body)
	}
	return body
}

// ExpandHTML is Expand for a body of HTML, in which makers of sites expand tags as well.
// Indents and back-ticks mean nothing in it.
func ExpandHTML(body, title string) string {
	if !strings.Contains(body, "{%") && !strings.Contains(body, "{{") {
		return body
	}
	s := scanner{body: body, markup: true, endless: map[string]int{}}
	s.scan()
	e := expander{body: body, title: title, pieces: s.pieces}
	return e.expand()
}

// kind is how a tag is written.
type kind int

const (
	plainText  kind = iota // no tag
	percent                // {% name %}, of Liquid and Nunjucks
	expression             // {{ expression }}, of all
	shortcode              // {{< name >}} and {{% name %}}, of Hugo
	attributes             // {: .class}, of kramdown
	extension              // {::name}, of kramdown
)

// piece is a part of a body: a tag, or what stands between two.
type piece struct {
	kind  kind
	text  string // the whole of it
	start int    // where it begins

	name    string
	args    string // what follows the name
	closing bool   // {% endname %}, {{< /name >}} or {:/name}
	alone   bool   // {{< name />}}: nothing closes it
	inner   string // of a tag whose content is no Markdown: that content
	whole   bool   // inner was read
	other   int    // the piece that closes it or that it closes; 0: none
	prefix  string // what lines begin with in the quotes and lists that it is in
	first   bool   // nothing but that stands before it in its line
}

// maxTag is how long a tag may be, in bytes.
const maxTag = 4000

// parseTag reads the tag that s begins with; its kind is plainText where it is none.
func parseTag(s string) piece {
	window := s[:min(len(s), maxTag)]
	switch {
	case strings.HasPrefix(s, "{{<"):
		return parseName(shortcode, between(window, "{{<", ">}}"))
	case strings.HasPrefix(s, "{{%"):
		return parseName(shortcode, between(window, "{{%", "%}}"))
	case strings.HasPrefix(s, "{{"):
		return piece{kind: expression, text: between(window, "{{", "}}")}.orNone()
	case strings.HasPrefix(s, "{%"):
		return parseName(percent, between(window, "{%", "%}"))
	case strings.HasPrefix(s, "{::"), strings.HasPrefix(s, "{:/"):
		return parseName(extension, between(window, "{:", "}"))
	case strings.HasPrefix(s, "{:"):
		text := between(window, "{:", "}")
		if !isAttributeList(strings.TrimSuffix(strings.TrimPrefix(text, "{:"), "}")) {
			return piece{}
		}
		return piece{kind: attributes, text: text}
	}
	return piece{}
}

func (p piece) orNone() piece {
	if p.text == "" {
		return piece{}
	}
	return p
}

// between gives what s begins with up to an end, quotes that it may stand in left out;
// "" where there is no end.
func between(s, begin, end string) string {
	quote := byte(0)
	for i := len(begin); i < len(s); i++ {
		switch c := s[i]; {
		case quote == 0 && strings.HasPrefix(s[i:], end):
			return s[:i+len(end)]
		case c == '\n' && i+1 < len(s) && s[i+1] == '\n': // a paragraph ends
			return unquoted(s, begin, end)
		case quote == 0 && strings.HasPrefix(s[i:], begin): // another tag, so that this is none
			return ""
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '`'):
			quote = c
		}
	}
	return unquoted(s, begin, end)
}

// unquoted is between where a quote is never closed.
func unquoted(s, begin, end string) string {
	at := strings.Index(s[len(begin):], end)
	if at < 0 || strings.Contains(s[:len(begin)+at], "\n\n") {
		return ""
	}
	return s[:len(begin)+at+len(end)]
}

// parseName parts a tag into its name and what follows.
func parseName(k kind, text string) piece {
	if text == "" {
		return piece{}
	}
	inner := strings.Trim(text, "{}%<>")
	if k == extension {
		inner = strings.TrimPrefix(strings.TrimSuffix(strings.TrimPrefix(text, "{:"), "}"), ":")
	}
	inner = strings.TrimSpace(strings.Trim(strings.TrimSpace(inner), "-~+")) // which control white space
	p := piece{kind: k, text: text}
	if k == shortcode && strings.HasPrefix(inner, "/*") { // escaped: it is to be seen
		return piece{}
	}
	if rest, closing := strings.CutPrefix(inner, "/"); closing {
		inner, p.closing = strings.TrimSpace(rest), true
	}
	if rest, alone := strings.CutSuffix(inner, "/"); alone {
		inner, p.alone = strings.TrimSpace(rest), true
	}
	end := 0
	for end < len(inner) && (isNameByte(inner[end]) || inner[end] == '-' || inner[end] == '/' || inner[end] == '.') {
		end++
	}
	if end == 0 && !p.closing {
		return piece{}
	}
	p.name, p.args = strings.ToLower(inner[:end]), strings.TrimSpace(inner[end:])
	if rest, ends := strings.CutPrefix(p.name, "end"); ends && k == percent {
		p.name, p.closing = strings.TrimLeft(rest, "-_"), true
	}
	return p
}

func isNameByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c >= 0x80
}

// isAttributeList says that a text is what kramdown calls an attribute list: classes,
// ids, keys with values, and names of other lists.
func isAttributeList(s string) bool {
	words := 0
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimLeft(s, " \t") {
		words++
		end := 0
		if s[0] == '.' || s[0] == '#' {
			end = 1
		}
		for end < len(s) && (isNameByte(s[end]) || s[end] == '-' || s[end] == ':' || s[end] == '.' || s[end] == '#') {
			end++
		}
		if end == 0 {
			return false
		}
		if end < len(s) && s[end] == '=' {
			length := valueLength(s[end+1:])
			if length < 0 {
				return false
			}
			end += 1 + length
		}
		if end < len(s) && s[end] != ' ' && s[end] != '\t' {
			return false
		}
		s = s[end:]
	}
	return words > 0
}

// valueLength gives the length of the value of an attribute, with its quotes; -1 where they
// are not closed.
func valueLength(s string) int {
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		end := strings.IndexByte(s[1:], s[0])
		if end < 0 {
			return -1
		}
		return end + len(`""`)
	}
	return len(s) - len(strings.TrimLeft(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-%.:#/"))
}
