package articles

import (
	"fmt"
	"runtime/debug"

	"broadsheet/articles/charset"
	"broadsheet/articles/gate"
)

// Failure is a fault of the program that one file brought out: reading it
// panicked. The file cannot be read; all others can.
type Failure struct {
	Path  string // of the file in its root, fit to be shown
	Cause any    // what it panicked with
	Stack []byte // where, for a log
}

// Error says in a sentence which file it was.
func (f *Failure) Error() string {
	return fmt.Sprintf("%s could not be read: the program failed on it (%s)", f.Path, f.cause())
}

func (f *Failure) cause() string { return gate.Cut(gate.Clean(fmt.Sprint(f.Cause)), 200) }

// guard reads something of the file at a path. If that panics it gives the
// failure, and tells of it.
func (o Options) guard(path string, read func()) (failure *Failure) {
	defer func() {
		if cause := recover(); cause != nil {
			failure = &Failure{Path: charset.DisplayName(path), Cause: cause, Stack: debug.Stack()}
			if o.Failed != nil {
				o.Failed(failure)
			}
		}
	}()
	read()
	return nil
}
