package feed

import (
	"strings"
	"time"

	"broadsheet/articles/feed/document"
	"broadsheet/articles/feed/markup"
)

// feed makes a feed of a document of XML.
func (r *reader) feed(d document.Document) *Feed {
	channel := d.Root
	if inner := d.Root.All("channel", "feed"); len(inner) > 0 {
		channel = inner[0]
	}
	feed := &Feed{Format: format(d), Title: title(channel.First("title", "dc:title", "itunes:title"))}
	base := markup.FirstOf(channel.Base, r.base)
	if link := alternate(channel); link != nil {
		feed.Link = markup.Resolve(link.Attribute("href"), markup.FirstOf(link.Base, base))
	}
	for _, link := range channel.All("link") {
		if feed.Link == "" {
			feed.Link = markup.Resolve(firstText(link.Text, link.Attribute("rdf:resource")), base)
		}
		if feed.Self == "" && link.Attribute("rel") == "self" {
			feed.Self = markup.Resolve(link.Attribute("href"), markup.FirstOf(link.Base, base))
		}
	}
	feed.Language = language(firstText(channel.First("language").Text, channel.First("dc:language").Text, channel.Lang))
	feed.Every = every(channel)
	feed.SkipHours, feed.SkipDays = skips(channel)
	r.site, r.lang = markup.BaseOf(feed.Link), feed.Language
	if d.Root.Name == "feed" { // RFC 4287, 4.2.1
		r.authors = people(channel)
	}
	for i, e := range d.Entries {
		feed.Entries = append(feed.Entries, r.entry(e))
		d.Entries[i] = nil
	}
	return feed
}

// format says what people call the format of a document.
func format(d document.Document) string {
	version := d.Root.Attribute("version")
	namespace := d.Namespace
	switch d.Root.Name {
	case "feed", "entry":
		if version == "0.3" || strings.Contains(strings.ToLower(namespace), "purl.org/atom/ns") {
			return "Atom 0.3"
		}
		return "Atom 1.0"
	case "rdf:rdf":
		if strings.Contains(namespace, "/0.9") {
			return "RSS 0.90"
		}
		return "RSS 1.0"
	case "channel":
		if strings.Contains(namespace, "rss1.1") {
			return "RSS 1.1"
		}
	}
	const longest = len("0.9x")
	if version == "" || len(version) > longest || strings.Trim(version, "0123456789.x") != "" {
		return "RSS"
	}
	return "RSS " + version
}

// longestPause bounds how seldom a feed may wish to be asked.
const longestPause = 366 * 24 * time.Hour

// every gives how often a feed wants to be asked, of what it says the longest time.
func every(channel *document.Element) time.Duration {
	pause := time.Duration(min(size(channel.First("ttl").Text), int64(longestPause/time.Minute))) * time.Minute
	var period time.Duration
	switch strings.TrimSpace(channel.First("sy:updateperiod").Text) {
	case "hourly":
		period = time.Hour
	case "daily":
		period = 24 * time.Hour
	case "weekly":
		period = 7 * 24 * time.Hour
	case "monthly":
		period = 30 * 24 * time.Hour
	case "yearly":
		period = 365 * 24 * time.Hour
	}
	if times := size(channel.First("sy:updatefrequency").Text); times > 1 {
		period /= time.Duration(min(times, int64(longestPause/time.Second)))
	}
	return max(pause, period)
}

// skips gives the hours and days in which a feed has nothing new (RSS 2.0).
func skips(channel *document.Element) (hours []int, days []time.Weekday) {
	var known [24]bool
	for _, hour := range channel.First("skiphours").All("hour") {
		if n := size(hour.Text); strings.TrimSpace(hour.Text) != "" && n <= 24 {
			known[n%24] = true // RSS 0.91 counts to 24
		}
	}
	for hour, skipped := range known {
		if skipped {
			hours = append(hours, hour)
		}
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		for _, named := range channel.First("skipdays").All("day") {
			if strings.EqualFold(strings.TrimSpace(named.Text), day.String()) {
				days = append(days, day)
				break
			}
		}
	}
	return hours, days
}
