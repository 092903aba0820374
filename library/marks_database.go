package library

import (
	"context"
	"database/sql"
	"embed"

	"broadsheet/library/sqlite"
)

// database is that of the marks of all readers. It belongs to one goroutine.
type database struct {
	sqlite.Database

	readersChecked bool // no reader is missing
	groupsRead     bool // all groups that were there are in the directory
}

// newDatabase is the database in a file that may grow to so many pages; 0: without
// bounds.
func newDatabase(path string, pages int) database {
	return database{Database: sqlite.Database{Path: path, Schema: marksSchema(), Pages: pages}}
}

//go:embed migrations/marks
var marksMigrations embed.FS

// marksSchema is that of the marks of all readers ("bsmk").
func marksSchema() sqlite.Schema {
	return sqlite.Schema{Scripts: marksMigrations, Application: 0x62736d6b, Convert: convertMarks, ConvertAfter: 2}
}

// convertMarks brings the marks of the first form to that of the second.
func convertMarks(ctx context.Context, tx *sql.Tx) error { return sealMarks(ctx, &database{}, tx) }

func (d *database) close() error {
	d.readersChecked, d.groupsRead = false, false
	return d.Close()
}
