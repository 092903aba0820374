package files

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
)

// A zip file of a few kilobytes can claim any number of files, of any size. What
// it may cost is bounded by its own size.
const (
	// maxListing is how many bytes the list of files in a zip file may take: half a
	// million files with usual names.
	maxListing = 64 << 20
	// maxArchivedName is how many bytes a path in a zip file may have, as in a folder.
	maxArchivedName = 4096
	// maxRatio is how many times as large as the zip file its articles may be
	// together. Text becomes three to twenty times as small.
	maxRatio = 64
	// leastArchived is how many bytes of articles any zip file may hold, and
	// mostArchived how many none may pass.
	leastArchived = 64 << 20
	mostArchived  = 8 << 30
)

// errListing says that a zip file lists too much to be opened.
var errListing = fmt.Errorf("it lists more files than can be taken in (%d MB of names): unpack it into a folder", maxListing>>20)

// listed is a zip file of which only so much may be read while its list of files
// is read.
type listed struct {
	file io.ReaderAt
	left int64
	done bool // the list is read
}

// ReadAt reads from the file.
func (l *listed) ReadAt(into []byte, offset int64) (int, error) {
	if !l.done {
		if l.left -= int64(len(into)); l.left < 0 {
			return 0, errListing
		}
	}
	return l.file.ReadAt(into, offset)
}

// refuse does not read some files, and says why.
func (a *archived) refuse(problems map[string]string) {
	for i, e := range a.list {
		if problem, refused := problems[e.Path]; refused && !e.Lost && !e.Skipped {
			a.list[i].Problem, a.list[i].Lost = problem, true
			delete(a.files, e.Path)
		}
	}
}

// overlapping gives the files whose data begin within those of another: only
// that who wants to cost much packs a zip file so.
func (a *archived) overlapping() map[string]string {
	type extent struct {
		name       string
		start, end int64 // of the header and the data
	}
	problems := map[string]string{}
	extents := make([]extent, 0, len(a.files))
	for name, f := range a.files {
		const header = 30 // and the name, which the list may spell otherwise
		data, err := f.DataOffset()
		switch {
		case errors.Is(err, zip.ErrFormat), errors.Is(err, io.EOF):
			problems[name] = "The zip file is damaged where this file begins, so it cannot be read."
		case err == nil:
			end := data + int64(min(f.CompressedSize64, 1<<62-1)) //nolint:gosec // it fits now
			extents = append(extents, extent{name, data - header, end})
		}
	}
	slices.SortFunc(extents, func(a, b extent) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.name, b.name)) })
	end := int64(0)
	for _, e := range extents {
		if e.start < end {
			problems[e.name] = "The zip file packs this file into the data of another, so it was not read."
		}
		end = max(end, e.end)
	}
	return problems
}

// tooMuch gives the files that come after so much text that no news is so large.
func (a *archived) tooMuch(size int64) map[string]string {
	most := min(mostArchived, max(leastArchived, maxRatio*size))
	problems := map[string]string{}
	sum := int64(0)
	for _, e := range a.list {
		f := a.files[e.Path]
		if f == nil || e.Lost || e.Skipped {
			continue
		}
		claimed := int64(min(f.UncompressedSize64, MaxFile)) //nolint:gosec // it fits now
		if sum+claimed > most {
			problems[e.Path] = fmt.Sprintf("The files before this one in the zip file have %d MB of text together, so it was not read: unpack it into a folder.", sum>>20)
			continue
		}
		sum += claimed
	}
	return problems
}
