package server

import (
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"sync"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"broadsheet/server/authorizedkeys"
)

// keyFile is an authorized_keys file, read again whenever it has changed.
type keyFile struct {
	local *time.Location

	mu    sync.Mutex
	path  string
	stamp fs.FileInfo
	list  authorizedkeys.List
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
	f.list, f.stamp = authorizedkeys.List{}, nil
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
	list, wrong := authorizedkeys.Parse(data, f.local)
	for _, w := range wrong {
		log.Warn("a line of the list of keys is skipped", "file", f.path, "line", w.Line, "error", w.Err.Error())
	}
	log.Info("the list of keys was read", "file", f.path, "keys", list.Len(), "skipped", len(wrong))
	f.list, f.stamp = list, info
	return nil
}

// find gives the line that lets a key in from an address at a time.
func (f *keyFile) find(key gossh.PublicKey, from net.Addr, now time.Time) (*authorizedkeys.Entry, error) {
	f.mu.Lock()
	list := f.list
	f.mu.Unlock()
	return list.Find(key, from, now)
}
