// Package authorizedkeys reads lists of keys in the format of authorized_keys, as
// sshd reads them: what each line lets in, from where, until when, and to what. It
// knows neither files nor what is done for those who come in.
package authorizedkeys

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// List is a list of keys that may log in. The zero List has none. It never
// changes and may be shared.
type List struct{ entries map[string][]*Entry } // by the key as SSH writes it

// LineError says what is wrong with a line of a list.
type LineError struct {
	Line int // from 1
	Err  error
}

// Parse reads a list, as sshd does. A line that is wrong keeps nobody else out: it
// is told, and skipped. Times without a zone are local ones, or where that is nil
// UTC.
func Parse(data []byte, local *time.Location) (list List, wrong []LineError) {
	list.entries = map[string][]*Entry{}
	number := 0
	for line := range bytes.Lines(data) {
		number++
		text := strings.TrimLeft(strings.TrimSuffix(string(line), "\n"), " \t")
		if strings.Trim(text, "\r") == "" || text[0] == '#' {
			continue
		}
		key, entry, err := parseLine(text, local)
		if err != nil {
			wrong = append(wrong, LineError{number, err})
			continue
		}
		entry.line = number
		blob := string(key.Marshal())
		list.entries[blob] = append(list.entries[blob], entry)
	}
	return list, wrong
}

// Len returns the number of keys in the list.
func (l List) Len() int { return len(l.entries) }

// Find gives the line that lets a key in from an address at a time. Several may
// have the same key: the first one counts that admits it. The error says why none
// does.
func (l List) Find(key gossh.PublicKey, from net.Addr, now time.Time) (*Entry, error) {
	err := errors.New("it is not in the list of keys")
	for _, entry := range l.entries[string(key.Marshal())] {
		reason := entry.admits(from, now)
		if reason == nil {
			return entry, nil
		}
		err = fmt.Errorf("line %d of the list of keys: %w", entry.line, reason)
	}
	return nil, err
}

// parseLine reads a line: a key, or options and a key.
func parseLine(line string, local *time.Location) (gossh.PublicKey, *Entry, error) {
	if strings.ContainsRune(line, 0) {
		return nil, nil, errors.New("there is a NUL character in it")
	}
	entry := &Entry{}
	key, err := readKey(line)
	if errors.Is(err, errNoKey) {
		written, rest, ok := cutOptions(line)
		if !ok {
			return nil, nil, errors.New("a quotation mark in its options is not closed")
		}
		if key, err = readKey(strings.TrimLeft(rest, " \t")); err == nil {
			entry, err = parseOptions(written, local)
		}
	}
	if err == nil {
		err = CheckKey(key)
	}
	if err != nil {
		return nil, nil, err
	}
	return key, entry, nil
}

// errNoKey says that a text does not begin with the name of a kind of key.
var errNoKey = errors.New("there is no key on it, or one of a kind that is not known")

// readKey reads a key: its kind, its text, and a comment.
func readKey(text string) (gossh.PublicKey, error) {
	kind, rest := cutSpace(text)
	if !keyKind(kind) {
		return nil, errNoKey
	}
	encoded, _ := cutSpace(rest)
	blob, err := base64.StdEncoding.DecodeString(strings.TrimRight(encoded, "\r"))
	if err != nil || len(blob) == 0 {
		return nil, errors.New("its key is damaged")
	}
	key, err := gossh.ParsePublicKey(blob)
	if err != nil {
		return nil, fmt.Errorf("its key cannot be read: %w", err)
	}
	if key.Type() != kind {
		return nil, fmt.Errorf("it says %q, and the key in it is of another kind: %s", kind, key.Type())
	}
	return key, nil
}

// cutSpace cuts a text at its first run of blanks.
func cutSpace(text string) (before, after string) {
	at := strings.IndexAny(text, " \t")
	if at < 0 {
		return text, ""
	}
	return text[:at], strings.TrimLeft(text[at:], " \t")
}

// cutOptions cuts a line where its options end: at the first blank that is not
// quoted. It fails where a quotation does not end.
func cutOptions(line string) (options, rest string, ok bool) {
	quoted := false
	for i := 0; i < len(line); i++ {
		switch {
		case strings.HasPrefix(line[i:], `\"`):
			i++
		case line[i] == '"':
			quoted = !quoted
		case !quoted && (line[i] == ' ' || line[i] == '\t'):
			return line[:i], line[i:], true
		}
	}
	return line, "", !quoted
}
