package marks

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Store keeps what readers did for longer than a process does. Several processes
// may write to the same one: of what they write the newer wins, by the rules of
// record.merge, mergedLayers and settingValue.isNewer, which a store applies inside
// its transaction. One goroutine calls it, one call after the other.
//
// The errors below say what is to be done about them; after any other one the call
// may be tried again.
type Store interface {
	// Name names the store in sentences: a path, an address.
	Name() string

	// Begin is the first call, and the only one that is not allowed to take time.
	Begin(Host)

	// Load hands on what is kept of a reader and was changed after the given change
	// of the account; 0: all. It gives the account, with the number 0 where there
	// is none. What was handed on before an error is right nevertheless.
	Load(ctx context.Context, reader string, after int64, to Found) (Account, error)

	// Write writes what is new of a reader wholly or not at all, and gives the
	// account as it is then, which is made if need be. What is newer in the store
	// stays.
	Write(ctx context.Context, reader string, news Batch, now Moment) (Account, error)

	// Changed says whether another process has written since it was last asked.
	Changed(ctx context.Context) (bool, error)

	// Account gives an account, with the number 0 where there is none, and without
	// Marks and Bytes, so that it is quick.
	Account(ctx context.Context, name string) (Account, error)

	// Accounts gives all accounts, those first that were here last.
	Accounts(ctx context.Context) ([]Account, error)

	// Limit sets the limits of an account, if they are newer than those it has;
	// Seen notes that its reader is here; Delete removes all that is kept of it, from
	// copies too. The error may be an *UnknownAccountError, and of Delete a *CopyError.
	Limit(ctx context.Context, name string, limits Limits, now Moment) error
	Seen(ctx context.Context, name string, now Moment) error
	Delete(ctx context.Context, name string) error

	// Idle gives the accounts of fewer rows than given that were last here before a
	// moment, marked nothing together, and have no limits of their own.
	Idle(ctx context.Context, before Moment, rows int) ([]Account, error)

	// Upkeep does what is due, such as copies. It is called now and then, and
	// whenever Due says so.
	Upkeep(ctx context.Context) error
	Due() <-chan struct{}

	// Space gives how much may still be written where the store is, and how much
	// there is in all, in bytes.
	Space() (free, total uint64, err error)

	// Close lets go of the store.
	Close(ctx context.Context) error
}

// Host is what a store may ask of the program.
type Host struct {
	Now    func() time.Time
	Notify func(sentence string) // tells every reader
	Groups *Directory            // takes in the groups that are kept
}

// Found takes what a store finds of a reader, while it is read, in this order.
// What Entries is given is used again after that call.
type Found struct {
	Settings func(map[string]Setting)
	Layers   func([]GroupLayers)
	Entries  func([]Entry)
}

// Batch is what is written of one reader at once.
type Batch struct {
	Entries  []Entry
	Groups   []GroupLayers
	Settings map[string]Setting
}

// What a store's error says of it.
var (
	// ErrNone: nothing is kept yet, and nothing was to be written.
	ErrNone = errors.New("nothing is kept yet")
	// ErrNewer: a later version of the program has written it; it is left as it is.
	ErrNewer = errors.New("it is of a newer version")
	// ErrForeign: it is another program's, and is left as it is.
	ErrForeign = errors.New("it is another program's")
	// ErrBroken: it is damaged, and could not be mended.
	ErrBroken = errors.New("it is damaged")
	// ErrBusy: another process was writing all the time.
	ErrBusy = errors.New("another process is writing to it")
	// ErrRenewed: it is another one now than it was before, mended or made anew, so
	// that all that is known has to be read and written once more. Nothing was done.
	ErrRenewed = errors.New("it was made anew")
)

// StoreError is an error of a store that is one of the above.
type StoreError struct {
	Kind  error // one of the above
	Cause error
}

// Error is that of the cause.
func (e *StoreError) Error() string { return e.Cause.Error() }

// Unwrap gives both, so that errors.Is finds them.
func (e *StoreError) Unwrap() []error { return []error{e.Kind, e.Cause} }

// CopyError says that an account was deleted, but not from all copies of the store.
type CopyError struct {
	Copies []string // the names of those that still have it
	Cause  error
}

// Error is a sentence that names the copies.
func (e *CopyError) Error() string {
	backups := "backup"
	if len(e.Copies) > 1 {
		backups = "backups"
	}
	cause := strings.ReplaceAll(e.Cause.Error(), "\n", "; ") // of several
	return fmt.Sprintf("it is deleted, but not from the %s %s: %s", backups, strings.Join(e.Copies, ", "), cause)
}

// Unwrap gives the cause.
func (e *CopyError) Unwrap() error { return e.Cause }
