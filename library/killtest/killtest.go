// Package killtest is for tests of what is left on the disk when the program is
// killed: it runs the test's own binary as another process, kills it at some moment,
// and says whether a database is whole then. It does not know what the process does.
package killtest

import (
	"bufio"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"broadsheet/library/sqlite"
)

// Times is how often a test kills: as often as BROADSHEET_TEST_KILLS says, else as
// given.
func Times(otherwise int) int {
	if given, err := strconv.Atoi(os.Getenv("BROADSHEET_TEST_KILLS")); err == nil {
		return given
	}
	return otherwise
}

// Moment is when a process is killed: at random after the earliest and before the
// latest time from its start.
type Moment struct {
	Earliest, Latest time.Duration
	Begun            bool // the times are from the first line that it prints
}

// Kill runs the test's binary with more environment variables (NAME=value), by which
// its TestMain knows what it has to do, and kills it. It gives the lines that the
// process printed, and when it was killed; the test fails where it ended by itself.
func Kill(t *testing.T, when Moment, environment ...string) (lines []string, killed time.Time) {
	t.Helper()
	child := exec.Command(os.Args[0]) //nolint:noctx // it is killed
	child.Env = append(os.Environ(), environment...)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(out)
	begun := !when.Begun || said.Scan()
	if when.Begun && begun {
		lines = append(lines, said.Text())
	}
	moments := make(chan time.Time, 1)
	after := when.Earliest + rand.N(when.Latest-when.Earliest) //nolint:gosec // any moment will do
	timer := time.AfterFunc(after, func() {
		moments <- time.Now()
		_ = child.Process.Kill()
	})
	defer timer.Stop()
	for said.Scan() {
		lines = append(lines, said.Text())
	}
	if err := child.Wait(); err == nil || !begun {
		t.Errorf("the child ended by itself (%v), having begun: %v", err, begun)
	}
	select {
	case killed = <-moments:
	default:
	}
	return lines, killed
}

// CheckWhole fails the test where a database is not whole.
func CheckWhole(t *testing.T, path string) {
	t.Helper()
	pool, err := sqlite.OpenPool(path, "", 1)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := pool.Close(); err != nil {
			t.Error(err)
		}
	}()
	var verdict string
	if err := pool.QueryRowContext(t.Context(), "pragma integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("%s is not whole: %s (%v)", path, verdict, err)
	}
}
