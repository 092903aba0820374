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
	refusedConnections   refusal = "too many connections"
	refusedSource        refusal = "too many connections from one source"
	refusedWaiting       refusal = "too many connections before login"
	refusedSourceWaiting refusal = "too many connections before login from one source"
	refusedGrace         refusal = "no login in time"
	refusedUnused        refusal = "no session in time"
	refusedSessions      refusal = "too many sessions"
	refusedStopping      refusal = "the server stops"
	refusedChannels      refusal = "too many channels on one connection"
	refusedChannelType   refusal = "channel of another type"
	refusedRequest       refusal = "request"
	refusedEnvironment   refusal = "environment"
	refusedTerminal      refusal = "terminal request"
	refusedCommand       refusal = "command too long"
	refusedKey           refusal = "key"
)

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
