package entries

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"broadsheet/articles/feed"
	"broadsheet/feeds/state"
)

const (
	childVariable = "BROADSHEET_TEST_FEEDS" // the folder that this process writes articles to until it is killed
	stepVariable  = "BROADSHEET_TEST_STEP"  // after how many steps that is
)

// TestMain makes this test binary a program that takes a document, for the test that
// kills it.
func TestMain(m *testing.M) {
	if folder := os.Getenv(childVariable); folder != "" {
		takeUntilKilled(folder, os.Getenv(stepVariable))
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// killed is what the child takes: what the first part wrote, changed, and more.
func killed() (entries []feed.Entry) {
	for n := range 6 {
		e := entry(n)
		e.Published = time.Time{} // so that a date that is decided twice would show
		if n%2 == 0 {
			e.Text += "<p>Changed.</p>"
		}
		entries = append(entries, e)
	}
	return entries
}

func takeUntilKilled(folder, step string) {
	left, err := strconv.Atoi(step)
	if err == nil {
		err = take(filepath.Join(folder, "feeds.db"), filepath.Join(folder, "feeds"), time.Unix(2e9, 0), func(string) {
			if left--; left == 0 {
				self, _ := os.FindProcess(os.Getpid())
				_ = self.Kill()
				select {}
			}
		}, killed()...)
	}
	if err != nil {
		panic(err)
	}
}

// take takes a document as a program does that is started for it.
func take(database, folder string, now time.Time, step func(string), entries ...feed.Entry) (err error) {
	ctx := context.Background()
	s, err := state.Open(ctx, database, now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	k, err := Open(s, folder, false, alone)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, k.Close()) }()
	k.step = step
	f := state.Feed{Address: "https://example.org/feed", Folder: "news", Shown: []string{"News"}}
	err = s.In(ctx, true, func(tx *state.Tx) error {
		found, known, err := tx.Feed(f.Address)
		if known {
			f = found
		} else if err == nil {
			err = tx.AddFeed(&f)
		}
		return err
	})
	if err != nil {
		return err
	}
	_, err = k.Take(ctx, &Source{ID: f.ID, Folder: f.Folder, Address: f.Address, Name: "News", Shown: f.Shown}, entries, now)
	return err
}

// Wherever the program is killed, the next one has each article once, whole, at the
// path that was decided first.
func TestKilledWhileTaking(t *testing.T) {
	step := 1
	for killAfter(t, step) {
		step++
	}
	if step < 6 {
		t.Errorf("there are only %d steps", step)
	}
}

// killAfter kills a program after so many steps, unless it ends before, and looks at
// what the next one makes of that.
func killAfter(t *testing.T, step int) (wasKilled bool) {
	t.Helper()
	folder := t.TempDir()
	database, files := filepath.Join(folder, "feeds.db"), filepath.Join(folder, "feeds")
	some := killed()[:3]
	some[0].Text = "<p>" + long(0) // to be changed
	if err := take(database, files, time.Unix(19e8, 0), func(string) {}, some...); err != nil {
		t.Fatal(err)
	}
	before := filesBelow(t, files)
	child := exec.Command(os.Args[0]) //nolint:noctx // it is killed
	child.Env = append(os.Environ(), childVariable+"="+folder, stepVariable+"="+strconv.Itoa(step))
	child.Stderr = os.Stderr
	wasKilled = child.Run() != nil
	if err := take(database, files, time.Unix(21e8, 0), func(string) {}, killed()...); err != nil {
		t.Fatal(err)
	}
	after := filesBelow(t, files)
	if len(after) != 6 {
		t.Errorf("killed after step %d, there are %d files", step, len(after))
	}
	for name := range before {
		if after[name] == "" {
			t.Errorf("killed after step %d, %s is not there any more", step, name)
		}
	}
	for name, text := range after {
		even := strings.Contains(name, "title-0") || strings.Contains(name, "title-2") || strings.Contains(name, "title-4")
		if strings.Contains(text, "Changed.") != even {
			t.Errorf("killed after step %d, %s is\n%s", step, name, text)
		}
	}
	return wasKilled
}

// filesBelow gives the text of each file.
func filesBelow(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, item os.DirEntry, err error) error {
		if err != nil || !item.Type().IsRegular() || item.Name() == ".broadsheet" {
			return err
		}
		data, err := os.ReadFile(path)
		all[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
