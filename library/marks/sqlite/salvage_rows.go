package sqlite

import (
	"encoding/binary"

	"broadsheet/articles"
	"broadsheet/library/marks/store"
	"broadsheet/model"
)

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
		if name, value := string(c[1].data), (store.Setting{Text: string(c[2].data), Changed: store.Moment(c[3].number())}); s.unsummed && value.Changed.Possible() > 0 {
			s.putSetting(c[0].number(), name, value)
		}
	case "nnnnnnnnnnnn":
		s.entry(numbers(c))
	case "nnnnbnn":
		s.layer(c)
	case "nb":
		if g, ok := store.DecodeGroup(c[0].number(), c[1].data); ok {
			s.groups[g.Number] = g
		}
	case "nttnn":
		s.setting(c[0].number(), string(c[1].data), store.Setting{Text: string(c[2].data), Changed: store.Moment(c[3].number())}, c[4].number())
	}
}

func (s *salvaged) account(n []int64) {
	a := account{
		number: n[0], first: store.Moment(n[1]), last: store.Moment(n[2]), sessions: n[3], quota: n[4], blocked: n[5], limited: store.Moment(n[6]),
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
	const firstMoment store.Moment = 946684800_000000 // 2000, long before the program
	reader, e, changed := n[0], entryOf(n[1:10]), n[10]
	if reader < 1 || reader >= 1<<32 || e.Key >= 1<<48 || changed < 1 || changed >= 1<<40 || int64(e.Block) != n[8] || int64(e.Offset) != n[9] {
		return
	}
	for _, m := range []store.Moment{e.Read, e.ReadAt, e.Starred, e.StarredAt, e.Opened} {
		if m != 0 && (m < firstMoment || m > store.LastMoment) {
			return
		}
	}
	s.put(reader, e)
}

func (s *salvaged) put(reader int64, e store.Entry) {
	if s.entries[reader] == nil {
		s.entries[reader] = map[model.Key]store.Record{}
	}
	known := s.entries[reader][e.Key]
	known.Merge(e.Record)
	s.entries[reader][e.Key] = known
}

func (s *salvaged) layer(c []field) {
	reader, number, l, changed := c[0].number(), c[1].number(), store.Layer{At: store.Moment(c[2].number()), Read: c[3].number() != 0}, c[5].number()
	if c[6].number() != layerSum(reader, number, changed, l, c[4].data) {
		return
	}
	if s.layers[reader] == nil {
		s.layers[reader] = map[int64][]salvagedLayer{}
	}
	s.layers[reader][number] = append(s.layers[reader][number], salvagedLayer{l, string(c[4].data)})
}

func (s *salvaged) setting(reader int64, name string, value store.Setting, sum int64) {
	if sum == settingSum(reader, name, value) {
		s.putSetting(reader, name, value)
	}
}

func (s *salvaged) putSetting(reader int64, name string, value store.Setting) {
	if s.settings[reader] == nil {
		s.settings[reader] = map[string]store.Setting{}
	}
	if old, known := s.settings[reader][name]; !known || old.Changed < value.Changed {
		s.settings[reader][name] = value
	}
}
