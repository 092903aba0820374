package feed

import (
	"net/url"
	"strconv"
	"strings"

	"broadsheet/articles/dates"

	"broadsheet/articles/feed/document"
	"broadsheet/articles/feed/markup"
)

// enclosures gives the files that come with an entry, each address once.
func (r *reader) enclosures(e *document.Element, base *url.URL) []Enclosure {
	var list []Enclosure
	known := map[string]bool{}
	add := func(of *document.Element, address, kind, length, duration string) {
		address = markup.Resolve(address, markup.FirstOf(of.Base, base))
		if address == "" || known[address] || len(list) == maxEnclosures {
			return
		}
		known[address] = true
		list = append(list, Enclosure{URL: address, Type: mediaType(kind), Length: size(length), Duration: dates.PlayingTime(duration)})
	}
	for _, of := range e.All("enclosure", "enc:enclosure", "link") {
		if of.Name != "link" || of.Attribute("rel") == "enclosure" {
			add(of, of.Attribute("url", "href", "rdf:resource"), of.Attribute("type"), of.Attribute("length", "filesize"), "")
		}
	}
	for _, of := range mediaContents(e) {
		if !isPicture(of) && of.Attribute("type") != "application/x-shockwave-flash" { // which nothing plays any more
			add(of, of.Attribute("url"), firstText(of.Attribute("type"), of.Attribute("medium")), of.Attribute("filesize"), of.Attribute("duration"))
		}
	}
	if own := dates.PlayingTime(e.First("itunes:duration").Text); own > 0 {
		for i := range list {
			if !strings.HasPrefix(list[i].Type, "image/") && list[i].Duration == 0 {
				list[i].Duration = own
				break
			}
		}
	}
	return list
}

// mediaContents gives the media:content of an entry and of its groups.
func mediaContents(e *document.Element) []*document.Element {
	list := e.All("media:content")
	for _, group := range e.All("media:group") {
		list = append(list, group.All("media:content")...)
	}
	return list
}

func isPicture(content *document.Element) bool {
	kind := strings.ToLower(content.Attribute("type"))
	if kind == "" {
		return content.Attribute("medium") == "image" || content.Attribute("medium") == "" && content.Attribute("duration") == ""
	}
	return strings.HasPrefix(kind, "image/")
}

// image gives a picture of an entry.
func image(e *document.Element, base *url.URL) string {
	var candidates []string
	for _, content := range mediaContents(e) {
		if isPicture(content) {
			candidates = append(candidates, content.Attribute("url"))
		}
	}
	for _, outer := range append(append([]*document.Element{e}, e.All("media:group")...), mediaContents(e)...) {
		candidates = append(candidates, outer.First("media:thumbnail").Attribute("url"))
	}
	candidates = append(candidates, e.First("itunes:image").Attribute("href", "url"), e.First("image").First("url").Text, e.First("image").Text)
	for _, enclosure := range e.All("enclosure") {
		if isPicture(enclosure) && enclosure.Attribute("type") != "" {
			candidates = append(candidates, enclosure.Attribute("url"))
		}
	}
	for _, candidate := range candidates {
		if address := markup.Resolve(candidate, base); address != "" {
			return address
		}
	}
	return ""
}

// mediaType gives a media type without parameters.
func mediaType(text string) string {
	text, _, _ = strings.Cut(text, ";")
	return strings.ToLower(plain(text))
}

// size reads a number of bytes; 0: it is none.
func size(text string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
