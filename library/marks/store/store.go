// Package store is the language between who has marks in memory and who keeps them:
// what is kept of a reader (records, groups of articles that were marked together,
// settings, accounts), by which rules two versions of it are merged, and what a store
// has to do. It knows neither sessions and readers who are here nor databases.
package store

import (
	"context"
	"time"
)

// Store keeps what readers did for longer than a process does. Several processes
// may write to the same one: of what they write the newer wins, by the rules of
// Record.Merge and MergedLayers, and of two settings that of the later change, which a
// store applies inside its transaction. One goroutine calls it, one call after the other.
//
// The errors of errors.go say what is to be done about them; after any other one the call
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
