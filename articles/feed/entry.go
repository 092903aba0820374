package feed

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"broadsheet/articles/dates"
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
func (r *reader) entry(e *element) Entry {
	base := firstOf(e.base, r.site, r.base)
	entry := Entry{
		ID:         r.id(e),
		Title:      title(e.first("title", "media:title", "dc:title", "itunes:title")),
		Authors:    r.authorsOf(e),
		Published:  r.date(e, "published", "issued", "pubdate", "dcterms:issued", "dc:date", "dcterms:created", "created", "dcterms:available", "prism:publicationdate"),
		Updated:    r.date(e, "updated", "modified", "dcterms:modified", "dc:modified"),
		Categories: categories(e),
		Comments:   r.comments(e, base),
		Enclosures: r.enclosures(e, base),
		Source:     title(e.first("source").titled()),
	}
	entry.Link = r.link(e, base, entry.Enclosures)
	entry.Image = image(e, base)
	r.texts(e, &entry)
	return entry
}

// titled gives the element that holds the title of a source: in RSS itself.
func (e *element) titled() *element {
	if inner := e.all("title"); len(inner) > 0 {
		return inner[0]
	}
	return &element{text: e.text}
}

func (r *reader) id(e *element) string {
	return firstText(e.first("id").text, e.first("guid").text, e.attribute("rdf:about"), e.first("dc:identifier").text)
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
func (r *reader) link(e *element, base *url.URL, enclosures []Enclosure) string {
	candidates := []string{e.first("feedburner:origlink").text}
	if alternate := alternate(e); alternate != nil {
		candidates = append(candidates, resolve(alternate.attribute("href"), firstOf(alternate.base, base)))
	}
	for _, link := range e.all("link") {
		if rel := link.attribute("rel"); rel == "" || rel == "alternate" {
			candidates = append(candidates, link.text, link.attribute("rdf:resource"))
		}
	}
	if guid := e.first("guid"); !strings.EqualFold(guid.attribute("ispermalink"), "false") && strings.HasPrefix(scheme(guid.text), "http") {
		candidates = append(candidates, guid.text)
	}
	candidates = append(candidates, e.attribute("rdf:about"), e.first("content").attribute("src"))
	for _, candidate := range candidates {
		if address := resolve(candidate, base); address != "" {
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
func alternate(e *element) *element {
	var found *element
	for _, link := range e.all("link") {
		rel := strings.ToLower(link.attribute("rel"))
		if rel = strings.TrimPrefix(rel, "http://www.iana.org/assignments/relation/"); rel != "" && rel != "alternate" || link.attribute("href") == "" {
			continue
		}
		kind := strings.ToLower(link.attribute("type"))
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
func (r *reader) date(e *element, names ...string) time.Time {
	for _, name := range names {
		if t := r.when(e.first(name).text); !t.IsZero() {
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
		r.problems.note(fmt.Sprintf("A date is none that could be read: %q.", show(text)))
		return time.Time{}
	}
	return t.UTC()
}

// authorsOf gives who wrote an entry, or else its feed.
func (r *reader) authorsOf(e *element) []string {
	names := people(e)
	if source := e.first("source"); len(names) == 0 {
		names = people(source)
	}
	if len(names) == 0 {
		return r.authors
	}
	return names
}

// people gives the authors that an element tells of.
func people(e *element) []string {
	var list []string
	for _, author := range e.all("author", "dc:creator", "dc:author", "itunes:author") {
		name := firstText(author.first("name").text, author.text, author.first("email").text, author.first("uri", "url").text)
		if author.name == "itunes:author" && len(list) > 0 {
			continue // the same once more
		}
		list = append(list, person(name))
	}
	return distinct(list, maxAuthors)
}

// person gives the name out of "me@example.org (My Name)", which RSS asks for, and
// of "My Name <me@example.org>".
func person(text string) string {
	text = plain(unescape(text))
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
func categories(e *element) []string {
	var list []string
	all := e.all("category", "dc:subject", "itunes:category", "itunes:keywords", "media:keywords", "media:category")
	for _, category := range all {
		all = append(all, category.all("itunes:category")...)
	}
	for _, category := range all {
		label, term := category.attribute("label"), category.attribute("term", "text")
		if label != "" && strings.HasPrefix(scheme(term), "http") {
			term = label
		}
		text := firstText(term, category.text, label)
		if strings.HasSuffix(category.name, ":keywords") {
			for keyword := range strings.SplitSeq(text, ",") {
				list = append(list, plain(unescape(keyword)))
			}
			continue
		}
		list = append(list, plain(unescape(text)))
	}
	return distinct(list, maxCategories)
}

// language gives a tag of BCP 47; "" where a text is none.
func language(text string) string {
	text = strings.ReplaceAll(strings.TrimSpace(text), "_", "-")
	const longest = 35
	if len(text) < 2 || len(text) > longest || strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
		return ""
	}
	return text
}

// comments gives the page where an entry is discussed.
func (r *reader) comments(e *element, base *url.URL) string {
	if address := resolve(e.first("comments").text, base); address != "" {
		return address
	}
	for _, link := range e.all("link") {
		if link.attribute("rel") == "replies" && !strings.Contains(link.attribute("type"), "xml") {
			return resolve(link.attribute("href"), firstOf(link.base, base))
		}
	}
	return ""
}

// texts gives an entry the longest of its texts with the language of that, and a
// summary that says something else. Addresses in them belong to xml:base, else to
// the article, the site, the feed.
func (r *reader) texts(e *element, entry *Entry) {
	candidates := e.all("content:encoded", "content", "xhtml:body", "body", "fulltext", "fullitem", "summary", "description",
		"dc:description", "itunes:summary")
	leads := len(candidates) // what comes after is never a summary
	for _, outer := range append([]*element{e}, e.all("media:group")...) {
		candidates = append(candidates, outer.all("media:description")...)
	}
	html := make([]string, len(candidates))
	longest, of := -1, -1
	for i, candidate := range candidates {
		html[i] = body(candidate)
		if length := words(html[i]); html[i] != "" && length > longest {
			longest, of = length, i
		}
	}
	article := baseOf(entry.Link)
	resolved := func(i int) string {
		return absolute(html[i], firstOf(candidates[i].base, article, r.site, r.base))
	}
	lang := e.lang
	if of >= 0 {
		entry.Text, lang = resolved(of), candidates[of].lang
	}
	for i := range leads {
		if i != of && words(html[i]) > 0 && !isBeginning(html[i], html[of]) {
			entry.Summary = resolved(i)
			break
		}
	}
	entry.Language = language(firstText(lang, e.first("dc:language").text, e.first("language").text, r.lang))
}
