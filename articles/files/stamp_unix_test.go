//go:build unix

package files

import (
	"os"
	"path/filepath"
	"testing"
)

// TestStampKnowsPermissions changes nothing of a file but who may read it.
func TestStampKnowsPermissions(t *testing.T) {
	dir := writeFiles(t, map[string]string{"a.md": "The sea rises."})
	file := filepath.Join(dir, "a.md")
	stamp := func() Stamp {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		return StampOf(info)
	}
	before := stamp()
	for stamp() == before { // until the clock of the file system has gone on
		if err := os.Chmod(file, 0o640); err != nil {
			t.Fatal(err)
		}
	}
}
