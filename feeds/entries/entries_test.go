package entries

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/articles"
	"broadsheet/articles/feed"
	"broadsheet/feeds/entries/files"
	"broadsheet/feeds/entries/identity"
	"broadsheet/feeds/state"
	"broadsheet/model"
)

// desk is a feeds' folder with its database, and a clock.
type desk struct {
	t      *testing.T
	state  *state.Store
	keeper *Keeper
	folder string
	path   string // of the database
	now    time.Time
}

// alone is the lock of who is alone.
func alone(context.Context) (func(), error) { return func() {}, nil }

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, folder: filepath.Join(t.TempDir(), "feeds"), path: filepath.Join(t.TempDir(), "feeds.db"), now: time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)}
	d.open()
	t.Cleanup(d.close)
	return d
}

func (d *desk) open() {
	d.t.Helper()
	var err error
	if d.state, err = state.Open(d.t.Context(), d.path, d.now); err != nil {
		d.t.Fatal(err)
	}
	if d.keeper, err = Open(d.state, d.folder, false, alone); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) close() {
	_ = d.keeper.Close()
	_ = d.state.Close()
}

// feed subscribes to a feed.
func (d *desk) feed(name string, category ...string) *Source {
	d.t.Helper()
	f := state.Feed{Address: "https://example.org/" + name, Shown: append(category, name)}
	err := d.state.In(d.t.Context(), true, func(tx *state.Tx) (err error) {
		if f.Folder, err = FolderFor(tx, category, name, f.Address); err != nil {
			return err
		}
		return tx.AddFeed(&f)
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return &Source{ID: f.ID, Folder: f.Folder, Address: f.Address, Name: name, Shown: f.Shown}
}

// take takes a document.
func (d *desk) take(f *Source, entries ...feed.Entry) Result {
	d.t.Helper()
	result, err := d.keeper.Take(d.t.Context(), f, entries, d.now)
	if err != nil {
		d.t.Fatal(err)
	}
	f.Level = result.Level
	d.now = d.now.Add(time.Hour)
	return result
}

// articles gives all articles as the reader sees them, the newest first.
func (d *desk) articles() []model.Item {
	d.t.Helper()
	root, err := articles.OpenRoot("feeds", d.folder)
	if err != nil {
		d.t.Fatal(err)
	}
	defer root.Close() //nolint:errcheck // it was only read
	var items []model.Item
	var paths []string
	_ = filepath.WalkDir(d.folder, func(path string, item fs.DirEntry, _ error) error {
		if item.Type().IsRegular() && item.Name() != ".broadsheet" {
			name, _ := filepath.Rel(d.folder, path)
			paths = append(paths, filepath.ToSlash(name))
		}
		return nil
	})
	for _, path := range paths {
		article, err := root.Read(d.t.Context(), articles.Options{}, path)
		if err != nil {
			d.t.Fatalf("%s: %v", path, err)
		}
		items = append(items, article.Item)
	}
	slices.SortFunc(items, func(a, b model.Item) int { return b.Date.Compare(a.Date) })
	return items
}

func (d *desk) titles() string {
	d.t.Helper()
	var titles []string
	for _, item := range d.articles() {
		titles = append(titles, item.Title)
	}
	return strings.Join(titles, ", ")
}

// entry is one that has all that tells it apart.
func entry(n int) feed.Entry {
	return feed.Entry{
		ID: fmt.Sprintf("tag:example.org,2026:%d", n), Title: fmt.Sprintf("Title %d", n), Link: fmt.Sprintf("https://example.org/%d", n),
		Published: time.Date(2026, 11, 1, 0, n, 0, 0, time.UTC), Text: "<p>" + long(n) + "</p>",
	}
}

// long is a text of enough words to be compared, another for each number.
func long(n int) string {
	var b strings.Builder
	for i := range 80 {
		fmt.Fprintf(&b, "word%d ", i*n*7+i)
	}
	return b.String()
}

func TestAnEntryBecomesAnArticle(t *testing.T) {
	d := newDesk(t)
	f := d.feed("北京: News", "World", "Asia")
	e := feed.Entry{
		ID: "urn:1", Title: "北京上海长沙发第二轮数字人民币红包 618可在京东消费, and far more than that", Link: "https://example.org/a?utm_source=rss",
		Authors: []string{"Ann", "Bob", "Ann"}, Published: time.Date(2026, 11, 30, 1, 2, 3, 0, time.FixedZone("", 8*3600)),
		Updated: time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC), Categories: []string{"tag", "tag", "x, y"},
		Summary: "<p>The <b>lead", Text: "<p>The text with {{ braces }} and {% raw %}.</p>", Language: "zh-CN", Image: "https://example.org/i.png",
		Comments: "https://example.org/talk", Enclosures: []feed.Enclosure{{URL: "https://example.org/a.mp3", Type: "audio/mpeg", Length: 7, Duration: time.Minute}},
		Source: "Planet",
	}
	result := d.take(f, e)
	const want = "World/Asia/北京- News/2026/11/2026-11-29-北京上海长沙发第二轮数字人民币红包-618可-"
	if len(result.New) != 1 || !strings.HasPrefix(result.New[0], want) || !strings.HasSuffix(result.New[0], ".html") {
		t.Fatalf("the path is %q", result.New)
	}
	data, err := os.ReadFile(filepath.Join(d.folder, filepath.FromSlash(result.New[0])))
	if err != nil {
		t.Fatal(err)
	}
	const file = `---
title: 北京上海长沙发第二轮数字人民币红包 618可在京东消费, and far more than that
author: Ann, Bob
date: 2026-11-29T17:02:03Z
updated: 2026-11-30T08:00:00Z
categories:
 - World
 - Asia
 - '北京: News'
tags:
 - tag
 - x, y
link: https://example.org/a?utm_source=rss
headimg: https://example.org/i.png
lang: zh-CN
guid: urn:1
feed: '北京: News'
feed_url: 'https://example.org/北京: News'
source: Planet
comments: https://example.org/talk
enclosures:
 - {url: 'https://example.org/a.mp3', type: 'audio/mpeg', length: 7, duration: 60}
---
<div class="lead"><p>The <b>lead</b></p></div>
<p>The text with &#123;&#123; braces &#125;&#125; and &#123;% raw %&#125;.</p>
`
	if string(data) != file {
		t.Errorf("the file is\n%s\nwant\n%s", data, file)
	}
	root, err := articles.OpenRoot("feeds", d.folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close() //nolint:errcheck // it was only read
	article, err := root.Read(t.Context(), articles.Options{}, result.New[0])
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprint(article.Document.Blocks)
	if !strings.Contains(text, "The text with {{ braces }} and {% raw %}.") || !strings.Contains(text, "lead") || len(article.Problems) > 0 {
		t.Errorf("the article is %s, with problems %v", text, article.Problems)
	}
}

func TestWhatIsKnownIsNotNew(t *testing.T) {
	d := newDesk(t)
	f := d.feed("news")
	d.take(f, entry(1), entry(2))
	before := d.articles()
	for _, test := range []struct {
		name   string
		change func(*feed.Entry)
	}{
		{"the same", func(*feed.Entry) {}},
		{"another title", func(e *feed.Entry) { e.Title = "Another" }},
		{"another link", func(e *feed.Entry) { e.Link += "/moved" }},
		{"no date any more", func(e *feed.Entry) { e.Published = time.Time{} }},
		{"a changed guid", func(e *feed.Entry) { e.ID += "-again" }},
		{"a changed guid and link", func(e *feed.Entry) { e.ID, e.Link = "x", "https://example.org/elsewhere" }},
		{"a guid that changes with the headline", func(e *feed.Entry) { e.ID, e.Title = "Better", "Better" }},
		{"a tracking parameter", func(e *feed.Entry) { e.ID, e.Link = "y", e.Link+"?utm_source=feed" }},
	} {
		e := entry(2)
		test.change(&e)
		if result := d.take(f, entry(1), e); len(result.New) > 0 {
			t.Errorf("%s: %q is new", test.name, result.New)
		}
		after := d.articles()
		for i := range before {
			if after[i].ID != before[i].ID || !after[i].Date.Equal(before[i].Date) {
				t.Errorf("%s: %v became %v", test.name, before[i], after[i])
			}
		}
		d.take(f, entry(1), entry(2))
	}
	other := entry(2)
	other.ID, other.Text = "z", "<p>"+long(99)+"</p>"
	if result := d.take(f, entry(1), entry(2), other); len(result.New) != 1 {
		t.Errorf("another text with the same title and link is %+v", result)
	}
}

func TestAFeedThatChangesAllItsIDs(t *testing.T) {
	d := newDesk(t)
	f := d.feed("news")
	var first, second []feed.Entry
	for n := range 500 {
		e := entry(n)
		first = append(first, e)
		e.ID = fmt.Sprint("new-", n)
		second = append(second, e)
	}
	d.take(f, first...)
	if result := d.take(f, second...); len(result.New) > 0 || result.Known != 500 {
		t.Errorf("%d are new, %d known", len(result.New), result.Known)
	}
	if result := d.take(f, first...); len(result.New) > 0 { // all that was ever known
		t.Errorf("%d are new", len(result.New))
	}
}

func TestLevels(t *testing.T) {
	same := func(change func(n int, e *feed.Entry)) (entries []feed.Entry) {
		for n := range 20 {
			e := entry(n)
			change(n, &e)
			entries = append(entries, e)
		}
		return entries
	}
	for _, test := range []struct {
		name    string
		entries []feed.Entry
		level   int
	}{
		{"whole", same(func(int, *feed.Entry) {}), identity.ByID},
		{"all ids the same", same(func(_ int, e *feed.Entry) { e.ID = "1" }), identity.ByLink},
		{"no ids, one link", same(func(_ int, e *feed.Entry) { e.ID, e.Link = "", "https://example.org/" }), identity.ByLinkAndTitle},
		{"no ids, no links, no titles", same(func(_ int, e *feed.Entry) { e.ID, e.Link, e.Title = "", "", "" }), identity.ByText},
		{"one id missing", same(func(n int, e *feed.Entry) {
			if n == 3 {
				e.ID = ""
			}
		}), identity.ByID},
		{"one id twice", same(func(n int, e *feed.Entry) {
			if n == 3 {
				e.ID = entry(4).ID
			}
		}), identity.ByID},
	} {
		d := newDesk(t)
		f := d.feed("news")
		result := d.take(f, test.entries[5:]...)
		if len(result.New) != 15 {
			t.Errorf("%s: %d are new", test.name, len(result.New))
		}
		if result = d.take(f, test.entries...); len(result.New) != 5 || result.Level != test.level {
			t.Errorf("%s: %d are new, at level %d", test.name, len(result.New), result.Level)
		}
		slices.Reverse(test.entries)
		if result = d.take(f, test.entries[:9]...); len(result.New) > 0 || result.Updated > 0 {
			t.Errorf("%s: in another order %d are new, %d others", test.name, len(result.New), result.Updated)
		}
	}
}

// A feed whose ids prove bad only later goes on with what it has written.
func TestALevelIsLeft(t *testing.T) {
	d := newDesk(t)
	f := d.feed("news")
	var entries []feed.Entry
	for n := range 10 {
		entries = append(entries, entry(n))
	}
	d.take(f, entries...)
	for i := range entries {
		entries[i].ID = "one for all"
	}
	if result := d.take(f, append(entries, entry(11))...); len(result.New) != 1 || result.Level != identity.ByLink {
		t.Errorf("%+v", result)
	}
}

func TestTheSameEntryTwice(t *testing.T) {
	d := newDesk(t)
	f := d.feed("news")
	if result := d.take(f, entry(1), entry(1), entry(2)); len(result.New) != 2 || result.Level != identity.ByID {
		t.Errorf("%+v", result)
	}
	// Two articles with one id among many stay two, in whatever order, and alone.
	var entries []feed.Entry
	for n := range 30 {
		entries = append(entries, entry(n))
	}
	entries[7].ID = entries[21].ID
	d.take(f, entries...)
	before := d.titles()
	slices.Reverse(entries)
	d.take(f, entries...)
	entries[8].Title = "A better title" // was 21
	d.take(f, entries[8])
	if got := d.titles(); got != strings.Replace(before, "Title 21,", "A better title,", 1) {
		t.Errorf("the articles were\n%s\nand are\n%s", before, got)
	}
}

func TestUpdates(t *testing.T) {
	d := newDesk(t)
	f := d.feed("news")
	e := entry(1)
	path := d.take(f, e).New[0]
	file := filepath.Join(d.folder, filepath.FromSlash(path))
	stamp := func() time.Time {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		return info.ModTime()
	}
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(file, old, old); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		e.Text + "\n  ", e.Text + `<img src="https://feeds.feedburner.com/~r/x/1.gif" width="1">`,
		e.Text + `<img src="https://feeds.feedburner.com/~r/x/2.gif" width="1">`,
	} {
		e.Text = text
		if d.take(f, e); !stamp().Equal(old) {
			t.Errorf("the file was written for %q", text)
		}
	}
	written := 0
	for n := range 40 {
		e.Text = fmt.Sprintf("<p>%s</p><p>It is %d o'clock.</p>", long(1), n)
		written += d.take(f, e).Updated
	}
	if written != mostChanges {
		t.Errorf("a text with the time in it was written %d times", written)
	}
	e.Updated, e.Title = d.now, "Corrected"
	if result := d.take(f, e); result.Updated != 1 || d.titles() != "Corrected" {
		t.Errorf("%+v: %s", result, d.titles())
	}
	if got := d.articles()[0]; !got.Date.Equal(e.Published) || got.Path != path {
		t.Errorf("%v is of %v", got.Path, got.Date)
	}
}

func TestDates(t *testing.T) {
	d := newDesk(t)
	f := d.feed("news")
	var entries []feed.Entry
	for n := range 5 {
		e := entry(n)
		e.Published = time.Time{}
		entries = append(entries, e)
	}
	entries[2].Published = d.now.Add(240 * time.Hour)
	entries[4].Updated = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	first := d.now
	d.take(f, entries...)
	d.take(f, entries...)
	if got := d.titles(); got != "Title 0, Title 1, Title 2, Title 3, Title 4" {
		t.Errorf("sorted as %s", got)
	}
	items := d.articles()
	if !items[0].Date.Equal(first) || !items[3].Date.Equal(first.Add(-3*time.Second)) || !items[4].Date.Equal(entries[4].Updated) {
		t.Errorf("of %v, %v, %v", items[0].Date, items[3].Date, items[4].Date)
	}
	file, err := d.keeper.read(items[2].Path)
	if err != nil || !file.head.Published.Equal(entries[2].Published) || items[2].Draft {
		t.Errorf("published %v (%v)", file.head.Published, err)
	}
}

func TestTwoFeedsWithOneArticle(t *testing.T) {
	d := newDesk(t)
	one, two, site := d.feed("one", "A"), d.feed("two", "B"), d.feed("site")
	d.take(one, entry(1), entry(2))
	e := entry(1)
	e.ID, e.Link = "other", "http://www.example.org/1/?utm_medium=x#top"
	other := entry(3)
	other.Link = entry(2).Link // is about that article
	result := d.take(two, e, other)
	if len(result.New) != 1 || result.Shared != 1 {
		t.Errorf("%+v", result)
	}
	want := [][]string{{"A", "one"}, {"B", "two"}}
	find := func(title string) model.Item {
		for _, item := range d.articles() {
			if item.Title == title {
				return item
			}
		}
		t.Fatalf("%s is not there", title)
		return model.Item{}
	}
	if got := find("Title 1").Categories; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("in %v", got)
	}
	d.take(two, e, other)
	changed := entry(1)
	changed.Text += "<p>More.</p>"
	d.take(one, changed)
	if got := find("Title 1"); fmt.Sprint(got.Categories) != fmt.Sprint(want) || len(d.articles()) != 3 {
		t.Errorf("in %v, of %d", got.Categories, len(d.articles()))
	}
	// Who tells all of it takes the file over from who tells its beginning.
	e.Text = "<p>" + strings.Repeat(long(1), 20) + "</p>"
	path := find("Title 1").Path
	d.take(two, e, other)
	if got := find("Title 1"); got.Path != path || got.Size < 5000 || len(got.Categories) != 2 {
		t.Errorf("%+v", got)
	}
	// Another site's feed may not say what is in an article.
	thief := d.feed("thief")
	thief.Address = "https://thief.example/feed"
	e.ID, e.Text = "stolen", "<p>"+strings.Repeat("Buy this. ", 9000)
	if result = d.take(thief, e); result.Shared != 1 || find("Title 1").Size > 20_000 || len(find("Title 1").Categories) != 3 {
		t.Errorf("%+v: %+v", result, find("Title 1"))
	}
	front := entry(5)
	front.Link = "https://example.net/"
	d.take(one, front)
	front.ID = "site"
	if result := d.take(site, front); len(result.New) != 1 { // a site is no article
		t.Errorf("%+v", result)
	}
}

func TestWhatIsRemovedStaysSo(t *testing.T) {
	d := newDesk(t)
	f := d.feed("news")
	var entries []feed.Entry
	for n := range 6 {
		entries = append(entries, entry(n))
	}
	paths := d.take(f, entries...).New
	if err := os.Remove(filepath.Join(d.folder, filepath.FromSlash(paths[5]))); err != nil {
		t.Fatal(err)
	}
	f.Keep.Articles = 3
	starred := func(path string) bool { return path == paths[0] }
	removed, err := d.keeper.Retire(t.Context(), f, starred, d.now)
	if err != nil || removed != 2 || d.titles() != "Title 4, Title 3, Title 0" {
		t.Errorf("%d removed (%v), and there is %s", removed, err, d.titles())
	}
	for i := range entries {
		entries[i].Text += "<p>Changed.</p>"
	}
	if result := d.take(f, entries...); len(result.New) > 0 || d.titles() != "Title 4, Title 3, Title 0" {
		t.Errorf("%+v: %s", result, d.titles())
	}
	f.Keep = Keep{Age: 24 * time.Hour}
	late := entry(7)
	late.Published = d.now
	if result := d.take(f, entry(8), late); len(result.New) != 1 { // the other is too old to be written at all
		t.Errorf("%+v", result)
	}
}

func TestARenamedFeedKeepsItsPaths(t *testing.T) {
	d := newDesk(t)
	f := d.feed("news", "A")
	path := d.take(f, entry(1)).New[0]
	if _, err := d.keeper.KeepPage(d.t.Context(), 0, path, &Page{Link: d.linkOf(path), HTML: "<p>The whole page.", Read: d.now}); err != nil {
		t.Fatal(err)
	}
	err := d.state.In(t.Context(), true, func(tx *state.Tx) error {
		row, err := tx.FeedByID(f.ID)
		if err != nil {
			return err
		}
		row.Shown = []string{"B", "Better news"}
		return tx.SaveFeed(&row)
	})
	if err == nil {
		err = d.keeper.Recategorise(t.Context(), f.ID)
	}
	file, failure := d.keeper.read(path)
	if err = errors.Join(err, failure); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(file.head.Categories) != "[[B Better news]]" || file.head.Feed != "Better news" || file.page != "<p>The whole page.</p>" || file.body != entry(1).Text {
		t.Errorf("%+v", file)
	}
	changed := entry(1)
	changed.Text += "More."
	f.Name, f.Shown = "Better news", []string{"B", "Better news"}
	d.take(f, changed)
	if file, _ = d.keeper.read(path); file.page != "<p>The whole page.</p>" || file.body != changed.Text {
		t.Errorf("%+v", file)
	}
}

func TestLearnAgain(t *testing.T) {
	d := newDesk(t)
	one, two := d.feed("one", "A"), d.feed("two")
	var entries []feed.Entry
	for n := range 30 {
		entries = append(entries, entry(n))
	}
	entries[3].ID, entries[4].Published, entries[5].ID = "", time.Time{}, strings.Repeat("x", 5000)
	d.take(one, entries...)
	d.take(two, entry(100))
	before := d.titles()
	d.close()
	if err := os.WriteFile(d.path, []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	d.open()
	if d.state.Renewed == "" {
		t.Fatal("the damage was not found")
	}
	if n, err := d.keeper.Learn(t.Context()); n != 31 || err != nil {
		t.Fatalf("%d files were learned: %v", n, err)
	}
	var f state.Feed
	err := d.state.In(t.Context(), false, func(tx *state.Tx) (err error) {
		f, _, err = tx.Feed(one.Address)
		return err
	})
	if err != nil || f.Folder != one.Folder || fmt.Sprint(f.Shown) != "[A one]" {
		t.Errorf("%+v: %v", f, err)
	}
	one.ID = f.ID
	if result := d.take(one, entries...); len(result.New) > 0 || result.Updated > 0 || d.titles() != before {
		t.Errorf("%+v: %s", result, d.titles())
	}
}

// The folder of a disk that was taken out is not taken for one that was emptied.
func TestAMissingFolder(t *testing.T) {
	d := newDesk(t)
	d.take(d.feed("news"), entry(1))
	if err := os.RemoveAll(d.folder); err != nil {
		t.Fatal(err)
	}
	var missing *files.MissingError
	if _, err := Open(d.state, d.folder, true, alone); !errors.As(err, &missing) {
		t.Errorf("%v", err)
	}
}

// Where a file cannot be written, nothing is lost: it is the next time.
func TestAFileThatCannotBeWritten(t *testing.T) {
	d := newDesk(t)
	f := d.feed("news")
	blocked := filepath.Join(d.folder, "news")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil { // where a folder has to be
		t.Fatal(err)
	}
	if _, err := d.keeper.Take(t.Context(), f, []feed.Entry{entry(1), entry(2)}, d.now); err == nil || !strings.Contains(err.Error(), "cannot be written") {
		t.Fatalf("%v", err)
	}
	if err := os.Remove(blocked); err != nil {
		t.Fatal(err)
	}
	if result := d.take(f, entry(1), entry(2)); len(result.New) != 2 {
		t.Errorf("%+v", result)
	}
}

func TestManyEntries(t *testing.T) {
	many := 2_000 // each is on the disk when the database has it, which takes a while
	if testing.Short() {
		many = 500
	}
	d := newDesk(t)
	f := d.feed("news")
	entries := make([]feed.Entry, many)
	for n := range entries {
		entries[n] = feed.Entry{ID: fmt.Sprint(n), Title: fmt.Sprint("Title ", n), Text: "A text."}
	}
	if result := d.take(f, entries...); len(result.New) != len(entries) {
		t.Errorf("%d are new", len(result.New))
	}
	if result := d.take(f, entries...); result.Known != len(entries) {
		t.Errorf("%d are known", result.Known)
	}
}

// What has no title, as short messages have none, is called by how its text begins, and
// never by its id or its address.
func TestAnEntryWithoutATitle(t *testing.T) {
	d := newDesk(t)
	e := entry(1)
	e.Title, e.Text = "", "<p>The ferry is late again today.</p>"
	d.take(d.feed("news"), e)
	if got := d.titles(); got != "The ferry is late again today." {
		t.Errorf("it is called %q", got)
	}
}
