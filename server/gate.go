package server

import (
	"net"
	"net/netip"
	"sync"
)

// gate counts the connections, and says who may come in.
type gate struct {
	random func() float64

	mu      sync.Mutex
	all     int
	waiting int // before login
	sources map[netip.Prefix]*source
}

// source counts the connections from one place.
type source struct{ all, waiting int }

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

// enter lets a connection in, or says why not.
func (g *gate) enter(from netip.Prefix, limits *Limits) (refusal, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	at := g.sources[from]
	if at == nil {
		at = &source{}
	}
	switch {
	case g.all >= limits.Connections:
		return refusedConnections, false
	case at.all >= limits.SourceConnections:
		return refusedSource, false
	case at.waiting >= limits.SourceWaiting:
		return refusedSourceWaiting, false
	case g.dropped(limits):
		return refusedWaiting, false
	}
	g.all++
	g.waiting++
	at.all++
	at.waiting++
	if g.sources == nil {
		g.sources = map[netip.Prefix]*source{}
	}
	g.sources[from] = at
	return "", true
}

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
func (g *gate) login(from netip.Prefix) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.waiting--
	g.sources[from].waiting--
}

// leave takes a connection out.
func (g *gate) leave(from netip.Prefix, waiting bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	at := g.sources[from]
	g.all--
	at.all--
	if waiting {
		g.waiting--
		at.waiting--
	}
	if at.all == 0 {
		delete(g.sources, from)
	}
}
