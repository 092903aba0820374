package store

import (
	"cmp"
	"math"
	"time"

	"broadsheet/model"
)

// Moment is a time as it is kept: in microseconds since 1970. 0 is never.
type Moment int64

// LastMoment is the end of the year 9999, which is the last that can be exported.
// A clock that says more is wrong.
const LastMoment Moment = 253402300799_999999

// MomentOf is a time as it is kept: 0 for the zero time, and no later than the last moment.
func MomentOf(t time.Time) Moment {
	switch {
	case t.IsZero():
		return 0
	case t.Year() > 9999:
		return LastMoment
	}
	return max(1, Moment(t.UnixMicro()))
}

// Possible is the moment, or 0 where no clock can have said it.
func (m Moment) Possible() Moment {
	if m < 0 || m > LastMoment {
		return 0
	}
	return m
}

// Time gives it in UTC.
func (m Moment) Time() time.Time {
	if m == 0 {
		return time.Time{}
	}
	return time.UnixMicro(int64(m)).UTC()
}

// After is the moment of a change. What a reader does now is newer than what
// was done before, even if the clock has been put back since.
func (m Moment) After(last Moment) Moment { return min(max(m, last+1), LastMoment) }

// Record is what is kept of one reader and one article. Of two records of them
// the newer is right, for each of the three parts on its own; a mark that was
// taken away stays as a time of change, so that it is newer than the mark.
type Record struct {
	Read, ReadAt       Moment // when it was marked read, or 0, and when that was last changed
	Starred, StarredAt Moment
	Opened             Moment // when the reader left the article, at the place that follows
	Block, Offset      int32
	Hash               int64 // of the article's content; 0: not known
	Pending            bool  // it waits to be written
}

// Entry is a record with the article that it is about.
type Entry struct {
	Key model.Key
	Record
}

// Marks gives the record as a reader knows it.
func (r *Record) Marks() model.Marks {
	return model.Marks{
		Read:    r.Read.Time(),
		Starred: r.Starred.Time(),
		Opened:  r.Opened.Time(),
		Place:   model.Place{Block: int(r.Block), Offset: int(r.Offset)},
	}
}

// SetPlace writes down where the reader stopped, and when.
func (r *Record) SetPlace(p model.Place, now Moment) {
	r.Block, r.Offset = Bounded(p.Block), Bounded(p.Offset)
	r.Opened = now.After(r.Opened)
}

// Bounded is a block or an offset as it is kept.
func Bounded(n int) int32 { return int32(min(max(n, 0), math.MaxInt32)) } //nolint:gosec // it fits now

// Merge takes over what is newer in another record, and says whether that was
// anything. Of two that are as new, the same one wins in whatever order they
// come; the database merges by the same rule.
func (r *Record) Merge(other Record) bool {
	changed := false
	if compareMoments(other.ReadAt, r.ReadAt, other.Read, r.Read) > 0 {
		r.Read, r.ReadAt, changed = other.Read, other.ReadAt, true
	}
	if compareMoments(other.StarredAt, r.StarredAt, other.Starred, r.Starred) > 0 {
		r.Starred, r.StarredAt, changed = other.Starred, other.StarredAt, true
	}
	place := cmp.Or(cmp.Compare(other.Opened, r.Opened), cmp.Compare(other.Block, r.Block), cmp.Compare(other.Offset, r.Offset))
	if place > 0 {
		r.Opened, r.Block, r.Offset, changed = other.Opened, other.Block, other.Offset, true
	}
	if r.Hash == 0 && other.Hash != 0 {
		r.Hash, changed = other.Hash, true
	}
	return changed
}

func compareMoments(changed, otherChanged, value, other Moment) int {
	return cmp.Or(cmp.Compare(changed, otherChanged), cmp.Compare(value, other))
}

// Setting is the text of one setting, empty where it was taken back, and
// when it was last changed.
type Setting struct {
	Text    string
	Changed Moment
}
