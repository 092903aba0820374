package library

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
)

// packed is what the columns hold of one root's articles, newest first, as it is
// kept in the catalogue: reading it is a matter of milliseconds, where reading
// a hundred thousand rows takes half a second.
type packed struct {
	keys       []key
	titles     column
	seconds    []int64
	flags      []flags
	minutes    []uint16
	hashes     []int64
	stamps     []uint64
	authors    packedValues
	languages  packedValues
	categories packedCategories
	tags       packedLists
	odd        map[key]uint64 // the stamps of files that have nothing to list
	lastRow    int64          // of the table when this was made
}

type packedValues struct {
	names []string
	of    []uint32
}

type packedCategories struct {
	paths [][][]string
	of    []uint32
}

type packedLists struct {
	names []string
	ends  []uint32 // in rows, of each name's numbers
	rows  []uint32
}

var errPacked = errors.New("its columns do not fit each other")

// parts are the pieces that a packed is written in, by their names.
type parts map[string][]byte

// packedFormat is the first of the parts: it says what reads the others.
type packedFormat struct {
	Version  int
	Articles int
	LastRow  int64
	Checksum uint32 // of the other parts, CRC-32C in the order of partNames
}

const packedVersion = 1

func partNames() []string {
	return []string{
		"keys", "titles", "title_ends", "seconds", "flags", "minutes", "hashes", "stamps", "authors", "author_names",
		"languages", "language_names", "categories", "category_paths", "tag_names", "tag_ends", "tag_rows", "odd",
	}
}

func (p *packed) encode() (parts, error) {
	flagBytes := make([]byte, len(p.flags))
	for i, f := range p.flags {
		flagBytes[i] = byte(f)
	}
	encoded := parts{"titles": p.titles.text, "flags": flagBytes}
	numbers := map[string]any{
		"keys": p.keys, "title_ends": p.titles.ends, "seconds": p.seconds, "minutes": p.minutes, "hashes": p.hashes, "stamps": p.stamps,
		"authors": p.authors.of, "languages": p.languages.of, "categories": p.categories.of, "tag_ends": p.tags.ends, "tag_rows": p.tags.rows,
	}
	for name, column := range numbers {
		data, err := binary.Append(nil, binary.LittleEndian, column)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		encoded[name] = data
	}
	names := map[string]any{
		"author_names": p.authors.names, "language_names": p.languages.names, "category_paths": p.categories.paths,
		"tag_names": p.tags.names, "odd": p.odd,
	}
	for name, value := range names {
		data, err := json.Marshal(value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		encoded[name] = data
	}
	format := packedFormat{packedVersion, len(p.keys), p.lastRow, encoded.checksum()}
	data, err := json.Marshal(format)
	encoded["format"] = data
	return encoded, err
}

func (p parts) checksum() uint32 {
	sum, table := uint32(0), crc32.MakeTable(crc32.Castagnoli)
	for _, name := range partNames() {
		sum = crc32.Update(sum, table, p[name])
	}
	return sum
}

// decode reads what encode has written. What does not fit is an error, and
// never a column that points out of another.
func (p parts) decode() (*packed, error) {
	var format packedFormat
	if err := json.Unmarshal(p["format"], &format); err != nil {
		return nil, fmt.Errorf("%w: %w", errPacked, err)
	}
	n := format.Articles
	if format.Version != packedVersion || n < 0 || n > 1<<31 || format.Checksum != p.checksum() {
		return nil, errPacked
	}
	d := decoder{parts: p}
	decoded := &packed{
		keys:    numbersOf[key](&d, "keys", n),
		titles:  column{text: p["titles"], ends: numbersOf[uint32](&d, "title_ends", n)},
		seconds: numbersOf[int64](&d, "seconds", n),
		minutes: numbersOf[uint16](&d, "minutes", n),
		hashes:  numbersOf[int64](&d, "hashes", n),
		stamps:  numbersOf[uint64](&d, "stamps", n),
		flags:   numbersOf[flags](&d, "flags", n),
		lastRow: format.LastRow,
	}
	d.values(&decoded.authors, "authors", "author_names", n)
	d.values(&decoded.languages, "languages", "language_names", n)
	d.json("category_paths", &decoded.categories.paths)
	decoded.categories.of = numbersOf[uint32](&d, "categories", n)
	d.within(decoded.categories.of, len(decoded.categories.paths))
	d.json("tag_names", &decoded.tags.names)
	decoded.tags.ends = numbersOf[uint32](&d, "tag_ends", len(decoded.tags.names))
	decoded.tags.rows = numbersOf[uint32](&d, "tag_rows", len(p["tag_rows"])/4)
	d.within(decoded.tags.rows, n)
	d.rising(decoded.tags.ends, len(decoded.tags.rows))
	d.rising(decoded.titles.ends, len(decoded.titles.text))
	d.json("odd", &decoded.odd)
	return decoded, d.err
}

// decoder keeps the first error.
type decoder struct {
	parts parts
	err   error
}

func (d *decoder) fail() {
	if d.err == nil {
		d.err = errPacked
	}
}

func numbersOf[T ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~int64](d *decoder, name string, n int) []T {
	numbers, data := make([]T, 0), d.parts[name]
	if size := binary.Size(T(0)); len(data) != n*size {
		d.fail()
		return numbers
	}
	numbers = make([]T, n)
	if _, err := binary.Decode(data, binary.LittleEndian, numbers); err != nil {
		d.fail()
	}
	return numbers
}

func (d *decoder) json(name string, value any) {
	if err := json.Unmarshal(d.parts[name], value); err != nil {
		d.fail()
	}
}

func (d *decoder) values(v *packedValues, of, names string, n int) {
	d.json(names, &v.names)
	v.of = numbersOf[uint32](d, of, n)
	d.within(v.of, len(v.names))
}

// within checks that all numbers are below a bound.
func (d *decoder) within(numbers []uint32, bound int) {
	if len(numbers) > 0 && int(slices.Max(numbers)) >= bound {
		d.fail()
	}
}

// rising checks that ends rise up to a bound.
func (d *decoder) rising(ends []uint32, bound int) {
	if !slices.IsSorted(ends) || len(ends) > 0 && int(ends[len(ends)-1]) > bound {
		d.fail()
	}
}
