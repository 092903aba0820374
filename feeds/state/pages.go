package state

import (
	"database/sql"
	"time"
)

// Page is a page that an article links to, whose text is wanted too and is not there
// yet.
type Page struct {
	Entry int64
	Due   time.Time // when it is asked for; zero: not any more
	Tries int       // that failed
	Kind  string    // of the last failure, for programs; empty: there is none
	Error string    // its sentence

	Feed int64  // of the entry
	Path string // of its file
	Link string // without what does not count
}

// SavePage notes what is known of a page. Feed, Path and Link are the entry's.
func (t *Tx) SavePage(p Page) error {
	_, err := t.exec("insert or replace into pages (entry, due, tries, kind, error) values (?, ?, ?, ?, ?)", p.Entry, millis(p.Due), p.Tries, p.Kind, p.Error)
	return err
}

// DropPage forgets a page: it was read.
func (t *Tx) DropPage(entry int64) error {
	_, err := t.exec("delete from pages where entry = ?", entry)
	return err
}

// TrimPages forgets the pages of articles that are not there any more, and of each
// feed those beyond so many, the oldest articles' first.
func (t *Tx) TrimPages(most int) error {
	_, err := t.exec(`delete from pages where entry not in (
		select entry from (
			select p.entry as entry, row_number() over (partition by e.feed order by e.date desc, e.id) as place
			from pages p join entries e on e.id = p.entry where e.gone = 0
		) where place <= ?)`, most)
	return err
}

// PagesDue gives the pages that are to be asked for by now, those of the newest articles
// first. One that is due more than the longest rest later was put off by a clock that was
// wrong, and is due too.
func (t *Tx) PagesDue(now time.Time, longest time.Duration) (pages []Page, err error) {
	err = t.each(`select p.entry, p.due, p.tries, p.kind, p.error, e.feed, e.path, e.link from pages p join entries e on e.id = p.entry
		where p.due > 0 and (p.due <= ? or p.due > ?) and e.gone = 0 and e.hash != x'' order by e.date desc, e.id`, []any{millis(now), millis(now.Add(longest))}, func(rows *sql.Rows) error {
		var p Page
		var due int64
		err := rows.Scan(&p.Entry, &due, &p.Tries, &p.Kind, &p.Error, &p.Feed, &p.Path, &p.Link)
		p.Due = timeOf(due)
		pages = append(pages, p)
		return err
	})
	return pages, err
}

// ByPath finds the entry whose file is at a path.
func (t *Tx) ByPath(path string) (Entry, bool, error) {
	return first(t.entries("select "+entryColumns+" from entries e where e.path = ?", path))
}

// NextPage gives when the next page is to be asked for; zero: never.
func (t *Tx) NextPage() (due time.Time, err error) {
	err = t.each("select ifnull(min(due), 0) from pages where due > 0", nil, func(rows *sql.Rows) error {
		var millis int64
		err := rows.Scan(&millis)
		due = timeOf(millis)
		return err
	})
	return due, err
}

// Pages counts the pages of a feed.
type Pages struct {
	Waiting int    // that are asked for later
	Failed  int    // that are not asked for any more
	Kind    string // of the failure of the newest article's page that failed
	Error   string // its sentence
}

// Pages counts the pages that are wanted and not there, by the number of their feed.
func (t *Tx) Pages() (counts map[int64]Pages, err error) {
	counts = map[int64]Pages{}
	err = t.each(`select e.feed, p.due, p.kind, p.error from pages p join entries e on e.id = p.entry
		where e.gone = 0 order by e.date, e.id`, nil, func(rows *sql.Rows) error {
		var feed, due int64
		var kind, sentence string
		err := rows.Scan(&feed, &due, &kind, &sentence)
		n := counts[feed]
		if due > 0 {
			n.Waiting++
		} else {
			n.Failed++
		}
		if kind != "" {
			n.Kind, n.Error = kind, sentence
		}
		counts[feed] = n
		return err
	})
	return counts, err
}
