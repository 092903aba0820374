package server

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/anmitsu/go-shlex"
	"github.com/charmbracelet/colorprofile"
	gossh "golang.org/x/crypto/ssh"
)

// The exit statuses of a session that ran nothing, or not to its end. But for
// the first they are those of sysexits.h.
const (
	statusNoTerminal = 2
	statusUsage      = 64
	statusCrashed    = 70
	statusLater      = 75
)

// session is one channel of a connection: what was asked for on it so far, and
// then what runs on it.
type session struct {
	server     *Server
	connection *connection
	login      *gossh.Permissions
	user       string // the name that was logged in with
	channel    gossh.Channel
	ctx        context.Context
	cancel     context.CancelFunc
	asked      request
	typed      *typeahead
	used       *share // of the processor, for its screen
	asks       *share // and for what its program asks beside that
	entered    bool   // it was counted in
	done       func() // called when nothing runs on it any more
	timeUp     sync.Once

	resized chan struct{}
	events  chan Event

	mu      sync.Mutex
	size    tea.WindowSizeMsg // the newest
	cells   int               // of the window, beyond what every window may have
	closed  bool
	program *tea.Program // while it runs
	talks   bool         // it is held in lines
	ended   Event        // what has ended the session, if its client did not
}

// offer takes a channel that a client wants to open, or refuses it.
func (s *Server) offer(ctx context.Context, c *connection, conn *gossh.ServerConn, offered gossh.NewChannel) {
	if !c.openChannel() {
		s.counts.refuse(refusedChannels)
		_ = offered.Reject(gossh.ResourceShortage, "there are too many sessions on this connection")
		return
	}
	c.keepAlive(conn)
	channel, requests, err := offered.Accept()
	if err != nil { // the connection has gone
		c.endChannel()
		c.closeChannel()
		return
	}
	session := &session{
		server: s, connection: c, login: conn.Permissions, user: conn.User(), channel: channel,
		typed: newTypeahead(&s.admission, c.source), done: sync.OnceFunc(c.endChannel),
		used: newcomersShare(sessionShare, sessionBurst, s.options.Now()), asks: newcomersShare(questionShare, questionBurst, s.options.Now()),
		resized: make(chan struct{}, 1), events: make(chan Event, 4),
	}
	session.ctx, session.cancel = context.WithCancel(ctx)
	go session.typed.fill(channel, session.overflow)
	go drop(channel.Stderr())
	go session.answer(requests)
}

// drop throws away what a client sends where nobody reads.
func drop(from io.Reader) {
	piece := make([]byte, 512)
	for {
		if _, err := from.Read(piece); err != nil {
			return
		}
	}
}

// answer answers the requests on a channel until the client closes it. It does
// so one after the other: what is asked later may depend on what was asked
// before.
func (s *session) answer(requests <-chan *gossh.Request) {
	defer s.connection.closeChannel()
	defer s.server.catch("answering a session")
	unasked := time.AfterFunc(s.server.limits().Unasked, func() {
		s.server.counts.refuse(refusedUnasked)
		s.close()
	})
	defer unasked.Stop()
	var running sync.WaitGroup
	for request := range requests {
		why := s.grant(request)
		if why != "" {
			s.server.counts.refuse(why)
		}
		if request.WantReply {
			_ = request.Reply(why == "", nil) // a client that has gone hears nothing
		}
		if why == "" && s.asked.started && s.asked.begin() {
			unasked.Stop()
			running.Go(s.run)
		}
	}
	s.cancel()
	s.typed.discard()
	running.Wait()
	s.close()
}

// close closes the channel, and lets go of what its client has sent on it.
func (s *session) close() {
	s.mu.Lock()
	s.closed = true
	s.reserve(0)
	s.mu.Unlock()
	s.typed.discard()
	_ = s.channel.Close() // a client that has gone sees that already
	s.done()
}

// overflow ends a session whose client has typed more than can be read.
func (s *session) overflow() {
	s.server.counts.refuse(refusedInput)
	s.mu.Lock()
	runs := s.program != nil || s.talks
	s.mu.Unlock()
	if runs {
		s.end(PasteTooLong)
		return
	}
	s.cancel()
	s.close()
}

// run does what was asked for, tells the client how it ended, and closes the
// channel.
func (s *session) run() {
	status := statusCrashed
	defer func() {
		if fault := recover(); fault != nil {
			s.crashed(fault)
			s.say("The program has failed; this was its own fault. What you have read is kept.")
		}
		s.finish(status)
		if s.entered {
			s.server.running.Done()
		}
	}()
	status = s.serve()
}

// finish tells the client how it ended.
func (s *session) finish(status int) {
	_, _ = s.channel.SendRequest("exit-status", false, gossh.Marshal(struct{ Status uint32 }{uint32(status)}))
	s.close()
}

// crashed counts a fault of the program's, and keeps where it was for those who
// mend it.
func (s *session) crashed(fault any) {
	s.server.panicked(fault, "account", s.account())
}

// account is who has logged in; empty for a guest.
func (s *session) account() string { return s.login.Extensions[accountExtension] }

// shownUser is the name that was logged in with, if it is like one.
func (s *session) shownUser() string {
	if terminalName(s.user) { // which is no different
		return s.user
	}
	return ""
}

// serve runs the program, or the command line.
func (s *session) serve() int {
	if why, ok := s.server.enter(s); !ok {
		s.server.counts.refuse(why)
		s.say("%s", why.sentence())
		return statusLater
	}
	defer s.server.leave(s)
	args, err := s.words()
	if err != nil {
		s.say("The command line cannot be read: %v.", err)
		return statusUsage
	}
	about := s.describe(args)
	lines := s.server.options.Lines != nil && s.server.options.Lines(about)
	opens := lines || len(args) == 0 || s.asked.terminal && s.server.options.Opens(args)
	if opens {
		s.typed.expect()
	} else {
		s.typed.discard() // nobody reads it
	}
	log := s.server.logFor(s.connection).With("account", s.account())
	begun := s.server.options.Now()
	log.Info("session begins", "program", opens, "width", s.size.Width, "height", s.size.Height)
	status := 0
	defer func() {
		log.Info("session ends", "status", status, slog.Duration("after", s.server.options.Now().Sub(begun)))
	}()
	switch {
	case lines:
		status = s.converse(about)
	case opens && !s.asked.terminal:
		s.say("Without a terminal only commands can be run here; `help` lists them. For a terminal: ssh -t")
		status = statusNoTerminal
	case opens && dumb(s.asked.term):
		s.say("This terminal says that it cannot place text (TERM=%s), so that only commands can be run here; `help` lists them.", s.asked.shownTerm())
		status = statusNoTerminal
	case opens:
		status = s.open(args)
	default:
		status = s.command(args)
	}
	return status
}

// say tells the client a sentence. One that has gone hears nothing.
func (s *session) say(format string, arguments ...any) {
	_, _ = fmt.Fprintf(s.errors(), format+"\n", arguments...)
}

// words gives the command line in words, as a shell would take it: that of the
// key, if it has one, in place of what the client says.
func (s *session) words() ([]string, error) {
	line := s.asked.command
	if forced, ok := s.login.Extensions[commandExtension]; ok {
		line = forced
	}
	return shlex.Split(line, true)
}

// describe says what is known of who asks.
func (s *session) describe(args []string) Session {
	size := s.currentSize()
	env, profile := s.asked.env, colorprofile.NoTTY
	if s.asked.terminal {
		env, profile = append(env, "TERM="+s.asked.shownTerm()), profileOf(s.asked.shownTerm(), env)
	}
	return Session{
		Account: s.account(), User: s.shownUser(), Env: env, Args: args,
		Terminal: s.asked.terminal, Dumb: s.asked.terminal && dumb(s.asked.term), Width: size.Width, Height: size.Height, Profile: profile,
	}
}

// tell has the program told of an event. One that is not told by the time of
// the next few has missed little.
func (s *session) tell(event Event) {
	select {
	case s.events <- event:
	default:
	}
}

// quitTime is how long a program may take to end that was asked to.
const quitTime = 2 * time.Second

// end ends what runs, for a reason that its reader is told.
func (s *session) end(why Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended != 0 {
		return
	}
	s.ended = why
	if s.program == nil {
		s.cancel()
		return
	}
	go s.program.Quit() // it waits for the program to listen
	time.AfterFunc(quitTime, s.cancel)
}

// endedBy is what has ended the session, if its client did not.
func (s *session) endedBy() Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ended
}

func (s *session) currentSize() tea.WindowSizeMsg {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.size
}
