package index

import (
	"cmp"
	"strings"
	"time"

	"broadsheet/model"
)

// columns hold what is known of each article, by number. They only grow; the
// copy in a snapshot goes on seeing what was there when it was made.
type columns struct {
	keys       []model.Key
	origins    []uint16 // the roots, by their places in the library
	titles     column
	seconds    []int64 // the dates, in seconds since 1970
	flags      []flags
	minutes    []uint16
	hashes     []int64 // of the contents, as contentHash
	stamps     []uint64
	authors    values
	languages  values
	categories categories
	tags       lists
	whole      []*model.Item // nil where the catalogue has what the columns lack
	names      *rootNames
	searched   *searched // the titles
	byTitle    *titleOrder
}

// rootNames are the keys and names of the roots, by their places.
type rootNames struct{ keys, names []string }

// Key is the id of an article as a number.
func (c *columns) Key(number uint32) model.Key { return c.keys[number] }

// Origin is the root that an article is from, by its place in the library.
func (c *columns) Origin(number uint32) uint16 { return c.origins[number] }

// Stamp tells one state of an article's file from another. It is Stampless where the
// file could not be read to its end.
func (c *columns) Stamp(number uint32) uint64 { return c.stamps[number] }

// Title is the title of an article.
func (c *columns) Title(number uint32) string { return c.titles.at(number) }

// Whole is an article of which all is in memory, or nil.
func (c *columns) Whole(number uint32) *model.Item { return c.whole[number] }

// flags are what is only true or false of an article.
type flags uint8

const (
	dateInferred flags = 1 << iota
	isDraft
)

// Len is how many numbers there are, of articles that are listed or not.
func (c *columns) Len() int { return len(c.keys) }

// Item makes the item of an article.
func (c *columns) Item(number uint32) *model.Item {
	if whole := c.whole[number]; whole != nil {
		return whole
	}
	origin := c.origins[number]
	return &model.Item{
		ID:           c.keys[number].ID(),
		Root:         c.names.keys[origin],
		RootName:     c.names.names[origin],
		Title:        c.titles.at(number),
		Author:       c.authors.at(number),
		Date:         time.Unix(c.seconds[number], 0).UTC(),
		DateInferred: c.flags[number]&dateInferred != 0,
		Categories:   c.categories.paths[c.categories.of[number]],
		Lang:         c.languages.at(number),
		Minutes:      int(c.minutes[number]),
		Draft:        c.flags[number]&isDraft != 0,
		Partial:      true,
	}
}

// rank is the date, with the inferred ones before all real ones.
func (c *columns) rank(number uint32) int64 {
	if c.flags[number]&dateInferred != 0 {
		return c.seconds[number] - inferredRank
	}
	return c.seconds[number]
}

// inferredRank is what sets the ranks of inferred dates apart.
const inferredRank = 1 << 60

func (c *columns) compareDates(a, b uint32) int { return cmp.Compare(c.rank(a), c.rank(b)) }

// compareNewest is the order of model.NewestFirst.
func (c *columns) compareNewest(a, b uint32) int {
	return cmp.Or(c.compareDates(b, a), cmp.Compare(c.keys[a], c.keys[b]))
}

// column holds texts one after the other.
type column struct {
	text []byte
	ends []uint32
}

func (c *column) add(text string) {
	c.text = append(c.text, text...)
	c.ends = append(c.ends, uint32(len(c.text)))
}

func (c *column) at(i uint32) string {
	start := uint32(0)
	if i > 0 {
		start = c.ends[i-1]
	}
	return string(c.text[start:c.ends[i]])
}

// values is a column of strings of which many are the same.
type values struct {
	names    []string
	searched *searched
	of       []uint32          // for each number, its place in names
	places   map[string]uint32 // belongs to the builder alone
}

func newValues() values { return values{searched: &searched{}, places: map[string]uint32{}} }

// texts are the names, to be looked through.
func (v *values) texts() texts {
	return v.searched.upTo(len(v.names), func(i int) string { return v.names[i] }, nil)
}

func (v *values) at(number uint32) string { return v.names[v.of[number]] }

func (v *values) add(name string) { v.of = append(v.of, v.place(name)) }

func (v *values) place(name string) uint32 {
	place, ok := v.places[name]
	if !ok {
		name = strings.Clone(name)
		place = uint32(len(v.names))
		v.places[name] = place
		v.names = append(v.names, name)
	}
	return place
}

// categories is a column of category paths; most articles share theirs with
// many others.
type categories struct {
	paths  [][][]string
	nodes  [][]uint32 // for each, the nodes that its articles count in, each once
	of     []uint32   // for each number, its place in paths
	places map[string]uint32
}

// lists are names that each stand for a list of numbers.
type lists struct {
	names    []string
	searched *searched
	rows     [][]uint32
	places   map[string]int // belongs to the builder alone
}

func newLists() lists { return lists{searched: &searched{}, places: map[string]int{}} }

// texts are the names, to be looked through.
func (l *lists) texts() texts {
	return l.searched.upTo(len(l.names), func(i int) string { return l.names[i] }, nil)
}

func (l *lists) add(name string, number uint32) {
	place, ok := l.places[name]
	if !ok {
		name = strings.Clone(name)
		place = len(l.names)
		l.places[name] = place
		l.names, l.rows = append(l.names, name), append(l.rows, nil)
	}
	l.rows[place] = appendOnce(l.rows[place], number)
}

// appendOnce appends a number that is not smaller than the last one, if it is
// not the last one.
func appendOnce(numbers []uint32, number uint32) []uint32 {
	if n := len(numbers); n > 0 && numbers[n-1] == number {
		return numbers
	}
	return append(numbers, number)
}

// Stampless is the stamp of an article that is listed as far as it could be read. No
// file has it, so that the next look reads it; no catalogue has such an article.
const Stampless = 0
