package state

import (
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

// Feed is what is known of one feed.
type Feed struct {
	ID      int64
	Address string     // as the subscription has it, without a password: what the feed is known by
	Current string     // that is asked where it has moved for good; else empty
	Folder  string     // of its articles, below the feeds' folder, with slashes; never changes
	Shown   []string   // path of categories that its articles have
	Also    [][]string // further paths of categories that they have
	Stale   bool       // some of them have other paths yet
	Level   int        // what tells its entries apart, as of package entries

	ETag, LastModified string    // validators as they came
	Validated          time.Time // since when there are some
	Body               []byte    // SHA-256 of the document that was read last
	Cut                bool      // the end of that document was missing

	Asked, Answered time.Time     // last, and last without a failure
	News            time.Time     // when something new came last
	Pause           time.Duration // usual time between news; 0: not known yet
	Due             time.Time     // when it is asked next; zero: at once

	Failures int       // in a row
	Failing  time.Time // since when
	Kind     string    // of the last failure, for programs; empty: there is none
	Error    string    // its sentence

	Moved  string    // where it said last that it has moved for good
	Moving time.Time // since when it says so
	Moves  int       // how often in a row

	Wishes Wishes
}

// Wishes are what a document said of how often to ask.
type Wishes struct {
	Every     time.Duration  `json:"every,omitempty"`
	SkipHours []int          `json:"skip_hours,omitempty"`
	SkipDays  []time.Weekday `json:"skip_days,omitempty"`
}

const feedColumns = `id, address, current, folder, shown, also, stale, level, etag, modified, validated, body, asked, answered, news, pause, due,
	failures, failing, kind, error, moved, moving, moves, wishes, cut`

func scanFeed(rows *sql.Rows) (f Feed, err error) {
	var shown, also, wishes string
	var validated, asked, answered, news, pause, due, failing, moving int64
	err = rows.Scan(&f.ID, &f.Address, &f.Current, &f.Folder, &shown, &also, &f.Stale, &f.Level, &f.ETag, &f.LastModified, &validated, &f.Body, &asked, &answered, &news,
		&pause, &due, &f.Failures, &failing, &f.Kind, &f.Error, &f.Moved, &moving, &f.Moves, &wishes, &f.Cut)
	if err != nil {
		return f, err
	}
	f.Validated, f.Asked, f.Answered, f.News, f.Due = timeOf(validated), timeOf(asked), timeOf(answered), timeOf(news), timeOf(due)
	f.Failing, f.Moving, f.Pause = timeOf(failing), timeOf(moving), time.Duration(pause)*time.Millisecond
	// What cannot be read here is as good as not known, and written anew with the next document.
	_ = json.Unmarshal([]byte(shown), &f.Shown)
	_ = json.Unmarshal([]byte(also), &f.Also)
	_ = json.Unmarshal([]byte(wishes), &f.Wishes)
	return f, nil
}

// Feeds gives all feeds that were ever followed.
func (t *Tx) Feeds() (feeds []Feed, err error) {
	err = t.each("select "+feedColumns+" from feeds order by id", nil, func(rows *sql.Rows) error {
		f, err := scanFeed(rows)
		feeds = append(feeds, f)
		return err
	})
	return feeds, err
}

// Feed finds a feed by its address, the one that it was subscribed with or the one
// that it moved to.
func (t *Tx) Feed(address string) (feed Feed, found bool, err error) {
	const query = "select " + feedColumns + " from feeds where address = ?1 or current = ?1 order by address != ?1 limit 1"
	err = t.each(query, []any{address}, func(rows *sql.Rows) error {
		feed, err = scanFeed(rows)
		found = true
		return err
	})
	return feed, found, err
}

// FeedByID gives a feed by its number.
func (t *Tx) FeedByID(id int64) (feed Feed, err error) {
	err = t.each("select "+feedColumns+" from feeds where id = ?", []any{id}, func(rows *sql.Rows) error {
		feed, err = scanFeed(rows)
		return err
	})
	if err == nil && feed.ID == 0 {
		err = errors.New("a feed is not in the database that its entries are in")
	}
	return feed, err
}

// FolderTaken says whether a feed has this folder already, however its name is
// spelt: some file systems know no case.
func (t *Tx) FolderTaken(folder string) (taken bool, err error) {
	err = t.each("select 1 from feeds where lower(folder) = lower(?)", []any{folder}, func(*sql.Rows) error {
		taken = true
		return nil
	})
	return taken, err
}

// AddFeed adds a feed, and gives it its number.
func (t *Tx) AddFeed(f *Feed) error {
	result, err := t.exec("insert into feeds (address, folder) values (?, ?)", f.Address, f.Folder)
	if err != nil {
		return err
	}
	if f.ID, err = result.LastInsertId(); err != nil {
		return err
	}
	return t.SaveFeed(f)
}

// SaveFeed writes all that is known of a feed but its folder and address.
func (t *Tx) SaveFeed(f *Feed) error {
	shown, err := json.Marshal(append([]string{}, f.Shown...))
	if err != nil {
		return err
	}
	also, err := json.Marshal(append([][]string{}, f.Also...))
	if err != nil {
		return err
	}
	wishes, err := json.Marshal(f.Wishes)
	if err != nil {
		return err
	}
	_, err = t.exec(`update feeds set current = ?, shown = ?, also = ?, stale = ?, level = ?, etag = ?, modified = ?, validated = ?, body = ?, asked = ?, answered = ?,
		news = ?, pause = ?, due = ?, failures = ?, failing = ?, kind = ?, error = ?, moved = ?, moving = ?, moves = ?, wishes = ?, cut = ? where id = ?`,
		f.Current, string(shown), string(also), f.Stale, f.Level, f.ETag, f.LastModified, millis(f.Validated), notNull(f.Body), millis(f.Asked), millis(f.Answered),
		millis(f.News), f.Pause.Milliseconds(), millis(f.Due), f.Failures, millis(f.Failing), f.Kind, f.Error, f.Moved, millis(f.Moving), f.Moves,
		string(wishes), f.Cut, f.ID)
	return err
}

// notNull is bytes for a column that may be empty, but not null.
func notNull(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// Counts gives how many articles each feed has, by the feed's number.
func (t *Tx) Counts() (counts map[int64]int, err error) {
	counts = map[int64]int{}
	err = t.each("select feed, count(*) from entries where gone = 0 and hash != x'' group by feed", nil, func(rows *sql.Rows) error {
		var feed int64
		var n int
		err := rows.Scan(&feed, &n)
		counts[feed] = n
		return err
	})
	return counts, err
}

// Holds gives the hosts that want to be left alone, until when.
func (t *Tx) Holds() (holds map[string]time.Time, err error) {
	holds = map[string]time.Time{}
	err = t.each("select name, until from hosts", nil, func(rows *sql.Rows) error {
		var name string
		var until int64
		err := rows.Scan(&name, &until)
		holds[name] = timeOf(until)
		return err
	})
	return holds, err
}

// Hold notes that a host wants to be left alone.
func (t *Tx) Hold(host string, until time.Time) error {
	_, err := t.exec("insert into hosts (name, until) values (?1, ?2) on conflict do update set until = ?2", host, millis(until))
	return err
}

// Release forgets the hosts that wanted to be left alone until then or earlier.
func (t *Tx) Release(now time.Time) error {
	_, err := t.exec("delete from hosts where until <= ?", millis(now))
	return err
}
