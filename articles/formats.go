package articles

import (
	"context"
	"path"
	"slices"
	"strings"

	"broadsheet/articles/html"
	"broadsheet/articles/markdown"
	"broadsheet/articles/measure"
	"broadsheet/articles/plain"
	"broadsheet/model"
)

// bodyKind is what an article's body is written in.
type bodyKind int

const (
	bodyHTML     bodyKind = iota
	bodyMarkdown          // with HTML in it allowed
	bodyText
	bodyBrokenMarkdown // Markdown in which the end of a line is a break
)

// sniffBody says what the body of the file at name is written in: by the
// file's ending, and HTML whatever the ending if it begins with a block-level
// element, nothing stands outside of such elements, and what is in them is no
// Markdown.
func sniffBody(name, body string) bodyKind {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm":
		return bodyHTML
	case ".txt":
		if html.IsPage(body) {
			return bodyHTML
		}
		return bodyText
	}
	if html.IsPage(body) && !html.HoldsMarkdown(body) {
		return bodyHTML
	}
	return bodyMarkdown
}

// parsedBody is what a body was found to be.
type parsedBody struct {
	document model.Document
	stats    measure.Stats
	image    string // the lead image's address, or "" where it is a placeholder or furniture
	cut      bool   // there is more in the body than is shown
	problems []model.Problem
}

// parseBody reads a body of any kind. It never fails: what cannot be
// understood is shown as text, and the problems say what was odd. The title is
// the article's: an opening that repeats it is dropped. The image is the lead
// image of the article's head, or "": the document shows it once, at the top
// unless the body has it elsewhere. Once the context has ended, no more is read. Edits
// change the tree of what becomes HTML before it is read.
func parseBody(ctx context.Context, kind bodyKind, body, title, image string, edits ...html.Edit) parsedBody {
	if kind != bodyText {
		var page bool
		if body, page = unescapedBody(body); page {
			kind = bodyHTML
		}
	}
	page, problems := readBody(ctx, kind, boundTabs(body), title, edits)
	parsed := parsedBody{document: page.Document, problems: problems, image: shownImage(image, page.Dropped)}
	document := &parsed.document
	document.Blocks = html.CleanEdges(document.Blocks, title)
	parsed.cut = boundDocument(document) || page.Cut
	parsed.stats = measure.Document(document)
	if parsed.image != "" && !slices.ContainsFunc(parsed.stats.Images, func(other string) bool { return html.SamePicture(other, parsed.image) }) {
		figure := model.Figure{Images: []model.Image{{URL: parsed.image}}}
		document.Blocks = slices.Insert(document.Blocks, 0, model.Block(figure))
		parsed.stats.Images = slices.Insert(parsed.stats.Images, 0, parsed.image)
	}
	return parsed
}

func readBody(ctx context.Context, kind bodyKind, body, title string, edits []html.Edit) (page html.Page, problems []model.Problem) {
	switch kind {
	case bodyHTML:
		page = html.Parse(ctx, body, title, edits...)
	case bodyMarkdown:
		page, problems = markdown.Parse(ctx, body, title, edits...)
	case bodyBrokenMarkdown:
		page, problems = markdown.ParseBroken(ctx, body, title, edits...)
	case bodyText:
		page.Document.Blocks, page.Cut = plain.Parse(body)
	}
	return page, problems
}

// shownImage gives the address of the head's image; "" if it is one that nobody
// would want to see, or that was dropped from the body.
func shownImage(image string, dropped map[string]bool) string {
	address := leadImage(image)
	if address == "" || dropped[address] || html.IsPlaceholder(address) || html.IsTracker(address) {
		return ""
	}
	return address
}
