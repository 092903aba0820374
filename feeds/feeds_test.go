package feeds

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"broadsheet/articles/feed"
	"broadsheet/feeds/subscriptions"
	"broadsheet/feeds/web"
)

// refusal is what the network of these tests fails with.
type refusal struct{ Fault }

func (r *refusal) Error() string { return "the server refuses: " + string(r.Kind) }

// world is a service with a network, a list of feeds and a clock of its own.
type world struct {
	t       *testing.T
	service *Service
	folder  string
	state   string

	mu    sync.Mutex
	now   time.Time
	subs  []subscriptions.Subscription
	pages map[string]func(web.Request) (*web.Response, error) // by address
	asked []web.Request
	read  int // documents that were read
	told  []string
	star  map[string]bool
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{
		t: t, folder: filepath.Join(t.TempDir(), "feeds"), state: filepath.Join(t.TempDir(), "state", "feeds.db"),
		now: time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC), pages: map[string]func(web.Request) (*web.Response, error){}, star: map[string]bool{},
	}
	w.service = w.open()
	t.Cleanup(func() { _ = w.service.Close() })
	return w
}

func (w *world) open() *Service {
	w.t.Helper()
	s, err := Open(w.t.Context(), w.options())
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

func (w *world) options() Options {
	return Options{
		Folder: w.folder, State: w.state, Random: func() float64 { return 0 },
		Subscriptions: func(context.Context) ([]subscriptions.Subscription, error) { return w.subs, nil },
		Get: func(_ context.Context, r web.Request) (*web.Response, error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.asked = append(w.asked, r)
			page := w.pages[r.URL]
			if page == nil {
				return nil, &refusal{Fault{Kind: "not found"}}
			}
			return page(r)
		},
		Read: func(document []byte, _ feed.Options) (*feed.Feed, error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.read++
			return readLines(string(document))
		},
		Fault: func(err error) Fault {
			var r *refusal
			if errors.As(err, &r) {
				return r.Fault
			}
			return Fault{}
		},
		Starred: func(path string) bool { return w.star[path] },
		Notify:  func(sentence string) { w.told = append(w.told, sentence) },
		Now: func() time.Time {
			w.mu.Lock()
			defer w.mu.Unlock()
			return w.now
		},
	}
}

// readLines reads a document of these tests: an entry a line, with its id, its title
// and its link.
func readLines(document string) (*feed.Feed, error) {
	rest, found := strings.CutPrefix(document, "feed\n")
	if !found {
		return nil, &feed.NotFeedError{Is: "an HTML page"}
	}
	f := &feed.Feed{Title: "A feed"}
	for line := range strings.Lines(rest) {
		parts := append(strings.Split(strings.TrimSpace(line), "|"), "", "")
		f.Entries = append(f.Entries, feed.Entry{ID: parts[0], Title: parts[1], Link: parts[2], Text: "<p>Text of " + parts[0]})
	}
	return f, nil
}

// document is one with entries of these numbers.
func document(numbers ...int) string {
	text := "feed\n"
	for _, n := range numbers {
		text += fmt.Sprintf("id-%d|Title %d|https://example.org/%d\n", n, n, n)
	}
	return text
}

// follow subscribes to a feed, which the network has.
func (w *world) follow(address, text string) *subscriptions.Subscription {
	w.subs = append(w.subs, subscriptions.Subscription{Name: strings.TrimPrefix(address, "https://"), URL: address})
	w.serve(address, text)
	return &w.subs[len(w.subs)-1]
}

// serve has the network answer with a document, and with 304 to whom has it.
func (w *world) serve(address, text string) {
	etag := fmt.Sprintf("%q", fmt.Sprint(len(text), text[len(text)/2:]))
	w.pages[address] = func(r web.Request) (*web.Response, error) {
		response := &web.Response{Status: 200, URL: address, Header: http.Header{}, Body: []byte(text), Read: int64(len(text))}
		response.Header.Set("ETag", etag)
		if r.ETag == etag {
			response.Status, response.Body, response.Read = 304, nil, 0
		}
		return response, nil
	}
}

func (w *world) refuse(address string, fault Fault) {
	w.pages[address] = func(web.Request) (*web.Response, error) { return nil, &refusal{fault} }
}

// fetch fetches after some time.
func (w *world) fetch(after time.Duration, which Selection) Summary {
	w.t.Helper()
	w.now = w.now.Add(after)
	w.asked, w.read = nil, 0
	summary, err := w.service.Fetch(w.t.Context(), which, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return summary
}

func (w *world) status() Status {
	w.t.Helper()
	all, err := w.service.Status(w.t.Context())
	if err != nil || len(all) == 0 {
		w.t.Fatal(all, err)
	}
	return all[0]
}

// files gives the paths of all article files.
func (w *world) files() (paths []string) {
	w.t.Helper()
	_ = filepath.WalkDir(w.folder, func(path string, item fs.DirEntry, _ error) error {
		if item != nil && item.Type().IsRegular() && item.Name() != ".broadsheet" {
			name, _ := filepath.Rel(w.folder, path)
			paths = append(paths, filepath.ToSlash(name))
		}
		return nil
	})
	return paths
}

const one = "https://one.example/feed"

func TestFetch(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1, 2, 3))
	w.follow("https://two.example/feed", document(11))
	w.follow("https://none.example/feed", "")
	delete(w.pages, "https://none.example/feed")
	var told []Progress
	summary, err := w.service.Fetch(t.Context(), Selection{}, func(p Progress) { told = append(told, p) })
	if err != nil {
		t.Fatal(err)
	}
	if summary.Asked != 3 || len(summary.New) != 4 || len(w.files()) != 4 || len(summary.Failed) != 1 || summary.Bytes == 0 {
		t.Errorf("%+v; there is %q", summary, w.files())
	}
	if last := told[len(told)-1]; len(told) != 4 || last.Done != 3 || last.Total != 3 || last.New != 4 || last.Failed != 1 {
		t.Errorf("%+v", told)
	}
	if got := w.status(); got.State != Well || got.Articles != 3 || got.LastNews.IsZero() || !got.Next.Equal(w.now.Add(30*time.Minute)) {
		t.Errorf("%+v", got)
	}
	// A reader who cannot wait waits ten minutes nevertheless.
	if summary = w.fetch(time.Minute, Selection{}); summary.Asked != 0 || summary.Skipped != 3 {
		t.Errorf("%+v", summary)
	}
	if summary = w.fetch(0, Selection{Forced: true}); summary.Asked != 3 {
		t.Errorf("%+v", summary)
	}
	if summary = w.fetch(0, Selection{Due: true}); summary.Asked != 0 {
		t.Errorf("%+v", summary)
	}
	w.serve(one, document(4, 1, 2, 3))
	// The feed that failed twice has more time.
	if summary = w.fetch(31*time.Minute, Selection{Due: true}); summary.Asked != 2 || len(summary.New) != 1 {
		t.Errorf("%+v", summary)
	}
	only := func(s *subscriptions.Subscription) bool { return s.URL == one }
	if summary = w.fetch(time.Hour, Selection{Which: only}); summary.Asked != 1 {
		t.Errorf("%+v", summary)
	}
}

func TestNothingIsFollowed(t *testing.T) {
	w := newWorld(t)
	w.fetch(0, Selection{})
	if _, err := os.Stat(w.folder); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("there is a folder for no feeds: %v", err)
	}
}

func TestValidators(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1))
	w.fetch(0, Selection{})
	etag := ""
	w.pages[one] = func(r web.Request) (*web.Response, error) {
		etag = r.ETag
		return &web.Response{Status: 304, URL: one, Header: http.Header{"Etag": {`W/"second"`}, "Last-Modified": {"Tue, 19 Jan 2038 03:14:07 GMT"}}}, nil
	}
	if w.fetch(time.Hour, Selection{}); etag == "" || w.read != 0 {
		t.Errorf("sent %q", etag)
	}
	w.fetch(time.Hour, Selection{})
	if r := w.asked[0]; r.ETag != `W/"second"` || r.LastModified != "" {
		t.Errorf("sent %q and %q: what came with 304 is to be sent, and the future not", r.ETag, r.LastModified)
	}
	// After eight days of 304 it is asked as if nothing were known; who says 304 to that is wrong.
	summary := w.fetch(8*24*time.Hour, Selection{})
	if w.asked[0].ETag != "" || len(summary.Failed) != 1 || summary.Failed[0].Kind != KindUnasked {
		t.Errorf("sent %q: %+v", w.asked[0].ETag, summary)
	}
	// The same document with another validator is not read again, but the validator kept.
	w.pages[one] = func(web.Request) (*web.Response, error) {
		return &web.Response{Status: 200, URL: one, Header: http.Header{"Etag": {"third"}}, Body: []byte(document(1))}, nil
	}
	w.fetch(time.Hour, Selection{})
	if w.fetch(time.Hour, Selection{}); w.read != 0 || w.asked[0].ETag != "third" {
		t.Errorf("read %d times, sent %q", w.read, w.asked[0].ETag)
	}
}

func TestAHostThatWantsToBeLeftAlone(t *testing.T) {
	w := newWorld(t)
	w.follow("https://busy.example/a", "")
	w.follow("https://busy.example/b", document(2))
	w.follow(one, document(3))
	w.refuse("https://busy.example/a", Fault{Kind: KindTooMany, Host: "busy.example", RetryAfter: 2 * time.Hour})
	summary := w.fetch(0, Selection{})
	if summary.Asked != 2 || summary.Skipped != 1 || len(summary.Failed) != 1 {
		t.Errorf("%+v", summary)
	}
	_ = w.service.Close()
	w.service = w.open()
	if summary = w.fetch(time.Hour, Selection{Forced: true}); summary.Asked != 1 || summary.Skipped != 2 {
		t.Errorf("%+v: not even who forces it asks", summary)
	}
	w.refuse("https://busy.example/b", Fault{Kind: "server", RetryAfter: time.Hour}) // 503
	w.serve("https://busy.example/a", document(1))
	only := func(s *subscriptions.Subscription) bool { return strings.HasSuffix(s.URL, "/b") }
	if summary = w.fetch(time.Hour, Selection{Which: only}); summary.Asked != 1 || len(summary.Failed) != 1 {
		t.Errorf("%+v", summary)
	}
	if summary = w.fetch(30*time.Minute, Selection{Forced: true}); summary.Skipped != 2 {
		t.Errorf("%+v", summary)
	}
	w.serve("https://busy.example/b", document(2))
	if summary = w.fetch(time.Hour, Selection{}); summary.Asked != 3 || len(summary.New) != 2 {
		t.Errorf("%+v", summary)
	}
}

func TestFailures(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1))
	w.fetch(0, Selection{})
	w.serve(one, "<html>Parked.")
	summary := w.fetch(time.Hour, Selection{})
	if len(summary.Failed) != 1 || summary.Failed[0].Kind != KindNoFeed || !strings.Contains(summary.Failed[0].Err.Error(), "an HTML page") || len(w.files()) != 1 {
		t.Errorf("%+v", summary)
	}
	if got := w.status(); got.State != Failing || got.Kind != KindNoFeed {
		t.Errorf("%+v", got)
	}
	w.refuse(one, Fault{Kind: "server"})
	asked := 0
	for range 24 * 12 { // an hour each
		asked += w.fetch(time.Hour, Selection{Due: true}).Asked
	}
	if asked < 12 || asked > 18 {
		t.Errorf("in twelve days it was asked %d times", asked)
	}
	if got := w.status(); got.State != Broken || !strings.HasPrefix(got.Sentence, "Broken since 30 November 2026: ") {
		t.Errorf("%+v", got)
	}
	w.serve(one, document(2, 1))
	if summary = w.fetch(time.Hour, Selection{}); len(summary.New) != 1 || w.status().State != Well {
		t.Errorf("%+v, %+v", summary, w.status())
	}
	w.refuse(one, Fault{Kind: KindOffline})
	for range 200 {
		w.fetch(time.Hour, Selection{Due: true})
	}
	if got := w.status(); got.State != Failing || !got.Since.IsZero() {
		t.Errorf("a machine without a network makes a feed %+v", got)
	}
	w.refuse(one, Fault{Kind: KindGone})
	w.fetch(time.Hour, Selection{Due: true})
	if got := w.status(); got.State != Gone || got.Next.Sub(w.now) != 30*24*time.Hour || !strings.Contains(got.Sentence, ", or remove it; it is tried again each month") {
		t.Errorf("%+v", got)
	}
}

// moved answers as who has moved.
func (w *world) moved(address, to, text string) {
	w.pages[address] = func(web.Request) (*web.Response, error) {
		return &web.Response{Status: 200, URL: to, Moved: to, Header: http.Header{}, Body: []byte(text)}, nil
	}
}

func TestAFeedThatMoves(t *testing.T) {
	const there = "https://there.example/feed"
	w := newWorld(t)
	w.follow(one, document(1))
	w.fetch(0, Selection{})
	for range 5 { // a hotel
		w.moved(one, "https://hotel.example/", document(99))
		w.fetch(24*time.Hour, Selection{})
	}
	if got := w.status(); got.Asks != "" {
		t.Errorf("asked at %q", got.Asks)
	}
	w.moved(one, there, document(2, 1))
	for n := range 4 {
		w.moved(one, there, document(n+2, n+1))
		w.fetch(20*time.Hour, Selection{})
		if got := w.status(); (got.Asks != "") != (n == 3) {
			t.Errorf("after %d times it is asked at %q", n+1, got.Asks)
		}
	}
	w.serve(there, document(9, 5))
	if summary := w.fetch(time.Hour, Selection{}); w.asked[0].URL != there || len(summary.New) != 1 {
		t.Errorf("asked at %q: %+v", w.asked[0].URL, summary)
	}
	// Whoever writes the new address into the list goes on with the same feed.
	w.subs[0].URL = there
	if summary := w.fetch(time.Hour, Selection{}); len(summary.New) > 0 || w.status().Articles != 7 {
		t.Errorf("%+v, %+v", summary, w.status())
	}
}

func TestAFeedThatIsRenamed(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1))
	path := w.fetch(0, Selection{}).New[0]
	w.subs[0].Name, w.subs[0].Category = "Another name", []string{"Shelf"}
	w.subs[0].URL = strings.Replace(one, "https:", "http:", 1)
	w.serve(w.subs[0].URL, document(1))
	if summary := w.fetch(time.Hour, Selection{}); len(summary.New) > 0 {
		t.Errorf("%+v", summary)
	}
	data, err := os.ReadFile(filepath.Join(w.folder, filepath.FromSlash(path)))
	if err != nil || !strings.Contains(string(data), "categories:\n - Shelf\n - Another name\n") || len(w.files()) != 1 {
		t.Errorf("%s (%v)", data, err)
	}
}

// Two programs read at once: one fetches, and the other says so.
func TestTwoFetchAtOnce(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1))
	other := w.open()
	defer other.Close() //nolint:errcheck // it did nothing
	answer := w.pages[one]
	var errs []error
	w.pages[one] = func(r web.Request) (*web.Response, error) {
		w.mu.Unlock()
		for _, s := range []*Service{other, w.service} {
			_, err := s.Fetch(t.Context(), Selection{}, nil)
			errs = append(errs, err)
		}
		w.mu.Lock()
		return answer(r)
	}
	if summary := w.fetch(0, Selection{}); len(summary.New) != 1 {
		t.Errorf("%+v", summary)
	}
	var locked *LockedError
	if len(errs) != 2 || !errors.As(errs[0], &locked) || locked.Own || !errors.As(errs[1], &locked) || !locked.Own {
		t.Errorf("%v", errs)
	}
	w.now = w.now.Add(time.Hour)
	if _, err := other.Fetch(t.Context(), Selection{}, nil); err != nil {
		t.Error(err)
	}
}

// A database that is damaged while it is in use is made anew, and nothing is doubled.
func TestDamage(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1, 2, 3, 4, 5))
	w.fetch(0, Selection{})
	before := w.files()
	_ = w.service.Close()
	data, err := os.ReadFile(w.state)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < len(data); i++ {
		data[i] ^= 0x5a
	}
	if err := os.WriteFile(w.state, data, 0o600); err != nil {
		t.Fatal(err)
	}
	_ = os.Remove(w.state + "-wal")
	w.service = w.open()
	if summary := w.fetch(time.Hour, Selection{}); len(summary.New) > 0 || fmt.Sprint(w.files()) != fmt.Sprint(before) {
		t.Errorf("%+v: %q", summary, w.files())
	}
	if len(w.told) != 1 || !strings.Contains(w.told[0], "Of 5 articles") {
		t.Errorf("told %q", w.told)
	}
	aside, _ := filepath.Glob(w.state + ".damaged-*")
	if len(aside) == 0 {
		t.Error("the damaged database is not there any more")
	}
	w.fetch(time.Hour, Selection{})
	if got := w.status(); got.Articles != 5 || got.State != Well {
		t.Errorf("%+v", got)
	}
}

// Where nothing can be written, validators are not kept: it all comes again.
func TestAFullDisk(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1, 2))
	if err := os.MkdirAll(w.folder, 0o700); err != nil {
		t.Fatal(err)
	}
	blocked := filepath.Join(w.folder, "one.example-feed")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil { // where a folder has to be
		t.Fatal(err)
	}
	if _, err := w.service.Fetch(t.Context(), Selection{}, nil); err == nil || !strings.Contains(err.Error(), "cannot be written") {
		t.Fatalf("%v", err)
	}
	if err := os.Remove(blocked); err != nil {
		t.Fatal(err)
	}
	if summary := w.fetch(time.Second, Selection{}); len(summary.New) != 2 || w.asked[0].ETag != "" {
		t.Errorf("%+v, sent %q", summary, w.asked[0].ETag)
	}
}

func TestAClockThatJumps(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1))
	w.now = w.now.AddDate(70, 0, 0)
	w.fetch(0, Selection{})
	w.now = w.now.AddDate(-70, 0, 0)
	w.serve(one, document(2, 1))
	if summary := w.fetch(0, Selection{Due: true}); len(summary.New) != 1 {
		t.Errorf("%+v", summary)
	}
	w.now = time.Unix(0, 0)
	w.serve(one, document(3, 2, 1))
	if summary := w.fetch(0, Selection{}); len(summary.New) != 1 {
		t.Errorf("%+v", summary)
	}
}

func TestWhatASubscriptionSays(t *testing.T) {
	w := newWorld(t)
	sub := w.follow(one, document(1, 2, 3, 4))
	sub.Keep.Articles, sub.Every, sub.User, sub.PasswordCommand = 2, 3*time.Hour, "ann", "secret"
	sub.Headers = map[string]string{"X-Key": "7"}
	sub.Drop = "Title 2"
	w.service.options.Run = func(_ context.Context, command string) ([]byte, error) {
		switch command {
		case "secret":
			return []byte("hush\nmore\n"), nil
		case "print":
			return []byte(document(7)), nil
		}
		return nil, errors.New("exit status 1")
	}
	w.service.options.Want = func(s *subscriptions.Subscription, e *feed.Entry) (bool, error) { return e.Title != s.Drop, nil }
	summary := w.fetch(0, Selection{})
	if r := w.asked[0]; r.User != "ann" || r.Password != "hush" || r.Header.Get("X-Key") != "7" {
		t.Errorf("asked with %+v", r)
	}
	if len(summary.New) != 3 || summary.Removed != 1 || w.status().Next.Sub(w.now) != 3*time.Hour {
		t.Errorf("%+v", summary)
	}
	w.service.options.Want = func(*subscriptions.Subscription, *feed.Entry) (bool, error) {
		return false, errors.New("no such query")
	}
	w.serve(one, document(5))
	if summary = w.fetch(time.Hour, Selection{}); len(summary.Failed) != 1 || summary.Failed[0].Kind != KindQuery {
		t.Errorf("%+v", summary)
	}
	w.service.options.Want = nil
	w.subs = []subscriptions.Subscription{{Name: "printed", Command: "print"}, {Name: "wrong", Command: "no such"}, {Name: "paused", URL: one, Paused: true}}
	summary = w.fetch(time.Hour, Selection{})
	if summary.Asked != 2 || len(summary.New) != 1 || len(summary.Failed) != 1 || summary.Failed[0].Kind != KindCommand {
		t.Errorf("%+v", summary)
	}
}

// Whoever stops a fetch finds all feeds as they were or as they are now.
func TestAFetchThatIsStopped(t *testing.T) {
	w := newWorld(t)
	for n := range 40 {
		w.follow(fmt.Sprintf("https://%d.example/feed", n), document(n))
	}
	ctx, stop := context.WithCancel(t.Context())
	_, err := w.service.Fetch(ctx, Selection{}, func(p Progress) {
		if p.Done == 10 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	for _, status := range mustStatus(w) {
		if status.Kind != "" {
			t.Errorf("%+v", status)
		}
	}
	w.fetch(time.Hour, Selection{})
	if len(w.files()) != 40 {
		t.Errorf("there are %d files", len(w.files()))
	}
}

func mustStatus(w *world) []Status {
	w.t.Helper()
	all, err := w.service.Status(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}
