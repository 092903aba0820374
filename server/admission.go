package server

import (
	"maps"
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// admission counts the connections, and says who may come in.
type admission struct {
	now func() time.Time

	mu       sync.Mutex
	all      int
	waiting  []*entry // before login, the oldest first
	held     int      // bytes that were typed, and nobody has read
	cells    int      // of windows, beyond what every window may have
	sources  map[netip.Prefix]*source
	networks map[netip.Prefix]*tally // those that something comes from
}

// entry is what is counted of a connection.
type entry struct {
	source  *source
	network *tally // that the source is in
	late    bool   // its source has logged in too often: it is told so, and not let in
	end     func() // ends it, in favour of somebody who has less
}

// tally counts what there is from one place, near or wide.
type tally struct {
	all, waiting int // connections; of these, before login
	cells        int // of windows, beyond what every window may have
}

// source is what comes from one place.
type source struct {
	tally
	prefix    netip.Prefix
	held      int           // bytes that were typed, and nobody has read
	logins    *rate.Limiter // it outlives the connections
	sentences *rate.Limiter // that say why somebody is not let in
	commands  *rate.Limiter
	channels  *rate.Limiter // that are opened
	input     *rate.Limiter // of bytes
	used      *share        // of the processor, by commands
	atWork    chan struct{} // one for each of its commands that is at work
	lines     *rate.Limiter // of the log
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

// networkOf is what a source is counted to as well: who has many addresses has
// them side by side, an IPv4 network of 24 bits or an IPv6 network of 48.
func networkOf(from netip.Prefix) netip.Prefix {
	bits := 48
	if from.Addr().Is4() {
		bits = 24
	}
	network, err := from.Addr().Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return network
}

// enter lets a connection in, or says why not. One that is late is let in to be
// told that it is. The function ends the connection, if it must go before it has
// logged in.
func (a *admission) enter(from netip.Prefix, limits *Limits, end func()) (*entry, refusal) {
	a.mu.Lock()
	defer a.mu.Unlock()
	at, network := a.find(from, limits), a.networks[networkOf(from)]
	if network == nil {
		network = &tally{}
	}
	switch {
	case a.all >= limits.Connections:
		return nil, refusedConnections
	case at.all >= limits.SourceConnections:
		return nil, refusedSource
	case network.all >= networkShare(limits.SourceConnections, limits.Connections):
		return nil, refusedNetwork
	case at.waiting >= limits.SourceWaiting:
		return nil, refusedSourceWaiting
	case network.waiting >= networkShare(limits.SourceWaiting, limits.Waiting):
		return nil, refusedNetworkWaiting
	}
	newcomer := &entry{source: at, network: network, end: end}
	if now := a.now(); !at.logins.AllowN(now, 1) {
		if !at.sentences.AllowN(now, 1) {
			return nil, refusedLogins
		}
		newcomer.late = true
	}
	if len(a.waiting) >= limits.Waiting && !a.makeRoom(newcomer) {
		return nil, refusedWaiting
	}
	a.all++
	a.waiting = append(a.waiting, newcomer)
	newcomer.count(func(t *tally) { t.all++; t.waiting++ })
	if a.networks == nil {
		a.networks = map[netip.Prefix]*tally{}
	}
	a.networks[networkOf(from)] = network
	return newcomer, ""
}

// makeRoom ends the connection that has waited longest, of those of the source
// that has most of them, for one of a source that has fewer. Who is silent thus
// keeps nobody out, from however many places; who logs in does so in a moment.
// The caller holds the lock.
func (a *admission) makeRoom(newcomer *entry) bool {
	greediest := a.waiting[0]
	for _, other := range a.waiting[1:] {
		if other.greed() > greediest.greed() {
			greediest = other
		}
	}
	if newcomer.greed() >= greediest.greed() {
		return false
	}
	a.stopWaiting(greediest)
	greediest.end()
	return true
}

// greed is how many connections its source has that wait. Those of the network
// count as if they were shared out.
func (p *entry) greed() int { return max(p.source.waiting, p.network.waiting/networkSources) }

// count changes what is counted of the source, and of its network.
func (p *entry) count(change func(*tally)) {
	change(&p.source.tally)
	change(p.network)
}

// stopWaiting takes a connection out of those that wait, if it is there. The
// caller holds the lock.
func (a *admission) stopWaiting(p *entry) {
	if i := slices.Index(a.waiting, p); i >= 0 {
		a.waiting = slices.Delete(a.waiting, i, i+1)
		p.count(func(t *tally) { t.waiting-- })
	}
}

// find gives what is known of a source. The caller holds the lock.
func (a *admission) find(from netip.Prefix, limits *Limits) *source {
	if at := a.sources[from]; at != nil {
		return at
	}
	if a.sources == nil {
		a.sources = map[netip.Prefix]*source{}
	}
	if len(a.sources) >= mostSources {
		maps.DeleteFunc(a.sources, func(_ netip.Prefix, at *source) bool { return at.all == 0 })
	}
	at := &source{
		prefix: from, channels: aMinute(commandChannels * limits.SourceCommands),
		logins: aMinute(limits.Logins), sentences: aMinute(mostSentences), commands: aMinute(limits.SourceCommands),
		input: rate.NewLimiter(sourceInput*inputBytes, sourceInputBurst*inputBurst),
		used:  newShare(commandShare, commandBurst), lines: aMinute(mostSourceLines),
		atWork: make(chan struct{}, max(1, limits.Commands-1)), // so that somebody else finds a turn
	}
	a.sources[from] = at
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
func (a *admission) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := a.now()
	maps.DeleteFunc(a.sources, func(_ netip.Prefix, at *source) bool {
		return at.all == 0 && full(at.logins, now) && full(at.commands, now) && full(at.channels, now) && at.used.left(now) >= commandBurst
	})
}

func full(l *rate.Limiter, now time.Time) bool { return l.TokensAt(now) >= float64(l.Burst()) }

// login takes a connection from those that wait.
func (a *admission) login(p *entry) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.stopWaiting(p)
}

// leave takes a connection out.
func (a *admission) leave(p *entry) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.stopWaiting(p)
	a.all--
	p.count(func(t *tally) { t.all-- })
	if p.network.all == 0 {
		delete(a.networks, networkOf(p.source.prefix))
	}
}

// window counts the cells of a window that changes, and says whether it may have
// as many. What it has is counted out.
func (a *admission) window(p *entry, has, wants int) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	more := wants - has
	if more > 0 && (a.cells+more > allCells || p.network.cells+more > allCells/4) {
		return false
	}
	a.cells += more
	p.count(func(t *tally) { t.cells += more })
	return true
}

// hold counts bytes in that are kept for a source, if there is room for them. A
// few of them are always free.
func (a *admission) hold(at *source, n int, free bool) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !free && (at.held+n > sourceTyped || a.held+n > allTyped) {
		return false
	}
	at.held += n
	a.held += n
	return true
}

// release counts them out.
func (a *admission) release(at *source, n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	at.held -= n
	a.held -= n
}
