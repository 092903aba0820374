package feeds

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"broadsheet/articles/feed"
	"broadsheet/feeds/entries"
	"broadsheet/feeds/entries/files"
	"broadsheet/feeds/subscriptions"
	"broadsheet/feeds/web"
)

// Whatever is done to the disk may fail while news is fetched: it is told, and all is
// there the next time, once.
func TestADiskThatFailsWhileFetching(t *testing.T) {
	step := 1
	for fetchFailing(t, step) {
		step++
	}
	if step < 15 {
		t.Errorf("there are only %d steps", step)
	}
}

func fetchFailing(t *testing.T, nth int) (failed bool) {
	t.Helper()
	w := newWorld(t)
	w.follow(one, document(1, 2)).FullText = subscriptions.FullTextAlways
	w.servePage("https://example.org/1", "A sentence of the page.")
	w.servePage("https://example.org/2", "Another one of that page.")
	w.service.options.opened = func(k *entries.Keeper) {
		k.Before(func(files.Step, string) error {
			if nth--; nth == 0 {
				failed = true
				return syscall.ENOSPC
			}
			return nil
		})
	}
	_, err := w.service.Fetch(t.Context(), Selection{}, nil)
	if failed && err != nil && (!errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "cannot be ")) {
		t.Errorf("told %v", err)
	}
	w.service.options.opened = nil
	w.fetch(time.Hour, Selection{})
	if got := w.status(); len(w.files()) != 2 || got.Articles != 2 || got.Pages.Waiting+got.Pages.Failed > 0 {
		t.Errorf("then there is %q, %+v", w.files(), got)
	}
	for _, path := range w.files() {
		data, err := os.ReadFile(filepath.Join(w.folder, filepath.FromSlash(path)))
		if err != nil || !strings.Contains(string(data), "page.") || !strings.Contains(string(data), "Text of id-") {
			t.Errorf("%s has not both texts: %v", path, err)
		}
	}
	return failed
}

// A list of feeds that cannot be read for a moment, or is not there, is told, and takes
// nothing away.
func TestAListThatCannotBeRead(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1, 2))
	w.fetch(0, Selection{})
	subs := w.service.options.Subscriptions
	w.service.options.Subscriptions = func(context.Context) ([]subscriptions.Subscription, error) { return nil, syscall.EIO }
	if _, err := w.service.Fetch(t.Context(), Selection{}, nil); !errors.Is(err, syscall.EIO) || !strings.Contains(err.Error(), "which feeds are followed") {
		t.Errorf("%v", err)
	}
	w.service.options.Subscriptions = func(context.Context) ([]subscriptions.Subscription, error) { return nil, nil }
	w.fetch(time.Hour, Selection{})
	w.service.options.Subscriptions = subs
	if summary := w.fetch(time.Hour, Selection{}); len(summary.New) > 0 || w.asked[0].ETag == "" || w.status().Articles != 2 || len(w.files()) != 2 {
		t.Errorf("%+v, asked with %q", summary, w.asked[0].ETag)
	}
}

// A folder that is not where it was is told of; what was in it is there again when it
// is.
func TestAFolderThatIsTakenOut(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1, 2))
	w.fetch(0, Selection{})
	aside := w.folder + ".aside"
	if err := errors.Join(os.Rename(w.folder, aside), os.MkdirAll(w.folder, 0o700)); err != nil { // as an empty place for a disk
		t.Fatal(err)
	}
	w.serve(one, document(3, 2)+"id-1|Title 1 anew|https://example.org/1\n")
	w.now = w.now.Add(time.Hour)
	var missing *files.MissingError
	if _, err := w.service.Fetch(t.Context(), Selection{}, nil); !errors.As(err, &missing) {
		t.Errorf("%v", err)
	}
	if err := errors.Join(os.Remove(w.folder), os.Rename(aside, w.folder)); err != nil {
		t.Fatal(err)
	}
	if summary := w.fetch(time.Hour, Selection{}); len(summary.New) != 1 || w.status().Articles != 3 {
		t.Errorf("%+v", summary)
	}
}

// dated has the network answer with two entries of these days, and the server's clock.
func (w *world) dated(clock time.Time, days ...time.Time) {
	w.service.options.Read = func([]byte, feed.Options) (*feed.Feed, error) {
		f := &feed.Feed{Title: "A feed"}
		for _, day := range days {
			f.Entries = append(f.Entries, feed.Entry{ID: day.String(), Title: "Of " + day.Format(time.DateOnly), Text: "<p>A text.", Published: day})
		}
		return f, nil
	}
	w.pages[one] = func(web.Request) (*web.Response, error) {
		response := &web.Response{Status: 200, URL: one, Header: map[string][]string{}, Body: fmt.Append(nil, days)}
		if !clock.IsZero() {
			response.Header.Set("Date", clock.UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT"))
		}
		return response, nil
	}
}

// A clock that is years ahead takes no article for old: neither what is there nor what
// comes.
func TestAClockThatWouldRemoveAll(t *testing.T) {
	const day = 24 * time.Hour
	for _, server := range []bool{true, false} { // it tells the time, or nobody does
		w := newWorld(t)
		today := w.now
		w.follow(one, "x").Keep.Age = 30 * day
		clock := func() time.Time {
			if server {
				return today
			}
			return time.Time{}
		}
		w.dated(clock(), today.Add(-day), today.Add(-2*day))
		w.fetch(0, Selection{})
		w.now = today.AddDate(73, 0, 0)
		w.dated(clock(), today.Add(-time.Hour), today.Add(-day), today.Add(-2*day))
		for range 2 { // the second time it has been so for long
			if summary := w.fetch(time.Hour, Selection{}); summary.Removed > 0 || len(w.files()) != 3 {
				t.Errorf("server %v: %+v", server, summary)
			}
		}
		if told := strings.Join(w.told, "\n"); server != strings.Contains(told, "30 November 2099, and that of one.example, 30 November 2026") || len(w.told) > 1 {
			t.Errorf("told %q", w.told)
		}
		today = today.Add(29*day + 12*time.Hour)
		w.now = today
		w.dated(clock(), today)
		if summary := w.fetch(0, Selection{Forced: true}); summary.Removed != 2 || len(w.files()) != 2 {
			t.Errorf("server %v: %+v", server, summary)
		}
	}
}

// Pages that a clock has put off for years are read when it is right again.
func TestPagesAndAClockThatWasWrong(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1)).FullText = subscriptions.FullTextAlways
	w.refuse("https://example.org/1", Fault{Kind: "server"})
	w.now = w.now.AddDate(70, 0, 0)
	w.fetch(0, Selection{})
	w.now = w.now.AddDate(-70, 0, 0)
	w.servePage("https://example.org/1", "A sentence of the page.")
	if summary := w.fetch(0, Selection{}); summary.Pages != 1 {
		t.Errorf("%+v", summary)
	}
}

const childVariable = "BROADSHEET_TEST_LOCK" // the database whose lock this process takes, and is killed with it

// TestMain makes this test binary a program that fetches and never ends, for the test
// that kills it.
func TestMain(m *testing.M) {
	if path := os.Getenv(childVariable); path != "" {
		_, err := flock.New(path + ".lock").TryLock()
		fmt.Println("locked", err)
		select {}
	}
	os.Exit(m.Run())
}

// A process that fetches keeps others from it, and when it is killed nobody: its lock
// went with it, and only the file is there still.
func TestALockThatIsLeft(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1))
	child := exec.Command(os.Args[0]) //nolint:noctx // it is killed
	child.Env = append(os.Environ(), childVariable+"="+w.state)
	out, err := child.StdoutPipe()
	if err = errors.Join(err, child.Start()); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "locked <nil>\n" {
		t.Errorf("%q, %v", line, err)
	}
	var locked *LockedError
	if _, err := w.service.Fetch(t.Context(), Selection{}, nil); !errors.As(err, &locked) || locked.Own {
		t.Errorf("%v", err)
	}
	if all := mustStatus(w); len(all) != 1 { // who cannot fetch can look
		t.Errorf("%+v", all)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // it was killed
	if summary := w.fetch(0, Selection{}); len(summary.New) != 1 {
		t.Errorf("%+v", summary)
	}
}
