package library

import (
	"context"
	"errors"
)

// marksDatabase is a file with the marks of all readers.
type marksDatabase struct {
	database
	old            bool // it has the form of an earlier version, and cannot be written to
	readersChecked bool // no reader is missing
	groupsRead     bool // all groups that were there are in the directory
}

func newMarksDatabase(path string) *marksDatabase {
	return &marksDatabase{database: database{path: path, schema: marksSchema()}}
}

// marksSchema is that of the marks of all readers ("bsmk").
func marksSchema() schema {
	return schema{folder: "migrations/marks", application: 0x62736d6b, convert: sealMarks, convertAfter: 2}
}

// openUnwritable opens one in a place where nothing can be written.
func (d *marksDatabase) openUnwritable(ctx context.Context) error {
	if err := d.database.openUnwritable(ctx); err != nil {
		return err
	}
	version, err := d.number(ctx, "pragma user_version")
	d.old = version == 1
	return err
}

func (d *marksDatabase) close() error {
	d.old, d.readersChecked, d.groupsRead = false, false, false
	return d.database.close()
}

// with does something with the open file, and closes it.
func (d *marksDatabase) with(ctx context.Context, options string, do func(context.Context) error) error {
	return errors.Join(d.connect(ctx, options, do), d.close())
}
