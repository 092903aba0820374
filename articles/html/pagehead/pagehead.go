// Package pagehead reads what a page of the web says of its article: in its <head>, in
// the data for search engines (JSON-LD) and in the marks of its text, in the order that
// a careful reader would believe. It looks at the beginning of a page alone, makes no
// tree of it, and knows neither files nor what becomes of the text.
package pagehead

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"broadsheet/articles/dates"
	"broadsheet/articles/gate"
	"broadsheet/articles/measure"
)

// How much of a page is looked at, in bytes of its text.
const (
	// window is always looked at, and more until the text begins. It is a little less than
	// what is read of a file at first, to list it.
	window = 60 << 10

	// Most is how far the data for search engines are looked for, and a head goes,
	// where the beginning does not say what the article is called or when it was
	// published: many sites put them at a page's end.
	Most = 1 << 20
)

const (
	mostTags    = 20   // of an article
	longestTag  = 60   // characters; a longer one is a sentence
	longestName = 200  // characters of an author's or a site's name
	mostExcerpt = 4000 // characters
)

// Head is what a page says of its article, with every text made safe. What it does not
// say is the zero value.
type Head struct {
	Title             string // without the site's name
	Headed            bool   // the text has it as its first heading, too
	Author, Site      string
	Date, Updated     time.Time // in UTC
	Tags              []string
	Excerpt, Language string // the language as of BCP 47

	Link  string // the page's own address
	Base  string // what its relative addresses belong to; empty: to Link
	Image string

	Open bool // the head goes on in more of the page, which may say more of the article
	Data bool // more of the page may say more, but only in data for search engines: see Below
}

// Begins says whether a text is a whole page, or the beginning of one, and no fragment.
func Begins(text string) bool {
	const most = 4 << 10 // bytes of remarks before the page
	text = text[:min(len(text), most)]
	for {
		text = strings.TrimLeft(text, " \t\r\n\f\ufeff")
		switch {
		case strings.HasPrefix(text, "<!--"):
			_, rest, ended := strings.Cut(text, "-->")
			if !ended {
				return false
			}
			text = rest
		case strings.HasPrefix(text, "<?"):
			_, rest, ended := strings.Cut(text, ">")
			if !ended {
				return false
			}
			text = rest
		default:
			return opensPage(text)
		}
	}
}

func opensPage(text string) bool {
	for _, opening := range []string{"<!doctype", "<html", "<head", "<title", "<meta", "<base", "<body", "<link"} {
		if len(text) > len(opening) && strings.EqualFold(text[:len(opening)], opening) {
			return strings.IndexByte(" \t\r\n\f>/", text[len(opening)]) >= 0
		}
	}
	return false
}

// Read reads what a page says of its article. Cut says that the page is longer than the
// source. Dates without a zone are meant in the given one; nil is UTC.
func Read(source string, cut bool, zone *time.Location) Head {
	if zone == nil {
		zone = time.UTC
	}
	source = source[:min(len(source), Most)]
	s := scan(source, window)
	open := cut && len(source) < Most && (len(source) < window || !s.body)
	if h := s.head(zone); open || h.Title != "" && !s.published(zone).IsZero() {
		h.Open = open
		return h
	}
	s.dataBelow(source)
	h := s.head(zone)
	h.Data = cut && len(source) < Most && !s.data.article
	return h
}

// head takes what is to be believed.
func (s *said) head(zone *time.Location) Head {
	h := Head{
		Site:     cutClean(firstOf(s.data.publisher, s.meta("og:site_name", "application-name")), longestName),
		Author:   s.author(),
		Date:     s.date(zone),
		Updated:  firstDate(zone, s.meta("article:modified_time", "og:updated_time", "dcterms.modified", "last-modified", "lastmod"), s.data.modified),
		Tags:     s.tags(),
		Excerpt:  cutClean(firstOf(s.meta("og:description", "description", "dc.description", "dcterms.description", "twitter:description"), s.data.description), mostExcerpt),
		Language: languageOf(firstOf(s.language, s.data.language, s.meta("content-language", "og:locale", "dc.language"))),
	}
	if own := cutClean(s.meta("og:site_name"), longestName); own != "" {
		h.Site = own
	}
	s.addresses(&h)
	h.Title = s.title(&h)
	h.Headed = h.Title != "" && measure.FoldTitle(titleOf(s.heading)) == measure.FoldTitle(h.Title)
	if h.Date.IsZero() {
		h.Date = dateInAddress(h.Link)
	}
	return h
}

// addresses finds the page's own address, what its others belong to, and its picture.
func (s *said) addresses(h *Head) {
	base := resolve(s.base, baseOf(s.saved))
	for _, address := range []string{s.canonical, s.meta("og:url"), s.data.url, s.saved} {
		if h.Link = resolve(address, baseOf(s.saved)); h.Link != "" {
			break
		}
	}
	if base == "" && s.base != "" {
		base = resolve(s.base, baseOf(h.Link)) // <base href="/">
	}
	h.Base = base
	from := baseOf(base)
	if from == nil {
		from = baseOf(h.Link)
	}
	h.Image = resolve(firstOf(s.meta("og:image:secure_url", "og:image", "og:image:url"), s.data.image, s.meta("twitter:image", "twitter:image:src")), from)
}

// baseOf gives an absolute address to resolve others against; nil: it is none.
func baseOf(address string) *url.URL {
	if address == "" {
		return nil
	}
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" {
		return nil
	}
	return parsed
}

// resolve makes an address absolute and safe; empty: it leads nowhere.
func resolve(address string, base *url.URL) string {
	address = strings.TrimSpace(address)
	if address == "" {
		return ""
	}
	if absolute := gate.URL(address); absolute != "" {
		if !strings.HasPrefix(absolute, "http") {
			return ""
		}
		return absolute
	}
	if base == nil {
		return ""
	}
	joined, err := base.Parse(address)
	if err != nil {
		return ""
	}
	return gate.URL(joined.String())
}

// author gives who wrote the article; several with commas between them.
func (s *said) author() string {
	for _, names := range [][]string{
		s.data.authors, s.all("article:author"), s.all("author"), s.all("citation_author"),
		s.all("dc.creator", "dcterms.creator", "dcterm.creator"), s.all("byl", "parsely-author", "sailthru.author"), s.authors,
	} {
		var kept []string
		for _, name := range names {
			name = authorName(name)
			if name != "" && !slices.Contains(kept, name) && len(kept) < mostTags {
				kept = append(kept, name)
			}
		}
		if len(kept) > 0 {
			return gate.Cut(strings.Join(kept, ", "), longestName)
		}
	}
	return ""
}

// authorName gives a name without the words before it; many pages have an address there.
func authorName(text string) string {
	name := gate.Clean(html.UnescapeString(text))
	for _, before := range []string{"by ", "written by ", "posted by ", "作者：", "作者:", "文：", "文/", "文 / "} {
		if len(name) > len(before) && strings.EqualFold(name[:len(before)], before) {
			name = strings.TrimSpace(name[len(before):])
			break
		}
	}
	if gate.URL(name) != "" || strings.HasPrefix(name, "@") || strings.HasPrefix(name, "www.") {
		return ""
	}
	return gate.Cut(name, longestName)
}

// date gives when the article was published; zero: nobody says.
func (s *said) date(zone *time.Location) time.Time {
	if date := s.published(zone); !date.IsZero() {
		return date
	}
	return firstDate(zone, s.data.created, s.time)
}

// published gives when the article was published, where that is said for certain.
func (s *said) published(zone *time.Location) time.Time {
	return firstDate(zone, s.data.published, s.meta("article:published_time"), s.dated,
		s.meta("og:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date",
			"publication_date", "article.published", "citation_publication_date", "citation_date", "weibo:article:create_at",
			"dcterms.issued", "dcterms.created", "dc.date.issued", "dc.date", "dc.date.created", "dcterms.date", "og:release_date", "originalpublicationdate", "date"))
}

// firstDate gives the first date that can be read.
func firstDate(zone *time.Location, texts ...string) time.Time {
	for _, text := range texts {
		if text = strings.TrimSpace(text); text == "" || len(text) > 100 {
			continue
		}
		if date, err := dates.Parse(text, zone); err == nil {
			return date
		}
	}
	return time.Time{}
}

// dateInAddress gives the day that many an address has in it (/2021/03/04/).
func dateInAddress(link string) time.Time {
	parsed := baseOf(link)
	if parsed == nil {
		return time.Time{}
	}
	parts := strings.Split(parsed.Path, "/")
	for i := range len(parts) - 2 {
		if len(parts[i]) != 4 || len(parts[i+1]) > 2 || len(parts[i+2]) > 2 {
			continue
		}
		date, err := time.Parse("2006/1/2", strings.Join(parts[i:i+3], "/"))
		if err == nil && date.Year() >= 1990 && date.Year() < 2100 {
			return date
		}
	}
	return time.Time{}
}

// tags gives what the article is about, each once.
func (s *said) tags() []string {
	found := s.all("article:tag")
	if len(found) == 0 {
		found = s.data.keywords
	}
	if len(found) == 0 {
		found = strings.FieldsFunc(s.meta("news_keywords", "keywords", "parsely-tags"), func(r rune) bool { return strings.ContainsRune(",，、;；", r) })
	}
	var tags []string
	for _, tag := range found {
		tag = gate.Clean(html.UnescapeString(tag))
		if tag != "" && tag == gate.Cut(tag, longestTag) && !slices.Contains(tags, tag) && len(tags) < mostTags {
			tags = append(tags, tag)
		}
	}
	return tags
}

// languageOf gives a tag of BCP 47, or nothing where a text is none.
func languageOf(text string) string {
	text, _, _ = strings.Cut(strings.ReplaceAll(strings.TrimSpace(text), "_", "-"), ",")
	const most = 35
	if len(text) < 2 || len(text) > most || strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
		return ""
	}
	return text
}

// cutClean makes one line of a text that may be escaped twice.
func cutClean(text string, most int) string {
	return gate.Cut(gate.Clean(html.UnescapeString(text)), most)
}
