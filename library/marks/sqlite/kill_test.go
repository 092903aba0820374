package sqlite

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"broadsheet/library/killtest"
	"broadsheet/library/marks"
	"broadsheet/library/marks/storetest"
	"broadsheet/model"
)

const (
	childVariable = "BROADSHEET_TEST_MARKS" // the database that this process marks in until it is killed
	roundVariable = "BROADSHEET_TEST_ROUND" // which of several such processes it is

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
	kills := killtest.Times(10)
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
	lines, killed := killtest.Kill(t, killtest.Moment{Earliest: 200 * time.Millisecond, Latest: 1800 * time.Millisecond}, childVariable+"="+path, roundVariable+"="+round)
	var said []mark
	for _, line := range lines {
		var n int
		var nanoseconds int64
		if _, err := fmt.Sscan(line, &n, &nanoseconds); err == nil {
			said = append(said, mark{n, time.Unix(0, nanoseconds)})
		}
	}
	checkAfterKill(t, path, round, said, killed)
}

func checkAfterKill(t *testing.T, path, round string, said []mark, killed time.Time) {
	t.Helper()
	if _, err := os.Stat(path); err == nil {
		killtest.CheckWhole(t, path)
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
