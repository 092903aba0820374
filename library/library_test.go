package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"broadsheet/articles"
	"broadsheet/model"
	"broadsheet/model/query"
)

// file is an article file with a title and other lines of front matter.
func file(title string, lines ...string) *fstest.MapFile {
	head := append([]string{"---", "title: " + title}, lines...)
	return &fstest.MapFile{Data: []byte(strings.Join(append(head, "---", "", "Some text."), "\n"))}
}

func open(t *testing.T, roots ...*articles.Root) *Library {
	t.Helper()
	l, err := Open(t.Context(), roots, Options{Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeLibrary(t, l) })
	return l
}

func wait(t *testing.T, l *Library) {
	t.Helper()
	if err := l.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func titles(items []*model.Item) []string {
	names := make([]string, len(items))
	for i, item := range items {
		names[i] = item.Title
	}
	return names
}

func TestRootsAreOneLibrary(t *testing.T) {
	first := articles.NewRoot("a", "First", fstest.MapFS{
		"old.md":    file("Old", "date: 2020-01-01", "categories: [金融, 國內]"),
		"new.md":    file("New", "date: 2021-06-11 08:00:00", "categories: 金融"),
		"hidden.md": file("Hidden", "published: false"),
	})
	second := articles.NewRoot("b", "Second", fstest.MapFS{
		"middle.md": file("Middle", "date: 2021-01-01", "categories: 科技"),
		"photo.md":  {Data: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00")},
	})
	l := open(t, first, second, first)
	wait(t, l)
	reader := l.Reader("", ReaderOptions{})
	if got, want := titles(list(t, reader, "", query.NewestFirst)), []string{"New", "Middle", "Old"}; !slices.Equal(got, want) {
		t.Errorf("listed %q, want %q", got, want)
	}
	tree, err := reader.Tree(t.Context())
	if err != nil || len(tree.Top) != 2 || tree.Top[0].Name != "金融" || tree.Find([]string{"金融", "國內"}).Count != 1 {
		t.Errorf("tree %+v, %v", tree, err)
	}
	if status, want := reader.Status(), (model.Status{Files: 5, Articles: 3, Unreadable: 1}); status != want {
		t.Errorf("status %+v, want %+v", status, want)
	}
	problems := reader.Problems()
	if len(problems) != 2 || problems[0].Path != "hidden.md" || !strings.HasPrefix(problems[0].Text, "Hidden because") || problems[0].Unreadable ||
		problems[1].Path != "photo.md" || !problems[1].Unreadable {
		t.Errorf("problems %+v", problems)
	}
}

func TestArticleReadsTheFile(t *testing.T) {
	files := fstest.MapFS{"a.md": file("One"), "b.md": file("Two")}
	l := open(t, articles.NewRoot("r", "R", files))
	wait(t, l)
	reader := l.Reader("", ReaderOptions{})
	article, err := reader.Article(t.Context(), model.NewID("r", "a.md"))
	if err != nil || article.Title != "One" || len(article.Document.Blocks) != 1 {
		t.Errorf("article %+v, %v", article, err)
	}
	delete(files, "b.md")
	for _, id := range []model.ID{model.NewID("r", "b.md"), "123456789abc", "\x1b[2J"} {
		_, err := reader.Article(t.Context(), id)
		if !errors.Is(err, fs.ErrNotExist) || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%q: the error is %q", id, err)
		}
	}
	if item, err := reader.Details(t.Context(), "123456789abc"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an unknown id gives %+v", item)
	}
}

func TestEmptyLibrary(t *testing.T) {
	l := open(t)
	wait(t, l)
	reader := l.Reader("", ReaderOptions{})
	tree, err := reader.Tree(t.Context())
	if err != nil || tree.Count != 0 || len(list(t, reader, "is:unread OR jr", query.ByTitle)) != 0 {
		t.Errorf("tree %+v, %v", tree, err)
	}
	if status := reader.Status(); status != (model.Status{}) {
		t.Errorf("status %+v", status)
	}
}

// gatedFS holds back the file late.md until the gate is opened.
type gatedFS struct {
	fs.FS
	gate chan struct{}
}

func (g gatedFS) Open(name string) (fs.File, error) {
	if name == "late.md" {
		<-g.gate
	}
	return g.FS.Open(name)
}

func TestFirstArticlesAreListedBeforeTheLastIsRead(t *testing.T) {
	files := fstest.MapFS{"late.md": file("Late")}
	for i := range 40 {
		files[fmt.Sprintf("a%02d.md", i)] = file(fmt.Sprint(i))
	}
	gate := make(chan struct{})
	l := open(t, articles.NewRoot("r", "R", gatedFS{files, gate}))
	reader := l.Reader("", ReaderOptions{})
	for len(list(t, reader, "", query.NewestFirst)) == 0 {
		<-reader.Changed()
	}
	if status := reader.Status(); !status.Loading || status.Articles == 0 || status.Articles > 40 {
		t.Errorf("status %+v while a file is held back", status)
	}
	impatient, cancel := context.WithCancel(t.Context())
	cancel()
	if err := l.Wait(impatient); !errors.Is(err, context.Canceled) {
		t.Errorf("waiting was ended with %v", err)
	}
	close(gate)
	wait(t, l)
	if listed := len(list(t, reader, "", query.NewestFirst)); listed != 41 || reader.Status().Loading {
		t.Errorf("%d listed in the end, %+v", listed, reader.Status())
	}
	<-reader.Changed()
}

// brokenFS cannot be listed.
type brokenFS struct{}

func (brokenFS) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

func TestRootThatCannotBeListed(t *testing.T) {
	good := articles.NewRoot("good", "Good", fstest.MapFS{"a.md": file("One")})
	l := open(t, articles.NewRoot("bad", "Bad", brokenFS{}), good)
	if err := l.Wait(t.Context()); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("the error is %v", err)
	}
	reader := l.Reader("", ReaderOptions{})
	if listed := list(t, reader, "", query.NewestFirst); len(listed) != 1 {
		t.Errorf("%d articles of the other root are listed", len(listed))
	}
	problems := l.Problems()
	if len(problems) == 0 || problems[0].Root != "bad" || !problems[0].Unreadable {
		t.Errorf("problems %+v", problems)
	}
}

func TestManySessionsWhileLoading(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 500 {
		files[fmt.Sprintf("%d.md", i)] = file(fmt.Sprint("金融", i), fmt.Sprintf("categories: [a, b%d]", i%7))
	}
	l := open(t, articles.NewRoot("r", "R", files))
	var sessions sync.WaitGroup
	for session := range 8 {
		sessions.Go(func() {
			reader := l.Reader(fmt.Sprint(session%3), ReaderOptions{})
			defer reader.Close()
			for i := range 30 {
				use(t, reader, i)
			}
		})
	}
	sessions.Wait()
	wait(t, l)
	reader := l.Reader("0", ReaderOptions{})
	for range 8 * 30 {
		reader.Undo()
	}
	if all := list(t, reader, "jr", query.NewestFirst); len(all) != 500 {
		t.Errorf("%d listed, want 500", len(all))
	}
}

// use does a bit of everything that a session does.
func use(t *testing.T, reader *Reader, i int) {
	asked := []string{"jr is:unread", "cat:b3", "", "-is:starred after:today"}[i%4]
	parsed, err := query.Parse(asked)
	if err != nil {
		t.Error(err)
		return
	}
	items, err := reader.List(t.Context(), parsed, query.Sort(i%3), nil)
	if err != nil {
		t.Error(err)
	}
	tree, err := reader.Tree(t.Context())
	if err != nil || tree.Unread > tree.Count {
		t.Errorf("tree %+v, %v", tree, err)
	}
	if items.Len() == 0 {
		return
	}
	var some []model.ID
	for row := range items.Len()/2 + 1 {
		some = append(some, items.At(row).ID)
	}
	reader.SetRead(some, i%3 > 0)
	reader.SetStarred(some[:1], i%2 == 0)
	reader.SetPlace(some[0], model.Place{Block: i})
	reader.Undo()
	if _, err := reader.Article(t.Context(), some[0]); err != nil {
		t.Error(err)
	}
	_, _, _ = reader.Marks(some[0]), reader.Status(), reader.Problems()
}
