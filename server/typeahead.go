package server

import (
	"io"
	"sync"
)

// What a client may have sent on a channel before somebody reads it.
const (
	mostEarlyBytes = 16 << 10                // before it is known what is to run
	mostTypedBytes = mostPasteBytes + 64<<10 // while a program runs
	freeTypedBytes = 4 << 10                 // whatever others have sent
	sourceTyped    = 4 << 20                 // of one source
	allTyped       = 64 << 20                // of the whole server
)

// typeahead is what a client has typed on a channel and nobody has read yet. It
// takes it from the SSH library at once: there every packet is kept on its own,
// so that a key costs fifty bytes, and the two megabytes that a client may send
// without being read a hundred.
type typeahead struct {
	admission *admission
	source    *source

	mu      sync.Mutex
	bytes   []byte
	most    int
	ended   bool          // nothing more comes, or is wanted
	arrived chan struct{} // there is something to read
}

func newTypeahead(a *admission, from *source) *typeahead {
	return &typeahead{admission: a, source: from, most: mostEarlyBytes, arrived: make(chan struct{}, 1)}
}

// fill takes what comes until the client closes its side. When it is more than
// may be kept, overflow is called, and all that follows is thrown away.
func (t *typeahead) fill(from io.Reader, overflow func()) {
	piece := make([]byte, 2<<10)
	for {
		n, err := from.Read(piece)
		if !t.add(piece[:n]) {
			t.discard()
			overflow()
		}
		if err != nil {
			t.end()
			return
		}
	}
}

// add keeps what came, if it may.
func (t *typeahead) add(piece []byte) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ended || len(piece) == 0 {
		return true
	}
	if len(t.bytes)+len(piece) > t.most || !t.admission.hold(t.source, len(piece), len(t.bytes)+len(piece) <= freeTypedBytes) {
		return false
	}
	t.bytes = append(t.bytes, piece...)
	t.wake()
	return true
}

func (t *typeahead) wake() {
	select {
	case t.arrived <- struct{}{}:
	default:
	}
}

// expect makes room for what the reader of a program types.
func (t *typeahead) expect() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.most = mostTypedBytes
}

// end says that nothing more comes; what came can still be read.
func (t *typeahead) end() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ended = true
	t.wake()
}

// discard throws away what came, and what comes.
func (t *typeahead) discard() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.admission.release(t.source, len(t.bytes))
	t.bytes, t.ended = nil, true
	t.wake()
}

// Read gives what was typed, and waits for it. One goroutine reads.
func (t *typeahead) Read(p []byte) (int, error) {
	for {
		t.mu.Lock()
		if n := copy(p, t.bytes); n > 0 {
			t.admission.release(t.source, n)
			if t.bytes = t.bytes[n:]; len(t.bytes) == 0 {
				t.bytes = nil
			}
			t.mu.Unlock()
			return n, nil
		}
		ended := t.ended
		t.mu.Unlock()
		if ended {
			t.wake() // for the next Read
			return 0, io.EOF
		}
		<-t.arrived
	}
}
