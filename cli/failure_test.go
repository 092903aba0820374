package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"broadsheet/articles"
)

// A file on which the program failed is one line of the log, with the stack.
func TestFailureIsOneLineOfTheLog(t *testing.T) {
	var log bytes.Buffer
	tell := logFailure(slog.New(slog.NewJSONHandler(&log, nil)))
	for range 3 { // as often as it is tried again
		tell(&articles.Failure{
			Path: "a/b.md", Cause: errors.New("index out of range"), Stack: []byte("goroutine 1:\nmain.go:1\n"),
		})
	}
	var line struct{ Path, Cause, Stack string }
	if err := json.Unmarshal(log.Bytes(), &line); err != nil || strings.Count(log.String(), "\n") != 1 {
		t.Fatalf("the log has %q: %v", log.String(), err)
	}
	if line.Path != "a/b.md" || line.Cause != "index out of range" || !strings.Contains(line.Stack, "main.go:1") {
		t.Errorf("the line says %+v", line)
	}
}
