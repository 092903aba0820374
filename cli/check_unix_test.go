//go:build unix

package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckUnreadable(t *testing.T) {
	w := newWorld(t)
	folder := write(t, t.TempDir(), map[string]string{"good.md": "# Good\n\nText.\n"})
	if err := os.Symlink("nowhere.md", filepath.Join(folder, "lost.md")); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"check", "-L", folder}, {"check", "--json", "-L", folder}} {
		got := w.run(args...)
		if got.status != 1 || got.err != "" || !strings.Contains(got.out, "lost.md") {
			t.Errorf("%q: status %d\n%s%s", args, got.status, got.out, got.err)
		}
	}
	// What can be read is listed all the same.
	if got := len(listJSON(t, w.done("list", "--json", "-L", folder))); got != 1 {
		t.Errorf("%d articles are listed", got)
	}
}
