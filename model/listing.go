package model

// Listing is an ordered choice of a library's articles. It never changes. It may
// be of a hundred thousand articles, so it holds only which they are: what a
// row shows is made when it is asked for, from memory.
type Listing interface {
	// Len is how many articles are listed.
	Len() int
	// At makes the item in a row. It may be partial.
	At(row int) *Item
	// Find gives the row of an article. It looks around the row near first,
	// which decides where an article is listed twice.
	Find(id ID, near int) (row int, found bool)
}

// Items is a listing that holds its items.
type Items []*Item

// Len is how many items there are.
func (l Items) Len() int { return len(l) }

// At gives the item in a row.
func (l Items) At(row int) *Item { return l[row] }

// Find gives the row of the article with the id.
func (l Items) Find(id ID, near int) (row int, found bool) {
	return FindNear(len(l), near, func(row int) bool { return l[row].ID == id })
}

// FindNear gives the row, of n rows, that is the one looked for, beginning at a
// row where it probably is and going away from there on both sides.
func FindNear(n, near int, is func(row int) bool) (row int, found bool) {
	near = min(max(near, 0), max(n-1, 0))
	for below, above := near, near+1; below >= 0 || above < n; below, above = below-1, above+1 {
		if below >= 0 && below < n && is(below) {
			return below, true
		}
		if above < n && is(above) {
			return above, true
		}
	}
	return 0, false
}
