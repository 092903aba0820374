package model

import "fmt"

// Key is an article's id as a number, for ids are 12 hex digits.
type Key uint64

// KeyOf is false for a text that is no id. Nothing has such an id, so nothing
// is kept under it.
func KeyOf(id ID) (Key, bool) {
	if len(id) != 12 {
		return 0, false
	}
	k := Key(0)
	for _, digit := range []byte(id) {
		switch {
		case '0' <= digit && digit <= '9':
			k = k<<4 | Key(digit-'0')
		case 'a' <= digit && digit <= 'f':
			k = k<<4 | Key(digit-'a'+10)
		default:
			return 0, false
		}
	}
	return k, true
}

// KeysOf gives the keys of ids, without what is no id.
func KeysOf(ids []ID) []Key {
	keys := make([]Key, 0, len(ids))
	for _, id := range ids {
		if k, ok := KeyOf(id); ok {
			keys = append(keys, k)
		}
	}
	return keys
}

// ID is the id that the key is the number of.
func (k Key) ID() ID { return ID(fmt.Sprintf("%012x", uint64(k))) }
