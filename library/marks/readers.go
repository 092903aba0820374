package marks

import (
	"context"
)

// forget lets go of the marks of readers who have left, once they are written.
func (k *Keeper) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	for name, m := range k.readers {
		if m.sessions == 0 && k.positions[m] != nil && m.waiting() == 0 {
			delete(k.readers, name)
			delete(k.positions, m)
		}
	}
}

// all gives the marks of every reader that there is.
func (k *Keeper) all() []*readerMarks {
	k.mu.Lock()
	defer k.mu.Unlock()
	all := make([]*readerMarks, 0, len(k.readers))
	for _, m := range k.readers {
		all = append(all, m)
	}
	return all
}

// tell tells all sessions of a reader that marks changed.
func (k *Keeper) tell(m *readerMarks) { k.tellBut(nil, m) }

// tellBut tells all sessions of a reader but one.
func (k *Keeper) tellBut(self *Session, m *readerMarks) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for session := range k.sessions {
		if session != self && session.marks == m && session.options.Tell != nil {
			session.options.Tell()
		}
	}
}

// Wait returns when the marks of all readers that there are are in memory. The error
// is the context's.
func (k *Keeper) Wait(ctx context.Context) error {
	for _, m := range k.all() {
		select {
		case <-m.known.Happened:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// FilesMoved lets the marks of files that have moved be found.
func (k *Keeper) FilesMoved() {
	k.moved.Store(true)
	k.poke()
}

// Listen has Tell called of what other processes write too, from now on.
func (k *Keeper) Listen() { k.listens.Store(true) }

// Session gives the marks of the reader of that name to one session. Sessions of
// the same name share them.
func (k *Keeper) Session(name string, o SessionOptions) *Session {
	k.mu.Lock()
	defer k.mu.Unlock()
	shared, ok := k.readers[name]
	if o.Forget || !ok {
		shared = newReaderMarks(name, k.memberships)
		shared.fleeting = o.Forget
		if !o.Forget {
			k.readers[name] = shared
		}
		if k.store != nil && !o.Forget {
			k.poke()
		} else {
			shared.settled.Close()
			shared.known.Close()
		}
	}
	shared.sessions++
	s := &Session{keeper: k, marks: shared, options: o}
	k.sessions[s] = struct{}{}
	return s
}
