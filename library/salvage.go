package library

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"

	"broadsheet/articles"
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
	entries  map[int64]map[model.Key]record
	layers   map[int64]map[int64][]salvagedLayer // by reader, by group
	groups   map[int64]*group
	settings map[int64]map[string]settingValue
}

// salvagedLayer is a layer whose group may not be found yet.
type salvagedLayer struct {
	layer
	encoded string // the members
}

func newSalvaged() *salvaged {
	return &salvaged{
		names: map[int64]string{}, accounts: map[int64]account{}, entries: map[int64]map[model.Key]record{},
		layers: map[int64]map[int64][]salvagedLayer{}, groups: map[int64]*group{}, settings: map[int64]map[string]settingValue{},
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

// at takes in the row that begins here, if one does: SQLite's record format is
// the length of the header, a type for each column, and the columns.
func (s *salvaged) at(data []byte) {
	const shortest, longest = 3, 13
	if data[0] < shortest || data[0] > longest || int(data[0]) > len(data) {
		return
	}
	var columns [12]field
	n, body := 0, data[data[0]:]
	for types := data[1:data[0]]; len(types) > 0; n++ {
		kind, size := varint(types)
		length, ok := lengthOf(kind)
		if size == 0 || !ok || n == len(columns) || length > len(body) || length > salvagePage {
			return
		}
		columns[n] = field{kind, body[:length]}
		types, body = types[size:], body[length:]
	}
	s.row(columns[:n])
}

// field is a column of a row: SQLite's number for its type, and its bytes.
type field struct {
	kind int
	data []byte
}

// varint reads a number of at most three bytes, as SQLite writes it; the size is
// 0 for any other.
func varint(data []byte) (value, size int) {
	for i := 0; i < 3 && i < len(data); i++ {
		value = value<<7 | int(data[i]&0x7f)
		if data[i] < 0x80 {
			return value, i + 1
		}
	}
	return 0, 0
}

// lengthOf is false for types that no column of ours has.
func lengthOf(kind int) (int, bool) {
	switch {
	case 1 <= kind && kind <= 4:
		return kind, true
	case kind == 5:
		return 6, true
	case kind == 6:
		return 8, true
	case kind == 8 || kind == 9: // the numbers 0 and 1
		return 0, true
	case kind >= 12:
		return (kind - 12) / 2, true
	}
	return 0, false
}

// shape tells rows of different tables by a letter for each column.
func shape(columns []field) string {
	letters := make([]byte, 0, 12)
	for _, c := range columns {
		switch {
		case c.kind < 12:
			letters = append(letters, 'n')
		case c.kind%2 == 0:
			letters = append(letters, 'b')
		default:
			letters = append(letters, 't')
		}
	}
	return string(letters)
}

func (f field) number() int64 {
	switch f.kind {
	case 8:
		return 0
	case 9:
		return 1
	}
	var padded [8]byte
	if f.data[0]&0x80 != 0 {
		for i := range padded {
			padded[i] = 0xff
		}
	}
	copy(padded[8-len(f.data):], f.data)
	return int64(binary.BigEndian.Uint64(padded[:])) //nolint:gosec // the same bits
}

func numbers(columns []field) []int64 {
	n := make([]int64, len(columns))
	for i, c := range columns {
		n[i] = c.number()
	}
	return n
}

// row takes in a row of one of the tables, if it is whole.
func (s *salvaged) row(c []field) {
	switch shape(c) {
	case "ntn":
		if number, name := c[0].number(), string(c[1].data); c[2].number() == readerSum(number, name) {
			s.names[number] = name
		}
	case "nnnnnnnnnnn":
		if n := numbers(c); s.unsummed {
			s.unsummedEntry(n)
		} else {
			s.account(n)
		}
	case "tn":
		if name := string(c[0].data); s.unsummed && c[1].number() > 0 && articles.Clean(name) == name && name != "" {
			s.names[c[1].number()] = name
		}
	case "nttn":
		if name, value := string(c[1].data), (settingValue{string(c[2].data), moment(c[3].number())}); s.unsummed && value.changed.possible() > 0 {
			s.putSetting(c[0].number(), name, value)
		}
	case "nnnnnnnnnnnn":
		s.entry(numbers(c))
	case "nnnnbnn":
		s.layer(c)
	case "nb":
		if g, ok := decodeGroup(c[0].number(), c[1].data); ok {
			s.groups[g.number] = g
		}
	case "nttnn":
		s.setting(c[0].number(), string(c[1].data), settingValue{string(c[2].data), moment(c[3].number())}, c[4].number())
	}
}

func (s *salvaged) account(n []int64) {
	a := account{
		number: n[0], first: moment(n[1]), last: moment(n[2]), sessions: n[3], quota: n[4], blocked: n[5], limited: moment(n[6]),
		changes: n[7], rows: n[8], rowsSum: n[9],
	}
	if n[10] != a.sum() || a.number == everybody {
		return
	}
	if old, known := s.accounts[a.number]; known {
		a.merge(old)
	}
	s.accounts[a.number] = a
}

func (s *salvaged) entry(n []int64) {
	reader, changed, sum := n[0], n[10], n[11]
	e := entryOf(n[1:10])
	if sum == entrySum(reader, changed, e) {
		s.put(reader, e)
	}
}

// unsummedEntry takes in a row that cannot tell whether it is whole, if nothing
// in it is impossible.
func (s *salvaged) unsummedEntry(n []int64) {
	const firstMoment moment = 946684800_000000 // 2000, long before the program
	reader, e, changed := n[0], entryOf(n[1:10]), n[10]
	if reader < 1 || reader >= 1<<32 || e.key >= 1<<48 || changed < 1 || changed >= 1<<40 || int64(e.block) != n[8] || int64(e.offset) != n[9] {
		return
	}
	for _, m := range []moment{e.read, e.readAt, e.starred, e.starredAt, e.opened} {
		if m != 0 && (m < firstMoment || m > lastMoment) {
			return
		}
	}
	s.put(reader, e)
}

func (s *salvaged) put(reader int64, e entry) {
	if s.entries[reader] == nil {
		s.entries[reader] = map[model.Key]record{}
	}
	known := s.entries[reader][e.key]
	known.merge(e.record)
	s.entries[reader][e.key] = known
}

func (s *salvaged) layer(c []field) {
	reader, number, l, changed := c[0].number(), c[1].number(), layer{at: moment(c[2].number()), read: c[3].number() != 0}, c[5].number()
	if c[6].number() != layerSum(reader, number, changed, l, c[4].data) {
		return
	}
	if s.layers[reader] == nil {
		s.layers[reader] = map[int64][]salvagedLayer{}
	}
	s.layers[reader][number] = append(s.layers[reader][number], salvagedLayer{l, string(c[4].data)})
}

func (s *salvaged) setting(reader int64, name string, value settingValue, sum int64) {
	if sum == settingSum(reader, name, value) {
		s.putSetting(reader, name, value)
	}
}

func (s *salvaged) putSetting(reader int64, name string, value settingValue) {
	if s.settings[reader] == nil {
		s.settings[reader] = map[string]settingValue{}
	}
	if old, known := s.settings[reader][name]; !known || old.changed < value.changed {
		s.settings[reader][name] = value
	}
}

// readers gives what was found by the names of readers, and how much belongs to
// nobody known. Names are looked for in several places, as numbers mean the same
// in a database and its backups.
func (s *salvaged) readers(groups map[int64]*group, names []map[int64]string) (found map[string]*salvagedReader, nobodys int) {
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

// salvagedReader is what was found of one reader.
type salvagedReader struct {
	account  account
	entries  map[model.Key]record
	layers   map[*group][]layer
	settings map[string]settingValue
}

func newSalvagedReader(number int64) *salvagedReader {
	return &salvagedReader{
		account: account{number: number}, entries: map[model.Key]record{}, layers: map[*group][]layer{}, settings: map[string]settingValue{},
	}
}

func (r *salvagedReader) takeLayers(found map[int64][]salvagedLayer, groups map[int64]*group) {
	for number, layers := range found {
		g := groups[number]
		if g == nil {
			continue // not to be understood without it
		}
		for _, l := range layers {
			var ok bool
			if l.members, ok = decodeMembers([]byte(l.encoded), len(g.keys)); ok {
				r.layers[g] = append(r.layers[g], l.layer)
			}
		}
		r.layers[g] = mergedLayers(r.layers[g])
	}
}

// marks is of how many articles something is known.
func (r *salvagedReader) marks() int {
	n := len(r.entries)
	for _, layers := range r.layers {
		for i := range layers {
			n += layers[i].members.count()
		}
	}
	return n
}

// found takes over what is in a whole database.
func (r *salvagedReader) found() Found {
	return Found{
		Settings: func(values map[string]settingValue) { maps.Copy(r.settings, values) },
		Layers: func(found []groupLayers) {
			for _, of := range found {
				r.layers[of.group] = append(r.layers[of.group], of.layers...)
			}
		},
		Entries: func(found []entry) {
			for _, e := range found {
				r.entries[e.key] = e.record
			}
		},
	}
}

// merge takes over what is newer in another, and gives how many marks and how many
// settings that is.
func (r *salvagedReader) merge(other *salvagedReader) (marks, settings int) {
	r.account.merge(other.account)
	for k, theirs := range other.entries {
		ours := r.entries[k]
		if ours.merge(theirs) {
			marks++
		}
		r.entries[k] = ours
	}
	for g, theirs := range other.layers {
		ours := r.layers[g]
		joined := mergedLayers(append(theirs[:len(theirs):len(theirs)], ours...))
		for i := range joined {
			known := members{}
			for _, l := range ours {
				if l.at == joined[i].at && l.read == joined[i].read {
					known = l.members
				}
			}
			news := joined[i].members
			news.remove(known)
			marks += news.count()
		}
		r.layers[g] = joined
	}
	for name, theirs := range other.settings {
		if ours, known := r.settings[name]; !known || ours.changed < theirs.changed {
			r.settings[name] = theirs
			settings++
		}
	}
	return marks, settings
}

// batch gives it as it is written.
func (r *salvagedReader) batch() batch {
	b := batch{settings: r.settings}
	for k, record := range r.entries {
		b.entries = append(b.entries, entry{k, record})
	}
	for g, layers := range r.layers {
		b.groups = append(b.groups, groupLayers{g, layers})
	}
	return b
}
