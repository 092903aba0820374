package catalogue

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"broadsheet/articles"
	"broadsheet/library/checksum"
	"broadsheet/library/index"
)

// Check says what is damaged of the catalogue in a folder of caches, and changes
// nothing. The error is fs.ErrNotExist where there is none.
func Check(ctx context.Context, root *articles.Root, folder string) error {
	d, err := openForReading(ctx, root, folder)
	if err != nil {
		return err
	}
	return errors.Join(d.verify(ctx), d.close())
}

// verify reads all of a database and its columns. What is not as it was written is
// an error.
func (d *database) verify(ctx context.Context) error {
	d.writing.Lock()
	defer d.writing.Unlock()
	var verdict string
	if err := d.writer.Connection.QueryRowContext(ctx, "pragma integrity_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("%w: %s", checksum.ErrDamaged, verdict)
	}
	err := d.each(ctx, "select "+fileColumns+" from files", nil, func(rows *sql.Rows) error {
		_, err := d.scan(rows)
		return err
	})
	if err != nil {
		return err
	}
	return d.verifyColumns(ctx)
}

// verifyColumns reads the file of columns, if there is one. Another process may put
// another one in its place meanwhile.
func (d *database) verifyColumns(ctx context.Context) error {
	for {
		name := d.columnsName
		if name == "" {
			return nil
		}
		err := verifyColumns(d.columnsPath(name))
		if err == nil {
			return nil
		}
		if other := d.readName(ctx); other != nil || d.columnsName == name {
			return errors.Join(err, other)
		}
	}
}

func verifyColumns(path string) error {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: its columns are gone", checksum.ErrDamaged)
	}
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // nothing was written
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if _, err := index.Decode(file, info.Size()); err != nil {
		return fmt.Errorf("its columns: %w", err)
	}
	return nil
}
