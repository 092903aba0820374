package library

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
)

// packed is what the columns hold of one root's articles, newest first, as it is
// kept in a file beside the catalogue: a hundred thousand articles are read from
// it in some ten milliseconds, from blobs of the database in thirty, and from
// its rows in half a second.
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

// packedHeader stands at the beginning of the file, as a line of JSON. What
// follows are the parts, one after the other.
type packedHeader struct {
	Version  int
	Articles int
	LastRow  int64
	Sizes    []int  // of the parts, in the order of partNames
	Checksum uint32 // of all of them, CRC-32C
}

const packedVersion = 1

func partNames() []string {
	return []string{
		"keys", "titles", "title_ends", "seconds", "flags", "minutes", "hashes", "stamps", "authors", "author_names",
		"languages", "language_names", "categories", "category_paths", "tag_names", "tag_ends", "tag_rows", "odd",
	}
}

// encode gives the bytes of the file.
func (p *packed) encode() ([]byte, error) {
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
	header := packedHeader{Version: packedVersion, Articles: len(p.keys), LastRow: p.lastRow}
	var body []byte
	for _, name := range partNames() {
		header.Sizes = append(header.Sizes, len(encoded[name]))
		body = append(body, encoded[name]...)
	}
	header.Checksum = checksum(body)
	data, err := json.Marshal(header)
	return slices.Concat(data, []byte("\n"), body), err
}

func checksum(data []byte) uint32 { return crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)) }

// decodePacked reads what encode has written. What does not fit is an error, and
// never a column that points out of another.
func decodePacked(data []byte) (*packed, error) {
	line, body, found := bytes.Cut(data, []byte("\n"))
	var header packedHeader
	if err := json.Unmarshal(line, &header); err != nil || !found {
		return nil, errPacked
	}
	n, names := header.Articles, partNames()
	if header.Version != packedVersion || n < 0 || n > 1<<31 || len(header.Sizes) != len(names) || header.Checksum != checksum(body) {
		return nil, errPacked
	}
	d := decoder{parts: parts{}}
	for i, name := range names {
		size := header.Sizes[i]
		if size < 0 || size > len(body) {
			return nil, errPacked
		}
		d.parts[name], body = body[:size:size], body[size:]
	}
	decoded := &packed{
		keys:    numbersOf[key](&d, "keys", n),
		titles:  column{text: bytes.Clone(d.parts["titles"]), ends: numbersOf[uint32](&d, "title_ends", n)},
		seconds: numbersOf[int64](&d, "seconds", n),
		minutes: numbersOf[uint16](&d, "minutes", n),
		hashes:  numbersOf[int64](&d, "hashes", n),
		stamps:  numbersOf[uint64](&d, "stamps", n),
		flags:   numbersOf[flags](&d, "flags", n),
		lastRow: header.LastRow,
	}
	d.values(&decoded.authors, "authors", "author_names", n)
	d.values(&decoded.languages, "languages", "language_names", n)
	d.json("category_paths", &decoded.categories.paths)
	decoded.categories.of = numbersOf[uint32](&d, "categories", n)
	d.within(decoded.categories.of, len(decoded.categories.paths))
	d.json("tag_names", &decoded.tags.names)
	decoded.tags.ends = numbersOf[uint32](&d, "tag_ends", len(decoded.tags.names))
	decoded.tags.rows = numbersOf[uint32](&d, "tag_rows", len(d.parts["tag_rows"])/4)
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
	size := binary.Size(T(0))
	if len(data) != n*size {
		d.fail()
		return numbers
	}
	numbers = make([]T, n)
	order := binary.LittleEndian // package binary takes ten times as long for types of one's own
	switch size {
	case 1:
		for i := range numbers {
			numbers[i] = T(data[i])
		}
	case 2:
		for i := range numbers {
			numbers[i] = T(order.Uint16(data[2*i:]))
		}
	case 4:
		for i := range numbers {
			numbers[i] = T(order.Uint32(data[4*i:]))
		}
	default:
		for i := range numbers {
			numbers[i] = T(order.Uint64(data[8*i:]))
		}
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
