package store

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

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

// Error is an error of a store that is one of the above.
type Error struct {
	Kind  error // one of the above
	Cause error
}

// Error is that of the cause.
func (e *Error) Error() string { return e.Cause.Error() }

// Unwrap gives both, so that errors.Is finds them.
func (e *Error) Unwrap() []error { return []error{e.Kind, e.Cause} }

// UnknownAccountError says that nothing is kept of an account.
type UnknownAccountError struct{ Name string }

// Error is a sentence that names the account.
func (e *UnknownAccountError) Error() string {
	return fmt.Sprintf("there is no account %q; `broadsheet accounts list` names them", e.Name)
}

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

// Located names the file once, whatever the error says.
func Located(path string, err error) string {
	var failure *fs.PathError
	if errors.As(err, &failure) {
		return failure.Error()
	}
	return path + ": " + err.Error()
}
