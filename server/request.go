package server

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"
)

// request is what a client has asked for on a channel.
type request struct {
	env       []string
	variables int // as many as were asked for, granted or not
	bytes     int // of them
	terminal  bool
	term      string // the name of the terminal
	command   string
	started   bool // a shell or a command was granted
	begun     bool
}

// begin says, once, that it is time to start what was asked for.
func (r *request) begin() bool {
	first := !r.begun
	r.begun = true
	return first
}

// shownTerm is the terminal's name, if it is like one.
func (r *request) shownTerm() string {
	if terminalName(r.term) {
		return r.term
	}
	return "unknown"
}

// The bodies of requests, as RFC 4254 has them.
type (
	terminalRequest struct {
		Term                  string
		Columns, Rows         uint32
		PixelWidth, PixelRows uint32
		Modes                 string
	}
	sizeRequest        struct{ Columns, Rows, PixelWidth, PixelRows uint32 }
	environmentRequest struct{ Name, Value string }
	commandRequest     struct{ Line string }
)

// grant takes in what a request says; or it says why not.
func (s *session) grant(r *gossh.Request) refusal {
	switch r.Type {
	case "env":
		return s.grantVariable(r.Payload)
	case "pty-req":
		return s.grantTerminal(r.Payload)
	case "window-change":
		var size sizeRequest
		if !s.asked.terminal || gossh.Unmarshal(r.Payload, &size) != nil {
			return refusedRequest
		}
		s.resize(size.Columns, size.Rows)
		return ""
	case "shell", "exec":
		return s.grantStart(r)
	case "signal":
		return "" // there is no process to give it to
	default:
		return refusedRequest // agent, X11, subsystems, and whatever else there may be
	}
}

func (s *session) grantVariable(body []byte) refusal {
	var variable environmentRequest
	s.asked.variables++
	s.asked.bytes += len(body)
	switch {
	case s.asked.started || s.asked.variables > mostEnvironment || s.asked.bytes > mostEnvironmentBytes:
		return refusedEnvironment
	case gossh.Unmarshal(body, &variable) != nil:
		return refusedEnvironment
	case !allowedVariable(variable.Name) || !plainValue(variable.Value):
		return refusedEnvironment
	}
	s.asked.env = append(s.asked.env, variable.Name+"="+variable.Value)
	return ""
}

func (s *session) grantTerminal(body []byte) refusal {
	var terminal terminalRequest
	switch {
	case s.asked.started || s.asked.terminal || len(body) > mostTerminalBytes:
		return refusedTerminal
	case s.login.Extensions[terminalExtension] != "":
		return refusedTerminal
	case gossh.Unmarshal(body, &terminal) != nil:
		return refusedTerminal
	}
	s.asked.terminal = true
	s.asked.term = terminal.Term
	s.resize(terminal.Columns, terminal.Rows)
	return ""
}

func (s *session) grantStart(r *gossh.Request) refusal {
	var command commandRequest
	switch {
	case s.asked.started:
		return refusedRequest
	case len(r.Payload) > mostCommandBytes:
		return refusedCommand
	case r.Type == "exec" && gossh.Unmarshal(r.Payload, &command) != nil:
		return refusedRequest
	}
	s.asked.command = strings.TrimSpace(command.Line)
	s.asked.started = true
	return ""
}

// resize keeps the newest size, and wakes whoever tells the program. However
// many of them a client sends, only the one that holds is drawn. A window for
// which there is no room is drawn in a corner of it.
func (s *session) resize(columns, rows uint32) {
	width, height := clamp(columns, rows)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	if !s.reserve(width * height) {
		s.server.counts.refuse(refusedWindow)
		width, height = min(width, freeWidth), min(height, freeHeight)
		s.reserve(width * height)
	}
	s.size = tea.WindowSizeMsg{Width: width, Height: height}
	select {
	case s.resized <- struct{}{}:
	default:
	}
}

// reserve takes room for the cells of the window, in place of what the session
// has of it. The caller holds the lock.
func (s *session) reserve(cells int) bool {
	cells = max(0, cells-freeWidth*freeHeight)
	if !s.server.admission.window(s.connection.entry, s.cells, cells) {
		return false
	}
	s.cells = cells
	return true
}
