package cli_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is damaged of the catalogue and the full text is told by check, which does
// not fail for that, and made anew by index.
func TestCheckTellsOfDamagedCaches(t *testing.T) {
	w := newWorld(t)
	cache := t.TempDir()
	w.env = append(w.env, "XDG_CACHE_HOME="+cache)
	files := map[string]string{}
	for i := range 2000 { // fewer have no catalogue
		files[fmt.Sprintf("%d.md", i)] = fmt.Sprintf("# Harbour %d\n\nThe ferries left early.\n", i)
	}
	folder := write(t, t.TempDir(), files)
	w.done("index", "-L", folder)
	whole := w.done("check", "-L", folder)
	if !strings.HasPrefix(whole, "2000 files looked at: ") {
		t.Fatalf("check says\n%s", whole)
	}
	for pattern, word := range map[string]string{"catalogue.db": "arbour", "text.db": "ferries"} {
		damageWord(t, filepath.Join(cache, "broadsheet", "*", pattern), word)
	}
	for _, args := range [][]string{{"check", "-L", folder}, {"check", "--json", "-L", folder}} {
		out := w.done(args...)
		for _, name := range []string{"the catalogue of ", "the full text of "} {
			if !strings.Contains(out, name) || !strings.Contains(out, "`broadsheet index` makes it anew") {
				t.Errorf("%q says\n%s", args, out)
			}
		}
	}
	if got := w.run("index", "-L", folder); got.status != 0 || !strings.Contains(got.out, "2000 new or changed") {
		t.Errorf("index gives %d: %s%s", got.status, got.out, got.err)
	}
	if out := w.done("check", "-L", folder); out != whole {
		t.Errorf("check says after index\n%s", out)
	}
}

// damageWord makes another word of one, wherever a file has it.
func damageWord(t *testing.T, pattern, word string) {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) != 1 {
		t.Fatalf("%s: there are %q (%v)", pattern, found, err)
	}
	data, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data, []byte(word)) {
		t.Fatalf("%s does not say %s", pattern, word)
	}
	if err := os.WriteFile(found[0], bytes.ReplaceAll(data, []byte(word), []byte(word[1:]+"x")), 0o600); err != nil {
		t.Fatal(err)
	}
}
