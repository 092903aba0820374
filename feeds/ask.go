package feeds

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"broadsheet/articles/feed"
	"broadsheet/articles/gate"
	"broadsheet/feeds/entries"
	"broadsheet/feeds/state"
	"broadsheet/feeds/web"
)

// asking is one feed while it is asked.
type asking struct {
	*fetch
	*followed

	now      time.Time
	response *web.Response // nil: a command printed the document
	document []byte
	sum      []byte // of the document
	bare     bool   // no validators were sent
	result   result
}

// ask asks one feed, takes what it says, and notes what became of it.
func (f *fetch) ask(ctx context.Context, one *followed) result {
	a := asking{fetch: f, followed: one, now: f.service.options.Now()}
	o, err := a.try(ctx)
	if a.result.fatal != nil || ctx.Err() != nil && err != nil {
		a.result.failed = err
		return a.result
	}
	a.note(o, err)
	err = f.service.state.In(context.WithoutCancel(ctx), false, func(tx *state.Tx) error {
		if o.fault == KindTooMany || o.fault == KindHeld || o.retryAfter > 0 {
			if err := a.hold(tx, f.service.faultOf(err), a.address(), one.row.Failures); err != nil {
				return err
			}
		}
		return tx.SaveFeed(&one.row)
	})
	a.result.fatal = err
	return a.result
}

// try asks the feed and takes what it says.
func (a *asking) try(ctx context.Context) (o outcome, err error) {
	if err := a.request(ctx); err != nil {
		fault := a.service.faultOf(err)
		return outcome{fault: fault.Kind, retryAfter: fault.RetryAfter}, err
	}
	if a.response != nil {
		a.result.bytes = a.response.Read
		o.fresh = a.service.options.Fresh(a.response.Header, a.now)
		if a.response.Status == http.StatusNotModified {
			return a.notModified(o)
		}
	}
	sum := sha256.Sum256(a.document)
	a.sum = sum[:]
	if bytes.Equal(a.sum, a.row.Body) {
		a.moving(true)
		return o, nil
	}
	document, err := a.service.options.Read(a.document, feed.Options{URL: a.url(), ContentType: a.header("Content-Type")})
	if err != nil {
		kind := KindOther
		var no *feed.NotFeedError
		if errors.As(err, &no) {
			kind = KindNoFeed
		}
		return outcome{fault: kind}, fmt.Errorf("%s cannot be read: %w; look at the address in a browser, and for a feed on the site", a.shownAddress(), err)
	}
	a.name(document.Title)
	wanted, err := a.wanted(document.Entries)
	if err != nil {
		return outcome{fault: KindQuery}, err
	}
	if err := a.take(ctx, wanted); err != nil {
		a.result.fatal = err
		return o, err
	}
	a.row.Wishes = state.Wishes{
		Every: document.Every, SkipHours: document.SkipHours[:min(len(document.SkipHours), 24)], SkipDays: document.SkipDays[:min(len(document.SkipDays), 7)],
	}
	a.row.Cut = document.Cut || a.response != nil && a.response.Cut
	a.result.cut = a.row.Cut
	a.moving(false)
	return o, nil
}

// name calls a feed that nobody has named as it calls itself. Its articles have that
// name from now on; those that are there already get it before the next fetch.
func (a *asking) name(title string) {
	title = gate.Title(title)
	if title == "" || title == a.subscription.Name || !a.subscription.Unnamed {
		return
	}
	key := a.subscription.Key()
	a.subscription.Name, a.subscription.Unnamed = title, false
	a.row.Shown, a.row.Also, a.row.Stale = shownOf(a.followed), alsoOf(a.followed), true
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.titles == nil {
		a.titles = map[string]string{}
	}
	a.titles[key] = title
}

// notModified is what becomes of a 304.
func (a *asking) notModified(o outcome) (outcome, error) {
	if a.bare {
		err := fmt.Errorf("%s says that nothing has changed, though it was not told since when; tell its owner", a.shownAddress())
		return outcome{fault: KindUnasked}, err
	}
	a.moving(true)
	return o, nil
}

// hold notes that the host of an address wants to be left alone, after so many failures
// in a row.
func (f *fetch) hold(tx *state.Tx, fault Fault, address string, failures int) error {
	host := hostOf("https://" + fault.Host)
	if host == "" {
		host = hostOf(address)
	}
	if host == "" {
		return nil
	}
	until := f.service.options.Now().Add(rest(failures, fault.RetryAfter))
	f.mu.Lock()
	f.holds[host] = until
	f.mu.Unlock()
	return tx.Hold(host, until)
}

// source gives the feed as its entries are written. While the clock may be wrong no
// article is too old.
func (a *asking) source(all []feed.Entry) *entries.Source {
	keep := a.subscription.Keep
	if keep.Age > 0 && !a.clockIsRight(all) {
		keep.Age = 0
	}
	return &entries.Source{
		ID: a.row.ID, Folder: a.row.Folder, Address: a.row.Address, Name: nameOf(a.followed), Shown: a.row.Shown, Also: a.row.Also, Level: a.row.Level,
		Keep: entries.Keep{Articles: keep.Articles, Age: keep.Age},
		Page: func(e *feed.Entry) bool { return wantsPage(&a.subscription, e) },
	}
}

// take writes what is new among the entries of a document.
func (a *asking) take(ctx context.Context, wanted []feed.Entry) error {
	source, options := a.source(wanted), &a.service.options
	taken, err := a.keeper.Take(ctx, source, wanted, a.now)
	a.result.taken = taken
	if err != nil {
		return err
	}
	a.row.Level = taken.Level
	if len(taken.New) > 0 {
		a.news(wanted)
	}
	a.result.removed, err = a.keeper.Retire(ctx, source, options.Starred, a.now)
	return err
}

// clockIsRight says whether somebody else agrees with the clock of this machine, by which
// articles are too old to be kept: the server (RFC 9110, section 6.6.1), or else, where
// a command gave the document, something in it that is of the last year. One that is
// years ahead would take all articles away.
func (a *asking) clockIsRight(all []feed.Entry) bool {
	const (
		slack = 48 * time.Hour // that a cache may keep an answer, and clocks may differ
		year  = 366 * 24 * time.Hour
	)
	if server, err := http.ParseTime(a.header("Date")); err == nil {
		if a.now.Sub(server).Abs() <= slack {
			return true
		}
		a.tellClock(server)
		return false
	}
	return slices.ContainsFunc(all, func(e feed.Entry) bool {
		return a.now.Sub(e.Published).Abs() <= year || a.now.Sub(e.Updated).Abs() <= year
	})
}

// tellClock tells, once in a fetch, that no article is removed for its age.
func (a *asking) tellClock(server time.Time) {
	a.mu.Lock()
	told := a.clock
	a.clock = true
	a.mu.Unlock()
	if !told {
		a.service.options.Notify(fmt.Sprintf("The clock of this machine says that it is %s, and that of %s, %s: until they agree, no article of it is removed for its age.",
			a.now.UTC().Format("2 January 2006"), hostOf(a.url()), server.UTC().Format("2 January 2006")))
	}
}

// mostEntries is how many entries of a document are taken.
const mostEntries = 20_000

// wanted gives the entries that the subscription's queries want.
func (a *asking) wanted(all []feed.Entry) ([]feed.Entry, error) {
	all = all[:min(len(all), mostEntries)]
	sub, want := &a.subscription, a.service.options.Want
	if want == nil || sub.Only == "" && sub.Drop == "" {
		return all, nil
	}
	var kept []feed.Entry
	for i := range all {
		wanted, err := want(sub, &all[i])
		if err != nil {
			return nil, fmt.Errorf("a query of the feed %s cannot be asked: %w", nameOf(a.followed), err)
		}
		if wanted {
			kept = append(kept, all[i])
		}
	}
	return kept, nil
}

// news notes that something new has come, and how often that is so.
func (a *asking) news(all []feed.Entry) {
	row := &a.row
	if row.News.IsZero() { // what the document tells of its own pauses
		var first, last time.Time
		n := 0
		for i := range all {
			date := all[i].Published
			if date.IsZero() || date.After(a.now) {
				continue
			}
			if n++; first.IsZero() || date.Before(first) {
				first = date
			}
			if date.After(last) {
				last = date
			}
		}
		if row.News = last; n > 1 {
			row.Pause = last.Sub(first) / time.Duration(n-1)
		}
		if row.News.IsZero() {
			row.News = a.now
		}
		return
	}
	if pause := a.now.Sub(row.News); pause > 0 {
		row.Pause = (3*row.Pause + pause) / 4
	}
	row.News = a.now
}

// moving notes whether the feed says that it has moved for good. It is believed when
// it has said so several times in a row over some days, and what is there is the same
// feed: a hotel's network sends everybody to its own page. Unchanged says that the
// document is the one that was read last.
func (a *asking) moving(unchanged bool) {
	row := &a.row
	if a.response == nil || a.response.Moved == "" || a.response.Moved == a.address() {
		row.Moved, row.Moves, row.Moving = "", 0, time.Time{}
		return
	}
	first := row.Moved != a.response.Moved || row.Moving.After(a.now)
	if first {
		row.Moved, row.Moves, row.Moving = a.response.Moved, 0, a.now
	}
	taken := &a.result.taken
	var same bool
	switch {
	case first && row.Answered.IsZero(): // it was followed there
		same = true
	case unchanged:
		same = first || row.Moves > 0
	case row.Moves > 0:
		same = taken.Known+taken.Shared > 0
	default: // what is known from before it moved
		same = !taken.Oldest.IsZero() && taken.Oldest.Before(row.Moving)
	}
	if !same {
		row.Moves = 0
		return
	}
	row.Moves++
	if row.Moves >= movedTimes && a.now.Sub(row.Moving) >= movedFor {
		row.Current = row.Moved
		row.Moved, row.Moves, row.Moving = "", 0, time.Time{}
		a.service.options.Notify(fmt.Sprintf("%s has moved for good, and is asked at %s from now on.", nameOf(a.followed), gate.Clean(withoutUser(row.Current))))
	}
}

// note puts into the feed's row what became of asking it.
func (a *asking) note(o outcome, err error) {
	row := &a.row
	row.Asked = a.now
	if err == nil {
		row.Answered = a.now
		row.Failures, row.Failing, row.Kind, row.Error = 0, time.Time{}, "", ""
		a.validators()
	} else {
		a.result.failed, a.result.kind = err, o.fault
		// Of these it is not the feed that fails.
		if o.fault != KindOffline && o.fault != KindHeld {
			if row.Failures++; row.Failing.IsZero() || row.Failing.After(a.now) {
				row.Failing = a.now
			}
		}
		row.Kind, row.Error = string(o.fault), gate.Cut(gate.Clean(err.Error()), 500)
	}
	row.Due = next(row, o, a.service.every(&a.subscription), a.now, a.service.options.Random())
}

func (a *asking) url() string {
	if a.response == nil {
		return a.subscription.Site
	}
	return a.response.URL
}

func (a *asking) header(name string) string {
	if a.response == nil {
		return ""
	}
	return a.response.Header.Get(name)
}

// shownAddress names the feed in a sentence.
func (a *asking) shownAddress() string {
	if a.subscription.URL == "" {
		return "what the command of " + nameOf(a.followed) + " prints"
	}
	return gate.Clean(withoutUser(a.address()))
}
