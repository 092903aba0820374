// Package once is something that happens one time.
package once

import "sync"

// Event is something that happens one time, and can be waited for.
type Event struct {
	Happened chan struct{} // closed when it has
	Close    func()        // has it happen; once more does nothing
}

// New gives an event that has not happened yet.
func New() Event {
	happened := make(chan struct{})
	return Event{happened, sync.OnceFunc(func() { close(happened) })}
}
