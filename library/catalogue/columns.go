package catalogue

import (
	"os"
	"path/filepath"

	"broadsheet/library/index"
)

// columns is a file of columns that was read.
type columns struct {
	name string // of the file
	*index.Packed
}

// readColumns reads a file of columns. If it is missing or damaged the table has
// to do, which takes longer.
func readColumns(path string) columns {
	read := columns{filepath.Base(path), &index.Packed{}}
	file, err := os.Open(path)
	if err != nil {
		return read
	}
	defer file.Close() //nolint:errcheck // nothing was written
	info, err := file.Stat()
	if err != nil {
		return read
	}
	if p, err := index.Decode(file, info.Size()); err == nil {
		read.Packed = p
	}
	return read
}

// readAhead reads the file of columns in a folder, where there is one alone,
// before the database that names it is open. Without a name there is nothing.
func readAhead(folder string) columns {
	files, err := filepath.Glob(filepath.Join(folder, "columns-*"))
	if err != nil || len(files) != 1 {
		return columns{}
	}
	read := readColumns(files[0])
	if read.Count() == 0 {
		return columns{}
	}
	return read
}
