package entries

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"broadsheet/feeds/entries/identity"
	"broadsheet/feeds/state"
)

// join takes an entry whose file is another feed's. That of the site which the article
// is on takes the file over if it tells more, or if the file does not say what it says:
// it alone has the right to say what is in it.
func (t *taking) join(ctx context.Context, i int) error {
	row, k := t.rows[i], t.keeper
	t.result.Shared++
	if !row.Written() || !identity.OfSite(t.source.Address, row.Link) {
		return nil
	}
	var owner state.Feed
	err := k.state.In(ctx, false, func(tx *state.Tx) (err error) {
		owner, err = tx.FeedByID(row.Feed)
		return err
	})
	if err != nil {
		return err
	}
	takes, err := t.takesOver(i, identity.OfSite(owner.Address, row.Link))
	if err != nil || !takes {
		return err
	}
	if err := k.state.In(ctx, true, func(tx *state.Tx) error { return tx.Share(row.ID, row.Feed) }); err != nil {
		return err
	}
	// As no text has, and never changed by this feed.
	row.Feed, row.Hash, row.Changes = t.source.ID, []byte{0}, 0
	return t.write(ctx, i)
}

// takesOver says whether the feed of the site has to write an article anew that another
// feed wrote, which is of the site too, or a stranger's: any feed may send what it
// likes under the address of an article.
func (t *taking) takesOver(i int, ofSite bool) (bool, error) {
	row, length := t.rows[i], identity.Length(t.entries[i].Text)
	switch {
	case ofSite: // unless both say much the same
		return length > 2*row.Length+200, nil
	case length > row.Length:
		return true, nil
	case length == 0:
		return !strings.Contains(row.Title, t.identities[i].Title), nil
	}
	file, err := t.keeper.read(row.Path)
	if errors.Is(err, fs.ErrNotExist) { // it was deleted by hand
		return false, nil
	}
	return err == nil && !identity.Says(file.body, bodyOf(&t.entries[i])), err
}
