// Package server answers SSH connections. For each terminal it starts a Bubble
// Tea program, and for scripts it runs a command line; both are given to it, so
// that it knows nothing of articles. It is written to stay up whatever a client
// does, and trusts nothing that a client says of itself.
package server

import (
	"context"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/netip"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"golang.org/x/time/rate"
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
	Opens func(args []string) bool
	// Lines says whether a session is held in lines, without a screen, which needs no
	// terminal; nil: none is. Converse makes what answers them. An error is shown to the
	// client, who has called wrongly.
	Lines    func(Session) bool
	Converse func(context.Context, Session) (*Conversation, error)
	// Known says whether an account was here before. The last tenth of the sessions
	// is kept for those, and for all in a list of keys; without it nothing is kept.
	Known func(ctx context.Context, account string) bool
	Log   *slog.Logger
	Now   func() time.Time
	Local *time.Location // of dates in the list of keys that name no zone; nil is UTC
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
	User          string   // the name that was logged in with, if it is like one
	Env           []string // "NAME=value", those variables that clients may set
	Args          []string // the command line, in words
	Terminal      bool     // there is one
	Dumb          bool     // and it can place no text
	Width, Height int      // of the terminal, within bounds
	Profile       colorprofile.Profile
	// Ask works on something that a program asks for beside its screen, and that
	// takes a while: in the session's turn among all who ask, within its share of the
	// processor, and not at all if the context ends before. It is nil for a command
	// line, which has a turn as a whole.
	Ask func(ctx context.Context, question func(context.Context))
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
	options   Options
	settings  atomic.Pointer[Settings]
	admission admission
	keys      keyFile
	counts    counts
	lines     *rate.Limiter // of the log
	turns     turns         // of the sessions, at the processor
	commands  commands

	questions     turns // of what sessions ask beside their screens
	questionTurns int   // of which there are so many

	mu       sync.Mutex
	listener net.Listener
	all      map[*connection]struct{}
	sessions map[*session]struct{}
	shares   map[holder]int // sessions
	running  sync.WaitGroup // of sessions that are let in, until all is sent
	draining bool
	minutes  *time.Timer
}

// holder is who has a share of the sessions: a source, its network, or an
// account. One of the fields is set.
type holder struct {
	source, network netip.Prefix
	account         string
}

// holders are those whose share a session is counted to.
func (s *session) holders() []holder {
	from := s.connection.source.prefix
	all := []holder{{source: from}}
	if network := networkOf(from); network.IsValid() {
		all = append(all, holder{network: network})
	}
	if account := s.account(); account != "" {
		all = append(all, holder{account: account})
	}
	return all
}

// most is how many sessions a holder may have, and why there are no more.
func (h holder) most(limits *Limits) (int, refusal) {
	switch source := limits.shareOf(limits.SourceSessions); {
	case h.account != "":
		return limits.shareOf(limits.AccountSessions), refusedAccountSessions
	case h.network.IsValid():
		return networkShare(source, limits.Sessions), refusedNetworkSessions
	default:
		return source, refusedSourceSessions
	}
}

// New makes a server.
func New(o Options) (*Server, error) {
	s := &Server{
		options: o, all: map[*connection]struct{}{}, sessions: map[*session]struct{}{}, shares: map[holder]int{},
		lines: aMinute(mostLines),
	}
	s.admission.now = o.Now
	s.turns.free, s.turns.kept, s.questionTurns = max(2, runtime.GOMAXPROCS(0)), sessionBurst/4, defaultQuestionTurns()
	s.questions.free = s.questionTurns
	s.keys.local = o.Local
	if err := s.Reload(o.Settings); err != nil {
		return nil, err
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
	s.fitDescriptors(&settings.Limits)
	before := 0
	if old := s.settings.Swap(&settings); old != nil {
		before = old.Limits.Commands
	}
	s.commands.turns.add(settings.Limits.Commands - before)
	return nil
}

func (s *Server) limits() *Limits { return &s.settings.Load().Limits }

// logCounts logs what was counted, each minute.
func (s *Server) logCounts() {
	s.options.Log.Info("counts", s.counts.attributes()...)
	s.admission.forget()
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
	if s.listener != nil {
		_ = s.listener.Close() // or it was closed already
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
	gone := make(chan struct{})
	go func() {
		s.running.Wait()
		close(gone)
	}()
	select {
	case <-gone:
	case <-ctx.Done():
	}
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

// enter counts a session in, unless it would have more than its share or the
// server stops.
func (s *Server) enter(session *session) (refusal, bool) {
	limits := s.limits()
	most := limits.Sessions
	if !s.known(session) {
		most -= limits.Sessions / keptForKnown
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.draining:
		return refusedStopping, false
	case len(s.sessions) >= limits.Sessions:
		return refusedSessions, false
	}
	for _, h := range session.holders() {
		if most, why := h.most(limits); s.shares[h] >= most {
			return why, false
		}
	}
	if len(s.sessions) >= most {
		return refusedUnknown, false
	}
	s.sessions[session] = struct{}{}
	s.share(session, 1)
	s.running.Add(1)
	session.entered = true
	s.counts.add("sessions", 1)
	return "", true
}

// known says whether a session may have one of those that are kept.
func (s *Server) known(session *session) bool {
	if s.options.Known == nil || s.settings.Load().Mode == Allow {
		return true
	}
	account := session.account()
	return account != "" && s.options.Known(session.ctx, account)
}

// share counts a session to those who have a share of it. The caller holds the
// lock.
func (s *Server) share(session *session, n int) {
	for _, h := range session.holders() {
		if s.shares[h] += n; s.shares[h] == 0 {
			delete(s.shares, h)
		}
	}
}

func (s *Server) leave(session *session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sessions, session)
	s.share(session, -1)
	s.counts.add("sessions", -1)
}
