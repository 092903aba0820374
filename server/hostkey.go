package server

import (
	"crypto/ed25519"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	gossh "golang.org/x/crypto/ssh"
)

// HostKey is the key by which clients know the server again.
type HostKey struct{ signer gossh.Signer }

// Fingerprint gives what clients show of the key when they see it first.
func (k HostKey) Fingerprint() string { return gossh.FingerprintSHA256(k.signer.PublicKey()) }

// LoadHostKey reads the key from its file, or makes one where there is no such
// file, and says whether it did. A file that others can read is refused: they
// could be taken for the server.
func LoadHostKey(path string, random io.Reader) (key HostKey, made bool, err error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeHostKey(path, random); err != nil {
			return HostKey{}, false, fmt.Errorf("the host key cannot be made: %w", err)
		}
		made = true
		info, err = os.Stat(path)
	}
	if err != nil {
		return HostKey{}, false, fmt.Errorf("the host key cannot be read: %w", err)
	}
	// Windows has no such bits; there the folder is the reader's own.
	if open := info.Mode().Perm() & 0o077; open != 0 && runtime.GOOS != "windows" {
		return HostKey{}, false, fmt.Errorf("others can read the host key %s (its mode is %04o): `chmod 600 %[1]s`, or delete it to have a new one", path, info.Mode().Perm())
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return HostKey{}, false, fmt.Errorf("the host key cannot be read: %w", err)
	}
	signer, err := gossh.ParsePrivateKey(data)
	if err != nil {
		return HostKey{}, false, fmt.Errorf("the host key %s cannot be used: %w", path, err)
	}
	return HostKey{signer}, made, nil
}

// makeHostKey writes a new key, never over another one.
func makeHostKey(path string, random io.Reader) error {
	_, private, err := ed25519.GenerateKey(random)
	if err != nil {
		return err
	}
	block, err := gossh.MarshalPrivateKey(private, "broadsheet")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(pem.EncodeToMemory(block))
	return errors.Join(err, file.Sync(), file.Close())
}
