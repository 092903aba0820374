package files

import (
	"archive/zip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"broadsheet/articles/charset"
	"broadsheet/articles/gate"
)

// archive is the store of a root that is a zip file.
type archive struct {
	path     string
	contents atomic.Pointer[archived]

	mu     sync.Mutex
	left   []io.Closer // what was there before, which readers may still use
	closed bool
}

// archived is an open zip file.
type archived struct {
	source *os.File
	info   fs.FileInfo
	files  map[string]*zip.File // by the name that they are shown under
	beside map[string]*zip.File // what says something of articles and is none
	list   []Entry
}

func openArchive(name string) (*archive, error) {
	opened, err := readArchive(name)
	if err != nil {
		return nil, err
	}
	a := &archive{path: name}
	a.contents.Store(opened)
	return a, nil
}

func readArchive(name string) (*archived, error) {
	source, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := source.Stat()
	if err != nil {
		return nil, errors.Join(err, source.Close())
	}
	listing := &listed{file: source, left: maxListing}
	reader, err := zip.NewReader(listing, info.Size())
	switch {
	case errors.Is(err, errListing):
		return nil, errors.Join(err, source.Close())
	case err != nil:
		return nil, errors.Join(fmt.Errorf("it is damaged or no zip file (%w)", err), source.Close())
	}
	listing.done = true
	opened := newArchived(reader, info.Size())
	opened.source, opened.info = source, info
	return opened, nil
}

// Refresh goes on with the zip file that is at the path now, if it is another
// one or was written since.
func (a *archive) Refresh() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	there, err := os.Stat(a.path)
	if err != nil {
		return err
	}
	open := a.contents.Load().info
	if os.SameFile(there, open) && there.ModTime().Equal(open.ModTime()) && there.Size() == open.Size() {
		return nil
	}
	opened, err := readArchive(a.path)
	if err != nil {
		return err
	}
	a.left = append(a.left, a.contents.Swap(opened).source)
	return nil
}

func (a *archive) place() string { return a.path }

// newArchived lists what a zip file of a size holds.
func newArchived(reader *zip.Reader, size int64) *archived {
	a := &archived{files: map[string]*zip.File{}, beside: map[string]*zip.File{}}
	for _, f := range reader.File {
		written := archivedName(f)
		name, inside := insideName(written)
		if path.Base(name) == SiteFile && f.Mode().IsRegular() && len(name) <= maxArchivedName {
			a.beside[name] = f
		}
		if strings.HasSuffix(written, "/") || !isArticleName(name) || isJunkPath(name) {
			continue
		}
		e := Entry{Path: name}
		switch {
		case len(name) > maxArchivedName:
			e.Path = string(charset.WholeCharacters([]byte(name[:maxArchivedName])))
			e.Problem, e.Lost = "The name of this file in the zip file is too long, so it was not read.", true
		case !f.Mode().IsRegular():
			e.Problem, e.Skipped = "This is a link or a device inside a zip file, so it was not read.", true
		case a.files[name] != nil:
			e.Problem, e.Lost = "The zip file holds another file of this name, and only one of them can be shown.", true
		case f.Flags&1 != 0:
			e.Problem, e.Lost = "This file is encrypted in the zip file, so it cannot be read.", true
		default:
			a.files[name] = f
			if !inside {
				e.Problem = "The zip file puts this file outside of itself, as " + gate.Clean(written) + "; it is shown as if it were inside."
			}
		}
		a.list = append(a.list, e)
	}
	a.refuse(a.overlapping())
	a.refuse(a.tooMuch(size))
	return a
}

// archivedName gives a file's name as it was meant. A name that is not marked
// as UTF-8 may be in the encoding of the machine that the zip was made on: the
// one that its letters tell, but where those are Latin, the one of DOS.
func archivedName(f *zip.File) string {
	name := f.Name
	if meant := unicodeName(f); meant != "" {
		name = meant
	} else if !utf8.ValidString(name) {
		if text, latin := charset.Name(name); !latin {
			name = text
		} else if text, err := charmap.CodePage437.NewDecoder().String(name); err == nil {
			name = text
		}
	}
	return strings.ReplaceAll(name, `\`, "/")
}

// unicodeName gives the name of Info-ZIP's Unicode Path field, which many
// programs write beside one in another encoding; or "".
func unicodeName(f *zip.File) string {
	const unicodePath = 0x7075
	for extra := f.Extra; len(extra) >= 4; {
		kind, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if extra = extra[4:]; size > len(extra) {
			break
		}
		field := extra[:size]
		extra = extra[size:]
		if kind != unicodePath || size < 6 || field[0] != 1 || !utf8.Valid(field[5:]) {
			continue
		}
		if binary.LittleEndian.Uint32(field[1:]) == crc32.ChecksumIEEE([]byte(f.Name)) {
			return string(field[5:])
		}
	}
	return ""
}

// insideName gives the path in the zip file that a name leads to when the root
// of the zip file is taken for the root of all.
func insideName(written string) (name string, inside bool) {
	if len(written) > 2 && written[1] == ':' && written[2] == '/' { // C:/
		written = written[2:]
	}
	name = strings.TrimPrefix(path.Clean("/"+written), "/")
	return name, name == strings.TrimPrefix(path.Clean(written), "./")
}

// isJunkPath says whether a path is nothing that was written for readers, or
// is in a folder that is not.
func isJunkPath(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if isJunk(part) {
			return true
		}
	}
	return false
}

func (a *archive) Close() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.closed { // a library closes its roots, and so does who opened them
		return nil
	}
	a.closed = true
	failures := []error{a.contents.Load().source.Close()}
	for _, source := range a.left {
		failures = append(failures, source.Close())
	}
	a.left = nil
	return errors.Join(failures...)
}

func (a *archive) Walk(ctx context.Context, visit func(Entry) error) error {
	for _, e := range a.contents.Load().list {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := visit(e); err != nil {
			return err
		}
	}
	return nil
}

// Look gives nothing: what is in an open zip file does not change.
func (a *archive) Look(context.Context, []string, func(Entry) error) error { return nil }

func (a *archive) Open(name string) (fs.File, error) {
	contents := a.contents.Load()
	f, ok := contents.files[name]
	if !ok {
		f, ok = contents.beside[name]
	}
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	content, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &archivedFile{ReadCloser: content, info: f.FileInfo()}, nil
}

func (a *archive) Reader() Reader {
	stat := func(name string) (fs.FileInfo, error) {
		if f, ok := a.contents.Load().files[name]; ok {
			return f.FileInfo(), nil
		}
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return Reader{a.Open, stat, func() {}}
}

// archivedFile is an open file of a zip file.
type archivedFile struct {
	io.ReadCloser
	info fs.FileInfo
}

// Read reads on. Data that end too early say that the zip file is damaged, not
// that the file has become shorter.
func (a *archivedFile) Read(into []byte) (int, error) {
	n, err := a.ReadCloser.Read(into)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = zip.ErrFormat
	}
	return n, err
}

// Stat describes the file.
func (a *archivedFile) Stat() (fs.FileInfo, error) { return a.info, nil }
