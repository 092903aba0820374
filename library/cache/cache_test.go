package cache

import (
	"os"
	"path/filepath"
	"testing"
)

// What is written is there wholly, for nobody else, or not at all.
func TestWrite(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := filepath.Join(folder, "file")
	for _, text := range []string{"first", "the second"} {
		if err := Write(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != text {
			t.Errorf("read is %q (%v)", got, err)
		}
	}
	if err := Write(filepath.Join(folder, "none", "file"), nil); err == nil {
		t.Error("a file is written into no folder")
	}
	if err := os.Mkdir(filepath.Join(folder, "blocked.new"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := Write(filepath.Join(folder, "blocked"), []byte("x")); err == nil {
		t.Error("a file is written through a folder")
	}
	if _, err := os.Stat(filepath.Join(folder, "blocked")); err == nil {
		t.Error("half of a file is there")
	}
	for range 2 { // the second time it is gone already
		if err := Remove(path); err != nil {
			t.Error(err)
		}
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) > 1 {
		t.Errorf("left are %v (%v)", files, err)
	}
}
