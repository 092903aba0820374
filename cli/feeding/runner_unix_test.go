//go:build unix

package feeding

import (
	"strings"
	"testing"

	"broadsheet/cli/config"
)

// What a program prints is the feed; one that fails, prints without end or nothing that
// is told says why.
func TestRunner(t *testing.T) {
	run := runner(config.Environment{Variables: []string{"PATH=/usr/bin:/bin", "WORD=given"}})
	if out, err := run(t.Context(), `echo "$WORD" | tr a-z A-Z`); err != nil || string(out) != "GIVEN\n" {
		t.Errorf("it prints %q (%v)", out, err)
	}
	for command, want := range map[string]string{
		"echo words >&2; exit 3":         "exit status 3: words",
		"exit 4":                         "exit status 4",
		"no-such-program-anywhere":       "not found",
		"yes":                            "prints more than 20 MB",
		"yes | head -n 9000 >&2; exit 1": "exit status 1: y y",
	} {
		if out, err := run(t.Context(), command); err == nil || !strings.Contains(err.Error(), want) || len(err.Error()) > 400 {
			t.Errorf("%q gives %.20q and %.300v, which is not: %s", command, out, err, want)
		}
	}
}
