package entries

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// folder is where article files are written, and nothing else of the file system: no
// path and no link leads out of it.
type folder struct {
	path string
	root *os.Root

	inner     *os.Root // a folder in it; nil: none is open
	innerName string
}

// openFolder opens the folder of all feeds' articles. It is made where it is not
// there, unless articles were in it: then a disk may be missing.
func openFolder(place string, filled bool) (*folder, error) {
	if _, err := os.Stat(place); errors.Is(err, fs.ErrNotExist) && filled {
		return nil, &FolderError{Path: place}
	}
	if err := os.MkdirAll(place, 0o700); err != nil {
		return nil, fmt.Errorf("the feeds' folder %s cannot be made: %w", place, cause(err))
	}
	root, err := os.OpenRoot(place)
	if err != nil {
		return nil, fmt.Errorf("the feeds' folder %s cannot be opened: %w", place, cause(err))
	}
	return &folder{path: place, root: root}, nil
}

// FolderError says that the folder of the articles is not there, though there were
// some in it.
type FolderError struct{ Path string }

// Error implements error.
func (e *FolderError) Error() string {
	return "the feeds' folder " + e.Path + " is not there any more: if it is on a disk that was taken out, put that in again; " +
		"if it was deleted, make it again, empty, and what comes from now on is written there"
}

// cause takes the name of the call and the path off an error of package os.
func cause(err error) error {
	var failure *fs.PathError
	if errors.As(err, &failure) {
		return failure.Err
	}
	return err
}

// tempSuffix ends the name of a file that is being written. It is no article's.
const tempSuffix = ".part"

// write puts a file in its place, whole or not at all. It says whether the file was
// another before; of a fresh one that is not looked up.
func (f *folder) write(name string, data []byte, fresh bool) (changed bool, err error) {
	dir, err := f.enter(path.Dir(name))
	if err != nil {
		return false, f.failed(name, err)
	}
	base := path.Base(name)
	if !fresh {
		if old, err := dir.ReadFile(base); err == nil && bytes.Equal(old, data) {
			return false, nil
		}
	}
	temporary := base + tempSuffix
	err = dir.WriteFile(temporary, data, 0o600)
	if err == nil {
		err = dir.Rename(temporary, base)
	}
	if err != nil {
		_ = dir.Remove(temporary) // there is another error to tell
		f.leave()
		return false, f.failed(name, err)
	}
	return true, nil
}

// enter opens a folder, which is made where it is not there. The last one stays open,
// for one file mostly follows another: the way down takes longer than writing one.
func (f *folder) enter(name string) (*os.Root, error) {
	if f.inner != nil && f.innerName == name {
		return f.inner, nil
	}
	f.leave()
	local := filepath.FromSlash(name)
	if err := f.root.MkdirAll(local, 0o700); err != nil {
		return nil, err
	}
	dir, err := f.root.OpenRoot(local)
	if err != nil {
		return nil, err
	}
	f.inner, f.innerName = dir, name
	return dir, nil
}

// leave closes the folder that enter opened last.
func (f *folder) leave() {
	if f.inner != nil {
		_ = f.inner.Close() // nothing is written through it
	}
	f.inner = nil
}

// failed names the file in an error.
func (f *folder) failed(name string, err error) error {
	return fmt.Errorf("%s cannot be written: %w", filepath.Join(f.path, filepath.FromSlash(name)), cause(err))
}

// read takes a written file apart.
func (f *folder) read(name string) (taken, error) {
	file, err := f.root.Open(filepath.FromSlash(name))
	if err != nil {
		return taken{}, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	return takeApart(file)
}

// remove removes a file, and the folders of its month and year if nothing else is in
// them.
func (f *folder) remove(name string) error {
	if err := f.root.Remove(filepath.FromSlash(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s cannot be removed: %w", filepath.Join(f.path, filepath.FromSlash(name)), cause(err))
	}
	month := path.Dir(name)
	for _, dir := range []string{month, path.Dir(month)} {
		_ = f.root.Remove(filepath.FromSlash(dir)) // it fails where something is in it
	}
	return nil
}

// walk calls found with the path of each article file, in the order of their names.
func (f *folder) walk(found func(name string) error) error {
	return fs.WalkDir(f.root.FS(), ".", func(name string, item fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return err
		case err != nil: // what cannot be read now is not known now
			return nil
		case item.Type().IsRegular() && path.Ext(name) == ".html":
			return found(name)
		}
		return nil
	})
}

func (f *folder) close() error {
	f.leave()
	return f.root.Close()
}
