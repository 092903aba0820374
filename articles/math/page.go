package math

import (
	"strings"

	"golang.org/x/net/html"

	"broadsheet/articles/html/dom"
)

// Element reads the formula that an element of a page shows, in whatever form it is
// kept there, and says whether the element is one. A formula without lines is one that
// stands beside the element as well, and is read there.
func Element(node *html.Node) (formula Formula, found bool) {
	switch node.Data {
	case "math":
		return readMathML(node), true
	case "script":
		return scriptFormula(node)
	case "img":
		return pictured(node)
	case "mjx-container":
		return container(node)
	case "pre":
		return block(node)
	case "span", "div", "p", "nobr":
	default:
		return Formula{}, false
	}
	classes := ""
	for _, a := range node.Attr {
		switch a.Key {
		case "class":
			classes = a.Val
		case "data-tex", "data-formula", "data-latex":
			if a.Val != "" {
				formula := readTeX(a.Val)
				formula.Display = node.Data == "div"
				return formula, true
			}
		}
	}
	if !strings.Contains(classes, "ath") && !strings.Contains(classes, "katex") && !strings.Contains(classes, "jx") {
		return Formula{}, false
	}
	return classed(node, classes)
}

// classed reads an element whose classes say what is in it.
func classed(node *html.Node, classes string) (formula Formula, found bool) {
	for class := range strings.FieldsSeq(classes) {
		switch class {
		case "katex", "katex-display", "katex--inline", "katex--display", "katex-block":
			formula, found = set(node)
			formula.Display = formula.Display || strings.Contains(classes, "display") || class == "katex-block"
			return formula, found
		case "mwe-math-element":
			return wikipedia(node)
		case "math":
			return delimited(node, classes)
		case "MathJax_Preview":
			return Formula{}, hasScript(node) || nextIs(node, "MathJax", "MathJax_Display", "MathJax_SVG", "MathJax_CHTML")
		case "MathJax", "MathJax_Display", "MathJax_SVG", "MathJax_SVG_Display", "MathJax_CHTML", "MathJax_MathML", "mjx-chtml", "MJXc-display":
			if hasScript(node) {
				return Formula{}, true
			}
			formula, found = set(node)
			formula.Display = formula.Display || strings.Contains(strings.ToLower(class), "display")
			return formula, found
		}
	}
	return Formula{}, false
}

// set reads what a script set: from the MathML that it left beside what it drew.
func set(node *html.Node) (formula Formula, found bool) {
	if source := dom.Attribute(node, "data-mathml"); source != "" {
		return parsed(source)
	}
	for inner := range node.Descendants() {
		if inner.Data == "math" {
			return readMathML(inner), true
		}
		if source := dom.Attribute(inner, "data-mathml"); source != "" {
			return parsed(source)
		}
	}
	if text := strings.Join(strings.Fields(textOf(node)), " "); text != "" && strings.Contains(dom.Attribute(node, "class"), "katex") {
		return Formula{Lines: []string{text}}, true // only what was drawn is left
	}
	return Formula{}, false
}

// parsed reads MathML that stands in an attribute or a script.
func parsed(source string) (formula Formula, found bool) {
	if len(source) > 10*maxSource || strings.Count(source, "<") > maxSource {
		return Formula{}, false
	}
	tree, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return Formula{}, false
	}
	for inner := range tree.Descendants() {
		if inner.Data == "math" {
			return readMathML(inner), true
		}
	}
	return Formula{}, false
}

// container reads what MathJax 3 and 4 write.
func container(node *html.Node) (formula Formula, found bool) {
	for inner := range node.Descendants() {
		if tex := dom.Attribute(inner, "data-latex"); tex != "" {
			formula = readTeX(tex)
			break
		}
		if inner.Data == "math" && inner.Namespace != "" {
			formula = readMathML(inner)
			break
		}
	}
	if len(formula.Lines) == 0 {
		formula.Lines = writeRows(lines(children(node, 0)))
	}
	formula.Display = formula.Display || dom.Attribute(node, "display") == "true"
	return formula, len(formula.Lines) > 0
}

// block reads a block of code that is a formula, as GitHub and GitLab have it.
func block(node *html.Node) (formula Formula, found bool) {
	code := node.FirstChild
	if code == nil || code.NextSibling != nil || code.Data != "code" || !hasWord(dom.Attribute(code, "class"), "language-math") {
		return Formula{}, false
	}
	formula = readTeX(textOf(code))
	formula.Display = true
	return formula, true
}

// wikipedia reads a formula of MediaWiki's: MathML that is hidden, and a picture for
// browsers without it.
func wikipedia(node *html.Node) (formula Formula, found bool) {
	for inner := range node.Descendants() {
		switch {
		case inner.Data == "math":
			formula, found = readMathML(inner), true
		case inner.Data == "img" && !found:
			if alt := dom.Attribute(inner, "alt"); alt != "" {
				formula, found = readTeX(alt), true
			}
		}
		if inner.Data == "img" && strings.Contains(dom.Attribute(inner, "class"), "image-display") {
			formula.Display = true
		}
	}
	return formula, found
}

// delimited reads TeX that Pandoc and its like mark as such, with or without
// delimiters around it.
func delimited(node *html.Node, classes string) (formula Formula, found bool) {
	display := hasWord(classes, "display")
	if !display && !hasWord(classes, "inline") || node.FirstChild == nil || node.FirstChild.NextSibling != nil || node.FirstChild.Type != html.TextNode {
		return Formula{}, false
	}
	formula = readTeX(withoutDelimiters(node.FirstChild.Data))
	formula.Display = display
	return formula, true
}

// scriptFormula reads the source that MathJax 2 finds its formulas in.
func scriptFormula(node *html.Node) (formula Formula, found bool) {
	kind := strings.ToLower(dom.Attribute(node, "type"))
	source := textOf(node)
	switch {
	case strings.HasPrefix(kind, "math/tex"):
		source = strings.NewReplacer("% <![CDATA[", "", "%<![CDATA[", "", "%]]>", "", "% ]]>", "").Replace(source)
		formula, found = readTeX(source), true
	case strings.HasPrefix(kind, "math/mml"):
		formula, found = parsed(source)
	case strings.HasPrefix(kind, "math/asciimath"):
		formula, found = Formula{Lines: []string{strings.TrimSpace(source)}, Source: true}, true
	}
	formula.Display = formula.Display || strings.Contains(kind, "mode=display")
	return formula, found
}

// pictured reads a formula that is a picture, with its TeX as what it is called or in
// its address.
func pictured(node *html.Node) (formula Formula, found bool) {
	address, alt := dom.Attribute(node, "src"), dom.Attribute(node, "alt")
	named := false
	for class := range strings.FieldsSeq(dom.Attribute(node, "class")) {
		switch strings.ToLower(class) {
		case "latex", "tex", "math", "mwe-math-fallback-image-inline", "mwe-math-fallback-image-display", "ee_img", "tr_noresize":
			named = true
			formula.Display = formula.Display || strings.HasSuffix(class, "-display")
		}
	}
	tex := inAddress(address)
	if tex == "" && !named {
		return Formula{}, false
	}
	if alt != "" && alt != "[公式]" {
		tex = alt
	}
	if tex == "" {
		return Formula{}, false
	}
	display := formula.Display || dom.Attribute(node, "eeimg") == "2"
	formula = readTeX(withoutDelimiters(tex))
	formula.Display = display
	return formula, true
}

// hasScript says that the source of what a script set follows it.
func hasScript(node *html.Node) bool {
	const near = 4
	at := node.NextSibling
	for range near {
		if at == nil {
			return false
		}
		if at.Data == "script" && strings.HasPrefix(dom.Attribute(at, "type"), "math/") {
			return true
		}
		at = at.NextSibling
	}
	return false
}

// nextIs says that an element of one of some classes follows.
func nextIs(node *html.Node, classes ...string) bool {
	next := node.NextSibling
	for next != nil && next.Type != html.ElementNode {
		next = next.NextSibling
	}
	if next == nil {
		return false
	}
	for _, class := range classes {
		if hasWord(dom.Attribute(next, "class"), class) {
			return true
		}
	}
	return false
}

func hasWord(list, word string) bool {
	for field := range strings.FieldsSeq(list) {
		if field == word {
			return true
		}
	}
	return false
}

func textOf(node *html.Node) string {
	if node.FirstChild != nil && node.FirstChild.NextSibling == nil && node.FirstChild.Type == html.TextNode {
		return node.FirstChild.Data
	}
	var b strings.Builder
	for inner := range node.Descendants() {
		if inner.Type == html.TextNode {
			b.WriteString(inner.Data)
		}
	}
	return b.String()
}
