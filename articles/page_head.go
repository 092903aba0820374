package articles

import (
	"cmp"
	"path"
	"strings"

	"broadsheet/articles/html"
	"broadsheet/articles/html/addresses"
	"broadsheet/articles/html/pagehead"
	"broadsheet/articles/html/reduce"
)

// readPage reads what a whole page of HTML says of its article in its own head, where
// the body is such a page.
func (f *file) readPage() {
	f.page = pagehead.Head{}
	if pagehead.Begins(f.head.Body) {
		f.page = pagehead.Read(f.head.Body, f.cut, f.options.Location)
	}
}

// fillFromPage takes from the page's head what the front matter does not say.
func (f *file) fillFromPage() {
	item, page := &f.item, &f.page
	if item.Author == "" {
		item.Author = page.Author
	}
	if item.Author == "" { // who wrote it is not told, but who published it
		item.Author = page.Site
	}
	if len(item.Tags) == 0 {
		item.Tags = page.Tags
	}
	if item.Excerpt == "" {
		item.Excerpt = page.Excerpt
	}
	if item.Lang == "" {
		item.Lang = page.Language
	}
	if item.Link == "" {
		item.Link = page.Link
	}
	if item.Updated.IsZero() {
		item.Updated = page.Updated
	}
	if item.DateInferred && !page.Date.IsZero() {
		item.Date, item.DateInferred = page.Date, false
	}
	if item.Image == "" {
		item.Image = leadImage(page.Image)
	}
}

// edits are what is done to the body's tree before it is read: a whole page is reduced
// to its article, which is noted, and addresses are made absolute.
func (f *file) edits(kind bodyKind, reduced *bool) (edits []html.Edit) {
	switch {
	case kind != bodyHTML || !pagehead.Begins(f.head.Body):
	case f.options.Whole:
		edits = append(edits, reduce.ToWhole)
	default:
		edits = append(edits, reduce.ToArticle(reduced))
	}
	if base := cmp.Or(f.page.Base, f.page.Link, f.head.Link); base != "" {
		edits = append(edits, addresses.Against(base, f.beside))
	}
	return edits
}

// beside says whether there is a file at a path that the article's is relative to.
func (f *file) beside(name string) bool {
	if f.there == nil || strings.HasPrefix(name, "/") {
		return false
	}
	return f.there(path.Join(path.Dir(f.path), name))
}
