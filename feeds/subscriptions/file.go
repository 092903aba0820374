package subscriptions

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"
)

// File is an OPML file of subscriptions. Changes are kept in memory until Save, which
// makes them to the file as it is then, so that what others have changed meanwhile
// stays. One goroutine at a time may use a File.
type File struct {
	path    string
	data    []byte      // as it was read
	info    fs.FileInfo // nil: there was no file
	doc     *document
	pending []change
}

// change is something that is done to a document.
type change func(*document) (*document, error)

// Open reads a file of subscriptions; a missing one has none. With an error whose
// kind is Damaged it gives what could be read nevertheless: that can be used, but not
// changed.
func Open(path string) (*File, error) {
	f := &File{path: path}
	if err := f.load(); err != nil {
		return nil, err
	}
	if f.doc.damage != nil {
		return f, f.damage()
	}
	return f, nil
}

// load reads the file as it is now.
func (f *File) load() error {
	data, info, err := readFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		f.data, f.info, f.doc = nil, nil, parse("")
		return nil
	}
	if err != nil {
		return &Error{Kind: Unreadable, Path: f.path, Err: err}
	}
	f.data, f.info, f.doc = data, info, parse(textOf(data))
	return nil
}

// readFile reads a file that people have written, and nothing that goes on and on.
func readFile(path string) (data []byte, info fs.FileInfo, err error) {
	if info, err = os.Stat(path); err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, nil, errors.New("it is no file")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if info, err = file.Stat(); err != nil {
		return nil, nil, err
	}
	if info.Size() <= mostBytes {
		data, err = io.ReadAll(io.LimitReader(file, mostBytes+1)) // it may grow meanwhile
	}
	if err == nil && max(info.Size(), int64(len(data))) > mostBytes {
		err = fmt.Errorf("it has more than %d bytes", mostBytes)
	}
	return data, info, err
}

func (f *File) damage() error {
	damage := *f.doc.damage
	damage.Path = f.path
	return &damage
}

// All gives the subscriptions in the order of the file.
func (f *File) All() []Subscription { return f.doc.subscriptions() }

// Find gives the subscription with a key.
func (f *File) Find(key string) (Subscription, bool) {
	at, ok := f.doc.byKey[key]
	if !ok {
		return Subscription{}, false
	}
	return f.doc.followed[at].Subscription, true
}

// Problems gives what could not be understood, from the top of the file down: a
// hundred at most.
func (f *File) Problems() []Problem { return slices.Clone(f.doc.problems) }

// Changed says whether the file is another one than was read, so that it is to be
// opened again. It only asks the file system, and is cheap.
func (f *File) Changed() bool {
	info, err := os.Stat(f.path)
	if err != nil || f.info == nil {
		return (err == nil) != (f.info != nil)
	}
	return !same(info, f.info)
}

func same(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// Add follows feeds. One that is followed already stays as it is; those that are new
// are given back, as they are written. If one of them cannot be kept, none is added.
func (f *File) Add(subscriptions ...Subscription) ([]Subscription, error) {
	var added []Subscription
	seen := map[string]bool{}
	for _, s := range subscriptions {
		s, err := s.cleaned()
		if err != nil {
			return nil, err
		}
		if _, there := f.doc.byKey[s.Key()]; !there && !seen[s.Key()] {
			seen[s.Key()] = true
			added = append(added, s)
		}
	}
	return added, f.change(func(d *document) (*document, error) { return d.add(added), nil })
}

// Remove stops following a feed, and gives what Restore takes.
func (f *File) Remove(key string) (Removed, error) {
	var removed Removed
	err := f.change(func(d *document) (next *document, err error) {
		next, removed, err = d.remove(key)
		return next, err
	})
	return removed, err
}

// Restore follows a feed again that was removed, where it stood and with all that the
// file said of it.
func (f *File) Restore(removed Removed) error {
	return f.change(func(d *document) (*document, error) { return d.restore(removed), nil })
}

// Update changes what is said of a feed. Only what differs is written.
func (f *File) Update(key string, change func(*Subscription)) error {
	return f.change(func(d *document) (*document, error) { return d.update(key, change) })
}

// Name gives feeds that nobody has named the names that they have for themselves, by their
// keys, all in one change. Who was named or removed meanwhile is left as is.
func (f *File) Name(titles map[string]string) error {
	return f.change(func(d *document) (*document, error) { return d.name(titles), nil })
}

// Rename gives a feed another name; an empty one is that of its server, until the feed
// says what it calls itself.
func (f *File) Rename(key, name string) error {
	return f.Update(key, func(s *Subscription) { s.Name, s.Unnamed = name, false })
}

// Move puts a feed below another category, which need not be there yet.
func (f *File) Move(key string, category []string) error {
	return f.Update(key, func(s *Subscription) { s.Category = category })
}

// Pause has a feed not asked any more, or asked again.
func (f *File) Pause(key string, paused bool) error {
	return f.Update(key, func(s *Subscription) { s.Paused = paused })
}

// change does something to the document, and remembers it until it is saved.
func (f *File) change(c change) error {
	if f.doc.damage != nil {
		return f.damage()
	}
	next, err := c(f.doc)
	if err != nil {
		return err
	}
	if next.damage != nil { // never written, then
		return fmt.Errorf("a change would have damaged the file, and was not made: %w", next.damage.Err)
	}
	if next != f.doc {
		f.doc = next
		f.pending = append(f.pending, c)
	}
	return nil
}

// lockPatience is how long a lock is waited for: who has it only writes a file.
const lockPatience = 10 * time.Second

// Save makes the changes to the file as it is on disk now, in one step: whoever reads
// it sees all of them or none. What cannot be done to it any more, because others
// have changed the file, is the error; the rest is done.
func (f *File) Save(ctx context.Context) (err error) {
	if len(f.pending) == 0 {
		return nil
	}
	target, err := target(f.path)
	if err != nil {
		return &Error{Kind: Unwritable, Path: f.path, Err: err}
	}
	waiting, cancel := context.WithTimeout(ctx, lockPatience)
	defer cancel()
	lock := flock.New(filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+".lock"))
	const retry = 20 * time.Millisecond
	_, err = lock.TryLockContext(waiting, retry)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return &Error{Kind: Unwritable, Path: f.path, Err: errors.New("another program has been writing it for a while; try again")}
	case err != nil:
		return &Error{Kind: Unwritable, Path: f.path, Err: fmt.Errorf("it cannot be locked against other programs: %w", err)}
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	const attempts = 5 // against editors, which know no lock
	for range attempts {
		var done bool
		if done, err = f.save(target); done {
			return err
		}
	}
	return &Error{Kind: Unwritable, Path: f.path, Err: errors.New("it changes all the time")}
}

// target is where the file is that a path leads to, below a folder that is there.
func target(path string) (string, error) {
	if _, err := os.Lstat(path); err == nil {
		return filepath.EvalSymlinks(path)
	}
	return path, os.MkdirAll(filepath.Dir(path), 0o700)
}

// save is one attempt to write the file. Done is false where it was changed
// meanwhile.
func (f *File) save(target string) (done bool, err error) {
	current := &File{path: f.path}
	if err := current.load(); err != nil {
		return true, err
	}
	if current.doc.damage != nil {
		return true, current.damage()
	}
	var failed []error
	if !bytes.Equal(current.data, f.data) || (current.info == nil) != (f.info == nil) {
		for _, change := range f.pending {
			next, err := change(current.doc)
			if err == nil && next.damage != nil {
				err = next.damage.Err
			}
			if err != nil {
				failed = append(failed, err)
				continue
			}
			current.doc = next
		}
	} else {
		current.doc = f.doc
	}
	data := []byte(current.doc.text)
	written, err := replace(target, data, current.info)
	if err != nil {
		return true, &Error{Kind: Unwritable, Path: f.path, Err: err}
	}
	if written == nil {
		return false, nil
	}
	f.data, f.info, f.doc, f.pending = data, written, current.doc, nil
	return true, errors.Join(failed...)
}

// replace puts a new file in the place of one, with its permissions. It gives nil
// where that is not the one that was read.
func replace(path string, data []byte, before fs.FileInfo) (written fs.FileInfo, err error) {
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return nil, err
	}
	defer func() {
		if written == nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	mode := fs.FileMode(0o600)
	if before != nil {
		mode = before.Mode().Perm()
	}
	_, err = file.Write(data)
	if err = errors.Join(err, file.Chmod(mode), file.Sync(), file.Close()); err != nil {
		return nil, err
	}
	switch now, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist) && before == nil:
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, err
	case err != nil || before == nil || !same(now, before):
		return nil, nil
	}
	info, err := os.Stat(file.Name())
	if err != nil {
		return nil, err
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return nil, err
	}
	syncFolder(filepath.Dir(path))
	return info, nil
}

// syncFolder has the system write down where a file is. Where it does not, the old
// file may be back after a power failure, whole.
func syncFolder(path string) {
	folder, err := os.Open(path)
	if err != nil {
		return
	}
	_ = folder.Sync()
	_ = folder.Close()
}
