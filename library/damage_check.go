package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"broadsheet/articles"
	"broadsheet/library/checksum"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

// CheckCaches says what is damaged of what is kept of each root, in the order of the
// roots. The path of such a problem is that of the cache. Nothing is changed, and
// other processes may be writing meanwhile: IndexTexts makes anew what is damaged.
// The error is the context's.
func CheckCaches(ctx context.Context, roots []*articles.Root, o Options) ([]model.Problem, error) {
	var problems []model.Problem
	for _, root := range roots {
		folder := cacheFolder(root, o)
		if folder == "" {
			continue
		}
		for _, cache := range []struct {
			file, name string
			check      func() error
		}{
			{catalogueName, "catalogue", func() error { return checkCatalogue(ctx, root, folder) }},
			{fullTextName, "full text", func() error { return checkTexts(ctx, folder) }},
		} {
			var text string
			switch err := cache.check(); {
			case ctx.Err() != nil:
				return nil, ctx.Err()
			case err == nil, errors.Is(err, fs.ErrNotExist), isObsolete(err):
				continue
			case sqlite.IsDamaged(err):
				text = fmt.Sprintf("the %s of %s is damaged (%v); no article is: `broadsheet index` makes it anew from them", cache.name, root.Name(), err)
			default:
				text = fmt.Sprintf("the %s of %s cannot be looked at: %v", cache.name, root.Name(), err)
			}
			path := filepath.Join(folder, cache.file)
			problems = append(problems, model.Problem{Root: root.Key(), Path: articles.Clean(path), Text: articles.Clean(text)})
		}
	}
	return problems, nil
}

// isObsolete says of a cache that it is another version's, which is no damage.
func isObsolete(err error) bool {
	return errors.Is(err, sqlite.ErrOutdated) || errors.Is(err, sqlite.ErrNewer) || errors.Is(err, sqlite.ErrForeign)
}

func checkTexts(ctx context.Context, folder string) (err error) {
	index := fullText{path: filepath.Join(folder, fullTextName)}
	if err := index.open(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, index.close()) }()
	return index.verifyBeside(ctx)
}

func checkCatalogue(ctx context.Context, root *articles.Root, folder string) error {
	c, err := readCatalogue(ctx, root, folder)
	if err != nil {
		return err
	}
	return errors.Join(c.verify(ctx), c.close())
}

// verify looks at all of the catalogue, and has one that
// is damaged made anew. It must not be called by who looks at files.
func (s *source) verify(ctx context.Context) error {
	c := s.catalogue.Load()
	if c == nil {
		return nil
	}
	err := c.verify(ctx)
	if sqlite.IsDamaged(err) {
		return s.heal(ctx, c, err)
	}
	return err
}

// verify reads all of a catalogue and its columns. What is not as it was written is
// an error.
func (c *catalogue) verify(ctx context.Context) error {
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
func (c *catalogue) verifyColumns(ctx context.Context) error {
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
	if _, err := decodePacked(file, info.Size()); err != nil {
		return fmt.Errorf("its columns: %w", err)
	}
	return nil
}
