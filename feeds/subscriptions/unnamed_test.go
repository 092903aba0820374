package subscriptions

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// A name that stands in for one is known as such, in the file too, until somebody names
// the feed: by its server's name as well, if that is what they want.
func TestNamesThatStandIn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feeds.opml")
	imported, err := Import([]byte("https://a.example/1\nhttps://a.example/2 \"~a.example\"\nhttps://a.example/3\n"))
	if err != nil {
		t.Fatal(err)
	}
	file, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.Add(imported.Subscriptions...); err != nil {
		t.Fatal(err)
	}
	says := func(want string) {
		t.Helper()
		if err := file.Save(t.Context()); err != nil {
			t.Fatal(err)
		}
		if file, err = Open(path); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range file.All() {
			name := s.Name
			if s.Unnamed {
				name += "?"
			}
			got = append(got, name)
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("the names are %s, and not %s", got, want)
		}
	}
	says("a.example? a.example a.example?")
	for _, step := range []struct {
		edit func() error
		want string
	}{
		{func() error { return file.Rename("a.example/1", "a.example") }, "a.example a.example a.example?"},
		{func() error { return file.Rename("a.example/1", "One") }, "One a.example a.example?"},
		{func() error { return file.Rename("a.example/1", "") }, "a.example? a.example a.example?"},
		{func() error {
			return file.Update("a.example/1", func(s *Subscription) { s.URL = "https://b.example/1" })
		}, "b.example? a.example a.example?"},
		{func() error { return file.Pause("a.example/3", true) }, "b.example? a.example a.example?"},
	} {
		if err := step.edit(); err != nil {
			t.Fatal(err)
		}
		says(step.want)
	}
}

// Who names a feed in an editor need not know our attribute, and a feed in a file without
// any name has none.
func TestNamesInFilesOfOthers(t *testing.T) {
	for outline, want := range map[string]bool{
		`text="Mine" broadsheet:unnamed="true"`:      false,
		`text="a.example" broadsheet:unnamed="true"`: true,
		`text="a.example"`:                           false,
		``:                                           true,
	} {
		d := parse(`<opml><body><outline xmlUrl="https://a.example/1" ` + outline + `/></body></opml>`)
		if s := d.subscriptions()[0]; s.Unnamed != want || len(d.problems) > 0 {
			t.Errorf("%s: %+v %v", outline, s, d.problems)
		}
	}
}

// Ten thousand feeds get their names in one change, and what somebody has named keeps it.
func TestNamesOfAll(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feeds.opml")
	file, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	titles := map[string]string{}
	var all []Subscription
	for n := range 10_000 {
		all = append(all, Subscription{URL: fmt.Sprintf("https://%d.example/feed", n)})
	}
	all = append(all, Subscription{URL: "https://named.example/feed", Name: "Tides"})
	if _, err := file.Add(all...); err != nil {
		t.Fatal(err)
	}
	for n, sub := range file.All() {
		titles[sub.Key()] = fmt.Sprintf("Paper <%d>", n)
	}
	titles["https://nobody.example/feed"] = "Nobody's"
	if err := errors.Join(file.Name(titles), file.Save(t.Context())); err != nil {
		t.Fatal(err)
	}
	again, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	for n, sub := range again.All() {
		want := fmt.Sprintf("Paper <%d>", n)
		if sub.URL == "https://named.example/feed" {
			want = "Tides"
		}
		if sub.Name != want || sub.Unnamed {
			t.Fatalf("%s is called %q, unnamed %v", sub.URL, sub.Name, sub.Unnamed)
		}
	}
}
