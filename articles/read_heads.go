package articles

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"

	"broadsheet/articles/files"
	"broadsheet/articles/html/pagehead"
	"broadsheet/model"
)

// headReader reads the heads of files, one after the other.
type headReader struct {
	root       *Root
	options    Options
	reader     files.Reader
	known      func(path string, stamp files.Stamp) bool // nil: nothing is
	buffer     []byte
	pieces     *bufio.Reader         // of the rest of a page
	categories map[string][][]string // those met so far, which many items share
	authors    map[string]string
}

func (h *headReader) readAll(ctx context.Context, part []files.Entry) []Found {
	found := make([]Found, 0, len(part))
	for _, e := range part {
		if ctx.Err() != nil {
			break
		}
		found = append(found, h.read(e))
	}
	return found
}

// read reads one file's head.
func (h *headReader) read(e files.Entry) Found {
	found := Found{Path: e.Path}
	if failure := h.options.guard(e.Path, func() { h.readHead(e, &found) }); failure != nil {
		f := &file{root: h.root.key, path: e.Path}
		f.problems = []model.Problem{{Text: "This file cannot be read: the program failed on it (" + failure.cause() + ").", Unreadable: true}}
		found.Item, found.Problems, found.Failed = nil, f.allProblems(), true
	}
	return found
}

func (h *headReader) readHead(e files.Entry, found *Found) {
	if h.known != nil && !e.Gone && !e.Lost && !e.Skipped {
		info := e.Info
		if info == nil {
			info, _ = h.reader.Stat(e.Path) // what cannot be looked at cannot be read: that is told then
		}
		if info != nil {
			if found.Stamp = files.StampOf(info); h.known(e.Path, found.Stamp) {
				found.Known = true
				return
			}
		}
	}
	f := &file{options: h.options, root: h.root.key, rootName: h.root.name, path: e.Path}
	if e.Problem != "" {
		f.problems = append(f.problems, model.Problem{Text: e.Problem, Unreadable: e.Lost})
	}
	if e.Lost || e.Skipped || e.Gone {
		found.Problems, found.Failed = f.allProblems(), e.Failed
		return
	}
	readable, err := h.readFile(f, found)
	switch {
	case err != nil && files.IsGone(err):
		*found = Found{Path: e.Path} // since its name was read
		return
	case err != nil:
		f.problems = append(f.problems, model.Problem{Text: "This file cannot be read: " + files.Reason(err) + ".", Unreadable: true})
		found.Failed = MayPass(err)
	}
	found.Problems = f.allProblems()
	if err != nil || !readable {
		return
	}
	item := f.item
	h.share(&item)
	found.Item = &item
}

// readFile reads the beginning of a file, and more of it where the front matter
// does not end in that.
func (h *headReader) readFile(f *file, found *Found) (readable bool, err error) {
	opened, err := h.reader.Open(f.path)
	if err != nil {
		return false, err
	}
	defer opened.Close() //nolint:errcheck // nothing was written
	info, err := opened.Stat()
	if err != nil {
		return false, err
	}
	found.Stamp = files.StampOf(info)
	if h.buffer == nil {
		h.buffer = make([]byte, maxHead)
	}
	n, err := io.ReadFull(opened, h.buffer)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		if err = nil; int64(n) < info.Size() {
			err = errShrunk
		}
	}
	switch {
	case err != nil && n == 0:
		return false, err
	case err != nil:
		h.readInPart(f, found, err)
	}
	f.modified, f.size = info.ModTime(), max(info.Size(), int64(n))
	before := len(f.problems)
	f.cut = f.size > int64(n)
	readable = f.readHead(h.buffer[:n])
	if err != nil || !f.cut {
		return readable, nil
	}
	wide := bytes.IndexByte(h.buffer[:n], 0) >= 0 // ASCII is not itself in it
	var data []byte
	switch {
	case f.head.Open, f.page.Open, f.page.Data && wide:
		data, err = h.readOn(f, opened, n)
	case f.page.Data:
		if h.pieces == nil {
			h.pieces = bufio.NewReaderSize(nil, pieceSize)
		}
		data, err = pagehead.Below(h.buffer[:n], opened, h.pieces)
	}
	if err != nil {
		h.readInPart(f, found, err)
		return readable, nil // what was read will do for now
	}
	if data == nil {
		return readable, nil
	}
	f.problems = f.problems[:before]
	return f.readHead(data), nil
}

// readOn reads more of a file whose beginning was not enough.
func (h *headReader) readOn(f *file, opened io.Reader, n int) (data []byte, err error) {
	most := longHead
	if f.page.Open || f.page.Data {
		most = longPage
	}
	data = append(make([]byte, 0, min(int64(most), f.size)+bytes.MinRead), h.buffer[:n]...)
	rest := bytes.NewBuffer(data)
	_, err = rest.ReadFrom(io.LimitReader(opened, int64(most-maxHead)))
	f.cut = f.size > int64(rest.Len())
	return rest.Bytes(), err
}

// readInPart notes that only the beginning of a file could be read.
func (h *headReader) readInPart(f *file, found *Found, err error) {
	f.problem(0, "This file could be read only in part: "+files.Reason(err)+".")
	found.Failed = MayPass(err)
}

// share makes an item use the very categories and author of earlier ones, where
// they are the same: a library holds many thousand items.
func (h *headReader) share(item *model.Item) {
	const most = 10_000
	if h.categories == nil || len(h.categories) > most || len(h.authors) > most {
		h.categories, h.authors = map[string][][]string{}, map[string]string{}
	}
	var key []byte
	for _, path := range item.Categories {
		for _, name := range path {
			key = append(append(key, name...), '\x1f')
		}
		key = append(key, '\x1e')
	}
	if categories, met := h.categories[string(key)]; met {
		item.Categories = categories
	} else {
		h.categories[string(key)] = item.Categories
	}
	if author, met := h.authors[item.Author]; met {
		item.Author = author
	} else {
		h.authors[item.Author] = item.Author
	}
}
