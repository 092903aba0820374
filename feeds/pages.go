package feeds

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"

	"broadsheet/articles/feed"
	"broadsheet/articles/gate"
	"broadsheet/feeds/entries"
	"broadsheet/feeds/fulltext"
	"broadsheet/feeds/state"
	"broadsheet/feeds/subscriptions"
	"broadsheet/feeds/web"
)

// How linked pages are read: some at each fetch, so that none lasts for hours, and one
// that fails a few times more.
const (
	pagesOfHost = 20  // in one fetch
	mostPages   = 100 // in one fetch
)

// pageRests is how long to wait after each failure of a page; after the last one it is
// left.
func pageRests() []time.Duration {
	return []time.Duration{10 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour}
}

// acceptPage is what pages come as.
const acceptPage = "text/html, application/xhtml+xml, */*;q=0.5"

// wantsPage says whether the page that a new entry of a feed links to is wanted too.
func wantsPage(sub *subscriptions.Subscription, e *feed.Entry) bool {
	if !isPage(e.Link) || slices.ContainsFunc(e.Enclosures, func(file feed.Enclosure) bool { return file.URL == e.Link }) {
		return false
	}
	switch sub.FullText {
	case subscriptions.FullTextAlways:
		return true
	case subscriptions.FullTextMissing:
		return entries.IsBeginning(e)
	case subscriptions.FullTextAsked:
	}
	return false
}

// isPage says whether an address may be that of a page.
func isPage(link string) bool {
	return hostOf(link) != "" && (strings.HasPrefix(link, "https://") || strings.HasPrefix(link, "http://"))
}

// wantedPage is a page that is due.
type wantedPage struct {
	state.Page
	of   *subscriptions.Subscription
	file entries.File
}

// pages reads the linked pages that are due, of the feeds that were selected.
func (f *fetch) pages(ctx context.Context, all []*followed) error {
	hosts, err := f.duePages(ctx, all)
	if err != nil || len(hosts) == 0 {
		return err
	}
	queue := make(chan []wantedPage)
	var workers sync.WaitGroup
	for range min(f.service.options.Hosts, len(hosts)) {
		workers.Go(func() {
			for pages := range queue {
				for i := range pages {
					if ctx.Err() == nil {
						f.page(ctx, &pages[i])
					}
				}
			}
		})
	}
	for _, pages := range hosts {
		queue <- pages
	}
	close(queue)
	workers.Wait()
	return f.fatal
}

// duePages gives the pages that are to be read now, those of one host together.
func (f *fetch) duePages(ctx context.Context, all []*followed) (hosts [][]wantedPage, err error) {
	of := f.asked(all)
	now := f.service.options.Now()
	var due []state.Page
	err = f.service.state.In(ctx, false, func(tx *state.Tx) (err error) {
		due, err = tx.PagesDue(now, longest+time.Hour)
		return err
	})
	if err != nil {
		return nil, err
	}
	due = slices.DeleteFunc(due, func(page state.Page) bool { return of[page.Feed] == nil })
	place := map[string]int{}
	for _, page := range due {
		if f.progress.TotalPages == mostPages {
			break
		}
		host := hostOf(page.Link)
		at, met := place[host]
		if met && len(hosts[at]) == pagesOfHost {
			continue
		}
		file, err := f.keeper.File(page.Path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if err != nil || !isPage(file.Link) { // it was deleted by hand
			if err := f.dropPage(ctx, page.Entry); err != nil {
				return nil, err
			}
			continue
		}
		if f.held(hostOf(file.Link), now) {
			continue
		}
		if !met {
			at = len(hosts)
			place[host] = at
			hosts = append(hosts, nil)
		}
		hosts[at] = append(hosts[at], wantedPage{page, of[page.Feed], file})
		f.progress.TotalPages++
	}
	return hosts, nil
}

// asked gives the subscriptions that were selected, by the numbers of their feeds.
func (f *fetch) asked(all []*followed) map[int64]*subscriptions.Subscription {
	of := map[int64]*subscriptions.Subscription{}
	for _, one := range all {
		if sub := &one.subscription; !sub.Paused && (f.which.Which == nil || f.which.Which(sub)) {
			of[one.row.ID] = sub
		}
	}
	return of
}

func (f *fetch) dropPage(ctx context.Context, entry int64) error {
	return f.service.state.In(ctx, false, func(tx *state.Tx) error { return tx.DropPage(entry) })
}

// page reads one page, and notes what became of it.
func (f *fetch) page(ctx context.Context, page *wantedPage) {
	host := hostOf(page.file.Link)
	f.mu.Lock()
	held := f.held(host, f.service.options.Now())
	f.mu.Unlock()
	if held {
		return
	}
	text, read, err := f.service.page(ctx, page.of, &page.file, false)
	if err == nil {
		_, err = f.keeper.KeepPage(ctx, page.Entry, page.Path, text)
		if errors.Is(err, fs.ErrNotExist) { // it was deleted meanwhile
			err = f.dropPage(context.WithoutCancel(ctx), page.Entry)
		}
		if ctx.Err() != nil {
			return
		}
		if err != nil { // the disk is full
			f.mu.Lock()
			f.fatal = errors.Join(f.fatal, err)
			f.mu.Unlock()
			return
		}
	} else if ctx.Err() != nil {
		return // it was broken off, which says nothing of the page
	} else {
		f.failedPage(ctx, page, err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.progress.Pages++
	f.progress.Bytes += read
	f.summary.Bytes += read
	if err == nil {
		f.summary.Pages++
	} else {
		f.summary.Unread++
	}
	if f.tell != nil {
		f.tell(f.progress)
	}
}

// failedPage notes that a page gave no text, and when to ask for it again.
func (f *fetch) failedPage(ctx context.Context, page *wantedPage, cause error) {
	now := f.service.options.Now()
	fault := f.service.faultOf(cause)
	next := page.Page
	next.Kind, next.Error = string(fault.Kind), gate.Cut(gate.Clean(cause.Error()), 500)
	if fault.Kind != KindOffline && fault.Kind != KindHeld {
		next.Tries++
	}
	rests := pageRests()
	var wait time.Duration
	if next.Tries <= len(rests) && mayPass(cause, fault.Kind) {
		wait = max(rests[max(next.Tries, 1)-1], min(fault.RetryAfter, longest))
	}
	next.Due = time.Time{}
	if wait > 0 {
		next.Due = now.Add(wait)
	}
	err := f.service.state.In(context.WithoutCancel(ctx), false, func(tx *state.Tx) error {
		if fault.Kind == KindTooMany || fault.Kind == KindHeld || fault.RetryAfter > 0 {
			if err := f.hold(tx, fault, page.file.Link, next.Tries); err != nil {
				return err
			}
		}
		return tx.SavePage(next)
	})
	if err != nil {
		f.mu.Lock()
		f.fatal = errors.Join(f.fatal, err)
		f.mu.Unlock()
	}
}

// mayPass says whether a page that gave no text may give one another time.
func mayPass(cause error, kind Kind) bool {
	var unread *fulltext.Error
	if errors.As(cause, &unread) {
		return unread.Passes()
	}
	switch web.Kind(kind) {
	case web.KindAddress, web.KindPrivate, web.KindLogin, web.KindNotFound, web.KindGone, web.KindTooLarge, web.KindUnreadable, web.KindRedirects:
		return false
	default:
		return true
	}
}

// page asks for the page that an article links to, and finds its text. What a feed asks
// to be sent goes to its own server alone. It says how many bytes came.
func (s *Service) page(ctx context.Context, of *subscriptions.Subscription, file *entries.File, urgent bool) (page *entries.Page, read int64, err error) {
	request := web.Request{URL: file.Link, Accept: acceptPage, Urgent: urgent}
	if of != nil {
		request.Proxy = of.Proxy
		if sameServer(of.URL, file.Link) {
			if err := s.identify(ctx, of, &request); err != nil {
				return nil, 0, err
			}
		}
	}
	response, err := s.options.Get(ctx, request)
	if err != nil {
		return nil, 0, err
	}
	read = response.Read
	if response.Cut {
		return nil, read, &web.Error{Kind: web.KindConnection, URL: response.URL, Host: hostOf(response.URL), Detail: "the page ended too early"}
	}
	s.reading.Lock() // one at a time: it takes memory
	defer s.reading.Unlock()
	text, err := fulltext.Read(ctx, response.Body, response.URL, response.Header.Get("Content-Type"))
	if err == nil {
		err = text.Against(file.Characters, response.URL)
	}
	if err != nil {
		return nil, read, err
	}
	return &entries.Page{Link: file.Link, HTML: text.HTML, Title: text.Title, Author: text.Author, Image: text.Image, Read: s.options.Now()}, read, nil
}
