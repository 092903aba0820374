package marks

import "broadsheet/library/marks/store"

// flag is a mark that is either set or not: read or starred.
type flag int

const (
	readFlag flag = iota
	starredFlag
)

// of gives when the flag was set, and when it was last changed.
func (f flag) of(r *store.Record) (set, changed *store.Moment) {
	if f == starredFlag {
		return &r.Starred, &r.StarredAt
	}
	return &r.Read, &r.ReadAt
}
