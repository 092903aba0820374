package feeding

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/feeds/subscriptions"
)

// Only who nobody has named is called as the feed calls itself; all else in the file
// stays, and what is not followed any more does not come back.
func TestTitlesOfFeedsAreKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feeds.opml")
	const before = `<opml xmlns:broadsheet="urn:broadsheet:opml"><body>
<outline text="example.org" xmlUrl="https://example.org/1" broadsheet:unnamed="true"/>
<outline text="example.org" xmlUrl="https://example.org/2"/>
</body></opml>`
	if err := os.WriteFile(path, []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}
	l := &list{path: path}
	all, err := l.followed(t.Context())
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	gone := subscriptions.Subscription{URL: "https://example.org/3"}
	err = l.title(t.Context(), map[string]string{all[0].Key(): "One & all", all[1].Key(): "Two", gone.Key(): "Three"})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(before, `text="example.org" xmlUrl="https://example.org/1" broadsheet:unnamed="true"`, `text="One &amp; all" xmlUrl="https://example.org/1"`, 1)
	if string(data) != want {
		t.Errorf("the file is\n%s", data)
	}
}
