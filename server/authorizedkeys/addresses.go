package authorizedkeys

import (
	"fmt"
	"net/netip"
	"strings"
)

// addressList says which addresses a key may be used from: those that it names,
// but for those that are named with a ! before them.
type addressList struct{ patterns []addressPattern }

type addressPattern struct {
	negated bool
	network netip.Prefix // or, if that is none,
	like    string       // with * and ?
}

// parseAddressList reads networks (10.0.0.0/8), addresses, and patterns with * and
// ?, with commas between them. Names of hosts are never looked up: whoever owns
// an address says its name. One that would let somebody in lets nobody in; one
// that is to keep somebody out cannot be kept to.
func parseAddressList(text string) (*addressList, error) {
	list := &addressList{}
	for part := range strings.SplitSeq(text, ",") {
		name, negated := strings.CutPrefix(part, "!")
		if name == "" {
			return nil, fmt.Errorf("there is an empty pattern in %q", text)
		}
		p, err := parseAddressPattern(name, negated)
		if err != nil {
			return nil, err
		}
		list.patterns = append(list.patterns, p)
	}
	return list, nil
}

func parseAddressPattern(name string, negated bool) (addressPattern, error) {
	p := addressPattern{negated: negated, like: strings.ToLower(name)}
	ip, err := netip.ParseAddr(name)
	switch {
	case err == nil && ip.Zone() == "":
		p.network = netip.PrefixFrom(ip, ip.BitLen())
	case strings.ContainsAny(name, " \t!"):
		return p, fmt.Errorf("there is a blank or a ! in %q where it has no meaning", name)
	case strings.Contains(name, "/"):
		if p.network, err = netip.ParsePrefix(name); err != nil {
			return p, fmt.Errorf("%q is no network: %w", name, err)
		}
		if p.network != p.network.Masked() {
			return p, fmt.Errorf("%q is no network; perhaps %v is meant", name, p.network.Masked())
		}
	case negated && strings.Trim(p.like, "0123456789abcdef.:*?") != "":
		return p, fmt.Errorf("%q is no address, and hosts are not looked up here, so that it cannot be kept out", name)
	case negated && !strings.ContainsAny(p.like, "*?"):
		return p, fmt.Errorf("%q is no whole address, so that it cannot be kept out", name)
	}
	if p.network.Addr().Is4In6() {
		return p, fmt.Errorf("%q is an address of IPv4 written as one of IPv6; write it without ::ffff: before it", name)
	}
	return p, nil
}

// contains says whether an address is in the list.
func (l *addressList) contains(ip netip.Addr) bool {
	in := false
	for _, p := range l.patterns {
		if !p.matches(ip) {
			continue
		}
		if p.negated {
			return false
		}
		in = true
	}
	return in
}

func (p *addressPattern) matches(ip netip.Addr) bool {
	if p.network.IsValid() {
		return p.network.Contains(ip)
	}
	return like(ip.String(), p.like)
}

// like says whether a text is like a pattern, in which * stands for anything and
// ? for one character.
func like(text, pattern string) bool {
	at, star, from := 0, -1, 0
	for i := 0; i < len(text); {
		switch {
		case at < len(pattern) && pattern[at] == '*':
			star, from = at, i
			at++
		case at < len(pattern) && (pattern[at] == '?' || pattern[at] == text[i]):
			at++
			i++
		case star >= 0: // the star stands for one more
			from++
			at, i = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(pattern[at:], "*") == ""
}
