package library

import (
	"cmp"
	"math"
	"time"

	"broadsheet/model"
)

// moment is a time as it is kept: in microseconds since 1970. 0 is never.
type moment int64

// lastMoment is the end of the year 9999, which is the last that can be exported.
// A clock that says more is wrong.
const lastMoment moment = 253402300799_999999

func momentOf(t time.Time) moment {
	switch {
	case t.IsZero():
		return 0
	case t.Year() > 9999:
		return lastMoment
	}
	return max(1, moment(t.UnixMicro()))
}

// possible is the moment, or 0 where no clock can have said it.
func (m moment) possible() moment {
	if m < 0 || m > lastMoment {
		return 0
	}
	return m
}

func (m moment) time() time.Time {
	if m == 0 {
		return time.Time{}
	}
	return time.UnixMicro(int64(m)).UTC()
}

// after is the moment of a change. What a reader does now is newer than what
// was done before, even if the clock has been put back since.
func (m moment) after(last moment) moment { return min(max(m, last+1), lastMoment) }

// record is what is kept of one reader and one article. Of two records of them
// the newer is right, for each of the three parts on its own; a mark that was
// taken away stays as a time of change, so that it is newer than the mark.
type record struct {
	read, readAt       moment // when it was marked read, or 0, and when that was last changed
	starred, starredAt moment
	opened             moment // when the reader left the article, at the place that follows
	block, offset      int32
	hash               int64 // of the article's content; 0: not known
	pending            bool  // it waits to be written
}

// marks gives the record as a reader knows it.
func (r *record) marks() model.Marks {
	return model.Marks{
		Read:    r.read.time(),
		Starred: r.starred.time(),
		Opened:  r.opened.time(),
		Place:   model.Place{Block: int(r.block), Offset: int(r.offset)},
	}
}

func (r *record) setPlace(p model.Place, now moment) {
	r.block, r.offset = clamp(p.Block), clamp(p.Offset)
	r.opened = now.after(r.opened)
}

func clamp(n int) int32 { return int32(min(max(n, 0), math.MaxInt32)) } //nolint:gosec // it fits now

// merge takes over what is newer in another record, and says whether that was
// anything. Of two that are as new, the same one wins in whatever order they
// come; the database merges by the same rule.
func (r *record) merge(other record) bool {
	changed := false
	if compareMoments(other.readAt, r.readAt, other.read, r.read) > 0 {
		r.read, r.readAt, changed = other.read, other.readAt, true
	}
	if compareMoments(other.starredAt, r.starredAt, other.starred, r.starred) > 0 {
		r.starred, r.starredAt, changed = other.starred, other.starredAt, true
	}
	place := cmp.Or(cmp.Compare(other.opened, r.opened), cmp.Compare(other.block, r.block), cmp.Compare(other.offset, r.offset))
	if place > 0 {
		r.opened, r.block, r.offset, changed = other.opened, other.block, other.offset, true
	}
	if r.hash == 0 && other.hash != 0 {
		r.hash, changed = other.hash, true
	}
	return changed
}

func compareMoments(changed, otherChanged, value, other moment) int {
	return cmp.Or(cmp.Compare(changed, otherChanged), cmp.Compare(value, other))
}

// flag is a mark that is either set or not: read or starred.
type flag int

const (
	readFlag flag = iota
	starredFlag
)

// of gives when the flag was set, and when it was last changed.
func (f flag) of(r *record) (set, changed *moment) {
	if f == starredFlag {
		return &r.starred, &r.starredAt
	}
	return &r.read, &r.readAt
}
