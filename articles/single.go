package articles

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// single is the store of a root that is one file.
type single struct{ file string }

func openSingle(file string) (*single, error) {
	s := &single{file}
	f, err := s.open(filepath.Base(file))
	if err != nil {
		return nil, err
	}
	return s, f.Close()
}

func (s *single) walk(_ context.Context, visit func(entry) error) error {
	return visit(entry{path: filepath.Base(s.file)})
}

func (s *single) look(ctx context.Context, _ []string, visit func(entry) error) error {
	if _, err := os.Stat(s.file); errors.Is(err, fs.ErrNotExist) {
		return visit(entry{path: filepath.Base(s.file), gone: true})
	}
	return s.walk(ctx, visit)
}

func (s *single) open(name string) (fs.File, error) {
	if name != filepath.Base(s.file) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	f, err := os.OpenFile(s.file, os.O_RDONLY|withoutWaiting, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (s *single) reader() reader {
	stat := func(string) (fs.FileInfo, error) { return os.Stat(s.file) }
	return reader{s.open, stat, func() {}}
}

func (s *single) refresh() error { return nil }

func (s *single) place() string { return s.file }

func (s *single) close() error { return nil }
