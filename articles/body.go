package articles

import (
	"context"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/model"
)

// bodyKind is what an article's body is written in.
type bodyKind int

const (
	bodyHTML     bodyKind = iota
	bodyMarkdown          // with HTML in it allowed
	bodyText
)

// sniffBody says what the body of the file at name is written in: by the
// file's ending, and HTML whatever the ending if it begins with a block-level
// element and nothing stands outside of such elements.
func sniffBody(name, body string) bodyKind {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm":
		return bodyHTML
	case ".txt":
		if isAllHTML(body) {
			return bodyHTML
		}
		return bodyText
	}
	if isAllHTML(body) {
		return bodyHTML
	}
	return bodyMarkdown
}

// isAllHTML says that a body begins with a block-level element and that no
// text follows outside of elements.
func isAllHTML(body string) bool {
	if !strings.HasPrefix(strings.TrimLeft(body, " \t\r\n\ufeff"), "<") {
		return false
	}
	tokenizer := html.NewTokenizer(strings.NewReader(body))
	var open []atom.Atom
	begun := false
	for {
		switch tokenizer.Next() {
		case html.ErrorToken:
			return begun
		case html.TextToken:
			if len(open) == 0 && !isBlank(string(tokenizer.Text())) {
				return false
			}
		case html.DoctypeToken:
			return true
		case html.StartTagToken:
			tag := tagAtom(tokenizer)
			if !begun && !opensBlock(tag) {
				return false
			}
			begun = true
			if !isVoid(tag) {
				open = append(open, tag)
			}
		case html.EndTagToken:
			if at := lastIndex(open, tagAtom(tokenizer)); at >= 0 {
				open = open[:at]
			}
		default: // what a browser does not show may stand anywhere
		}
	}
}

func lastIndex(open []atom.Atom, tag atom.Atom) int {
	for i := len(open) - 1; i >= 0 && i >= len(open)-maxNesting; i-- {
		if open[i] == tag {
			return i
		}
	}
	return -1
}

// opensBlock lists the elements that a body of HTML may begin with.
func opensBlock(tag atom.Atom) bool {
	switch tag {
	case atom.Div, atom.P, atom.Section, atom.Article, atom.Main, atom.Html, atom.Body, atom.Head, atom.Table, atom.Figure,
		atom.Blockquote, atom.Ul, atom.Ol, atom.Dl, atom.Pre, atom.Header, atom.Center, atom.Address, atom.Aside, atom.Details,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Style, atom.Script, atom.Form:
		return true
	default:
		return false
	}
}

func isVoid(tag atom.Atom) bool {
	switch tag {
	case atom.Br, atom.Img, atom.Hr, atom.Input, atom.Wbr, atom.Source, atom.Track, atom.Embed, atom.Col, atom.Area, atom.Base,
		atom.Link, atom.Meta, atom.Param:
		return true
	default:
		return false
	}
}

// parsedBody is what a body was found to be.
type parsedBody struct {
	document model.Document
	stats    bodyStats
	image    string // the lead image's address, or "" where it is a placeholder or furniture
	cut      bool   // there is more in the body than is shown
	problems []model.Problem
}

// parseBody reads a body of any kind. It never fails: what cannot be
// understood is shown as text, and the problems say what was odd. The title is
// the article's: an opening that repeats it is dropped. The image is the lead
// image of the article's head, or "": the document shows it once, at the top
// unless the body has it elsewhere. Once the context has ended, no more is read.
func parseBody(ctx context.Context, kind bodyKind, body, title, image string) parsedBody {
	page, problems := readBody(ctx, kind, boundTabs(body), title)
	parsed := parsedBody{document: page.Document, problems: problems, image: shownImage(image, page.Dropped)}
	document := &parsed.document
	document.Blocks = cleanEdges(document.Blocks, title)
	parsed.cut = boundDocument(document) || page.Cut
	parsed.stats = measure(document)
	if parsed.image != "" && !slices.ContainsFunc(parsed.stats.images, func(other string) bool { return samePicture(other, parsed.image) }) {
		figure := model.Figure{Images: []model.Image{{URL: parsed.image}}}
		document.Blocks = slices.Insert(document.Blocks, 0, model.Block(figure))
		parsed.stats.images = slices.Insert(parsed.stats.images, 0, parsed.image)
	}
	return parsed
}

func readBody(ctx context.Context, kind bodyKind, body, title string) (page htmlPage, problems []model.Problem) {
	switch kind {
	case bodyHTML:
		page = parseHTML(ctx, body, title)
	case bodyMarkdown:
		page, problems = parseMarkdown(ctx, body, title)
	case bodyText:
		page.Document.Blocks, page.Cut = parseText(body)
	}
	return page, problems
}

// shownImage gives the address of the head's image; "" if it is one that nobody
// would want to see, or that was dropped from the body.
func shownImage(image string, dropped map[string]bool) string {
	address := leadImage(image)
	if address == "" || dropped[address] || isPlaceholder(address) || isTracker(address) {
		return ""
	}
	return address
}

// samePicture says that two addresses differ only in how they are fetched.
func samePicture(a, b string) bool {
	plain := func(address string) string {
		_, rest, _ := strings.Cut(address, "://")
		name, _, _ := strings.Cut(rest, "?")
		return name
	}
	return a == b || plain(a) == plain(b) && path.Ext(plain(a)) != ""
}
