package server

import (
	"log/slog"
	"maps"
	"slices"
	"sync"
)

// refusal is a reason for which something was refused. There is a fixed number
// of them: nothing that a client says is counted by.
type refusal string

const (
	refusedConnections     refusal = "too many connections"
	refusedSource          refusal = "too many connections from one source"
	refusedNetwork         refusal = "too many connections from one network"
	refusedNetworkWaiting  refusal = "too many connections before login from one network"
	refusedNetworkSessions refusal = "too many sessions from one network"
	refusedOffers          refusal = "too many keys offered"
	refusedKeyExchanges    refusal = "too many key exchanges"
	refusedOpens           refusal = "too many channels opened"
	refusedWindow          refusal = "window too large for now"
	refusedWaiting         refusal = "too many connections before login"
	refusedSourceWaiting   refusal = "too many connections before login from one source"
	refusedGrace           refusal = "no login in time"
	refusedUnused          refusal = "no session in time"
	refusedLogins          refusal = "too many logins from one source"
	refusedLoginBytes      refusal = "too much before login"
	refusedUnasked         refusal = "no request in time"
	refusedInput           refusal = "more input than is read"
	refusedSessions        refusal = "too many sessions"
	refusedSourceSessions  refusal = "too many sessions from one source"
	refusedAccountSessions refusal = "too many sessions of one account"
	refusedUnknown         refusal = "sessions kept for accounts that were here before"
	refusedCommands        refusal = "too many commands from one source"
	refusedQueue           refusal = "too many commands waiting"
	refusedTime            refusal = "command out of time"
	refusedStopping        refusal = "the server stops"
	refusedChannels        refusal = "too many channels on one connection"
	refusedChannelType     refusal = "channel of another type"
	refusedRequest         refusal = "request"
	refusedEnvironment     refusal = "environment"
	refusedTerminal        refusal = "terminal request"
	refusedCommand         refusal = "command too long"
	refusedKey             refusal = "key"
)

// sentence tells who is refused why, and what to do.
func (r refusal) sentence() string {
	switch r {
	case refusedStopping:
		return "This server is about to stop; please come back in a moment."
	case refusedSourceSessions:
		return "There are too many sessions from your address; end one of them, or try again later."
	case refusedNetworkSessions:
		return "There are too many sessions from your network; please try again later."
	case refusedAccountSessions:
		return "There are too many sessions with your key; end one of them, or try again later."
	case refusedUnknown:
		return "This server is nearly full, and what is left is kept for those who were here before; please try again in a moment."
	case refusedLogins:
		return "There were too many logins from your address; please try again in a minute."
	case refusedCommands:
		return "There were too many commands from your address; please try again in a minute."
	case refusedQueue:
		return "Too many of your commands are waiting already; please try again when they have ended."
	default:
		return "This server is full; please try again in a moment."
	}
}

// counts are numbers that the log and the tests look at.
type counts struct {
	mu sync.Mutex
	of map[string]int64
}

func (c *counts) add(name string, n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil {
		c.of = map[string]int64{}
	}
	c.of[name] += n
}

func (c *counts) refuse(why refusal) { c.add("refused: "+string(why), 1) }

func (c *counts) all() map[string]int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.of)
}

// attributes gives the counts for the log, in the order of their names.
func (c *counts) attributes() []any {
	all := c.all()
	attributes := make([]any, 0, len(all))
	for _, name := range slices.Sorted(maps.Keys(all)) {
		attributes = append(attributes, slog.Int64(name, all[name]))
	}
	return attributes
}
