package cli_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

func TestCatCopies(t *testing.T) {
	w, folder := newWorld(t), harbour(t)
	w.env = append(w.env, "CLICOLOR_FORCE=1")
	file := filepath.Join(folder, "lamps.md")
	plain := w.done("cat", "--plain", file)
	type article struct {
		Title    string
		Document json.RawMessage
	}
	var read article
	if err := json.Unmarshal([]byte(w.done("cat", "--json", file)), &read); err != nil || read.Title != "The lamps on the quay" {
		t.Fatalf("--json writes an article that is read as %+v, %v", read, err)
	}
	for flag, words := range map[string][]string{
		"--markdown": {"---\ntitle: The lamps on the quay\n", " - [", "[the plan](https://example.org/plan)"},
		"--html":     {"<!DOCTYPE html>", "<h1>The lamps on the quay</h1>", `<a href="https://example.org/plan">the plan</a>`},
	} {
		out := w.done("cat", flag, file)
		for _, want := range words {
			if !strings.Contains(out, want) {
				t.Errorf("%s writes no %s:\n%s", flag, want, out)
			}
		}
		if strings.Contains(out, "\x1b") {
			t.Errorf("%s writes escape sequences: %q", flag, out)
		}
		w.input = out
		var again article
		err := json.Unmarshal([]byte(w.done("cat", "--json", "-")), &again)
		if err != nil || !bytes.Equal(read.Document, again.Document) {
			t.Errorf("what %s writes is read as another document: %v\n%s", flag, err, out)
		}
		if flag == "--markdown" {
			if got := w.done("cat", "--plain", "-"); got != plain {
				t.Errorf("what %s writes is set as\n%s\nand not as\n%s", flag, got, plain)
			}
		}
	}
}

func TestCatCopiesCalledWrongly(t *testing.T) {
	w := newWorld(t)
	w.refused(2, []string{"--markdown", "--html", "two"}, "cat", "--html", "--markdown", "-")
	w.refused(2, []string{"--html", "--json", "two"}, "cat", "--json", "--html", "-")
	w.refused(2, []string{"--plain", "--json"}, "cat", "--json", "--plain", "-")
	w.refused(2, []string{"--style", "--markdown"}, "cat", "--markdown", "--style", "dark", "-")
	w.refused(2, []string{"--width", "--html"}, "cat", "--html", "--width", "40", "-")
	w.refused(2, []string{"--body", "--html"}, "cat", "--html", "--body", "-")
}
