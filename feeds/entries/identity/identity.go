// Package identity says what tells the entries of feeds apart, and which of them are the
// same: ids change and are doubled, and links have noise. It knows no files and no
// database.
package identity

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"

	"broadsheet/articles/feed"
	"broadsheet/articles/gate"
	"broadsheet/model/fold"
)

// What tells the entries of a feed apart, the best first. A feed that this proves
// wrong of goes one further, and never back.
const (
	ByID int = iota
	ByLink
	ByLinkAndTitle
	ByText
	levels
)

// Identity is what an entry of a document may be known by.
type Identity struct {
	texts   [levels]string // empty: the entry has nothing of the kind
	Base    string         // which of them tells it from others at the feed's level
	Own     string         // base, with more where another entry of the document has the same
	Doubled bool           // one has
	Link    string         // canonical
	Title   string         // folded
	Text    string         // without noise
}

// Keys gives all that the entry may be found by later, at this level and the next
// ones. What two entries of the document have is no such thing.
func (i *Identity) Keys() []Key {
	keys := []Key{KeyOf(i.Own)}
	for _, text := range i.texts[:ByText] {
		if text != "" && text != i.Base {
			keys = append(keys, KeyOf(text))
		}
	}
	return keys
}

// WithLink is what an entry has been known by if another had the same base.
func (i *Identity) WithLink() string { return i.Base + "\x00" + i.Link }

// Key is a part of a SHA-256, by which what tells an entry apart is found.
type Key [16]byte

// KeyOf gives the key of a text.
func KeyOf(text string) Key {
	sum := sha256.Sum256([]byte(text))
	return Key(sum[:16])
}

// Identify says what the entries of a document are known by, and at which level: that
// which the feed has, or a further one. Two entries that are the same in all that
// counts have the same key.
func Identify(entries []feed.Entry, level int) ([]Identity, int) {
	all := make([]Identity, len(entries))
	for i := range entries {
		all[i] = of(&entries[i])
	}
	level = min(max(level, ByID), ByText)
	for level < ByText && unfit(all, level) {
		level++
	}
	texts := map[string]string{} // by base, of the first that has it
	doubled := map[string]bool{}
	for i := range all {
		one := &all[i]
		one.Base = one.at(level)
		if text, met := texts[one.Base]; met && text != one.texts[ByText] {
			doubled[one.Base] = true
		}
		texts[one.Base] = one.texts[ByText]
	}
	uses := map[string]int{}
	for i := range all {
		one := &all[i]
		one.Own, one.Doubled = one.Base, doubled[one.Base]
		if !one.Doubled {
			continue
		}
		one.Own = one.WithLink()
		if uses[one.Own]++; uses[one.Own] > 1 {
			one.Own += "\x00" + strconv.Itoa(uses[one.Own])
		}
	}
	return all, level
}

// Of gives what an entry is known by that is alone.
func Of(e *feed.Entry) Identity {
	i := of(e)
	i.Base = i.at(ByID)
	i.Own = i.Base
	return i
}

// Whole is the same for two entries that are the same in all that counts.
func (i *Identity) Whole() string { return i.texts[ByText] }

func of(e *feed.Entry) Identity {
	i := Identity{Link: Canonical(e.Link), Title: fold.String(gate.Clean(e.Title)), Text: WithoutNoise(e.Text)}
	if id := ID(e.ID); id != "" {
		i.texts[ByID] = "id\x00" + id
	}
	if i.Link != "" {
		i.texts[ByLink] = "link\x00" + i.Link
	}
	if i.Title != "" {
		i.texts[ByLinkAndTitle] = "title\x00" + i.Link + "\x00" + i.Title
	}
	sum := sha256.Sum256([]byte(i.Title + "\x00" + i.Link + "\x00" + i.Text))
	i.texts[ByText] = "text\x00" + string(sum[:])
	return i
}

// at gives what the entry is known by at a level, or at the next that it has
// something for.
func (i *Identity) at(level int) string {
	for i.texts[level] == "" {
		level++ // there is always a text, though it may say nothing
	}
	return i.texts[level]
}

// unfit says that at this level more than 5 % of the entries have nothing that is
// theirs alone.
func unfit(all []Identity, level int) bool {
	const most = 5 // %
	seen := map[string]string{}
	bad := 0
	for i := range all {
		text := all[i].texts[level]
		other, met := seen[text]
		switch {
		case text == "":
			bad++
		case met && other != all[i].texts[ByText]: // and not the same entry twice
			bad++
		default:
			seen[text] = all[i].texts[ByText]
		}
	}
	return bad*100 > most*len(all)
}

// mostID is how long an entry's id may be, in bytes, to be written as it is.
const mostID = 2048

// ID gives the id of an entry as it is kept: one that is very long by its hash, one
// that is not UTF-8 as far as it is.
func ID(id string) string {
	id = strings.TrimSpace(strings.ToValidUTF8(id, "\uFFFD"))
	if len(id) > mostID {
		return fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(id)))
	}
	return id
}
