package library

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"broadsheet/articles"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

const (
	childVariable = "BROADSHEET_TEST_MARKS" // the database that this process marks in until it is killed
	roundVariable = "BROADSHEET_TEST_ROUND" // which of several such processes it is
	killsVariable = "BROADSHEET_TEST_KILLS" // how many of them to kill

	damagesVariable = "BROADSHEET_TEST_DAMAGES" // how often to damage a database

	cacheVariable = "BROADSHEET_TEST_CACHE" // where this process catalogues childVariable, a folder, until it is killed
	indexVariable = "BROADSHEET_TEST_INDEX" // where this process indexes childVariable, a folder, until it is killed
)

// TestMain makes this test binary a program that marks, for the tests that
// kill it.
func TestMain(m *testing.M) {
	switch path, cache := os.Getenv(childVariable), os.Getenv(cacheVariable); {
	case os.Getenv(indexVariable) != "":
		indexForever(path, os.Getenv(indexVariable))
	case cache != "":
		catalogueForever(path, cache)
	case path != "":
		markForever(path, os.Getenv(roundVariable))
	}
	os.Exit(m.Run())
}

// childID names the n-th article that a child marks.
func childID(round string, n int) model.ID { return model.NewID(round, fmt.Sprint(n)) }

// markForever marks an article every two milliseconds, and prints which it was
// and when.
func markForever(path, round string) {
	l, err := Open(context.Background(), nil, Options{Marks: NewSQLiteStore(path)})
	if err != nil {
		panic(err)
	}
	reader := l.Reader("ann", ReaderOptions{})
	ticker := time.NewTicker(2 * time.Millisecond)
	for n := 0; ; n++ {
		<-ticker.C
		reader.SetRead([]model.ID{childID(round, n)}, true)
		if _, err := fmt.Println(n, time.Now().UnixNano()); err != nil {
			os.Exit(1)
		}
	}
}

// catalogueForever opens a folder again and again, and changes it each time.
func catalogueForever(folder, cache string) {
	for n := 0; ; n++ {
		root, err := articles.OpenRoot("", folder)
		if err != nil {
			panic(err)
		}
		l, err := Open(context.Background(), []*articles.Root{root}, Options{Cache: cache, catalogueFrom: 5, packFrom: 5})
		if err != nil {
			panic(err)
		}
		if err := l.Wait(context.Background()); err != nil {
			panic(err)
		}
		for i := range 10 {
			text := fmt.Sprintf("# Round %d of %d\n\nA text.", n, i)
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.md", (n+i)%300)), []byte(text), 0o600); err != nil {
				panic(err)
			}
		}
		if err := l.Close(); err != nil {
			panic(err)
		}
		if _, err := fmt.Println(n); err != nil {
			os.Exit(1)
		}
	}
}

// Whenever the program is killed, the catalogue stays whole, and what it says is
// what is there.
func TestKilledWhileCataloguing(t *testing.T) {
	kills := 10
	if given, err := strconv.Atoi(os.Getenv(killsVariable)); err == nil {
		kills = given
	}
	folder, cache := newsFolder(t, 300), t.TempDir()
	for range kills {
		child := exec.Command(os.Args[0]) //nolint:noctx // it is killed
		child.Env = append(os.Environ(), childVariable+"="+folder, cacheVariable+"="+cache)
		child.Stderr = os.Stderr
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(20+rand.IntN(400))*time.Millisecond, func() { _ = child.Process.Kill() })
		if err := child.Wait(); err == nil {
			t.Error("the child ended by itself")
		}
		timer.Stop()
		for _, path := range catalogueFiles(t, cache) {
			if filepath.Base(path) == catalogueName {
				checkIntegrity(t, path, catalogueSchema())
			}
		}
		if told := checkSame(t, folder, cache); len(told) > 0 {
			t.Errorf("the reader is told %q", told)
		}
		if files := catalogueFiles(t, cache); len(files) != 2 {
			t.Errorf("there is %q", files)
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
	kept(t, path, func(r *Reader) {
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
