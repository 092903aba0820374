package server

import (
	"bytes"
	"io"
	"sync"
	"time"
)

// output is what a session writes to its client. A client that takes nothing for
// too long is cut off: what it is owed would be kept in memory for ever.
type output struct {
	session  *session
	channel  io.Writer
	terminal bool // it needs a carriage return before each line feed

	mu sync.Mutex // held for a whole Write: what is sent in pieces stays together
}

func (s *session) output() io.Writer {
	return &output{session: s, channel: s.channel, terminal: s.asked.terminal}
}

func (s *session) errors() io.Writer {
	if s.asked.terminal { // one screen has room for one of them
		return s.output()
	}
	return &output{session: s, channel: s.channel.Stderr()}
}

// pieceBytes is how much a client has to take in the time for it: a slow link is
// none that stands still.
const pieceBytes = 4 << 10

// Write sends p. The error says no more than that nobody reads any more.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	written := len(p)
	if o.terminal {
		p = bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))
		p = bytes.ReplaceAll(p, []byte("\r\r\n"), []byte("\r\n"))
	}
	for len(p) > 0 {
		piece := p[:min(pieceBytes, len(p))]
		if err := o.send(piece); err != nil {
			return 0, io.ErrClosedPipe
		}
		p = p[len(piece):]
	}
	return written, nil
}

func (o *output) send(piece []byte) error {
	server := o.session.server
	stalled := time.AfterFunc(server.limits().Stall, func() {
		server.counts.add("stalled", 1)
		_ = o.session.connection.Close() // nothing less frees who waits in Write
	})
	defer stalled.Stop()
	_, err := o.channel.Write(piece)
	return err
}
