package files

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// How long a change waits for others, to be told of with them: until nothing
// more has come for a moment, but not for ever.
const (
	quietTime   = 100 * time.Millisecond
	longestWait = time.Second
)

// mostPaths is how many changed paths are told one by one.
const mostPaths = 5000

// errNotWatched says that nothing tells of changes in a root.
var errNotWatched = errors.New("changes in it are not told by the system")

// Watch calls changed with the paths of what was written, made, renamed or
// removed in a store, or with nil where anything may have changed. It returns when
// ctx ends, or with the reason why the system does not tell of changes.
func Watch(ctx context.Context, s Store, changed func(paths []string)) error {
	place := s.place()
	if place == "" {
		return errNotWatched
	}
	watcher, err := fsnotify.NewBufferedWatcher(1 << 12)
	if err != nil {
		return err
	}
	defer watcher.Close() //nolint:errcheck // nothing was written
	w := &watch{watcher: watcher, place: place, alone: !IsFolder(s), folders: map[string]struct{}{}, paths: map[string]struct{}{}}
	if err := w.begin(); err != nil {
		return err
	}
	return w.run(ctx, changed)
}

// watch is what is known of changes that were not told yet.
type watch struct {
	watcher *fsnotify.Watcher
	place   string              // of the root in the file system
	alone   bool                // the root is a file
	folders map[string]struct{} // those watched
	paths   map[string]struct{} // changed since the last telling
	all     bool                // anything may have changed
}

// begin watches the folder and all below it; of a file the folder that it is in,
// for editors put another file in its place.
func (w *watch) begin() error {
	if w.alone {
		return w.watcher.Add(filepath.Dir(w.place))
	}
	return w.add(w.place)
}

// add watches a folder and all below it. What may not be entered is not watched,
// as it is not read; any other fault ends the watching, for nothing would tell
// of what changes there.
func (w *watch) add(folder string) error {
	return filepath.WalkDir(folder, func(path string, item fs.DirEntry, err error) error {
		switch {
		case err != nil && path != w.place && (IsGone(err) || errors.Is(err, fs.ErrPermission)):
			return nil
		case err != nil:
			return err
		case !item.IsDir():
			return nil
		case path != w.place && isJunk(item.Name()):
			return filepath.SkipDir
		}
		err = w.watcher.Add(path)
		switch {
		case err == nil:
			w.folders[path] = struct{}{}
		case !IsGone(err) && !errors.Is(err, fs.ErrPermission):
			return err
		}
		return nil
	})
}

func (w *watch) run(ctx context.Context, changed func([]string)) error {
	quiet := time.NewTimer(quietTime)
	quiet.Stop()
	var first time.Time // of the changes that wait
	for {
		select {
		case <-ctx.Done():
			return nil
		case event, open := <-w.watcher.Events:
			if !open {
				return errNotWatched
			}
			if err := w.take(event); err != nil {
				return err
			}
		case err, open := <-w.watcher.Errors:
			if !open || !errors.Is(err, fsnotify.ErrEventOverflow) {
				return errors.Join(errNotWatched, err)
			}
			w.all = true
		case <-quiet.C:
			changed(w.told())
			first = time.Time{}
		}
		if len(w.paths) == 0 && !w.all {
			continue
		}
		now := time.Now() //nolint:forbidigo // a timer's time, which no reader sees
		if first.IsZero() {
			first = now
		}
		quiet.Reset(min(quietTime, max(0, longestWait-now.Sub(first))))
	}
}

// take notes what an event is about. A new folder may hold files already, and so
// may one that can be entered now.
func (w *watch) take(event fsnotify.Event) error {
	if w.alone {
		w.all = w.all || event.Name == w.place
		return nil
	}
	name, err := filepath.Rel(w.place, event.Name)
	if err != nil || name == "." {
		w.all = true
		return nil
	}
	info, err := os.Lstat(event.Name)
	isFolder := err == nil && info.IsDir()
	_, wasFolder := w.folders[event.Name]
	arrived := event.Has(fsnotify.Create) || event.Has(fsnotify.Chmod) && !wasFolder
	if isFolder && arrived && !isJunk(filepath.Base(name)) {
		if err := w.add(event.Name); err != nil {
			return err
		}
	}
	if err != nil {
		delete(w.folders, event.Name)
	}
	if slashed := filepath.ToSlash(name); isFolder || wasFolder || isArticleName(slashed) {
		w.paths[slashed] = struct{}{}
	}
	w.all = w.all || len(w.paths) > mostPaths
	return nil
}

// told gives what has changed, and forgets it.
func (w *watch) told() []string {
	paths := make([]string, 0, len(w.paths))
	for path := range w.paths {
		paths = append(paths, path)
	}
	if w.all {
		paths = nil
	}
	clear(w.paths)
	w.all = false
	return paths
}
