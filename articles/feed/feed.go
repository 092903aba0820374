// Package feed reads what a feed says: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON
// Feed, and RSS that is written as JSON, with the modules that count (content, dc,
// media, itunes, thr, xml:base, xml:lang). It knows neither networks nor files, and
// believes nothing: all text comes from strangers.
package feed

import (
	"bytes"
	"strings"
	"time"

	"broadsheet/articles/feed/decode"
	"broadsheet/articles/feed/document"

	"broadsheet/articles/feed/markup"
)

// Feed is one document.
type Feed struct {
	Format   string // as people call it, such as "RSS 2.0", "Atom 1.0", "JSON Feed 1.1"
	Encoding string // the character set that the bytes were read in, such as "UTF-8"
	Title    string // plain text on one line
	Link     string // the site's address, absolute; empty if it tells none
	Self     string // the address that the feed says it has itself
	Language string // as of BCP 47
	Entries  []Entry

	Every     time.Duration  // how often it wants to be asked (ttl, sy:updatePeriod); 0: it does not say
	SkipHours []int          // of the day, UTC, in which nothing new comes
	SkipDays  []time.Weekday // in which nothing new comes

	Cut      bool     // its end is missing; what is whole before that was read
	Problems []string // a sentence for each thing that was wrong and could be read nevertheless
}

// Entry is what a feed says of one article.
type Entry struct {
	ID         string    // guid or id, without white space around it; empty if it has none
	Title      string    // plain text on one line; empty if it has none
	Link       string    // of the article, absolute; empty if it has none
	Authors    []string  // names, or what stands for them
	Published  time.Time // UTC; zero if it does not say
	Updated    time.Time // UTC; zero if it does not say
	Categories []string  // plain text
	Summary    string    // HTML with absolute addresses; empty where it is the text, or its beginning
	Text       string    // HTML with absolute addresses: the longest that the entry has
	Language   string    // as of BCP 47, of the entry or else of the feed
	Comments   string    // where it is discussed, absolute
	Image      string    // a picture of the entry, absolute
	Enclosures []Enclosure
	Source     string // the title of the feed that it was taken from, if it says so
}

// Enclosure is a file that comes with an entry.
type Enclosure struct {
	URL      string // absolute
	Type     string // media type
	Length   int64  // bytes; 0: not told
	Duration time.Duration
}

// Options say where a document comes from.
type Options struct {
	URL         string         // of the document, to which relative addresses belong last of all
	ContentType string         // as the server said
	Zone        *time.Location // of dates without one; nil: UTC
}

// NotFeedError says that a document is no feed.
type NotFeedError struct {
	Is string // what it is, such as "an HTML page", "empty", "a picture"
}

// Error implements error.
func (e *NotFeedError) Error() string { return "this is no feed, but " + e.Is }

// Read makes a feed of a document, of whatever quality: what is wrong with it and
// could be read nevertheless is told in Problems, and one fault loses at most the
// entry that it is in. The error is a *NotFeedError.
func Read(data []byte, o Options) (*Feed, error) {
	if is := kindOfBytes(data); is != "" {
		return nil, &NotFeedError{Is: is}
	}
	var p problems
	text, encoding := decode.Text(data, o.ContentType, p.note)
	r := &reader{options: o, problems: &p, base: markup.BaseOf(o.URL)}
	feed, err := r.read(strings.TrimLeft(text, " \t\r\n\uFEFF"))
	if err != nil {
		return nil, err
	}
	feed.Encoding, feed.Problems = encoding, p.sentences()
	return feed, nil
}

func (r *reader) read(text string) (*Feed, error) {
	if strings.HasPrefix(text, "{") {
		if feed, err := r.json(text); err == nil {
			return feed, nil
		}
		if feed, isRSS := r.rssInJSON(text); isRSS {
			return feed, nil
		}
		return nil, &NotFeedError{Is: "JSON of another kind"}
	}
	if start := strings.IndexByte(text, '<'); start > 0 {
		r.problems.note("Something stands before its beginning, which was passed over.")
		text = text[start:]
	}
	d := document.Parse(text, r.base, r.problems.note)
	if d.Root == nil {
		return nil, &NotFeedError{Is: kindOf(text, d.Page)}
	}
	feed := r.feed(d)
	feed.Cut = d.Cut
	return feed, nil
}

// kindOfBytes says what data are that are no text; "" if they may be a feed.
func kindOfBytes(data []byte) string {
	for _, known := range []struct{ start, is string }{
		{"\x1F\x8B", "compressed (gzip)"},
		{"PK\x03\x04", "compressed (zip)"},
		{"\x28\xB5\x2F\xFD", "compressed (zstd)"},
		{"%PDF-", "a PDF"},
		{"\x89PNG", "a picture"},
		{"\xFF\xD8\xFF", "a picture"},
		{"GIF8", "a picture"},
		{"RIFF", "a picture or a sound"},
		{"ID3", "a sound"},
	} {
		if bytes.HasPrefix(data, []byte(known.start)) {
			return known.is
		}
	}
	return ""
}

// kindOf says what a document is that is no feed.
func kindOf(text string, page bool) string {
	lower := strings.ToLower(text[:min(len(text), 2000)])
	switch {
	case text == "":
		return "empty"
	case page:
		return "an HTML page"
	case strings.Contains(lower, "<opml"):
		return "a list of feeds (OPML), which can be imported"
	case strings.Contains(lower, "<urlset"), strings.Contains(lower, "<sitemapindex"):
		return "a map of a site"
	case strings.Contains(lower, "<svg"):
		return "a picture"
	case strings.HasPrefix(lower, "<"):
		return "XML of another kind"
	}
	return "text of another kind"
}
