package articles

import (
	"archive/zip"
	"context"
	"io/fs"
	"strings"
)

// archive is the store of a root that is a zip file.
type archive struct {
	reader *zip.ReadCloser
	files  map[string]*zip.File
	list   []entry
}

func openArchive(file string) (*archive, error) {
	reader, err := zip.OpenReader(file)
	if err != nil {
		return nil, err
	}
	a := &archive{reader: reader, files: map[string]*zip.File{}}
	for _, f := range reader.File {
		if strings.HasSuffix(f.Name, "/") || !isArticleName(f.Name) {
			continue
		}
		a.files[f.Name] = f
		a.list = append(a.list, entry{path: f.Name})
	}
	return a, nil
}

func (a *archive) close() error { return a.reader.Close() }

func (a *archive) walk(_ context.Context, visit func(entry) error) error {
	for _, e := range a.list {
		if err := visit(e); err != nil {
			return err
		}
	}
	return nil
}

func (a *archive) open(name string) (fs.File, error) {
	f, ok := a.files[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	content, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &archived{readCloser: content, info: f.FileInfo()}, nil
}

// archived is an open file of a zip file.
type archived struct {
	readCloser
	info fs.FileInfo
}

type readCloser = interface {
	Read(p []byte) (int, error)
	Close() error
}

// Stat describes the file.
func (a *archived) Stat() (fs.FileInfo, error) { return a.info, nil }
