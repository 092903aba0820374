package articles

import (
	"archive/zip"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"broadsheet/model"
)

const versePost = "---\ntitle: Tides\n---\nebb\nflow\n"

// lines gives how many lines the first paragraph of an article has.
func linesOf(t *testing.T, root *Root, o Options, name string) int {
	t.Helper()
	article, err := root.Read(t.Context(), o, name)
	if err != nil {
		t.Fatal(err)
	}
	return 1 + strings.Count(model.Texts(&article.Document)[0], "\n")
}

// The end of a line in Markdown is a break where the site's maker makes one of it, or
// where the reader wants it.
func TestLinesOfASite(t *testing.T) {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"hexo/_config.yml":           "title: Tides\nsource_dir: source\nmarked:\n  gfm: true\n",
		"hexo/source/_posts/a.md":    versePost,
		"joined/_config.yml":         "public_dir: public\nmarked:\n  breaks: false # as we like it\n",
		"joined/source/_posts/a.md":  versePost,
		"it/_config.yml":             "skip_render:\nmarkdown:\n  render:\n    breaks: false\n",
		"it/source/_posts/a.md":      versePost,
		"jekyll/_config.yml":         "markdown: kramdown\nbaseurl: \"\"\n",
		"jekyll/_posts/a.md":         versePost,
		"wrapped/_config.yml":        "kramdown:\n  hard_wrap: true\n",
		"wrapped/_posts/a.md":        versePost,
		"none/a.md":                  versePost,
		"hexo/source/_posts/div.md":  "---\ntitle: x\n---\n<p>ebb\nflow</p>\n",
		"hexo/source/_posts/text.md": "---\ntitle: x\n---\n```\nebb\nflow\n```\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	root := NewRoot("blogs", "Blogs", files)
	for name, want := range map[string]int{
		"hexo/source/_posts/a.md": 2, "joined/source/_posts/a.md": 1, "it/source/_posts/a.md": 1, "jekyll/_posts/a.md": 1, "wrapped/_posts/a.md": 2,
		"none/a.md": 1, "hexo/source/_posts/div.md": 1, "hexo/source/_posts/text.md": 2,
	} {
		if got := linesOf(t, root, Options{}, name); got != want {
			t.Errorf("%s has %d lines, want %d", name, got, want)
		}
	}
	if got := linesOf(t, root, Options{LineBreaks: Kept}, "none/a.md"); got != 2 {
		t.Errorf("kept, there are %d lines", got)
	}
	if got := linesOf(t, root, Options{LineBreaks: Running}, "hexo/source/_posts/a.md"); got != 1 {
		t.Errorf("running, there are %d lines", got)
	}
}

// A root may be a part of a site: its posts alone, or one of them.
func TestSiteAroundARoot(t *testing.T) {
	blog := t.TempDir()
	posts := filepath.Join(blog, "source", "_posts")
	if err := os.MkdirAll(posts, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		filepath.Join(blog, "_config.yml"): "source_dir: source\n", filepath.Join(posts, "a.md"): versePost,
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, place := range []string{posts, filepath.Join(posts, "a.md")} {
		root, err := OpenRoot("", place)
		if err != nil {
			t.Fatal(err)
		}
		if got := linesOf(t, root, Options{}, "a.md"); got != 2 {
			t.Errorf("%s: %d lines", place, got)
		}
		if err := root.Close(); err != nil {
			t.Error(err)
		}
	}
}

// A zip file of a blog has the file of its site with it, which is no article.
func TestLinesOfASiteInAZip(t *testing.T) {
	name := filepath.Join(t.TempDir(), "blog.zip")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(file)
	for _, part := range [][2]string{{"blog/_config.yml", "source_dir: source\n"}, {"blog/source/_posts/a.md", versePost}, {"other/b.md", versePost}} {
		f, err := w.Create(part[0])
		if err == nil {
			_, err = f.Write([]byte(part[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), file.Close()); err != nil {
		t.Fatal(err)
	}
	root, err := OpenRoot("", name)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close() //nolint:errcheck // nothing was written
	if a, b := linesOf(t, root, Options{}, "blog/source/_posts/a.md"), linesOf(t, root, Options{}, "other/b.md"); a != 2 || b != 1 {
		t.Errorf("%d and %d lines, want 2 and 1", a, b)
	}
	listed := 0
	if err := root.Walk(t.Context(), Options{}, func(found []Found) { listed += len(found) }); err != nil || listed != 2 {
		t.Errorf("%d articles, want 2; %v", listed, err)
	}
}
