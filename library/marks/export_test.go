package marks_test

import (
	"bytes"
	"database/sql"
	"errors"
	"strings"
	"testing"
	"time"

	"broadsheet/library/marks"
	"broadsheet/library/marks/storetest"
	"broadsheet/model"
)

func export(t *testing.T, r *storetest.Reader) string {
	t.Helper()
	var out bytes.Buffer
	if err := r.Export(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestExportIsImported(t *testing.T) {
	id := storetest.IDs(5)
	l := keeping(t, marksPath(t), storetest.Ticking(storetest.Noon()), id)
	defer l.End(t)
	reader := l.Reader("ann")
	reader.SetRead(id[:3], true)
	reader.SetRead(id[:1], false)
	reader.SetStarred(id[2:4], true)
	reader.SetPlace(id[1], model.Place{Block: 4, Offset: 12})
	reader.SetSettings(model.Settings{Theme: "dark"})
	reader.Kept(t)
	text := export(t, reader)
	if lines := strings.Count(text, "\n"); lines != 5 || !strings.Contains(text, `{"setting":"theme","value":"dark","changed":"2021-06-11T12:00:`) ||
		!strings.Contains(text, `"place":{"block":4,"offset":12}`) {
		t.Errorf("exported %d lines:\n%s", lines, text)
	}
	path := marksPath(t)
	kept(t, path, nil, func(other *storetest.Reader) {
		if news, lines, err := other.Import(t.Context(), strings.NewReader("\ufeff"+text)); news != 5 || lines != 5 || err != nil {
			t.Errorf("%d of %d lines are news (%v)", news, lines, err)
		}
		if news, _, err := other.Import(t.Context(), strings.NewReader(text)); news != 0 || err != nil {
			t.Errorf("the second time %d lines are news (%v)", news, err)
		}
	})
	kept(t, path, nil, func(other *storetest.Reader) {
		if again := export(t, other); again != text {
			t.Errorf("exported\n%sagain it is\n%s", text, again)
		}
		for _, id := range id {
			if got, want := other.Marks(id), reader.Marks(id); got != want {
				t.Errorf("the marks of %s were %+v and are %+v", id, want, got)
			}
		}
	})
}

func TestImportKeepsWhatIsNewer(t *testing.T) {
	id := storetest.IDs(1)[0]
	kept(t, marksPath(t), nil, func(r *storetest.Reader) {
		r.SetRead([]model.ID{id}, true) // at noon on 11 June
		old := `{"id":"` + string(id) + `","read_changed":"2020-01-01T00:00:00Z","starred":"2020-01-01T00:00:00+08:00"}` + "\n\n"
		if news, _, err := r.Import(t.Context(), strings.NewReader(old)); news != 1 || err != nil {
			t.Errorf("%d lines are news (%v)", news, err)
		}
		want := model.Marks{Read: storetest.Noon(), Starred: time.Date(2019, 12, 31, 16, 0, 0, 0, time.UTC)}
		if got := r.Marks(id); got != want {
			t.Errorf("the marks are %+v, want %+v", got, want)
		}
		later := `{"id":"` + string(id) + `","read_changed":"2022-01-01T00:00:00Z"}`
		if _, _, err := r.Import(t.Context(), strings.NewReader(later)); err != nil || r.Marks(id).IsRead() {
			t.Errorf("a later mark is not taken over (%v)", err)
		}
	})
}

// A clock that is wrong by thousands of years keeps nobody from exporting.
func TestExportOfImpossibleTimes(t *testing.T) {
	for _, year := range []int{-100, 1800, 12026} {
		id := storetest.IDs(1)
		l := keeping(t, marksPath(t), func() time.Time { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC) }, id)
		reader := l.Reader("ann")
		reader.SetRead(id, true)
		reader.SetRead(id, false)
		reader.SetRead(id, true)
		text := export(t, reader)
		l.End(t)
		kept(t, marksPath(t), nil, func(r *storetest.Reader) {
			if _, _, err := r.Import(t.Context(), strings.NewReader(text)); err != nil || !r.Marks(id[0]).IsRead() {
				t.Errorf("in %d: %v importing %s", year, err, text)
			}
		})
	}
}

func TestGroupsAreExported(t *testing.T) {
	path, items := marksPath(t), storetest.IDs(200)
	l := keeping(t, path, storetest.Ticking(storetest.Noon()), items)
	reader := l.Reader("ann")
	reader.MarkAll()
	reader.SetRead(items[:3], false)
	reader.Kept(t)
	text := export(t, reader)
	l.End(t)
	if lines := strings.Count(text, "\n"); lines != 200 || strings.Contains(text, "group") {
		t.Errorf("exported %d lines", lines)
	}
	other := marksPath(t)
	kept(t, other, nil, func(r *storetest.Reader) {
		for _, want := range []int{200, 0} {
			if news, _, err := r.Import(t.Context(), strings.NewReader(text)); news != want || err != nil {
				t.Errorf("%d lines are news, want %d (%v)", news, want, err)
			}
		}
		if again := export(t, r); again != text {
			t.Error("exported again it is something else")
		}
	})
	if rows := markRows(t, other); rows > 3 {
		t.Errorf("imported are %d rows", rows)
	}
}

// markRows is how many articles have marks of their own in a database.
func markRows(t *testing.T, path string) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.QueryRowContext(t.Context(), "select count(*) from marks").Scan(&n), db.Close()); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestWrongImport(t *testing.T) {
	good := `{"id":"0123456789ab","read":"2021-06-11T12:00:00Z"}` + "\n"
	for _, test := range []struct{ line, want string }{
		{"hello", "is not a mark"},
		{"[1]", "is not a mark"},
		{`{"id":"0123456789ab","reed":"2021-06-11T12:00:00Z"}`, "reed"},
		{`{"id":"0123456789ab"} {}`, "more than one"},
		{`{"id":"0123456789AB"}`, "no id"},
		{`{"read":"2021-06-11T12:00:00Z"}`, "no id"},
		{`{"id":"0123456789ab","hash":"xyz"}`, "hash"},
		{`{"id":"0123456789ab","read":"yesterday"}`, "is not a mark"},
		{`{"id":"0123456789ab","opened":"1492-10-12T00:00:00Z"}`, "`opened` is in the year 1492"},
		{`{"setting":"theme","changed":"2021-06-11T12:00:00Z"}`, "setting"},
		{`{"id":"` + strings.Repeat("0", 64<<10) + `"}`, "longer"},
		{"\x00\xff\x1b[2J", "is not a mark"},
	} {
		func() {
			l := serving(t, marksPath(t), storetest.Noon, marks.Rules{}, nil)
			defer l.End(t)
			r := l.Reader("ann")
			_, _, err := r.Import(t.Context(), strings.NewReader(good+"\n"+test.line+"\n"+good))
			var wrong *marks.ImportError
			if !errors.As(err, &wrong) || wrong.Line != 3 || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\x1b") {
				t.Errorf("%.60q is refused with %v", test.line, err)
			}
			if r.Marks("0123456789ab").IsRead() {
				t.Errorf("%.60q: half of the lines were taken over", test.line)
			}
		}()
	}
}
