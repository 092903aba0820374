package pagehead

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/gate"
)

const (
	mostMeta    = 300  // <meta> of a page that are looked at
	longestText = 2000 // bytes of a title, a name or a date
	mostNames   = 10   // of authors in the text

	longestPart = 256 << 10 // bytes of one element in the text
)

// said is all that a page says of its article, as it stands there.
type said struct {
	properties, names map[string][]string // of <meta>, in lower case
	metas             int
	tag               string // <title>
	heading           string // the first <h1>
	language          string

	base, canonical string
	saved           string // where a browser that has saved the page says it is from

	dated   string // the date of publication, by its mark in the text
	time    string // the first <time>
	authors []string
	data    data
	scripts int  // that data were looked for in, below
	body    bool // the text has begun
}

// scanner goes over the tags of a page.
type scanner struct {
	*said
	tokens *html.Tokenizer

	// What the text up to the end of an element is for; nil: nothing.
	take func(text string)
	open atom.Atom
	text strings.Builder
}

// scan looks at all tags of a page until its text begins, and at some of those in the
// text: so many bytes in all.
func scan(source string, least int) *said {
	s := &scanner{said: &said{properties: map[string][]string{}, names: map[string][]string{}}}
	read := s.tags(source, func() bool { return s.body })
	for read < least {
		at := nextMarked(source, read, least)
		if at < 0 {
			break
		}
		s.text.Reset()
		part := source[at:]
		read = at + s.tags(part[:min(len(part), longestPart)], func() bool { return s.take == nil })
	}
	return s.said
}

// tags looks at the tags of a part of a page until something is there, and says how many
// bytes it has read.
func (s *scanner) tags(source string, until func() bool) (read int) {
	s.tokens = html.NewTokenizer(strings.NewReader(source))
	for {
		kind := s.tokens.Next()
		if kind == html.ErrorToken {
			s.finish()
			return len(source)
		}
		read += len(s.tokens.Raw())
		switch kind {
		case html.TextToken:
			s.word()
		case html.StartTagToken, html.SelfClosingTagToken:
			s.start()
		case html.EndTagToken:
			if name, _ := s.tokens.TagName(); s.take != nil && atom.Lookup(name) == s.open {
				s.finish()
			}
		case html.CommentToken:
			s.comment()
		default:
		}
		if until() && s.take == nil {
			return read
		}
	}
}

// nextMarked gives where the next tag begins in a text that may say something of the
// article; -1: there is none that begins before the limit.
func nextMarked(source string, from, limit int) int {
	for at := from; ; {
		next := strings.IndexByte(source[at:], '<')
		if next < 0 || at+next >= limit {
			return -1
		}
		at += next
		tag := source[at+1:]
		switch name := tagName(tag); name {
		case "h1", "time", "meta":
			return at
		case "script", "style", "!--":
			end := "-->"
			if name != "!--" {
				end = "</" + name
			}
			length := strings.Index(tag, end)
			if opening, _, _ := strings.Cut(tag, ">"); name == "script" && strings.Contains(opening, dataType) {
				return at
			}
			if length < 0 {
				return -1
			}
			at += length
		case "a", "span", "div", "p", "abbr", "address":
			const longest = 1000 // bytes of a tag
			opening, _, _ := strings.Cut(tag[:min(len(tag), longest)], ">")
			if strings.Contains(opening, "itemprop") || strings.Contains(opening, "author") {
				return at
			}
		}
		at++
	}
}

// tagName gives the name that a tag begins with, in lower case, if it is a short one.
func tagName(tag string) string {
	if strings.HasPrefix(tag, "!--") {
		return "!--"
	}
	const longest = 7
	for i := range min(len(tag), longest+1) {
		if c := tag[i] | 0x20; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return strings.ToLower(tag[:i])
		}
	}
	return ""
}

// word keeps text that somebody waits for.
func (s *scanner) word() {
	if s.take == nil || s.text.Len() >= longestText && s.open != atom.Script {
		return
	}
	text := s.tokens.Text()
	if s.open != atom.Script {
		text = text[:min(len(text), longestText)]
	}
	s.text.Write(text)
}

// start looks at an opening tag.
func (s *scanner) start() {
	name, more := s.tokens.TagName()
	tag := atom.Lookup(name)
	switch tag {
	case atom.Title:
		if s.tag == "" && !s.body { // there is one in each <svg>, too
			s.until(tag, func(text string) { s.tag = text })
		}
	case atom.Body:
		s.body = true
	case atom.H1:
		s.body = true
		if s.heading == "" {
			s.until(tag, func(text string) { s.heading = strings.TrimSpace(text) })
		}
	case atom.Html, atom.Meta, atom.Link, atom.Base, atom.Script, atom.Time, atom.A, atom.Span, atom.Div, atom.P, atom.Abbr, atom.Address:
		a := s.attributes(more)
		s.element(tag, &a)
	default:
	}
}

// attributes are those that say something.
type attributes struct {
	name, property, itemprop, httpEquiv, content, rel, href, kind, class, datetime, language string
	pubdate                                                                                  bool
}

func (s *scanner) attributes(more bool) (a attributes) {
	const most = 32 // attributes of a tag
	for n := 0; more && n < most; n++ {
		var key, value []byte
		if key, value, more = s.tokens.TagAttr(); len(value) > 2*longestText {
			continue
		}
		switch string(key) {
		case "name":
			a.name = string(value)
		case "property":
			a.property = string(value)
		case "itemprop":
			a.itemprop = string(value)
		case "http-equiv":
			a.httpEquiv = string(value)
		case "content":
			a.content = string(value)
		case "rel":
			a.rel = string(value)
		case "href":
			a.href = string(value)
		case "type":
			a.kind = string(value)
		case "class":
			a.class = string(value)
		case "datetime":
			a.datetime = string(value)
		case "lang", "xml:lang":
			a.language = string(value)
		case "pubdate":
			a.pubdate = true
		}
	}
	return a
}

// element looks at an element by its attributes.
func (s *scanner) element(tag atom.Atom, a *attributes) {
	switch tag {
	case atom.Html:
		s.language = firstOf(s.language, a.language)
	case atom.Meta:
		s.readMeta(a)
	case atom.Link:
		if hasWord(a.rel, "canonical") {
			s.canonical = firstOf(s.canonical, a.href)
		}
	case atom.Base:
		s.base = firstOf(s.base, a.href)
	case atom.Script:
		if strings.EqualFold(strings.TrimSpace(a.kind), dataType) {
			s.until(tag, func(text string) { s.data.read(text) })
		}
	default:
		s.marked(tag, a)
	}
}

// readMeta takes what a <meta> says. One has several names with blanks between them.
func (s *scanner) readMeta(a *attributes) {
	content := strings.TrimSpace(a.content)
	if s.metas++; s.metas > mostMeta || content == "" {
		return
	}
	for _, name := range metaNames(a.property) {
		s.properties[name] = append(s.properties[name], content)
	}
	for _, names := range []string{a.name, a.itemprop, a.httpEquiv} {
		for _, name := range metaNames(names) {
			s.names[name] = append(s.names[name], content)
		}
	}
}

// metaNames gives the names of a <meta> as they are looked for: those of Dublin Core
// have a point or a colon, and one of Weibo's has a blank.
func metaNames(text string) []string {
	names := strings.Fields(strings.ToLower(strings.Replace(text, "weibo: ", "weibo:", 1)))
	for i, name := range names {
		if strings.HasPrefix(name, "dc") {
			names[i] = strings.Replace(name, ":", ".", 1)
		}
	}
	return names
}

// marked takes what the marks of an element in the text say of what stands there:
// microdata, microformats, rel="author".
func (s *scanner) marked(tag atom.Atom, a *attributes) {
	when := firstOf(a.datetime, a.content)
	published := hasWord(a.itemprop, "datePublished") || tag == atom.Time && (a.pubdate || hasWord(a.class, "published", "entry-date", "dt-published"))
	switch {
	case s.take != nil: // in the title of something
	case published && s.dated == "":
		if s.dated = when; when == "" {
			s.until(tag, func(text string) { s.dated = text })
		}
	case tag == atom.Time && s.time == "":
		if s.time = when; when == "" {
			s.until(tag, func(text string) { s.time = text })
		}
	case (hasWord(a.rel, "author") || hasWord(a.itemprop, "author") || hasWord(a.class, "p-author")) && len(s.authors) < mostNames:
		const longest = 100 // bytes of a name
		s.until(tag, func(text string) {
			if text = strings.TrimSpace(text); len(text) <= longest {
				s.authors = append(s.authors, text)
			}
		})
	}
}

// comment takes what a browser that has saved a page writes about where it is from.
func (s *scanner) comment() {
	const most = 4 << 10
	text := string(s.tokens.Text())
	if s.saved != "" || len(text) > most {
		return
	}
	if _, rest, found := strings.Cut(text, "saved from url=("); found {
		if _, address, closed := strings.Cut(rest, ")"); closed {
			s.saved = gate.URL(address)
		}
		return
	}
	if _, rest, found := strings.Cut(text, "Page saved with SingleFile"); found {
		for line := range strings.Lines(rest) {
			if address, isAddress := strings.CutPrefix(strings.TrimSpace(line), "url: "); isAddress {
				s.saved = gate.URL(address)
				return
			}
		}
	}
}

// until has the text up to the end of an element taken.
func (s *scanner) until(tag atom.Atom, take func(text string)) {
	s.open, s.take = tag, take
	s.text.Reset()
}

// finish gives the text that was read to who wants it.
func (s *scanner) finish() {
	if s.take == nil {
		return
	}
	take := s.take
	s.take = nil
	take(s.text.String())
}

// meta gives what the first of these says.
func (s *said) meta(names ...string) string { return firstOf(s.all(names...)...) }

// all gives all that the first of these says.
func (s *said) all(names ...string) []string {
	for _, name := range names {
		if values := s.properties[name]; len(values) > 0 {
			return values
		}
		if values := s.names[name]; len(values) > 0 {
			return values
		}
	}
	return nil
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			return text
		}
	}
	return ""
}

// hasWord says whether one of some words stands in a text, in any case.
func hasWord(text string, words ...string) bool {
	for field := range strings.FieldsSeq(text) {
		for _, word := range words {
			if strings.EqualFold(field, word) {
				return true
			}
		}
	}
	return false
}
