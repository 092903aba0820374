package html

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/gate"
	"broadsheet/articles/html/dom"
	"broadsheet/articles/prose"
	"broadsheet/model"
)

// preformatted reads code, or prose that was only set like code.
func (f *flow) preformatted(node *html.Node, st style) {
	language := codeLanguage(node)
	var b strings.Builder
	f.reader.codeText(node, &b)
	text := gate.ExpandTabs(gate.Text(strings.ReplaceAll(b.String(), "\u00a0", " "))) // forums indent with no-break spaces
	text = strings.TrimRight(strings.TrimLeft(text, "\n"), " \n")
	if gate.IsBlank(text) {
		f.children(node, st) // pictures, if anything
		return
	}
	if language == "" && !hasCode(node) && isProse(text) {
		st.preserve = true
		f.children(node, st)
		return
	}
	f.add(model.CodeBlock{Language: language, Text: text})
}

// codeText collects the text of a block of code.
func (r *reader) codeText(node *html.Node, b *strings.Builder) {
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == html.TextNode:
			b.WriteString(child.Data)
		case child.Type != html.ElementNode || r.drops(child) || r.notes.isNote(child):
		case child.DataAtom == atom.Br:
			b.WriteByte('\n')
		default:
			apart := isLine(child)
			if apart && b.Len() > 0 && !strings.HasSuffix(b.String(), "\n") {
				b.WriteByte('\n')
			}
			r.codeText(child, b)
			if apart && !strings.HasSuffix(b.String(), "\n") {
				b.WriteByte('\n')
			}
		}
	}
}

// isLine says that an element of a block of code stands on lines of its own.
func isLine(node *html.Node) bool {
	switch node.DataAtom {
	case atom.Div, atom.P, atom.Li, atom.Tr:
		return true
	default:
		return false
	}
}

// hasCode says that the author marked the text as code.
func hasCode(node *html.Node) bool {
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		if tag := child.DataAtom; tag == atom.Code || tag == atom.Samp || tag == atom.Kbd || tag == atom.Tt {
			return true
		}
	}
	return false
}

// isProse says that preformatted text is Chinese running text: it has lines far
// too long for code.
func isProse(text string) bool {
	for line := range strings.Lines(text) {
		if len(line) < 120 {
			continue
		}
		han := 0
		for _, r := range line {
			if prose.IsCJK(r) {
				han++
			}
		}
		if han > 40 && han*2 > utf8.RuneCountInString(line) {
			return true
		}
	}
	return false
}

// codeLanguage finds the language of a block of code in the class names that
// highlighters use: on the block itself, on the <code> in it, or on what
// stands around it.
func codeLanguage(pre *html.Node) string {
	nodes := []*html.Node{pre}
	if code := pre.FirstChild; code != nil && code.Type == html.ElementNode {
		nodes = append(nodes, code)
	}
	for at, steps := pre.Parent, 0; at != nil && steps < 6; at, steps = at.Parent, steps+1 {
		if dom.HasClass(at, "highlight", "highlighter-rouge") || steps == 0 {
			nodes = append(nodes, at)
		}
	}
	for _, node := range nodes {
		if language := languageOf(node); language != "" {
			return language
		}
	}
	return ""
}

func languageOf(node *html.Node) string {
	for _, key := range []string{"data-lang", "data-language"} {
		if language := languageName(dom.Attribute(node, key)); language != "" {
			return language
		}
	}
	words := strings.Fields(dom.Attribute(node, "class"))
	for i, word := range words {
		for _, prefix := range []string{"language-", "lang-", "highlight-source-", "brush:"} {
			name, found := strings.CutPrefix(word, prefix)
			if name == "" && i+1 < len(words) { // "brush: go"
				name = words[i+1]
			}
			if language := languageName(name); found && language != "" {
				return language
			}
		}
		if word == "highlight" && node.DataAtom == atom.Figure && i+1 < len(words) { // as Hexo writes it
			return languageName(words[i+1])
		}
	}
	return ""
}

// languageName gives the name of a programming language, or "" if it can be
// none, or says that there is none.
func languageName(s string) string {
	name, _, _ := strings.Cut(strings.ToLower(s), ";")
	if len(name) == 0 || len(name) > 32 {
		return ""
	}
	for _, r := range name {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && !strings.ContainsRune("+#-._", r) {
			return ""
		}
	}
	switch name {
	case "none", "plain", "plaintext", "text", "nohighlight":
		return ""
	}
	return name
}
