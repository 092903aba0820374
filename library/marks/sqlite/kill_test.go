package sqlite

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"broadsheet/library/marks"
	"broadsheet/library/marks/storetest"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

const (
	childVariable = "BROADSHEET_TEST_MARKS" // the database that this process marks in until it is killed
	roundVariable = "BROADSHEET_TEST_ROUND" // which of several such processes it is
	killsVariable = "BROADSHEET_TEST_KILLS" // how many of them to kill

	damagesVariable = "BROADSHEET_TEST_DAMAGES" // how often to damage a database
)

// TestMain makes this test binary a program that marks, for the test that
// kills it.
func TestMain(m *testing.M) {
	if path := os.Getenv(childVariable); path != "" {
		markForever(path, os.Getenv(roundVariable))
	}
	os.Exit(m.Run())
}

// childID names the n-th article that a child marks.
func childID(round string, n int) model.ID { return model.NewID(round, fmt.Sprint(n)) }

// markForever marks an article every two milliseconds, and prints which it was
// and when.
func markForever(path, round string) {
	l := storetest.Open(context.Background(), marks.Options{Store: New(path), Now: time.Now}, nil)
	reader := l.Reader("ann")
	ticker := time.NewTicker(2 * time.Millisecond)
	for n := 0; ; n++ {
		<-ticker.C
		reader.SetRead([]model.ID{childID(round, n)}, true)
		if _, err := fmt.Println(n, time.Now().UnixNano()); err != nil {
			os.Exit(1)
		}
	}
}

// Whenever the program is killed, the database stays whole, and no mark is lost
// that is older than a second.
func TestKilledWhileMarking(t *testing.T) {
	const databases = 5
	kills := 10
	if given, err := strconv.Atoi(os.Getenv(killsVariable)); err == nil {
		kills = given
	}
	for i := range databases {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			path := marksPath(t)
			for round := range (kills + databases - 1) / databases {
				kill(t, path, fmt.Sprint(round))
			}
		})
	}
}

// mark is what a child said.
type mark struct {
	n  int
	at time.Time
}

func kill(t *testing.T, path, round string) {
	t.Helper()
	child := exec.Command(os.Args[0]) //nolint:noctx // it is killed
	child.Env = append(os.Environ(), childVariable+"="+path, roundVariable+"="+round)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var killed time.Time
	timer := time.AfterFunc(time.Duration(200+rand.IntN(1600))*time.Millisecond, func() {
		killed = time.Now()
		_ = child.Process.Kill()
	})
	defer timer.Stop()
	var said []mark
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var n int
		var nanoseconds int64
		if _, err := fmt.Sscan(lines.Text(), &n, &nanoseconds); err == nil {
			said = append(said, mark{n, time.Unix(0, nanoseconds)})
		}
	}
	if err := child.Wait(); err == nil {
		t.Error("the child ended by itself")
	}
	checkAfterKill(t, path, round, said, killed)
}

func checkAfterKill(t *testing.T, path, round string, said []mark, killed time.Time) {
	t.Helper()
	if _, err := os.Stat(path); err == nil {
		checkIntegrity(t, path, marksSchema())
	}
	stalled := false
	for i := 1; i < len(said); i++ {
		stalled = stalled || said[i].at.Sub(said[i-1].at) > 200*time.Millisecond
	}
	kept(t, path, func(_ *storetest.Shelf, r *storetest.Reader) {
		held, due := 0, 0
		for _, mark := range said {
			isRead := r.Marks(childID(round, mark.n)).IsRead()
			if isRead {
				held++
			}
			if killed.Sub(mark.at) <= time.Second {
				continue
			}
			due++
			if !isRead && !stalled { // else the machine had no time for either of them
				t.Errorf("mark %d of %d is lost, %v after it was made", mark.n, len(said), killed.Sub(mark.at))
			}
		}
		t.Logf("%d marks were made, %d were older than a second, %d are kept", len(said), due, held)
	})
}

func checkIntegrity(t *testing.T, path string, of sqlite.Schema) {
	t.Helper()
	database := sqlite.Database{Path: path, Schema: of}
	if err := database.Open(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	var verdict string
	if err := database.Connection.QueryRowContext(t.Context(), "pragma integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("the database is not whole: %s (%v)", verdict, err)
	}
	if err := database.Close(); err != nil {
		t.Error(err)
	}
}
