package feeds

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"broadsheet/articles"
	"broadsheet/articles/feed"
	"broadsheet/feeds/fulltext"
	"broadsheet/feeds/subscriptions"
	"broadsheet/feeds/web"
)

// servePage has the network answer with a page that has an article.
func (w *world) servePage(address, words string) {
	article := strings.Repeat("<p>"+words+", as the harbour master said, who has seen 40 winters, and he was right.</p>", 12)
	w.pages[address] = func(web.Request) (*web.Response, error) {
		page := "<html><head><title>Ferries come in late</title></head><body><nav><a href=/>Home</a></nav><article>" + article + "</article></body></html>"
		return &web.Response{Status: 200, URL: address, Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte(page), Read: int64(len(page))}, nil
	}
}

// shown gives an article as a reader sees it.
func (w *world) shown(path string) string {
	w.t.Helper()
	root, err := articles.OpenRoot("feeds", w.folder)
	if err != nil {
		w.t.Fatal(err)
	}
	defer root.Close() //nolint:errcheck // it was only read
	article, err := root.Read(w.t.Context(), articles.Options{}, path)
	if err != nil {
		w.t.Fatal(err)
	}
	return fmt.Sprint(article.Document.Blocks)
}

func TestLinkedPagesAreRead(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1)).FullText = subscriptions.FullTextMissing
	w.servePage("https://example.org/1", "The whole story")
	var told []Progress
	summary, err := w.service.Fetch(t.Context(), Selection{}, func(p Progress) { told = append(told, p) })
	if err != nil || len(summary.New) != 1 || summary.Pages != 1 || summary.Unread != 0 {
		t.Fatalf("%+v, %v", summary, err)
	}
	if last := told[len(told)-1]; last.Pages != 1 || last.TotalPages != 1 || last.Done != 1 || summary.Bytes != last.Bytes {
		t.Errorf("%+v", told)
	}
	path := summary.New[0]
	if text := w.shown(path); !strings.Contains(text, "The whole story") || strings.Contains(text, "Text of id-1") || strings.Contains(text, "Home") {
		t.Errorf("shown is %s", text)
	}
	if summary = w.fetch(time.Hour, Selection{}); len(w.asked) != 1 {
		t.Errorf("asked for %+v", w.asked)
	}
	// Another text of the feed's has the page read again; until then the old one is there.
	w.service.options.Read = func([]byte, feed.Options) (*feed.Feed, error) {
		return &feed.Feed{Entries: []feed.Entry{{ID: "id-1", Title: "Title 1", Link: "https://example.org/1", Text: "<p>Something else altogether, and more of it."}}}, nil
	}
	w.serve(one, "feed\nchanged")
	w.refuse("https://example.org/1", Fault{Kind: "server"})
	if summary = w.fetch(time.Hour, Selection{}); summary.Updated != 1 || summary.Unread != 1 || !strings.Contains(w.shown(path), "The whole story") {
		t.Errorf("%+v: %s", summary, w.shown(path))
	}
	w.servePage("https://example.org/1", "The corrected story")
	if summary = w.fetch(time.Hour, Selection{}); summary.Pages != 1 || !strings.Contains(w.shown(path), "The corrected story") {
		t.Errorf("%+v: %s", summary, w.shown(path))
	}
	if got := w.files(); len(got) != 1 || got[0] != path {
		t.Errorf("there is %q", got)
	}
}

func TestWhichPagesAreWanted(t *testing.T) {
	whole := "<p>" + strings.Repeat("A sentence that is here, whole. ", 50) + "</p>"
	for _, test := range []struct {
		how  subscriptions.FullText
		e    feed.Entry
		want bool
	}{
		{subscriptions.FullTextAsked, feed.Entry{Link: "https://example.org/1"}, false},
		{subscriptions.FullTextMissing, feed.Entry{Link: "https://example.org/1", Text: "<p>Short."}, true},
		{subscriptions.FullTextMissing, feed.Entry{Link: "https://example.org/1", Text: whole}, false},
		{subscriptions.FullTextMissing, feed.Entry{Text: "<p>Short."}, false},
		{subscriptions.FullTextAlways, feed.Entry{Link: "https://example.org/1", Text: whole}, true},
		{subscriptions.FullTextAlways, feed.Entry{Link: "mailto:a@example.org"}, false},
		{subscriptions.FullTextAlways, feed.Entry{Link: "https://example.org/1.mp3", Enclosures: []feed.Enclosure{{URL: "https://example.org/1.mp3"}}}, false},
	} {
		if got := wantsPage(&subscriptions.Subscription{FullText: test.how}, &test.e); got != test.want {
			t.Errorf("%q, %+v: %v", test.how, test.e, got)
		}
	}
}

// askedInTenDays fetches for ten days, and says how often an address was asked for.
func (w *world) askedInTenDays(address string) (times int) {
	for range 10 * 48 {
		w.fetch(30*time.Minute, Selection{Due: true})
		for _, r := range w.asked {
			if r.URL == address {
				times++
			}
		}
	}
	return times
}

func TestAPageThatFails(t *testing.T) {
	for _, test := range []struct {
		kind  Kind
		asked int // in ten days
	}{{"server", 5}, {"timeout", 5}, {"not found", 1}, {"login", 1}, {"links", 1}} {
		w := newWorld(t)
		w.follow(one, document(1)).FullText = subscriptions.FullTextAlways
		w.refuse("https://example.org/1", Fault{Kind: test.kind})
		if test.kind == "links" {
			w.pages["https://example.org/1"] = func(web.Request) (*web.Response, error) {
				return &web.Response{Status: 200, URL: "https://example.org/1", Body: []byte(strings.Repeat("<p><a href=/x>A link to something, and to something else</a></p>", 30))}, nil
			}
		}
		asked := w.askedInTenDays("https://example.org/1")
		got := w.status()
		if asked != test.asked || got.Pages.Failed != 1 || got.Pages.Waiting != 0 || got.Pages.Kind != test.kind || got.Pages.Sentence == "" || got.State != Well {
			t.Errorf("%s: asked %d times, %+v", test.kind, asked, got)
		}
		if files := w.files(); len(files) != 1 || !strings.Contains(w.shown(files[0]), "Text of id-1") {
			t.Errorf("%s: the article is not as it was", test.kind)
		}
		// Who asks for it himself gets it, and it counts no longer.
		w.servePage("https://example.org/1", "The whole story")
		if full, err := w.service.FullText(t.Context(), w.files()[0]); err != nil || !full || w.status().Pages.Failed != 0 {
			t.Errorf("%s: %v, %v, %+v", test.kind, full, err, w.status().Pages)
		}
	}
}

// A machine without a network says nothing of a page.
func TestPagesWithoutANetwork(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1)).FullText = subscriptions.FullTextAlways
	w.refuse("https://example.org/1", Fault{Kind: KindOffline})
	for range 100 {
		w.fetch(time.Hour, Selection{Due: true})
	}
	w.servePage("https://example.org/1", "The whole story")
	if summary := w.fetch(time.Hour, Selection{Due: true}); summary.Pages != 1 {
		t.Errorf("%+v", summary)
	}
}

func TestAHostOfPagesThatWantsToBeLeftAlone(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1, 2, 3)).FullText = subscriptions.FullTextAlways
	for n := range 4 {
		w.refuse(fmt.Sprintf("https://example.org/%d", n), Fault{Kind: KindTooMany, RetryAfter: 2 * time.Hour})
	}
	if w.fetch(0, Selection{}); len(w.asked) != 2 {
		t.Errorf("asked for %+v", w.asked)
	}
	path := w.files()[0]
	var held *web.Error
	if _, err := w.service.FullText(t.Context(), path); !errors.As(err, &held) || held.Kind != web.KindHeld || held.RetryAfter != 2*time.Hour {
		t.Errorf("%v", err)
	}
	if w.fetch(time.Hour, Selection{}); len(w.asked) != 1 {
		t.Errorf("asked for %+v", w.asked)
	}
	for n := range 4 {
		w.servePage(fmt.Sprintf("https://example.org/%d", n), "The whole story")
	}
	if summary := w.fetch(90*time.Minute, Selection{}); summary.Pages != 3 {
		t.Errorf("%+v", summary)
	}
}

// What a feed asks to be sent goes to no other host, and to its own only encrypted if
// the feed is.
func TestSecretsOfPages(t *testing.T) {
	w := newWorld(t)
	sub := w.follow(one, "feed\na|A|https://one.example/a\nb|B|https://other.example/b\nc|C|http://one.example/c\nd|D|https://one.example:8443/d\n")
	sub.FullText, sub.Headers, sub.User, sub.PasswordCommand = subscriptions.FullTextAlways, map[string]string{"Cookie": "secret"}, "ann", "secret"
	w.service.options.Run = func(context.Context, string) ([]byte, error) { return []byte("hush\n"), nil }
	w.fetch(0, Selection{})
	sent := map[string]bool{}
	for _, r := range w.asked {
		sent[r.URL] = r.User == "ann" && r.Password == "hush" && r.Header.Get("Cookie") == "secret"
		if !sent[r.URL] && (r.User+r.Password != "" || len(r.Header) > 0) {
			t.Errorf("%+v", r)
		}
	}
	if len(sent) != 5 || !sent[one] || !sent["https://one.example/a"] || sent["https://other.example/b"] || sent["http://one.example/c"] || sent["https://one.example:8443/d"] {
		t.Errorf("%v", sent)
	}
}

// A feed with hundreds of entries keeps nobody waiting for hours, nor a server busy.
func TestManyPages(t *testing.T) {
	w := newWorld(t)
	var numbers []int
	for n := range 300 {
		numbers = append(numbers, n)
		w.servePage(fmt.Sprintf("https://example.org/%d", n), "The whole story")
	}
	w.follow(one, document(numbers...)).FullText = subscriptions.FullTextAlways
	if summary := w.fetch(0, Selection{}); summary.Pages != pagesOfHost || len(summary.New) != 300 || w.status().Pages.Waiting != 200-pagesOfHost {
		t.Errorf("%d pages, %+v", summary.Pages, w.status().Pages)
	}
	if wait := w.service.rest(t.Context()); wait != shortestRest {
		t.Errorf("the next ones wait for %v", wait)
	}
	read := pagesOfHost
	for range 20 {
		read += w.fetch(time.Minute, Selection{Due: true}).Pages
	}
	if read != 200 {
		t.Errorf("%d pages were read", read)
	}
}

func TestFullText(t *testing.T) {
	w := newWorld(t)
	w.follow(one, "feed\na|A|https://example.org/a\nb|B|\nc|C|https://example.org/c\n")
	paths := w.fetch(0, Selection{}).New
	w.servePage("https://example.org/a", "The whole story")
	w.pages["https://example.org/c"] = func(web.Request) (*web.Response, error) {
		return &web.Response{Status: 200, URL: "https://example.org/c", Body: []byte("<title>请登录</title><p>登录后即可阅读。")}, nil
	}
	w.asked = nil
	for i, want := range []bool{true, false, true, false} {
		full, err := w.service.FullText(t.Context(), paths[0])
		if err != nil || full != want || strings.Contains(w.shown(paths[0]), "The whole story") != want || strings.Contains(w.shown(paths[0]), "Text of a") == want {
			t.Errorf("%d: %v, %v: %s", i, full, err, w.shown(paths[0]))
		}
	}
	if len(w.asked) != 1 || !w.asked[0].Urgent {
		t.Errorf("asked for %+v", w.asked)
	}
	// The feed goes on, and what the reader chose stays.
	if summary := w.fetch(time.Hour, Selection{}); summary.Updated > 0 || !strings.Contains(w.shown(paths[0]), "Text of a") {
		t.Errorf("%+v", summary)
	}
	var unread *fulltext.Error
	if _, err := w.service.FullText(t.Context(), paths[1]); !errors.As(err, &unread) || unread.Kind != fulltext.KindNoLink {
		t.Errorf("%v", err)
	}
	if _, err := w.service.FullText(t.Context(), paths[2]); !errors.As(err, &unread) || unread.Kind != fulltext.KindLogin || !strings.Contains(w.shown(paths[2]), "Text of c") {
		t.Errorf("%v", err)
	}
	var unknown *UnknownError
	if err := os.WriteFile(filepath.Join(w.folder, "mine.html"), []byte("<p>Mine."), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"mine.html", "../mine.html", "/etc/passwd", ""} {
		if _, err := w.service.FullText(t.Context(), path); !errors.As(err, &unknown) {
			t.Errorf("%q: %v", path, err)
		}
	}
	// It is no matter whether the feed is followed still.
	w.subs = nil
	if full, err := w.service.FullText(t.Context(), paths[0]); err != nil || !full {
		t.Errorf("%v, %v", full, err)
	}
}

// A page that came only in part is no reason to give up the feed's text.
func TestAPageThatIsCut(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1)).FullText = subscriptions.FullTextAlways
	w.servePage("https://example.org/1", "The whole story")
	whole := w.pages["https://example.org/1"]
	w.pages["https://example.org/1"] = func(r web.Request) (*web.Response, error) {
		response, err := whole(r)
		response.Cut = true
		return response, err
	}
	if summary := w.fetch(0, Selection{}); summary.Unread != 1 || !strings.Contains(w.shown(summary.New[0]), "Text of id-1") {
		t.Errorf("%+v", summary)
	}
}
