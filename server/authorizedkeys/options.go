package authorizedkeys

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Entry is what a line of a list says of who comes with its key.
type Entry struct {
	Forced     bool   // there is a command,
	Command    string // which is run in place of what is asked for
	NoTerminal bool

	line       int
	from       *addressList // nil: from anywhere
	expires    time.Time    // zero: never
	principals bool
}

// parseOptions reads options with commas between them. What sshd refuses is
// refused here; and so is what cannot be done here, where it restricts. A line
// whose options are in doubt admits nobody.
func parseOptions(text string, local *time.Location) (*Entry, error) {
	e := &Entry{}
	for rest := text; rest != ""; {
		if rest[0] == ',' { // sshd does not mind an empty one
			rest = rest[1:]
			continue
		}
		end := strings.IndexAny(rest, ",=")
		if end < 0 {
			end = len(rest)
		}
		name := strings.ToLower(rest[:end])
		var err error
		if end < len(rest) && rest[end] == '=' {
			var value string
			if value, rest, err = unquote(rest[end+1:]); err == nil {
				err = e.value(name, value, local)
			}
		} else {
			rest = rest[end:]
			err = e.flag(name)
		}
		if err != nil {
			return nil, fmt.Errorf("its option %q is not taken: %w", name, err)
		}
		if rest != "" && rest[0] != ',' {
			return nil, fmt.Errorf("something follows its option %q without a comma", name)
		}
	}
	if e.principals {
		return nil, errors.New("its option \"principals\" is one of certificates")
	}
	return e, nil
}

var errUnknownOption = errors.New("it is not known here")

// flag takes an option without a value.
func (e *Entry) flag(name string) error {
	switch name {
	case "restrict", "no-pty":
		e.NoTerminal = true
	case "pty":
		e.NoTerminal = false
	case "no-agent-forwarding", "no-port-forwarding", "no-x11-forwarding", "no-user-rc",
		"agent-forwarding", "port-forwarding", "x11-forwarding", "user-rc":
		// None of that is to be had here.
	case "touch-required", "no-touch-required", "no-verify-required":
		// Security keys must be touched here, whatever a line says.
	case "verify-required":
		return errors.New("whether a security key has asked for its PIN is not looked at here")
	case "cert-authority":
		return errors.New("certificates are not taken here")
	default:
		return errUnknownOption
	}
	return nil
}

// value takes an option with a value. Of those that restrict, sshd takes one.
func (e *Entry) value(name, value string, local *time.Location) (err error) {
	switch name {
	case "from":
		if e.from != nil {
			return errTwice
		}
		e.from, err = parseAddressList(value)
	case "command":
		if e.Forced {
			return errTwice
		}
		e.Forced, e.Command = true, value
	case "principals":
		e.principals = true
	case "expiry-time":
		var at time.Time
		if at, err = expiryTime(value, local); err == nil && (e.expires.IsZero() || at.Before(e.expires)) {
			e.expires = at
		}
	case "environment":
		if !regexp.MustCompile(`^[A-Za-z0-9_]+=`).MatchString(value) {
			err = fmt.Errorf("%q is no variable", value)
		}
	case "permitopen", "permitlisten":
		if !forwardingAddress(value, name == "permitlisten") {
			err = fmt.Errorf("%q is no address with a port", value)
		}
	case "tunnel":
		if !regexp.MustCompile(`^(any|[0-9]{1,9})$`).MatchString(value) {
			err = fmt.Errorf("%q is no tunnel", value)
		}
	default:
		err = errUnknownOption
	}
	return err
}

var errTwice = errors.New("it is there twice")

// unquote reads a quoted value. Only a quotation mark can be escaped.
func unquote(text string) (value, rest string, err error) {
	if !strings.HasPrefix(text, `"`) {
		return "", "", errors.New("its value is not quoted")
	}
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '"':
			return b.String(), text[i+1:], nil
		case strings.HasPrefix(text[i:], `\"`):
			i++
		}
		b.WriteByte(text[i])
	}
	return "", "", errors.New("its value does not end")
}

// expiryTime reads a date as OpenSSH writes it: YYYYMMDD, and with HHMM or HHMMSS
// after it; in UTC where a Z or UTC follows, else in the local time zone.
func expiryTime(value string, local *time.Location) (time.Time, error) {
	digits := value
	for _, suffix := range []string{"Z", "z", "UTC", "utc"} {
		if text, ok := strings.CutSuffix(value, suffix); ok {
			digits, local = text, time.UTC
			break
		}
	}
	if local == nil {
		local = time.UTC
	}
	for _, layout := range []string{"20060102", "200601021504", "20060102150405"} {
		if at, err := time.ParseInLocation(layout, digits, local); err == nil && len(digits) == len(layout) && at.Unix() > 0 {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no date as in expiry-time=\"20270131\"", value)
}

// forwardingAddress says whether a text is a host and a port that may be
// forwarded to, or a port, and perhaps a host, that may be listened at.
func forwardingAddress(text string, listen bool) bool {
	host, port, found := text, "", false
	if at := strings.LastIndexByte(text, ':'); at >= 0 {
		host, port, found = text[:at], text[at+1:], true
	}
	if !found {
		if !listen {
			return false
		}
		port, host = host, "*"
	}
	if port == "*" {
		return host != ""
	}
	number, err := strconv.Atoi(port)
	return host != "" && err == nil && number > 0 && number < 1<<16
}

// admits says whether the key may be used from an address at a time.
func (e *Entry) admits(from net.Addr, now time.Time) error {
	if !e.expires.IsZero() && !now.Before(e.expires) {
		return errors.New("the key has expired")
	}
	if e.from == nil {
		return nil
	}
	port, err := netip.ParseAddrPort(from.String())
	if err != nil {
		return fmt.Errorf("the address is not known: %w", err)
	}
	if !e.from.contains(port.Addr().Unmap().WithZone("")) {
		return errors.New("the key may not be used from there")
	}
	return nil
}
