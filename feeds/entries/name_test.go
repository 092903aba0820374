package entries

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"broadsheet/articles"
	"broadsheet/articles/feed"
	"broadsheet/articles/frontmatter"
	"broadsheet/feeds/entries/files"
	"broadsheet/feeds/state"
)

func TestSlugs(t *testing.T) {
	for title, want := range map[string]string{
		"Hello, World!":           "hello-world",
		"../../etc/passwd":        "etc-passwd",
		".hidden":                 "hidden",
		"a\x00b\nc\u202ed":        "ab-cd",
		"CON":                     "con",
		"🙂":                       "",
		"Cafe\u0301 \u0301x":      "café-x",
		strings.Repeat("中", 50):   strings.Repeat("中", 20),
		strings.Repeat("abc ", 9): "abc-abc-abc-abc-abc-abc-abc-abc-abc",
		strings.Repeat("a", 300):  strings.Repeat("a", 40),
		`<>:"|?*\`:                "",
	} {
		if got := slugOf(title); got != want {
			t.Errorf("%q gives %q, want %q", title, got, want)
		}
	}
}

func TestFolders(t *testing.T) {
	for _, test := range []struct {
		category []string
		name     string
		want     string
	}{
		{nil, "Hacker News", "Hacker News"},
		{[]string{"Tech", "A/B"}, "C: D", "Tech/A-B/C- D"},
		{[]string{"..", ".git"}, "...", "git/feed"},
		{nil, "con", "con_"},
		{nil, "COM1.txt", "COM1_.txt"},
		{nil, "lpt³", "lpt³_"},
		{nil, "__MACOSX", "__MACOSX_"},
		{nil, "notes~", "notes"},
		{nil, "#x#", "x"},
		{nil, "name. . ", "name"},
		{nil, "\u202e\x1b", "feed"},
		{nil, strings.Repeat("中", 100), strings.Repeat("中", 30)},
		{[]string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}, "x", "1/2/3/4/5/6/7/x"},
	} {
		if got := folderOf(test.category, test.name); got != test.want {
			t.Errorf("%q, %q give %q, want %q", test.category, test.name, got, test.want)
		}
	}
}

func TestTwoFeedsWithOneName(t *testing.T) {
	d := newDesk(t)
	first := d.feed("News")
	if second := d.feed("news"); strings.EqualFold(first.Folder, second.Folder) || !strings.HasPrefix(second.Folder, "news-") {
		t.Errorf("%q and %q", first.Folder, second.Folder)
	}
}

// FuzzPaths holds that whatever a feed and its entries are called, the file can be
// written, is one that the library finds, and is nowhere else.
func FuzzPaths(f *testing.F) {
	for _, name := range []string{"", "..", "/", "a/b", "CON", "nul.txt", "com¹", ".git", "x~", "\x00", "\xff", "a\u0301", "中文", "🙂", strings.Repeat("字", 300), "__macosx", "aux .x"} {
		f.Add(name, name, name, int64(0))
	}
	f.Add("a", "b", "c", int64(-1<<60))
	f.Fuzz(func(t *testing.T, category, name, title string, seconds int64) {
		folder := folderOf([]string{category}, name)
		path := filePath(folder, time.Unix(seconds, 0), title, make([]byte, 32), 8)
		if !fs.ValidPath(path) || !filepath.IsLocal(path) || !utf8.ValidString(path) || !norm.NFC.IsNormalString(path) {
			t.Fatalf("the path is %q", path)
		}
		for part := range strings.SplitSeq(path, "/") {
			if len(part) > 200 || strings.HasPrefix(part, ".") || strings.TrimRight(part, ". ~") != part || isReserved(part) || strings.ContainsAny(part, `<>:"|?*\`) {
				t.Fatalf("%q has the part %q", path, part)
			}
		}
		place := t.TempDir()
		putFile(t, place, path)
		root, err := articles.OpenRoot("", place)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close() //nolint:errcheck // it was only read
		n := 0
		err = root.Walk(t.Context(), articles.Options{}, func(found []articles.Found) { n += len(found) })
		if err != nil || n != 1 {
			t.Fatalf("the walk finds %d files for %q (%v)", n, path, err)
		}
	})
}

// putFile writes an article file.
func putFile(t *testing.T, folder, path string) {
	t.Helper()
	opened, err := files.Open(folder, false)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close() //nolint:errcheck // a temporary folder
	_, err = opened.Put(path, []byte("<p>x"), false)
	if _, failed := opened.Settle(); err != nil || failed != nil {
		t.Fatal(err, failed)
	}
}

// FuzzFile holds that a file is taken apart into what it was composed of, and read
// as the article that the feed told of.
func FuzzFile(f *testing.F) {
	for _, text := range []string{
		"", "<p>a", "---\ntitle: x\n---\n", "{% raw %}{{x}}{% endraw %}", "&#123;", "# no heading", "</script>", "<script type=\"application/json\" data-broadsheet=\"feed\">\"x\"</script>", keptBegin, "data-broadsheedata-broadsheet=t=", "<!-- more -->",
		"\r\n\r", "\x00\x1b[2J", "\ufeff", "\xff", strings.Repeat("<div>", 600), "<script>", "<!--", "<textarea>", "<plaintext>", "a\n", "<p>b</p>\n\n",
	} {
		f.Add("title", text, text, text)
		f.Add(text, text, "", "")
	}
	f.Fuzz(func(t *testing.T, title, summary, text, page string) {
		e := feed.Entry{Title: title, Summary: summary, Text: text, ID: title}
		d := desk{now: time.Unix(1e9, 0)}
		row := rowOf(d.now)
		head := headOf(&e, &row, &Source{Name: "x", Address: "https://example.org/"})
		body := bodyOf(&e)
		page = closed(clean(page))
		for _, full := range []bool{false, true} {
			if head.FullText = full && page != ""; page != "" {
				head.FullTextRead = d.now.UTC()
			}
			checkFile(t, &head, body, page)
		}
	})
}

// checkFile holds that what a file is composed of is found in it again.
func checkFile(t *testing.T, head *frontmatter.Head, body, page string) {
	t.Helper()
	file := compose(head, body, page)
	_, below, _ := strings.Cut(string(file), "\n---\n")
	if strings.ContainsAny(below, "{}") || !utf8.Valid(file) {
		t.Fatalf("%q", file)
	}
	taken, err := takeApart(strings.NewReader(string(file)))
	if err != nil {
		t.Fatal(err)
	}
	if unbraced(taken.body) != unbraced(body) && (page == "" || isEnded(body)) {
		t.Fatalf("the body %q was taken for %q", body, taken.body)
	}
	if unbraced(taken.page) != unbraced(page) && isEnded(page) || (taken.page == "") != (page == "") || taken.head.FullText != head.FullText {
		t.Fatalf("the page %q was taken for %q", page, taken.page)
	}
	if taken.head.GUID != head.GUID {
		t.Fatalf("the id %q was taken for %q", head.GUID, taken.head.GUID)
	}
	if again := compose(&taken.head, taken.body, taken.page); string(again) != string(file) && taken.page != "" {
		t.Fatalf("composed as\n%q\nthen as\n%q", file, again)
	}
}

// unbraced is a text as it is read, with every brace as one.
func unbraced(text string) string {
	return strings.NewReplacer("&#123;", "{", "&#125;", "}").Replace(text)
}

func TestAWalkDoesNotFindWhatIsBeingWritten(t *testing.T) {
	d := newDesk(t)
	if err := os.WriteFile(filepath.Join(d.folder, "x.html.part"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	root, err := articles.OpenRoot("", d.folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close() //nolint:errcheck // it was only read
	err = root.Walk(t.Context(), articles.Options{}, func(found []articles.Found) {
		t.Errorf("found %v", found)
	})
	if err != nil {
		t.Error(err)
	}
}

func rowOf(now time.Time) state.Entry { return state.Entry{Date: now} }
