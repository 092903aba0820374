package articles

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"

	"broadsheet/model"
)

const (
	maxFile = 8 << 20  // bytes of a file that are read
	maxHead = 64 << 10 // bytes of a file that are read to list it, if they will do
)

// Read reads the article at path, which is one that Walk found. A file larger
// than 8 MB is cut there, with a note at its end. The error says why nothing can
// be shown; it wraps fs.ErrNotExist where the file has vanished.
func (r *Root) Read(ctx context.Context, o Options, path string) (*model.Article, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, err := r.store.open(path)
	if err != nil {
		return nil, readError(path, err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	info, err := f.Stat()
	if err != nil {
		return nil, readError(path, err)
	}
	data, err := io.ReadAll(io.LimitReader(f, maxFile))
	if err != nil {
		return nil, readError(path, err)
	}
	article := Parse(o, r.key, path, info.ModTime(), data)
	article.RootName = r.name
	return article, nil
}

func readError(path string, err error) error {
	return fmt.Errorf("%s cannot be read: %w", Clean(path), rootCause(err))
}

// Parse makes an article of any bytes. Root is the key of the root that the file
// is in, and modified the time that stands in for a missing date.
func Parse(o Options, root, path string, modified time.Time, data []byte) *model.Article {
	item := listItem(o, root, root, path, modified, data)
	article := &model.Article{Item: *item}
	article.Document, _, article.Problems = parseBody(sniffBody(path, string(data)), string(data), item.Title, item.Image)
	return article
}

func listItem(_ Options, root, rootName, name string, modified time.Time, data []byte) *model.Item {
	return &model.Item{
		ID: model.NewID(root, name), Root: root, RootName: rootName, Path: name,
		Title: displayName(path.Base(name)), Date: modified.UTC(), DateInferred: true,
		Categories: [][]string{{"Uncategorised"}}, Minutes: 1, Size: int64(len(data)),
	}
}

// headReader reads the heads of files, one after the other.
type headReader struct {
	root    *Root
	options Options
	buffer  []byte
}

func (h *headReader) readAll(ctx context.Context, part []entry) []Found {
	found := make([]Found, 0, len(part))
	for _, e := range part {
		if ctx.Err() != nil {
			break
		}
		found = append(found, h.read(e))
	}
	return found
}

func (h *headReader) read(e entry) Found {
	var found Found
	problem := func(text string, unreadable bool) {
		found.Problems = append(found.Problems, model.Problem{
			Root: h.root.key, Path: displayName(e.path), Text: text, Unreadable: unreadable,
		})
	}
	if e.problem != "" {
		problem(e.problem, e.lost)
	}
	if e.lost || e.skipped {
		return found
	}
	f, err := h.root.store.open(e.path)
	if err != nil {
		problem("This file cannot be read: "+reason(err)+".", true)
		return found
	}
	defer f.Close() //nolint:errcheck // nothing was written
	info, err := f.Stat()
	if err != nil {
		problem("This file cannot be read: "+reason(err)+".", true)
		return found
	}
	if h.buffer == nil {
		h.buffer = make([]byte, maxHead)
	}
	n, err := io.ReadFull(f, h.buffer)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		problem("This file cannot be read: "+reason(err)+".", true)
		return found
	}
	found.Item = listItem(h.options, h.root.key, h.root.name, e.path, info.ModTime(), h.buffer[:n])
	found.Item.Size = info.Size()
	return found
}

// displayName makes a file's name fit to be shown.
func displayName(name string) string { return strings.TrimSpace(Clean(name)) }

var _ fs.File = (*archived)(nil)
