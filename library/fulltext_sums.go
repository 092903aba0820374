package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"broadsheet/library/checksum"
	"broadsheet/library/sqlite"
)

// textSums are the checksums of a full-text index as it was when it was last
// brought up to date. SQLite has none for what is in its pages, so that a bit that
// turned makes another word of one and no search finds it any more.
//
// They are in a file beside the index, which is removed before anything is written
// to it: while it is there, the index is what the sums say, or damaged. The date of
// the index has no part in that, for a copy of both is as good.
type textSums struct {
	Version  int
	Pages    int
	Blocks   []uint32 // CRC-32C of so many pages after each other, blockPages
	Checksum uint32   // of all the above
}

const (
	textSumsName    = "text.sums"
	textSumsVersion = 1
	// blockPages are a megabyte.
	blockPages = 256
)

func (f *fullText) sumsPath() string { return filepath.Join(filepath.Dir(f.path), textSumsName) }

func (s textSums) checksum() (uint32, error) {
	s.Checksum = 0
	data, err := json.Marshal(s)
	return checksum.Of(data), err
}

func (s textSums) equal(other textSums) bool {
	return s.Checksum == other.Checksum && s.Pages == other.Pages && slices.Equal(s.Blocks, other.Blocks)
}

// readSums gives the sums that are kept. Where there are none, or none that can be
// trusted, the error is fs.ErrNotExist: they say nothing against the index.
func (f *fullText) readSums() (sums textSums, err error) {
	data, err := os.ReadFile(f.sumsPath())
	if err != nil {
		return sums, err
	}
	if err := json.Unmarshal(data, &sums); err != nil {
		return sums, fmt.Errorf("%w: %w", fs.ErrNotExist, err)
	}
	own, err := sums.checksum()
	if err == nil && (sums.Version != textSumsVersion || sums.Checksum != own) {
		err = fs.ErrNotExist
	}
	return sums, err
}

// writeSums keeps sums, wholly or not at all.
func (f *fullText) writeSums(sums textSums) error {
	data, err := json.Marshal(sums)
	if err != nil {
		return err
	}
	return writeFile(f.sumsPath(), data)
}

// sumPages reads all of the index, and gives its sums. It goes through SQLite, for
// two reasons: what is still in the log counts, and a file that is opened and closed
// beside SQLite takes away the locks that it has on it. Before each block it pauses.
func sumPages(ctx context.Context, from sqlite.Querier, pause func(context.Context)) (textSums, error) {
	sums := textSums{Version: textSumsVersion}
	sum := uint32(0)
	var page sql.RawBytes
	err := sqlite.EachRow(ctx, from, "select data from sqlite_dbpage order by pgno", nil, func(rows *sql.Rows) error {
		if sums.Pages%blockPages == 0 {
			if pause(ctx); sums.Pages > 0 {
				sums.Blocks, sum = append(sums.Blocks, sum), 0
			}
		}
		sums.Pages++
		err := rows.Scan(&page)
		sum = checksum.Add(sum, page)
		return err
	})
	if err != nil {
		return sums, err
	}
	sums.Blocks = append(sums.Blocks, sum)
	sums.Checksum, err = sums.checksum()
	return sums, err
}

// differ says in an error what is not as the sums have it.
func (s textSums) differ(found textSums) error {
	if s.equal(found) {
		return nil
	}
	for i := range min(len(s.Blocks), len(found.Blocks)) {
		if s.Blocks[i] != found.Blocks[i] {
			return fmt.Errorf("%w, in its megabyte %d", checksum.ErrDamaged, i+1)
		}
	}
	return fmt.Errorf("%w: it had %d pages, and has %d", checksum.ErrDamaged, s.Pages, found.Pages)
}

// verify holds the index against its sums, unless this process has done so, and
// finds out whether there are any. The writer has the lock: nobody else writes.
func (w *fullTextWriter) verify(ctx context.Context) error {
	if w.index.broken.Load() {
		return checksum.ErrDamaged
	}
	sums, err := w.index.readSums()
	if w.sealed = err == nil; errors.Is(err, fs.ErrNotExist) {
		return nil // they are written when the indexing is done
	}
	if err != nil || w.index.verified.Load() {
		return err
	}
	found, err := sumPages(ctx, w.Connection, w.pause)
	if err == nil {
		err = sums.differ(found)
	}
	if err == nil {
		w.index.verified.Store(true)
	}
	return err
}

// unseal removes the sums, before the index is written to.
func (w *fullTextWriter) unseal() error {
	w.sealed = false
	return removeIfThere(w.index.sumsPath())
}

// seal keeps the sums of what was written, if it has none.
func (w *fullTextWriter) seal(ctx context.Context) error {
	if w.sealed {
		return nil
	}
	sums, err := sumPages(ctx, w.Connection, w.pause)
	if err != nil {
		return err
	}
	w.index.verified.Store(true)
	if err := w.index.writeSums(sums); err != nil {
		return err
	}
	w.sealed = true
	return nil
}

// verifyBeside holds an index that another process may be writing against its sums,
// and changes nothing. Sums that were not there all the time say nothing.
func (f *fullText) verifyBeside(ctx context.Context) (err error) {
	sums, err := f.readSums()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	found, err := sumPages(ctx, f.readers(), func(context.Context) {})
	if err != nil {
		return err
	}
	if now, err := f.readSums(); err != nil || !now.equal(sums) {
		return nil //nolint:nilerr // it is being written, and whoever does so looks at it
	}
	return sums.differ(found)
}
