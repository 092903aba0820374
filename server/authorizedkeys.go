package server

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"strings"
	"sync"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// authorizedKey is a line of an authorized_keys file.
type authorizedKey struct {
	line int
	keyOptions
}

// lineError says what is wrong with a line of an authorized_keys file.
type lineError struct {
	line int
	err  error
}

// parseAuthorizedKeys reads an authorized_keys file, as sshd does. A line that is
// wrong keeps nobody else out: it is told, and skipped. Several lines may have
// the same key: the first one counts that admits it from where it comes.
func parseAuthorizedKeys(data []byte, local *time.Location) (keys map[string][]*authorizedKey, wrong []lineError) {
	keys = map[string][]*authorizedKey{}
	number := 0
	for line := range bytes.Lines(data) {
		number++
		text := strings.TrimLeft(strings.TrimSuffix(string(line), "\n"), " \t")
		if strings.Trim(text, "\r") == "" || text[0] == '#' {
			continue
		}
		key, options, err := parseKeyLine(text, local)
		if err != nil {
			wrong = append(wrong, lineError{number, err})
			continue
		}
		blob := string(key.Marshal())
		keys[blob] = append(keys[blob], &authorizedKey{number, *options})
	}
	return keys, wrong
}

// parseKeyLine reads a line: a key, or options and a key.
func parseKeyLine(line string, local *time.Location) (gossh.PublicKey, *keyOptions, error) {
	if strings.ContainsRune(line, 0) {
		return nil, nil, errors.New("there is a NUL character in it")
	}
	options := &keyOptions{}
	key, err := readKey(line)
	if errors.Is(err, errNoKey) {
		written, rest, ok := cutOptions(line)
		if !ok {
			return nil, nil, errors.New("a quotation mark in its options is not closed")
		}
		if key, err = readKey(strings.TrimLeft(rest, " \t")); err == nil {
			options, err = parseKeyOptions(written, local)
		}
	}
	if err == nil {
		err = goodKey(key)
	}
	if err != nil {
		return nil, nil, err
	}
	return key, options, nil
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

// keyKind says whether a word is the name of a kind of key that can be read.
func keyKind(word string) bool {
	switch word {
	case gossh.KeyAlgoED25519, gossh.KeyAlgoSKED25519, gossh.KeyAlgoECDSA256, gossh.KeyAlgoSKECDSA256,
		gossh.KeyAlgoECDSA384, gossh.KeyAlgoECDSA521, gossh.KeyAlgoRSA, kindDSA,
		gossh.CertAlgoED25519v01, gossh.CertAlgoSKED25519v01, gossh.CertAlgoECDSA256v01, gossh.CertAlgoSKECDSA256v01,
		gossh.CertAlgoECDSA384v01, gossh.CertAlgoECDSA521v01, gossh.CertAlgoRSAv01, kindDSACertificate:
		return true
	}
	return false
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

// keyFile is an authorized_keys file, read again whenever it has changed.
type keyFile struct {
	local *time.Location

	mu    sync.Mutex
	path  string
	stamp fs.FileInfo
	keys  map[string][]*authorizedKey
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
	if err := ownFile(f.path, 0o022); err != nil {
		return fmt.Errorf("the list of keys is not safe from others: %w", err)
	}
	data, err := os.ReadFile(f.path)
	if err != nil {
		return fmt.Errorf("the list of keys cannot be read: %w", err)
	}
	keys, wrong := parseAuthorizedKeys(data, f.local)
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
	entries := f.keys[string(key.Marshal())]
	f.mu.Unlock()
	err := errors.New("it is not in the list of keys")
	for _, entry := range entries {
		reason := entry.admits(from, now)
		if reason == nil {
			return entry, nil
		}
		err = fmt.Errorf("line %d of the list of keys: %w", entry.line, reason)
	}
	return nil, err
}
