package templates

import (
	"html"
	"path"
	"strconv"
	"strings"
)

// expander writes a body anew, with what tags stand for in their place.
type expander struct {
	body, title string
	pieces      []piece
	out         strings.Builder
	tabs        int  // tags that parts with names of their own are in
	toc         bool // a table of contents was left out
	value       bool // the tag before stood for a value in an address
}

func (e *expander) expand() string {
	e.pair()
	for i := range e.pieces {
		p := &e.pieces[i]
		wasValue := e.value
		e.value = false
		switch {
		case p.kind == plainText:
			e.out.WriteString(e.tabNames(p.text))
		case p.kind == attributes:
			e.attributes(p)
		case p.kind == expression:
			e.expression(p, wasValue)
		case p.whole:
			e.content(p)
		case p.closing:
			e.closes(p)
		default:
			e.tag(p, wasValue)
		}
	}
	return e.out.String()
}

// pair finds for each tag the one that closes it.
func (e *expander) pair() {
	open := map[string][]int{}
	for i, p := range e.pieces {
		if p.whole || p.name == "" || p.kind == plainText {
			continue
		}
		key := p.name
		if p.kind == shortcode {
			key = "<" + key
		}
		if !p.closing {
			if !p.alone {
				open[key] = append(open[key], i)
			}
			continue
		}
		if stack := open[key]; len(stack) > 0 {
			other := stack[len(stack)-1]
			open[key] = stack[:len(stack)-1]
			e.pieces[i].other, e.pieces[other].other = other, i
		}
	}
}

// block writes HTML that stands on lines of its own, and ends its block, so that what
// follows is Markdown.
func (e *expander) block(p *piece, markup string) {
	if !p.first {
		e.out.WriteString("\n" + p.prefix)
	}
	e.out.WriteString(markup)
	e.out.WriteString("\n" + p.prefix + "\n" + p.prefix)
}

// attributes leaves a list of attributes out. One that stands for a table of contents
// stands at an item in its place.
func (e *expander) attributes(p *piece) {
	if strings.Trim(p.text, "{:} ") != "toc" || !p.first || e.toc {
		return
	}
	e.toc = true
	text := strings.TrimRight(e.out.String(), " \t\n")
	if at := strings.LastIndexByte(text, '\n') + 1; isItem(strings.TrimLeft(text[at:], " \t")) && e.out.Len()-at < maxTag {
		e.out.Reset()
		e.out.WriteString(text[:at])
	}
}

// expression writes what {{ … }} stands for, if that is known: a text in it, or the
// article's title. What only the maker of a site knows goes; what may not be meant for one
// at all, as in {{ name }} of an article about templates, stays.
func (e *expander) expression(p *piece, wasValue bool) {
	inner := strings.TrimSpace(strings.Trim(p.text, "{}"))
	inner = strings.TrimSpace(strings.Trim(inner, "-~"))
	inValue := wasValue || e.inAddress(p)
	text, length := quotedText(inner)
	switch {
	case length > 0 && (length == len(inner) || strings.HasPrefix(strings.TrimSpace(inner[length:]), "|")):
		if inValue {
			e.out.WriteString(html.EscapeString(text))
		} else {
			e.out.WriteString(asMarkdown(text))
		}
	case inner == "page.title" || inner == "post.title" || inner == ".Title" || inner == ".Page.Title":
		e.out.WriteString(asMarkdown(e.title))
	case inValue, isSiteValue(inner), inner == "":
	default:
		e.out.WriteString(p.text)
		return
	}
	e.value = inValue
}

// isSiteValue says that an expression asks for what a maker of sites knows.
func isSiteValue(s string) bool {
	for _, prefix := range []string{
		"site.", "page.", "post.", "layout.", "include.", "theme.", "config.", "jekyll.", "forloop.", "paginator.", "collection.", "product.",
		".Site", ".Page", ".Params", ".Date", ".Permalink", ".RelPermalink", ".Content", ".Summary", ".Get", ".Inner", "partial ", "ref ", "relref ", "$.",
		"url_for(", "asset_path(", "content |", "page |", "toc",
	} {
		if strings.HasPrefix(s, prefix) {
			return true
		}
	}
	return s == "content" || s == "TOC"
}

// inAddress says that a tag stands in the address of a link or in the value of an
// attribute, where there is no place for more than a value.
func (e *expander) inAddress(p *piece) bool {
	before := e.body[max(0, p.start-2):p.start]
	return before == "](" || before == `="` || before == "='" || before == "]<" || before == "(<" || before == "]:" || before == ": " && e.isDefinition(p)
}

// isDefinition says that a tag is the address of a link's definition: [name]: {{ … }}.
func (e *expander) isDefinition(p *piece) bool {
	line := e.body[:p.start]
	line = line[max(0, len(line)-maxTag):]
	line = line[strings.LastIndexByte(line, '\n')+1:]
	return strings.HasPrefix(strings.TrimLeft(line, " "), "[") && strings.HasSuffix(line, "]: ")
}

// content writes a tag whose content is no Markdown.
func (e *expander) content(p *piece) {
	inner := withoutPrefix(p.inner, p.prefix)
	switch meaningOf(p.name) {
	case code:
		e.code(p, inner)
	case formula:
		inner = strings.Trim(inner, "\n")
		if strings.Contains(inner, "$$") || strings.Contains(inner, `\[`) || strings.Contains(inner, `\(`) {
			e.out.WriteString(inner)
		} else if p.first {
			e.out.WriteString("\n" + p.prefix + "$$" + inner + "$$\n" + p.prefix)
		} else {
			e.out.WriteString("$" + inner + "$")
		}
	case verbatim:
		if p.first {
			inner = strings.TrimPrefix(inner, "\n")
		}
		e.out.WriteString(inner)
	default: // hidden
	}
}

// withoutPrefix takes off what the lines of a text begin with in the quotes and lists that
// it is in.
func withoutPrefix(text, prefix string) string {
	if prefix == "" {
		return text
	}
	var b strings.Builder
	for i, line := range strings.SplitAfter(text, "\n") {
		if i > 0 {
			end := 0
			for end < len(prefix) && end < len(line) && (line[end] == prefix[end] || prefix[end] == ' ' && line[end] == ' ') {
				end++
			}
			line = line[end:]
		}
		b.WriteString(line)
	}
	return b.String()
}

// code writes code as one line of HTML, which nothing that it stands in can part.
func (e *expander) code(p *piece, inner string) {
	language, title, address := codeArguments(p)
	inner = strings.Trim(strings.TrimRight(inner, " \t\r\n"), "\n")
	var b strings.Builder
	if title != "" {
		b.WriteString("<p>" + linked(html.EscapeString(title), address) + "</p>")
	}
	b.WriteString("<pre><code")
	if language != "" {
		b.WriteString(` class="language-` + html.EscapeString(language) + `"`)
	}
	inner = strings.ReplaceAll(strings.ReplaceAll(html.EscapeString(inner), "\r\n", "\n"), "\r", "\n")
	b.WriteString(">" + strings.ReplaceAll(inner, "\n", "&#10;") + "</code></pre>")
	e.block(p, b.String())
}

// linked gives text in a link, where there is one to link to.
func linked(text, address string) string {
	if address == "" {
		return text
	}
	return `<a href="` + html.EscapeString(address) + `">` + text + "</a>"
}

// codeArguments gives what a tag says of the code in it: {% highlight go linenos %},
// {{< highlight go "linenos=table" >}}, {% codeblock [title] [lang:go] [address] [link text] %}.
func codeArguments(p *piece) (language, title, address string) {
	a := parseArguments(p.args)
	switch p.name {
	case "mermaid", "plantuml", "graphviz", "goat", "markmap", "echarts":
		return p.name, "", ""
	case "codeblock", "code":
	default:
		language = a.word(0)
		if language == "" {
			language = a.first("lang", "language", "type")
		}
		return strings.TrimSuffix(language, ","), a.first("title", "caption", "filename"), ""
	}
	language = a.first("lang", "language")
	var rest []string
	for i, word := range a.words {
		key, value, isPair := strings.Cut(word, ":")
		switch {
		case strings.HasPrefix(word, "http://"), strings.HasPrefix(word, "https://"):
			address = word
		case a.quoted[i] || !isPair:
			rest = append(rest, word)
		case key == "lang":
			language = value
		case !isCodeOption(key): // as a title may have a colon, too
			rest = append(rest, word)
		}
	}
	if p.name == "code" && language == "" && len(rest) == 1 {
		return rest[0], a.first("title"), address
	}
	if title = a.first("title", "caption"); title == "" {
		title = strings.Join(rest, " ")
	}
	return language, title, address
}

// isCodeOption says that a word says how a block of code looks, in Hexo.
func isCodeOption(key string) bool {
	switch key {
	case "line_number", "highlight", "first_line", "mark", "wrap", "caption_separator", "language_attr":
		return true
	}
	return false
}

// tabNames writes the names of the parts of {% tabs %}, which stand in comments.
func (e *expander) tabNames(text string) string {
	if e.tabs == 0 || !strings.Contains(text, "<!-- tab ") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "<!-- tab ")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "-->")
		if !closed {
			b.WriteString("<!-- tab " + rest)
			return b.String()
		}
		if name, _, _ = strings.Cut(name, "@"); strings.TrimSpace(name) != "" {
			b.WriteString("<p><strong>" + html.EscapeString(strings.TrimSpace(name)) + "</strong></p>\n\n")
		}
		text = after
	}
}

// asMarkdown writes a text so that Markdown gives it as it is.
func asMarkdown(text string) string {
	text = html.EscapeString(text)
	var b strings.Builder
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\n':
			b.WriteByte(' ')
		case strings.IndexByte("*_`[]\\~=$|{!:", c) >= 0:
			b.WriteString("&#" + strconv.Itoa(int(c)) + ";")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// baseName gives what a page is called by its address, without its date and its ending.
func baseName(address string) string {
	address, _, _ = strings.Cut(address, "#")
	name := path.Base(strings.Trim(address, "/ "))
	if name == "." || name == "/" {
		return ""
	}
	return strings.TrimSuffix(strings.TrimSuffix(name, ".md"), ".html")
}
