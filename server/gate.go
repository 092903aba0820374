package server

import (
	"maps"
	"net"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// gate counts the connections, and says who may come in.
type gate struct {
	random func() float64
	now    func() time.Time

	mu      sync.Mutex
	all     int
	waiting int // before login
	held    int // bytes that were typed, and nobody has read
	sources map[netip.Prefix]*source
}

// source counts what comes from one place.
type source struct {
	prefix       netip.Prefix
	all, waiting int           // connections; of these, before login
	held         int           // bytes that were typed, and nobody has read
	logins       *rate.Limiter // it outlives the connections
	sentences    *rate.Limiter // that say why somebody is not let in
	commands     *rate.Limiter
	input        *rate.Limiter // of bytes
	used         *share        // of the processor, by commands
	lines        *rate.Limiter // of the log
}

// mostSources is how many sources are remembered that have no connection.
const mostSources = 20_000

// sourceOf is what an address is counted as: whoever has an IPv6 address has a
// network of 64 bits.
func sourceOf(address net.Addr) netip.Prefix {
	port, err := netip.ParseAddrPort(address.String())
	if err != nil {
		return netip.Prefix{} // no network: all such connections are one source
	}
	ip, bits := port.Addr().Unmap().WithZone(""), 64
	if ip.Is4() {
		bits = 32
	}
	prefix, err := ip.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return prefix
}

// enter lets a connection in, or says why not. One that is late is let in to be
// told that it is.
func (g *gate) enter(from netip.Prefix, limits *Limits) (at *source, late bool, why refusal) {
	g.mu.Lock()
	defer g.mu.Unlock()
	at = g.find(from, limits)
	switch {
	case g.all >= limits.Connections:
		return nil, false, refusedConnections
	case at.all >= limits.SourceConnections:
		return nil, false, refusedSource
	case at.waiting >= limits.SourceWaiting:
		return nil, false, refusedSourceWaiting
	case g.dropped(limits):
		return nil, false, refusedWaiting
	}
	if now := g.now(); !at.logins.AllowN(now, 1) {
		if !at.sentences.AllowN(now, 1) {
			return nil, false, refusedLogins
		}
		late = true
	}
	g.all++
	g.waiting++
	at.all++
	at.waiting++
	return at, late, ""
}

// find gives what is known of a source. The caller holds the lock.
func (g *gate) find(from netip.Prefix, limits *Limits) *source {
	if at := g.sources[from]; at != nil {
		return at
	}
	if g.sources == nil {
		g.sources = map[netip.Prefix]*source{}
	}
	if len(g.sources) >= mostSources {
		maps.DeleteFunc(g.sources, func(_ netip.Prefix, at *source) bool { return at.all == 0 })
	}
	at := &source{
		prefix: from,
		logins: aMinute(limits.Logins), sentences: aMinute(mostSentences), commands: aMinute(limits.SourceCommands),
		input: rate.NewLimiter(sourceInput*inputBytes, sourceInputBurst*inputBurst),
		used:  newShare(commandShare, commandBurst), lines: aMinute(mostSourceLines),
	}
	g.sources[from] = at
	return at
}

// mostSentences is how often in a minute a source is told why it is not let in,
// which takes as long as letting it in.
const mostSentences = 10

// aMinute allows so many a minute, half of them at once.
func aMinute(n int) *rate.Limiter {
	return rate.NewLimiter(rate.Limit(float64(n)/time.Minute.Seconds()), (n+1)/2)
}

// forget drops the sources that have done nothing for a while.
func (g *gate) forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	maps.DeleteFunc(g.sources, func(_ netip.Prefix, at *source) bool {
		return at.all == 0 && full(at.logins, now) && full(at.commands, now) && at.used.left(now) >= commandBurst
	})
}

func full(l *rate.Limiter, now time.Time) bool { return l.TokensAt(now) >= float64(l.Burst()) }

// dropped refuses by chance before all places are taken, so that a flood does
// not keep everybody else out.
func (g *gate) dropped(limits *Limits) bool {
	over := g.waiting - limits.WaitingDrop
	if over < 0 {
		return false
	}
	room := limits.Waiting - limits.WaitingDrop
	if over >= room {
		return true
	}
	const least = 0.3
	return g.random() < least+(1-least)*float64(over)/float64(room)
}

// login takes a connection from those that wait.
func (g *gate) login(at *source) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.waiting--
	at.waiting--
}

// leave takes a connection out.
func (g *gate) leave(at *source, waiting bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.all--
	at.all--
	if waiting {
		g.waiting--
		at.waiting--
	}
}

// hold counts bytes in that are kept for a source, if there is room for them. A
// few of them are always free.
func (g *gate) hold(at *source, n int, free bool) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !free && (at.held+n > sourceTyped || g.held+n > allTyped) {
		return false
	}
	at.held += n
	g.held += n
	return true
}

// release counts them out.
func (g *gate) release(at *source, n int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	at.held -= n
	g.held -= n
}
