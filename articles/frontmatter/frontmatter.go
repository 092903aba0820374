// Package frontmatter reads what a file says of its article above the body, in
// YAML, TOML or JSON, and what is broken of it line by line. It knows neither the
// file's name nor what is in the body.
package frontmatter

import (
	"strings"
	"time"

	"broadsheet/articles/dates"
	"broadsheet/articles/gate"
	"broadsheet/model"
)

// Head is what a file says of its article above the body, with every text made
// safe. What it does not say is the zero value.
type Head struct {
	Line int  // the number of its first line in the file, from 1; 0: there is no front matter
	Open bool // nothing closes it, so that more of the file may belong to it

	Body     string // the text below it
	BodyLine int    // the number of the body's first line

	Title         string
	TitleLine     int // where a problem with the title is to be reported
	Author        string
	Date, Updated time.Time // in UTC
	Dated         bool      // there is a date, and it could be read
	Categories    [][]string
	Tags          []string
	Link          string
	Images        []string // addresses that may be the lead image's, the first that will do counts; as they are written
	Excerpt, Lang string
	Draft         bool // it is a draft, or not published

	// What is known of an article that a feed told of.
	GUID, FeedURL string    // of the entry and of the feed, as they came: they have not passed the gate
	Feed, Source  string    // names: of the feed, and of the one that it took the entry from
	Published     time.Time // where that is another date than it is sorted by; UTC
	Comments      string    // address of where it is discussed
	Enclosures    []Enclosure
	FullText      bool      // the body is the text of the page that the link leads to, and not what the feed says
	FullTextRead  time.Time // when that page was read, whichever of the two is the body; UTC, zero: it was not

	Problems []model.Problem
}

// Enclosure is a file that comes with an article.
type Enclosure = model.Enclosure

// Read reads the front matter of a file's text. It never fails: what cannot
// be understood is a problem, and text without front matter is all body. The zone
// is that of dates without one; nil is UTC.
func Read(text string, zone *time.Location) Head {
	s := splitHead(text)
	fields, problems := s.readFields()
	fields = append(fields, find(fields, "params").value.fields...) // Hugo's: what is not said outside counts
	title := find(fields, "title")
	h := Head{
		Line: s.headLine, Open: s.open, Body: s.body, BodyLine: s.bodyLine,
		Title: gate.Title(written(title.value.scalar())), TitleLine: max(title.line, s.headLine),
		Author:     authorOf(find(fields, "author", "authors").value),
		Categories: categoriesOf(find(fields, "categories", "category").value),
		Tags:       tagsOf(find(fields, "tags", "tag").value),
		Excerpt:    gate.Cut(gate.Clean(written(find(fields, "excerpt", "description", "summary").value.scalar())), maxExcerpt),
		Lang:       gate.Cut(nameOf(find(fields, "lang").value.scalar()), maxLanguage),
		Draft: isWord(find(fields, "draft"), "true", "yes", "on", "1") ||
			isWord(find(fields, "published"), "false", "no", "off", "0"),
		Images:     imagesOf(fields),
		GUID:       find(fields, "guid").value.scalar(),
		FeedURL:    find(fields, "feed_url").value.scalar(),
		Feed:       saidName(find(fields, "feed").value.scalar("title", "name")),
		Source:     saidName(find(fields, "source").value.scalar("title", "name", "url")),
		Comments:   commentsOf(fields),
		Enclosures: enclosuresOf(fields),
		FullText:   isWord(find(fields, "full_text"), "true", "yes", "on", "1"),
		Problems:   problems,
	}
	if zone == nil {
		zone = time.UTC
	}
	h.Date, h.Dated = h.date(find(fields, dateKeys()...), zone)
	h.Updated, _ = h.date(find(fields, "updated", "lastmod", "last_modified_at", "last_modified", "modified"), zone)
	h.Published = timeOf(find(fields, "published"), zone)
	if !h.Dated && find(fields, dateKeys()...).key == "" && !h.Published.IsZero() {
		h.Date, h.Dated, h.Published = h.Published, true, time.Time{}
	}
	h.FullTextRead = timeOf(find(fields, "full_text_read"), zone)
	h.Link = h.link(fields)
	return h
}

// dateKeys are the names of the date, in the order in which they count: as Hexo and
// Jekyll, Hugo, and other programs call it.
func dateKeys() []string {
	return []string{"date", "publishdate", "publish_date", "pubdate", "published_at", "created", "created_at"}
}

// problem reports what could not be understood.
func (h *Head) problem(line int, text string) {
	h.Problems = append(h.Problems, model.Problem{Line: line, Text: text})
}

// date reads a date. One that cannot be read is as good as none.
func (h *Head) date(f field, zone *time.Location) (date time.Time, read bool) {
	text := nameOf(f.value.scalar())
	if text == "" {
		return time.Time{}, false
	}
	date, err := dates.Parse(text, zone)
	if err != nil {
		h.problem(f.line, "The "+f.key+" “"+gate.Cut(text, 60)+"” was not used: "+err.Error()+".")
	}
	return date, err == nil
}

// link reads the address of the article itself.
func (h *Head) link(fields []field) string {
	for _, key := range []string{"link", "url", "permalink", "source"} {
		found := find(fields, key)
		address := strings.TrimSpace(found.value.scalar("url", "link"))
		if address == "" {
			continue
		}
		if link := gate.URL(address); link != "" {
			return link
		}
		if strings.Contains(address, ":") && key != "source" && key != "permalink" { // those may be a name, or a pattern
			h.problem(found.line, "The "+key+" is not an address that may be followed, so it was left out.")
		}
	}
	return ""
}

func imagesOf(fields []field) []string {
	var images []string
	for _, key := range []string{"headimg", "thumbnail", "cover", "image", "images", "featured_image", "featuredimage", "feature_image"} {
		if address := strings.TrimSpace(find(fields, key).value.scalar("image", "url", "src")); address != "" {
			images = append(images, address)
		}
	}
	return images
}
