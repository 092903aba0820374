package feeds

import (
	"context"
	"fmt"
	"time"

	"github.com/gofrs/flock"
)

// filesLock is held by whoever reads article files to write them anew. It is held for as
// long as that takes, and never while a server is waited for: one article's page can be
// read while another process fetches all feeds.
type filesLock struct {
	turn chan struct{} // has a token while nobody of this process has it
	lock *flock.Flock
}

func newFilesLock(path string) *filesLock {
	l := &filesLock{turn: make(chan struct{}, 1), lock: flock.New(path, flock.SetPermissions(0o600))}
	l.turn <- struct{}{}
	return l
}

// lookAgain is how long to wait before looking whether another process has let go.
const lookAgain = 2 * time.Millisecond

// take is an entries.Lock.
func (l *filesLock) take(ctx context.Context) (unlock func(), err error) {
	select {
	case <-l.turn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if _, err := l.lock.TryLockContext(ctx, lookAgain); err != nil {
		l.turn <- struct{}{}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("the lock %s of the feeds' articles cannot be taken: %w", l.lock.Path(), err)
	}
	return func() {
		_ = l.lock.Unlock() // the next to lock it says what is wrong with it
		l.turn <- struct{}{}
	}, nil
}
