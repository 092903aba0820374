package library

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"broadsheet/library/checksum"
)

// This file holds what the keeper does for the safety of the marks: mending what
// is damaged, making copies.

// open opens the database, if it is not. What the log has and SQLite would
// forget is put into it.
func (k *keeper) open(ctx context.Context, create bool) error {
	d := &k.database
	if d.Connection != nil && d.Replaced() {
		if err := d.close(); err != nil {
			return err
		}
		k.startOver()
	}
	if d.Connection != nil {
		return nil
	}
	if d.lost() {
		return errLost
	}
	k.tellEmpty()
	log, err := d.readLog()
	if err != nil {
		return err
	}
	if err := d.Open(ctx, create); err != nil {
		if notOurs(err) && d.ours(ctx) {
			return fmt.Errorf("%w: %w", checksum.ErrDamaged, errHeader)
		}
		return err
	}
	if log == nil {
		return nil
	}
	merged, err := d.mergeLog(ctx, log, k.now())
	if merged > 0 {
		k.library.notify(fmt.Sprintf("The log of the marks database %s was damaged: %s could be read from it nevertheless.", d.Path, counted(merged)))
	}
	return err
}

// emptyTime is how old an empty file has to be for nobody to be making a
// database of it just now.
const emptyTime = time.Minute

// tellEmpty says it where an empty file is in the place of the database, and
// nothing is known of an earlier one.
func (k *keeper) tellEmpty() {
	found, err := os.Stat(k.database.Path)
	if err == nil && found.Size() == 0 && k.library.now().Sub(found.ModTime()).Abs() > emptyTime {
		k.library.notify(fmt.Sprintf("The marks database %s was empty, and there is no backup of it: a new one is begun.", k.database.Path))
	}
}

// maximumBegun is how many databases are made anew before the disk gets the
// blame.
const maximumBegun = 3

// mend makes a damaged database anew, from what can be read of it and its
// backups.
func (k *keeper) mend(ctx context.Context, cause error) {
	path := k.database.Path
	k.begun++
	var done restored
	err := errSeveral
	if k.begun <= maximumBegun {
		done, err = k.database.restore(ctx, k.library.now())
	}
	if err != nil {
		k.off = fmt.Errorf("the marks database %s is damaged and cannot be replaced: %w", path, err)
		k.library.notify(fmt.Sprintf("The marks database %s is damaged and cannot be replaced: %v. What you read now is known only until you leave.", path, err))
		return
	}
	if !done.already {
		k.library.notify(done.sentence(path, cause))
	}
	k.startOver()
}

// startOver forgets where the keeper was in a database that is another one now.
func (k *keeper) startOver() {
	for m, at := range k.readers {
		*at = position{}
		m.giveBackAll()
	}
	k.again = true
	k.poke()
}

// upkeep makes a backup if one is due, and forgets the accounts that nobody
// needs. It is called now and then.
func (k *keeper) upkeep(ctx, copies context.Context) {
	k.measureSpace()
	if k.off != nil {
		return
	}
	k.forgetIdle(ctx)
	if now := k.library.now(); !k.copying && backupsOf(k.database.Path).due(now) {
		k.copying = true
		go func() { k.copied <- backupsOf(k.database.Path).make(copies, now) }()
	}
}

// afterCopy looks at how a backup went. One that shows the database to be
// damaged has it mended.
func (k *keeper) afterCopy(ctx context.Context, err error) {
	k.copying = false
	switch {
	case err == nil:
		k.written = false
	case errors.Is(err, context.Canceled): // the program ends, and makes one then
	case isDamage(err):
		k.fail(ctx, err)
	default:
		k.uncopied(err)
	}
}

func (k *keeper) uncopied(err error) {
	k.library.notify(fmt.Sprintf("No backup of the marks could be made: %s.", unkept(backupsOf(k.database.Path).folder, err)))
}

// lastCopyBytes is how large a database is copied at the end of the program, for
// which its reader waits: that takes some 50 ms.
const lastCopyBytes = 8 << 20

// lastCopy makes a backup that is due as the program ends: many stay for less
// than the time after which one is made otherwise.
func (k *keeper) lastCopy(ctx context.Context) {
	found, err := os.Stat(k.database.Path)
	if !k.written || err != nil || found.Size() > lastCopyBytes {
		return
	}
	if err := backupsOf(k.database.Path).make(ctx, k.library.now()); err != nil {
		k.uncopied(err)
	}
}
