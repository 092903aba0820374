package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"modernc.org/sqlite"

	"broadsheet/library/checksum"
)

// ErrNewer says that the database is not ours to write to.
var ErrNewer = errors.New("it was written by a newer version of broadsheet, and is left as it is")

// ErrForeign says that the file is no database of this kind.
var ErrForeign = errors.New("it is the database of another program, and is left as it is")

// ErrOutdated says that a cache is to be made anew.
var ErrOutdated = errors.New("it was made by another version of broadsheet")

// The result codes of SQLite that say something about the file.
const (
	codeError      = 1 // tables that are not as they were made
	codePermission = 3
	codeAbort      = 4
	codeBusy       = 5
	codeLocked     = 6
	codeNoMemory   = 7
	codeNoWrite    = 8
	codeInterrupt  = 9
	codeIO         = 10
	codeCorrupt    = 11
	codeFull       = 13
	codeNoOpen     = 14
	codeProtocol   = 15
	codeConstraint = 19
	codeMismatch   = 20
	codeNotADB     = 26
	codeShortRead  = 522  // a file that ends too early
	codeNoMap      = 4874 // what processes share of a database could not be made larger: IOERR_SHMSIZE
)

// resultCode is the primary result code of SQLite's error, or 0.
func resultCode(err error) int {
	var failure *sqlite.Error
	if errors.As(err, &failure) {
		return failure.Code() & 0xff
	}
	return 0
}

// IsBroken says that what is in the file is no database, or no whole one.
func IsBroken(err error) bool {
	code := resultCode(err)
	return code == codeCorrupt || code == codeNotADB || errors.Is(err, checksum.ErrDamaged)
}

// IsSurelyDamaged says of a database whose statements are known to be right that it
// is not as it was written: nothing else explains the error.
func IsSurelyDamaged(err error) bool {
	var failure *sqlite.Error
	if errors.As(err, &failure) && failure.Code() == codeShortRead {
		return true
	}
	code := resultCode(err)
	return IsBroken(err) || code == codeError || code == codeConstraint || code == codeMismatch
}

// CannotWrite says that the file, or what has to be beside it, cannot be
// written.
func CannotWrite(err error) bool {
	code := resultCode(err)
	return code == codeNoWrite || code == codeNoOpen
}

// NoRoom says that the disk is full.
func NoRoom(err error) bool {
	var failure *sqlite.Error
	return resultCode(err) == codeFull || errors.As(err, &failure) && failure.Code() == codeNoMap
}

// IsBusy says that another process was writing all the time.
func IsBusy(err error) bool {
	code := resultCode(err)
	return code == codeBusy || code == codeLocked
}

// IsDamaged says that a cache is not what was written: SQLite says so, or does
// not find the tables that were there, or what it gives does not have its
// checksum. Of a disk that could not be read, written or locked nothing is said.
func IsDamaged(err error) bool {
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.Is(err, sql.ErrConnDone):
		return false
	case errors.Is(err, checksum.ErrDamaged):
		return true
	}
	switch resultCode(err) {
	case 0, codePermission, codeAbort, codeBusy, codeLocked, codeNoMemory, codeNoWrite, codeInterrupt, codeIO, codeFull,
		codeNoOpen, codeProtocol:
		return false
	}
	return true
}

// IsObsolete says of a cache that it is another version's, which is no damage.
func IsObsolete(err error) bool {
	return errors.Is(err, ErrOutdated) || errors.Is(err, ErrNewer) || errors.Is(err, ErrForeign)
}
