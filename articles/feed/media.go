package feed

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// enclosures gives the files that come with an entry, each address once.
func (r *reader) enclosures(e *element, base *url.URL) []Enclosure {
	var list []Enclosure
	known := map[string]bool{}
	add := func(of *element, address, kind, length, duration string) {
		address = resolve(address, firstOf(of.base, base))
		if address == "" || known[address] || len(list) == maxEnclosures {
			return
		}
		known[address] = true
		list = append(list, Enclosure{URL: address, Type: mediaType(kind), Length: size(length), Duration: playingTime(duration)})
	}
	for _, of := range e.all("enclosure", "enc:enclosure", "link") {
		if of.name != "link" || of.attribute("rel") == "enclosure" {
			add(of, of.attribute("url", "href", "rdf:resource"), of.attribute("type"), of.attribute("length", "filesize"), "")
		}
	}
	for _, of := range mediaContents(e) {
		if !isPicture(of) {
			add(of, of.attribute("url"), firstText(of.attribute("type"), of.attribute("medium")), of.attribute("filesize"), of.attribute("duration"))
		}
	}
	if own := playingTime(e.first("itunes:duration").text); own > 0 {
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
func mediaContents(e *element) []*element {
	list := e.all("media:content")
	for _, group := range e.all("media:group") {
		list = append(list, group.all("media:content")...)
	}
	return list
}

func isPicture(content *element) bool {
	kind := strings.ToLower(content.attribute("type"))
	if kind == "" {
		return content.attribute("medium") == "image" || content.attribute("medium") == "" && content.attribute("duration") == ""
	}
	return strings.HasPrefix(kind, "image/")
}

// image gives a picture of an entry.
func image(e *element, base *url.URL) string {
	var candidates []string
	for _, content := range mediaContents(e) {
		if isPicture(content) {
			candidates = append(candidates, content.attribute("url"))
		}
	}
	for _, outer := range append(append([]*element{e}, e.all("media:group")...), mediaContents(e)...) {
		candidates = append(candidates, outer.first("media:thumbnail").attribute("url"))
	}
	candidates = append(candidates, e.first("itunes:image").attribute("href", "url"), e.first("image").first("url").text, e.first("image").text)
	for _, enclosure := range e.all("enclosure") {
		if isPicture(enclosure) && enclosure.attribute("type") != "" {
			candidates = append(candidates, enclosure.attribute("url"))
		}
	}
	for _, candidate := range candidates {
		if address := resolve(candidate, base); address != "" {
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

// playingTime reads seconds, minutes and seconds, or hours, minutes and seconds; 0: it
// is none of them, or longer than a month.
func playingTime(text string) time.Duration {
	const month = 31 * 24 * time.Hour
	var total float64
	for part := range strings.SplitSeq(strings.TrimSpace(text), ":") {
		n, err := strconv.ParseFloat(part, 64)
		if err != nil || n < 0 || total > month.Seconds() || n > month.Seconds() {
			return 0
		}
		total = 60*total + n
	}
	if total > month.Seconds() {
		return 0
	}
	return time.Duration(total * float64(time.Second)).Round(time.Second)
}
