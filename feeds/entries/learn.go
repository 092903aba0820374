package entries

import (
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"path"

	"broadsheet/articles/feed"
	"broadsheet/articles/gate"
	"broadsheet/feeds/entries/identity"
	"broadsheet/feeds/state"
)

// Learn fills an empty database with what the article files say of themselves: which
// feed each is of, and which entry. It says how many files there were. What was purged
// or deleted is forgotten.
func (k *Keeper) Learn(ctx context.Context) (files int, err error) {
	err = k.state.In(ctx, true, func(tx *state.Tx) error {
		files = 0
		return k.folder.Walk(func(name string) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			learned, err := k.learn(tx, name)
			if learned {
				files++
			}
			return err
		})
	})
	return files, err
}

// learn takes one file. What is none of ours is left alone.
func (k *Keeper) learn(tx *state.Tx, name string) (learned bool, err error) {
	file, err := k.read(name)
	if err != nil { // to leave it out would be to write it over
		return false, fmt.Errorf("%w; until it can be, or is moved away, it is not known which articles there are", err)
	}
	head := &file.head
	place := name
	for range 3 { // the year, the month and the file
		place = path.Dir(place)
	}
	if head.FeedURL == "" || place == "." || !head.Dated {
		return false, nil // somebody else has put it there
	}
	f, known, err := tx.Feed(head.FeedURL)
	if err != nil {
		return false, err
	}
	if !known {
		f = state.Feed{Address: head.FeedURL, Folder: place}
		if len(head.Categories) > 0 {
			f.Shown = head.Categories[0]
		}
		if taken, err := tx.FolderTaken(place); err != nil {
			return false, err
		} else if taken { // a file that was copied and changed
			key := identity.KeyOf(head.FeedURL)
			f.Folder += "-" + hex.EncodeToString(key[:])
		}
		if err := tx.AddFeed(&f); err != nil {
			return false, err
		}
	}
	one := identity.Of(&feed.Entry{ID: head.GUID, Title: head.Title, Link: head.Link, Text: file.body})
	row := state.Entry{
		Feed: f.ID, Path: name, Hash: []byte{0}, Length: identity.Length(file.body), Seen: head.Date, Date: head.Date, Told: head.Published,
		Updated: head.Updated, Title: one.Title, Link: one.Link,
	}
	if added, err := tx.Add(&row); err != nil || !added {
		return false, err
	}
	for _, key := range one.Keys() {
		if err := tx.AddKey(f.ID, state.Key(key), row.ID); err != nil {
			return false, err
		}
	}
	return true, nil
}

// FolderFor gives a folder for a new feed, of its categories and its name, that no
// other feed has.
func FolderFor(tx *state.Tx, category []string, name, address string) (string, error) {
	wanted := folderOf(category, name)
	folder := wanted
	for digits := 4; ; digits += 4 {
		taken, err := tx.FolderTaken(folder)
		if err != nil || !taken {
			return folder, err
		}
		key := identity.KeyOf(address)
		folder = wanted + "-" + hex.EncodeToString(key[:])[:min(digits, 2*len(key))]
	}
}

// Name is what a feed is called: as its subscription has it, or else as its host is
// called.
func Name(subscribed, address string) string {
	return cmp.Or(gate.Title(subscribed), identity.Host(address), "Feed")
}
