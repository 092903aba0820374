package files

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
)

// Batch is how many files should be put before they are settled: so many are on the
// disk in nearly the time of one, and not more work than that is lost in a crash.
const Batch = 256

// Put writes a file beside its place, where Settle moves it. It says whether the file is
// another than is there now; of a fresh one that is not looked up.
func (f *Folder) Put(name string, data []byte, fresh bool) (changed bool, err error) {
	dir, err := f.enter(path.Dir(name))
	if err != nil {
		return false, f.Named(name, "cannot be written", err)
	}
	base := path.Base(name)
	if !fresh && f.before(Read, name) == nil {
		if old, err := dir.ReadFile(base); err == nil && bytes.Equal(old, data) {
			return false, nil
		}
	}
	if err = f.before(Write, name); err == nil {
		err = dir.WriteFile(base+tempSuffix, data, 0o600)
	}
	if err != nil {
		_ = dir.Remove(base + tempSuffix) // there is another error to tell
		f.Leave()
		return false, f.Named(name, "cannot be written", err)
	}
	if !slices.Contains(f.put, name) {
		f.put = append(f.put, name)
	}
	return true, nil
}

// Settle moves what was put into its place, so that a power cut leaves it there: first
// the texts are on the disk, then the names, then the folders. It says which files are
// in their places for good; the error is of those that are not.
func (f *Folder) Settle() (settled map[string]bool, err error) {
	put := f.put
	f.put = nil
	if len(put) == 0 {
		return nil, nil
	}
	failures := f.syncFiles(put)
	folders := map[string]error{}
	for i, name := range put {
		from, to := filepath.FromSlash(name+tempSuffix), filepath.FromSlash(name)
		if failures[i] == nil {
			failures[i] = f.before(Rename, name)
		}
		if failures[i] == nil {
			failures[i] = f.root.Rename(from, to)
		}
		if failures[i] != nil {
			_ = f.root.Remove(from) // there is another error to tell
			continue
		}
		folders[path.Dir(name)] = nil
	}
	for _, folder := range slices.Sorted(maps.Keys(folders)) {
		folders[folder] = f.anchor(folder)
	}
	settled = make(map[string]bool, len(put))
	for i, name := range put {
		if failures[i] == nil {
			failures[i] = folders[path.Dir(name)]
		}
		if failures[i] == nil {
			settled[name] = true
		} else if err == nil {
			err = f.Named(name, "cannot be written", failures[i])
		}
	}
	return settled, err
}

// syncFiles has the system write down the texts of files that were put, many at once:
// it does that in one go.
func (f *Folder) syncFiles(put []string) []error {
	const atOnce = 32
	failures := make([]error, len(put))
	for i, name := range put {
		failures[i] = f.before(Sync, name)
	}
	var workers sync.WaitGroup
	for first := range min(atOnce, len(put)) {
		workers.Go(func() {
			for i := first; i < len(put); i += atOnce {
				if failures[i] == nil {
					failures[i] = f.syncFile(put[i])
				}
			}
		})
	}
	workers.Wait()
	return failures
}

func (f *Folder) syncFile(name string) error {
	file, err := f.root.OpenFile(filepath.FromSlash(name+tempSuffix), os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// anchor has the system write down which files are in a folder, and where that is.
func (f *Folder) anchor(name string) error {
	err := f.syncFolder(name)
	for err == nil && name != "." && !f.anchored[name] {
		above := path.Dir(name)
		if err = f.syncFolder(above); err == nil {
			f.anchored[name] = true
		}
		name = above
	}
	return err
}

func (f *Folder) syncFolder(name string) error {
	if err := f.before(SyncFolder, name); err != nil {
		return err
	}
	return syncFolder(f.root.Open(filepath.FromSlash(name)))
}

// syncFolder has the system write down what is in a folder, where it can: Windows does
// so by itself, and some file systems of other machines do not.
func syncFolder(folder *os.File, err error) error {
	if err != nil {
		return err
	}
	err = folder.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) || filepath.Separator == '\\' {
		err = nil
	}
	return errors.Join(err, folder.Close())
}

// enter opens a folder, which is made where it is not there. The last one stays open,
// for one file mostly follows another: the way down takes longer than writing one.
func (f *Folder) enter(name string) (*os.Root, error) {
	if f.inner != nil && f.innerName == name {
		return f.inner, nil
	}
	f.Leave()
	if err := f.before(Make, name); err != nil {
		return nil, err
	}
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

// Leave closes the folder that the last file was put in.
func (f *Folder) Leave() {
	if f.inner != nil {
		_ = f.inner.Close() // nothing is written through it
	}
	f.inner = nil
}
