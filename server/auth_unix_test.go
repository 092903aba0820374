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

// A key in a folder that others can write to could be taken away and replaced; a
// folder like /tmp, in which each can touch what is their own alone, is safe.
func TestKeysInFoldersOfOthers(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "outer", "inner")
	file := filepath.Join(folder, "key")
	if _, _, err := LoadHostKey(file, rand.Reader); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		folder string
		mode   os.FileMode
		ok     bool
	}{
		{folder, 0o777, false},
		{folder, 0o720, false},
		{filepath.Dir(folder), 0o702, false},
		{filepath.Dir(folder), 0o777 | os.ModeSticky, true},
		{folder, 0o755, true},
	} {
		if err := os.Chmod(test.folder, test.mode); err != nil {
			t.Fatal(err)
		}
		_, _, err := LoadHostKey(file, rand.Reader)
		if (err == nil) != test.ok || err != nil && !strings.Contains(err.Error(), "chmod go-w "+test.folder) {
			t.Errorf("in a folder of mode %o: %v", test.mode, err)
		}
		if err := os.Chmod(test.folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
}

// A key that somebody else owns is theirs to change. Only root can give a file
// away, so that elsewhere this looks at what root owns, which is safe.
func TestKeysOfOthers(t *testing.T) {
	file := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() != 0 {
		if err := ownFile("/etc/passwd", 0o022); err != nil {
			t.Errorf("a file of the system's: %v", err)
		}
		return
	}
	if err := os.Chown(file, 12345, -1); err != nil {
		t.Fatal(err)
	}
	if err := ownFile(file, 0o022); err == nil || !strings.Contains(err.Error(), "belongs to somebody else (user 12345)") {
		t.Errorf("a file of somebody else: %v", err)
	}
}
