package sqlite

import (
	"embed"

	"broadsheet/library/sqlite"
)

// database is a file with the marks of all readers. It belongs to one goroutine.
type database struct {
	sqlite.Database

	readersChecked bool // no reader is missing
	groupsRead     bool // all groups that were there are in the directory
}

// newDatabase is the database in a file that may grow to so many pages; 0: without
// bounds.
func newDatabase(path string, pages int) *database {
	return &database{Database: sqlite.Database{Path: path, Schema: marksSchema(), Pages: pages}}
}

//go:embed migrations
var marksMigrations embed.FS

// marksSchema is that of the marks of all readers ("bsmk").
func marksSchema() sqlite.Schema {
	return sqlite.Schema{Scripts: marksMigrations, Application: 0x62736d6b, Convert: sealMarks, ConvertAfter: 2}
}

func (d *database) close() error {
	d.readersChecked, d.groupsRead = false, false
	return d.Close()
}
