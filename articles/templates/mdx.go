package templates

import (
	"html"
	"strings"
)

// mayBeMDX says quickly whether a body may be MDX: Markdown with JavaScript.
func mayBeMDX(body string) bool {
	text := strings.TrimLeft(body, " \t\r\n")
	if strings.HasPrefix(text, "import ") || strings.HasPrefix(text, "export ") {
		return true
	}
	for {
		at := strings.IndexByte(text, '<')
		if at < 0 {
			return false
		}
		if text = text[at+1:]; text != "" && text[0] >= 'A' && text[0] <= 'Z' {
			return true
		}
	}
}

// script reads a line of MDX that is no Markdown: an import or export, a comment, or the
// tag of a component.
func (l *liner) script(prefix, text string) bool {
	if prefix == "" && (l.top && isImport(text) || isImport(text) && l.usesImport(text)) {
		l.skip(func(line string) bool { return strings.TrimSpace(line) == "" || endsImport(line) }, text)
		return true
	}
	if prefix == "" && l.top && isExport(text) {
		l.skipBalanced(text)
		return true
	}
	if strings.HasPrefix(text, "{/*") && l.comment(prefix, text) {
		return true
	}
	return l.component(prefix, text)
}

// comment leaves a comment out that begins in a line, if it ends anywhere.
func (l *liner) comment(prefix, text string) bool {
	_, after, ended := strings.Cut(text, "*/}")
	at := l.at
	for ; !ended && !l.endless && at < len(l.lines); at++ {
		_, after, ended = strings.Cut(l.lines[at], "*/}")
	}
	if !ended {
		l.endless = true
		return false
	}
	l.at = at
	l.out.WriteString(prefix + strings.TrimLeft(after, " \t"))
	return true
}

// isImport says that a line imports something into MDX.
func isImport(text string) bool {
	rest, found := strings.CutPrefix(text, "import ")
	if !found {
		return false
	}
	rest = strings.TrimSpace(rest)
	return strings.Contains(rest, " from '") || strings.Contains(rest, ` from "`) || strings.HasPrefix(rest, "{") && !strings.Contains(rest, "}") ||
		(strings.HasPrefix(rest, "'") || strings.HasPrefix(rest, `"`)) && strings.IndexByte(`'";`, rest[len(rest)-1]) >= 0
}

// endsImport says that an import ends in a line.
func endsImport(line string) bool {
	text := strings.TrimRight(strings.TrimSpace(line), ";")
	return strings.HasSuffix(text, "'") || strings.HasSuffix(text, `"`)
}

// usesImport says that what a line imports is a component that the body uses.
func (l *liner) usesImport(text string) bool {
	name := strings.TrimLeft(strings.TrimPrefix(text, "import "), "{* ")
	name = name[:len(name)-len(strings.TrimLeft(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"))]
	return name != "" && name[0] >= 'A' && name[0] <= 'Z' && l.has("<"+name)
}

// has says whether the body has a text anywhere. What was asked once is known.
func (l *liner) has(text string) bool {
	known, asked := l.known[text]
	if !asked {
		known = len(l.known) < maxKnown && strings.Contains(l.body, text)
		l.known[text] = known
	}
	return known
}

// maxKnown is how many components a body may have.
const maxKnown = 500

// isExport says that a line exports something from MDX.
func isExport(text string) bool {
	for _, word := range []string{"const ", "default ", "function ", "let ", "var ", "async "} {
		if strings.HasPrefix(text, "export "+word) {
			return true
		}
	}
	return false
}

// skip leaves out lines up to one that ends them.
func (l *liner) skip(ends func(string) bool, line string) {
	l.mdx = true
	for !ends(line) && l.at < len(l.lines) {
		line = l.lines[l.at]
		l.at++
	}
	l.out.WriteString("\n")
}

// skipBalanced leaves out lines up to where all brackets are closed.
func (l *liner) skipBalanced(line string) {
	depth := 0
	l.skip(func(line string) bool {
		for i := range len(line) {
			switch line[i] {
			case '{', '(', '[':
				depth++
			case '}', ')', ']':
				depth--
			}
		}
		return depth <= 0
	}, line)
}

// component reads a line that is nothing but the tag of a component, <Note title="…">: it
// begins or ends what its name says, and else it goes, with the title that it has.
func (l *liner) component(prefix, text string) bool {
	tag := strings.TrimSpace(text)
	inner, closing := strings.CutPrefix(tag, "</")
	if !closing {
		inner = strings.TrimPrefix(tag, "<")
	}
	if len(tag) < 4 || len(inner) == len(tag) || inner[0] < 'A' || inner[0] > 'Z' || !strings.HasSuffix(inner, ">") || strings.ContainsAny(inner[:len(inner)-1], "<>") {
		return false
	}
	inner = strings.TrimSuffix(inner, ">")
	inner, alone := strings.CutSuffix(inner, "/")
	end := 0
	for end < len(inner) && (isNameByte(inner[end]) || inner[end] == '.') {
		end++
	}
	name := strings.ToLower(inner[:end])
	if inner[:end] == strings.ToUpper(name) || name == "image" || name == "img" || name == "iframe" || name == "video" {
		return false // HTML
	}
	l.top, l.mdx = false, true
	what := meaningOf(name)
	if closing {
		switch what {
		case folded:
			l.write(prefix, "</details>")
		case quote:
			l.write(prefix, "</blockquote>")
		default:
			l.out.WriteString(prefix + "\n")
		}
		return true
	}
	a := parseArguments(withoutExpressions(inner[end:]))
	switch closed := l.has("</" + inner[:end] + ">"); {
	case !alone && !closed && len(a.named) == 0:
		l.mdx = false
		return false // <T>
	case what == picture || hasPictureEnding(a.first("src")):
		l.write(prefix, `<figure><img src="`+html.EscapeString(a.first("src"))+`" alt="`+html.EscapeString(a.first("alt", "title"))+
			`"><figcaption>`+html.EscapeString(a.first("caption"))+"</figcaption></figure>")
	case alone || !closed:
		if said := a.spoken(); said != "" {
			l.write(prefix, "<p>"+linked(html.EscapeString(said), a.first("href", "url", "link"))+"</p>")
		}
	case what == quote && isCalloutKind(a.first("type", "kind")):
		l.begin(prefix, a.first("type", "kind"), a.title())
	default:
		l.begin(prefix, name, a.title())
	}
	return true
}

// withoutBraces gives a line without the values in braces that its tags have, as in
// <img src={require('./a.png')} style={{width: 1}}>: HTML knows none.
func (l *liner) withoutBraces(text string) string {
	at := strings.Index(text, "={")
	if at < 0 || !l.mdx && !strings.Contains(text, "={require(") && !strings.Contains(text, "={useBaseUrl(") && !strings.Contains(text, "style={{") {
		return text
	}
	tag := strings.LastIndexByte(text[:at], '<')
	if tag < 0 || tag > 0 && text[tag-1] == '\\' || !isNameByte(text[tag+1]) || strings.ContainsRune(text[tag:at], '>') || strings.Count(text[:tag], "`")%2 > 0 {
		return text
	}
	return text[:tag] + withoutExpressions(text[tag:])
}

// withoutExpressions gives a tag with the texts of its values in braces, and without those
// that have none.
func withoutExpressions(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "={")
		if !found {
			return b.String() + s
		}
		depth, end := 1, 0
		for end < len(rest) && depth > 0 {
			switch rest[end] {
			case '{':
				depth++
			case '}':
				depth--
			}
			end++
		}
		if depth > 0 {
			return b.String() + s
		}
		b.WriteString(before + `="` + html.EscapeString(stringIn(rest[:end-1])) + `"`)
		s = rest[end:]
	}
}

// stringIn gives the first text in quotes that an expression of JavaScript has, or "".
func stringIn(s string) string {
	at := strings.IndexAny(s, "\"'`")
	if at < 0 || strings.HasPrefix(s, "{") {
		return ""
	}
	text, _ := quotedText(s[at:])
	return text
}
