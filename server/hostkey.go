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

	gossh "golang.org/x/crypto/ssh"

	"broadsheet/server/authorizedkeys"
)

// HostKey is the key by which clients know the server again.
type HostKey struct{ signer gossh.MultiAlgorithmSigner }

// Fingerprint gives what clients show of the key when they see it first.
func (k HostKey) Fingerprint() string { return gossh.FingerprintSHA256(k.signer.PublicKey()) }

// LoadHostKey reads the key from its file, or makes one where there is no such
// file, and says whether it did. A file that others can read, or put another one
// in the place of, is refused: they could be taken for the server. A key that can
// be broken is refused as well.
func LoadHostKey(path string, random io.Reader) (key HostKey, made bool, err error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := makeHostKey(path, random); err != nil {
			return HostKey{}, false, fmt.Errorf("the host key cannot be made: %w", err)
		}
		made = true
	}
	if err := ownFile(path, 0o077); err != nil {
		return HostKey{}, false, fmt.Errorf("the host key cannot be used, as others could be taken for the server: %w", err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return HostKey{}, false, fmt.Errorf("the host key cannot be read: %w", err)
	}
	signer, err := gossh.ParsePrivateKey(data)
	if err != nil {
		return HostKey{}, false, fmt.Errorf("the host key %s cannot be used: %w", path, err)
	}
	if err := authorizedkeys.CheckKey(signer.PublicKey()); err != nil {
		return HostKey{}, false, fmt.Errorf("the host key %s cannot be used: %w", path, err)
	}
	multi, ok := signer.(gossh.MultiAlgorithmSigner)
	if !ok { // so it is with DSA, which was refused
		return HostKey{}, false, fmt.Errorf("the host key %s cannot be used: its kind signs in no known way", path)
	}
	return HostKey{multi}, made, nil
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

// countedKey is the host key as a connection uses it: once in each exchange of
// keys, of which nothing else shows. A client may ask for one whenever it likes.
type countedKey struct {
	gossh.MultiAlgorithmSigner
	connection *connection
}

// Sign signs what the two sides have agreed on.
func (k countedKey) Sign(random io.Reader, data []byte) (*gossh.Signature, error) {
	if err := k.count(); err != nil {
		return nil, err
	}
	return k.MultiAlgorithmSigner.Sign(random, data)
}

// SignWithAlgorithm does so in one of the ways of the key.
func (k countedKey) SignWithAlgorithm(random io.Reader, data []byte, algorithm string) (*gossh.Signature, error) {
	if err := k.count(); err != nil {
		return nil, err
	}
	return k.MultiAlgorithmSigner.SignWithAlgorithm(random, data, algorithm)
}

// count counts an exchange of keys, and ends the connection after too many.
func (k countedKey) count() error {
	if c := k.connection; !c.keyExchanges.AllowN(c.server.options.Now(), 1) {
		c.refuse(refusedKeyExchanges)
		return errKeyExchanges
	}
	return nil
}

// errKeyExchanges refuses a client that asks for new keys again and again.
var errKeyExchanges = errors.New("there were too many key exchanges")
