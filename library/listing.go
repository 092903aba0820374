package library

import (
	"broadsheet/library/bitset"
	"broadsheet/model"
	"broadsheet/model/query"
)

// listing is an ordered choice of the articles of a snapshot.
type listing struct {
	*snapshot
	rows []uint32 // their numbers
}

// Len is how many articles are listed.
func (l *listing) Len() int { return len(l.rows) }

// At makes the item in a row.
func (l *listing) At(row int) *model.Item { return l.item(l.rows[row]) }

// Find gives the row of an article.
func (l *listing) Find(id model.ID, near int) (row int, found bool) {
	k, ok := model.KeyOf(id)
	if !ok {
		return 0, false
	}
	return model.FindNear(len(l.rows), near, func(row int) bool { return l.keys[l.rows[row]] == k })
}

// numbersIn is which articles a listing has in a snapshot that may be a later
// one.
func (l *listing) numbersIn(s *snapshot) bitset.Set {
	numbers := bitset.New(s.len())
	for _, number := range l.rows {
		if now, ok := s.number(l.keys[number]); ok {
			numbers.Set(now)
		}
	}
	return numbers
}

// list gives the wanted articles in order.
func (s *snapshot) list(wanted bitset.Set, by query.Sort) *listing {
	rows := make([]uint32, 0, wanted.Count())
	for _, number := range s.order(by) {
		if wanted.Has(number) {
			rows = append(rows, number)
		}
	}
	return &listing{s, rows}
}
