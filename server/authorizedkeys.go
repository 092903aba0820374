package server

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"path"
	"runtime"
	"strings"
	"sync"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// authorizedKey is a line of an authorized_keys file.
type authorizedKey struct {
	from       []string // patterns of addresses; empty: from anywhere
	expires    time.Time
	command    string // run in place of what is asked for
	noTerminal bool
}

// lineError says what is wrong with a line of an authorized_keys file.
type lineError struct {
	line int
	err  error
}

// parseAuthorizedKeys reads an authorized_keys file. A line that is wrong keeps
// nobody else out: it is told, and skipped.
func parseAuthorizedKeys(data []byte) (keys map[string]*authorizedKey, wrong []lineError) {
	keys = map[string]*authorizedKey{}
	number := 0
	for line := range bytes.Lines(data) {
		number++
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		key, _, options, rest, err := gossh.ParseAuthorizedKey(line)
		if err == nil && len(rest) > 0 {
			err = errors.New("there is more than one key on it")
		}
		if err == nil {
			err = goodKey(key)
		}
		entry := &authorizedKey{}
		for _, option := range options {
			if err == nil {
				err = entry.take(option)
			}
		}
		if err != nil {
			wrong = append(wrong, lineError{number, err})
			continue
		}
		keys[string(key.Marshal())] = entry
	}
	return keys, wrong
}

// take takes an option over. One that is not understood might be a restriction,
// so that the key must not be taken without it.
func (k *authorizedKey) take(option string) error {
	name, value, _ := strings.Cut(option, "=")
	value = strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(value, `"`), `"`), `\"`, `"`)
	switch name = strings.ToLower(name); name {
	case "from":
		k.from = strings.Split(value, ",")
	case "expiry-time":
		return k.expire(value)
	case "command":
		k.command = value
	case "restrict", "no-pty":
		k.noTerminal = true
	case "pty":
		k.noTerminal = false
	case "no-agent-forwarding", "no-port-forwarding", "no-x11-forwarding", "no-user-rc",
		"agent-forwarding", "port-forwarding", "x11-forwarding", "user-rc", "permitopen", "permitlisten":
		// None of that is to be had here.
	default:
		return fmt.Errorf("the option %q is not known here", name)
	}
	return nil
}

// expire reads a date as OpenSSH writes it: YYYYMMDD, and with HHMM or HHMMSS
// after it. One that ends in Z is in UTC, and here others are too.
func (k *authorizedKey) expire(value string) error {
	digits := strings.TrimSuffix(value, "Z")
	for _, layout := range []string{"20060102", "200601021504", "20060102150405"} {
		if at, err := time.Parse(layout, digits); err == nil {
			k.expires = at
			return nil
		}
	}
	return fmt.Errorf("%q is no date as in expiry-time=\"20270131\"", value)
}

// admits says whether the key may be used from an address at a time.
func (k *authorizedKey) admits(from net.Addr, now time.Time) error {
	if !k.expires.IsZero() && !now.Before(k.expires) {
		return errors.New("the key has expired")
	}
	if len(k.from) == 0 {
		return nil
	}
	port, err := netip.ParseAddrPort(from.String())
	if err != nil {
		return fmt.Errorf("the address is not known: %w", err)
	}
	ip, admitted := port.Addr().Unmap(), false
	for _, pattern := range k.from {
		name, negated := strings.CutPrefix(strings.TrimSpace(pattern), "!")
		if !matches(name, ip) {
			continue
		}
		if negated {
			admitted = false
			break
		}
		admitted = true
	}
	if !admitted {
		return errors.New("the key may not be used from there")
	}
	return nil
}

// matches says whether an address is in a network, or like a pattern with * and
// ?. Host names are never looked up: whoever owns the address says its name.
func matches(pattern string, ip netip.Addr) bool {
	if network, err := netip.ParsePrefix(pattern); err == nil {
		return network.Contains(ip)
	}
	like, err := path.Match(pattern, ip.String())
	return err == nil && like
}

// keyFile is an authorized_keys file, read again whenever it has changed.
type keyFile struct {
	mu    sync.Mutex
	path  string
	stamp fs.FileInfo
	keys  map[string]*authorizedKey
}

// load reads the file.
func (f *keyFile) load(path string, log *slog.Logger) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.path = path
	return f.read(log)
}

// refresh reads the file again if it has changed.
func (f *keyFile) refresh(log *slog.Logger) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	info, err := os.Stat(f.path)
	if err == nil && f.stamp != nil && os.SameFile(info, f.stamp) && info.ModTime().Equal(f.stamp.ModTime()) && info.Size() == f.stamp.Size() {
		return nil
	}
	if err := f.read(log); err != nil {
		log.Error("nobody can log in", "error", err.Error())
		return err
	}
	return nil
}

// read reads the file. Without it nobody is let in. The caller holds the lock.
func (f *keyFile) read(log *slog.Logger) error {
	f.keys, f.stamp = nil, nil
	info, err := os.Stat(f.path)
	if err != nil {
		return fmt.Errorf("the list of keys cannot be read: %w", err)
	}
	if open := info.Mode().Perm() & 0o022; open != 0 && runtime.GOOS != "windows" {
		return fmt.Errorf("others can write to the list of keys %s (its mode is %04o): `chmod 644 %[1]s`", f.path, info.Mode().Perm())
	}
	data, err := os.ReadFile(f.path)
	if err != nil {
		return fmt.Errorf("the list of keys cannot be read: %w", err)
	}
	keys, wrong := parseAuthorizedKeys(data)
	for _, w := range wrong {
		log.Warn("a line of the list of keys is skipped", "file", f.path, "line", w.line, "error", w.err.Error())
	}
	log.Info("the list of keys was read", "file", f.path, "keys", len(keys), "skipped", len(wrong))
	f.keys, f.stamp = keys, info
	return nil
}

// find gives the entry of a key that may be used from an address at a time.
func (f *keyFile) find(key gossh.PublicKey, from net.Addr, now time.Time) (*authorizedKey, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	entry, listed := f.keys[string(key.Marshal())]
	if !listed {
		return nil, errors.New("the key is not in the list")
	}
	return entry, entry.admits(from, now)
}
