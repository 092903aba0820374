package feed

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"broadsheet/articles/dates"

	"broadsheet/articles/feed/document"
	"broadsheet/articles/feed/markup"
)

// enclosures gives the files that come with an entry, each address once with all that
// is said of it. Of pictures there are those that are not the entry's own; in a group
// they are one picture in several sizes (Media RSS, media:group).
func (r *reader) enclosures(e *document.Element, base *url.URL, picture string) []Enclosure {
	var list []Enclosure
	add := func(of *document.Element, kind, length string) {
		one := Enclosure{
			URL:  markup.Resolve(of.Attribute("url", "href", "rdf:resource"), markup.FirstOf(of.Base, base)),
			Type: mediaType(kind), Length: size(length), Duration: dates.PlayingTime(of.Attribute("duration")),
		}
		same := func(other Enclosure) bool { return other.URL == one.URL }
		if i := slices.IndexFunc(list, same); i >= 0 {
			list[i].Type, list[i].Length, list[i].Duration = cmp.Or(list[i].Type, one.Type), cmp.Or(list[i].Length, one.Length), cmp.Or(list[i].Duration, one.Duration)
		} else if one.URL != "" && len(list) < maxEnclosures {
			list = append(list, one)
		}
	}
	for _, of := range e.All("enclosure", "enc:enclosure", "link") {
		if of.Name != "link" || of.Attribute("rel") == "enclosure" {
			add(of, of.Attribute("type"), of.Attribute("length", "filesize"))
		}
	}
	for _, of := range mediaContents(e) {
		if kind := kindOfMedia(of); !isPicture(of) && kind != "application/x-shockwave-flash" { // which nothing plays any more
			add(of, kind, of.Attribute("filesize"))
		}
	}
	shown := []string{withoutQuery(picture)}
	for _, of := range e.All("media:content") {
		address := withoutQuery(markup.Resolve(of.Attribute("url"), markup.FirstOf(of.Base, base)))
		if kind := kindOfMedia(of); isPicture(of) && kind != "" && !isPortrait(address) && !slices.Contains(shown, address) {
			shown = append(shown, address)
			add(of, kind, of.Attribute("filesize"))
		}
	}
	if own := dates.PlayingTime(e.First("itunes:duration").Text); own > 0 {
		for i := range list {
			if !strings.HasPrefix(list[i].Type, "image") && list[i].Duration == 0 {
				list[i].Duration = own
				break
			}
		}
	}
	return list
}

// kindOfMedia gives the media type of a media:content, or else its medium.
func kindOfMedia(content *document.Element) string {
	return firstText(content.Attribute("type"), content.Attribute("medium"))
}

// withoutQuery gives the address of a picture without what only says how it is sent.
func withoutQuery(address string) string {
	address, _, _ = strings.Cut(address, "?")
	return address
}

// isPortrait says that a picture is that of an author, whom WordPress shows with each
// entry.
func isPortrait(address string) bool { return strings.Contains(address, ".gravatar.com/avatar/") }

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
		if isPicture(content) && !isPortrait(content.Attribute("url")) {
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
