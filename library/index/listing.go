package index

import (
	"broadsheet/library/bitset"
	"broadsheet/model"
	"broadsheet/model/query"
)

// Listing is an ordered choice of the articles of a snapshot.
type Listing struct {
	*Snapshot
	Rows []uint32 // their numbers
}

// Len is how many articles are listed.
func (l *Listing) Len() int { return len(l.Rows) }

// At makes the item in a row.
func (l *Listing) At(row int) *model.Item { return l.Item(l.Rows[row]) }

// Find gives the row of an article.
func (l *Listing) Find(id model.ID, near int) (row int, found bool) {
	k, ok := model.KeyOf(id)
	if !ok {
		return 0, false
	}
	return model.FindNear(len(l.Rows), near, func(row int) bool { return l.keys[l.Rows[row]] == k })
}

// NumbersIn is which articles a listing has in a snapshot that may be a later
// one.
func (l *Listing) NumbersIn(s *Snapshot) bitset.Set {
	numbers := bitset.New(s.Len())
	for _, number := range l.Rows {
		if now, ok := s.Number(l.keys[number]); ok {
			numbers.Set(now)
		}
	}
	return numbers
}

// List gives the wanted articles in order.
func (s *Snapshot) List(wanted bitset.Set, by query.Sort) *Listing {
	rows := make([]uint32, 0, wanted.Count())
	for _, number := range s.order(by) {
		if wanted.Has(number) {
			rows = append(rows, number)
		}
	}
	return &Listing{s, rows}
}
