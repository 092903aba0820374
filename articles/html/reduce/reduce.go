// Package reduce finds what of a page of the web is its article, and what stands around
// it on every page of the site. A library says which of the page's elements are the
// article; what is in those is left to the reader of HTML as it came, for the library
// drops more than a reader of articles would: formulas, styles, films, buttons with
// words. It knows no network, no files, and makes no document.
package reduce

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
)

const (
	mostText = 1 << 20 // bytes of text of a page that is reduced; longer ones are books

	// An article may be short, but then it is most of what its page has to say.
	fewCharacters = 200

	// mark is the attribute by which an element is known again.
	mark = "data-broadsheet-element"
)

// ToArticle gives what takes out of a page's tree what is not its article, and notes that it
// did. The page is left as it is
// where there is nothing around the article, and where no article is found or so little
// of one that the page must be something else, such as a list of links. Once the context
// has ended it is left as it is, too.
func ToArticle(reduced *bool) func(ctx context.Context, root *html.Node) {
	return func(ctx context.Context, root *html.Node) { *reduced = toArticle(ctx, root) }
}

// ToWhole has the menus of a page shown, which no article has any use for.
func ToWhole(_ context.Context, root *html.Node) {
	for node := range root.Descendants() {
		if node.DataAtom == atom.Nav {
			node.Data, node.DataAtom = "div", atom.Div
		}
	}
}

func toArticle(ctx context.Context, root *html.Node) (reduced bool) {
	body := dom.Find(root, atom.Body)
	if body == nil || !hasFurniture(body) {
		return false
	}
	all, _ := Count(body)
	number(body)
	defer unnumber(body)
	page := Bound(clone(root))
	if page.Text > mostText {
		return false
	}
	found, article, err := page.Article(ctx, nil)
	if err != nil || !found {
		return false
	}
	characters, linked := Count(article.Node)
	if characters == 0 || characters < fewCharacters && 2*characters < all || 2*linked > characters {
		return false
	}
	pruned := clone(body)
	newPruner(article.Node).prune(pruned, "")
	left := pruned
	if after, _ := Count(pruned); 50*after < 49*characters { // elements became others on the way
		left = article.Node
	}
	replace(body, left)
	return true
}

// replace puts what stands in a node in the place of what stands in another.
func replace(node, by *html.Node) {
	for node.FirstChild != nil {
		node.RemoveChild(node.FirstChild)
	}
	for by.FirstChild != nil {
		child := by.FirstChild
		by.RemoveChild(child)
		node.AppendChild(child)
	}
}

// number gives each element in a node its mark.
func number(node *html.Node) {
	n := 0
	for inner := range node.Descendants() {
		if inner.Type == html.ElementNode {
			n++
			inner.Attr = append([]html.Attribute{{Key: mark, Val: strconv.Itoa(n)}}, inner.Attr...)
		}
	}
}

// unnumber takes the marks away again.
func unnumber(node *html.Node) {
	for inner := range node.Descendants() {
		if len(inner.Attr) > 0 && inner.Attr[0].Key == mark {
			inner.Attr = inner.Attr[1:]
		}
	}
}

// clone copies a tree. The parser has bounded how deep it is.
func clone(node *html.Node) *html.Node {
	copied := &html.Node{Type: node.Type, DataAtom: node.DataAtom, Data: node.Data, Namespace: node.Namespace, Attr: append([]html.Attribute(nil), node.Attr...)}
	for child := range node.ChildNodes() {
		copied.AppendChild(clone(child))
	}
	return copied
}

// pruner takes out of a tree what the library did not keep.
type pruner struct {
	kept  map[string]*html.Node // what the library has made of an element, by its mark
	texts map[string]string     // of those, letters and digits alone
	steps int                   // that may still be taken to look for texts in others
}

func newPruner(article *html.Node) *pruner {
	const steps = 50_000_000 // bytes
	p := &pruner{kept: map[string]*html.Node{}, texts: map[string]string{}, steps: steps}
	p.note(article)
	for inner := range article.Descendants() {
		p.note(inner)
	}
	return p
}

func (p *pruner) note(node *html.Node) {
	if number := dom.Attribute(node, mark); number != "" {
		p.kept[number] = node
	}
}

// prune takes out of a node what is not kept, and says whether anything is. Inside is the
// mark of the nearest element around it that is kept, whose text is the article's; empty:
// there is none.
func (p *pruner) prune(node *html.Node, inside string) (left bool) {
	for child := node.FirstChild; child != nil; {
		next := child.NextSibling
		switch child.Type {
		case html.TextNode:
			if inside == "" {
				node.RemoveChild(child)
			}
		case html.ElementNode:
			number := dom.Attribute(child, mark)
			switch {
			case p.kept[number] != nil:
				p.prune(child, number)
				left = true
			case inside != "" && (staysBy(child) || holdsFormula(child)): // for its own sake: it keeps nothing around it
			case p.became(child, inside), p.prune(child, inside):
				left = true
			default:
				node.RemoveChild(child)
			}
		default:
		}
		child = next
	}
	return left
}

// became says whether the library has made a paragraph of a <div> or <section> with nothing
// but text in it: then the text stands in what is left of the element around it.
func (p *pruner) became(node *html.Node, inside string) bool {
	if inside == "" || node.DataAtom != atom.Div && node.DataAtom != atom.Section {
		return false
	}
	around, known := p.texts[inside]
	if !known {
		around = letters(p.kept[inside])
		p.texts[inside] = around
	}
	text := letters(node)
	const shortest = 10 // bytes that do not stand there by chance
	if p.steps -= len(around) + len(text); len(text) < shortest || p.steps < 0 {
		return false
	}
	return strings.Contains(around, text)
}

// letters gives the text of a node without all that is no letter and no digit.
func letters(node *html.Node) string {
	var b strings.Builder
	for inner := range node.Descendants() {
		if inner.Type != html.TextNode {
			continue
		}
		for _, r := range inner.Data {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// staysBy says whether an element stays in the article though the library drops it: it
// drops all that is no text, and what it makes something else of.
func staysBy(node *html.Node) bool {
	switch node.DataAtom {
	case atom.Br, atom.Wbr, atom.Hr, atom.Img, atom.Picture, atom.Source, atom.Video, atom.Audio, atom.Iframe, atom.Embed, atom.Object, atom.Track, atom.Param,
		atom.Noscript, atom.Math, atom.Svg, atom.Button, atom.Label, atom.Input, atom.Rt, atom.Rp, atom.Rb, atom.Template, atom.Figcaption, atom.Summary:
		return true
	case atom.Script:
		return strings.HasPrefix(dom.Attribute(node, "type"), "math/")
	default:
		return node.Namespace != ""
	}
}

// holdsFormula says whether an element is there for a formula: Wikipedia hides those from
// sight, in favour of a picture.
func holdsFormula(node *html.Node) bool {
	if node.DataAtom != atom.Span {
		return false
	}
	for inner := range node.Descendants() {
		if inner.DataAtom == atom.Math || inner.DataAtom == atom.Script && strings.HasPrefix(dom.Attribute(inner, "type"), "math/") {
			return true
		}
	}
	return false
}

// Count gives how many characters of a node a reader sees, without white space, and
// how many of them are links to other pages.
func Count(node *html.Node) (all, linked int) {
	var walk func(node *html.Node, inLink bool)
	walk = func(node *html.Node, inLink bool) {
		switch node.Type {
		case html.TextNode:
			for _, r := range node.Data {
				if unicode.IsSpace(r) {
					continue
				}
				if all++; inLink {
					linked++
				}
			}
		case html.ElementNode:
			switch node.DataAtom {
			case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Textarea, atom.Select:
				return
			default:
			}
			inLink = inLink || node.DataAtom == atom.A && !strings.HasPrefix(dom.Attribute(node, "href"), "#")
		default:
		}
		for child := range node.ChildNodes() {
			walk(child, inLink)
		}
	}
	walk(node, false)
	return all, linked
}
