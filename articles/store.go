package articles

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

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

// maxFile is how many bytes of a file are read.
const maxFile = 8 << 20

// errNoArticle says that a file has a name that articles do not have.
var errNoArticle = errors.New("it is not an article")

// openStore opens the folder, zip file or article file at a real path. Which of
// them it is is told by its name, or by the one that it was given by, which may be
// that of a link.
func openStore(resolved, given string) (store, error) {
	info, err := os.Stat(resolved)
	if err != nil {
		return nil, err
	}
	switch ending := strings.ToLower(filepath.Ext(resolved)); {
	case info.IsDir():
		return openFolder(resolved)
	case !info.Mode().IsRegular():
		return nil, errNotRegular
	case ending == ".zip":
		return openArchive(resolved)
	case isArticleName(resolved) || isArticleName(given):
		return openSingle(resolved)
	}
	return nil, errNoArticle
}

// newStore makes a store of any file system. Links in it are followed as it
// follows them itself.
func newStore(fsys fs.FS) store { return &folder{files: fsys} }

// isFile says whether a store is one single file.
func isFile(s store) bool {
	_, is := s.(*single)
	return is
}

// isFolder says whether a store is a folder of this machine.
func isFolder(s store) bool {
	folder, is := s.(*folder)
	return is && folder.dir != nil
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

// rootCause takes the name of the call and the path off an error of package os:
// our own sentences say which file it was.
func rootCause(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}
