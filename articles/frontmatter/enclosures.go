package frontmatter

import (
	"slices"
	"strconv"
	"strings"

	"broadsheet/articles/dates"
	"broadsheet/articles/gate"
	"broadsheet/model"
)

// enclosuresOf reads the files that come with an article, each address once: those
// that package feeds writes, and what podcasts and weblogs have in their front matter.
// What a head says of how long one plays, and beside it, is of the first that plays.
func enclosuresOf(fields []field) []Enclosure {
	var all []Enclosure
	for _, key := range []string{"enclosures", "enclosure", "audio", "video", "podcast"} {
		for _, e := range filesOf(find(fields, key).value) {
			known := slices.ContainsFunc(all, func(other Enclosure) bool { return other.URL == e.URL })
			if known || len(all) == maxEnclosures {
				continue
			}
			if e.Type == "" && e.Kind() == model.OtherFile && (key == "audio" || key == "video") {
				e.Type = key
			}
			all = append(all, e)
		}
	}
	if len(all) == 1 && all[0].Duration == 0 {
		all[0].Duration = dates.PlayingTime(find(fields, "duration").value.text)
	}
	return all
}

// filesOf reads files: a list of them, the address of one, the fields of one, or a
// field for each, such as "mp3" and "ogg".
func filesOf(v value) []Enclosure {
	switch {
	case len(v.list) > 0:
		var all []Enclosure
		for _, one := range v.list[:min(len(v.list), maxEnclosures)] {
			if one.list == nil {
				all = append(all, filesOf(one)...)
			}
		}
		return all
	case len(v.fields) == 0:
		return fileInText(v.text)
	}
	e := Enclosure{
		URL:      gate.URL(find(v.fields, "url", "href", "src", "file", "link").value.text),
		Type:     nameOf(find(v.fields, "type", "mime_type", "mimetype", "mime").value.text),
		Length:   positive(find(v.fields, "length", "size", "bytes", "filesize", "size_in_bytes").value.text),
		Duration: dates.PlayingTime(find(v.fields, "duration", "duration_in_seconds").value.text),
	}
	if e.URL != "" {
		return []Enclosure{e}
	}
	var all []Enclosure
	for _, f := range v.fields[:min(len(v.fields), maxEnclosures)] {
		if address := gate.URL(f.value.text); address != "" {
			all = append(all, Enclosure{URL: address})
		}
	}
	return all
}

// fileInText reads the address of a file, or what WordPress keeps of one, and what is
// left of fields in front matter that is broken: an address, a length and a type.
func fileInText(text string) []Enclosure {
	text = strings.TrimSpace(text)
	if address := gate.URL(text); address != "" && !strings.Contains(text, "\n") {
		return []Enclosure{{URL: address}}
	}
	var e Enclosure
	for word := range strings.FieldsSeq(text) {
		word = strings.Trim(word, `'",{}`)
		switch address, length := gate.URL(word), positive(word); {
		case e.URL == "" && address != "":
			e.URL = address
		case e.Length == 0 && length > 0:
			e.Length = length
		case e.Type == "" && address == "" && strings.Contains(word, "/"):
			e.Type = nameOf(word)
		}
	}
	if e.URL == "" {
		return nil
	}
	return []Enclosure{e}
}

// positive reads a whole number of bytes; 0: it is none.
func positive(text string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil || n < 0 || n > 1<<62 {
		return 0
	}
	return n
}

// commentsOf reads where an article is discussed. Whether it may be discussed at all
// is what others write there.
func commentsOf(fields []field) string {
	for _, key := range []string{"comments", "comments_url", "discussion"} {
		if address := gate.URL(find(fields, key).value.scalar("url", "link")); address != "" {
			return address
		}
	}
	return ""
}
