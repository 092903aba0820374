package server

import "time"

// Limits bound what clients may use. None of them may be zero.
type Limits struct {
	Sessions          int // in all; the last tenth is kept for accounts that were here before
	SourceSessions    int // from one source, and never more than a quarter of all
	AccountSessions   int // of one account, and never more than a quarter of all
	Connections       int // in all
	SourceConnections int // from one source: an IPv4 address, or an IPv6 network of 64 bits
	Waiting           int // connections before login, in all; then the greediest source gives way
	SourceWaiting     int // connections before login from one source
	Channels          int // of one connection
	Logins            int // a minute from one source, half of them at once
	Commands          int // that run at a time
	CommandQueue      int // that wait for that, of one source or account
	SourceCommands    int // a minute from one source, half of them at once

	LoginGrace time.Duration // from connecting to having logged in
	Unused     time.Duration // that a connection may have no session
	Unasked    time.Duration // that a channel may be open without a request to run something
	Command    time.Duration // that a command may take, without what it waits for its client
	Stall      time.Duration // that a client may take nothing of what it is sent
	Idle       time.Duration // without a key
	IdleNotice time.Duration // before the end for idleness: when it is announced
	Lifetime   time.Duration // of a session
	KeepAlive  time.Duration // between asking whether the client is still there
	Missed     int           // how many such questions may go unanswered

	Drain       time.Duration // from being told to stop to the end
	DrainNotice time.Duration // that readers have to see that the server stops
}

// DefaultLimits are those of a server that strangers may reach.
func DefaultLimits() Limits {
	return Limits{
		Sessions: 1000, SourceSessions: 20, AccountSessions: 20, Connections: 1200, SourceConnections: 64,
		Waiting: 100, SourceWaiting: 16, Channels: 10,
		Logins: 60, Commands: 2, CommandQueue: 10, SourceCommands: 120,
		LoginGrace: 20 * time.Second, Unused: 30 * time.Second, Unasked: 5 * time.Second, Command: 30 * time.Second, Stall: 15 * time.Second,
		Idle: 30 * time.Minute, IdleNotice: 2 * time.Minute, Lifetime: 12 * time.Hour,
		KeepAlive: 30 * time.Second, Missed: 3,
		Drain: 7 * time.Second, DrainNotice: 4 * time.Second,
	}
}

// shareOf is how many sessions one source or account may have.
func (l *Limits) shareOf(most int) int { return max(1, min(most, l.Sessions/4)) }

// networkSources is how many times as much as one source its network may have:
// all addresses of an IPv4 network of 24 bits, or all sources of an IPv6 network
// of 48 bits, together.
const networkSources = 4

// networkShare is what a network may have of something of which one of its
// sources may have so much. It is never more than a quarter of all.
func networkShare(source, all int) int { return max(source, min(networkSources*source, all/4)) }

// keptForKnown is the part of the sessions that is kept for accounts that were
// here before: one in so many.
const keptForKnown = 10

// What a session and a source may have of the processor: a part of a core over
// time, and some of it at once. A reader who presses five keys a second takes
// half a hundredth.
const (
	sessionShare = 0.125
	sessionBurst = time.Second
	commandShare = 0.125
	commandBurst = time.Minute
)

// What a client may send. These are no settings: nobody needs more.
const (
	leastWidth, leastHeight = 20, 5
	mostWidth, mostHeight   = 500, 300

	// Every window may have as many cells as a large one; a larger one takes the rest
	// from those that all have together, of which a network gets a quarter. A cell takes some ten bytes, so that a thousand of the former and all
	// of the latter are a quarter of a gigabyte.
	freeWidth, freeHeight = 200, 60
	allCells              = 6_000_000

	mostOffers       = 20 // of keys, before login
	mostKeyExchanges = 20 // a minute of one connection, half of them at once
	commandChannels  = 5  // that a source may open for each command that it may run

	mostEnvironment      = 32      // variables
	mostEnvironmentBytes = 4 << 10 // of all of them
	mostTerminalBytes    = 1 << 10 // of a request for a terminal
	mostCommandBytes     = 4 << 10 // of a command line
	mostPasteBytes       = 1 << 20 // of one paste
)

// clamp gives a size within bounds.
func clamp(width, height uint32) (int, int) {
	return int(min(max(width, leastWidth), mostWidth)), int(min(max(height, leastHeight), mostHeight))
}

// keptForFiles is how many descriptors are kept for articles and databases, or a
// quarter of them where that is less.
const keptForFiles = 256

// fitDescriptors takes fewer connections where the system gives too few
// descriptors: one too many, and no file can be opened.
func (s *Server) fitDescriptors(limits *Limits) {
	all := descriptors()
	if all == 0 {
		return
	}
	most := max(1, all-min(keptForFiles, all/4))
	if limits.Connections <= most {
		return
	}
	s.options.Log.Warn("fewer connections are taken than the settings allow, for want of descriptors: raise LimitNOFILE or `ulimit -n`",
		"connections", most, "settings", limits.Connections, "descriptors", all)
	limits.Connections = most
}
