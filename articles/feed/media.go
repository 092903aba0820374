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
// is said of it.
func (r *reader) enclosures(e *document.Element, base *url.URL, picture string) []Enclosure {
	files := fileList{base: base}
	for _, of := range e.All("enclosure", "enc:enclosure", "link") {
		if of.Name != "link" || of.Attribute("rel") == "enclosure" {
			files.add(of, of.Attribute("type"), of.Attribute("length", "filesize"))
		}
	}
	for _, of := range mediaContents(e) {
		if kind := kindOfMedia(of); !isPicture(of) && kind != "application/x-shockwave-flash" { // which nothing plays any more
			files.add(of, kind, of.Attribute("filesize"))
		}
	}
	files.addPictures(e, picture)
	if own := dates.PlayingTime(e.First("itunes:duration").Text); own > 0 {
		for i := range files.list {
			if one := &files.list[i]; !strings.HasPrefix(one.Type, "image") && one.Duration == 0 {
				one.Duration = own
				break
			}
		}
	}
	return files.list
}

// fileList are the files of an entry while they are gathered.
type fileList struct {
	base *url.URL
	list []Enclosure
}

func (f *fileList) add(of *document.Element, kind, length string) {
	one := Enclosure{
		URL:  markup.Resolve(of.Attribute("url", "href", "rdf:resource"), markup.FirstOf(of.Base, f.base)),
		Type: mediaType(kind), Length: size(length), Duration: dates.PlayingTime(of.Attribute("duration")),
	}
	if one.URL == "" {
		return
	}
	i := slices.IndexFunc(f.list, func(other Enclosure) bool { return other.URL == one.URL })
	if i >= 0 {
		known := &f.list[i]
		known.Type, known.Length, known.Duration = cmp.Or(known.Type, one.Type), cmp.Or(known.Length, one.Length), cmp.Or(known.Duration, one.Duration)
	} else if len(f.list) < maxEnclosures {
		f.list = append(f.list, one)
	}
}

// addPictures adds those of an entry's pictures that are not its own one, nor that in
// another size, as the pictures of a group are (Media RSS, media:group).
func (f *fileList) addPictures(e *document.Element, own string) {
	known := []string{withoutQuery(own)}
	for _, of := range e.All("media:content") {
		address := withoutQuery(markup.Resolve(of.Attribute("url"), markup.FirstOf(of.Base, f.base)))
		if kind := kindOfMedia(of); isPicture(of) && kind != "" && !isPortrait(address) && !slices.Contains(known, address) {
			known = append(known, address)
			f.add(of, kind, of.Attribute("filesize"))
		}
	}
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
	for _, link := range e.All("itunes:link") { // as the first podcasts had it
		if link.Attribute("rel") == "image" {
			candidates = append(candidates, link.Attribute("href"))
		}
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
