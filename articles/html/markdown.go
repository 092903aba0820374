package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/gate"
)

// HoldsMarkdown says that what stands in the elements of a body is Markdown, as
// CommonMark means it (section 4.6): a blank line ends a block of HTML, so that what
// follows it is Markdown again. HTML has blank lines as well, so that there must be
// something in the text that only Markdown has, or nothing else that parts paragraphs.
func HoldsMarkdown(body string) bool {
	tokenizer := html.NewTokenizer(strings.NewReader(body))
	var w markdownWitness
	for {
		switch tokenizer.Next() {
		case html.ErrorToken:
			return w.items > 1 || w.paragraphs > 1 && !w.parted
		case html.DoctypeToken:
			return false
		case html.StartTagToken, html.SelfClosingTagToken:
			switch tag := tagAtom(tokenizer); tag {
			case atom.Html, atom.Head, atom.Body:
				return false
			case atom.P, atom.Br, atom.Li, atom.Td:
				w.parted = true
			case atom.Pre, atom.Code, atom.Script, atom.Style, atom.Textarea:
				w.raw = tag
			default: // its text is as good as any
			}
		case html.EndTagToken:
			if tag := tagAtom(tokenizer); tag == w.raw {
				w.raw = 0
			} else if tag == atom.P {
				w.parted = true
			}
		case html.TextToken:
			if w.raw == 0 && w.seesMarkdown(string(tokenizer.Raw())) {
				return true
			}
		default: // comments
		}
	}
}

// markdownWitness gathers what speaks for Markdown in the text between tags.
type markdownWitness struct {
	raw        atom.Atom // the element that is open whose text is no prose; 0: none
	items      int       // lines that are items of a list
	paragraphs int       // that a blank line begins
	parted     bool      // there are elements that part paragraphs
}

// seesMarkdown says that a text after a blank line is Markdown beyond doubt, and counts
// what may be.
func (w *markdownWitness) seesMarkdown(text string) bool {
	lines := strings.Split(text, "\n")
	for i := 2; i < len(lines); i++ { // the first line is the rest of the tag's
		if gate.IsBlank(lines[i]) || !gate.IsBlank(lines[i-1]) {
			continue
		}
		if indent := len(lines[i]) - len(strings.TrimLeft(lines[i], " ")); indent > 3 || lines[i][0] == '\t' {
			continue
		}
		w.paragraphs++
		for ; i < len(lines) && !gate.IsBlank(lines[i]); i++ {
			line := strings.TrimLeft(lines[i], " ")
			if isMarkdownLine(line) || i+1 < len(lines) && isTableRule(lines[i+1]) {
				return true
			}
			if isMarkdownItem(line) {
				w.items++
			}
		}
	}
	return false
}

// isMarkdownLine says that a line can only be meant as Markdown: it is a heading or the
// fence of code, or has a link, a picture, bold text or code in it.
func isMarkdownLine(line string) bool {
	if marks := len(line) - len(strings.TrimLeft(line, "#")); marks > 0 && marks < 7 && strings.HasPrefix(line[marks:], " ") && !gate.IsBlank(line[marks:]) {
		return true
	}
	if strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~") || strings.HasPrefix(line, "> ") {
		return true
	}
	if at := strings.Index(line, "]("); at > 0 && strings.Contains(line[:at], "[") && strings.Contains(line[at:], ")") {
		return true
	}
	return paired(line, "**") || paired(line, "__") || paired(line, "`")
}

// paired says that a mark stands around some text of a line, without a blank inside.
func paired(line, mark string) bool {
	_, rest, found := strings.Cut(line, mark)
	if !found || rest == "" || rest[0] == ' ' || strings.HasPrefix(rest, mark[:1]) {
		return false
	}
	inner, _, closed := strings.Cut(rest, mark)
	return closed && !strings.HasSuffix(inner, " ")
}

// isTableRule says that a line parts the header of a table from its rows.
func isTableRule(line string) bool {
	return strings.Contains(line, "|") && strings.Contains(line, "--") && strings.Trim(line, "|-: \t\r") == ""
}

// isMarkdownItem says that a line begins as an item of a list.
func isMarkdownItem(line string) bool {
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	switch {
	case digits > 0 && digits < 10:
		return strings.HasPrefix(line[digits:], ". ") || strings.HasPrefix(line[digits:], ") ")
	case len(line) > 2:
		return strings.IndexByte("-*+", line[0]) >= 0 && line[1] == ' '
	}
	return false
}

// IsElement says that HTML, SVG or MathML knows an element of that name, in lower case.
func IsElement(name string) bool {
	switch name {
	case "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont", "bdi", "bdo",
		"bgsound", "big", "blink", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col",
		"colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed",
		"fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
		"head", "header", "hgroup", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link",
		"listing", "main", "map", "mark", "marquee", "math", "menu", "meta", "meter", "nav", "nobr", "noembed", "noframes",
		"noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "plaintext", "pre", "progress", "q",
		"rb", "rp", "rt", "rtc", "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small", "source", "span",
		"strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
		"thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr", "xmp":
		return true
	}
	return false
}
