package store

import (
	"cmp"
	"slices"
)

// Layer is what a reader marked of a group at one time.
type Layer struct {
	At      Moment
	Read    bool
	Members Members
}

// Record is what the layer says of each of its members.
func (l *Layer) Record() Record {
	r := Record{ReadAt: l.At}
	if l.Read {
		r.Read = l.At
	}
	return r
}

// Flag is 1 for a layer of articles that were marked read.
func (l *Layer) Flag() int64 {
	if l.Read {
		return 1
	}
	return 0
}

// MergedLayers joins what was marked of one group so that each article is in one
// layer alone, the newest, by the rule of record.merge. The newest comes first.
func MergedLayers(all []Layer) []Layer {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Layer) int {
		one, other := a.Record(), b.Record()
		return cmp.Or(cmp.Compare(other.ReadAt, one.ReadAt), cmp.Compare(other.Read, one.Read))
	})
	var covered Members
	merged := all[:0]
	for _, l := range all {
		l.Members.Remove(covered)
		covered.Add(l.Members)
		if last := len(merged) - 1; last >= 0 && merged[last].At == l.At && merged[last].Read == l.Read {
			merged[last].Members.Add(l.Members)
		} else if l.Members.Count() > 0 {
			merged = append(merged, l)
		}
	}
	return slices.Clip(merged)
}

// GroupLayers are the layers of one group.
type GroupLayers struct {
	Group  *Group
	Layers []Layer
}
