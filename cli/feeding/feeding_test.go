package feeding

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"broadsheet/articles/feed"
	"broadsheet/feeds/discovery"
	"broadsheet/feeds/subscriptions"
)

func TestPaths(t *testing.T) {
	for text, want := range map[string][]string{
		"": nil, " / ": nil, "News": {"News"}, "News/World": {"News", "World"}, `AC\/DC/ Live `: {"AC/DC", "Live"},
	} {
		got := splitPath(text)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q is %q, and not %q", text, got, want)
		}
		if again := splitPath(joinPath(got)); !reflect.DeepEqual(again, got) {
			t.Errorf("%q is written as %q", got, joinPath(got))
		}
	}
}

func TestBelow(t *testing.T) {
	for _, test := range []struct {
		category, path string
		want           bool
	}{
		{"News/World", "news", true},
		{"News/World", "World", true},
		{"News/World", "News/World", true},
		{"News", "News/World", false},
		{"News/World", "", false},
		{"", "News", false},
		{"新聞/World", "新闻", true},
	} {
		if got := below(splitPath(test.category), splitPath(test.path)); got != test.want {
			t.Errorf("%q below %q: %v", test.category, test.path, got)
		}
	}
}

func TestChoosing(t *testing.T) {
	candidates := []discovery.Candidate{{URL: "a"}, {URL: "b"}, {URL: "c"}}
	for answer, want := range map[string]string{"1": "a", "3, 1": "ca", "2 2": "b", "0": "", "4": "", "all": "", "1 x": "", "-1": "", "99999999999999999999": ""} {
		got := ""
		for _, candidate := range numbered(candidates, answer) {
			got += candidate.URL
		}
		if got != want {
			t.Errorf("%q chooses %q, and not %q", answer, got, want)
		}
	}
}

func TestWanted(t *testing.T) {
	now := func() time.Time { return time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC) }
	want := wants(now, time.UTC)
	entry := &feed.Entry{Title: "Harbour lights", Categories: []string{"Town"}, Authors: []string{"Ann"}, Published: now(), Language: "en"}
	for _, test := range []struct {
		only, drop string
		want       bool
	}{
		{"", "", true},
		{"harbour", "", true},
		{"mountain", "", false},
		{"", "tag:town", false},
		{"", "tag:country", true},
		{"author:ann", "after:2027", true},
		{"lang:zh", "", false},
		{"cat:Notes", "", true},
		{"harbour OR mountain", "lights", false},
	} {
		s := &subscriptions.Subscription{Name: "Notes", Only: test.only, Drop: test.drop}
		if got, err := want(s, entry); err != nil || got != test.want {
			t.Errorf("only %q, drop %q: %v (%v)", test.only, test.drop, got, err)
		}
	}
	if _, err := want(&subscriptions.Subscription{Name: "Notes", Drop: "is:red"}, entry); err == nil || !strings.Contains(err.Error(), "Notes") {
		t.Errorf("a wrong query is told as: %v", err)
	}
}

func TestDays(t *testing.T) {
	now := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	for want, at := range map[string]time.Time{
		"09:05": now.Add(-175 * time.Minute), "29 Nov 15:00": now.Add(-21 * time.Hour), "2 Nov": now.AddDate(0, 0, -28), "30 Nov 2025": now.AddDate(-1, 0, 0),
	} {
		if got := day(at, now, time.UTC); got != want {
			t.Errorf("%v is %q, and not %q", at, got, want)
		}
	}
}
