package sqlite

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"

	"broadsheet/library/marks/store"
	"broadsheet/model"
)

// Salvage reads rows out of a damaged database, or out of its log, without
// SQLite: wherever in the file a row begins, it is recognised by its own sum.
// So it does not matter which pages, pointers or headers around it are broken.
// What is found so may be older than what the database had, never wrong: of two
// rows the newer is taken, as everywhere with marks.

// salvaged is what was found, by the numbers of readers and of groups.
type salvaged struct {
	unsummed bool // the database is of the first form, see seal.go
	names    map[int64]string
	accounts map[int64]account
	entries  map[int64]map[model.Key]store.Record
	layers   map[int64]map[int64][]salvagedLayer // by reader, by group
	groups   map[int64]*store.Group
	settings map[int64]map[string]store.Setting
}

// salvagedLayer is a layer whose group may not be found yet.
type salvagedLayer struct {
	store.Layer
	encoded string // the members
}

func newSalvaged() *salvaged {
	return &salvaged{
		names: map[int64]string{}, accounts: map[int64]account{}, entries: map[int64]map[model.Key]store.Record{},
		layers: map[int64]map[int64][]salvagedLayer{}, groups: map[int64]*store.Group{}, settings: map[int64]map[string]store.Setting{},
	}
}

// salvagePage is the size of SQLite's pages; no row that is looked for goes over
// the end of one.
const salvagePage = 4096

// file looks through a file. One that is not there has nothing.
func (s *salvaged) file(path string) error {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // it was only read
	window := make([]byte, 0, 256*salvagePage)
	for {
		n, err := io.ReadFull(file, window[len(window):cap(window)])
		window = window[:len(window)+n]
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return err
		}
		end := len(window)
		if !last {
			end -= salvagePage // a row that begins behind is whole in the next window
		}
		for i := range end {
			s.at(window[i:])
		}
		if last {
			return nil
		}
		window = window[:copy(window[:cap(window)], window[end:])]
	}
}

// isUnsummed says whether the header of a file names the first form.
func isUnsummed(path string) bool {
	const versionAt = 60
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close() //nolint:errcheck // it was only read
	var version [4]byte
	_, err = file.ReadAt(version[:], versionAt)
	return err == nil && binary.BigEndian.Uint32(version[:]) == 1
}

// readers gives what was found by the names of readers, and how much belongs to
// nobody known. Names are looked for in several places, as numbers mean the same
// in a database and its backups.
func (s *salvaged) readers(groups map[int64]*store.Group, names []map[int64]string) (found map[string]*salvagedReader, nobodys int) {
	found = map[string]*salvagedReader{}
	for number := range s.numbers() {
		reader := newSalvagedReader(number)
		reader.account.merge(s.accounts[number])
		maps.Copy(reader.entries, s.entries[number])
		maps.Copy(reader.settings, s.settings[number])
		reader.takeLayers(s.layers[number], groups)
		name, ok := s.names[number]
		for i := 0; !ok && i < len(names); i++ {
			name, ok = names[i][number]
		}
		if !ok {
			nobodys += reader.marks()
			continue
		}
		if other := found[name]; other != nil {
			reader.merge(other)
		}
		found[name] = reader
	}
	return found, nobodys
}

// numbers are those of all readers of whom anything was found.
func (s *salvaged) numbers() map[int64]bool {
	all := map[int64]bool{}
	for number := range s.names {
		all[number] = true
	}
	for number := range s.entries {
		all[number] = true
	}
	for number := range s.layers {
		all[number] = true
	}
	for number := range s.settings {
		all[number] = true
	}
	return all
}
