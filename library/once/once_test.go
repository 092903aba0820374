package once

import (
	"sync"
	"testing"
)

// An event happens for all who wait, and once more does nothing.
func TestEvent(t *testing.T) {
	t.Parallel()
	e := New()
	select {
	case <-e.Happened:
		t.Fatal("it has happened already")
	default:
	}
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() { <-e.Happened })
		all.Go(e.Close)
	}
	all.Wait()
}
