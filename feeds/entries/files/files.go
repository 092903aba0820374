// Package files puts article files in their places, so that a crash or a power cut
// leaves each of them whole or not there at all. It does not know what is in them.
package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"broadsheet/articles/gate"
)

// Folder is where article files are written, and nothing else of the file system: no
// path and no link leads out of it. Paths are below it, with slashes. It belongs to one
// goroutine.
type Folder struct {
	// Before is asked before each thing that is done to the disk; what it gives is the
	// failure of that. It is for the tests, which have disks of every kind; nil: there is
	// none.
	Before func(step Step, name string) error

	path string
	root *os.Root

	inner     *os.Root // a folder in it; nil: none is open
	innerName string

	put      []*putFile      // that wait for Settle
	opened   []*putFile      // those of them whose texts may not be on the disk yet
	anchored map[string]bool // folders that a power cut leaves where they are
}

// Step is a thing that is done to the disk.
type Step string

// What is done: to an article's file, or the file that is to become it, or a folder.
const (
	Look       Step = "look for"
	Read       Step = "read"
	Make       Step = "make the folder of"
	Write      Step = "write"
	Sync       Step = "sync"
	Rename     Step = "rename"
	SyncFolder Step = "sync the folder" // the name is the folder's
	Remove     Step = "remove"
)

// marker is the name of a file that tells the folder from the place where its disk will
// be mounted, and from one that something else has made.
const marker = ".broadsheet"

// tempSuffix ends the name of a file that is being written. It is no article's.
const tempSuffix = ".part"

// Open opens the folder of all feeds' articles. It is made where it is not there. If it
// was filled, it has to be there and to be the same one: else a *MissingError says so.
func Open(place string, filled bool) (*Folder, error) {
	_, err := os.Stat(place)
	missing := errors.Is(err, fs.ErrNotExist)
	if missing && filled {
		return nil, &MissingError{Path: place}
	}
	if err := os.MkdirAll(place, 0o700); err != nil {
		return nil, fmt.Errorf("the feeds' folder %s cannot be made: %w", place, cause(err))
	}
	root, err := os.OpenRoot(place)
	if err != nil {
		return nil, fmt.Errorf("the feeds' folder %s cannot be opened: %w", place, cause(err))
	}
	f := &Folder{path: place, root: root, anchored: map[string]bool{}}
	if err := f.mark(filled); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	if missing {
		_ = syncFolder(os.Open(filepath.Dir(place))) // what is in it is asked for again if it is lost whole
	}
	return f, nil
}

// mark puts the marker into the folder, unless that was filled and is empty now.
func (f *Folder) mark(filled bool) error {
	_, err := f.root.Lstat(marker)
	if !errors.Is(err, fs.ErrNotExist) {
		return f.unusable(err)
	}
	if filled {
		switch found, err := fs.ReadDir(f.root.FS(), "."); {
		case err != nil:
			return f.unusable(err)
		case !holds(found):
			return &MissingError{Path: f.path}
		}
	}
	return f.unusable(f.root.WriteFile(marker, nil, 0o600))
}

// holds says whether there is any folder in which articles may be. Each new disk has one
// named lost+found.
func holds(found []fs.DirEntry) bool {
	for _, item := range found {
		if item.IsDir() && item.Name() != "lost+found" {
			return true
		}
	}
	return false
}

func (f *Folder) unusable(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("the feeds' folder %s cannot be used: %w", f.path, cause(err))
}

// There says, by a *MissingError or what keeps it from being seen, whether the folder is
// not there any more: before a file that is missing is taken for one that was deleted.
func (f *Folder) There() error {
	err := f.before(Look, marker)
	if err == nil {
		_, err = f.root.Lstat(marker)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return &MissingError{Path: f.path}
	}
	return f.unusable(err)
}

// MissingError says that the folder of the articles is not there, though there were
// some in it.
type MissingError struct{ Path string }

// Error implements error.
func (e *MissingError) Error() string {
	return "the feeds' folder " + e.Path + " is empty or not there, though there were articles in it: if it is on a disk that was taken out, put that in again; " +
		"if you deleted it, make it again with an empty file " + marker + " in it, and what comes from now on is written there"
}

// cause takes the name of the call and the path off an error of package os.
func cause(err error) error {
	var failure *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &failure):
		return failure.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

func (f *Folder) before(step Step, name string) error {
	if f.Before == nil {
		return nil
	}
	return f.Before(step, name)
}

// Named names a file in an error about what was done to it, as in "cannot be read".
func (f *Folder) Named(name, what string, err error) error {
	return fmt.Errorf("%s %s: %w", gate.Clean(filepath.Join(f.path, filepath.FromSlash(name))), what, cause(err))
}

// Has says whether there is a file.
func (f *Folder) Has(name string) bool {
	if f.before(Look, name) != nil {
		return false
	}
	_, err := f.root.Lstat(filepath.FromSlash(name))
	return err == nil
}

// Open opens a file to be read. Of one that is not there the error is fs.ErrNotExist;
// whether that says anything, There tells.
func (f *Folder) Open(name string) (io.ReadCloser, error) {
	if err := f.before(Read, name); err != nil {
		return nil, err
	}
	return f.root.Open(filepath.FromSlash(name))
}

// Remove removes a file, and the folders of its month and year if nothing else is in
// them.
func (f *Folder) Remove(name string) error {
	err := f.before(Remove, name)
	if err == nil {
		err = f.root.Remove(filepath.FromSlash(name))
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return f.Named(name, "cannot be removed", err)
	}
	month := path.Dir(name)
	for _, dir := range []string{month, path.Dir(month)} {
		if f.root.Remove(filepath.FromSlash(dir)) == nil { // it fails where something is in it
			delete(f.anchored, dir)
		}
	}
	return nil
}

// Walk calls found with the path of each article file, in the order of their names. A
// folder that cannot be read is an error: what is in it would be taken for new.
func (f *Folder) Walk(found func(name string) error) error {
	return fs.WalkDir(f.root.FS(), ".", func(name string, item fs.DirEntry, err error) error {
		if err == nil && item.IsDir() {
			err = f.before(Read, name)
		}
		switch {
		case err != nil && item != nil && item.Name() == "lost+found":
			return nil
		case err != nil:
			return f.Named(name, "cannot be read", err)
		case item.Type().IsRegular() && path.Ext(name) == ".html":
			return found(name)
		}
		return nil
	})
}

// Close lets go of the folder. What was put and not settled is not kept.
func (f *Folder) Close() error {
	f.sync()
	for _, one := range f.put {
		_ = f.root.Remove(filepath.FromSlash(one.name + tempSuffix)) // the next to write it writes over it
	}
	f.put = nil
	f.Leave()
	return f.root.Close()
}
