package entries

import (
	"crypto/sha256"
	"strconv"

	"broadsheet/articles/feed"
	"broadsheet/articles/gate"
	"broadsheet/feeds/state"
	"broadsheet/model/fold"
)

// What tells the entries of a feed apart, the best first. A feed that this proves
// wrong of goes one further, and never back.
const (
	byID int = iota
	byLink
	byLinkAndTitle
	byText
	levels
)

// identity is what an entry of a document may be known by.
type identity struct {
	texts   [levels]string // empty: the entry has nothing of the kind
	base    string         // which of them tells it from others at the feed's level
	own     string         // base, with more where another entry of the document has the same
	doubled bool           // one has
	link    string         // canonical
	title   string         // folded
	text    string         // without noise
}

// keys gives all that the entry may be found by later, at this level and the next
// ones. What two entries of the document have is no such thing.
func (i *identity) keys() []state.Key {
	keys := []state.Key{keyOf(i.own)}
	for _, text := range i.texts[:byText] {
		if text != "" && text != i.base {
			keys = append(keys, keyOf(text))
		}
	}
	return keys
}

// withLink is what an entry has been known by if another had the same base.
func (i *identity) withLink() string { return i.base + "\x00" + i.link }

func keyOf(text string) state.Key {
	sum := sha256.Sum256([]byte(text))
	return state.Key(sum[:16])
}

// identify says what the entries of a document are known by, and at which level: that
// which the feed has, or a further one. Two entries that are the same in all that
// counts have the same key.
func identify(entries []feed.Entry, level int) ([]identity, int) {
	all := make([]identity, len(entries))
	for i := range entries {
		all[i] = identityOf(&entries[i])
	}
	level = min(max(level, byID), byText)
	for level < byText && unfit(all, level) {
		level++
	}
	texts := map[string]string{} // by base, of the first that has it
	doubled := map[string]bool{}
	for i := range all {
		one := &all[i]
		one.base = one.at(level)
		if text, met := texts[one.base]; met && text != one.texts[byText] {
			doubled[one.base] = true
		}
		texts[one.base] = one.texts[byText]
	}
	uses := map[string]int{}
	for i := range all {
		one := &all[i]
		one.own, one.doubled = one.base, doubled[one.base]
		if !one.doubled {
			continue
		}
		one.own = one.withLink()
		if uses[one.own]++; uses[one.own] > 1 {
			one.own += "\x00" + strconv.Itoa(uses[one.own])
		}
	}
	return all, level
}

func identityOf(e *feed.Entry) identity {
	i := identity{link: canonical(e.Link), title: fold.String(gate.Clean(e.Title)), text: withoutNoise(e.Text)}
	if id := idOf(e.ID); id != "" {
		i.texts[byID] = "id\x00" + id
	}
	if i.link != "" {
		i.texts[byLink] = "link\x00" + i.link
	}
	if i.title != "" {
		i.texts[byLinkAndTitle] = "title\x00" + i.link + "\x00" + i.title
	}
	sum := sha256.Sum256([]byte(i.title + "\x00" + i.link + "\x00" + i.text))
	i.texts[byText] = "text\x00" + string(sum[:])
	return i
}

// at gives what the entry is known by at a level, or at the next that it has
// something for.
func (i *identity) at(level int) string {
	for i.texts[level] == "" {
		level++ // there is always a text, though it may say nothing
	}
	return i.texts[level]
}

// unfit says that at this level more than 5 % of the entries have nothing that is
// theirs alone.
func unfit(all []identity, level int) bool {
	const most = 5 // %
	seen := map[string]string{}
	bad := 0
	for i := range all {
		text := all[i].texts[level]
		other, met := seen[text]
		switch {
		case text == "":
			bad++
		case met && other != all[i].texts[byText]: // and not the same entry twice
			bad++
		default:
			seen[text] = all[i].texts[byText]
		}
	}
	return bad*100 > most*len(all)
}
