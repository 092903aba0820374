// Package files finds article files and opens them: in a folder, in a zip file, as
// a single file or in any file system, and tells when they change. It bounds what
// a tree or a zip file that means harm may cost. It does not read what the files
// say.
package files

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Store is where a root's files are.
type Store interface {
	// Walk calls visit for every file that may be an article and for what could
	// not be read, in no particular order, until visit returns an error. The
	// error is that, or says why the root as a whole cannot be read.
	Walk(ctx context.Context, visit func(Entry) error) error
	// Look is walk for some paths alone, and for what is below those that are
	// folders.
	Look(ctx context.Context, paths []string, visit func(Entry) error) error
	// Open opens the file at a path that walk gave.
	Open(name string) (fs.File, error)
	// Refresh looks whether something else has been put in the store's place, and
	// goes on with that.
	Refresh() error
	// place is where the store is in the file system; empty: nowhere that could be
	// watched.
	place() string
	// Reader gives what looks at many files one after the other.
	Reader() Reader
	Close() error
}

// Reader looks at the files of a store, one after the other. It must be ended.
type Reader struct {
	Open func(name string) (fs.File, error)
	Stat func(name string) (fs.FileInfo, error) // of what a link leads to
	End  func()
}

// Entry is one file that a walk came by.
type Entry struct {
	Path    string      // with slashes, as the file system spells it
	Problem string      // why it cannot be read, or what is odd about the path; or ""
	Lost    bool        // the problem leaves nothing to read
	Failed  bool        // it is lost for now, and may be there the next time
	Skipped bool        // nothing to read, and rightly so
	Gone    bool        // nothing is there any more
	Info    fs.FileInfo // nil: not known yet
}

// SiteFile is the file in which Hexo and Jekyll keep what is set for a site. It is no
// article, but can be opened like one.
const SiteFile = "_config.yml"

// MaxFile is how many bytes of a file are read.
const MaxFile = 8 << 20

// ErrNoArticle says that a file has a name that articles do not have.
var ErrNoArticle = errors.New("it is not an article")

// Open opens the folder, zip file or article file at a real path. Which of
// them it is is told by its name, or by the one that it was given by, which may be
// that of a link.
func Open(resolved, given string) (Store, error) {
	info, err := os.Stat(resolved)
	if err != nil {
		return nil, err
	}
	switch ending := strings.ToLower(filepath.Ext(resolved)); {
	case info.IsDir():
		return openFolder(resolved)
	case !info.Mode().IsRegular():
		return nil, ErrNotRegular
	case ending == ".zip":
		return openArchive(resolved)
	case isArticleName(resolved) || isArticleName(given):
		return openSingle(resolved)
	}
	return nil, ErrNoArticle
}

// New makes a store of any file system. Links in it are followed as it
// follows them itself.
func New(fsys fs.FS) Store { return &folder{files: fsys} }

// IsFile says whether a store is one single file.
func IsFile(s Store) bool {
	_, is := opened(s).(*single)
	return is
}

// IsFolder says whether a store is a folder of this machine.
func IsFolder(s Store) bool {
	if a, is := s.(*awaited); is && a.found.Load() == nil {
		return a.seemsFolder()
	}
	folder, is := opened(s).(*folder)
	return is && folder.dir != nil
}

// PathOf gives the path in the file system of this machine of a file that a walk gave; ""
// where it has none.
func PathOf(s Store, name string) string {
	switch store := s.(type) {
	case *single:
		return store.file
	case *folder:
		if store.dir != nil && fs.ValidPath(name) {
			return filepath.Join(store.dir.path, filepath.FromSlash(name))
		}
	}
	return ""
}

// Has says whether a store has a file at a path, or beside the file that it is.
func Has(s Store, name string) bool {
	if !fs.ValidPath(name) {
		return false
	}
	if one, is := opened(s).(*single); is {
		info, err := os.Stat(filepath.Join(filepath.Dir(one.file), filepath.FromSlash(name)))
		return err == nil && info.Mode().IsRegular()
	}
	reader := s.Reader()
	defer reader.End()
	info, err := reader.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

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

// Cause takes the name of the call and the path off an error of package os:
// our own sentences say which file it was.
func Cause(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}
