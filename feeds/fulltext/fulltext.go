// Package fulltext makes an article's text out of the page that shows it: the article
// without what stands around it on every page of the site. Pages come from strangers;
// each is read in bounded time and memory. It knows no network, no feeds and no files.
package fulltext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/net/html"

	"broadsheet/articles/feed/markup"
	"broadsheet/articles/gate"
	"broadsheet/articles/html/reduce"
)

// Text is the article of a page.
type Text struct {
	HTML       string // with absolute addresses, all elements closed; it has not passed the gate
	Characters int    // of it that a reader sees, without white space

	// What the page says of the article; empty: nothing. Plain text on one line.
	Title, Author string
	Language      string // as of BCP 47
	Image         string // absolute address
}

const (
	mostBytes     = 8 << 20          // of a page
	mostText      = 1 << 20          // bytes of what stands between its tags, without scripts
	mostRendered  = 4 << 20          // bytes of the article
	longest       = 10 * time.Second // that a page may take
	fewCharacters = 200              // that may as well be a notice
	longestAuthor = 200              // characters
)

// Read finds the article of a page that came from an address, with a Content-Type. The
// error is an *Error that says why there is none, or the context's.
func Read(ctx context.Context, data []byte, address, contentType string) (Text, error) {
	timed, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	text, err := read(timed, data, address, contentType)
	switch {
	case err == nil:
		return text, nil
	case ctx.Err() != nil:
		return Text{}, fmt.Errorf("reading %s: %w", gate.Clean(address), ctx.Err())
	case timed.Err() != nil:
		err = &Error{Kind: KindTooSlow}
	}
	var failed *Error
	if errors.As(err, &failed) {
		failed.URL = address
	}
	return Text{}, err
}

func read(ctx context.Context, data []byte, address, contentType string) (Text, error) {
	if is := otherThanPage(data, contentType); is != "" {
		return Text{}, &Error{Kind: KindNoPage, Detail: is}
	}
	if len(data) > mostBytes {
		return Text{}, &Error{Kind: KindTooLarge}
	}
	p, err := parse(ctx, decoded(data, contentType), address)
	if err != nil {
		return Text{}, err
	}
	article, err := articleOf(ctx, p)
	if err != nil {
		return Text{}, err
	}
	text := Text{
		Title: gate.Title(article.Title), Author: authorOf(article.Byline), Language: languageOf(article.Language),
		Image: markup.Resolve(article.Image, p.base),
	}
	var linked int
	text.Characters, linked = reduce.Count(article.Node)
	if kind := refusal(p, text.Title, text.Characters, linked); kind != "" {
		return Text{}, &Error{Kind: kind}
	}
	rendered, err := render(article.Node)
	if err != nil || len(rendered) > mostRendered {
		return Text{}, &Error{Kind: KindTooLarge, Cause: err}
	}
	text.HTML = markup.Absolute(rendered, p.base)
	return text, nil
}

// articleOf finds the article in a page, whose tree it changes.
func articleOf(ctx context.Context, p *page) (reduce.Article, error) {
	found, article, err := p.Article(ctx, p.base)
	var failed *reduce.FailedError
	switch {
	case errors.As(err, &failed):
		return article, &Error{Kind: KindFailed, Detail: fmt.Sprint(failed.Cause)}
	case err == nil && !found:
		return article, &Error{Kind: KindShort}
	}
	return article, err
}

// render gives the HTML of what stands in a node.
func render(node *html.Node) (string, error) {
	var b bytes.Buffer
	for child := range node.ChildNodes() {
		if err := html.Render(&b, child); err != nil {
			return "", fmt.Errorf("writing the article: %w", err)
		}
	}
	return strings.TrimSpace(b.String()), nil
}

// authorOf gives the names of who wrote an article, without the words before them.
func authorOf(byline string) string {
	name := gate.Clean(byline)
	for _, before := range []string{"by ", "written by ", "posted by ", "作者：", "作者:", "文：", "文/", "文 / "} {
		if len(name) > len(before) && strings.EqualFold(name[:len(before)], before) {
			name = strings.TrimSpace(name[len(before):])
			break
		}
	}
	if gate.URL(name) != "" { // many pages have an address there
		return ""
	}
	return gate.Cut(name, longestAuthor)
}

// languageOf gives a tag of BCP 47, or nothing where a text is none.
func languageOf(text string) string {
	text = strings.ReplaceAll(strings.TrimSpace(text), "_", "-")
	const most = 35
	if len(text) < 2 || len(text) > most || strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
		return ""
	}
	return text
}
