// Package server answers SSH connections. For each terminal it starts a Bubble
// Tea program, and for scripts it runs a command line; both are given to it, so
// that it knows nothing of articles. It is written to stay up whatever a client
// does, and trusts nothing that a client says of itself.
package server

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"github.com/charmbracelet/colorprofile"
	gossh "golang.org/x/crypto/ssh"
)

// Options are what a server is made of.
type Options struct {
	HostKey  HostKey
	Settings Settings
	// Start makes the program for a session with a terminal. An error is shown to
	// the client, who has called wrongly.
	Start func(context.Context, Session) (*Program, error)
	// Run carries out a command line without a program, and gives its exit status.
	Run func(context.Context, Session, Streams) int
	// Opens says whether a command line opens the program where there is a
	// terminal. An empty one always does.
	Opens  func(args []string) bool
	Log    *slog.Logger
	Now    func() time.Time
	Random func() float64 // from 0 up to 1
}

// Settings are what can be changed while a server runs.
type Settings struct {
	Mode     Mode
	KeysFile string // the authorized_keys file of mode Allow
	Limits   Limits
}

// Session is what is known of who asks. But for Account, all of it is what the
// client says.
type Session struct {
	Account       string   // the fingerprint of the key; empty for a guest
	Env           []string // "NAME=value", those variables that clients may set
	Args          []string // the command line, in words
	Terminal      bool     // there is one
	Width, Height int      // of the terminal, within bounds
	Profile       colorprofile.Profile
}

// Streams are the ends of a command that is run.
type Streams struct{ Out, Err io.Writer }

// Program is what a session runs.
type Program struct {
	Model tea.Model
	// Message makes the message by which the program learns of an event.
	Message func(Event) tea.Msg
	// Sentence tells the reader of the event that has ended the program.
	Sentence func(Event) string
	Close    func() // called when the program has ended
}

// Event is something that a program's reader has to be told.
type Event int

// The events. Those that end a program are told again when it has ended.
const (
	IdleSoon Event = iota + 1 // the session will be ended for want of keys
	Idle                      // it was
	OldSoon                   // the session will be ended because it is old
	Old                       // it was
	Stopping                  // the server stops
	PasteTooLong
	Crashed // the program did, by its own fault
)

// Server is an SSH server.
type Server struct {
	options  Options
	settings atomic.Pointer[Settings]
	ssh      *ssh.Server
	gate     gate
	keys     keyFile
	counts   counts

	mu       sync.Mutex
	all      map[*connection]struct{}
	sessions map[*session]struct{}
	running  sync.WaitGroup // of sessions that are let in, until all is sent
	draining bool
	minutes  *time.Timer
}

// New makes a server.
func New(o Options) (*Server, error) {
	s := &Server{options: o, all: map[*connection]struct{}{}, sessions: map[*session]struct{}{}}
	s.gate.random = o.Random
	if err := s.Reload(o.Settings); err != nil {
		return nil, err
	}
	s.ssh = &ssh.Server{
		Version:              "broadsheet",
		HostSigners:          []ssh.Signer{o.HostKey.signer},
		ConnCallback:         s.admit,
		ServerConfigCallback: s.config,
		ChannelHandlers:      map[string]ssh.ChannelHandler{"session": s.serveChannel, "default": s.refuseChannel},
		RequestHandlers: map[string]ssh.RequestHandler{
			"keepalive@openssh.com": func(ssh.Context, *ssh.Server, *gossh.Request) (bool, []byte) { return true, nil },
		},
	}
	return s, nil
}

// Reload takes over other settings, and reads the list of keys again. Those who
// are connected stay; new limits hold for what they do from then on. After an
// error the settings are as before.
func (s *Server) Reload(settings Settings) error {
	if settings.Mode == Allow {
		if err := s.keys.load(settings.KeysFile, s.options.Log); err != nil {
			return err
		}
	}
	s.settings.Store(&settings)
	return nil
}

func (s *Server) limits() *Limits { return &s.settings.Load().Limits }

// Serve answers what the listener accepts, until the server is drained or the
// listener fails.
func (s *Server) Serve(listener net.Listener) error {
	s.mu.Lock()
	s.minutes = time.AfterFunc(time.Minute, s.logCounts)
	s.mu.Unlock()
	defer s.minutes.Stop()
	if err := s.ssh.Serve(listener); !errors.Is(err, ssh.ErrServerClosed) {
		return err
	}
	return nil
}

// logCounts logs what was counted, each minute.
func (s *Server) logCounts() {
	s.options.Log.Info("counts", s.counts.attributes()...)
	s.minutes.Reset(time.Minute)
}

// Counts gives what was counted since the server was made, by name.
func (s *Server) Counts() map[string]int64 { return s.counts.all() }

// Drain ends the server in good order: nobody is let in any more, every reader
// is told, and has a moment to see it; then the sessions end. What is still
// there when the limit for it has passed, is cut off.
func (s *Server) Drain(ctx context.Context) {
	limits := s.limits()
	ctx, cancel := context.WithTimeout(ctx, limits.Drain)
	defer cancel()
	s.mu.Lock()
	s.draining = true
	for session := range s.sessions {
		session.tell(Stopping)
	}
	s.mu.Unlock()
	over := time.AfterFunc(limits.DrainNotice, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		for session := range s.sessions {
			session.end(Stopping)
		}
	})
	defer over.Stop()
	// Neither error tells anything new: that there are connections still, or that
	// the listener was closed already.
	past, now := context.WithCancel(ctx)
	now()
	_ = s.ssh.Shutdown(past)
	gone := make(chan struct{})
	go func() {
		s.running.Wait()
		close(gone)
	}()
	select {
	case <-gone:
	case <-ctx.Done():
	}
	_ = s.ssh.Close()
	for _, c := range s.connections() { // those too that have not logged in
		_ = c.Close()
	}
	s.options.Log.Info("drained", s.counts.attributes()...)
}

func (s *Server) connections() []*connection {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Keys(s.all))
}

// connected notes a connection, or that it has ended.
func (s *Server) connected(c *connection, is bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if is {
		s.all[c] = struct{}{}
	} else {
		delete(s.all, c)
	}
}

// enter counts a session in, unless there are too many or the server stops.
func (s *Server) enter(session *session) (refusal, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.draining:
		return refusedStopping, false
	case len(s.sessions) >= s.limits().Sessions:
		return refusedSessions, false
	}
	s.sessions[session] = struct{}{}
	s.running.Add(1)
	session.entered = true
	s.counts.add("sessions", 1)
	return "", true
}

func (s *Server) leave(session *session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sessions, session)
	s.counts.add("sessions", -1)
}
