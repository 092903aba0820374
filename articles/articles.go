// Package articles turns files into models: it walks folders, zip files, single
// files and the sample edition, reads front matter, HTML, Markdown and plain
// text, and makes every text safe before it is in a model. It knows nothing of
// readers, screens or stores.
package articles

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"

	"broadsheet/articles/charset"
	"broadsheet/articles/files"
	"broadsheet/articles/gate"
)

//go:embed sample
var sampleFiles embed.FS

// Root is a folder, a zip file, a single file or the sample edition, open for
// reading. It may be used from several goroutines at once.
type Root struct {
	key, name string
	store     files.Store
	place     string            // its real path; empty: it is in the program, or in a test
	explain   func(error) error // what to do about it while it cannot be opened; nil: it was opened
	sites     sync.Map          // of folders in it and around it, what each says of its articles' lines
}

// OpenRoot opens the folder, zip file or article file at a path. The name is
// what the configuration calls it, and its key; without one the real path is
// the key and its last part the name. An error is one sentence that says what
// to do.
func OpenRoot(name, file string) (*Root, error) {
	shown := gate.Clean(file)
	if file == "" {
		return nil, errors.New("a library's path is empty: name a folder, a .zip file or an article")
	}
	resolved, err := realPath(file)
	if err != nil {
		return nil, openError(shown, err)
	}
	root := &Root{key: name, name: gate.Clean(name), place: resolved}
	if name == "" {
		root.key, root.name = resolved, charset.DisplayName(filepath.Base(resolved))
	}
	if root.store, err = files.Open(resolved, file); err != nil {
		return nil, openError(shown, err)
	}
	return root, nil
}

// AwaitRoot is OpenRoot for what cannot be opened now, as a folder on a disk that is not
// there: the first look that finds it opens it. Until then it has no files, and what looks
// is told why, in the sentence that explain makes of that of OpenRoot.
func AwaitRoot(name, file string, why error, explain func(error) error) *Root {
	place, err := filepath.Abs(file)
	if err != nil {
		place = file
	}
	root := &Root{key: name, name: gate.Clean(name), place: place}
	if name == "" {
		root.key, root.name = place, charset.DisplayName(filepath.Base(place))
	}
	shown := gate.Clean(file)
	root.explain = func(err error) error {
		if err = openError(shown, err); explain != nil {
			err = explain(err)
		}
		return fmt.Errorf("%s cannot be read now: %w", root.name, err)
	}
	root.store = files.Await(func() (string, error) { return realPath(file) }, file, why)
	return root
}

// Missing says why the root could not be opened so far; nil: it could.
func (r *Root) Missing() error {
	if err := files.Missing(r.store); err != nil {
		return r.explain(err)
	}
	return nil
}

// openError says in one sentence why a root cannot be opened, and keeps the
// cause for errors.Is.
func openError(shown string, err error) error {
	cause := files.Cause(err)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no file or folder %s: check the path (%w)", shown, cause)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s may not be read: check its permissions (%w)", shown, cause)
	case errors.Is(err, files.ErrNotRegular):
		return fmt.Errorf("%s is not a regular file: name a folder, a .zip file or an article", shown)
	case errors.Is(err, files.ErrNoArticle):
		return fmt.Errorf("%s is not an article: its name must end in .md, .markdown, .html, .htm or .txt, or in .zip", shown)
	}
	return fmt.Errorf("%s cannot be opened: %w", shown, cause)
}

func realPath(file string) (string, error) {
	absolute, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(absolute)
}

// NewRoot makes a root of any file system. Links in it are followed as it
// follows them itself.
func NewRoot(key, name string, fsys fs.FS) *Root {
	return &Root{key: key, name: gate.Clean(name), store: files.New(fsys)}
}

// Sample is the edition that is compiled into the program. For a reader of Chinese it
// begins with the manual in Chinese.
func Sample(chinese bool) *Root {
	files, err := fs.Sub(sampleFiles, "sample")
	if err != nil { // cannot be: the name is a valid one
		files = sampleFiles
	}
	if chinese {
		return NewRoot("sample", "样刊", chineseFirst{files})
	}
	return NewRoot("sample", "Sample edition", files)
}

// Key is what tells the root from others: its configured name, else its real
// path.
func (r *Root) Key() string { return r.key }

// Name is what a reader sees of the root.
func (r *Root) Name() string { return r.name }

// IsFile says whether the root is one single article file.
func (r *Root) IsFile() bool { return files.IsFile(r.store) }

// IsFolder says whether the root is a folder of this machine.
func (r *Root) IsFolder() bool { return files.IsFolder(r.store) }

// FileOf gives where in the file system of this machine the file of an article is; "" where
// it is none of its own: in a zip file, or in the program.
func (r *Root) FileOf(path string) string { return files.PathOf(r.store, path) }

// Close lets go of the root's files. It must not be walked or read afterwards.
func (r *Root) Close() error { return r.store.Close() }

// Watch calls changed with the paths of what was written, made, renamed or
// removed in the root, as Look takes them, or with nil where anything may have
// changed. It returns when ctx ends, or with the reason why the system does not
// tell of changes (any more); whoever wants to know has to look again from time
// to time then.
func (r *Root) Watch(ctx context.Context, changed func(paths []string)) error {
	return files.Watch(ctx, r.store, changed)
}

// Clean makes one line of text safe to be shown, as all text of articles is: see
// package gate.
func Clean(text string) string { return gate.Clean(text) }

// Stamp tells one state of a file from another without reading it; 0 is that of
// no file.
type Stamp = files.Stamp
