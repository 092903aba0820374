package sqlite

import (
	"maps"

	"broadsheet/library/marks/store"
	"broadsheet/model"
)

// salvagedReader is what was found of one reader.
type salvagedReader struct {
	account  account
	entries  map[model.Key]store.Record
	layers   map[*store.Group][]store.Layer
	settings map[string]store.Setting
}

func newSalvagedReader(number int64) *salvagedReader {
	return &salvagedReader{
		account: account{number: number}, entries: map[model.Key]store.Record{}, layers: map[*store.Group][]store.Layer{}, settings: map[string]store.Setting{},
	}
}

func (r *salvagedReader) takeLayers(found map[int64][]salvagedLayer, groups map[int64]*store.Group) {
	for number, layers := range found {
		g := groups[number]
		if g == nil {
			continue // not to be understood without it
		}
		for _, l := range layers {
			var ok bool
			if l.Members, ok = store.DecodeMembers([]byte(l.encoded), len(g.Keys)); ok {
				r.layers[g] = append(r.layers[g], l.Layer)
			}
		}
		r.layers[g] = store.MergedLayers(r.layers[g])
	}
}

// marks is of how many articles something is known.
func (r *salvagedReader) marks() int {
	n := len(r.entries)
	for _, layers := range r.layers {
		for i := range layers {
			n += layers[i].Members.Count()
		}
	}
	return n
}

// found takes over what is in a whole database.
func (r *salvagedReader) found() store.Found {
	return store.Found{
		Settings: func(values map[string]store.Setting) { maps.Copy(r.settings, values) },
		Layers: func(found []store.GroupLayers) {
			for _, of := range found {
				r.layers[of.Group] = append(r.layers[of.Group], of.Layers...)
			}
		},
		Entries: func(found []store.Entry) {
			for _, e := range found {
				r.entries[e.Key] = e.Record
			}
		},
	}
}

// merge takes over what is newer in another, and gives how many marks and how many
// settings that is.
func (r *salvagedReader) merge(other *salvagedReader) (news, settings int) {
	r.account.merge(other.account)
	for k, theirs := range other.entries {
		ours := r.entries[k]
		if ours.Merge(theirs) {
			news++
		}
		r.entries[k] = ours
	}
	for g, theirs := range other.layers {
		ours := r.layers[g]
		joined := store.MergedLayers(append(theirs[:len(theirs):len(theirs)], ours...))
		for i := range joined {
			known := store.Members{}
			for _, l := range ours {
				if l.At == joined[i].At && l.Read == joined[i].Read {
					known = l.Members
				}
			}
			added := joined[i].Members
			added.Remove(known)
			news += added.Count()
		}
		r.layers[g] = joined
	}
	for name, theirs := range other.settings {
		if ours, known := r.settings[name]; !known || ours.Changed < theirs.Changed {
			r.settings[name] = theirs
			settings++
		}
	}
	return news, settings
}

// batch gives it as it is written.
func (r *salvagedReader) batch() store.Batch {
	b := store.Batch{Settings: r.settings}
	for k, record := range r.entries {
		b.Entries = append(b.Entries, store.Entry{Key: k, Record: record})
	}
	for g, layers := range r.layers {
		b.Groups = append(b.Groups, store.GroupLayers{Group: g, Layers: layers})
	}
	return b
}
