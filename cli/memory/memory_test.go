package memory

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// Who asks for more memory than is left waits until another one gives it back,
// and no longer than the reader does.
func TestMemoryIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := New(300, 0)
		all, err := m.Reserve(t.Context(), 1_000_000) // more than there is: it has all
		if err != nil {
			t.Fatal(err)
		}
		all()
		var release [3]func()
		for i := range release {
			if release[i], err = m.Reserve(t.Context(), 100); err != nil {
				t.Fatal(err)
			}
		}
		got := make(chan error, 1)
		go func() {
			last, err := m.Reserve(t.Context(), 50)
			if err == nil {
				last()
			}
			got <- err
		}()
		synctest.Wait()
		select {
		case err := <-got:
			t.Fatalf("nothing is left, and yet it did not wait: %v", err)
		default:
		}
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			_, err := m.Reserve(ctx, 50)
			got <- err
		}()
		synctest.Wait()
		cancel()
		if err := <-got; !errors.Is(err, context.Canceled) {
			t.Errorf("who was called away got %v", err)
		}
		release[0]()
		if err := <-got; err != nil {
			t.Errorf("who waited got %v", err)
		}
		release[1]()
		release[2]()
		if !m.left.TryAcquire(300) {
			t.Error("not everything was given back")
		}
	})
}

// A reader who waits for the memory of a page is told when that takes too long.
func TestMemoryPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := New(300, 5*time.Second)
		for range 3 {
			if _, err := m.Reserve(t.Context(), 100); err != nil {
				t.Fatal(err)
			}
		}
		began := time.Now()
		if _, err := m.Reserve(t.Context(), 1); !errors.Is(err, errNoMemory) {
			t.Errorf("got %v", err)
		}
		if waited := time.Since(began); waited != 5*time.Second {
			t.Errorf("waited %v", waited)
		}
	})
}
