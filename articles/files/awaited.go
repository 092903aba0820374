package files

import (
	"context"
	"io/fs"
	"path/filepath"
	"strings"
	"sync/atomic"
)

// awaited is the store of a root that could not be opened yet, as one on a disk that is
// not there: what is asked of it fails until a Refresh finds it.
type awaited struct {
	resolve func() (string, error) // the real path, as soon as there is one
	given   string                 // the path that it was named by
	missing atomic.Pointer[error]  // why it could not be opened when that was last tried
	found   atomic.Pointer[Store]  // nil: it was not there yet
}

// Await makes a store of what cannot be opened now. Resolve gives its real path as soon
// as it is there, and why is what has kept it from being opened so far.
func Await(resolve func() (string, error), given string, why error) Store {
	a := &awaited{resolve: resolve, given: given}
	a.missing.Store(&why)
	return a
}

// Missing says why a store could not be opened so far; nil: it could.
func Missing(s Store) error {
	if a, is := s.(*awaited); is && a.found.Load() == nil {
		return *a.missing.Load()
	}
	return nil
}

// store is what was found, or why nothing was.
func (a *awaited) store() (Store, error) {
	if found := a.found.Load(); found != nil {
		return *found, nil
	}
	return nil, *a.missing.Load()
}

// Refresh opens what is at the path now, if there was nothing before. It must not be
// called by several at once.
func (a *awaited) Refresh() error {
	if found := a.found.Load(); found != nil {
		return (*found).Refresh()
	}
	resolved, err := a.resolve()
	var opened Store
	if err == nil {
		opened, err = Open(resolved, a.given)
	}
	if err != nil {
		a.missing.Store(&err)
		return err
	}
	a.found.Store(&opened)
	return nil
}

func (a *awaited) Walk(ctx context.Context, visit func(Entry) error) error {
	s, err := a.store()
	if err != nil {
		return err
	}
	return s.Walk(ctx, visit)
}

func (a *awaited) Look(ctx context.Context, paths []string, visit func(Entry) error) error {
	s, err := a.store()
	if err != nil {
		return err
	}
	return s.Look(ctx, paths, visit)
}

func (a *awaited) Open(name string) (fs.File, error) {
	s, err := a.store()
	if err != nil {
		return nil, err
	}
	return s.Open(name)
}

func (a *awaited) Reader() Reader {
	if s, err := a.store(); err == nil {
		return s.Reader()
	}
	stat := func(string) (fs.FileInfo, error) { return nil, *a.missing.Load() }
	return Reader{a.Open, stat, func() {}}
}

func (a *awaited) place() string {
	if s, err := a.store(); err == nil {
		return s.place()
	}
	return ""
}

func (a *awaited) Close() error {
	if s, err := a.store(); err == nil {
		return s.Close()
	}
	return nil
}

// opened is the store that was found where one was awaited, else the store itself.
func opened(s Store) Store {
	if a, is := s.(*awaited); is {
		if found := a.found.Load(); found != nil {
			return *found
		}
	}
	return s
}

// seemsFolder says whether what is awaited is a folder, as far as its name tells.
func (a *awaited) seemsFolder() bool {
	return !strings.EqualFold(filepath.Ext(a.given), ".zip") && !isArticleName(a.given)
}
