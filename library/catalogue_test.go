package library

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"broadsheet/articles"
	"broadsheet/model"
	"broadsheet/model/query"
)

// newsFolder makes a folder of n articles with tags, links, problems, drafts and
// a file that is no article.
func newsFolder(t testing.TB, n int) string {
	t.Helper()
	folder := t.TempDir()
	for i := range n {
		lines := []string{
			fmt.Sprintf("date: 2021-%02d-%02d 08:00:00", i%12+1, i%28+1), fmt.Sprintf("categories:\n - 金融\n - 报%d\n - 栏%d", i%3, i%7),
			"author: 作者" + fmt.Sprint(i%4), "link: https://example.org/" + fmt.Sprint(i),
		}
		if i%5 == 0 {
			lines = append(lines, "tags: [go, 排版]", "updated: 2022-01-01 00:00:00", "excerpt: kurz", "headimg: https://example.org/i.jpg")
		}
		if i%7 == 0 {
			lines = append(lines, "tags: twice")
		}
		if i%11 == 3 {
			lines = append(lines, "draft: true")
		}
		write(t, folder, fmt.Sprintf("%d/%d.md", i%3, i), string(file(fmt.Sprintf("第 %d 篇", i), lines...).Data))
	}
	write(t, folder, "photo.md", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00")
	write(t, folder, "no date.md", "Only a text.")
	return folder
}

func write(t testing.TB, folder, name, text string) {
	t.Helper()
	path := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// openFolder opens a folder with the options, and waits until all is listed.
func openFolder(t testing.TB, folder string, o Options) *Library {
	t.Helper()
	root, err := articles.OpenRoot("", folder)
	if err != nil {
		t.Fatal(err)
	}
	o.Now = noon
	l, err := Open(t.Context(), []*articles.Root{root}, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	return l
}

func cataloguing(cache string) Options { return Options{Cache: cache, catalogueFrom: 5, packFrom: 20} }

// seen is all that can be seen of a library.
type seen struct {
	Items    []model.Item
	Tree     *model.Tree
	Tagged   []model.ID
	Problems []model.Problem
	Status   model.Status
}

func look(t testing.TB, l *Library) seen {
	t.Helper()
	reader := l.Reader("", ReaderOptions{})
	defer reader.Close()
	var all seen
	for _, item := range list(t, reader, "", query.NewestFirst) {
		all.Items = append(all.Items, *item)
	}
	tree, err := reader.Tree(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all.Tree, all.Tagged, all.Problems, all.Status = tree, ids(list(t, reader, "tag:go 篇 cat:报1 lang:zh", query.ByTitle)), l.Problems(), l.Status()
	all.Status.Arrived, all.Status.Files = 0, 0
	return all
}

// checkSame holds what is seen of a folder with the cache against what is in
// it, and gives the sentences that the reader is told.
func checkSame(t *testing.T, folder, cache string) []string {
	t.Helper()
	plain, kept := openFolder(t, folder, Options{}), openFolder(t, folder, cataloguing(cache))
	defer closeLibrary(t, plain)
	defer closeLibrary(t, kept)
	want, got := look(t, plain), look(t, kept)
	if len(want.Items) == 0 {
		t.Fatal("nothing is listed")
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("with the catalogue %d articles are seen, %d tagged, %d problems, %+v;\nwithout %d, %d, %d, %+v",
			len(got.Items), len(got.Tagged), len(got.Problems), got.Status, len(want.Items), len(want.Tagged), len(want.Problems), want.Status)
		for i := range min(len(got.Items), len(want.Items)) {
			if !reflect.DeepEqual(got.Items[i], want.Items[i]) {
				t.Fatalf("item %d is\n%+v\nwant\n%+v", i, got.Items[i], want.Items[i])
			}
		}
	}
	reader := kept.Reader("", ReaderOptions{})
	for _, id := range ids(list(t, reader, "", query.NewestFirst))[:1] {
		if article, err := reader.Article(t.Context(), id); err != nil || len(article.Document.Blocks) == 0 {
			t.Errorf("the article cannot be read: %v", err)
		}
	}
	return notices(reader)
}

func notices(r *Reader) []string {
	var told []string
	for text := r.Notice(); text != ""; text = r.Notice() {
		told = append(told, text)
	}
	return told
}

func catalogueFiles(t testing.TB, cache string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(cache, "*", "c*"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestCatalogueShowsWhatIsThere(t *testing.T) {
	folder, cache := newsFolder(t, 60), t.TempDir()
	check := func(what string) {
		t.Helper()
		if told := checkSame(t, folder, cache); len(told) > 0 {
			t.Errorf("%s: the reader is told %q", what, told)
		}
	}
	check("first")
	if len(catalogueFiles(t, cache)) < 2 {
		t.Fatalf("there is no catalogue, only %q", catalogueFiles(t, cache))
	}
	check("again")
	write(t, folder, "0/3.md", "---\ntitle: 又一篇\ndraft: false\ntags: [go]\n---\nChanged.")
	write(t, folder, "1/new.md", string(file("New", "date: 2031-01-01").Data))
	write(t, folder, "photo.md", "No photo any more.")
	if err := os.Remove(filepath.Join(folder, "2", "5.md")); err != nil {
		t.Fatal(err)
	}
	check("changed")
	check("changed, again")
	if err := os.Rename(filepath.Join(folder, "1"), filepath.Join(folder, "moved")); err != nil {
		t.Fatal(err)
	}
	check("much changed")
	check("much changed, again")
}

// TestCatalogueIsNotReadAgain changes files behind the catalogue's back, in a file
// system that has nothing but their size and time: it lists them as they were.
func TestCatalogueIsNotReadAgain(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 20 {
		files[fmt.Sprintf("%d.md", i)] = file(fmt.Sprintf("Story %02d of old", i))
	}
	o := cataloguing(t.TempDir())
	o.catalogueAny = true
	closeLibrary(t, openFiles(t, files, o))
	files["0.md"] = file("Story 00 of new")
	l := openFiles(t, files, o)
	if found := list(t, l.Reader("", ReaderOptions{}), `"00 of old"`, query.NewestFirst); len(found) != 1 {
		t.Errorf("%d articles have the title that the catalogue knows", len(found))
	}
	closeLibrary(t, l)
	o.Rebuild = true
	l = openFiles(t, files, o)
	defer closeLibrary(t, l)
	if found := list(t, l.Reader("", ReaderOptions{}), `"00 of new"`, query.NewestFirst); len(found) != 1 {
		t.Errorf("%d articles have the title in the file when all is made anew", len(found))
	}
}

// openFiles opens a file system as a library of one root, and waits until all is
// listed.
func openFiles(t testing.TB, files fs.FS, o Options) *Library {
	t.Helper()
	o.Now = noon
	l, err := Open(t.Context(), []*articles.Root{articles.NewRoot("files", "Files", files)}, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	return l
}

func TestDamagedCatalogueIsMadeAnew(t *testing.T) {
	garbage := bytes.Repeat([]byte("no database "), 1000)
	tests := []struct {
		name, file string
		damage     func([]byte) []byte
		told       string
	}{
		{"garbage", "catalogue.db", func([]byte) []byte { return garbage }, "was damaged and is made anew"},
		{"cut", "catalogue.db", func(data []byte) []byte { return data[:len(data)/2] }, ""}, // where it hurts is chance
		{"empty", "catalogue.db", func([]byte) []byte { return nil }, ""},
		{"columns garbage", "columns-*", func([]byte) []byte { return garbage }, ""},
		{"columns flipped", "columns-*", func(data []byte) []byte { data[len(data)/2] ^= 1; return data }, ""},
		{"columns cut", "columns-*", func(data []byte) []byte { return data[:len(data)-1] }, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			told := checkDamage(t, test.file, test.damage)
			if test.told != "" && (len(told) != 1 || !strings.Contains(told[0], test.told)) {
				t.Errorf("the reader is told %q", told)
			}
		})
	}
}

// checkDamage damages a file of a catalogue, and gives what the next reader is
// told; the one after finds all of it whole.
func checkDamage(t *testing.T, pattern string, damage func([]byte) []byte) []string {
	t.Helper()
	folder, cache := newsFolder(t, 40), t.TempDir()
	checkSame(t, folder, cache)
	only := func(pattern string) string {
		t.Helper()
		files, err := filepath.Glob(filepath.Join(cache, "*", pattern))
		if err != nil || len(files) != 1 {
			t.Fatalf("%s: %q, %v", pattern, files, err)
		}
		return files[0]
	}
	path := only(pattern)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, damage(data), 0o600); err != nil {
		t.Fatal(err)
	}
	told := checkSame(t, folder, cache)
	if later := checkSame(t, folder, cache); len(later) > 0 {
		t.Errorf("the time after, the reader is told %q", later)
	}
	if problems := checkCaches(t, folder, cataloguing(cache)); len(problems) > 0 {
		t.Errorf("it is not whole again: %+v", problems)
	}
	return told
}

func TestCatalogueThatCannotBeWritten(t *testing.T) {
	folder, cache := newsFolder(t, 40), filepath.Join(t.TempDir(), "a file")
	write(t, filepath.Dir(cache), "a file", "not a folder")
	told := checkSame(t, folder, cache)
	if len(told) != 1 || !strings.Contains(told[0], "cannot be kept for the next time") {
		t.Errorf("the reader is told %q", told)
	}
}

func TestCatalogueOnAFullDisk(t *testing.T) {
	folder := newsFolder(t, 400)
	o := cataloguing(t.TempDir())
	o.cachePages = 12
	l := openFolder(t, folder, o)
	reader := l.Reader("", ReaderOptions{})
	if n := len(list(t, reader, "", query.NewestFirst)); n < 300 {
		t.Errorf("%d articles are listed", n)
	}
	if told := notices(reader); len(told) != 1 || !strings.Contains(told[0], "cannot be kept") {
		t.Errorf("the reader is told %q", told)
	}
	closeLibrary(t, l)
	if told := checkSame(t, folder, o.Cache); len(told) > 0 {
		t.Errorf("when there is room again, the reader is told %q", told)
	}
}

func TestTwoOnOneCatalogue(t *testing.T) {
	folder, cache := newsFolder(t, 40), t.TempDir()
	first := openFolder(t, folder, cataloguing(cache))
	defer closeLibrary(t, first)
	write(t, folder, "1/later.md", string(file("Later").Data))
	if told := checkSame(t, folder, cache); len(told) > 0 {
		t.Errorf("the second is told %q", told)
	}
	if !first.roots[0].catalogue.Writable() {
		t.Error("the first does not write the catalogue any more")
	}
}

func TestNamesThatAreNotUnicode(t *testing.T) {
	folder, cache := newsFolder(t, 10), t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "\xd0\xc2\xce\xc5.md"), []byte("GBK name."), 0o600); err != nil {
		t.Fatal(err)
	}
	checkSame(t, folder, cache)
	checkSame(t, folder, cache)
}

func TestUnusedCachesAreRemoved(t *testing.T) {
	cache := t.TempDir()
	closeLibrary(t, openFolder(t, newsFolder(t, 40), cataloguing(cache)))
	locks, err := filepath.Glob(filepath.Join(cache, "*", "lock"))
	if err != nil || len(locks) != 1 {
		t.Fatal(locks, err)
	}
	if err := os.Chtimes(locks[0], noon(), noon().Add(-61*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	l := openFolder(t, newsFolder(t, 40), cataloguing(cache))
	l.running.Wait()
	closeLibrary(t, l)
	if left := catalogueFiles(t, cache); len(left) != 2 || slices.ContainsFunc(left, func(path string) bool { return filepath.Dir(path) == filepath.Dir(locks[0]) }) {
		t.Errorf("there is %q", left)
	}
}

// TestSameArticleInTwoRoots lists it once, from the first, and from the other
// when it is gone there.
func TestSameArticleInTwoRoots(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	text := string(file("Both", "date: 2021-01-01", "author: A").Data)
	write(t, first, "one.md", text)
	write(t, first, "copy.md", text)
	write(t, second, "two.md", text)
	write(t, second, "own.md", string(file("Own", "date: 2020-01-01").Data))
	var roots []*articles.Root
	for name, folder := range map[string]string{"First": first, "Second": second} {
		root, err := articles.OpenRoot(name, folder)
		if err != nil {
			t.Fatal(err)
		}
		roots = append(roots, root)
	}
	slices.SortFunc(roots, func(a, b *articles.Root) int { return strings.Compare(a.Name(), b.Name()) })
	l := open(t, roots...)
	wait(t, l)
	reader := l.Reader("", ReaderOptions{})
	if found := list(t, reader, "", query.NewestFirst); fmt.Sprint(titles(found)) != "[Both Both Own]" || found[0].RootName != "First" {
		t.Errorf("listed are %v", titles(found))
	}
	both := model.NewID("First", "one.md")
	if article, err := reader.Article(t.Context(), both); err != nil || !slices.Equal(article.AlsoIn, []string{"Second"}) {
		t.Errorf("it is also in %v, %v", article.AlsoIn, err)
	}
	if item, err := reader.Details(t.Context(), model.NewID("Second", "two.md")); err != nil || item.Path != "two.md" {
		t.Errorf("the other is %+v, %v", item, err)
	}
	for _, name := range []string{"one.md", "copy.md"} {
		if err := os.Remove(filepath.Join(first, name)); err != nil {
			t.Fatal(err)
		}
	}
	write(t, first, "other.md", string(file("Other").Data))
	if _, err := l.roots[0].look(t.Context(), nil, onlyChanges); err != nil {
		t.Fatal(err)
	}
	if found := list(t, reader, "both", query.NewestFirst); len(found) != 1 || found[0].RootName != "Second" {
		t.Errorf("listed are %v", titles(found))
	}
}
