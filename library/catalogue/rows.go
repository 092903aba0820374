package catalogue

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	"broadsheet/articles"
	"broadsheet/library/checksum"
	"broadsheet/model"
)

// File is what one file of a root said when it was read.
type File struct {
	Key      model.Key
	Path     string
	Stamp    uint64
	Item     *model.Item // nil: there is nothing to list
	Problems []model.Problem
}

const fileColumns = "key, path, stamp, item, problems, sum"

func (d *database) scan(rows *sql.Rows) (File, error) {
	var k, stamp, sum int64
	var path []byte
	var item, problems sql.NullString
	if err := rows.Scan(&k, &path, &stamp, &item, &problems, &sum); err != nil {
		return File{}, fmt.Errorf("%w: %w", checksum.ErrDamaged, err)
	}
	if sum != fileSum(k, path, stamp, item, problems) {
		return File{}, fmt.Errorf("%w: a row is not what was written", checksum.ErrDamaged)
	}
	f := File{Key: model.Key(k), Path: string(path), Stamp: uint64(stamp)} //nolint:gosec // as it was written
	if item.Valid {
		var kept storedItem
		if err := json.Unmarshal([]byte(item.String), &kept); err != nil {
			return f, fmt.Errorf("%w: %w", checksum.ErrDamaged, err)
		}
		f.Item = kept.item(d.root, f.Key, f.Path)
	}
	if problems.Valid {
		if err := json.Unmarshal([]byte(problems.String), &f.Problems); err != nil {
			return f, fmt.Errorf("%w: %w", checksum.ErrDamaged, err)
		}
		for i := range f.Problems {
			f.Problems[i].Root = d.root.Key() // it may be called otherwise now
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

func insertFile(ctx context.Context, insert *sql.Stmt, f *File) error {
	var item, problems sql.NullString
	if f.Item != nil {
		text, err := json.Marshal(stored(f.Item))
		if err != nil {
			return err
		}
		item = sql.NullString{String: string(text), Valid: true}
	}
	if len(f.Problems) > 0 {
		text, err := json.Marshal(f.Problems)
		if err != nil {
			return err
		}
		problems = sql.NullString{String: string(text), Valid: true}
	}
	k, path, stamp := int64(f.Key), []byte(f.Path), int64(f.Stamp) //nolint:gosec // any 64 bits
	_, err := insert.ExecContext(ctx, k, path, stamp, item, problems, fileSum(k, path, stamp, item, problems))
	return err
}
