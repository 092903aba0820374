package server

import (
	"errors"
	"net"
	"syscall"
	"time"
)

// Serve answers what the listener accepts, until the server is drained or the
// listener fails.
func (s *Server) Serve(listener net.Listener) error {
	s.mu.Lock()
	s.listener = listener
	s.minutes = time.AfterFunc(time.Minute, s.logCounts)
	draining := s.draining
	s.mu.Unlock()
	defer s.minutes.Stop()
	if draining {
		return nil
	}
	for pause := leastPause; ; {
		raw, err := listener.Accept()
		switch {
		case err == nil:
			pause = leastPause
			s.admit(raw)
		case s.stopping():
			return nil
		case !passing(err):
			return err
		default:
			s.counts.add("accept errors", 1)
			if s.lines.AllowN(s.options.Now(), 1) {
				s.options.Log.Error("no connection can be taken; it is tried again", "error", err.Error(), "after", pause.String())
			}
			<-time.After(pause)
			pause = min(2*pause, mostPause)
		}
	}
}

// How long to wait after an error before the next connection is taken.
const (
	leastPause = 5 * time.Millisecond
	mostPause  = time.Second
)

// passing says whether an error of accepting may pass: there is too little of
// something, or the client was gone before it was answered.
func passing(err error) bool {
	for _, passing := range []error{
		syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM, syscall.ENOBUFS, syscall.ECONNABORTED, syscall.ECONNRESET,
		syscall.EINTR, syscall.EAGAIN, syscall.EPROTO, syscall.ENETDOWN, syscall.EHOSTUNREACH, syscall.ENETUNREACH,
	} {
		if errors.Is(err, passing) {
			return true
		}
	}
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

func (s *Server) stopping() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.draining
}

// admit lets a connection in, or closes it.
func (s *Server) admit(raw net.Conn) {
	entry, why := s.admission.enter(sourceOf(raw.RemoteAddr()), s.limits(), func() {
		s.counts.refuse(refusedWaiting)
		_ = raw.Close() // whoever answers it sees that
	})
	if why != "" {
		s.counts.refuse(why)
		_ = raw.Close() // the client sees that
		return
	}
	s.counts.add("connections", 1)
	s.counts.add("connected", 1)
	go s.newConnection(raw, entry).serve()
}
