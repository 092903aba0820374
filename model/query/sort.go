package query

// Sort is the order of a list.
type Sort int

// The orders of a list. Items with an inferred date come after those with a
// real one; equal items are in the order of their IDs. By source and by length the
// newest of equal ones come first, and the shortest articles before longer ones.
const (
	NewestFirst Sort = iota
	OldestFirst
	ByTitle
	BySource
	ByLength
)

// Sorts are all orders.
func Sorts() []Sort { return []Sort{NewestFirst, OldestFirst, ByTitle, BySource, ByLength} }

// String is the name of an order on the command line and in what is kept.
func (s Sort) String() string {
	switch s {
	case OldestFirst:
		return "oldest"
	case ByTitle:
		return "title"
	case BySource:
		return "source"
	case ByLength:
		return "length"
	default:
		return "newest"
	}
}

// SortNamed gives the order of a name.
func SortNamed(name string) (by Sort, known bool) {
	for _, by := range Sorts() {
		if by.String() == name {
			return by, true
		}
	}
	return NewestFirst, false
}
