package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"

	"broadsheet/library/marks/store"
	"broadsheet/library/sqlite"
)

// errLost says that a database that was there is not there any more.
var errLost = errors.New("it is empty or gone")

// isDamage says of a database of marks that it is not as it was written.
func isDamage(err error) bool { return sqlite.IsSurelyDamaged(err) || errors.Is(err, errLost) }

var (
	errHeader  = errors.New("its header is wrong")
	errSeveral = errors.New("new ones are damaged as well")
)

// notOurs says of an error of opening that the file says to be something else.
func notOurs(err error) bool {
	return errors.Is(err, sqlite.ErrNewer) || errors.Is(err, sqlite.ErrForeign)
}

// restored is where the marks of a database made anew are from.
type restored struct {
	file    int    // how many marks were read from the damaged file and its log
	backup  int    // how many more came from backups
	nobodys int    // how many were found of readers whose names were not
	from    string // the newest backup that had some of them
	aside   string // where the damaged file is now; "" if there was none
	already bool   // another process has done all this
}

// sentence tells it.
func (r restored) sentence(path string, cause error) string {
	text := fmt.Sprintf("The marks database %s was damaged (%v).", path, cause)
	if r.aside != "" {
		text += fmt.Sprintf(" It is kept as %s, and a new one is begun:", filepath.Base(r.aside))
	} else {
		text += " A new one is begun:"
	}
	text += fmt.Sprintf(" %s could be read from the old one", counted(r.file))
	if r.from != "" {
		text += fmt.Sprintf(", and %d more came from the backup %s", r.backup, filepath.Base(r.from))
	} else if r.backup == 0 {
		text += ", and there was nothing to add from a backup"
	}
	if r.nobodys > 0 {
		text += fmt.Sprintf("; of %d more it is not known whose they are", r.nobodys)
	}
	return text + "."
}

func counted(n int) string {
	if n == 1 {
		return "1 mark"
	}
	return fmt.Sprintf("%d marks", n)
}

// lost says that there was a database here, and is none.
func (d *database) lost() bool {
	found, err := os.Stat(d.Path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) || err == nil && found.Size() > 0 {
		return false
	}
	if log, err := os.Stat(d.Path + "-wal"); err == nil && log.Size() > 0 {
		return true
	}
	return len(backupsOf(d.Path).paths()) > 0
}

// restoreTime is how long to wait for another process that restores.
const restoreTime = 30 * time.Second

// restore makes a database anew from all that can be read of a damaged one and
// of its backups, and puts the damaged one aside. Whenever it is interrupted, it
// can begin again.
func (d *database) restore(ctx context.Context, now time.Time) (done restored, err error) {
	broken := d.File
	if err := d.close(); err != nil {
		return done, err
	}
	if err := os.MkdirAll(filepath.Dir(d.Path), 0o700); err != nil {
		return done, err
	}
	lock := flock.New(d.Path+".lock", flock.SetPermissions(0o600))
	waiting, cancel := context.WithTimeout(ctx, restoreTime)
	defer cancel()
	if locked, err := lock.TryLockContext(waiting, restoreTime/100); err != nil || !locked {
		return done, errors.Join(errors.New("another process is restoring it"), err)
	}
	defer func() { err = errors.Join(err, os.Remove(lock.Path()), lock.Unlock()) }()
	if found, err := os.Stat(d.Path); err == nil && broken != nil && !os.SameFile(broken, found) {
		done.already = true
		return done, nil
	}
	readers, err := d.salvage(ctx, &done)
	if err != nil {
		return done, err
	}
	fresh := newDatabase(d.Path+".new", d.Pages)
	if err := sqlite.Remove(fresh.Path); err != nil {
		return done, err
	}
	if err := fresh.fill(ctx, readers, store.MomentOf(now)); err != nil {
		return done, errors.Join(err, fresh.close())
	}
	if err := errors.Join(fresh.close(), syncFile(fresh.Path)); err != nil {
		return done, err
	}
	done.aside, err = d.replace(fresh.Path, now)
	return done, err
}

// salvage gives what can be read of the damaged database and its log, and where
// that is not all, of backups.
func (d *database) salvage(ctx context.Context, done *restored) (map[string]*salvagedReader, error) {
	damaged := newSalvaged()
	damaged.unsummed = isUnsummed(d.Path)
	for _, path := range []string{d.Path, d.Path + "-wal", d.Path + ".new", d.Path + ".new-wal"} {
		if err := damaged.file(path); err != nil {
			return nil, err
		}
	}
	copies, err := backupsOf(d.Path).salvage(ctx)
	if err != nil {
		return nil, err
	}
	groups, names := damaged.groups, []map[int64]string{damaged.names}
	for _, copied := range copies {
		maps.Copy(groups, copied.found.groups)
		names = append(names, copied.found.names)
	}
	readers, nobodys := damaged.readers(groups, names)
	done.nobodys = nobodys
	for _, reader := range readers {
		done.file += reader.marks()
	}
	for _, copied := range copies {
		theirs, _ := copied.found.readers(groups, names)
		news := 0
		for name, reader := range theirs {
			if readers[name] == nil {
				readers[name] = newSalvagedReader(reader.account.number)
			}
			marks, _ := readers[name].merge(reader)
			news += marks
		}
		if done.backup += news; news > 0 && done.from == "" {
			done.from = copied.path
		}
	}
	return readers, nil
}

// salvagedCopy is what was found in a backup.
type salvagedCopy struct {
	path  string
	found *salvaged
}

// salvage reads the backups, the newest first, up to one that is whole: older
// ones have nothing that it has not.
func (b backups) salvage(ctx context.Context) (copies []salvagedCopy, err error) {
	for _, path := range b.paths() {
		found := newSalvaged()
		if err := found.file(path); err != nil {
			return nil, err
		}
		copies = append(copies, salvagedCopy{path, found})
		if checkMarks(ctx, path) == nil {
			break
		}
	}
	return copies, nil
}

// fill writes all of the readers into a new database.
func (d *database) fill(ctx context.Context, readers map[string]*salvagedReader, now store.Moment) error {
	if err := d.Open(ctx, true); err != nil {
		return err
	}
	names := make([]string, 0, len(readers))
	for name := range readers {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return int(readers[a].account.number - readers[b].account.number)
	})
	return d.Transaction(ctx, func(tx *sql.Tx) error {
		taken := map[int64]bool{}
		for _, name := range names {
			found := readers[name]
			number := found.account.number
			if taken[number] {
				number = 0 // of a backup from before the numbers began anew
			}
			taken[number] = true
			a, err := d.openAccount(ctx, tx, name, number, now)
			if err != nil {
				return err
			}
			a.first, a.last = now, 0
			a.merge(found.account)
			if err := writeRows(ctx, tx, &a, found.batch()); err != nil {
				return err
			}
		}
		return nil
	})
}

// replace puts the fresh database in the place of the damaged one, which gets
// another name, and gives that name. Nothing is written over.
func (d *database) replace(fresh string, now time.Time) (aside string, err error) {
	if found, err := os.Stat(d.Path); err == nil && found.Size() > 0 {
		aside = d.asideName(now)
		if err := os.Link(d.Path, aside); err != nil { // where there are no links
			if err := os.Rename(d.Path, aside); err != nil {
				return "", err
			}
		}
	}
	// The log first: the new database must not find the old one's.
	for _, ending := range []string{"-wal", "-shm"} {
		to := aside
		if to == "" {
			to = d.asideName(now)
		}
		if err := os.Rename(d.Path+ending, to+ending); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return aside, os.Rename(fresh, d.Path)
}

// asideName is a name for a damaged database that no other has.
func (d *database) asideName(now time.Time) string {
	name := d.Path + ".broken-" + now.Format("20060102-150405")
	for try := 2; ; try++ {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name
		}
		name = fmt.Sprintf("%s.broken-%s-%d", d.Path, now.Format("20060102-150405"), try)
	}
}

// ours says of a database that seems to be another program's, or that of a newer
// version, whether it is its header that is damaged: inside it says what it is
// too.
func (d *database) ours(ctx context.Context) bool {
	known := int64(len(d.Schema.Migrations()))
	return nil == d.With(ctx, "", func(ctx context.Context) error {
		return d.Reading(ctx, func(tx *sql.Tx) error {
			all, err := accountOf(ctx, tx, everybody)
			if err == nil && (all.sessions < 1 || all.sessions > known) {
				err = sqlite.ErrNewer
			}
			return err
		})
	})
}
