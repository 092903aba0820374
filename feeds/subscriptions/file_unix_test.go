//go:build unix

package subscriptions

import (
	"os"
	"path/filepath"
	"testing"
)

// The file keeps its permissions, and a link stays a link.
func TestLinksAndPermissions(t *testing.T) {
	f := opened(t, foreign)
	if err := os.Chmod(f.path, 0o640); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link.opml")
	if err := os.Symlink(f.path, link); err != nil {
		t.Fatal(err)
	}
	linked, err := Open(link)
	if err != nil {
		t.Fatal(err)
	}
	if err := linked.Rename(keyA, "Linked"); err != nil {
		t.Fatal(err)
	}
	saved(t, linked)
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v (%v)", info.Mode(), err)
	}
	info, err := os.Stat(f.path)
	if err != nil || info.Mode().Perm() != 0o640 || !f.Changed() {
		t.Errorf("the file has %v (%v)", info.Mode(), err)
	}
	noLitter(t, f.path)
	noLitter(t, link)
	if linked.Changed() {
		t.Error("what was written is said to have changed")
	}
}
