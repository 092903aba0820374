package files

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
	f, err := s.Open(filepath.Base(file))
	if err != nil {
		return nil, err
	}
	return s, f.Close()
}

func (s *single) Walk(_ context.Context, visit func(Entry) error) error {
	return visit(Entry{Path: filepath.Base(s.file)})
}

func (s *single) Look(ctx context.Context, _ []string, visit func(Entry) error) error {
	if _, err := os.Stat(s.file); errors.Is(err, fs.ErrNotExist) {
		return visit(Entry{Path: filepath.Base(s.file), Gone: true})
	}
	return s.Walk(ctx, visit)
}

func (s *single) Open(name string) (fs.File, error) {
	if name != filepath.Base(s.file) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return OpenRegular(s.file)
}

// OpenRegular opens a regular file, and nothing else: a pipe in its place would be waited
// for without end, and is ErrNotRegular.
func OpenRegular(path string) (fs.File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|withoutWaiting, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = ErrNotRegular
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (s *single) Reader() Reader {
	stat := func(string) (fs.FileInfo, error) { return os.Stat(s.file) }
	return Reader{s.Open, stat, func() {}}
}

func (s *single) Refresh() error { return nil }

func (s *single) place() string { return s.file }

func (s *single) Close() error { return nil }
