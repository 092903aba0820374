package library

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"broadsheet/model"
)

func export(t *testing.T, r *Reader) string {
	t.Helper()
	var out bytes.Buffer
	if err := r.Export(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestExportIsImported(t *testing.T) {
	items := randomItems(1, 5)
	id := ids(items)
	l := keeping(t, marksPath(t), ticking(noon()), items)
	defer closeLibrary(t, l)
	reader := l.Reader("ann", ReaderOptions{})
	reader.SetRead(id[:3], true)
	reader.SetRead(id[:1], false)
	reader.SetStarred(id[2:4], true)
	reader.SetPlace(id[1], model.Place{Block: 4, Offset: 12})
	reader.SetSettings(model.Settings{Theme: "dark"})
	flush(t, reader)
	text := export(t, reader)
	if lines := strings.Count(text, "\n"); lines != 5 || !strings.Contains(text, `{"setting":"theme","value":"dark","changed":"2021-06-11T12:00:`) ||
		!strings.Contains(text, `"place":{"block":4,"offset":12}`) {
		t.Errorf("exported %d lines:\n%s", lines, text)
	}
	path := marksPath(t)
	kept(t, path, func(other *Reader) {
		if news, lines, err := other.Import(t.Context(), strings.NewReader("\ufeff"+text)); news != 5 || lines != 5 || err != nil {
			t.Errorf("%d of %d lines are news (%v)", news, lines, err)
		}
		if news, _, err := other.Import(t.Context(), strings.NewReader(text)); news != 0 || err != nil {
			t.Errorf("the second time %d lines are news (%v)", news, err)
		}
	})
	kept(t, path, func(other *Reader) {
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
	id := model.NewID("r", "a.md")
	kept(t, marksPath(t), func(r *Reader) {
		r.SetRead([]model.ID{id}, true) // at noon on 11 June
		old := `{"id":"` + string(id) + `","read_changed":"2020-01-01T00:00:00Z","starred":"2020-01-01T00:00:00+08:00"}` + "\n\n"
		if news, _, err := r.Import(t.Context(), strings.NewReader(old)); news != 1 || err != nil {
			t.Errorf("%d lines are news (%v)", news, err)
		}
		want := model.Marks{Read: noon(), Starred: time.Date(2019, 12, 31, 16, 0, 0, 0, time.UTC)}
		if got := r.Marks(id); got != want {
			t.Errorf("the marks are %+v, want %+v", got, want)
		}
		later := `{"id":"` + string(id) + `","read_changed":"2022-01-01T00:00:00Z"}`
		if _, _, err := r.Import(t.Context(), strings.NewReader(later)); err != nil || r.Marks(id).IsRead() {
			t.Errorf("a later mark is not taken over (%v)", err)
		}
	})
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
		{`{"id":"` + strings.Repeat("0", maximumLine) + `"}`, "longer"},
		{"\x00\xff\x1b[2J", "is not a mark"},
	} {
		kept(t, marksPath(t), func(r *Reader) {
			_, _, err := r.Import(t.Context(), strings.NewReader(good+"\n"+test.line+"\n"+good))
			var wrong *ImportError
			if !errors.As(err, &wrong) || wrong.Line != 3 || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\x1b") {
				t.Errorf("%.60q is refused with %v", test.line, err)
			}
			if r.Marks("0123456789ab").IsRead() {
				t.Errorf("%.60q: half of the lines were taken over", test.line)
			}
		})
	}
}

func FuzzImport(f *testing.F) {
	f.Add([]byte(`{"id":"0123456789ab","read":"2021-06-11T12:00:00Z","place":{"block":-1,"offset":99999999999}}`))
	f.Add([]byte(`{"setting":"measure","value":"1e9","changed":"9999-12-31T23:59:59Z"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var entries []entry
		settings := map[string]settingValue{}
		if err := importLine(data, &entries, settings); err != nil {
			return
		}
		for _, e := range entries {
			if e.readAt < 0 || e.starredAt < 0 || e.opened < 0 || e.block < 0 || e.offset < 0 {
				t.Errorf("%s gives %+v", data, e)
			}
		}
	})
}
