package cli_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// listed is an article of `list --json`.
type listed struct {
	ID, Root, Path, Title, Author, Date string
	DateInferred                        bool `json:"date_inferred"`
	Categories                          [][]string
	Tags                                []string
	Link, Image, Lang                   string
	Read, Starred                       bool
}

func listJSON(t *testing.T, text string) []listed {
	t.Helper()
	var all []listed
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return all
}

func titles(all []listed) []string {
	var titles []string
	for _, one := range all {
		titles = append(titles, one.Title)
	}
	return titles
}

func TestListJSON(t *testing.T) {
	w, folder := newWorld(t), harbour(t)
	out := w.done("list", "--json", "-L", folder)
	all := listJSON(t, out)
	if want := []string{"The lamps on the quay", "渡轮改点", "Reading a tide table"}; !slices.Equal(titles(all), want) {
		t.Fatalf("titles are %q, want %q", titles(all), want)
	}
	ferry := all[1]
	if len(ferry.ID) != 12 || ferry.Path != "ferry.md" || ferry.Author != "港口日报" || ferry.Date != "2024-05-02T18:30:00Z" ||
		ferry.DateInferred || ferry.Link != "https://example.org/ferry?a=1&b=2" || ferry.Lang != "zh" ||
		!slices.Equal(ferry.Tags, []string{"渡轮"}) || len(ferry.Categories) != 1 || !slices.Equal(ferry.Categories[0], []string{"交通", "水路"}) {
		t.Errorf("the ferry is listed as %+v", ferry)
	}
	if tides := all[2]; tides.Date != "2024-04-30T21:00:00Z" {
		t.Errorf("a date with a zone is listed as %s", tides.Date)
	}
	first := strings.SplitN(out, "\n", 2)[0]
	last := -1
	for _, field := range []string{
		"id", "root", "path", "title", "author", "date", "date_inferred", "categories", "tags", "link",
		"image", "lang", "read", "starred",
	} {
		at := strings.Index(first, `"`+field+`":`)
		if at <= last {
			t.Errorf("the field %s is not in its place in %s", field, first)
		}
		last = at
	}
	if !strings.Contains(first, `"tags":[]`) {
		t.Errorf("no tags are not an empty array in %s", first)
	}
}

func TestListOfNothing(t *testing.T) {
	w := newWorld(t)
	if out := w.done("list", "--json", "-L", t.TempDir()); out != "[]\n" {
		t.Errorf("an empty folder is listed as %q", out)
	}
	if out := w.done("list", "-L", t.TempDir()); out != "" {
		t.Errorf("an empty folder is listed as %q", out)
	}
	if out := w.done("categories", "--json", "-L", t.TempDir()); out != "[]\n" {
		t.Errorf("the categories of an empty folder are %q", out)
	}
}

func TestListOrderAndLimit(t *testing.T) {
	w, folder := newWorld(t), harbour(t)
	for _, test := range []struct {
		args []string
		want []string
	}{
		{[]string{"list", "--sort", "oldest"}, []string{"Reading a tide table", "渡轮改点", "The lamps on the quay"}},
		{[]string{"list", "--sort", "newest", "--limit", "1"}, []string{"The lamps on the quay"}},
		{[]string{"list", "--limit", "9", "-q", "cat:交通"}, []string{"The lamps on the quay", "渡轮改点"}},
		{[]string{"-q", "lamps", "list"}, []string{"The lamps on the quay"}},
		{[]string{"list", "-q", "cat:交通/水路 -lamps"}, []string{"渡轮改点"}},
		{[]string{"list", "-q", "author:harbour before:2024-05-02"}, []string{"Reading a tide table"}},
		{[]string{"list", "-q", "渡輪"}, []string{"渡轮改点"}},
	} {
		got := titles(listJSON(t, w.done(append(test.args, "--json", "-L", folder)...)))
		if !slices.Equal(got, test.want) {
			t.Errorf("%q lists %q, want %q", test.args, got, test.want)
		}
	}
	first := listJSON(t, w.done("list", "--sort", "title", "--json", "-L", folder))[0].Title
	if first != "Reading a tide table" {
		t.Errorf("by title the first is %q", first)
	}
}

// Roots may stand before and after the command, more than once.
func TestRootsAnywhere(t *testing.T) {
	w, one, other := newWorld(t), harbour(t), write(t, t.TempDir(), map[string]string{"a.txt": "Only one line.\n"})
	for _, args := range [][]string{
		{"-L", one, "list", "-L", other, "--json"},
		{"list", "-L", one, "--json", "-L", other},
		{"-L", one, "-L", other, "--library", one, "list", "--json"},
	} {
		if got := len(listJSON(t, w.done(args...))); got != 4 {
			t.Errorf("%q lists %d articles, want 4", args, got)
		}
	}
}

func TestListForPipes(t *testing.T) {
	w, folder := newWorld(t), harbour(t)
	lines := strings.Split(strings.TrimSuffix(w.done("list", "-L", folder), "\n"), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines for three articles", len(lines))
	}
	fields := strings.Split(lines[1], "\t")
	if len(fields) != 4 || fields[1] != "2024-05-02" || fields[2] != "港口日报" || fields[3] != "渡轮改点" {
		t.Errorf("the fields are %q", fields)
	}
	// Dates are those of the reader's zone.
	w.env = append(w.env, "TZ=Asia/Shanghai")
	if out := w.done("list", "-L", folder); !strings.Contains(out, "2024-05-03\t港口日报") {
		t.Errorf("in Shanghai the list is\n%s", out)
	}
}

// brokenPipe is a reader that went away after a number of bytes.
type brokenPipe struct{ left int }

func (p *brokenPipe) Write(data []byte) (int, error) {
	if len(data) > p.left {
		return 0, &writeError{}
	}
	p.left -= len(data)
	return len(data), nil
}

type writeError struct{}

func (*writeError) Error() string { return "write |1: broken pipe" }
func (*writeError) Unwrap() error { return syscall.EPIPE }

func TestClosedPipeIsQuiet(t *testing.T) {
	for _, args := range [][]string{
		{"list"},
		{"list", "--json"},
		{"categories"},
		{"cat", "../articles/sample/README.md"},
		{"check"},
		{"man"},
		{"version"},
		{"config", "show"},
		{"completion", "bash"},
		{"list", "--help"},
	} {
		if args[0] == "cat" {
			args[1] = write(t, t.TempDir(), map[string]string{"long.md": strings.Repeat("A sentence that goes on.\n\n", 5000)}) + "/long.md"
		}
		w := newWorld(t)
		w.out = &brokenPipe{left: 10}
		if got := w.run(args...); got.status != 0 || got.err != "" {
			t.Errorf("%q on a closed pipe: status %d, %q", args, got.status, got.err)
		}
	}
	w := newWorld(t)
	w.out = failingWriter{}
	if got := w.run("list"); got.status != 1 || !strings.Contains(got.err, "no space left") {
		t.Errorf("on a full disk: status %d, %q", got.status, got.err)
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errors.New("no space left on the device") }
