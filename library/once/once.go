package once

import (
	"sync"
)

// Event is something that happens one time, and can be waited for.
type Event struct {
	Happened chan struct{}
	Close    func()
}

func New() Event {
	happened := make(chan struct{})
	return Event{happened, sync.OnceFunc(func() { close(happened) })}
}
