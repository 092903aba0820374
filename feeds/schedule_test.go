package feeds

import (
	"testing"
	"time"

	"broadsheet/feeds/state"
)

func TestNext(t *testing.T) {
	now := time.Date(2026, 11, 30, 12, 30, 0, 0, time.UTC) // a Monday
	const half = 30 * time.Minute
	for _, test := range []struct {
		name   string
		feed   state.Feed
		o      outcome
		every  time.Duration
		random float64
		want   time.Duration
	}{
		{"as the reader wants", state.Feed{}, outcome{}, half, 0, half},
		{"not more often than servers bear", state.Feed{}, outcome{}, time.Second, 0, shortest},
		{"a tenth later by chance", state.Feed{}, outcome{}, half, 1, 33 * time.Minute},
		{"a ttl that is longer", state.Feed{Wishes: state.Wishes{Every: 2 * time.Hour}}, outcome{}, half, 0, 2 * time.Hour},
		{"a ttl that is shorter", state.Feed{Wishes: state.Wishes{Every: time.Minute}}, outcome{}, half, 0, half},
		{"an answer that is good for an hour", state.Feed{}, outcome{fresh: time.Hour}, half, 0, time.Hour},
		{"one that is good for a year", state.Feed{}, outcome{fresh: 365 * 24 * time.Hour}, half, 0, 24 * time.Hour},
		{"a week, by the reader's wish", state.Feed{}, outcome{fresh: time.Hour}, 7 * 24 * time.Hour, 0, 7 * 24 * time.Hour},
		{"the first failure", state.Feed{Failures: 1}, outcome{fault: KindOther}, half, 0, half},
		{"the third", state.Feed{Failures: 3}, outcome{fault: KindOther}, half, 0, 2 * time.Hour},
		{"the hundredth", state.Feed{Failures: 100}, outcome{fault: KindOther}, half, 0, 24 * time.Hour},
		{"too many, for three minutes", state.Feed{Failures: 1}, outcome{fault: KindTooMany, retryAfter: 3 * time.Minute}, half, 0, 3 * time.Minute},
		{"too many, for a year", state.Feed{Failures: 1}, outcome{fault: KindTooMany, retryAfter: 9000 * time.Hour}, half, 0, 24 * time.Hour},
		{"too many", state.Feed{Failures: 1}, outcome{fault: KindTooMany}, half, 0, 10 * time.Minute},
		{"too many again", state.Feed{Failures: 4}, outcome{fault: KindTooMany}, half, 0, 80 * time.Minute},
		{"trouble, with a time", state.Feed{Failures: 1}, outcome{fault: "server", retryAfter: 5 * time.Hour}, half, 0, 5 * time.Hour},
		{"gone", state.Feed{Failures: 1}, outcome{fault: KindGone}, half, 0, 30 * 24 * time.Hour},
		{"no network", state.Feed{Failures: 9}, outcome{fault: KindOffline}, half, 0, half},
		{"an hour to skip", state.Feed{Wishes: state.Wishes{SkipHours: []int{13, 14}}}, outcome{}, half, 0, 2*time.Hour + half},
		{"a day to skip", state.Feed{Wishes: state.Wishes{SkipDays: []time.Weekday{time.Monday, time.Tuesday}}}, outcome{}, half, 0, 35*time.Hour + half},
		{"all hours to skip", state.Feed{Wishes: state.Wishes{SkipDays: []time.Weekday{0, 1, 2, 3, 4, 5, 6}}}, outcome{}, half, 0, half},
	} {
		if got := next(&test.feed, test.o, test.every, now, test.random).Sub(now); got != test.want {
			t.Errorf("%s: in %v, want %v", test.name, got, test.want)
		}
	}
}

func TestDue(t *testing.T) {
	now := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name string
		feed state.Feed
		want bool
	}{
		{"never asked", state.Feed{}, true},
		{"just now", state.Feed{Due: now}, true},
		{"in a minute", state.Feed{Due: now.Add(time.Minute)}, false},
		{"tomorrow", state.Feed{Due: now.Add(25 * time.Hour)}, false},
		{"in years, by a clock that was wrong", state.Feed{Due: now.Add(24 * 365 * time.Hour)}, true},
		{"in a month, being gone", state.Feed{Due: now.Add(30 * 24 * time.Hour), Kind: string(KindGone)}, false},
	} {
		if got := due(&test.feed, 30*time.Minute, now); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
	if !askedLately(&state.Feed{Asked: now.Add(-9 * time.Minute)}, now) || askedLately(&state.Feed{Asked: now.Add(time.Hour)}, now) {
		t.Error("a clock that was put back keeps a reader from asking")
	}
}

func TestForget(t *testing.T) {
	now := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	const day = 24 * time.Hour
	for _, test := range []struct {
		name string
		feed state.Feed
		want bool
	}{
		{"of today", state.Feed{Validated: now.Add(-time.Hour)}, false},
		{"of nine days ago", state.Feed{Validated: now.Add(-9 * day)}, true},
		{"of a clock that was wrong", state.Feed{Validated: now.Add(900 * day)}, true},
		{"of a feed that is silent", state.Feed{Validated: now.Add(-7 * day), News: now.Add(-6 * day), Pause: day}, true},
		{"of one that was asked anew since", state.Feed{Validated: now.Add(-time.Hour), News: now.Add(-6 * day), Pause: day}, false},
		{"of one that seldom says anything", state.Feed{Validated: now.Add(-7 * day), News: now.Add(-6 * day), Pause: 9 * day}, false},
	} {
		if got := forget(&test.feed, now); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
