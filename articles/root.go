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
	"os"
	"path"
	"path/filepath"
	"strings"
)

//go:embed sample
var sampleFiles embed.FS

// Root is a folder, a zip file, a single file or the sample edition, open for
// reading. It may be used from several goroutines at once.
type Root struct {
	key, name string
	store     store
}

// store is where a root's files are.
type store interface {
	// walk calls visit for every file that may be an article and for what could
	// not be read, in no particular order, until visit returns an error. The
	// error is that, or says why the root as a whole cannot be read.
	walk(ctx context.Context, visit func(entry) error) error
	// look is walk for some paths alone, and for what is below those that are
	// folders.
	look(ctx context.Context, paths []string, visit func(entry) error) error
	// open opens the file at a path that walk gave.
	open(name string) (fs.File, error)
	// refresh looks whether something else has been put in the store's place, and
	// goes on with that.
	refresh() error
	// place is where the store is in the file system; empty: nowhere that could be
	// watched.
	place() string
	// reader gives what looks at many files one after the other.
	reader() reader
	close() error
}

// reader looks at the files of a store, one after the other. It must be ended.
type reader struct {
	open func(name string) (fs.File, error)
	stat func(name string) (fs.FileInfo, error) // of what a link leads to
	end  func()
}

// entry is one file that a walk came by.
type entry struct {
	path    string      // with slashes, as the file system spells it
	problem string      // why it cannot be read, or what is odd about the path; or ""
	lost    bool        // the problem leaves nothing to read
	failed  bool        // it is lost for now, and may be there the next time
	skipped bool        // nothing to read, and rightly so
	gone    bool        // nothing is there any more
	info    fs.FileInfo // nil: not known yet
}

// OpenRoot opens the folder, zip file or article file at a path. The name is
// what the configuration calls it, and its key; without one the real path is
// the key and its last part the name. An error is one sentence that says what
// to do.
func OpenRoot(name, file string) (*Root, error) {
	shown := Clean(file)
	if file == "" {
		return nil, errors.New("a library's path is empty: name a folder, a .zip file or an article")
	}
	info, err := os.Stat(file)
	if err != nil {
		return nil, openError(shown, err)
	}
	resolved, err := realPath(file)
	if err != nil {
		return nil, openError(shown, err)
	}
	root := &Root{key: name, name: Clean(name)}
	if name == "" {
		root.key, root.name = resolved, displayName(filepath.Base(resolved))
	}
	switch ending := strings.ToLower(filepath.Ext(resolved)); {
	case info.IsDir():
		root.store, err = openFolder(resolved)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is not a regular file: name a folder, a .zip file or an article", shown)
	case ending == ".zip":
		root.store, err = openArchive(resolved)
	case isArticleName(resolved) || isArticleName(file):
		root.store, err = openSingle(resolved)
	default:
		return nil, fmt.Errorf("%s is not an article: its name must end in .md, .markdown, .html, .htm or .txt, or in .zip", shown)
	}
	if err != nil {
		return nil, openError(shown, err)
	}
	return root, nil
}

// openError says in one sentence why a root cannot be opened, and keeps the
// cause for errors.Is.
func openError(shown string, err error) error {
	cause := rootCause(err)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no file or folder %s: check the path (%w)", shown, cause)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s may not be read: check its permissions (%w)", shown, cause)
	}
	return fmt.Errorf("%s cannot be opened: %w", shown, cause)
}

// rootCause takes the name of the call and the path off an error of package os:
// our own sentences say which file it was.
func rootCause(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
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
	return &Root{key: key, name: Clean(name), store: &folder{files: fsys}}
}

// Sample is the edition that is compiled into the program.
func Sample() *Root {
	files, err := fs.Sub(sampleFiles, "sample")
	if err != nil { // cannot be: the name is a valid one
		files = sampleFiles
	}
	return NewRoot("sample", "Sample edition", files)
}

// Key is what tells the root from others: its configured name, else its real
// path.
func (r *Root) Key() string { return r.key }

// Name is what a reader sees of the root.
func (r *Root) Name() string { return r.name }

// IsFile says whether the root is one single article file.
func (r *Root) IsFile() bool {
	_, is := r.store.(*single)
	return is
}

// IsFolder says whether the root is a folder of this machine.
func (r *Root) IsFolder() bool {
	folder, is := r.store.(*folder)
	return is && folder.dir != nil
}

// Close lets go of the root's files. It must not be walked or read afterwards.
func (r *Root) Close() error { return r.store.close() }

// isArticleName says whether a file of that name holds an article.
func isArticleName(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".html", ".htm", ".txt":
		return true
	}
	return false
}

// isJunk says whether a file or folder of that name is nothing that a person
// wrote for readers: version control, and what editors and desktops leave.
func isJunk(name string) bool {
	switch name {
	case ".git", ".hg", ".svn", ".jj", ".DS_Store", "__MACOSX":
		return true
	}
	return strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, ".#") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") ||
		strings.HasPrefix(name, ".") && strings.HasPrefix(path.Ext(name), ".sw")
}

// single is the store of a root that is one file.
type single struct{ file string }

func openSingle(file string) (*single, error) {
	s := &single{file}
	f, err := s.open(filepath.Base(file))
	if err != nil {
		return nil, err
	}
	return s, f.Close()
}

func (s *single) walk(_ context.Context, visit func(entry) error) error {
	return visit(entry{path: filepath.Base(s.file)})
}

func (s *single) look(ctx context.Context, _ []string, visit func(entry) error) error {
	if _, err := os.Stat(s.file); errors.Is(err, fs.ErrNotExist) {
		return visit(entry{path: filepath.Base(s.file), gone: true})
	}
	return s.walk(ctx, visit)
}

func (s *single) open(name string) (fs.File, error) {
	if name != filepath.Base(s.file) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	f, err := os.OpenFile(s.file, os.O_RDONLY|withoutWaiting, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (s *single) reader() reader {
	stat := func(string) (fs.FileInfo, error) { return os.Stat(s.file) }
	return reader{s.open, stat, func() {}}
}

func (s *single) refresh() error { return nil }

func (s *single) place() string { return s.file }

func (s *single) close() error { return nil }
