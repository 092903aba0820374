package entries

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"time"

	"broadsheet/feeds/entries/identity"
	"broadsheet/feeds/state"
)

// place finds the row of every entry, or makes it one.
func (t *taking) place(tx *state.Tx) error {
	t.claimed, t.looked = map[int64]int{}, false
	t.rows = make([]*state.Entry, len(t.entries))
	fresh, err := tx.Keyless(t.source.ID)
	if err != nil {
		return err
	}
	t.first = fresh
	links, met, repeated := map[string]int{}, map[string]bool{}, make([]bool, len(t.entries))
	for i := range t.entries {
		one := &t.identities[i]
		whole := one.Base + one.Whole()
		if repeated[i] = met[whole]; repeated[i] {
			continue
		}
		met[whole] = true
		links[one.Link]++
		if err := t.find(tx, i); err != nil {
			return err
		}
	}
	for i := range t.entries {
		if t.rows[i] != nil || repeated[i] {
			continue
		}
		if err := t.settle(tx, i, links[t.identities[i].Link] == 1); err != nil {
			return err
		}
	}
	for i, row := range t.rows {
		if row == nil {
			continue
		}
		for _, key := range t.identities[i].Keys() {
			if err := tx.AddKey(t.source.ID, state.Key(key), row.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// settle finds the row of an entry that is not known by its key, or makes one. Alone
// says that no other entry of the document has its link.
func (t *taking) settle(tx *state.Tx, i int, alone bool) error {
	var row *state.Entry
	var err error
	if !t.first {
		row, err = t.same(tx, i)
	}
	if err == nil && row == nil && alone {
		row, err = t.elsewhere(tx, i)
	}
	if err == nil && row == nil {
		row, err = t.add(tx, i)
	}
	if err == nil {
		t.claim(i, row)
	}
	return err
}

// find looks an entry up by what it is known by.
func (t *taking) find(tx *state.Tx, i int) error {
	if t.first {
		return nil
	}
	one := &t.identities[i]
	candidates := []string{one.Own}
	if one.Own == one.Base {
		candidates = []string{one.WithLink(), one.Base}
	}
	for _, text := range candidates {
		row, found, err := tx.ByKey(t.source.ID, state.Key(identity.KeyOf(text)))
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		if other, taken := t.claimed[row.ID]; taken {
			if t.identities[other].Whole() != one.Whole() {
				one.Own = one.WithLink()
			}
			continue
		}
		t.claim(i, &row)
		return nil
	}
	if !one.Doubled {
		return nil
	}
	// It was known by what it alone had, until another came.
	row, found, err := tx.ByKey(t.source.ID, state.Key(identity.KeyOf(one.Base)))
	if _, taken := t.claimed[row.ID]; err == nil && found && !taken && row.Link == one.Link {
		t.claim(i, &row)
	}
	return err
}

func (t *taking) claim(i int, row *state.Entry) {
	t.rows[i] = row
	t.claimed[row.ID] = i
}

// same finds the row of an entry whose key has changed: one with the same title, the
// same link or nearly the same date, and a text that is much the same. Where the title
// has changed with the key, link and text have to be the same.
func (t *taking) same(tx *state.Tx, i int) (*state.Entry, error) {
	const (
		near     = time.Hour
		mostRead = 10 // files of candidates
	)
	one := &t.identities[i]
	linked, err := tx.ByLink(t.source.ID, false, one.Link)
	if err = errors.Join(err, t.look(tx)); err != nil {
		return nil, err
	}
	date, read := dateOf(&t.entries[i]), 0
	for _, row := range slices.Concat(linked, t.newest) {
		_, taken := t.claimed[row.ID]
		sameLink := row.Link == one.Link && one.Link != "" && !identity.IsSite(one.Link)
		sameTitle := row.Title == one.Title && one.Title != ""
		sameTime := !date.IsZero() && row.Date.Sub(date).Abs() <= near
		if taken || sameLink && !sameTitle && len(linked) > 1 || !sameLink && (!sameTitle || !sameTime) {
			continue
		}
		if read++; read > mostRead {
			break
		}
		// Texts that are too short to be compared are the same if all else is.
		alike, enough, err := t.alike(&row, i)
		if err != nil {
			return nil, err
		}
		if alike || !enough && sameTitle && sameLink {
			return &row, nil
		}
	}
	return nil, nil //nolint:nilnil // there is no such row
}

// look looks up the entries of the feed that came last.
func (t *taking) look(tx *state.Tx) (err error) {
	const latest = 200
	if !t.looked {
		t.newest, err = tx.Newest(t.source.ID, latest)
		t.looked = err == nil
	}
	return err
}

// alike says whether the text of an entry is much the same as that of a row's file.
// Enough is false where the two are too short to say, or one is not there any more.
func (t *taking) alike(row *state.Entry, i int) (alike, enough bool, err error) {
	file, err := t.keeper.read(row.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, false, nil
	}
	if err == nil {
		alike, enough = identity.Similar(file.body, bodyOf(&t.entries[i]))
	}
	return alike, enough, err
}

// elsewhere finds the row of an article that another feed has told of: it has the
// same link and a title that is the same, or a part of the other.
func (t *taking) elsewhere(tx *state.Tx, i int) (*state.Entry, error) {
	one := &t.identities[i]
	if one.Link == "" || identity.IsSite(one.Link) || one.Title == "" {
		return nil, nil //nolint:nilnil // there is no such row
	}
	rows, err := tx.ByLink(t.source.ID, true, one.Link)
	if err != nil || len(rows) != 1 {
		return nil, err
	}
	row := &rows[0]
	if _, taken := t.claimed[row.ID]; taken || !strings.Contains(row.Title, one.Title) && !strings.Contains(one.Title, row.Title) || row.Title == "" {
		return nil, nil //nolint:nilnil // as above
	}
	return row, tx.Share(row.ID, t.source.ID)
}
