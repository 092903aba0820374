package index

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"slices"

	"broadsheet/library/checksum"
	"broadsheet/model"
)

// Packed is what the columns hold of one root's articles, newest first, as it is
// kept in a file beside the catalogue: a hundred thousand articles are read from
// it in some ten milliseconds, from blobs of the database in thirty, and from
// its rows in half a second.
type Packed struct {
	keys       []model.Key
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
	Odd        map[model.Key]uint64 // the stamps of files that have nothing to list
	LastRow    int64                // of the table when this was made
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

// Count is how many articles there are.
func (p *Packed) Count() int { return len(p.keys) }

// parts are the pieces that a packed is written in, by their names.
type parts map[string][]byte

// packedHeader stands at the beginning of the file, as a line of JSON. What
// follows are the parts, one after the other.
type packedHeader struct {
	Version  int
	Articles int
	LastRow  int64
	Sizes    []int  // of the parts, in the order of partNames
	Checksum uint32 // of this header without it and of all of them, CRC-32C
}

const packedVersion = 2

// sum is a checksum that has taken in the header.
func (h packedHeader) sum() (hash.Hash32, error) {
	h.Checksum = 0
	line, err := json.Marshal(h)
	sum := checksum.New()
	sum.Write(line)
	return sum, err
}

func partNames() []string {
	return []string{
		"keys", "titles", "title_ends", "seconds", "flags", "minutes", "hashes", "stamps", "authors", "author_names",
		"languages", "language_names", "categories", "category_paths", "tag_names", "tag_ends", "tag_rows", "odd",
	}
}

// Encode gives the bytes of the file.
func (p *Packed) Encode() ([]byte, error) {
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
		"tag_names": p.tags.names, "odd": p.Odd,
	}
	for name, value := range names {
		data, err := json.Marshal(value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		encoded[name] = data
	}
	header := packedHeader{Version: packedVersion, Articles: len(p.keys), LastRow: p.LastRow}
	var body []byte
	for _, name := range partNames() {
		header.Sizes = append(header.Sizes, len(encoded[name]))
		body = append(body, encoded[name]...)
	}
	sum, err := header.sum()
	if err != nil {
		return nil, err
	}
	sum.Write(body)
	header.Checksum = sum.Sum32()
	data, err := json.Marshal(header)
	return slices.Concat(data, []byte("\n"), body), err
}

// Decode reads what Encode has written, from a file of a size in bytes. What does not
// fit is an error, and never a column that points out of another.
func Decode(from io.Reader, size int64) (*Packed, error) {
	d := decoder{from: bufio.NewReaderSize(from, 64<<10)}
	line, err := d.from.ReadBytes('\n')
	var header packedHeader
	if err != nil || json.Unmarshal(line, &header) != nil {
		return nil, checksum.ErrDamaged
	}
	total := int64(len(line))
	for _, part := range header.Sizes {
		if part < 0 || total > size {
			return nil, checksum.ErrDamaged
		}
		total += int64(part)
	}
	n := header.Articles
	if header.Version != packedVersion || n < 0 || int64(n) > size || len(header.Sizes) != len(partNames()) || total != size {
		return nil, checksum.ErrDamaged
	}
	if d.sum, err = header.sum(); err != nil {
		return nil, err
	}
	d.sizes = header.Sizes
	decoded := &Packed{LastRow: header.LastRow} // the parts are read in the order of partNames
	decoded.keys = numbersOf[model.Key](&d, n)
	decoded.titles.text = d.keep()
	decoded.titles.ends = numbersOf[uint32](&d, n)
	d.rising(decoded.titles.ends, len(decoded.titles.text))
	decoded.seconds = numbersOf[int64](&d, n)
	decoded.flags = numbersOf[flags](&d, n)
	decoded.minutes = numbersOf[uint16](&d, n)
	decoded.hashes = numbersOf[int64](&d, n)
	decoded.stamps = numbersOf[uint64](&d, n)
	d.values(&decoded.authors, n)
	d.values(&decoded.languages, n)
	decoded.categories.of = numbersOf[uint32](&d, n)
	d.json(&decoded.categories.paths)
	d.within(decoded.categories.of, len(decoded.categories.paths))
	d.json(&decoded.tags.names)
	decoded.tags.ends = numbersOf[uint32](&d, len(decoded.tags.names))
	decoded.tags.rows = numbersOf[uint32](&d, d.ahead()/4)
	d.rising(decoded.tags.ends, len(decoded.tags.rows))
	d.within(decoded.tags.rows, n)
	d.json(&decoded.Odd)
	if d.sum.Sum32() != header.Checksum {
		d.fail()
	}
	return decoded, d.err
}

// decoder reads one part after the other, all into the same memory, and keeps
// the first error.
type decoder struct {
	from  *bufio.Reader
	sizes []int // of the parts that are to come
	sum   hash.Hash32
	part  []byte
	err   error
}

func (d *decoder) fail() {
	if d.err == nil {
		d.err = checksum.ErrDamaged
	}
}

// ahead is the size of the next part.
func (d *decoder) ahead() int { return d.sizes[0] }

// next reads the next part. It is there until the one after is read.
func (d *decoder) next() []byte {
	size := d.sizes[0]
	d.sizes = d.sizes[1:]
	if cap(d.part) < size {
		d.part = make([]byte, size)
	}
	d.part = d.part[:size]
	if _, err := io.ReadFull(d.from, d.part); err != nil {
		d.fail()
		clear(d.part)
	}
	d.sum.Write(d.part)
	return d.part
}

// keep is next for what stays.
func (d *decoder) keep() []byte {
	d.part = nil
	kept := d.next()
	d.part = nil
	return slices.Clip(kept)
}

func numbersOf[T ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~int64](d *decoder, n int) []T {
	size := binary.Size(T(0))
	data := d.next()
	if len(data) != n*size {
		d.fail()
		return []T{}
	}
	numbers := make([]T, n)
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

func (d *decoder) json(value any) {
	if err := json.Unmarshal(d.next(), value); err != nil {
		d.fail()
	}
}

func (d *decoder) values(v *packedValues, n int) {
	v.of = numbersOf[uint32](d, n)
	d.json(&v.names)
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
