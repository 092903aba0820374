package sqlite

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"broadsheet/library/marks/storetest"
	"broadsheet/model"
)

// marksKit is a marks database and a backup from before the last marks.
type marksKit struct {
	killed, closed map[string][]byte        // the files below the folder: with a log that was never taken in, as after kill -9, and without
	old            map[model.ID]model.Marks // what the backup has too
	all            map[model.ID]model.Marks // and what came later
	views          []model.View
}

func readTree(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "-shm") || strings.HasSuffix(path, "lock") {
			return err
		}
		data, err := os.ReadFile(path)
		relative, _ := filepath.Rel(folder, path)
		files[relative] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func newMarksKit(t *testing.T) *marksKit {
	t.Helper()
	path, items := marksPath(t), storetest.IDs(400)
	id := items
	note := func(r *storetest.Reader) map[model.ID]model.Marks {
		noted := map[model.ID]model.Marks{}
		for _, id := range id {
			noted[id] = r.Marks(id)
		}
		return noted
	}
	k := &marksKit{}
	l := keeping(t, path, storetest.Ticking(storetest.Noon()), items)
	reader, other := l.Reader("ann"), l.Reader("bob")
	for i := range 60 {
		reader.SetRead(id[i:i+1], i%3 > 0)
		reader.SetPlace(id[i], model.Place{Block: i, Offset: i * 7})
	}
	reader.SetStarred(id[10:30], true)
	reader.SetRead(id[100:300], true)
	reader.SetView(model.View{Name: "Evening", Query: "is:unread"})
	other.SetRead(id[:70], true)
	l.End(t) // which makes a backup
	if copies := backupsOf(path).paths(); len(copies) != 1 {
		t.Fatalf("there are %d backups", len(copies))
	}
	l = keeping(t, path, storetest.Ticking(storetest.Noon().Add(time.Hour)), items)
	reader = l.Reader("ann")
	if err := l.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	k.old = note(reader)
	for i := 60; i < 100; i += 2 {
		reader.SetRead(id[i:i+1], true)
		reader.Kept(t)
	}
	reader.SetRead(id[120:140], false)
	reader.SetRead(id[250:400], true)
	reader.Kept(t)
	k.all, k.views = note(reader), reader.Views()
	k.killed = readTree(t, filepath.Dir(path))
	l.End(t)
	k.closed = readTree(t, filepath.Dir(path))
	return k
}

// lay writes files somewhere, and gives the path of the database.
func lay(t *testing.T, files map[string][]byte, folder string, change func(name string, data []byte) []byte) string {
	t.Helper()
	for name, data := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, change(name, append([]byte{}, data...)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(folder, "marks.db")
}

// check reads the marks, and says what is lost or wrong: as it was in the
// backup or as it was in the end is right, anything else is not.
func (k *marksKit) check(t *testing.T, path, what string) (missing int, told string) {
	t.Helper()
	l := keeping(t, path, func() time.Time { return storetest.Noon().Add(2 * time.Hour) }, nil)
	reader := l.Reader("ann")
	if err := l.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	for id, want := range k.all {
		got, old := reader.Marks(id), k.old[id]
		if got == want {
			continue
		}
		missing++
		if got != old && !between(got, old, want) {
			t.Errorf("%s: the marks of %s are %+v; they were %+v, and %+v in the backup", what, id, got, want, old)
		}
	}
	if views := reader.Views(); len(views) != len(k.views) || views[0] != k.views[0] {
		t.Errorf("%s: the views are %+v", what, views)
	}
	for text := reader.Notice(); text != ""; text = reader.Notice() {
		told += text + "\n"
	}
	if err := l.Close(); err != nil {
		t.Errorf("%s: %v", what, err)
	}
	return missing, told
}

// between says whether each part of the marks is one of the two.
func between(got, old, now model.Marks) bool {
	return (got.Read.Equal(old.Read) || got.Read.Equal(now.Read)) && (got.Starred.Equal(old.Starred) || got.Starred.Equal(now.Starred)) &&
		(got.Opened.Equal(old.Opened) && got.Place == old.Place || got.Opened.Equal(now.Opened) && got.Place == now.Place)
}

// Whatever happens to the database or its log, no mark is lost that is older
// than the last backup, none is wrong, and nothing is missing without a word.
func TestMarksDamage(t *testing.T) {
	k := newMarksKit(t)
	rounds := 1000
	if testing.Short() {
		rounds = 100
	}
	if given, err := strconv.Atoi(os.Getenv(damagesVariable)); err == nil {
		rounds = given
	}
	const workers = 4
	missing := make([]int, workers)
	t.Run("rounds", func(t *testing.T) {
		for w := range workers {
			t.Run(fmt.Sprint(w), func(t *testing.T) {
				t.Parallel()
				for round := w; round < rounds; round += workers {
					missing[w] += k.damage(t, round)
				}
			})
		}
	})
	all := 0
	for w := range workers {
		all += missing[w]
	}
	t.Logf("of %d marks in %d rounds, %d came as they were in the backup", rounds*len(k.all), rounds, all)
}

func (k *marksKit) damage(t *testing.T, round int) int {
	random := rand.New(rand.NewPCG(uint64(round), 7)) //nolint:gosec // for repeating
	files, target := k.closed, "marks.db"
	switch round % 4 {
	case 0:
		files, target = k.killed, "marks.db-wal"
	case 1:
		files = k.killed
	}
	what := ""
	folder := t.TempDir()
	path := lay(t, files, folder, func(name string, data []byte) []byte {
		if name != target {
			return data
		}
		data, what = damageMarks(random, data)
		what = fmt.Sprintf("round %d, %s, %s", round, name, what)
		return data
	})
	missing, told := k.check(t, path, what)
	// The end of a log can only be missed by those who know that it was there: it
	// looks as after kill -9.
	cut := target != "marks.db" && (strings.Contains(what, "truncated") || strings.Contains(what, "emptied"))
	if missing > 0 && told == "" && !cut {
		t.Errorf("%s: %d marks are missing, and nothing was said", what, missing)
	}
	if round%5 > 0 {
		return missing
	}
	if again, told := k.check(t, path, what+", opened again"); again != missing || told != "" {
		t.Errorf("%s: %d marks were missing and %d are, when it is opened again; that says %q", what, missing, again, told)
	}
	if err := os.RemoveAll(folder); err != nil {
		t.Error(err)
	}
	return missing
}

// damageMarks does one of the things that happen to files.
func damageMarks(random *rand.Rand, data []byte) ([]byte, string) {
	at := random.IntN(len(data))
	switch random.IntN(8) {
	case 0:
		return data[:at], fmt.Sprintf("truncated to %d", at)
	case 1:
		start := at / 4096 * 4096
		clear(data[start:min(start+4096, len(data))])
		return data, fmt.Sprintf("the page at %d zeroed", start)
	case 2:
		for range 20 {
			data[random.IntN(len(data))] ^= 1 << random.IntN(8)
		}
		return data, "twenty bits turned"
	case 3:
		return data[:0], "emptied"
	case 4:
		at %= min(100, len(data))
	}
	bit := random.IntN(8)
	data[at] ^= 1 << bit
	return data, fmt.Sprintf("bit %d at %d turned", bit, at)
}
