package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestIsUpToDate holds that the files are what the program makes of the Simplified Chinese.
func TestIsUpToDate(t *testing.T) {
	const ui = "../../.."
	made, err := generate(ui)
	if err != nil {
		t.Fatal(err)
	}
	there, err := filepath.Glob(filepath.Join(ui, "words", "zz_traditional_*.go"))
	if err != nil || len(there) != len(made) || len(made) < 5 {
		t.Errorf("%d files are there, %d are made (%v): run `go run ./ui/words/traditional/generate`", len(there), len(made), err)
	}
	for name, data := range made {
		if written, err := os.ReadFile(name); err != nil || !bytes.Equal(written, data) { //nolint:gosec // it is one of ours
			t.Errorf("%s is stale (%v): run `go run ./ui/words/traditional/generate`", name, err)
		}
	}
}
