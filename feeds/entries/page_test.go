package entries

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"broadsheet/articles"
	"broadsheet/articles/feed"
	"broadsheet/feeds/state"
	"broadsheet/model"
)

// read gives the article at a path as a list has it, and its text.
func (d *desk) read(path string) (model.Item, string) {
	d.t.Helper()
	root, err := articles.OpenRoot("feeds", d.folder)
	if err != nil {
		d.t.Fatal(err)
	}
	defer root.Close() //nolint:errcheck // it was only read
	article, err := root.Read(d.t.Context(), articles.Options{}, path)
	if err != nil {
		d.t.Fatal(err)
	}
	if len(article.Problems) > 0 {
		d.t.Errorf("%s has problems: %v", path, article.Problems)
	}
	return article.Item, fmt.Sprint(article.Document.Blocks)
}

// linkOf is where an article links to.
func (d *desk) linkOf(path string) string {
	d.t.Helper()
	file, err := d.keeper.File(path)
	if err != nil {
		d.t.Fatal(err)
	}
	return file.Link
}

func (d *desk) keepPage(path, html string) {
	d.t.Helper()
	if _, err := d.keeper.KeepPage(d.t.Context(), 0, path, &Page{Link: d.linkOf(path), HTML: html, Title: "The page's title", Author: "Ada", Image: "https://example.org/pier.jpg", Read: d.now}); err != nil {
		d.t.Fatal(err)
	}
}

// What a page says is what the reader sees, and what the feed said is not lost: each of
// the two is shown in turn, from the file alone.
func TestTwoTexts(t *testing.T) {
	d := newDesk(t)
	e := entry(1)
	e.Image, e.Authors = "https://example.org/ferry.jpg", []string{"Bob"}
	e.Text, e.Summary = "<p>Only the beginning of 渡轮 {{ x }} &amp; <b>more</b>…</p><!-- more -->", "<p>A lead.</p>"
	path := d.take(d.feed("news"), e).New[0]
	before, text := d.read(path)
	d.keepPage(path, "<p>The whole story of the ferry.</p><script>x</script><p>{% raw %} "+keptMark+"</p></details><p>Its end.</p>")
	after, whole := d.read(path)
	for _, want := range []string{"The whole story of the ferry.", "{% raw %}", "Its end."} {
		if !strings.Contains(whole, want) {
			t.Errorf("there is no %q in %s", want, whole)
		}
	}
	if strings.Contains(whole, "Only the beginning") || strings.Contains(whole, "A lead.") {
		t.Errorf("the feed's text is shown too: %s", whole)
	}
	if after.ID != before.ID || !after.Date.Equal(before.Date) || after.Title != "Title 1" || after.Author != "Bob" ||
		after.Image != "https://example.org/ferry.jpg" {
		t.Errorf("%+v became %+v", before, after)
	}
	data, err := os.ReadFile(filepath.Join(d.folder, filepath.FromSlash(path)))
	if err != nil || !strings.Contains(string(data), "\nfull_text: true\nfull_text_read: "+d.now.Format("2006-01-02T15:04:05Z")+"\n") {
		t.Errorf("%s (%v)", data, err)
	}
	if _, below, _ := strings.Cut(string(data), "\n---\n"); strings.Count(below, "<script type=\"application/json\"") != 1 || strings.Contains(below, "<b>more") ||
		strings.ContainsAny(below, "{}") {
		t.Errorf("other programs see %s", below)
	}
	for range 2 {
		d.turn(path, false, text)
		d.turn(path, true, whole)
	}
}

// turn shows the other of an article's two texts, which is to be this one.
func (d *desk) turn(path string, page bool, want string) {
	d.t.Helper()
	if full, err := d.keeper.Turn(d.t.Context(), path); err != nil || full != page {
		d.t.Fatal(full, err)
	}
	if _, got := d.read(path); got != want {
		d.t.Errorf("shown as\n%s\nwant\n%s", got, want)
	}
	if file, err := d.keeper.File(path); err != nil || !file.HasPage || file.FullText != page || file.Link != entry(1).Link {
		d.t.Errorf("%+v, %v", file, err)
	}
}

// An article without a page's text keeps the feed's.
func TestOneText(t *testing.T) {
	d := newDesk(t)
	other := d.take(d.feed("other"), entry(2)).New[0]
	if full, err := d.keeper.Turn(t.Context(), other); err != nil || full {
		t.Fatal(full, err)
	}
	if file, err := d.keeper.File(other); err != nil || file.HasPage || file.FullText {
		t.Errorf("%+v, %v", file, err)
	}
}

// An article without a title has that of its page, and keeps it.
func TestATitleOfThePage(t *testing.T) {
	d := newDesk(t)
	f := d.feed("news")
	e := entry(1)
	e.Title, e.Text = "", "<p>A toot without a title, but with a link.</p>"
	path := d.take(f, e).New[0]
	d.keepPage(path, "<p>The whole story.</p>")
	e.Categories = []string{"ferries"}
	d.take(f, e)
	if got, text := d.read(path); got.Title != "The page's title" || got.Author != "Ada" || got.Image != "https://example.org/pier.jpg" || len(got.Tags) != 1 || !strings.Contains(text, "The whole story.") {
		t.Errorf("%+v: %s", got, text)
	}
}

// waiting says how many pages are to be read.
func (d *desk) waiting() (n int) {
	d.t.Helper()
	err := d.state.In(d.t.Context(), false, func(tx *state.Tx) error {
		pages, err := tx.PagesDue(d.now, time.Hour)
		n = len(pages)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

func TestUpdatesKeepThePage(t *testing.T) {
	d := newDesk(t)
	f := d.feed("news")
	e := entry(1)
	path := d.take(f, e).New[0]
	d.keepPage(path, "<p>The whole story.</p>")
	e.Title, e.Text = "Corrected", strings.Replace(e.Text, "word", "Word", 1)
	if d.take(f, e); d.waiting() != 0 {
		t.Error("a small change has the page read again")
	}
	if got, text := d.read(path); got.Title != "Corrected" || !strings.Contains(text, "The whole story.") {
		t.Errorf("%+v: %s", got, text)
	}
	if full, err := d.keeper.Turn(t.Context(), path); err != nil || full {
		t.Fatal(full, err)
	}
	e.Text = "<p>" + long(9) + "</p>"
	if d.take(f, e); d.waiting() != 1 {
		t.Error("another text does not have the page read again")
	}
	if file, err := d.keeper.File(path); err != nil || file.FullText || !file.HasPage {
		t.Errorf("%+v, %v", file, err)
	}
	if _, text := d.read(path); !strings.Contains(text, "word64") || strings.Contains(text, "The whole story.") { // 64 = 9*7*1+1
		t.Errorf("shown is %s", text)
	}
}

// A page that is read again because the feed has changed does not undo what the reader
// chose to see.
func TestAPageReadAgainIsShownAsBefore(t *testing.T) {
	d := newDesk(t)
	path := d.take(d.feed("news"), entry(1)).New[0]
	for _, full := range []bool{true, false} {
		d.keepPage(path, "<p>The whole story.</p>")
		if file, err := d.keeper.File(path); err != nil || file.FullText != full {
			t.Errorf("%v: %+v, %v", full, file, err)
		}
		if _, err := d.keeper.Turn(t.Context(), path); err != nil {
			t.Fatal(err)
		}
	}
	d.keepPage(path, "<p>The corrected story.</p>")
	if _, text := d.read(path); !strings.Contains(text, "The corrected story.") {
		t.Errorf("shown is %s", text)
	}
}

// The page of a link that an article has no longer is not kept for it.
func TestAPageOfAnotherLink(t *testing.T) {
	d := newDesk(t)
	path := d.take(d.feed("news"), entry(1)).New[0]
	_, before := d.read(path)
	kept, err := d.keeper.KeepPage(t.Context(), 1, path, &Page{Link: "https://example.org/elsewhere", HTML: "<p>Another story.</p>", Read: d.now})
	if _, text := d.read(path); kept || err != nil || text != before {
		t.Errorf("%v, %v: %s", kept, err, text)
	}
}

func TestWantedPages(t *testing.T) {
	d := newDesk(t)
	f := d.feed("news")
	f.Page = func(e *feed.Entry) bool { return e.Title != "Title 3" }
	d.take(f, entry(1), entry(2), entry(3))
	if n := d.waiting(); n != 2 {
		t.Errorf("%d pages wait", n)
	}
	if d.take(f, entry(1), entry(2), entry(3)); d.waiting() != 2 {
		t.Errorf("%d pages wait", d.waiting())
	}
	var many []feed.Entry
	for n := range 500 {
		many = append(many, entry(n+10))
	}
	if d.take(f, many...); d.waiting() != mostPages {
		t.Errorf("%d pages wait", d.waiting())
	}
}

func TestIsBeginning(t *testing.T) {
	long, lang := strings.Repeat("A sentence of some length. ", 60), strings.Repeat("一句不长也不短的话。", 100)
	for text, want := range map[string]bool{
		"":                       true,
		"<p>Short.</p>":          true,
		"<p>" + long + "</p>":    false,
		"<p>" + lang + "</p>":    false,
		"<p>" + long + "…</p>":   true,
		"<p>" + long + "...</p>": true,
		"<p>" + long + "</p><a href='x'>Read more »</a>":                                                                      true,
		"<p>" + long + "</p><p><a href='x'>Continue reading →</a></p>":                                                        true,
		"<p>" + long + " [&#8230;]</p><p>The post <a href='x'>Ferries</a> appeared first on <a href='y'>The Gazette</a>.</p>": true,
		"<p>" + lang + "</p><a href='x'>阅读全文</a>":                                                                             true,
		"<p>" + lang + "</p><a href='x'>[查看更多]</a>":                                                                           true,
		"<p>" + long + "</p><p>There is so much more.</p>":                                                                    false,
	} {
		if got := IsBeginning(&feed.Entry{Text: text}); got != want {
			t.Errorf("%v: …%s", got, text[max(0, len(text)-80):])
		}
	}
}

func TestAPageSurvivesALostDatabase(t *testing.T) {
	d := newDesk(t)
	f := d.feed("news")
	e := entry(1)
	path := d.take(f, e).New[0]
	d.keepPage(path, "<p>The whole story.</p>")
	d.close()
	if err := os.Remove(d.path); err != nil {
		t.Fatal(err)
	}
	d.open()
	if n, err := d.keeper.Learn(t.Context()); n != 1 || err != nil {
		t.Fatalf("%d files were learned: %v", n, err)
	}
	f.ID = 1
	if result := d.take(f, e); len(result.New) > 0 {
		t.Errorf("%+v", result)
	}
	if _, text := d.read(path); !strings.Contains(text, "The whole story.") {
		t.Errorf("shown is %s", text)
	}
}
