package templates

import (
	"html"
	"strings"
)

// expandLines reads what stands on lines of its own: containers between ::: and :::, the
// admonitions of MkDocs, marks of a table of contents, ids of headings, and MDX.
func expandLines(body string) string {
	if !strings.Contains(body, ":::") && !strings.Contains(body, "!!!") && !strings.Contains(body, "???") && !strings.Contains(body, "=== \"") &&
		!strings.ContainsAny(body, "{}") && !mayHoldTOC(body) && !mayBeMDX(body) {
		return body
	}
	l := liner{body: body, lines: strings.SplitAfter(body, "\n"), top: true, known: map[string]bool{}}
	for _, line := range l.lines {
		if isContainerEnd(line) {
			l.ends++
		}
	}
	for l.at < len(l.lines) {
		l.line()
	}
	for range l.indents {
		l.dedent()
	}
	return l.out.String()
}

// mayHoldTOC says whether a body may have the mark of a table of contents.
func mayHoldTOC(body string) bool {
	for _, mark := range []string{"[TOC]", "[toc]", "[_TOC_]", "[Toc]", `\tableofcontents`} {
		if strings.Contains(body, mark) {
			return true
		}
	}
	return false
}

// liner reads a body line by line.
type liner struct {
	body    string
	lines   []string
	at      int // the line at hand
	out     strings.Builder
	fence   string          // of the block of code that is open, or ""
	open    []string        // what closes each container that is open
	ends    int             // lines that close a container and are still to come
	indents []string        // what closes each admonition that is open: its lines are indented
	top     bool            // nothing but imports was met
	mdx     bool            // there was JavaScript
	endless bool            // no comment ends any more
	known   map[string]bool // what the body has, of what was asked for
}

// line reads the line at hand, and what belongs to it.
func (l *liner) line() {
	line := l.dedented(l.lines[l.at])
	text := strings.TrimLeft(line, " \t>")
	prefix := line[:len(line)-len(text)]
	blank := strings.TrimSpace(text) == ""
	isFence := opensFence(afterItem(text))
	l.at++
	switch {
	case l.fence != "":
		if closesFence(text, l.fence) {
			l.fence = ""
		}
	case isFence != "":
		l.fence, l.top = isFence, false
	case blank, width(prefix) > 3 && !strings.Contains(prefix, ">"):
	case l.container(prefix, text), l.admonition(prefix, text), l.isTOC(text), l.script(prefix, text):
		return
	default:
		l.top = false
		line = prefix + l.withoutID(l.withoutBraces(text))
	}
	l.out.WriteString(line)
}

// write puts HTML on a line of its own, so that Markdown follows it.
func (l *liner) write(prefix, markup string) {
	l.out.WriteString(prefix + "\n" + prefix + markup + "\n" + prefix + "\n")
}

// next gives the next line, or "".
func (l *liner) next() string {
	if l.at < len(l.lines) {
		return l.lines[l.at]
	}
	return ""
}

func isContainerEnd(line string) bool {
	text := strings.TrimSpace(strings.TrimLeft(line, " \t>"))
	return len(text) >= 3 && strings.Trim(text, ":") == ""
}

// container reads the line that begins or ends a container, as VuePress, Docusaurus and
// Pandoc write it: ":::tip Title", ":::note[Title]", "::: {.warning}".
func (l *liner) container(prefix, text string) bool {
	rest := strings.TrimLeft(text, ":")
	if len(text)-len(rest) < 3 {
		return false
	}
	if rest = strings.TrimSpace(rest); rest == "" {
		l.ends--
		if len(l.open) == 0 {
			return false
		}
		end := l.open[len(l.open)-1]
		l.open = l.open[:len(l.open)-1]
		if end != "" {
			l.write(prefix, end)
		}
		return true
	}
	if len(l.open) >= l.ends {
		return false // nothing will end it
	}
	name, title := containerTitle(strings.TrimRight(rest, ": "))
	if name == "" {
		return false
	}
	l.top = false
	l.open = append(l.open, l.begin(prefix, name, title))
	return true
}

// begin writes the beginning of what has a kind and a title, and gives its end.
func (l *liner) begin(prefix, name, title string) (end string) {
	heading := ""
	if title != "" {
		heading = "<p><strong>" + html.EscapeString(title) + "</strong></p>"
	}
	switch what := meaningOf(strings.ToLower(name)); {
	case what == folded:
		l.write(prefix, "<details><summary>"+html.EscapeString(title)+"</summary>")
		return "</details>"
	case what == quote || isCalloutKind(name):
		if heading == "" && isCalloutKind(name) {
			heading = "<p><strong>" + strings.ToUpper(name[:1]) + strings.ToLower(name[1:]) + "</strong></p>"
		}
		l.write(prefix, "<blockquote>"+heading)
		return "</blockquote>"
	case heading != "":
		l.write(prefix, heading)
	default:
		l.out.WriteString(prefix + "\n")
	}
	return ""
}

// containerTitle parts what follows ::: into a name and a title.
func containerTitle(s string) (name, title string) {
	if class, found := strings.CutPrefix(s, "{"); found {
		class = strings.TrimLeft(strings.TrimSuffix(class, "}"), ". ")
		name, _, _ = strings.Cut(class, " ")
		a := parseArguments(class)
		return strings.TrimPrefix(strings.TrimPrefix(name, "callout-"), "callout"), a.first("title")
	}
	end := 0
	for end < len(s) && (isNameByte(s[end]) || s[end] == '-') {
		end++
	}
	name, title = s[:end], strings.TrimSpace(s[end:])
	if inner, found := strings.CutPrefix(title, "["); found {
		title, _, _ = strings.Cut(inner, "]")
	}
	if at := strings.Index(title, "{"); at >= 0 && strings.HasSuffix(title, "}") {
		named := parseArguments(title[at+1 : len(title)-1]).first("title")
		if title = strings.TrimSpace(title[:at]); title == "" {
			title = named
		}
	}
	return name, strings.Trim(title, `"`)
}

// admonition reads the line that begins an admonition, whose lines are indented, as MkDocs
// and Python-Markdown write it: !!! note "Title", ??? tip, === "Tab".
func (l *liner) admonition(prefix, text string) bool {
	rest := text
	for _, mark := range []string{"!!!", "???+", "???", "==="} {
		if after, found := strings.CutPrefix(text, mark+" "); found {
			rest = after
			break
		}
	}
	next := l.next()
	if strings.TrimSpace(next) == "" && l.at+1 < len(l.lines) {
		next = l.lines[l.at+1]
	}
	if len(rest) == len(text) || strings.Contains(prefix, ">") || width(l.dedented(next)) < width(prefix)+4 || strings.TrimSpace(next) == "" {
		return false
	}
	a := parseArguments(strings.TrimSpace(rest))
	name, title := a.word(0), ""
	for i, word := range a.words {
		if a.quoted[i] {
			title = word
		}
	}
	switch {
	case text[0] == '=' && title == "", text[0] != '=' && !isCalloutKind(name) && title == "":
		return false
	case text[0] == '=':
		name = "tab"
	case text[0] == '?' && title != "":
		name = "details"
	case !isCalloutKind(name):
		name = "note"
	}
	l.top = false
	l.indents = append(l.indents, l.begin(prefix, name, title))
	return true
}

// dedented gives a line without the indent of the admonitions that it is in. Those that it
// is not in any more are closed.
func (l *liner) dedented(line string) string {
	if len(l.indents) == 0 || strings.TrimSpace(line) == "" {
		return line
	}
	for width(line) < 4*len(l.indents) && len(l.indents) > 0 {
		l.dedent()
	}
	for range l.indents {
		if after, found := strings.CutPrefix(line, "\t"); found {
			line = after
		} else {
			line = strings.TrimPrefix(line, "    ")
		}
	}
	return line
}

// dedent closes the innermost admonition.
func (l *liner) dedent() {
	end := l.indents[len(l.indents)-1]
	l.indents = l.indents[:len(l.indents)-1]
	l.fence = ""
	if end != "" {
		l.write("", end)
	}
}

// isTOC says that a line is the mark of a table of contents, which has nothing to show
// here, and stands by itself.
func (l *liner) isTOC(text string) bool {
	if strings.TrimSpace(l.next()) != "" || l.at > 1 && strings.TrimSpace(l.lines[l.at-2]) != "" {
		return false
	}
	text = strings.ToLower(strings.TrimSpace(text))
	switch text {
	case "[toc]", "[[toc]]", "[[_toc_]]", "@[toc]", "{{toc}}", `\tableofcontents`, "<!-- toc -->", "${toc}":
		return true
	}
	return strings.HasPrefix(text, "@[toc](") && strings.HasSuffix(text, ")")
}

// withoutID gives the line of a heading without its id and classes: ## Title {#id .class}.
func (l *liner) withoutID(text string) string {
	trimmed := strings.TrimRight(text, " \t\r\n")
	at := strings.LastIndexByte(trimmed, '{')
	if at < 1 || !strings.HasSuffix(trimmed, "}") || !isHeading(text) && !isUnderline(l.next()) {
		return text
	}
	inner := strings.TrimPrefix(trimmed[at+1:len(trimmed)-1], ":")
	inner = strings.TrimSpace(inner)
	if trimmed[at-1] == '\\' || inner != "-" && (inner == "" || inner[0] != '#' && inner[0] != '.' || !isAttributeList(inner)) {
		return text
	}
	return strings.TrimRight(trimmed[:at], " \t") + text[len(trimmed):]
}

func isHeading(text string) bool {
	marks := len(text) - len(strings.TrimLeft(text, "#"))
	return marks > 0 && marks < 7 && strings.HasPrefix(text[marks:], " ")
}

// isUnderline says that a line makes a heading of the one above it.
func isUnderline(line string) bool {
	text := strings.TrimSpace(strings.TrimLeft(line, " >"))
	return text != "" && (strings.Trim(text, "=") == "" || strings.Trim(text, "-") == "")
}
