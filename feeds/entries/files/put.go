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
		err = f.write(dir, name, data)
	}
	if err != nil {
		_ = dir.Remove(base + tempSuffix) // there is another error to tell
		f.Leave()
		return false, f.Named(name, "cannot be written", err)
	}
	return true, nil
}

// putFile is a file that was put.
type putFile struct {
	name    string
	file    *os.File // open until its text is on the disk
	failure error
}

// mostOpened is how many files are open at most until their texts are on the disk: the
// system writes them down in one go.
const mostOpened = 32

// write writes a text beside its place, in the folder of that, and leaves it open.
func (f *Folder) write(dir *os.Root, name string, data []byte) error {
	if slices.ContainsFunc(f.put, func(other *putFile) bool { return other.name == name }) {
		f.sync() // the older text first
	}
	file, err := dir.OpenFile(path.Base(name)+tempSuffix, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	if _, err := file.Write(data); err != nil {
		return errors.Join(err, file.Close())
	}
	one := &putFile{name: name, file: file}
	f.put = append(slices.DeleteFunc(f.put, func(other *putFile) bool { return other.name == name }), one)
	if f.opened = append(f.opened, one); len(f.opened) == mostOpened {
		f.sync()
	}
	return nil
}

// Waiting is how many files wait for Settle.
func (f *Folder) Waiting() int { return len(f.put) }

// Settle moves what was put into its place, so that a power cut leaves it there: first
// the texts are on the disk, then the names, then the folders. It says which files are
// in their places for good; the error is of those that are not.
func (f *Folder) Settle() (settled map[string]bool, err error) {
	f.sync()
	put := f.put
	f.put = nil
	folders := map[string]error{}
	for _, one := range put {
		if one.failure == nil {
			one.failure = f.rename(one.name)
		}
		if one.failure != nil {
			_ = f.root.Remove(filepath.FromSlash(one.name + tempSuffix)) // there is another error to tell
			continue
		}
		folders[path.Dir(one.name)] = nil
	}
	for _, folder := range slices.Sorted(maps.Keys(folders)) {
		folders[folder] = f.anchor(folder)
	}
	settled = make(map[string]bool, len(put))
	for _, one := range put {
		if one.failure == nil {
			one.failure = folders[path.Dir(one.name)]
		}
		if one.failure == nil {
			settled[one.name] = true
		} else if err == nil {
			err = f.Named(one.name, "cannot be written", one.failure)
		}
	}
	return settled, err
}

// sync has the system write down the texts of files that were put, all at once.
func (f *Folder) sync() {
	var work sync.WaitGroup
	for _, one := range f.opened {
		if one.failure = f.before(Sync, one.name); one.failure != nil {
			one.failure = errors.Join(one.failure, one.file.Close())
			continue
		}
		work.Go(func() { one.failure = errors.Join(one.file.Sync(), one.file.Close()) })
	}
	work.Wait()
	f.opened = nil
}

func (f *Folder) rename(name string) error {
	if err := f.before(Rename, name); err != nil {
		return err
	}
	dir, err := f.enter(path.Dir(name))
	if err != nil {
		return err
	}
	return dir.Rename(path.Base(name)+tempSuffix, path.Base(name))
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
