//go:build unix

package files

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe in the place of a root's only file is not waited for.
func TestPipeInTheFilesPlace(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pipe.md")
	if err := syscall.Mkfifo(file, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := openSingle(file); !errors.Is(err, ErrNotRegular) {
		t.Errorf("a pipe is opened: %v", err)
	}
}
