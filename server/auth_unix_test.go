//go:build unix

package server

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A list that others can write to is none.
func TestListOfOthers(t *testing.T) {
	file := filepath.Join(t.TempDir(), "authorized_keys")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(file, 0o666); err != nil {
		t.Fatal(err)
	}
	var keys keyFile
	if err := keys.load(file, nil); err == nil || !strings.Contains(err.Error(), "0666") {
		t.Errorf("a list with mode 0666: %v", err)
	}
}

// A host key that others can read is refused.
func TestHostKeyOfOthers(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	if _, _, err := LoadHostKey(file, rand.Reader); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file of the key: %v, %v", info.Mode(), err)
	}
	for _, mode := range []os.FileMode{0o640, 0o604, 0o660} {
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
		if _, _, err := LoadHostKey(file, rand.Reader); err == nil || !strings.Contains(err.Error(), "chmod 600") {
			t.Errorf("with mode %o the key is taken: %v", mode, err)
		}
	}
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
}
