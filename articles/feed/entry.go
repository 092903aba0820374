package feed

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"broadsheet/articles/dates"
	"broadsheet/articles/gate"

	"broadsheet/articles/feed/document"
	"broadsheet/articles/feed/markup"
)

// reader makes a feed of a document.
type reader struct {
	options  Options
	problems *problems
	base     *url.URL // of the document: its own address
	site     *url.URL // of its site; nil: it tells none
	authors  []string // of the feed, for entries that tell none
	lang     string   // of the feed
}

// Bounds of what an entry has; what is more is left out.
const (
	maxAuthors    = 50
	maxCategories = 200
	maxEnclosures = 100
)

// entry makes an entry of its element, whatever the format: the elements of RSS,
// Atom and their modules are looked for alike, as many feeds mix them.
func (r *reader) entry(e *document.Element) Entry {
	base := markup.FirstOf(e.Base, r.site, r.base)
	entry := Entry{
		ID:         r.id(e),
		Title:      title(e.First("title", "media:title", "dc:title", "itunes:title")),
		Authors:    r.authorsOf(e),
		Published:  r.date(e, "published", "issued", "pubdate", "dcterms:issued", "dc:date", "dcterms:created", "created", "dcterms:available", "prism:publicationdate"),
		Updated:    r.date(e, "updated", "modified", "dcterms:modified", "dc:modified"),
		Categories: categories(e),
		Comments:   r.comments(e, base),
		Source:     title(sourceTitle(e.First("source"))),
		Image:      image(e, base),
	}
	entry.Enclosures = r.enclosures(e, base, entry.Image)
	entry.Link = r.link(e, base, entry.Enclosures)
	r.texts(e, &entry)
	return entry
}

// sourceTitle gives the element that holds the title of a source: in RSS itself.
func sourceTitle(source *document.Element) *document.Element {
	if titles := source.All("title"); len(titles) > 0 {
		return titles[0]
	}
	return &document.Element{Text: source.Text}
}

func (r *reader) id(e *document.Element) string {
	return firstText(e.First("id").Text, e.First("guid").Text, e.Attribute("rdf:about"), e.First("dc:identifier").Text)
}

// firstText gives the first text that is more than white space, without that around it.
func firstText(texts ...string) string {
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" {
			return text
		}
	}
	return ""
}

// link gives the address of an entry's article: of RFC 4287, 4.2.7, a link that is
// the article in another form, HTML first; of RSS the link; a guid that is one; else
// what comes with it. Links to replies, to related pages and to the feed are none.
func (r *reader) link(e *document.Element, base *url.URL, enclosures []Enclosure) string {
	candidates := []string{e.First("feedburner:origlink").Text}
	if alternate := alternate(e); alternate != nil {
		candidates = append(candidates, markup.Resolve(alternate.Attribute("href"), markup.FirstOf(alternate.Base, base)))
	}
	for _, link := range e.All("link") {
		if rel := link.Attribute("rel"); rel == "" || rel == "alternate" {
			candidates = append(candidates, link.Text, link.Attribute("rdf:resource"))
		}
	}
	if guid := e.First("guid"); !strings.EqualFold(guid.Attribute("ispermalink"), "false") && strings.HasPrefix(markup.Scheme(strings.TrimSpace(guid.Text)), "http") {
		candidates = append(candidates, guid.Text)
	}
	candidates = append(candidates, e.Attribute("rdf:about"), e.First("content").Attribute("src"))
	if id := e.First("id").Text; strings.HasPrefix(markup.Scheme(strings.TrimSpace(id)), "http") {
		candidates = append(candidates, id)
	}
	for _, candidate := range candidates {
		if address := markup.Resolve(candidate, base); address != "" {
			return address
		}
	}
	if len(enclosures) > 0 {
		return enclosures[0].URL
	}
	return ""
}

// alternate gives the link of Atom to the page that an element tells of; nil: it has
// none.
func alternate(e *document.Element) *document.Element {
	var found *document.Element
	for _, link := range e.All("link") {
		rel := strings.ToLower(link.Attribute("rel"))
		if rel = strings.TrimPrefix(rel, "http://www.iana.org/assignments/relation/"); rel != "" && rel != "alternate" || link.Attribute("href") == "" {
			continue
		}
		kind := strings.ToLower(link.Attribute("type"))
		if isHTML := kind == "" || strings.Contains(kind, "html"); isHTML {
			return link
		}
		if found == nil {
			found = link
		}
	}
	return found
}

// date gives the first date of the names that can be read, in UTC.
func (r *reader) date(e *document.Element, names ...string) time.Time {
	for _, name := range names {
		if t := r.when(e.First(name).Text); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

func (r *reader) when(text string) time.Time {
	if text = strings.TrimSpace(text); text == "" {
		return time.Time{}
	}
	zone := r.options.Zone
	if zone == nil {
		zone = time.UTC
	}
	t, err := dates.Parse(text, zone)
	if err != nil {
		r.problems.note(fmt.Sprintf("A date is none that could be read: %q.", gate.Cut(text, 60)))
		return time.Time{}
	}
	return t.UTC()
}

// authorsOf gives who wrote an entry, or else its feed.
func (r *reader) authorsOf(e *document.Element) []string {
	names := people(e)
	if source := e.First("source"); len(names) == 0 {
		names = people(source)
	}
	if len(names) == 0 {
		return r.authors
	}
	return names
}

// people gives the authors that an element tells of.
func people(e *document.Element) []string {
	var list []string
	for _, author := range e.All("author", "dc:creator", "dc:author", "itunes:author") {
		name := firstText(author.First("name").Text, author.Text, author.First("email").Text, author.First("uri", "url").Text)
		if author.Name == "itunes:author" && len(list) > 0 {
			continue // the same once more
		}
		list = append(list, person(name))
	}
	return distinct(list, maxAuthors)
}

// person gives the name out of "me@example.org (My Name)", which RSS asks for, and
// of "My Name <me@example.org>".
func person(text string) string {
	text = plain(markup.Unescape(text))
	if first, second, found := strings.Cut(text, "("); found && strings.Contains(text, "@") {
		first, second = strings.TrimSpace(first), strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(second), ")"))
		if first == "" || second != "" && strings.Contains(first, "@") {
			return second
		}
		return first
	}
	if name, address, found := strings.Cut(text, "<"); found && strings.Contains(address, "@") && strings.TrimSpace(name) != "" {
		return strings.Trim(name, ` "`)
	}
	return text
}

// distinct gives the texts of a list that say something, each once.
func distinct(list []string, most int) []string {
	var kept []string
	seen := map[string]bool{}
	for _, text := range list {
		if text != "" && !seen[text] && len(kept) < most {
			seen[text] = true
			kept = append(kept, text)
		}
	}
	return kept
}

// categories gives what an entry is about: of Atom the term, or the label where the
// term is an address.
func categories(e *document.Element) []string {
	var list []string
	all := e.All("category", "dc:subject", "itunes:category", "itunes:keywords", "media:keywords", "media:category", "tags")
	for _, category := range all {
		all = append(all, category.All("itunes:category")...)
	}
	for _, category := range all {
		label, term := category.Attribute("label"), category.Attribute("term", "text")
		if label != "" && strings.HasPrefix(markup.Scheme(term), "http") {
			term = label
		}
		text := firstText(term, category.Text, label)
		if strings.HasSuffix(category.Name, ":keywords") || category.Name == "tags" {
			for keyword := range strings.SplitSeq(text, ",") {
				list = append(list, plain(markup.Unescape(keyword)))
			}
			continue
		}
		list = append(list, plain(markup.Unescape(text)))
	}
	return distinct(list, maxCategories)
}

// language gives a tag of BCP 47; "" where a text is none.
func language(text string) string {
	text = strings.ReplaceAll(strings.TrimSpace(text), "_", "-")
	const longest = 35
	if len(text) < 2 || strings.EqualFold(text, document.Undetermined) || len(text) > longest || strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
		return ""
	}
	return text
}

// comments gives the page where an entry is discussed.
func (r *reader) comments(e *document.Element, base *url.URL) string {
	if address := markup.Resolve(e.First("comments").Text, base); address != "" {
		return address
	}
	for _, link := range e.All("link") {
		if link.Attribute("rel") == "replies" && !strings.Contains(link.Attribute("type"), "xml") {
			return markup.Resolve(link.Attribute("href"), markup.FirstOf(link.Base, base))
		}
	}
	return ""
}

// texts gives an entry the longest of its texts with the language of that, and a
// summary that says something else. Addresses in them belong to xml:base, else to
// the article, the site, the feed.
func (r *reader) texts(e *document.Element, entry *Entry) {
	candidates := e.All("content:encoded", "content", "xhtml:body", "body", "fulltext", "fullitem", "summary", "description",
		"dc:description", "itunes:summary")
	leads := len(candidates) // what comes after is never a summary
	for _, outer := range append([]*document.Element{e}, e.All("media:group")...) {
		candidates = append(candidates, outer.All("media:description")...)
	}
	html := make([]string, len(candidates))
	longest, of := -1, -1
	for i, candidate := range candidates {
		html[i] = body(candidate)
		if length := words(html[i]); html[i] != "" && length > longest {
			longest, of = length, i
		}
	}
	article := markup.BaseOf(entry.Link)
	resolved := func(i int) string {
		return markup.Absolute(html[i], markup.FirstOf(candidates[i].Base, article, r.site, r.base))
	}
	lang := e.Lang
	if of >= 0 {
		entry.Text, lang = resolved(of), candidates[of].Lang
	}
	for i := range leads {
		if i != of && words(html[i]) > 0 && !isBeginning(html[i], html[of]) {
			entry.Summary = resolved(i)
			break
		}
	}
	entry.Language = language(firstText(lang, e.First("dc:language").Text, e.First("language").Text, r.lang))
}
