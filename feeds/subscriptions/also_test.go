package subscriptions

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// The further tags of newsboat are further categories, as OPML 2.0 has them; they are
// exported, changed and taken away.
func TestFurtherCategories(t *testing.T) {
	imported, err := Import([]byte(`https://a.example/feed news "far away" news "a, b/c"` + "\n"))
	if err != nil || fmt.Sprintf("%q", imported.Subscriptions[0].Also) != `[["far away"] ["a b c"]]` {
		t.Errorf("%q, %v", imported.Subscriptions[0].Also, err)
	}
	var b bytes.Buffer
	if err := Write(&b, imported.Subscriptions); err != nil || !strings.Contains(b.String(), ` category="far away,a b c"`) {
		t.Errorf("%s, %v", &b, err)
	}
	f := opened(t, body(`<outline text="Town"><outline text="A" xmlUrl="https://a.example/" category="/Town,/World/Ports,tides, ,/tides/"/></outline>`))
	if got := fmt.Sprintf("%q", f.All()[0].Also); got != `[["World" "Ports"] ["tides"]]` {
		t.Errorf("read as %s", got)
	}
	if err := f.Rename(f.All()[0].Key(), "B"); err != nil {
		t.Fatal(err)
	}
	if text := saved(t, f); !strings.Contains(text, `category="/Town,/World/Ports,tides, ,/tides/"`) {
		t.Errorf("what is not changed is written as\n%s", text)
	}
	for _, test := range []struct{ also, want string }{{"Boats", ` category="Boats"/>`}, {"", ` xmlUrl="https://a.example/"/>`}} {
		err := f.Update(f.All()[0].Key(), func(s *Subscription) { s.Also = [][]string{{test.also}} })
		if text := saved(t, f); err != nil || !strings.Contains(text, test.want) {
			t.Errorf("%v\n%s", err, text)
		}
	}
}
