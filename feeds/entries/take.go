package entries

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"time"

	"broadsheet/articles/feed"
	"broadsheet/feeds/entries/files"
	"broadsheet/feeds/entries/identity"
	"broadsheet/feeds/state"
)

// mostChanges is how often an entry may change without saying so, before that is
// taken for noise: advertisements, or the time of day.
const mostChanges = 24

// MissingError says that the folder of the articles is not there.
type MissingError = files.MissingError

// Keeper writes the entries of feeds to files.
type Keeper struct {
	state  *state.Store
	folder *files.Folder
	lock   Lock

	// step is told what was done, by the tests that kill the program there.
	step func(what string)

	mu      sync.Mutex
	waiting []*taking // for whoever takes next
}

// Lock waits until nobody else reads an article file to write it anew, of this process
// or of another, or until the context ends. Unlock lets the next one do so.
type Lock func(ctx context.Context) (unlock func(), err error)

// Open opens the folder that article files are written to. Filled says that there
// were articles in it: then it has to be there, or a *files.MissingError tells so.
func Open(s *state.Store, path string, filled bool, lock Lock) (*Keeper, error) {
	f, err := files.Open(path, filled)
	if err != nil {
		return nil, err
	}
	return &Keeper{state: s, folder: f, lock: lock, step: func(string) {}}, nil
}

// Before has the Keeper ask before each thing that it does to the disk; what it is given
// is the failure of that. It is for the tests.
func (k *Keeper) Before(step func(step files.Step, name string) error) { k.folder.Before = step }

// Close lets go of the folder.
func (k *Keeper) Close() error { return k.folder.Close() }

// Source is a feed, as its entries are written.
type Source struct {
	ID      int64  // in the state
	Folder  string // of its articles
	Address string
	Name    string
	Shown   []string   // path of categories
	Also    [][]string // further ones
	Level   int
	Keep    Keep

	// Page says whether the page is wanted that a new entry links to; nil: none is.
	Page func(*feed.Entry) bool
}

// Keep says which articles of a feed stay; zero values: all of them.
type Keep struct {
	Articles int
	Age      time.Duration
}

// Result says what became of a document's entries.
type Result struct {
	New     []string  // paths of new articles below the feeds' folder, in the document's order
	Places  []int     // of the entries that they are of, in the document
	Updated int       // files that were written anew
	Known   int       // entries that were there already
	Oldest  time.Time // when the first of those was seen first; zero: there is none
	Shared  int       // entries that another feed tells of too
	Level   int       // what tells the feed's entries apart from now on
}

// Take writes what is new in a document's entries to files: first the database learns
// which entry has which path, then the files are written, then the database learns that
// they are: when they are on the disk, so that not even a power cut leaves it with a file
// that is not there. A program that ends in between does the rest the next time that it
// has the document. Documents that come meanwhile are taken together, for the disk has
// many files in nearly the time of one.
func (k *Keeper) Take(ctx context.Context, f *Source, entries []feed.Entry, now time.Time) (Result, error) {
	t := &taking{keeper: k, source: f, entries: entries, now: now, taken: make(chan struct{})}
	t.identities, t.result.Level = identity.Identify(entries, f.Level)
	k.mu.Lock()
	k.waiting = append(k.waiting, t)
	first := len(k.waiting) == 1
	k.mu.Unlock()
	if first { // it does so for those that come until it is its turn
		k.takeAll(ctx)
	}
	<-t.taken
	return t.result, both(t.failure, ctx.Err())
}

// both is one sentence of two errors, either of which may be nil.
func both(one, other error) error {
	switch {
	case one == nil || errors.Is(other, one):
		return other
	case other == nil:
		return one
	}
	return fmt.Errorf("%w; and %w", one, other)
}

// taking is what is known while a document's entries are taken.
type taking struct {
	keeper     *Keeper
	source     *Source
	entries    []feed.Entry
	identities []identity.Identity
	now        time.Time

	rows    []*state.Entry // nil: the same as an earlier one
	claimed map[int64]int  // entries of the state that the document has, by what place
	newest  []state.Entry  // those of the feed that came last
	looked  bool           // they were looked up
	first   bool           // nothing was ever known of the feed's entries
	done    []done         // what the database has yet to learn
	result  Result
	failure error
	taken   chan struct{} // closed when all of it is done
}

// done is what was done about an entry.
type done struct {
	place   int  // of the entry in the document
	fresh   bool // it is a new article
	changed bool // its file was put beside its place
	page    bool // the linked page is to be read
}

// add makes a row for a new entry, and decides its path and its date for ever.
func (t *taking) add(tx *state.Tx, i int) (*state.Entry, error) {
	e, one := &t.entries[i], &t.identities[i]
	row := &state.Entry{Feed: t.source.ID, Seen: t.now, Title: one.Title, Link: one.Link, Updated: exact(e.Updated)}
	// One after the other, as they stand in the document.
	row.Date = t.now.Add(-time.Duration(i) * time.Second).Truncate(time.Second)
	if date := dateOf(e); !date.IsZero() && !date.After(t.now.Add(24*time.Hour)) {
		row.Date = date
	} else if !date.IsZero() {
		row.Told = date
	}
	if age := t.source.Keep.Age; age > 0 && row.Date.Before(t.now.Add(-age)) {
		row.Gone = state.Purged // it would be at once
	}
	sum := sha256.Sum256([]byte(t.source.Address + "\x00" + one.Own))
	for digits := 8; ; digits += 4 {
		row.Path = filePath(t.source.Folder, row.Date, titleOf(e), sum[:], digits)
		added, err := tx.Add(row)
		if err != nil || added {
			return row, err
		}
		if digits >= 2*len(sum) {
			return nil, fmt.Errorf("two entries of %s would have the path %s", t.source.Name, row.Path)
		}
	}
}

// dateOf gives when an entry was published, or else changed; zero: it does not say.
func dateOf(e *feed.Entry) time.Time {
	if !e.Published.IsZero() {
		return exact(e.Published)
	}
	return exact(e.Updated)
}

// exact gives a time as exactly as it is kept.
func exact(at time.Time) time.Time { return at.UTC().Truncate(time.Millisecond) }

// take writes the file of an entry, unless the document has it twice.
func (t *taking) take(ctx context.Context, i int) error {
	row := t.rows[i]
	if row == nil {
		return nil
	}
	if seen := row.Seen; seen.Before(exact(t.now)) && (t.result.Oldest.IsZero() || seen.Before(t.result.Oldest)) {
		t.result.Oldest = seen
	}
	return t.write(ctx, i)
}

// write writes an entry's file if it says something new, and changes its row to what
// is so then.
func (t *taking) write(ctx context.Context, i int) (err error) {
	row, e, k := t.rows[i], &t.entries[i], t.keeper
	if row.Gone == state.Deleted && k.folder.Has(row.Path) { // it was put back
		row.Gone = state.Here
		t.done = append(t.done, done{place: i})
	}
	if row.Gone != state.Here {
		return nil
	}
	if row.Feed != t.source.ID {
		return t.join(ctx, i)
	}
	hash := hashOf(e, &t.identities[i])
	if bytes.Equal(hash, row.Hash) {
		t.result.Known++
		return nil
	}
	fresh := !row.Written()
	var before taken
	if !fresh {
		t.result.Known++
		if before, err = t.before(i); err != nil || row.Gone != state.Here {
			return err
		}
		newer := exact(e.Updated).After(row.Updated)
		if !newer && row.Changes >= mostChanges {
			return nil
		}
		if !newer {
			row.Changes++
		}
	}
	head := headOf(e, row, t.source)
	head.Categories = append([][]string{t.source.Shown}, t.source.Also...)
	if !fresh {
		if head.Categories, err = k.categories(ctx, row); err != nil {
			return err
		}
		inherit(&head, e, &before)
	}
	changed, err := k.folder.Put(row.Path, compose(&head, bodyOf(e), before.page), fresh)
	if err != nil {
		return err
	}
	row.Hash, row.Updated, row.Title, row.Link, row.Length = hash, exact(e.Updated), t.identities[i].Title, t.identities[i].Link, identity.Length(e.Text)
	page := fresh && t.source.Page != nil && t.source.Page(e) || outdated(&before, e)
	t.done = append(t.done, done{place: i, fresh: fresh, changed: changed, page: page})
	k.step("file")
	return nil
}

// before looks at a file that is to be written anew. One that is not there, though its
// folder is, was deleted by hand, and stays so.
func (t *taking) before(i int) (taken, error) {
	row := t.rows[i]
	file, err := t.keeper.read(row.Path)
	if errors.Is(err, fs.ErrNotExist) {
		row.Gone = state.Deleted
		t.done = append(t.done, done{place: i})
		return taken{}, nil
	}
	return file, err
}

// read takes a written file apart. That it is not there, fs.ErrNotExist, is true: its
// folder is.
func (k *Keeper) read(path string) (taken, error) {
	file, err := k.folder.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := k.folder.There(); err != nil {
			return taken{}, err
		}
	}
	if err != nil {
		return taken{}, k.folder.Named(path, "cannot be read", err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	apart, err := takeApart(file)
	if err != nil {
		return taken{}, k.folder.Named(path, "cannot be read", err)
	}
	return apart, nil
}
