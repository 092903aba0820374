package server

import (
	"net"
	"net/netip"
	"sync"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// connection is a client's connection, before and after login.
type connection struct {
	net.Conn
	server *Server
	source netip.Prefix

	mu       sync.Mutex
	timer    *time.Timer // ends it before login, and while it has no session
	loggedIn bool
	alive    *time.Timer // asks whether it is still there
	channels int
	closed   bool
}

// connectionKey is where the context of a connection has it.
type connectionKey struct{}

// admit lets a connection in, or gives nil.
func (s *Server) admit(ctx ssh.Context, raw net.Conn) net.Conn {
	limits := s.limits()
	from := sourceOf(raw.RemoteAddr())
	if why, ok := s.gate.enter(from, limits); !ok {
		s.counts.refuse(why)
		return nil
	}
	s.counts.add("connections", 1)
	s.counts.add("connected", 1)
	c := &connection{Conn: raw, server: s, source: from}
	s.connected(c, true)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.timer = time.AfterFunc(limits.LoginGrace, func() { c.expire(refusedGrace) })
	ctx.SetValue(connectionKey{}, c)
	return c
}

// SetDeadline does nothing: the deadlines of a connection are its own.
func (c *connection) SetDeadline(time.Time) error { return nil }

// Write fails when the client takes nothing for too long.
func (c *connection) Write(p []byte) (int, error) {
	if err := c.SetWriteDeadline(c.server.options.Now().Add(c.server.limits().Stall)); err != nil {
		return 0, err
	}
	n, err := c.Conn.Write(p)
	if late, ok := err.(net.Error); ok && late.Timeout() { //nolint:errorlint // it is the connection's own
		c.server.counts.add("stalled", 1)
	}
	return n, err
}

// Close ends the connection, and counts it out once.
func (c *connection) Close() error {
	c.mu.Lock()
	if !c.closed {
		c.closed = true
		c.timer.Stop()
		if c.alive != nil {
			c.alive.Stop()
		}
		c.server.gate.leave(c.source, !c.loggedIn)
		c.server.counts.add("connections", -1)
		c.server.connected(c, false)
	}
	c.mu.Unlock()
	return c.Conn.Close()
}

// expire ends a connection that has not done in time what it was to do.
func (c *connection) expire(why refusal) {
	c.mu.Lock()
	inTime := c.closed || why == refusedGrace && c.loggedIn || why == refusedUnused && c.channels > 0
	c.mu.Unlock()
	if inTime {
		return
	}
	c.server.counts.refuse(why)
	_ = c.Close() // the client sees that
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
	c.server.gate.login(c.source)
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
	c.channels++
	return true
}

func (c *connection) closeChannel() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.channels--
	if c.channels == 0 && !c.closed {
		c.awaitSession()
	}
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
		if _, _, err := conn.SendRequest("keepalive@openssh.com", true, nil); err != nil {
			return
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		if !c.closed {
			c.alive.Reset(limits.KeepAlive)
		}
	})
}

// refuseChannel refuses what is no session: forwarding of any kind.
func (s *Server) refuseChannel(_ *ssh.Server, _ *gossh.ServerConn, offered gossh.NewChannel, _ ssh.Context) {
	s.counts.refuse(refusedChannelType)
	_ = offered.Reject(gossh.Prohibited, "this server offers sessions and nothing else")
}
