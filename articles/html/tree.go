package html

import (
	"context"
	"io"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/gate"
	"broadsheet/articles/html/mend"
	"broadsheet/articles/math"
)

const (
	// maxNesting is how deep elements may be nested; below that their text is
	// kept and their tags are not. The parser gives up at 512.
	maxNesting = 100
	// maxReopened bounds how often the parser may reopen formatting elements
	// that were never closed: it does so in every paragraph that follows.
	maxReopened = 200_000
)

// Tree parses a page in bounded time and memory, for those who make something else of
// it than a document; its formulas are text already. Cut says that there is more than is
// read. Once the context has ended the tree is empty.
func Tree(ctx context.Context, source string) (root *html.Node, cut bool) {
	source, cut = boundTags(source)
	root = parseTree(ctx, source).Nodes[0]
	math.Settle(root)
	return root, cut
}

// parseTree parses HTML of any quality in bounded time and memory. Once the
// context has ended the tree is empty.
func parseTree(ctx context.Context, body string) *goquery.Document {
	document := parsePlainly(ctx, body)
	mend.Tree(document.Nodes[0], func(source string) *html.Node { return parsePlainly(ctx, source).Nodes[0] })
	return document
}

// parsePlainly gives the tree as the page has it.
func parsePlainly(ctx context.Context, body string) *goquery.Document {
	attempts := []func() string{
		func() string { return boundFormatting(body) },
		func() string { return boundNesting(body) },
		func() string { return "<pre>" + html.EscapeString(textOnly(body)) },
	}
	for _, attempt := range attempts {
		document, err := goquery.NewDocumentFromReader(untilEnd{ctx, strings.NewReader(attempt())})
		if err == nil {
			return document
		}
	}
	return goquery.NewDocumentFromNode(&html.Node{Type: html.DocumentNode})
}

// untilEnd is a reader that fails once a context has ended: what parses from it
// knows no contexts.
type untilEnd struct {
	ctx    context.Context
	reader io.Reader
}

// Read reads on.
func (u untilEnd) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.reader.Read(p)
}

// boundFormatting gives the body as it is, unless formatting elements pile up
// in it without being closed: then it goes without them. Tags in comments and
// scripts count too; they cannot make a difference to any real page.
func boundFormatting(body string) string {
	var open []atom.Atom
	reopened := 0
	for rest := body; ; {
		at := strings.IndexByte(rest, '<')
		if at < 0 {
			return body
		}
		rest = rest[at+1:]
		closes := strings.HasPrefix(rest, "/")
		switch tag := leadingTag(strings.TrimPrefix(rest, "/")); {
		case closes:
			open = removeLast(open, tag)
			continue
		case tag == atom.A: // closes the one before it
			open = append(removeLast(open, tag), tag)
		case isFormatting(tag):
			open = append(open, tag)
		}
		if reopened += len(open); reopened > maxReopened && len(open) > 8 {
			return withoutFormatting(body)
		}
	}
}

// leadingTag gives the tag whose name s begins with, or 0.
func leadingTag(s string) atom.Atom {
	var name [10]byte // no formatting element has a longer name
	for i := range min(len(s), len(name)) {
		c := s[i] | 0x20 // lower case
		if c < 'a' || c > 'z' {
			return atom.Lookup(name[:i])
		}
		name[i] = c
	}
	return 0
}

func tagAtom(tokenizer *html.Tokenizer) atom.Atom {
	name, _ := tokenizer.TagName()
	return atom.Lookup(name)
}

func removeLast(open []atom.Atom, tag atom.Atom) []atom.Atom {
	for i := len(open) - 1; i >= 0; i-- {
		if open[i] == tag {
			return append(open[:i], open[i+1:]...)
		}
	}
	return open
}

// isFormatting lists the formatting elements of the HTML standard, section
// 13.2.4.2: those that the parser opens again when a block closed over them.
func isFormatting(tag atom.Atom) bool {
	switch tag {
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return true
	default:
		return false
	}
}

// withoutFormatting leaves the tags of formatting elements out.
func withoutFormatting(body string) string { return withoutTags(body, isFormatting) }

// withoutTags leaves the tags of some elements out.
func withoutTags(body string, of func(atom.Atom) bool) string {
	return rewrite(body, func(tokenizer *html.Tokenizer, kind html.TokenType, raw string) string {
		if kind != html.TextToken && of(tagAtom(tokenizer)) {
			return ""
		}
		return raw
	})
}

// boundNesting leaves out the tags of elements that are nested too deep, and
// all formatting. Where a tag is left out, a line ends.
func boundNesting(body string) string {
	depth, skipped := 0, 0
	return rewrite(body, func(tokenizer *html.Tokenizer, kind html.TokenType, raw string) string {
		if kind == html.TextToken {
			return raw
		}
		tag := tagAtom(tokenizer)
		switch {
		case isFormatting(tag) || tag == atom.Template:
			return ""
		case endsItself(tag):
			return raw
		case kind == html.StartTagToken && depth >= maxNesting:
			skipped++
			return "<br>"
		case kind == html.StartTagToken:
			depth++
		case kind == html.EndTagToken && skipped > 0:
			skipped--
			return "<br>"
		case kind == html.EndTagToken && depth > 0:
			depth--
		}
		return raw
	})
}

// endsItself says whether an element is void or is closed by the next of its
// kind, so that it does not add to the nesting by itself.
func endsItself(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Li, atom.Dt, atom.Dd, atom.Td, atom.Th, atom.Tr, atom.Thead, atom.Tbody, atom.Tfoot, atom.Option, atom.Optgroup:
		return true
	case atom.Br, atom.Img, atom.Hr, atom.Input, atom.Wbr, atom.Source, atom.Track, atom.Embed, atom.Col, atom.Area, atom.Base, atom.Link, atom.Meta, atom.Param:
		return true
	case atom.Html, atom.Head, atom.Body:
		return true
	default:
		return false
	}
}

// rewrite gives the body with each text and tag as edit returns it. Comments
// are left out.
func rewrite(body string, edit func(tokenizer *html.Tokenizer, kind html.TokenType, raw string) string) string {
	tokenizer := html.NewTokenizer(strings.NewReader(body))
	var b strings.Builder
	for {
		switch kind := tokenizer.Next(); kind {
		case html.ErrorToken:
			return b.String()
		case html.TextToken, html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			raw := string(tokenizer.Raw())
			b.WriteString(edit(tokenizer, kind, raw))
		default: // comments and doctypes
		}
	}
}

// textOnly gives what stands between the tags, a line for each piece.
func textOnly(body string) string {
	tokenizer := html.NewTokenizer(strings.NewReader(body))
	var b strings.Builder
	hidden := false
	for {
		switch tokenizer.Next() {
		case html.ErrorToken:
			return b.String()
		case html.StartTagToken:
			tag := tagAtom(tokenizer)
			hidden = tag == atom.Script || tag == atom.Style
		case html.EndTagToken:
			hidden = false
		case html.TextToken:
			if text := gate.Clean(string(tokenizer.Text())); text != "" && !hidden {
				b.WriteString(text)
				b.WriteByte('\n')
			}
		default: // comments and doctypes
		}
	}
}
