package feeding

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"broadsheet/cli/config"
	"broadsheet/feeds"
	"broadsheet/feeds/fulltext"
	"broadsheet/feeds/web"
	"broadsheet/feeds/web/webtest"
	"broadsheet/model"
	sentences "broadsheet/ui/words"
)

const twoEntries = `<rss version="2.0"><channel><title>Harbour Notes</title>
<item><guid>1</guid><title>Lights</title><link>/lights</link><description>The lights are on.</description></item>
<item><guid>2</guid><title>Fog</title><link>/fog</link><description>The fog is in.</description></item></channel></rss>`

// newScreen gives a screen over an empty home, and the address of a feed.
func newScreen(t *testing.T, guests bool) (screen *Screen, told *Listener, address string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/lights":
			_, _ = fmt.Fprint(w, "<title>Lights</title><article>"+strings.Repeat("<p>The whole story of the lights, as the harbour master tells it.</p>", 20)+"</article>")
			return
		case r.URL.Path != "/feed":
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml")
		_, _ = fmt.Fprint(w, twoEntries)
	}))
	t.Cleanup(server.Close)
	home := t.TempDir()
	e := config.Environment{Variables: []string{"HOME=" + home}, Local: time.UTC}
	conf, err := config.Load(e)
	if err != nil {
		t.Fatal(err)
	}
	screen, err = NewScreen(t.Context(), conf, Settings{
		Environment: e, Client: web.New(web.Options{Now: time.Now, Pause: -1}), Guests: guests,
		Notify: func(sentence string) { t.Errorf("told: %s", sentence) }, Now: time.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	told = screen.Listen()
	screen.Start(func() {})
	t.Cleanup(func() {
		if err := screen.Close(); err != nil {
			t.Error(err)
		}
	})
	return screen, told, server.URL + "/feed"
}

// await waits until what is told is so.
func (l *Listener) await(t *testing.T, what string, so func() bool) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	for !so() {
		select {
		case <-l.Changed():
		case <-ctx.Done():
			t.Fatalf("never %s: %+v %+v", what, l.Status(), l.Subscriptions())
		}
	}
}

// What a reader does on the screen is done to the file and to the articles, and told.
func TestScreenFollows(t *testing.T) {
	screen, told, address := newScreen(t, false)
	ctx := t.Context()
	found, err := screen.Find(ctx, address)
	if err != nil || len(found) != 1 || found[0].Name != "Harbour Notes" || found[0].Entries != 2 {
		t.Fatalf("found %+v (%v)", found, err)
	}
	key, err := screen.Follow(ctx, found[0], []string{"Town"})
	if err != nil || len(told.Subscriptions()) != 1 || told.Subscriptions()[0].State != model.FeedUnasked {
		t.Fatalf("followed %q (%v): %+v", key, err, told.Subscriptions())
	}
	if err := screen.Fetch(ctx, model.FeedSelection{Key: key}); err != nil {
		t.Fatal(err)
	}
	told.await(t, "fetched", func() bool {
		status, all := told.Status(), told.Subscriptions()
		return status.Finished == 1 && !status.Fetching && status.New == 2 && all[0].Articles == 2 && all[0].State == model.FeedWell
	})
	files, err := filepath.Glob(filepath.Join(screen.config.Feeds.Folder, "*", "*", "*", "*", "*"))
	if err != nil || len(files) != 2 {
		t.Errorf("there are %q (%v)", files, err)
	}
	var wrong *model.FeedError
	if err := screen.Fetch(ctx, model.FeedSelection{}); !errors.As(err, &wrong) || wrong.Kind != model.FeedTooSoon {
		t.Errorf("fetched again at once: %v", err)
	}
	if _, err := screen.Follow(ctx, found[0], nil); !errors.As(err, &wrong) || wrong.Kind != model.FeedFollowed {
		t.Errorf("followed twice: %v", err)
	}
	if before, again := told.Subscriptions(), told.Subscriptions(); &before[0] != &again[0] {
		t.Error("the list is another one, though nothing changed")
	}
}

// What is changed of a feed is told at once, and can be taken back.
func TestScreenEdits(t *testing.T) {
	screen, told, address := newScreen(t, false)
	ctx := t.Context()
	var wrong *model.FeedError
	key, err := screen.Follow(ctx, model.FeedCandidate{Address: address}, nil)
	if err := errors.Join(err, screen.Fetch(ctx, model.FeedSelection{Category: nil})); err != nil {
		t.Fatal(err)
	}
	told.await(t, "fetched", func() bool { return told.Status().Finished == 1 && told.Subscriptions()[0].Articles == 2 })
	if err := errors.Join(screen.Rename(ctx, key, "Fog"), screen.Move(ctx, key, []string{"Sea"}), screen.Pause(ctx, key, true)); err != nil {
		t.Fatal(err)
	}
	if s := told.Subscriptions()[0]; s.Name != "Fog" || !slices.Equal(s.Category, []string{"Sea"}) || s.State != model.FeedPaused || s.Articles != 2 {
		t.Errorf("it is told as %+v", s)
	}
	removal, err := screen.Unfollow(ctx, key)
	if err != nil || len(told.Subscriptions()) != 0 {
		t.Fatalf("not followed any more: %+v (%v)", told.Subscriptions(), err)
	}
	if err := screen.Rename(ctx, key, "X"); !errors.As(err, &wrong) || wrong.Kind != model.FeedNotFollowed {
		t.Errorf("renamed what is not followed: %v", err)
	}
	if err := removal.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if all := told.Subscriptions(); len(all) != 1 || all[0].Name != "Fog" || all[0].Articles != 2 || all[0].State != model.FeedPaused {
		t.Errorf("taken back it is %+v", all)
	}
	if _, _, err := removal.Discard(ctx); !errors.As(err, &wrong) || wrong.Kind != model.FeedFollowed {
		t.Errorf("discarded what is followed again: %v", err)
	}
	removal, err = screen.Unfollow(ctx, key)
	if err != nil {
		t.Fatal(err)
	}
	deleted, kept, err := removal.Discard(ctx)
	for errors.As(err, &wrong) && wrong.Kind == model.FeedUndiscarded && ctx.Err() == nil { // the background looks what followed from the undo
		runtime.Gosched()
		deleted, kept, err = removal.Discard(ctx)
	}
	if files, _ := filepath.Glob(filepath.Join(screen.config.Feeds.Folder, "*", "*", "*", "*", "*", "*")); err != nil || deleted != 2 || kept != 0 || len(files) > 0 {
		t.Errorf("%d deleted, %d kept, there are still %q (%v)", deleted, kept, files, err)
	}
}

// What cannot be found, or cannot be written down, is told as something that screens
// have words for.
func TestScreenErrors(t *testing.T) {
	screen, _, address := newScreen(t, false)
	ctx := t.Context()
	var wrong *model.FeedError
	if _, err := screen.Find(ctx, "http://127.0.0.1:1/"); !errors.As(err, &wrong) || wrong.Kind != model.FeedRefused || wrong.What == "" {
		t.Errorf("nobody there: %#v", err)
	}
	if _, err := screen.Find(ctx, "ftp://example.org/"); !errors.As(err, &wrong) || wrong.Kind != model.FeedAddress {
		t.Errorf("no address: %#v", err)
	}
	if err := os.MkdirAll(filepath.Dir(screen.path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(screen.path, []byte("<opml><body>\n<outline xmlUrl='"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := screen.Follow(ctx, model.FeedCandidate{Address: address}, nil); !errors.As(err, &wrong) || wrong.Kind != model.FeedListDamaged || wrong.Line == 0 {
		t.Errorf("followed in a damaged file: %#v", err)
	}
}

// The text of a linked page is kept in the article's file, beside that of the feed; what
// cannot be read is told as something that screens have words for.
func TestScreenShowsFullText(t *testing.T) {
	screen, told, address := newScreen(t, false)
	ctx := t.Context()
	_, err := screen.Follow(ctx, model.FeedCandidate{Address: address}, nil)
	if err := errors.Join(err, screen.Fetch(ctx, model.FeedSelection{})); err != nil {
		t.Fatal(err)
	}
	told.await(t, "fetched", func() bool { return told.Status().Finished == 1 && told.Subscriptions()[0].Articles == 2 })
	path := func(name string) string {
		found, err := filepath.Glob(filepath.Join(screen.config.Feeds.Folder, "*", "*", "*", "*"+name+"*"))
		if err != nil || len(found) != 1 {
			t.Fatalf("%s is %q (%v)", name, found, err)
		}
		relative, err := filepath.Rel(screen.config.Feeds.Folder, found[0])
		if err != nil {
			t.Fatal(err)
		}
		return filepath.ToSlash(relative)
	}
	lights, fog := path("lights"), path("fog")
	for _, want := range []bool{true, false, true} {
		full, err := screen.FullText(ctx, lights)
		data, read := os.ReadFile(filepath.Join(screen.config.Feeds.Folder, filepath.FromSlash(lights)))
		if err := errors.Join(err, read); err != nil || full != want || !strings.Contains(string(data), "The whole story") || !strings.Contains(string(data), "The lights are on.") {
			t.Errorf("%v, %v: %s", full, err, data)
		}
	}
	if err := os.Remove(filepath.Join(screen.config.Feeds.Folder, filepath.FromSlash(lights))); err != nil {
		t.Fatal(err)
	}
	for path, kind := range map[string]model.FeedErrorKind{fog: model.FeedNotFound, lights: model.PageVanished, "mine.html": model.PageNotOfFeed} {
		var wrong *model.FeedError
		if _, err := screen.FullText(ctx, path); !errors.As(err, &wrong) || wrong.Kind != kind {
			t.Errorf("%s: %#v", path, err)
		}
	}
}

// Whatever a page may be wrong with is of a kind that screens have words for.
func TestPagesErrors(t *testing.T) {
	for _, kind := range []fulltext.Kind{
		fulltext.KindNoLink, fulltext.KindNoPage, fulltext.KindChallenge, fulltext.KindLogin, fulltext.KindNotFound, fulltext.KindLinks, fulltext.KindShort,
		fulltext.KindTooLarge, fulltext.KindTooSlow, fulltext.KindFailed,
	} {
		told := model.AsFeedError(toldPageError(&fulltext.Error{Kind: kind, URL: "https://a.example/1"}))
		for _, language := range []string{"en", "zh"} {
			if text := sentences.For(language).PageTrouble(told, "y"); strings.Contains(text, told.Err.Error()) || told.What != "a.example" {
				t.Errorf("%s is told as %q", kind, text)
			}
		}
	}
}

// Guests are told of feeds, but not where they come from: addresses can have secrets.
func TestScreenOfGuests(t *testing.T) {
	screen, told, address := newScreen(t, true)
	ctx := t.Context()
	if _, err := screen.Follow(ctx, model.FeedCandidate{Address: address + "/none?secret=1", Name: "Private"}, nil); err != nil {
		t.Fatal(err)
	}
	if err := screen.Fetch(ctx, model.FeedSelection{}); err != nil {
		t.Fatal(err)
	}
	told.await(t, "failed", func() bool { return told.Status().Finished == 1 && told.Subscriptions()[0].Trouble != nil })
	s := told.Subscriptions()[0]
	if s.Address != "" || s.Trouble.Err != nil || s.Trouble.Kind != model.FeedNotFound || s.State != model.FeedFailing {
		t.Errorf("told as %+v, %+v", s, s.Trouble)
	}
}

// TestScreenNoticesTheFile follows a feed by the file alone, as an editor or another
// broadsheet does: it is told, fetched, and what came is looked at.
func TestScreenNoticesTheFile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := config.Environment{Variables: []string{"HOME=" + t.TempDir()}, Local: time.UTC}
		var asked, looked atomic.Int32
		screen := screenOfNotes(t, e, &asked, &looked)
		defer func() {
			if err := screen.Close(); err != nil {
				t.Error(err)
			}
		}()
		told := screen.Listen()
		screen.Start(func() {})
		time.Sleep(10 * time.Minute)
		if asked.Load() != 0 || len(told.Subscriptions()) != 0 {
			t.Fatalf("before there is a feed, %d were asked", asked.Load())
		}
		if _, err := os.Stat(config.FeedsStatePath(e)); err == nil {
			t.Error("who follows nothing has a database")
		}
		writeFile(t, screen.path, `<opml version="2.0"><body><outline text="Notes" xmlUrl="https://notes.example/feed"/></body></opml>`)
		time.Sleep(10 * time.Second)
		if all := told.Subscriptions(); asked.Load() != 1 || looked.Load() != 1 || len(all) != 1 || all[0].Articles != 2 || all[0].State != model.FeedWell {
			t.Errorf("after ten seconds %d were asked, and it is looked %d times: %+v", asked.Load(), looked.Load(), all)
		}
		time.Sleep(24 * time.Hour)
		if n := asked.Load(); n < 20 || n > 50 || looked.Load() != 1 {
			t.Errorf("in a day it was asked %d times, and looked %d times though nothing came", n, looked.Load())
		}
	})
}

// screenOfNotes is a screen for which there is one site, with a feed. It counts how often
// that is asked, and the folders are looked at.
func screenOfNotes(t *testing.T, e config.Environment, asked, looked *atomic.Int32) *Screen {
	t.Helper()
	conf, err := config.Load(e)
	if err != nil {
		t.Fatal(err)
	}
	internet := webtest.New(t)
	internet.Handle("notes.example", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.Header().Set("Content-Type", "application/rss+xml")
		_, _ = fmt.Fprint(w, twoEntries)
	}))
	screen, err := NewScreen(t.Context(), conf, Settings{
		Environment: e, Client: web.New(web.Options{Now: time.Now, Dial: internet.Dial, Roots: internet.Roots()}), Now: time.Now,
		Notify: func(sentence string) { t.Errorf("told: %s", sentence) }, Fetched: func(context.Context) { looked.Add(1) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return screen
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestACutDocumentIsTold tells of a feed that is well but for the end of its document,
// unless it is paused.
func TestACutDocumentIsTold(t *testing.T) {
	status := feeds.Status{Name: "Tides", State: feeds.Well, Cut: true}
	status.Subscription.URL = "https://tides.example.org/feed"
	for _, guests := range []bool{false, true} {
		if told := toldOf(&status, time.Now(), guests); told.Trouble == nil || told.Trouble.Kind != model.FeedCut || told.Trouble.What != "tides.example.org" || told.State != model.FeedWell {
			t.Errorf("told as %+v", told)
		}
	}
	status.State, status.Cut = feeds.Paused, false
	if told := toldOf(&status, time.Now(), false); told.Trouble != nil {
		t.Errorf("told as %+v", told)
	}
}

// TestTheFolderIsMissing names the folder, and does not speak of a disk that is full.
func TestTheFolderIsMissing(t *testing.T) {
	var wrong *model.FeedError
	if err := toldFetchError(fmt.Errorf("no news: %w", &feeds.MissingError{Path: "/media/news"})); !errors.As(err, &wrong) || wrong.Kind != model.FeedMissing || wrong.What != "/media/news" {
		t.Errorf("told as %v", err)
	}
}
