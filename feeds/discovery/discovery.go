// Package discovery finds the feeds of a site, from whatever address of it a reader has:
// the feed's own, a page's, a channel's. It asks servers by feeds/web, and knows neither
// what is followed nor what is kept.
package discovery

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"broadsheet/articles/feed"
	"broadsheet/articles/gate"
	"broadsheet/feeds/web"
)

// How says what led to a feed.
type How string

// What leads to feeds, the surest first.
const (
	HowItself How = "itself" // the address is the feed's own
	HowSite   How = "site"   // it is known where this site has its feeds
	HowLink   How = "link"   // the page tells of it
	HowAnchor How = "anchor" // the page has a link to it for people
	HowGuess  How = "guess"  // many sites have theirs at this address
)

// Candidate is a feed that was found.
type Candidate struct {
	URL      string
	Title    string    // plain text on one line; may be empty
	Site     string    // that it is of, as it says itself; may be empty
	Format   string    // as feed.Feed has it; empty: the feed could not be read at the moment, so that the two below are not known
	Entries  int       // that it has now
	Newest   time.Time // the date of its newest entry, UTC; zero if it tells none
	How      How
	Comments bool // it seems to be about what readers say
}

// Read makes a feed of a document, as feed.Read does; the error of what is none is a
// *feed.NotFeedError.
type Read func(data []byte, options feed.Options) (*feed.Feed, error)

// NoFeedError says that nothing was found.
type NoFeedError struct {
	Address string // that was looked at
}

// Error implements error.
func (e *NoFeedError) Error() string {
	return e.Address + " tells of no feed, and has none where others have theirs; look for a sign of RSS on the site, or for a service that makes a feed of it, such as RSSHub"
}

// accept is what is asked for: feeds, then pages.
const accept = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/html;q=0.7, */*;q=0.5"

const (
	mostChecked    = 8  // candidates that are asked for at most, for each way to find them
	mostCandidates = 24 // that are given
)

// finder looks for the feeds of one address.
type finder struct {
	client *web.Client
	read   Read
	seen   map[string]bool // addresses that were asked for, or given
}

// Find looks for feeds, and gives the best first. An address without a scheme is tried
// with https, then with http. A feed that cannot be read at the moment, but is named by
// its page or known by its address, is given too. The error is a *NoFeedError, one of
// web's, or the context's.
func Find(ctx context.Context, client *web.Client, read Read, address string) ([]Candidate, error) {
	addresses, err := spellings(address)
	if err != nil {
		return nil, err
	}
	f := &finder{client: client, read: read, seen: map[string]bool{}}
	if found, err := f.check(ctx, sites(addresses[0])); len(found) > 0 || err != nil {
		return best(found), err
	}
	response, asked, err := f.open(ctx, addresses)
	if err != nil {
		// Some guard their pages alone, and let programs have the feed.
		if page := addresses[0]; mayHaveFeed(err) {
			if found, guessed := f.guess(ctx, page); len(found) > 0 || guessed != nil {
				return best(found), guessed
			}
		}
		return nil, err
	}
	if candidate, err := f.candidate(response, step{url: asked, how: HowItself}); err == nil {
		return []Candidate{candidate}, nil
	}
	address = response.URL
	for _, way := range []func(context.Context, *web.Response) ([]Candidate, error){f.links, f.sitePage, f.anchors, f.wellKnown} {
		found, err := way(ctx, response)
		if len(found) > 0 || err != nil {
			return best(found), err
		}
	}
	return nil, &NoFeedError{Address: address}
}

// open gets the page, by the first spelling of its address that somebody answers, which
// it gives too.
func (f *finder) open(ctx context.Context, addresses []*url.URL) (response *web.Response, asked string, first error) {
	for _, address := range addresses {
		response, err := f.get(ctx, step{url: address.String()})
		if err == nil {
			return response, address.String(), nil
		}
		if first == nil {
			first = err
		}
		if !isNobody(err) {
			return nil, "", err
		}
	}
	return nil, "", first
}

// isNobody says that an error may be due to the scheme.
func isNobody(err error) bool {
	return isOneOf(err, web.KindRefused, web.KindTimeout, web.KindConnection, web.KindTLS, web.KindExpired, web.KindWrongName, web.KindUnknownCA, web.KindNoNetwork)
}

// mayHaveFeed says that a server answers, though not with this page.
func mayHaveFeed(err error) bool {
	return isOneOf(err, web.KindChallenge, web.KindForbidden, web.KindNotFound, web.KindGone, web.KindStatus, web.KindServer, web.KindTooLarge)
}

// isForNow says that a feed may well be there when it is asked for again.
func isForNow(err error) bool {
	return isOneOf(err, web.KindTooMany, web.KindHeld, web.KindServer, web.KindTimeout, web.KindChallenge, web.KindLogin, web.KindTooLarge)
}

// isHopeless says that other addresses of the host will do no better.
func isHopeless(err error) bool {
	return isOneOf(err, web.KindTooMany, web.KindHeld, web.KindTimeout, web.KindNoHost, web.KindNoNetwork, web.KindRefused, web.KindPrivate, web.KindProxy)
}

func isOneOf(err error, kinds ...web.Kind) bool { return slices.Contains(kinds, kind(err)) }

func kind(err error) web.Kind {
	var e *web.Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

// step is an address that may be a feed's.
type step struct {
	url      string
	how      How
	name     string // goes before the feed's own title; may be empty
	title    string // if the feed has none; may be empty
	redirect func(string) bool
}

func (f *finder) get(ctx context.Context, s step) (*web.Response, error) {
	f.seen[s.url] = true
	request := web.Request{URL: s.url, Accept: accept, Partial: true, Urgent: true, Redirect: s.redirect}
	if isYouTube(s.url) {
		// Else it asks readers in Europe first whether it may count them. This says no.
		request.Header = http.Header{"Cookie": {"SOCS=CAI"}}
	}
	response, err := f.client.Get(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("looking for feeds: %w", err)
	}
	return response, nil
}

// check asks for addresses, and gives those that are feeds or may be. The error is the
// context's alone: that one address is wrong says nothing of the others.
func (f *finder) check(ctx context.Context, steps []step) ([]Candidate, error) {
	var found []Candidate
	asked := 0
	for _, s := range steps {
		if f.seen[s.url] || len(found) == mostCandidates {
			continue
		}
		if asked == mostChecked {
			f.seen[s.url] = true
			found = append(found, s.unread())
			continue
		}
		asked++
		candidate, err := f.try(ctx, s)
		switch {
		case ctx.Err() != nil:
			return found, err
		case err == nil:
			found = append(found, candidate)
		case isForNow(err) && s.how != HowGuess:
			found = append(found, s.unread())
		}
	}
	return found, nil
}

var errTwice = errors.New("this feed was found already")

// try asks for an address, and makes a candidate of it if it is a feed.
func (f *finder) try(ctx context.Context, s step) (Candidate, error) {
	response, err := f.get(ctx, s)
	if err != nil {
		return Candidate{}, err
	}
	candidate, err := f.candidate(response, s)
	if err != nil {
		return Candidate{}, err
	}
	if candidate.URL != s.url && f.seen[candidate.URL] {
		return Candidate{}, errTwice
	}
	f.seen[candidate.URL] = true
	return candidate, nil
}

// unread is the candidate of an address of which nothing more is known.
func (s step) unread() Candidate {
	title := s.name
	if title == "" {
		title = s.title
	}
	return Candidate{URL: s.url, Title: title, How: s.how, Comments: isComments(s.url, title)}
}

// candidate makes one of an answer, if that is a feed.
func (f *finder) candidate(response *web.Response, s step) (Candidate, error) {
	parsed, err := f.read(response.Body, feed.Options{URL: response.URL, ContentType: response.Header.Get("Content-Type")})
	if err != nil {
		return Candidate{}, err
	}
	// A redirect for today is not worth to be remembered, one for good is.
	address := s.url
	if response.Moved != "" {
		address = response.Moved
	}
	title := s.name
	for _, other := range []string{parsed.Title, s.title} {
		if title == "" {
			title = gate.Title(other)
		}
	}
	candidate := Candidate{URL: address, Title: title, Site: parsed.Link, Format: parsed.Format, Entries: len(parsed.Entries), How: s.how, Comments: isComments(address, title)}
	for _, entry := range parsed.Entries {
		for _, date := range []time.Time{entry.Published, entry.Updated} {
			if date.After(candidate.Newest) {
				candidate.Newest = date
			}
		}
	}
	return candidate, nil
}

// isComments says that a feed seems to be about what readers say of articles.
func isComments(address, title string) bool {
	path := strings.ToLower(address)
	if parsed, err := url.Parse(path); err == nil {
		path = parsed.Path + "?" + parsed.RawQuery
	}
	for _, mark := range []string{"/comments/feed", "/feed/comments", "/feeds/comments", "comments.xml", "comments.rss", "comments.atom", "feed=comments", "withcomments"} {
		if strings.Contains(path, mark) {
			return true
		}
	}
	title = strings.ToLower(title)
	for _, mark := range []string{"comments feed", "评论 feed", "评论feed", "的评论"} { // 评论 alone is opinion
		if strings.Contains(title, mark) {
			return true
		}
	}
	return strings.HasPrefix(title, "comments on") || strings.HasPrefix(title, "comments for ")
}
