package feeds

import (
	"context"
	"errors"
	"fmt"
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

// beside opens one more service on the same folder, as another process does.
func (w *world) beside() *Service {
	w.t.Helper()
	s := w.open()
	w.t.Cleanup(func() { _ = s.Close() })
	return s
}

// While one process fetches, another reads linked pages, and shows now one text and now
// the other: each file has at the end what the feed says now and its page, as often as
// both have written it.
func TestTwoWritersOfAFile(t *testing.T) {
	const articles, rounds = 4, 12
	w := newWorld(t)
	var numbers []int
	for n := range articles {
		numbers = append(numbers, n)
		w.servePage(fmt.Sprintf("https://example.org/%d", n), "The whole story")
	}
	w.follow(one, document(numbers...))
	paths := w.fetch(0, Selection{}).New
	round := 0
	w.service.options.Read = func([]byte, feed.Options) (*feed.Feed, error) {
		f, err := readLines(document(numbers...))
		for i := range f.Entries {
			f.Entries[i].Text = fmt.Sprintf("<p>Text of %s, %s", f.Entries[i].ID, strings.Repeat("changed ", round))
		}
		return f, err
	}
	other := w.beside()
	var both sync.WaitGroup
	both.Go(func() {
		for range rounds {
			round++
			w.mu.Lock()
			w.serve(one, fmt.Sprintf("feed %d\n", round))
			w.mu.Unlock()
			if _, err := w.service.Fetch(t.Context(), Selection{Forced: true}, nil); err != nil {
				t.Error(err)
			}
		}
	})
	both.Go(func() {
		for i := range rounds * articles {
			if _, err := other.FullText(t.Context(), paths[i%articles]); err != nil {
				t.Error(err)
			}
		}
	})
	both.Wait()
	for _, path := range paths {
		data, err := os.ReadFile(filepath.Join(w.folder, path))
		if text := string(data); err != nil || !strings.Contains(text, "The whole story") || strings.Count(text, "changed") != rounds {
			t.Errorf("%s is %s (%v)", path, text, err)
		}
	}
	if files := w.files(); len(files) != articles {
		t.Errorf("there is %q", files)
	}
}

// A link that changes while the page is read: what is kept is the page of the new one.
func TestALinkThatChangesMeanwhile(t *testing.T) {
	w := newWorld(t)
	w.follow(one, "feed\na|A|https://example.org/old\n")
	path := w.fetch(0, Selection{}).New[0]
	w.servePage("https://example.org/old", "The old story")
	w.servePage("https://example.org/new", "The new story")
	other := w.beside()
	get := other.options.Get
	fetched := false
	other.options.Get = func(ctx context.Context, r web.Request) (*web.Response, error) {
		response, err := get(ctx, r)
		if !fetched {
			fetched = true
			w.serve(one, "feed\na|A|https://example.org/new\n")
			w.fetch(time.Hour, Selection{Forced: true})
		}
		return response, err
	}
	if full, err := other.FullText(t.Context(), path); err != nil || !full || !strings.Contains(w.shown(path), "The new story") {
		t.Errorf("%v, %v: %s", full, err, w.shown(path))
	}
}

// A page is read while all feeds are fetched, by this process or another, and nobody
// waits for the slowest of them.
func TestFullTextDoesNotWaitForAFetch(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1))
	path := w.fetch(0, Selection{}).New[0]
	w.servePage("https://example.org/1", "The whole story")
	other := w.beside()
	w.follow("https://slow.example/feed", "feed\n")
	begun, end, ended := make(chan struct{}), make(chan struct{}), make(chan struct{})
	get := w.service.options.Get
	w.service.options.Get = func(ctx context.Context, r web.Request) (*web.Response, error) {
		if strings.Contains(r.URL, "slow") {
			close(begun)
			<-end
		}
		return get(ctx, r)
	}
	go func() {
		defer close(ended)
		if _, err := w.service.Fetch(t.Context(), Selection{Forced: true}, nil); err != nil {
			t.Error(err)
		}
	}()
	<-begun
	for i, service := range []*Service{w.service, other} {
		full, err := service.FullText(t.Context(), path)
		if want := i == 0; err != nil || full != want || strings.Contains(w.shown(path), "The whole story") != want {
			t.Errorf("%d: %v, %v", i, full, err)
		}
	}
	close(end)
	<-ended
}

// Who waits for the files waits no longer than it wants to.
func TestWaitingForTheFilesEnds(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1))
	path := w.fetch(0, Selection{}).New[0]
	w.servePage("https://example.org/1", "The whole story")
	unlock, err := w.beside().files.take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	get := w.service.options.Get
	w.service.options.Get = func(ctx context.Context, r web.Request) (*web.Response, error) {
		stop()
		return get(ctx, r)
	}
	if _, err := w.service.FullText(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	unlock()
	if full, err := w.service.FullText(t.Context(), path); err != nil || !full {
		t.Errorf("%v, %v", full, err)
	}
}

// A database that was lost is made anew from the files before it is said of one that it
// is none of a feed's.
func TestFullTextWithoutADatabase(t *testing.T) {
	w := newWorld(t)
	w.follow(one, document(1)).FullText = subscriptions.FullTextAsked
	path := w.fetch(0, Selection{}).New[0]
	w.servePage("https://example.org/1", "The whole story")
	if err := w.service.Close(); err != nil {
		t.Fatal(err)
	}
	for _, ending := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(w.state + ending)
	}
	w.service = w.open()
	if full, err := w.service.FullText(t.Context(), path); err != nil || !full {
		t.Errorf("%v, %v", full, err)
	}
}
