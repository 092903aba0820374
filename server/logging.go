package server

import (
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	gossh "golang.org/x/crypto/ssh"
)

// How many lines a minute the log has of what clients do, half of them at once:
// of one source, and of all. What is left out is counted. That the server itself
// has something to say, is not.
const (
	mostSourceLines = 60
	mostLines       = 1200
)

// logFor gives the log for what a client does next, or nothing that writes.
func (s *Server) logFor(c *connection) *slog.Logger {
	now := s.options.Now()
	if !c.source.lines.AllowN(now, 1) || !s.lines.AllowN(now, 1) {
		s.counts.add("left out of the log", 1)
		return slog.New(slog.DiscardHandler)
	}
	return s.options.Log.With("from", c.RemoteAddr().String())
}

// loginFailed logs that somebody tried to log in, and could not. Who did not even
// try, is counted alone.
func (s *Server) loginFailed(c *connection, err error) {
	var tried *gossh.ServerAuthError
	if !errors.As(err, &tried) || len(tried.Errors) == 0 {
		return
	}
	s.counts.add("failed logins", 1)
	// The last of the reasons is that of the last key, and they are the server's own
	// words.
	s.logFor(c).Warn("login failed", "tried", len(tried.Errors), "error", tried.Errors[len(tried.Errors)-1].Error())
}

// catch keeps a fault in one connection from ending the server. It is deferred.
func (s *Server) catch(doing string) {
	if fault := recover(); fault != nil {
		s.panicked(fault, "doing", doing)
	}
}

// panicked counts a fault, and logs where it was in one line. It is called where
// the fault was caught.
func (s *Server) panicked(fault any, about ...any) {
	s.counts.add("panics", 1)
	if !s.lines.AllowN(s.options.Now(), 1) {
		s.counts.add("left out of the log", 1)
		return
	}
	s.options.Log.Error("the program has failed", append(about, "fault", fmt.Sprint(fault), "stack", string(debug.Stack()))...)
}
