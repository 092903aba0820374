package server

import (
	"context"
	"net"
	"sync"
	"time"

	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"
)

// connection is a client's connection, before and after login.
type connection struct {
	net.Conn
	*entry
	server       *Server
	gone         chan struct{}
	input        *rate.Limiter // of bytes
	keyExchanges *rate.Limiter
	offers       int // of keys; they come one after the other

	mu       sync.Mutex
	timer    *time.Timer // ends it before login, and while it has no session
	loggedIn bool
	alive    *time.Timer // asks whether it is still there
	channels int         // that are open
	used     int         // of these, those that something runs on or will
	closed   bool

	early      int           // bytes that came before login
	writing    bool          // a write is under way
	unanswered int           // bytes that came during it
	written    chan struct{} // closed at its end, where somebody waits for that
}

// What a connection may send. A reader's keys are a few hundred bytes each.
const (
	mostLoginBytes      = 256 << 10 // until it is logged in
	mostUnansweredBytes = 256 << 10 // while it takes nothing of what it is sent
	mostReadBytes       = 32 << 10  // in one piece

	// inputBytes is what a connection may send in a second over time: the keys and
	// the mouse of a reader are less. inputBurst is how much of it at once: the longest
	// paste that is taken, and some keys.
	inputBytes = 16 << 10
	inputBurst = mostPasteBytes + 256<<10
	// All connections of one source together may send so many times that.
	sourceInput      = 4
	sourceInputBurst = 2
)

// newConnection begins the time in which a client must log in.
func (s *Server) newConnection(raw net.Conn, at *entry) *connection {
	c := &connection{
		Conn: raw, entry: at, server: s, gone: make(chan struct{}),
		input: rate.NewLimiter(inputBytes, inputBurst), keyExchanges: aMinute(mostKeyExchanges),
	}
	s.connected(c, true)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.timer = time.AfterFunc(s.limits().LoginGrace, func() { c.expire(refusedGrace) })
	return c
}

// serve lets the client log in, and answers what it asks for until it is gone.
func (c *connection) serve() {
	s := c.server
	defer c.Close() //nolint:errcheck // the client sees that
	defer s.catch("answering a connection")
	conn, channels, requests, err := gossh.NewServerConn(c, s.config(c))
	if err != nil {
		s.loginFailed(c, err)
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go c.answer(requests)
	// One after the other: a client that takes no refusal gets no second one.
	for offered := range channels {
		if !c.source.channels.AllowN(s.options.Now(), 1) {
			c.refuse(refusedOpens)
			return
		}
		if offered.ChannelType() == "session" {
			s.offer(ctx, c, conn, offered)
			continue
		}
		s.counts.refuse(refusedChannelType) // forwarding of any kind
		_ = offered.Reject(gossh.Prohibited, "this server offers sessions and nothing else")
	}
}

// answer answers what is asked of the connection as a whole.
func (c *connection) answer(requests <-chan *gossh.Request) {
	for request := range requests {
		_ = request.Reply(request.Type == keepAliveRequest, nil) // a client that has gone hears nothing
	}
}

// keepAliveRequest asks whether the other side is still there.
const keepAliveRequest = "keepalive@openssh.com"

// SetDeadline does nothing: the deadlines of a connection are its own.
func (c *connection) SetDeadline(time.Time) error { return nil }

// Read takes what the client sends, and no faster than it may. The SSH library
// keeps what it has read until somebody wants it, so that what is not to be kept
// must not be read.
func (c *connection) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p[:min(len(p), mostReadBytes)])
	if n > 0 && !c.take(n) {
		return 0, net.ErrClosed
	}
	return n, err
}

// take counts bytes that came, and waits until they may be answered. It says
// whether the connection is still there.
func (c *connection) take(n int) bool {
	c.mu.Lock()
	var answered chan struct{}
	switch {
	case !c.loggedIn:
		c.early += n
		if c.early > mostLoginBytes {
			c.mu.Unlock()
			c.refuse(refusedLoginBytes)
			return false
		}
	case c.writing:
		if c.unanswered += n; c.unanswered > mostUnansweredBytes {
			if c.written == nil {
				c.written = make(chan struct{})
			}
			answered = c.written
		}
	}
	c.mu.Unlock()
	if answered != nil {
		select {
		case <-answered:
		case <-c.gone:
			return false
		}
	}
	return c.pace(n)
}

// pace waits as long as a client must that sends more than a reader does.
func (c *connection) pace(n int) bool {
	now := c.server.options.Now()
	wait := max(c.input.ReserveN(now, n).DelayFrom(now), c.source.input.ReserveN(now, n).DelayFrom(now))
	if wait == 0 {
		return true
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-c.gone:
		return false
	}
}

// Write ends the connection when the client takes nothing for too long.
func (c *connection) Write(p []byte) (int, error) {
	if err := c.SetWriteDeadline(c.server.options.Now().Add(c.server.limits().Stall)); err != nil {
		return 0, err
	}
	c.mu.Lock()
	c.writing, c.unanswered = true, 0
	c.mu.Unlock()
	n, err := c.Conn.Write(p)
	c.mu.Lock()
	c.writing = false
	if c.written != nil {
		close(c.written)
		c.written = nil
	}
	c.mu.Unlock()
	if late, ok := err.(net.Error); ok && late.Timeout() { //nolint:errorlint // it is the connection's own
		c.server.counts.add("stalled", 1)
		_ = c.Close() // what was sent of the packet is of no use alone
	}
	return n, err
}

// Close ends the connection, and counts it out once.
func (c *connection) Close() error {
	c.mu.Lock()
	if !c.closed {
		c.closed = true
		close(c.gone)
		c.timer.Stop()
		if c.alive != nil {
			c.alive.Stop()
		}
		c.server.admission.leave(c.entry)
		c.server.counts.add("connections", -1)
		c.server.connected(c, false)
	}
	c.mu.Unlock()
	return c.Conn.Close()
}

// refuse ends the connection of a client that does what none does in earnest.
func (c *connection) refuse(why refusal) {
	c.server.counts.refuse(why)
	_ = c.Close() // the client sees that
}

// expire ends a connection that has not done in time what it was to do.
func (c *connection) expire(why refusal) {
	c.mu.Lock()
	inTime := c.closed || why == refusedGrace && c.loggedIn || why == refusedUnused && c.used > 0
	c.mu.Unlock()
	if inTime {
		return
	}
	c.refuse(why)
}

// login is called when the client has logged in: from now on it needs a session
// to stay.
func (c *connection) login() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || c.loggedIn {
		return
	}
	c.loggedIn = true
	c.server.admission.login(c.entry)
	c.awaitSession()
}

// awaitSession starts the time in which a session must begin. The caller holds
// the lock.
func (c *connection) awaitSession() {
	c.timer.Stop()
	c.timer = time.AfterFunc(c.server.limits().Unused, func() { c.expire(refusedUnused) })
}

// openChannel counts a channel in, if there is room for it.
func (c *connection) openChannel() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.channels >= c.server.limits().Channels {
		return false
	}
	c.timer.Stop()
	c.channels++
	c.used++
	return true
}

// endChannel is called when all is done on a channel. The client has to close it
// too before there is room for another one, and need not be waited for.
func (c *connection) endChannel() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.used--
	if c.used == 0 && !c.closed {
		c.awaitSession()
	}
}

// closeChannel counts a channel out, which both sides have closed.
func (c *connection) closeChannel() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.channels--
}

// keepAlive asks the client from time to time whether it is still there, and
// ends the connection when it answers no more.
func (c *connection) keepAlive(conn *gossh.ServerConn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.alive != nil || c.closed {
		return
	}
	limits := c.server.limits()
	c.alive = time.AfterFunc(limits.KeepAlive, func() {
		dead := time.AfterFunc(limits.KeepAlive*time.Duration(limits.Missed-1), func() {
			c.server.counts.add("dead peers", 1)
			_ = c.Close()
		})
		defer dead.Stop()
		// A client may refuse what it does not know; any answer is an answer.
		if _, _, err := conn.SendRequest(keepAliveRequest, true, nil); err != nil {
			return
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		if !c.closed {
			c.alive.Reset(limits.KeepAlive)
		}
	})
}
