package cli

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// stopping is an output that stops its command as soon as something is written.
type stopping struct {
	written int // bytes
	stop    func()
}

func (s *stopping) Write(p []byte) (int, error) {
	s.stop()
	s.written += len(p)
	return len(p), nil
}

// Every command that writes much ends soon when it is stopped, with a sentence:
// what is written after that is counted, and the text of an article that was
// being read.
func TestCommandsEndWhenTheyAreStopped(t *testing.T) {
	folder := t.TempDir()
	for i := range 600 {
		title := fmt.Sprintf("Title %d %s", i, strings.Repeat("of many words ", 30))
		writeFile(t, filepath.Join(folder, fmt.Sprint(i)+".md"), "---\ntitle: ["+title+"\ncategories: Category "+fmt.Sprint(i)+strings.Repeat("x", 400)+"\n---\n\nThe harbour.\n")
	}
	writeFile(t, filepath.Join(folder, "long.txt"), strings.Repeat("A paragraph of some words.\n\n", 10_000))
	env := homeOf(t.TempDir())
	for _, args := range [][]string{
		{"list"},
		{"list", "--json"},
		{"categories"},
		{"categories", "--json"},
		{"search", "--limit", "0", "harbour"},
		{"search", "--limit", "0", "--json", "harbour"},
		{"search", "--limit", "0", "--best", "harbour"},
		{"cat", filepath.Join(folder, "long.txt")},
	} {
		args := append(args[:len(args):len(args)], "-L", folder)
		whole, _, status := callOf(t.Context(), env, args...)
		if status == exitUsage || len(whole) < 200<<10 {
			t.Fatalf("%q writes %d bytes, status %d", args, len(whole), status)
		}
		ctx, cancel := context.WithCancel(t.Context())
		out, errs := &stopping{stop: cancel}, &bytes.Buffer{}
		status = Run(ctx, args, Streams{In: strings.NewReader(""), Out: out, Err: errs, Env: env, Now: time.Now, Local: time.UTC})
		if out.written > 130<<10 || status != exitStopped || !strings.Contains(errs.String(), "stopped before it was done") {
			t.Errorf("%q, stopped at its first word, writes %d bytes, status %d, and says %q", args, out.written, status, errs)
		}
	}
	for _, args := range [][]string{{"list"}, {"categories"}, {"search", "harbour"}, {"check"}, {"index"}, {"cat", "0123"}, {"cat", filepath.Join(folder, "long.txt")}} {
		out, errs, status := callOf(stopped(t), env, append(args[:len(args):len(args)], "-L", folder)...)
		if out != "" || status == exitDone || errs == "" {
			t.Errorf("%q, stopped before it began, gives status %d, %q and %q", args, status, out, errs)
		}
	}
}
