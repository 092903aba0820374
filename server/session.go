package server

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
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
	channel    gossh.Channel
	ctx        context.Context
	cancel     context.CancelFunc
	asked      request
	entered    bool // it was counted in

	resized chan struct{}
	events  chan Event

	mu      sync.Mutex
	size    tea.WindowSizeMsg // the newest
	program *tea.Program      // while it runs
	ended   Event             // what has ended the session, if its client did not
}

// serveChannel answers the requests on a channel until the client closes it. It
// does so one after the other: what is asked later may depend on what was asked
// before.
func (s *Server) serveChannel(_ *ssh.Server, conn *gossh.ServerConn, offered gossh.NewChannel, ctx ssh.Context) {
	c, ok := ctx.Value(connectionKey{}).(*connection)
	if !ok || !c.openChannel() {
		s.counts.refuse(refusedChannels)
		_ = offered.Reject(gossh.ResourceShortage, "there are too many sessions on this connection")
		return
	}
	defer c.closeChannel()
	c.keepAlive(conn)
	channel, requests, err := offered.Accept()
	if err != nil {
		return // the connection has gone
	}
	session := &session{
		server: s, connection: c, login: conn.Permissions, channel: channel,
		resized: make(chan struct{}, 1), events: make(chan Event, 4),
	}
	session.ctx, session.cancel = context.WithCancel(ctx)
	var running sync.WaitGroup
	for request := range requests {
		why := session.grant(request)
		if why != "" {
			s.counts.refuse(why)
		}
		if request.WantReply {
			_ = request.Reply(why == "", nil) // a client that has gone hears nothing
		}
		if why == "" && session.asked.started && session.asked.begin() {
			running.Go(session.run)
		}
	}
	session.cancel()
	running.Wait()
}

// run does what was asked for, tells the client how it ended, and closes the
// channel.
func (s *session) run() {
	status := statusCrashed
	defer func() {
		if fault := recover(); fault != nil {
			s.crashed(fault)
		}
		_, _ = s.channel.SendRequest("exit-status", false, gossh.Marshal(struct{ Status uint32 }{uint32(status)}))
		_ = s.channel.Close()
		if s.entered {
			s.server.running.Done()
		}
	}()
	status = s.serve()
}

// crashed counts a fault of the program's, and keeps where it was for those who
// mend it.
func (s *session) crashed(fault any) {
	s.server.counts.add("panics", 1)
	s.server.options.Log.Error("a session crashed", "fault", fmt.Sprint(fault), "stack", string(debug.Stack()))
	s.say("The program has failed; this was its own fault. What you have read is kept.")
}

// serve runs the program, or the command line.
func (s *session) serve() int {
	if why, ok := s.server.enter(s); !ok {
		s.server.counts.refuse(why)
		s.say("This server is full or about to stop; please try again in a moment.")
		return statusLater
	}
	defer s.server.leave(s)
	args, err := s.words()
	if err != nil {
		s.say("The command line cannot be read: %v.", err)
		return statusUsage
	}
	opens := len(args) == 0 || s.asked.terminal && s.server.options.Opens(args)
	log := s.server.options.Log.With("account", s.login.Extensions[accountExtension], "from", s.connection.RemoteAddr().String())
	begun := s.server.options.Now()
	log.Info("session begins", "program", opens, "width", s.size.Width, "height", s.size.Height)
	status := 0
	defer func() {
		log.Info("session ends", "status", status, slog.Duration("after", s.server.options.Now().Sub(begun)))
	}()
	switch {
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
	if forced := s.login.Extensions[commandExtension]; forced != "" {
		line = forced
	}
	return shlex.Split(line, true)
}

// command runs a command line without a program.
func (s *session) command(args []string) int {
	stop := time.AfterFunc(s.server.limits().Lifetime, s.cancel)
	defer stop.Stop()
	return s.server.options.Run(s.ctx, s.describe(args), Streams{Out: s.output(), Err: s.errors()})
}

// describe says what is known of who asks.
func (s *session) describe(args []string) Session {
	size := s.currentSize()
	env, profile := s.asked.env, colorprofile.NoTTY
	if s.asked.terminal {
		env, profile = append(env, "TERM="+s.asked.shownTerm()), profileOf(s.asked.shownTerm(), env)
	}
	return Session{
		Account: s.login.Extensions[accountExtension], Env: env, Args: args,
		Terminal: s.asked.terminal, Width: size.Width, Height: size.Height, Profile: profile,
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

func (s *session) currentSize() tea.WindowSizeMsg {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.size
}
