package feeds

import (
	"slices"
	"time"

	"broadsheet/feeds/state"
)

// How often feeds are asked.
const (
	shortest     = 5 * time.Minute     // between two questions, whatever a subscription says
	again        = 10 * time.Minute    // for a reader who asks for news now
	longest      = 24 * time.Hour      // that a server may make us wait
	goneFor      = 30 * 24 * time.Hour // before a feed that is gone for good is tried again
	brokenAfter  = 7 * 24 * time.Hour  // of failures without one answer
	forgetAfter  = 8 * 24 * time.Hour  // validators: some servers answer 304 to any
	silentTimes  = 5                   // its usual pause: then validators are not believed either
	leastSilence = 24 * time.Hour      // that is counted as a pause
	movedTimes   = 3                   // that a feed says that it has moved for good, before it is believed
	movedFor     = 48 * time.Hour      // over which it has said so
)

// outcome is what became of asking a feed.
type outcome struct {
	fresh      time.Duration // how long the answer is good, as its header says
	fault      Kind          // "": it went well
	retryAfter time.Duration // as the server says; 0: it does not
}

// next gives when a feed is to be asked again that has just been asked, after as many
// failures in a row as it has now. Every is how often the reader wants it; random is
// from 0 to 1.
func next(f *state.Feed, o outcome, every time.Duration, now time.Time, random float64) time.Time {
	every = max(every, shortest)
	most := max(every, longest)
	var wait time.Duration
	switch o.fault {
	case "":
		wait = min(max(every, f.Wishes.Every, o.fresh), most)
	case KindOffline:
		wait = every // it says nothing of the feed
	case KindGone:
		wait = goneFor
	case KindTooMany, KindHeld:
		wait = rest(f.Failures, o.retryAfter)
	default:
		wait = doubled(every, f.Failures, most)
		if o.retryAfter > 0 {
			wait = max(wait, min(o.retryAfter, longest))
		}
	}
	wait += time.Duration(random * float64(wait) / 10)
	return open(now.Add(wait), f.Wishes)
}

// rest gives how long a host is left alone that wants to be: as long as it says, or
// else ten minutes and twice as long each time.
func rest(failures int, retryAfter time.Duration) time.Duration {
	if retryAfter > 0 {
		return min(max(retryAfter, time.Minute), longest)
	}
	return doubled(again, failures, longest)
}

// doubled gives a time that is twice as long after each failure but the first.
func doubled(wait time.Duration, failures int, most time.Duration) time.Duration {
	for range min(failures-1, 20) {
		wait = min(2*wait, most)
	}
	return min(wait, most)
}

// open gives the first time from then on that is in no hour and on no day (UTC) which
// the feed says to leave out (RSS 2.0, skipHours and skipDays). One that leaves out all
// of them is not believed.
func open(at time.Time, w state.Wishes) time.Time {
	then := at.UTC()
	for range 8 * 24 {
		if !slices.Contains(w.SkipHours, then.Hour()) && !slices.Contains(w.SkipDays, then.Weekday()) {
			return then
		}
		then = then.Truncate(time.Hour).Add(time.Hour)
	}
	return at.UTC()
}

// due says whether a feed is to be asked by itself. A time that is too far away to
// have come from next is one of a clock that was wrong.
func due(f *state.Feed, every time.Duration, now time.Time) bool {
	far := max(every, longest)
	if f.Kind == string(KindGone) {
		far = goneFor
	}
	const slack = 8 * 24 * time.Hour // that skipDays may add
	return !f.Due.After(now) || f.Due.After(now.Add(far+far/10+slack))
}

// askedLately says whether a feed was asked so short a while ago that even a reader
// who wants news now has to wait.
func askedLately(f *state.Feed, now time.Time) bool {
	return !f.Asked.After(now) && now.Sub(f.Asked) < again
}

// forget says whether the validators of a feed are too old to be sent: for eight days
// nothing but 304 has come, or the feed is silent for five times as long as it
// usually is.
func forget(f *state.Feed, now time.Time) bool {
	if now.Sub(f.Validated).Abs() >= forgetAfter {
		return true
	}
	if f.News.IsZero() || f.Pause == 0 {
		return false
	}
	silent := f.News.Add(silentTimes * max(f.Pause, leastSilence))
	return now.After(silent) && f.Validated.Before(silent)
}
