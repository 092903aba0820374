package served

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/ui"
)

// hidden are paths that no reader may see, with a word that only they have.
func hidden() []string {
	return []string{
		"/srv/secret place/other/secret.md", "/var/cache/secret/broadsheet/text.db", "/var/lib/secret/broadsheet/marks.db-wal", "/etc/secret/config.toml",
		"/home/secret/.local/state/broadsheet/marks.db", "/tmp/secret-123", "/secret", "/proc/self/secret", "/data/it's secret/a:secret/b(secret)/x",
		`C:\Users\secret\AppData\x.db`, "D:/secret/x", `\\host\secret\x`, "/秘密/secret/文", "/mnt/secret/x y/z secret/w",
	}
}

func hiding() *Concealer {
	h := &Concealer{}
	for _, path := range []string{
		"/home/secret", "/var/lib/secret/broadsheet", "/var/lib/secret/broadsheet/marks.db", "/var/cache/secret/broadsheet", "/etc/secret", "/etc/secret/config.toml",
	} {
		h.Add(path, "")
	}
	h.Add("/srv/secret place/news", "News")
	h.Add("/srv/secret place/more", "More")
	return h
}

// No sentence tells a path of the server, however it is put.
func TestConceal(t *testing.T) {
	h := hiding()
	for _, path := range hidden() {
		for _, sentence := range []string{
			"%s", "open %s: no space left on device", "the file %s cannot be read", "unable to open database file: %s (14)", `"%s" is gone`, "'%s'", "(%s)",
			"x=%s", "rename %[1]s %[1]s.bak: cross-device link", "disk full:%s", "see %s, please",
		} {
			if got := h.text(fmt.Sprintf(sentence, path)); strings.Contains(got, "secret") {
				t.Errorf(sentence+" becomes %[2]s", path, got)
			}
		}
	}
	if got := h.text("file:/var/secret/text.db?mode=ro"); strings.Contains(got, "secret") {
		t.Errorf("an address of a file becomes %s", got)
	}
}

// A path that an error holds is not told either, in whatever words it stands.
func TestConcealErrors(t *testing.T) {
	h := hiding()
	for _, path := range hidden() {
		if !filepath.IsAbs(path) { // of another system: no error here holds it
			continue
		}
		for _, err := range []error{
			&fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission},
			fmt.Errorf("读取%s失败：%w", path, &fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission}),
			errors.Join(errors.New("first"), &os.LinkError{Op: "rename", Old: path, New: path + ".new", Err: fs.ErrExist}),
			fmt.Errorf("%s is no article", path),
		} {
			got := h.Error(err)
			if strings.Contains(got.Error(), "secret") {
				t.Errorf("%v becomes %v", err, got)
			}
			if errors.Is(err, fs.ErrPermission) != errors.Is(got, fs.ErrPermission) {
				t.Errorf("%v is another error when it is concealed", err)
			}
		}
	}
}

// What is no path stays, and of an article the name of its library and its path in
// that.
func TestConcealLeavesTheRest(t *testing.T) {
	h := hiding()
	for text, want := range map[string]string{
		"open /srv/secret place/news/2021/a b.md: no such file": "open News/2021/a b.md: no such file",
		"/srv/secret place/more/x.md is gone":                   "More/x.md is gone",
		"/srv/secret place/newspapers/x.md is gone":             "a file of the server is gone",
		"see https://example.org/a/b, or cat:/金融/x and/or 1/2":  "see https://example.org/a/b, or cat:/金融/x and/or 1/2",
		"2021/06/x.md: line 3: / is no tag":                     "2021/06/x.md: line 3: / is no tag",
		"open /var/cache/secret/x: disk full; try again":        "open a file of the server: disk full; try again",
	} {
		if got := h.text(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// failing is a library of which everything fails, with paths.
type failing struct {
	ui.Library
	err error
}

func (f *failing) List(context.Context, query.Query, query.Sort, model.Listing) (model.Listing, error) {
	return model.Items{}, f.err
}
func (f *failing) Details(context.Context, model.ID) (*model.Item, error) { return nil, f.err }
func (f *failing) Tree(context.Context) (*model.Tree, error)              { return nil, f.err }
func (f *failing) Counts(context.Context, []query.Query) ([]model.Count, error) {
	return nil, f.err
}

func (f *failing) Search(context.Context, query.Query, model.SearchOptions) (model.Hits, error) {
	return model.Hits{}, f.err
}

func (f *failing) Snippet(context.Context, model.ID, query.Query) (model.Snippet, error) {
	return model.Snippet{}, f.err
}

func (f *failing) Complete(context.Context, query.Partial, int) ([]string, error) {
	return nil, f.err
}

func (f *failing) WholeArticle(context.Context, model.ID) (*model.Article, error) {
	return nil, f.err
}
func (f *failing) Article(context.Context, model.ID) (*model.Article, error) { return nil, f.err }
func (f *failing) Revision(model.ID) (uint64, bool)                          { return 0, false }
func (f *failing) Notice() string                                            { return f.err.Error() }

func (f *failing) Problems() []model.Problem {
	return []model.Problem{{Path: f.err.Error(), Text: f.err.Error()}}
}

// Whatever a session asks of the library, no answer tells a path. Methods are
// called by what they are, so that a new one is called too.
func TestServedLibraryTellsNoPath(t *testing.T) {
	for _, path := range hidden() {
		from := &failing{err: fmt.Errorf("it cannot be read: %w", &fs.PathError{Op: "open", Path: path, Err: errors.New("no space left on device")})}
		served := reflect.ValueOf(&Library{from: from, shelf: NewShelf(), hide: hiding()})
		asked := 0
		for i := range served.NumMethod() {
			name := served.Type().Method(i).Name
			said := whatItTells(t, name, served.Method(i))
			if said == "" {
				continue
			}
			asked++
			if strings.Contains(said, "secret") || !strings.Contains(said, "no space left") {
				t.Errorf("%s says %q", name, said)
			}
		}
		if asked < 10 {
			t.Fatalf("only %d methods tell anything", asked)
		}
	}
}

// whatItTells calls a method that gives an error or sentences with nothing in
// particular, and gives those.
func whatItTells(t *testing.T, name string, method reflect.Value) string {
	t.Helper()
	kind := method.Type()
	last := kind.NumOut() - 1
	if last < 0 || kind.Out(last) != reflect.TypeFor[error]() && name != "Notice" && name != "Problems" {
		return ""
	}
	arguments := make([]reflect.Value, kind.NumIn())
	for at := range arguments {
		arguments[at] = reflect.Zero(kind.In(at))
		if kind.In(at) == reflect.TypeFor[context.Context]() {
			arguments[at] = reflect.ValueOf(t.Context())
		}
	}
	return fmt.Sprint(method.Call(arguments)[last].Interface())
}
