package search

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/gofrs/flock"

	"broadsheet/library/cache"
	"broadsheet/library/checksum"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

// fullText is the full-text index of one root: a database of its own, so that
// writing it holds up nothing else, and damage to it costs nothing else. One
// process at a time writes it, while it holds the lock beside it; many read.
//
// The rows of the index are in the order of the articles' dates, the newest
// first, so that the newest hits come first without sorting. They are small
// numbers with some room between them, because every word of every article
// costs as many bytes as they have.
type fullText struct {
	path  string
	pages int // how large the file may grow, in pages; 0: without bounds; for tests

	verified atomic.Bool // this process has held it against its sums, or written them
	broken   atomic.Bool // SQLite has said so while it was asked

	mu        sync.Mutex
	pool      *sql.DB     // nil: not open
	file      fs.FileInfo // what is open
	watch     *sql.Conn   // sees whether another process has written
	version   int64       // what it saw last
	written   int64       // the last transaction that documents are from
	documents documents
}

// documents are what an index holds, by row. Those that were handed out are
// never changed.
type documents struct {
	rows       []uint32
	keys       []model.Key
	stamps     []uint64
	generation int // counts the changes
}

//go:embed migrations/*.sql
var fullTextMigrations embed.FS

// fullTextSchema is that of a root's full-text index ("bstx").
func fullTextSchema() sqlite.Schema {
	return sqlite.Schema{Scripts: fullTextMigrations, Application: 0x62737478, Cache: true}
}

// FileName is the file of an index, in the folder of a root's caches, and
// fullTextLock the one that says whose it is to write.
const (
	FileName     = "text.db"
	fullTextLock = "text.lock"
)

// smallCache bounds what SQLite keeps in memory of the index for each connection.
const smallCache = "&_pragma=cache_size(-1000)"

// open opens the index for reading, if it is not open. The error is
// fs.ErrNotExist where there is none.
func (f *fullText) open(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.pool != nil {
		return nil
	}
	if _, err := os.Stat(f.path); err != nil {
		return err
	}
	err := f.connect(ctx, "&_pragma=query_only(1)")
	if sqlite.CannotWrite(err) { // nor can SQLite put beside it what it needs to share it
		err = f.connect(ctx, "&mode=ro&immutable=1")
	}
	return err
}

func (f *fullText) connect(ctx context.Context, options string) (err error) {
	const readers = 4
	pool, err := sqlite.OpenPool(f.path, smallCache+options, readers)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.disconnect())
		}
	}()
	f.pool = pool
	if f.file, err = os.Stat(f.path); err != nil {
		return err
	}
	if f.watch, err = pool.Conn(ctx); err != nil {
		return err
	}
	if err := fullTextSchema().CheckCache(ctx, f.watch); err != nil {
		return err
	}
	return f.load(ctx)
}

// load reads which articles are in the index. The caller holds the lock.
func (f *fullText) load(ctx context.Context) error {
	if err := f.watch.QueryRowContext(ctx, "pragma data_version").Scan(&f.version); err != nil {
		return err
	}
	count, written, err := countDocuments(ctx, f.watch)
	if err != nil {
		return err
	}
	f.written = written
	// All of it at once, and nothing besides, for there may be much.
	loaded := documents{
		rows: make([]uint32, 0, count), keys: make([]model.Key, 0, count), stamps: make([]uint64, 0, count),
		generation: f.documents.generation + 1,
	}
	err = sqlite.EachRow(ctx, f.watch, "select row, article, stamp from documents order by row", nil, func(rows *sql.Rows) error {
		var row, article, stamp int64
		if err := rows.Scan(&row, &article, &stamp); err != nil {
			return fmt.Errorf("%w: %w", checksum.ErrDamaged, err)
		}
		loaded.rows = append(loaded.rows, uint32(row))        //nolint:gosec // as we wrote it
		loaded.keys = append(loaded.keys, model.Key(article)) //nolint:gosec // as we wrote it
		loaded.stamps = append(loaded.stamps, uint64(stamp))  //nolint:gosec // as we wrote it
		return nil
	})
	f.documents = loaded
	return err
}

// countDocuments gives how many articles are in an index, and the last transaction
// that any is from.
func countDocuments(ctx context.Context, index *sql.Conn) (count int, written int64, err error) {
	var last any // a number, unless a bit has turned
	if err := index.QueryRowContext(ctx, "select count(*), coalesce(max(written), 0) from documents").Scan(&count, &last); err != nil {
		return 0, 0, err
	}
	written, ok := last.(int64)
	if !ok {
		return 0, 0, fmt.Errorf("%w: a number of it is none", checksum.ErrDamaged)
	}
	return count, written, nil
}

// loadNew reads what was written since it was last read. The caller holds the
// lock.
func (f *fullText) loadNew(ctx context.Context) error {
	if err := f.watch.QueryRowContext(ctx, "pragma data_version").Scan(&f.version); err != nil {
		return err
	}
	found, err := f.writtenSince(ctx)
	if err != nil {
		return err
	}
	known := f.documents.with(found)
	known.generation = f.documents.generation + 1
	f.documents = known
	var count int
	if err := f.watch.QueryRowContext(ctx, "select count(*) from documents").Scan(&count); err != nil {
		return err
	}
	if count != len(known.rows) && len(found) < len(known.rows) { // some were taken out
		return f.load(ctx)
	}
	return nil
}

func (f *fullText) writtenSince(ctx context.Context) (found []document, err error) {
	rows, err := f.watch.QueryContext(ctx, "select row, article, stamp, written from documents where written > ? order by row", f.written)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var values, targets [4]any // scanned in half the time of numbers
	for i := range values {
		targets[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets[:]...); err != nil {
			return nil, err
		}
		var n [4]int64
		for i, value := range values {
			n[i], _ = value.(int64) // the table is strict
		}
		found = append(found, document{row: uint32(n[0]), key: model.Key(n[1]), stamp: uint64(n[2])}) //nolint:gosec // as we wrote them
		f.written = max(f.written, n[3])
	}
	return found, rows.Err()
}

// refresh takes over what another process has written.
func (f *fullText) refresh(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.pool == nil {
		return nil
	}
	if file, err := os.Stat(f.path); err != nil || !os.SameFile(file, f.file) {
		return errors.Join(err, f.disconnect()) // it was made anew, and is opened when it is next asked
	}
	var version int64
	if err := f.watch.QueryRowContext(ctx, "pragma data_version").Scan(&version); err != nil || version == f.version {
		return err
	}
	return f.loadNew(ctx)
}

// held gives what is in the index.
func (f *fullText) held() documents {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.documents
}

// change replaces what is in the index, as it was written in a transaction.
func (f *fullText) change(ctx context.Context, now documents, written int64) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	now.generation = f.documents.generation + 1
	f.documents, f.written = now, written
	return f.watch.QueryRowContext(ctx, "pragma data_version").Scan(&f.version)
}

// readers is the pool for reading, or nil.
func (f *fullText) readers() *sql.DB {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.pool
}

// hits calls found with the rows from least to most that match, smallest first,
// until it is false.
func (f *fullText) hits(ctx context.Context, match string, least, most uint32, found func(row uint32) bool) (err error) {
	pool := f.readers()
	if pool == nil {
		return nil
	}
	rows, err := pool.QueryContext(ctx, "select rowid from texts where texts match ? and rowid between ? and ? order by rowid", match, least, most)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var value any
	for rows.Next() {
		if err := rows.Scan(&value); err != nil {
			return err
		}
		if row, _ := value.(int64); !found(uint32(row)) { //nolint:gosec // we wrote it
			return nil
		}
	}
	return rows.Err()
}

// scores is hits with how well each row matches: the less, the better.
func (f *fullText) scores(ctx context.Context, match string, least, most uint32, found func(row uint32, score float64)) (err error) {
	pool := f.readers()
	if pool == nil {
		return nil
	}
	rows, err := pool.QueryContext(ctx, "select rowid, bm25(texts) from texts where texts match ? and rowid between ? and ? order by rowid", match, least, most)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var row int64
		var score float64
		if err := rows.Scan(&row, &score); err != nil {
			return err
		}
		found(uint32(row), score) //nolint:gosec // we wrote it
	}
	return rows.Err()
}

func (f *fullText) close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.disconnect()
}

func (f *fullText) disconnect() error {
	var failures []error
	if f.watch != nil {
		failures = append(failures, f.watch.Close())
	}
	if f.pool != nil {
		failures = append(failures, f.pool.Close())
	}
	f.watch, f.pool, f.documents = nil, nil, documents{generation: f.documents.generation + 1}
	return errors.Join(failures...)
}

// remove deletes the database, so that it can be made anew. The caller holds
// the lock beside it.
func (f *fullText) remove() error {
	if err := f.close(); err != nil {
		return err
	}
	f.broken.Store(false)
	if err := cache.Remove(f.sumsPath()); err != nil {
		return err
	}
	return sqlite.Remove(f.path)
}

// tryLock takes the lock, if no other process has it; unlock is nil then. It is
// given back when the process ends, however it ends.
func (f *fullText) tryLock() (unlock func() error, err error) {
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(filepath.Dir(f.path), fullTextLock), flock.SetPermissions(0o600))
	if locked, err := lock.TryLock(); err != nil || !locked {
		return nil, errors.Join(err, lock.Close())
	}
	return lock.Close, nil
}

// without gives the documents but for those rows, which are in order.
func (d documents) without(gone []uint32) documents {
	var kept documents
	for i, row := range d.rows {
		if _, is := slices.BinarySearch(gone, row); !is {
			kept.rows, kept.keys, kept.stamps = append(kept.rows, row), append(kept.keys, d.keys[i]), append(kept.stamps, d.stamps[i])
		}
	}
	return kept
}

// with gives the documents and others, which are in the order of their rows;
// those in the same row take the others' place.
func (d documents) with(others []document) documents {
	if n := len(d.rows); n == 0 || len(others) == 0 || d.rows[n-1] < others[0].row {
		for _, other := range others { // behind what was handed out, nothing of which changes
			d.rows, d.keys, d.stamps = append(d.rows, other.row), append(d.keys, other.key), append(d.stamps, other.stamp)
		}
		return d
	}
	merged := documents{
		rows:   make([]uint32, 0, len(d.rows)+len(others)),
		keys:   make([]model.Key, 0, len(d.rows)+len(others)),
		stamps: make([]uint64, 0, len(d.rows)+len(others)),
	}
	add := func(row uint32, k model.Key, stamp uint64) {
		merged.rows, merged.keys, merged.stamps = append(merged.rows, row), append(merged.keys, k), append(merged.stamps, stamp)
	}
	for i, row := range d.rows {
		for len(others) > 0 && others[0].row < row {
			add(others[0].row, others[0].key, others[0].stamp)
			others = others[1:]
		}
		if len(others) > 0 && others[0].row == row {
			continue // the other one follows
		}
		add(row, d.keys[i], d.stamps[i])
	}
	for _, other := range others {
		add(other.row, other.key, other.stamp)
	}
	return merged
}

// unusable says in words for a reader why the index of a root is made anew.
func unusable(root string, cause error) string {
	if sqlite.IsObsolete(cause) {
		return fmt.Sprintf("The full text of %s was kept by another version of broadsheet, and is gathered anew.", root)
	}
	return fmt.Sprintf("The full text of %s was damaged (%v), and is gathered anew.", root, cause)
}
