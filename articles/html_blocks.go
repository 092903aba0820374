package articles

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/model"
)

// maxHeading is the longest text that is a heading, in characters: some pages
// set whole articles in <h3> to have them large.
const maxHeading = 300

// blockElement reads an element that stands on lines of its own.
func (f *flow) blockElement(node *html.Node, st style) {
	f.flush()
	switch node.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		f.heading(node, st)
	case atom.Hr:
		f.rule(node)
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		f.preformatted(node, st)
	case atom.Figure:
		f.figure(node, st)
	case atom.Table:
		f.table(node, st)
	default:
		if !f.container(node, st) {
			f.captionOrPlain(node, st)
		}
	}
	f.flush()
}

// container reads an element that holds blocks of its own, unless too many are
// open already.
func (f *flow) container(node *html.Node, st style) bool {
	if f.reader.full() {
		return false
	}
	switch node.DataAtom {
	case atom.Blockquote:
		if blocks := f.reader.inner(node, st); len(blocks) > 0 {
			f.add(model.Quote{Blocks: blocks})
		}
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		f.list(node, st)
	case atom.Dl:
		f.definitions(node, st)
	case atom.Details:
		f.details(node, st)
	default:
		return false
	}
	return true
}

// captionOrPlain reads an element that is nothing special: a paragraph or a
// part of the page. Its text may be the caption of the picture before it.
func (f *flow) captionOrPlain(node *html.Node, st style) {
	if isCaption(node) && f.caption(node, st) {
		return
	}
	f.children(node, st)
}

func (f *flow) heading(node *html.Node, st style) {
	if shownLength(node, maxHeading+1) > maxHeading {
		f.children(node, st)
		return
	}
	inner := &flow{reader: f.reader, single: true}
	inner.children(node, st)
	runs := inner.line.take()
	if figure, standing := standAlone(runs); standing && onlyPictures(runs) {
		f.add(figure)
		return
	}
	if inlines := nest(runs, 0); len(inlines) > 0 {
		level := int(node.Data[1] - '0')
		f.add(model.Heading{Level: level, Inlines: inlines})
	}
}

func onlyPictures(runs []run) bool {
	for _, r := range runs {
		if !r.large && !isBlankRun(r) {
			return false
		}
	}
	return true
}

func (f *flow) rule(node *html.Node) {
	if parent := node.Parent; parent != nil && hasClass(parent, "footnotes") {
		return // it parts the text from notes that stand elsewhere now
	}
	f.add(model.Rule{})
}

// definitions reads a <dl>, whose groups may each be in a <div>.
func (f *flow) definitions(node *html.Node, st style) {
	var items []model.Definition
	described := true // the last item has a description, so a term begins a new one
	var read func(node *html.Node)
	read = func(node *html.Node) {
		for child := node.FirstChild; child != nil; child = child.NextSibling {
			if child.Type != html.ElementNode || f.reader.drops(child) || f.reader.notes.isNote(child) {
				continue
			}
			switch child.DataAtom {
			case atom.Dt:
				term := f.reader.inlines(child, styled(child, st))
				if len(term) == 0 {
					continue
				}
				if described {
					items, described = append(items, model.Definition{}), false
				}
				items[len(items)-1].Terms = append(items[len(items)-1].Terms, term)
			case atom.Dd:
				blocks := f.reader.inner(child, styled(child, st))
				if len(blocks) == 0 {
					continue
				}
				if len(items) == 0 {
					items = append(items, model.Definition{})
				}
				items[len(items)-1].Descriptions = append(items[len(items)-1].Descriptions, blocks)
				described = true
			case atom.Div:
				read(child)
			}
		}
	}
	if !definesOnly(node) {
		f.children(node, st)
		return
	}
	read(node)
	if len(items) > 0 {
		f.add(model.DefinitionList{Items: items})
	}
}

// definesOnly says that a <dl> holds nothing but terms and descriptions.
func definesOnly(list *html.Node) bool {
	for child := list.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == html.TextNode && isBlank(child.Data), child.Type == html.CommentNode:
		case child.DataAtom == atom.Dt, child.DataAtom == atom.Dd, child.DataAtom == atom.Script, child.DataAtom == atom.Template:
		case child.DataAtom == atom.Div && list.DataAtom == atom.Dl && definesOnly(child):
		default:
			return false
		}
	}
	return true
}

func (f *flow) details(node *html.Node, st style) {
	var details model.Details
	inner := f.reader.newFlow()
	f.reader.containers++
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.DataAtom == atom.Summary && details.Summary == nil:
			details.Summary = f.reader.inlines(child, styled(child, st))
		case child.Type == html.TextNode:
			inner.text(child.Data, st)
		case child.Type == html.ElementNode:
			inner.element(child, st)
		}
	}
	f.reader.containers--
	details.Blocks = inner.finish()
	if len(details.Summary) > 0 || len(details.Blocks) > 0 {
		f.add(details)
	}
}

// preformatted reads code, or prose that was only set like code.
func (f *flow) preformatted(node *html.Node, st style) {
	language := codeLanguage(node)
	var b strings.Builder
	f.reader.codeText(node, &b)
	text := expandTabs(cleanText(b.String()))
	text = strings.TrimRight(strings.TrimLeft(text, "\n"), " \n")
	if isBlank(text) {
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
func (r *htmlReader) codeText(node *html.Node, b *strings.Builder) {
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
	}
	return false
}

// hasCode says that the author marked the text as code.
func hasCode(node *html.Node) bool {
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		switch child.DataAtom {
		case atom.Code, atom.Samp, atom.Kbd, atom.Tt:
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
			if isCJK(r) {
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
		if hasClass(at, "highlight") || steps == 0 {
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
		if language := languageName(attribute(node, key)); language != "" {
			return language
		}
	}
	words := strings.Fields(attribute(node, "class"))
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

// expandTabs sets tabs to columns of eight cells.
func expandTabs(s string) string {
	if !strings.Contains(s, "\t") {
		return s
	}
	var b strings.Builder
	column := 0
	for _, r := range s {
		switch r {
		case '\t':
			blanks := 8 - column%8
			b.WriteString(strings.Repeat(" ", blanks))
			column += blanks
		case '\n':
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteRune(r)
			column += cells(r)
		}
	}
	return b.String()
}

// number reads an attribute that is a whole number.
func number(node *html.Node, key string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(attribute(node, key)))
	return n, err == nil
}
