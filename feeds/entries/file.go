package entries

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/feed"
	"broadsheet/articles/frontmatter"
	"broadsheet/articles/gate"
	"broadsheet/feeds/entries/identity"
	"broadsheet/feeds/state"
)

// Bounds of what is written of an entry.
const (
	mostTags    = 20
	tagCells    = 64
	titleCells  = 60 // of one that is made of the text
	mostAuthors = 20
)

// headOf gives the front matter of an entry's file, but for the categories.
func headOf(e *feed.Entry, row *state.Entry, f *Source) frontmatter.Head {
	head := frontmatter.Head{
		Title: titleOf(e), Author: strings.Join(cleaned(e.Authors, mostAuthors, 0), ", "),
		Date: row.Date, Published: row.Told, Updated: e.Updated, Tags: cleaned(e.Categories, mostTags, tagCells),
		Link: e.Link, Lang: e.Language, GUID: identity.ID(e.ID), Feed: f.Name, FeedURL: f.Address, Source: e.Source, Comments: e.Comments,
	}
	if image := gate.URL(e.Image); image != "" {
		head.Images = []string{image}
	}
	for _, one := range e.Enclosures {
		head.Enclosures = append(head.Enclosures, frontmatter.Enclosure(one))
	}
	return head
}

// titleOf gives an entry's title, or else the beginning of its text.
func titleOf(e *feed.Entry) string {
	if title := gate.Title(e.Title); title != "" {
		return title
	}
	for _, text := range []string{e.Text, e.Summary} {
		beginning := text[:min(len(text), 64<<10)]
		if line := cells(gate.Clean(plainText(beginning)), titleCells); line != "" {
			return line
		}
	}
	return ""
}

// plainText gives the text of HTML, with blanks where blocks part it.
func plainText(source string) string {
	var b strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(source))
	hidden := false
	for b.Len() < 4<<10 {
		switch tokens.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if !hidden {
				b.Write(tokens.Text())
			}
		case html.StartTagToken:
			name, _ := tokens.TagName()
			tag := atom.Lookup(name)
			hidden = tag == atom.Script || tag == atom.Style || tag == atom.Title
			b.WriteByte(' ')
		case html.EndTagToken:
			hidden = false
			b.WriteByte(' ')
		case html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// cells cuts a line after so many cells.
func cells(line string, most int) string {
	n := 0
	for i, r := range line {
		if n += cellsOf(r); n > most {
			return strings.TrimSpace(line[:i]) + "…"
		}
	}
	return line
}

// cleaned gives the first values that say something, each once and not too long.
func cleaned(values []string, most, width int) []string {
	var kept []string
	for _, value := range values {
		value = gate.Clean(value)
		if width > 0 {
			value = cells(value, width)
		}
		if value != "" && !slices.Contains(kept, value) {
			kept = append(kept, value)
		}
		if len(kept) == most {
			break
		}
	}
	return kept
}

// bodyOf gives the body of an entry's file: the summary as a lead, where there is one,
// and the text.
func bodyOf(e *feed.Entry) string {
	text := clean(e.Text)
	lead := closed(clean(e.Summary))
	switch {
	case lead == "":
		return text
	case strings.TrimSpace(text) == "":
		return lead
	}
	return "<div class=\"lead\">" + lead + "</div>\n" + text
}

// clean gives text as a file has it: UTF-8, "\n" at the end of lines, and none of the
// characters that no text has. What marks the kept text of a file is in no other.
func clean(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7F || r == 0xFEFF {
			return -1
		}
		return r
	}, text)
	return strings.ReplaceAll(text, keptMark, "data-kept=")
}

// closed gives HTML whose elements are all closed, so that what follows it is in none
// of them.
func closed(source string) string {
	if !strings.ContainsAny(source, "<&") {
		return source
	}
	nodes, err := html.ParseFragment(strings.NewReader(source), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	var b bytes.Buffer
	for _, node := range nodes {
		if err == nil {
			err = html.Render(&b, node)
		}
	}
	if err != nil { // it is nested deeper than anybody writes
		return html.EscapeString(plainText(source))
	}
	return b.String()
}

// hashOf gives a hash of what an entry says, as far as a change of it means something.
func hashOf(e *feed.Entry, one *identity.Identity) []byte {
	sum := sha256.New()
	add := func(texts ...string) {
		for _, text := range texts {
			_, _ = sum.Write([]byte(text + "\x00")) // a hash takes all
		}
		_, _ = sum.Write([]byte{1})
	}
	add(gate.Clean(e.Title), one.Link, e.Language, identity.Canonical(e.Comments), gate.Clean(e.Source))
	add(e.Authors...)
	add(cleaned(e.Categories, mostTags, tagCells)...)
	add(identity.WithoutNoise(e.Summary), one.Text, withoutQuery(e.Image))
	for _, one := range e.Enclosures {
		add(withoutQuery(one.URL), one.Type)
	}
	return sum.Sum(nil)
}

// withoutQuery gives an address without what servers sign anew each time.
func withoutQuery(address string) string {
	address, _, _ = strings.Cut(address, "?")
	return address
}
