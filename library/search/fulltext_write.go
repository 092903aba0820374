package search

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"slices"
	"sort"

	"broadsheet/library/sqlite"
	"broadsheet/model"
)

// fullTextWriter writes an index while it holds the lock beside it.
type fullTextWriter struct {
	sqlite.Database
	index   *fullText
	unlock  func() error
	written int64 // counts the transactions
	places  places
	pause   func(context.Context) // waits while there is something more urgent to do
	sealed  bool                  // there are sums of what is in it
}

// document is an article on its way into the index.
type document struct {
	row    uint32
	key    model.Key
	stamp  uint64
	tokens []byte
	again  bool // the row is in the index already, with an older text
}

// writer opens the index for writing, and makes it where there is none. There
// is no writer, and no error, where another process has the lock. An index that
// is of no use is removed; the error that says why comes with the new writer.
// Writing and verifying it pauses now and then.
func (f *fullText) writer(ctx context.Context, pause func(context.Context)) (w *fullTextWriter, replaced, err error) {
	unlock, err := f.tryLock()
	if unlock == nil || err != nil {
		return nil, nil, err
	}
	const shortLog = "&_pragma=journal_size_limit(33554432)" // it has grown much larger where much was written
	w = &fullTextWriter{index: f, unlock: unlock, pause: pause}
	w.Database = sqlite.Database{Path: f.path, Schema: fullTextSchema(), Pages: f.pages, Options: smallCache + shortLog}
	err = w.openIndex(ctx)
	if sqlite.IsDamaged(err) || sqlite.IsObsolete(err) {
		replaced = err
		if err = errors.Join(w.Close(), f.remove()); err == nil {
			err = w.openIndex(ctx)
		}
	}
	if err != nil {
		return nil, nil, errors.Join(err, w.end())
	}
	return w, replaced, nil
}

func (w *fullTextWriter) openIndex(ctx context.Context) error {
	if _, err := os.Stat(w.Path); errors.Is(err, fs.ErrNotExist) {
		if err := w.unseal(); err != nil {
			return err
		}
	}
	if err := w.Open(ctx, true); err != nil {
		return err
	}
	if err := w.verify(ctx); err != nil {
		return err
	}
	var err error
	if _, w.written, err = countDocuments(ctx, w.Connection); err != nil {
		return err
	}
	if err := w.index.refresh(ctx); err != nil {
		return err
	}
	return w.index.open(ctx)
}

// tune says whether much is to be written, and with how much memory for what
// makes a segment. Where there is much, segments are merged only when there are
// many of them, which writes everything twice instead of four times.
func (w *fullTextWriter) tune(ctx context.Context, much bool, memory int) error {
	automerge, crisismerge := 8, 16
	if much {
		automerge, crisismerge = 0, 64
	}
	for name, value := range map[string]int{"automerge": automerge, "crisismerge": crisismerge, "hashsize": memory} {
		if _, err := w.Connection.ExecContext(ctx, "insert into texts (texts, rank) values (?, ?)", name, value); err != nil {
			return err
		}
	}
	return nil
}

// put writes documents, which are sorted by their rows, all or none of them.
func (w *fullTextWriter) put(ctx context.Context, batch []document) error {
	if len(batch) == 0 {
		return nil
	}
	slices.SortFunc(batch, func(a, b document) int { return int(a.row) - int(b.row) })
	err := w.Transaction(ctx, func(tx *sql.Tx) error { return w.insert(ctx, tx, batch) })
	if err != nil {
		return err
	}
	w.written++
	return w.index.change(ctx, w.index.held().with(batch), w.written)
}

func (w *fullTextWriter) insert(ctx context.Context, tx *sql.Tx, batch []document) error {
	insertion, err := tx.PrepareContext(ctx, "insert into texts (rowid, text) values (?, ?)")
	if err != nil {
		return err
	}
	defer insertion.Close() //nolint:errcheck // the commit tells whether all is written
	entry, err := tx.PrepareContext(ctx, "insert or replace into documents (row, article, stamp, written) values (?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer entry.Close() //nolint:errcheck // as above
	for _, d := range batch {
		w.pause(ctx)
		if d.again {
			if _, err := tx.ExecContext(ctx, "delete from texts where rowid = ?", d.row); err != nil {
				return err
			}
		}
		if _, err := insertion.ExecContext(ctx, d.row, d.tokens); err != nil {
			return err
		}
		if _, err := entry.ExecContext(ctx, d.row, int64(d.key), int64(d.stamp), w.written+1); err != nil { //nolint:gosec // any 64 bits
			return err
		}
	}
	return nil
}

// remove takes rows, in order, out of the index.
func (w *fullTextWriter) remove(ctx context.Context, rows []uint32) error {
	const most = 2000
	for len(rows) > 0 {
		part := rows[:min(most, len(rows))]
		rows = rows[len(part):]
		err := w.Transaction(ctx, func(tx *sql.Tx) error {
			for _, row := range part {
				if _, err := tx.ExecContext(ctx, "delete from texts where rowid = ?", row); err != nil {
					return err
				}
				if _, err := tx.ExecContext(ctx, "delete from documents where row = ?", row); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if err := w.index.change(ctx, w.index.held().without(part), w.written); err != nil {
			return err
		}
	}
	return nil
}

// end lets another process write.
func (w *fullTextWriter) end() error { return errors.Join(w.Close(), w.unlock()) }

// places finds rows for new articles, so that the rows stay in the order of the
// articles' positions in the list, the newest first.
type places struct {
	rows      []uint32
	positions []uint32 // of each row's article or, if that is greater, of one before it
}

const (
	// firstRow is the row of the first article of all. Later ones go before it.
	firstRow = 1 << 20
	// rowStep is how far the rows of neighbours are apart, so that there is room
	// between them for some that come later.
	rowStep = 4
)

// take gives a row for an article at a position. Where there is no room it is
// one at the front, which a search makes up for: see mapping.latest. It is false
// where there is no room there either.
func (p *places) take(position uint32) (row uint32, ok bool) {
	n := len(p.rows)
	at := sort.Search(n, func(i int) bool { return p.positions[i] > position })
	switch {
	case n == 0:
		row = firstRow
	case at == n:
		row = p.rows[n-1] + rowStep
	case at > 0 && p.rows[at]-p.rows[at-1] > 1:
		row = p.rows[at-1] + (p.rows[at]-p.rows[at-1])/2
	case p.rows[0] > rowStep:
		row, at = p.rows[0]-rowStep, 0
		position = min(position, p.positions[0])
	default:
		return 0, false
	}
	p.rows, p.positions = slices.Insert(p.rows, at, row), slices.Insert(p.positions, at, position)
	return row, true
}

// begin empties the index.
func (w *fullTextWriter) begin(ctx context.Context) error {
	if err := errors.Join(w.Close(), w.index.remove()); err != nil {
		return err
	}
	return w.openIndex(ctx)
}
