package feed

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"broadsheet/articles/dates"

	"broadsheet/articles/feed/document"
	"broadsheet/articles/feed/markup"
)

// errNotJSONFeed says that a document of JSON is no feed.
var errNotJSONFeed = errors.New("no items")

// object is an object of JSON, whose values are of any type: many feeds write a
// number where the specification asks for a text, or a text for a list.
type object map[string]json.RawMessage

// text gives a value that is a text or a number; of a list its first.
func (o object) text(names ...string) string {
	for _, name := range names {
		if texts := texts(o[name]); len(texts) > 0 && texts[0] != "" {
			return texts[0]
		}
	}
	return ""
}

// texts gives the texts of a value: one, or those of a list.
func texts(value json.RawMessage) []string {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return []string{text}
	}
	var number json.Number
	if json.Unmarshal(value, &number) == nil {
		return []string{number.String()}
	}
	var list []json.RawMessage
	var all []string
	if json.Unmarshal(value, &list) == nil {
		for _, inner := range list {
			if len(inner) > 0 && inner[0] != '[' {
				all = append(all, texts(inner)...)
			}
		}
	}
	return all
}

// objects gives the objects of a value: one, or those of a list.
func (o object) objects(name string) []object {
	var list []json.RawMessage
	if json.Unmarshal(o[name], &list) != nil {
		list = []json.RawMessage{o[name]}
	}
	var all []object
	for _, value := range list {
		var inner object
		if json.Unmarshal(value, &inner) == nil && inner != nil {
			all = append(all, inner)
		}
	}
	return all
}

// json reads JSON Feed 1.0 and 1.1. Of a document that is damaged every item before
// the damage is read.
func (r *reader) json(text string) (*Feed, error) {
	head := object{}
	items, err := decodeJSON(text, head, r.problems)
	version := head.text("version")
	if items == nil && !strings.Contains(version, "jsonfeed.org") {
		return nil, errNotJSONFeed
	}
	if err != nil {
		r.problems.note("It ends, or is damaged, in the middle; all entries before that were read.")
	}
	feed := &Feed{Format: "JSON Feed", Cut: err != nil, Title: plain(head.text("title")), Language: language(head.text("language"))}
	if at := strings.LastIndex(version, "/"); strings.Contains(version, "jsonfeed.org") && at > 0 && len(version)-at < 5 {
		feed.Format += " " + version[at+1:]
	} else {
		r.problems.note("It does not say that it is a JSON Feed.")
	}
	feed.Link = markup.Resolve(head.text("home_page_url"), r.base)
	feed.Self = markup.Resolve(head.text("feed_url"), r.base)
	r.site, r.lang, r.authors = markup.BaseOf(feed.Link), feed.Language, authorsOfJSON(head)
	for _, item := range items {
		feed.Entries = append(feed.Entries, r.item(item))
	}
	return feed, nil
}

// decodeJSON reads the values of a feed into head, and its items. The items are not
// nil where there is a list of them.
func decodeJSON(text string, head object, p *problems) (items []object, err error) {
	decoder := json.NewDecoder(strings.NewReader(strings.Map(printableJSON, text)))
	if _, err = decoder.Token(); err != nil { // {
		return nil, err
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return items, err
		}
		if name != "items" {
			var value json.RawMessage
			if err := decoder.Decode(&value); err != nil {
				return items, err
			}
			if name, isText := name.(string); isText && len(head) < 100 {
				head[name] = value
			}
			continue
		}
		if items, err = decodeItems(decoder, p); err != nil {
			return items, err
		}
	}
	_, err = decoder.Token() // }
	return items, err
}

func decodeItems(decoder *json.Decoder, p *problems) ([]object, error) {
	items := []object{}
	if start, err := decoder.Token(); err != nil || start != json.Delim('[') {
		return nil, errors.Join(err, errNotJSONFeed)
	}
	for decoder.More() {
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return items, err
		}
		var item object
		switch err := json.Unmarshal(value, &item); {
		case err != nil || item == nil:
			p.note("An item is no object; it was passed over.")
		case len(items) == document.MaxEntries:
			p.note("It has more than 20,000 entries; only the first ones were read.")
		default:
			items = append(items, item)
		}
	}
	_, err := decoder.Token() // ]
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return items, err
}

// printableJSON makes blanks of ends of lines and tabs, which may stand between the
// values of JSON but, though some write them, not in texts.
func printableJSON(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
}

// item makes an entry of an item.
func (r *reader) item(o object) Entry {
	base := markup.FirstOf(r.site, r.base)
	entry := Entry{
		ID:         strings.TrimSpace(o.text("id", "guid")),
		Title:      plain(markup.Unescape(markup.WithoutLooks(o.text("title")))),
		Published:  r.when(o.text("date_published")),
		Updated:    r.when(o.text("date_modified")),
		Authors:    authorsOfJSON(o),
		Language:   language(firstText(o.text("language"), r.lang)),
		Image:      markup.Resolve(o.text("image", "banner_image"), base),
		Categories: nil,
	}
	for _, candidate := range []string{o.text("url"), o.text("external_url"), o.text("id")} {
		if entry.Link == "" && (candidate != entry.ID || strings.HasPrefix(markup.Scheme(candidate), "http")) {
			entry.Link = markup.Resolve(candidate, base)
		}
	}
	if len(entry.Authors) == 0 {
		entry.Authors = r.authors
	}
	var tags []string
	for _, tag := range texts(o["tags"]) {
		tags = append(tags, plain(tag))
	}
	entry.Categories = distinct(tags, maxCategories)
	for _, file := range o.objects("attachments") {
		if address := markup.Resolve(file.text("url"), base); address != "" && len(entry.Enclosures) < maxEnclosures {
			entry.Enclosures = append(entry.Enclosures, Enclosure{
				URL: address, Type: mediaType(file.text("mime_type")), Length: size(file.text("size_in_bytes")),
				Duration: dates.PlayingTime(file.text("duration_in_seconds")),
			})
		}
	}
	if entry.Link == "" && len(entry.Enclosures) > 0 {
		entry.Link = entry.Enclosures[0].URL
	}
	r.itemTexts(o, &entry)
	return entry
}

// itemTexts gives an entry the longer of an item's texts, and a summary that says
// something else.
func (r *reader) itemTexts(o object, entry *Entry) {
	base := markup.FirstOf(markup.BaseOf(entry.Link), r.site, r.base)
	text := strings.TrimSpace(o.text("content_html"))
	if other := paragraphs(o.text("content_text")); words(other) > words(text) {
		text = other
	}
	summary := written(o.text("summary"))
	if words(text) == 0 && words(summary) > 0 {
		text, summary = summary, ""
	}
	if words(summary) > 0 && !isBeginning(summary, text) {
		entry.Summary = markup.Absolute(summary, base)
	}
	entry.Text = markup.Absolute(text, base)
}

// authorsOfJSON gives the names of authors, of 1.1 and of 1.0.
func authorsOfJSON(o object) []string {
	var list []string
	for _, name := range []string{"authors", "author"} {
		for _, author := range o.objects(name) {
			list = append(list, plain(firstText(author.text("name"), author.text("url"))))
		}
		if len(o.objects(name)) == 0 {
			for _, author := range texts(o[name]) {
				list = append(list, plain(author))
			}
		}
	}
	return distinct(list, maxAuthors)
}
