package library

import (
	"context"
	"database/sql"
	"embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"broadsheet/articles"
	"broadsheet/library/checksum"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

// catalogue keeps what the files of one root said, so that they need not be read
// again. It is a cache: whatever is wrong with it, the files are right.
type catalogue struct {
	root *articles.Root

	writing sync.Mutex
	writer  sqlite.Database
	columns string // the name of the file of packed columns; empty: there is none
	most    int64  // the largest row
	packed  int64  // the largest row that the packed columns know of
	gone    int    // what went since those were made

	reading sync.Mutex
	reader  *sql.DB
}

//go:embed migrations/catalogue
var catalogueMigrations embed.FS

// catalogueSchema is that of a root's catalogue ("bsct").
func catalogueSchema() sqlite.Schema {
	return sqlite.Schema{Scripts: catalogueMigrations, Application: 0x62736374, Cache: true}
}

// catalogueName is the file of a catalogue, in the folder of a root's caches.
const catalogueName = "catalogue.db"

// keptFile is what one file of a root said when it was read.
type keptFile struct {
	key      model.Key
	path     string
	stamp    uint64
	item     *model.Item // nil: there is nothing to list
	problems []model.Problem
}

// openCatalogue opens the catalogue in a folder, making both if they are not
// there.
func openCatalogue(ctx context.Context, root *articles.Root, folder string, pages int) (*catalogue, error) {
	c := &catalogue{root: root}
	c.writer = sqlite.Database{Path: filepath.Join(folder, catalogueName), Schema: catalogueSchema(), Pages: pages}
	if err := c.writer.Open(ctx, true); err != nil {
		return nil, err
	}
	if err := c.readName(ctx); err != nil {
		return nil, errors.Join(err, c.writer.Close())
	}
	return c, nil
}

// readCatalogue opens a catalogue that another process writes, or that nobody
// can write.
func readCatalogue(ctx context.Context, root *articles.Root, folder string) (*catalogue, error) {
	c := &catalogue{root: root}
	c.writer = sqlite.Database{Path: filepath.Join(folder, catalogueName), Schema: catalogueSchema()}
	if _, err := os.Stat(c.writer.Path); err != nil {
		return nil, err
	}
	err := c.writer.Open(ctx, false)
	if sqlite.CannotWrite(err) {
		err = c.writer.OpenUnwritable(ctx)
	}
	if err != nil {
		return nil, err
	}
	if err := c.readName(ctx); err != nil {
		return nil, errors.Join(err, c.writer.Close())
	}
	return c, nil
}

// readName finds out which file of columns is the catalogue's.
func (c *catalogue) readName(ctx context.Context) error {
	err := c.writer.Connection.QueryRowContext(ctx, "select name from packed").Scan(&c.columns)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// since gives what is gone since the columns were packed, which had all rows up
// to one. Without columns all that there is came later.
func (c *catalogue) since(ctx context.Context, packed int64) (gone []model.Key, err error) {
	c.writing.Lock()
	defer c.writing.Unlock()
	c.packed = packed
	if packed > 0 {
		if gone, err = c.keys(ctx, "select key from gone"); err != nil {
			return nil, err
		}
	}
	c.gone = len(gone)
	c.most, err = c.writer.Number(ctx, "select coalesce(max(row), 0) from files")
	return gone, err
}

// later hands on, in batches, what came after the columns were packed: all, where
// there are none.
func (c *catalogue) later(ctx context.Context, found func([]keptFile)) error {
	const batchSize = 2048
	c.writing.Lock()
	defer c.writing.Unlock()
	var batch []keptFile
	err := c.each(ctx, "select "+fileColumns+" from files where row > ? order by row desc", []any{c.packed}, func(rows *sql.Rows) error {
		f, err := c.scan(rows)
		if batch = append(batch, f); len(batch) == batchSize {
			found(batch)
			batch = batch[:0]
		}
		return err
	})
	if err == nil && len(batch) > 0 {
		found(batch)
	}
	return err
}

// columnsFile is a file of columns that was read.
type columnsFile struct {
	name string
	*packed
}

// readColumns reads a file of columns. If it is missing or damaged the table has
// to do, which takes longer.
func readColumns(path string) columnsFile {
	read := columnsFile{filepath.Base(path), &packed{}}
	file, err := os.Open(path)
	if err != nil {
		return read
	}
	defer file.Close() //nolint:errcheck // nothing was written
	info, err := file.Stat()
	if err != nil {
		return read
	}
	if p, err := decodePacked(file, info.Size()); err == nil {
		read.packed = p
	}
	return read
}

// readAhead reads the file of columns in a folder, where there is one alone,
// before the database that names it is open. Without a name there is nothing.
func readAhead(folder string) columnsFile {
	files, err := filepath.Glob(filepath.Join(folder, "columns-*"))
	if err != nil || len(files) != 1 {
		return columnsFile{}
	}
	read := readColumns(files[0])
	if read.count() == 0 {
		return columnsFile{}
	}
	return read
}

func (c *catalogue) columnsPath(name string) string {
	return filepath.Join(filepath.Dir(c.writer.Path), filepath.Base(name))
}

func (c *catalogue) keys(ctx context.Context, query string) ([]model.Key, error) {
	var keys []model.Key
	err := c.each(ctx, query, nil, func(rows *sql.Rows) error {
		var k int64
		err := rows.Scan(&k)
		keys = append(keys, model.Key(k)) //nolint:gosec // 48 bits
		return err
	})
	return keys, err
}

// tidy removes what a process that was killed has left: files of columns that
// are not used. What cannot be removed does no harm.
func (c *catalogue) tidy() {
	files, err := filepath.Glob(c.columnsPath("columns-*"))
	if err != nil {
		return
	}
	for _, file := range files {
		if filepath.Base(file) != c.columns {
			_ = os.Remove(file)
		}
	}
}

// each calls found for every row of an answer from the writer's connection.
func (c *catalogue) each(ctx context.Context, query string, arguments []any, found func(*sql.Rows) error) error {
	return sqlite.EachRow(ctx, c.writer.Connection, query, arguments, found)
}

// files gives the files that a condition wants.
func (c *catalogue) files(ctx context.Context, condition string, arguments ...any) ([]keptFile, error) {
	var files []keptFile
	err := c.each(ctx, "select "+fileColumns+" from files "+condition, arguments, func(rows *sql.Rows) error {
		f, err := c.scan(rows)
		files = append(files, f)
		return err
	})
	return files, err
}

const fileColumns = "key, path, stamp, item, problems, sum"

func (c *catalogue) scan(rows *sql.Rows) (keptFile, error) {
	var k, stamp, sum int64
	var path []byte
	var item, problems sql.NullString
	if err := rows.Scan(&k, &path, &stamp, &item, &problems, &sum); err != nil {
		return keptFile{}, fmt.Errorf("%w: %w", checksum.ErrDamaged, err)
	}
	if sum != fileSum(k, path, stamp, item, problems) {
		return keptFile{}, fmt.Errorf("%w: a row is not what was written", checksum.ErrDamaged)
	}
	f := keptFile{key: model.Key(k), path: string(path), stamp: uint64(stamp)} //nolint:gosec // as it was written
	if item.Valid {
		var kept storedItem
		if err := json.Unmarshal([]byte(item.String), &kept); err != nil {
			return f, fmt.Errorf("%w: %w", checksum.ErrDamaged, err)
		}
		f.item = kept.item(c.root, f.key, f.path)
	}
	if problems.Valid {
		if err := json.Unmarshal([]byte(problems.String), &f.problems); err != nil {
			return f, fmt.Errorf("%w: %w", checksum.ErrDamaged, err)
		}
		for i := range f.problems {
			f.problems[i].Root = c.root.Key() // it may be called otherwise now
		}
	}
	return f, nil
}

// fileSum is the checksum of what the catalogue has of a file, CRC-32C: SQLite has
// none of its own, and gives a flipped bit of a title as another title.
func fileSum(k int64, path []byte, stamp int64, item, problems sql.NullString) int64 {
	data := binary.LittleEndian.AppendUint64(nil, uint64(k))     //nolint:gosec // any bits will do
	data = binary.LittleEndian.AppendUint64(data, uint64(stamp)) //nolint:gosec // any bits will do
	for _, text := range []string{string(path), item.String, problems.String} {
		data = binary.LittleEndian.AppendUint64(data, uint64(len(text)))
		data = append(data, text...)
	}
	return int64(checksum.Of(data))
}

// storedItem is an item as the catalogue writes it: without what the root and
// the path tell. The short names save a tenth of the file.
type storedItem struct {
	Title      string     `json:"t"`
	Author     string     `json:"a,omitempty"`
	Seconds    int64      `json:"d"`
	Inferred   bool       `json:"i,omitempty"`
	Updated    *time.Time `json:"u,omitempty"`
	Categories [][]string `json:"c"`
	Tags       []string   `json:"g,omitempty"`
	Link       string     `json:"l,omitempty"`
	Image      string     `json:"p,omitempty"`
	Lang       string     `json:"n,omitempty"`
	Excerpt    string     `json:"e,omitempty"`
	Minutes    int        `json:"m"`
	Size       int64      `json:"s"`
	Draft      bool       `json:"f,omitempty"`
}

func stored(item *model.Item) storedItem {
	kept := storedItem{
		item.Title, item.Author, item.Date.Unix(), item.DateInferred, nil, item.Categories, item.Tags,
		item.Link, item.Image, item.Lang, item.Excerpt, item.Minutes, item.Size, item.Draft,
	}
	if !item.Updated.IsZero() {
		kept.Updated = &item.Updated
	}
	return kept
}

func (s *storedItem) item(root *articles.Root, k model.Key, path string) *model.Item {
	item := &model.Item{
		ID: k.ID(), Root: root.Key(), RootName: root.Name(), Path: path, Title: s.Title, Author: s.Author,
		Date: time.Unix(s.Seconds, 0).UTC(), DateInferred: s.Inferred, Categories: s.Categories, Tags: s.Tags,
		Link: s.Link, Image: s.Image, Lang: s.Lang, Excerpt: s.Excerpt, Minutes: s.Minutes, Size: s.Size, Draft: s.Draft,
	}
	if s.Updated != nil {
		item.Updated = *s.Updated
	}
	return item
}

// write keeps what was read of files, and forgets those that are gone.
func (c *catalogue) write(ctx context.Context, read []keptFile, gone []model.Key) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	err := c.writer.Transaction(ctx, func(tx *sql.Tx) error {
		insert, err := tx.PrepareContext(ctx, "insert or replace into files (key, path, stamp, item, problems, sum) values (?, ?, ?, ?, ?, ?)")
		if err != nil {
			return err
		}
		defer insert.Close() //nolint:errcheck // the commit tells whether all is written
		for i := range read {
			if err := insertFile(ctx, insert, &read[i]); err != nil {
				return err
			}
		}
		for _, k := range gone {
			for _, statement := range []string{"delete from files where key = ?", "insert or replace into gone (key) values (?)"} {
				if _, err := tx.ExecContext(ctx, statement, int64(k)); err != nil { //nolint:gosec // 48 bits
					return err
				}
			}
		}
		return tx.QueryRowContext(ctx, "select coalesce(max(row), 0) from files").Scan(&c.most)
	})
	if err == nil {
		c.gone += len(gone)
	}
	return err
}

func insertFile(ctx context.Context, insert *sql.Stmt, f *keptFile) error {
	var item, problems sql.NullString
	if f.item != nil {
		text, err := json.Marshal(stored(f.item))
		if err != nil {
			return err
		}
		item = sql.NullString{String: string(text), Valid: true}
	}
	if len(f.problems) > 0 {
		text, err := json.Marshal(f.problems)
		if err != nil {
			return err
		}
		problems = sql.NullString{String: string(text), Valid: true}
	}
	k, path, stamp := int64(f.key), []byte(f.path), int64(f.stamp) //nolint:gosec // any 64 bits
	_, err := insert.ExecContext(ctx, k, path, stamp, item, problems, fileSum(k, path, stamp, item, problems))
	return err
}

// changes is how much came and went since the columns were packed.
func (c *catalogue) changes() int {
	c.writing.Lock()
	defer c.writing.Unlock()
	return int(c.most-c.packed) + c.gone
}

// keepPacked keeps the columns of what is in the catalogue now.
func (c *catalogue) keepPacked(ctx context.Context, p *packed) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	p.lastRow = c.most
	data, err := p.encode()
	if err != nil {
		return err
	}
	if ctx.Err() != nil { // it has taken long
		return ctx.Err()
	}
	old, name := c.columns, fmt.Sprintf("columns-%d-%d", c.most, c.gone)
	if name == old { // which was damaged
		name += "-anew"
	}
	if err := writeFile(c.columnsPath(name), data); err != nil {
		return err
	}
	err = c.writer.Transaction(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "delete from gone; delete from packed"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "insert into packed (name) values (?)", name)
		return err
	})
	if err != nil {
		return errors.Join(err, os.Remove(c.columnsPath(name)))
	}
	c.columns, c.packed, c.gone = name, c.most, 0
	if old != "" {
		_ = os.Remove(c.columnsPath(old)) // if it stays it does no harm
	}
	return nil
}

// writeFile writes a file that is there wholly or not at all.
func writeFile(path string, data []byte) error {
	unfinished := path + ".new"
	if err := os.WriteFile(unfinished, data, 0o600); err != nil {
		return errors.Join(err, removeIfThere(unfinished))
	}
	return os.Rename(unfinished, path)
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// details gives what the catalogue has of the files with these keys, by key.
func (c *catalogue) details(ctx context.Context, keys []model.Key) (map[model.Key]keptFile, error) {
	if err := c.openReader(); err != nil {
		return nil, err
	}
	files := make(map[model.Key]keptFile, len(keys))
	const most = 500 // what SQLite takes is larger
	for len(keys) > 0 {
		part := keys[:min(most, len(keys))]
		keys = keys[len(part):]
		arguments := make([]any, len(part))
		for i, k := range part {
			arguments[i] = int64(k) //nolint:gosec // 48 bits
		}
		query := "select " + fileColumns + " from files where key in (" + strings.TrimSuffix(strings.Repeat("?,", len(part)), ",") + ")"
		err := sqlite.EachRow(ctx, c.reader, query, arguments, func(rows *sql.Rows) error {
			f, err := c.scan(rows)
			files[f.key] = f
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// hides says whether the table has some of the keys that its index does not find.
func (c *catalogue) hides(ctx context.Context, missing []model.Key) (hidden bool, err error) {
	wanted := map[model.Key]bool{}
	for _, k := range missing {
		wanted[k] = true
	}
	err = sqlite.EachRow(ctx, c.reader, "select key from files not indexed", nil, func(rows *sql.Rows) error {
		var k int64
		if err := rows.Scan(&k); err != nil {
			return fmt.Errorf("%w: %w", checksum.ErrDamaged, err)
		}
		hidden = hidden || wanted[model.Key(k)] //nolint:gosec // 48 bits
		return nil
	})
	return hidden, err
}

// maximumReaders is how many sessions look something up at the same time.
const maximumReaders = 2

func (c *catalogue) openReader() (err error) {
	c.reading.Lock()
	defer c.reading.Unlock()
	if c.reader != nil {
		return nil
	}
	c.reader, err = sqlite.OpenPool(c.writer.Path, "&mode=ro", maximumReaders)
	return err
}

// problems gives all files that had problems.
func (c *catalogue) problems(ctx context.Context) ([]keptFile, error) {
	c.writing.Lock()
	defer c.writing.Unlock()
	return c.files(ctx, "where problems is not null")
}

func (c *catalogue) close() error {
	c.reading.Lock()
	defer c.reading.Unlock()
	c.writing.Lock()
	defer c.writing.Unlock()
	var failures []error
	if c.reader != nil {
		failures = append(failures, c.reader.Close())
		c.reader = nil
	}
	return errors.Join(append(failures, c.writer.Close())...)
}
