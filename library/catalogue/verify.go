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
	c, err := OpenForReading(ctx, root, folder)
	if err != nil {
		return err
	}
	return errors.Join(c.Verify(ctx), c.Close())
}

// Verify reads all of a catalogue and its columns. What is not as it was written is
// an error.
func (c *Catalogue) Verify(ctx context.Context) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	var verdict string
	if err := c.writer.Connection.QueryRowContext(ctx, "pragma integrity_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("%w: %s", checksum.ErrDamaged, verdict)
	}
	err := c.each(ctx, "select "+fileColumns+" from files", nil, func(rows *sql.Rows) error {
		_, err := c.scan(rows)
		return err
	})
	if err != nil {
		return err
	}
	return c.verifyColumns(ctx)
}

// verifyColumns reads the file of columns, if there is one. Another process may put
// another one in its place meanwhile.
func (c *Catalogue) verifyColumns(ctx context.Context) error {
	for {
		name := c.columns
		if name == "" {
			return nil
		}
		err := verifyColumns(c.columnsPath(name))
		if err == nil {
			return nil
		}
		if other := c.readName(ctx); other != nil || c.columns == name {
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
