package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
)

// folder is the store of a root that is a tree of files.
type folder struct {
	files fs.FS
	dir   *directory // files, where that is a folder of this machine; else nil
}

func openFolder(dir string) (*folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	files := &directory{path: dir}
	files.root.Store(root)
	list, err := files.Open(".") // os.OpenRoot is content with a folder that cannot be listed
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return &folder{files: files, dir: files}, list.Close()
}

func (f *folder) Close() error {
	if f.dir == nil {
		return nil
	}
	return f.dir.close()
}

func (f *folder) Refresh() error {
	if f.dir == nil {
		return nil
	}
	return f.dir.refresh()
}

func (f *folder) place() string {
	if f.dir == nil {
		return ""
	}
	return f.dir.path
}

func (f *folder) Open(name string) (fs.File, error) { return f.files.Open(name) }

func (f *folder) Reader() Reader {
	if f.dir == nil {
		return Reader{f.Open, func(name string) (fs.FileInfo, error) { return fs.Stat(f.files, name) }, func() {}}
	}
	n := &neighbours{directory: f.dir}
	return Reader{n.open, n.stat, n.end}
}

func (f *folder) Walk(ctx context.Context, visit func(Entry) error) error {
	w := folderWalk{folder: f, visit: visit}
	list, err := f.files.Open(".")
	if err != nil {
		return err
	}
	return w.list(ctx, ".", list, false)
}

// Look visits files by their paths, with what a walk would have said of each.
func (f *folder) Look(ctx context.Context, paths []string, visit func(Entry) error) error {
	w := folderWalk{folder: f, visit: visit}
	for _, name := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.look(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// look visits one path. What has a junk folder above it is none of ours.
func (w *folderWalk) look(ctx context.Context, name string) error {
	if !fs.ValidPath(name) && !filepath.IsLocal(filepath.FromSlash(name)) || isJunkPath(name) {
		return nil
	}
	info, err := lstat(w.files, name)
	switch {
	case err != nil:
		return w.visit(unreached(name, "This file cannot be read: ", err))
	case info.IsDir():
		return w.enter(ctx, name, false)
	}
	return w.file(ctx, name, fs.FileInfoToDirEntry(info), false)
}

// lstat describes what is at a path, and not what a link there leads to.
func lstat(files fs.FS, name string) (fs.FileInfo, error) {
	if dir, ok := files.(*directory); ok {
		return dir.root.Load().Lstat(filepath.FromSlash(name))
	}
	return fs.Stat(files, name)
}

// folderWalk is one walk over a folder.
type folderWalk struct {
	*folder
	visit  func(Entry) error
	linked int // files that were reached by links to folders
}

const (
	// maxFolders is how many folders a file may lie deep. The way to a folder is gone
	// anew for each, so that a chain of folders would cost the square of its length.
	maxFolders = 255
	// maxLinked is how many files are reached by links to folders. They are in the
	// root by another name anyway, and a folder of links to a folder of files would
	// cost the product of both.
	maxLinked = 100_000
)

// enter walks the folder at name. A folder that cannot be read is reported and
// does not end the walk.
func (w *folderWalk) enter(ctx context.Context, name string, linked bool) error {
	if strings.Count(name, "/")+1 > maxFolders {
		text := fmt.Sprintf("This folder lies more than %d folders deep, so it was not read: move it up.", maxFolders)
		return w.visit(Entry{Path: name, Problem: text, Lost: true})
	}
	list, err := w.files.Open(name)
	if err != nil {
		return w.visit(unreached(name, "This folder cannot be read: ", err))
	}
	return w.list(ctx, name, list, linked)
}

// list walks an open folder and closes it, a part at a time, so that the first
// files of a large folder are read before its last name is known. Linked says
// that a link led here or to a folder above.
func (w *folderWalk) list(ctx context.Context, dir string, list fs.File, linked bool) error {
	defer list.Close() //nolint:errcheck // nothing was written
	names, ok := list.(fs.ReadDirFile)
	if !ok {
		return w.visit(Entry{Path: dir, Problem: "This folder cannot be listed.", Lost: true})
	}
	var folders []string
	for {
		items, failed := names.ReadDir(256)
		more, err := w.part(ctx, dir, items, linked)
		if err != nil {
			return err
		}
		folders = append(folders, more...)
		if errors.Is(failed, io.EOF) {
			break
		}
		if failed != nil {
			if err := w.visit(unreached(dir, "This folder could be read only in part: ", failed)); err != nil {
				return err
			}
			break
		}
	}
	for _, name := range folders {
		if err := w.enter(ctx, name, linked); err != nil {
			return err
		}
	}
	return nil
}

// part visits the files among a part of a folder's items, and gives its folders.
func (w *folderWalk) part(ctx context.Context, dir string, items []fs.DirEntry, linked bool) (folders []string, err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, item := range items {
		name := path.Join(dir, item.Name())
		if item.IsDir() && !isJunk(item.Name()) {
			folders = append(folders, name)
			continue
		}
		if err := w.file(ctx, name, item, linked); err != nil {
			return nil, err
		}
	}
	return folders, nil
}

// file visits what is not a folder.
func (w *folderWalk) file(ctx context.Context, name string, item fs.DirEntry, linked bool) error {
	switch {
	case isJunk(item.Name()):
		return nil
	case item.Type()&fs.ModeSymlink != 0:
		return w.link(ctx, name, linked)
	case !isArticleName(name):
		return nil
	case !item.Type().IsRegular():
		return w.visit(Entry{Path: name, Problem: "This is not a regular file, so it cannot be read.", Lost: true})
	}
	if linked {
		w.linked++
	}
	info, err := item.Info() // here it is known already, as listing a folder below a root tells
	if err != nil {
		info = nil // reading the file tells why
	}
	return w.visit(Entry{Path: name, Info: info})
}

// link follows a symbolic link that stays in the root. What it points at is in
// the root anyway, so that a link to a folder is followed only where no other
// such link led: nothing is lost by it, and no loop can be walked.
func (w *folderWalk) link(ctx context.Context, name string, linked bool) error {
	info, err := fs.Stat(w.files, name)
	if err == nil && info.Mode().IsRegular() {
		if !isArticleName(name) {
			return nil
		}
		return w.visit(Entry{Path: name})
	}
	if err == nil && info.IsDir() {
		if linked {
			return nil
		}
		if w.dir != nil && w.dir.leadsUp(name) {
			text := "This link leads back to a folder above it, so it was not followed."
			return w.visit(Entry{Path: name, Problem: text, Skipped: true})
		}
		if w.linked >= maxLinked {
			text := fmt.Sprintf("Links to folders led to %d files already, so this one was not followed.", w.linked)
			return w.visit(Entry{Path: name, Problem: text, Skipped: true})
		}
		return w.enter(ctx, name, true)
	}
	if err == nil {
		return nil // a pipe or a device
	}
	return w.visit(w.brokenLink(name, err))
}

// brokenLink says why a link could not be followed.
func (w *folderWalk) brokenLink(name string, err error) Entry {
	switch {
	case isLoop(err):
		return Entry{Path: name, Problem: "This link leads back to itself.", Lost: true}
	case errors.Is(err, fs.ErrNotExist):
		return Entry{Path: name, Problem: "This link leads to a file that does not exist.", Lost: true}
	case errors.Is(err, errOutside):
		return Entry{Path: name, Problem: "This link leads out of the library's folder, so it was not followed.", Skipped: true}
	}
	return unreached(name, "This link cannot be followed: ", err)
}

// errOutside says that a link leaves the root.
var errOutside = errors.New("the link leads out of the library's folder")

// directory is a folder of this machine as a file system. Other than os.DirFS it
// opens names that are not UTF-8, and no link leads out of it.
type directory struct {
	path string // the real one
	root atomic.Pointer[os.Root]

	mu   sync.Mutex
	left []*os.Root // what was there before, which readers may still use
}

// refresh goes on with the folder that is at the path now: a disk may have been
// taken out and put in again.
func (d *directory) refresh() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	there, err := os.Stat(d.path)
	if err != nil {
		return err
	}
	open, err := d.root.Load().Stat(".")
	if err == nil && os.SameFile(there, open) {
		return nil
	}
	root, err := os.OpenRoot(d.path)
	if err != nil {
		return err
	}
	d.left = append(d.left, d.root.Swap(root))
	return nil
}

func (d *directory) close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	failures := []error{d.root.Load().Close()}
	for _, root := range d.left {
		failures = append(failures, root.Close())
	}
	d.left = nil
	return errors.Join(failures...)
}

// Open opens the file or folder at name.
func (d *directory) Open(name string) (fs.File, error) {
	local := filepath.FromSlash(name)
	f, err := openIn(d.root.Load(), local)
	if err == nil {
		return f, nil
	}
	inside, resolved := d.resolve(name)
	if resolved != nil || inside == local {
		return nil, errors.Join(resolved, err)
	}
	if f, err = openIn(d.root.Load(), inside); err != nil { // an absolute link that stays inside
		return nil, err
	}
	return f, nil
}

// openIn opens a file or folder, and nothing else: a pipe that was put in a
// file's place would be waited for without end.
func openIn(root *os.Root, name string) (*os.File, error) {
	f, err := root.OpenFile(name, os.O_RDONLY|withoutWaiting, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		err = ErrNotRegular
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Stat describes the file or folder at name, or what a link there leads to.
func (d *directory) Stat(name string) (fs.FileInfo, error) {
	local := filepath.FromSlash(name)
	info, err := d.root.Load().Stat(local)
	if err == nil {
		return info, nil
	}
	inside, resolved := d.resolve(name)
	if resolved != nil || inside == local {
		return nil, errors.Join(resolved, err)
	}
	return d.root.Load().Stat(inside)
}

// resolve gives the path in the root, spelt as this machine does, without any
// link in it.
func (d *directory) resolve(name string) (string, error) {
	local := filepath.FromSlash(name)
	if !filepath.IsLocal(local) {
		return "", errOutside
	}
	target, err := filepath.EvalSymlinks(filepath.Join(d.path, local))
	if err != nil {
		return "", err
	}
	inside, err := filepath.Rel(d.path, target)
	if err != nil || !filepath.IsLocal(inside) {
		return "", errOutside
	}
	return inside, nil
}

// leadsUp says whether a link leads to a folder that it is in itself.
func (d *directory) leadsUp(name string) bool {
	target, err := d.resolve(name)
	if err != nil {
		return false
	}
	parent, err := d.resolve(path.Dir(name))
	if err != nil {
		return false
	}
	return target == "." || parent == target || strings.HasPrefix(parent, target+string(filepath.Separator))
}
