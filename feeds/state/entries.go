package state

import (
	"database/sql"
	"time"
)

// Gone says what became of an entry's file.
type Gone int

// What may have become of it. What was purged or deleted is never written again.
const (
	Here Gone = iota
	Purged
	Deleted // by hand
)

// Entry is what is known of one entry.
type Entry struct {
	ID, Feed int64  // Feed is the one whose text the file has
	Path     string // of the file, below the feeds' folder, with slashes
	Hash     []byte // of what the feed said when the file was written; empty: it has yet to be
	Changes  int    // how often the hash alone changed
	Length   int    // characters of the text
	Seen     time.Time
	Date     time.Time // that it is sorted by; never changes
	Told     time.Time // published as the feed says, where that is another date
	Updated  time.Time // as the feed says
	Title    string    // folded
	Link     string    // without what does not count
	Gone     Gone
}

// Written says that the entry's file was written at least once.
func (e *Entry) Written() bool { return len(e.Hash) > 0 }

// Key tells an entry from the others of its feed: a part of a SHA-256.
type Key [16]byte

const entryColumns = "e.id, e.feed, e.path, e.hash, e.changes, e.length, e.seen, e.date, e.told, e.updated, e.title, e.link, e.gone"

const (
	byKeyQuery = "select " + entryColumns + " from keys k join entries e on e.id = k.entry where k.feed = ? and k.key = ?"
	// Only what says so itself is looked up in the index of the links that are not empty.
	byLinkQuery = "select " + entryColumns + " from entries e where e.link = ?1 and e.link != '' and (e.feed != ?2) = ?3 order by e.id desc limit 20"
	newestQuery = "select " + entryColumns + " from entries e where e.feed = ? order by e.id desc limit ?"
	keptQuery   = "select " + entryColumns + " from entries e where e.feed = ? and e.gone = 0 and e.hash != x'' order by e.date desc, e.id desc"
	allOfQuery  = "select " + entryColumns + ` from entries e where e.gone = 0 and e.hash != x'' and e.feed = ?1
		union all select ` + entryColumns + ` from shares s join entries e on e.id = s.entry where s.feed = ?1 and e.feed != ?1 and e.gone = 0 and e.hash != x''`
	unsharedQuery = "select " + entryColumns + ` from shares s join entries e on e.id = s.entry
		where s.feed = ? and s.written = 0 and e.gone = 0 and e.hash != x''`
)

func scanEntry(rows *sql.Rows) (e Entry, err error) {
	var seen, date, told, updated int64
	err = rows.Scan(&e.ID, &e.Feed, &e.Path, &e.Hash, &e.Changes, &e.Length, &seen, &date, &told, &updated, &e.Title, &e.Link, &e.Gone)
	e.Seen, e.Date, e.Told, e.Updated = timeOf(seen), timeOf(date), timeOf(told), timeOf(updated)
	return e, err
}

func (t *Tx) entries(query string, arguments ...any) (entries []Entry, err error) {
	err = t.each(query, arguments, func(rows *sql.Rows) error {
		e, err := scanEntry(rows)
		entries = append(entries, e)
		return err
	})
	return entries, err
}

func first(entries []Entry, err error) (Entry, bool, error) {
	if err != nil || len(entries) == 0 {
		return Entry{}, false, err
	}
	return entries[0], true, nil
}

// ByKey finds the entry that a key of a feed's names.
func (t *Tx) ByKey(feed int64, key Key) (Entry, bool, error) {
	return first(t.entries(byKeyQuery, feed, key[:]))
}

// ByLink finds some of the entries with a link, of this feed or, where another is
// wanted, of all others.
func (t *Tx) ByLink(feed int64, others bool, link string) ([]Entry, error) {
	return t.entries(byLinkQuery, link, feed, others)
}

// Newest gives the entries of a feed that came last, the newest first.
func (t *Tx) Newest(feed int64, most int) ([]Entry, error) {
	return t.entries(newestQuery, feed, most)
}

// Kept gives the entries of a feed that have a file, the newest date first.
func (t *Tx) Kept(feed int64) ([]Entry, error) {
	return t.entries(keptQuery, feed)
}

// AllOf gives the entries that have a file and that this feed tells of, its own and
// those that it shares.
func (t *Tx) AllOf(feed int64) ([]Entry, error) {
	return t.entries(allOfQuery, feed)
}

// Add adds an entry, and gives it its number. It adds none where its path is taken.
func (t *Tx) Add(e *Entry) (added bool, err error) {
	result, err := t.exec(`insert into entries (feed, path, hash, changes, length, seen, date, told, updated, title, link, gone)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
		e.Feed, e.Path, notNull(e.Hash), e.Changes, e.Length, millis(e.Seen), millis(e.Date), millis(e.Told), millis(e.Updated), e.Title, e.Link, e.Gone)
	if err != nil {
		return false, err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return false, err
	}
	e.ID, err = result.LastInsertId()
	return true, err
}

// Save writes what may change of an entry: never its path and its dates.
func (t *Tx) Save(e *Entry) error {
	_, err := t.exec("update entries set feed = ?, hash = ?, changes = ?, length = ?, updated = ?, title = ?, link = ?, gone = ? where id = ?",
		e.Feed, notNull(e.Hash), e.Changes, e.Length, millis(e.Updated), e.Title, e.Link, e.Gone, e.ID)
	return err
}

// AddKey lets a key of a feed's name an entry. A key that names one already goes on
// naming that.
func (t *Tx) AddKey(feed int64, key Key, entry int64) error {
	_, err := t.exec("insert into keys (feed, key, entry) values (?, ?, ?) on conflict do nothing", feed, key[:], entry)
	return err
}

// Share notes that a feed tells of an entry of another one's.
func (t *Tx) Share(entry, feed int64) error {
	_, err := t.exec("insert into shares (entry, feed) values (?, ?) on conflict do nothing", entry, feed)
	return err
}

// Unshared gives the entries whose files have yet to say that this feed tells of them.
func (t *Tx) Unshared(feed int64) ([]Entry, error) {
	return t.entries(unsharedQuery, feed)
}

// Shared notes that the file of an entry says that this feed tells of it.
func (t *Tx) Shared(entry, feed int64) error {
	_, err := t.exec("update shares set written = 1 where entry = ? and feed = ?", entry, feed)
	return err
}

// SharedWith gives the further feeds that tell of an entry, as they came.
func (t *Tx) SharedWith(entry int64) (feeds []int64, err error) {
	err = t.each("select feed from shares where entry = ? order by feed", []any{entry}, func(rows *sql.Rows) error {
		var feed int64
		err := rows.Scan(&feed)
		feeds = append(feeds, feed)
		return err
	})
	return feeds, err
}

// Filled says that some feed has an article.
func (t *Tx) Filled() (filled bool, err error) {
	err = t.each("select 1 from entries where gone = 0 and hash != x'' limit 1", nil, func(*sql.Rows) error {
		filled = true
		return nil
	})
	return filled, err
}

// Keyless says that nothing was ever known of a feed's entries.
func (t *Tx) Keyless(feed int64) (keyless bool, err error) {
	keyless = true
	err = t.each("select 1 from keys where feed = ? limit 1", []any{feed}, func(*sql.Rows) error {
		keyless = false
		return nil
	})
	return keyless, err
}

// Empty says that nothing is known of any feed.
func (t *Tx) Empty() (empty bool, err error) {
	empty = true
	err = t.each("select 1 from feeds limit 1", nil, func(*sql.Rows) error {
		empty = false
		return nil
	})
	return empty, err
}

// Forget forgets entries of a feed, and what its server said when it was asked last, so
// that all of its document is read the next time.
func (t *Tx) Forget(feed int64, entries []int64) error {
	for _, entry := range entries {
		for _, query := range []string{"delete from pages where entry = ?", "delete from entries where id = ?"} {
			if _, err := t.exec(query, entry); err != nil {
				return err
			}
		}
	}
	_, err := t.exec("delete from keys where feed = ? and entry not in (select id from entries)", feed)
	if err == nil {
		_, err = t.exec("update feeds set etag = '', modified = '', validated = 0, body = x'', asked = 0, due = 0 where id = ?", feed)
	}
	return err
}
