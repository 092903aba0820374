package subscriptions

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gofrs/flock"
)

// addingEnv makes this test binary a program that adds feeds to the file that it
// names.
const addingEnv = "BROADSHEET_ADDS_TO"

func TestMain(m *testing.M) {
	path := os.Getenv(addingEnv)
	if path == "" {
		os.Exit(m.Run())
	}
	for i := range 20 {
		f, err := Open(path)
		if err == nil {
			_, err = f.Add(Subscription{URL: fmt.Sprintf("https://%s.example/%d", os.Args[1], i), Category: []string{"Both"}})
		}
		if err == nil {
			err = f.Save(context.Background())
		}
		if err != nil {
			_, _ = fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// What two programs add at once is all there.
func TestTwoProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sub", "feeds.opml")
	var group sync.WaitGroup
	for _, name := range []string{"one", "two", "three"} {
		group.Go(func() {
			command := exec.CommandContext(t.Context(), os.Args[0], name)
			command.Env = append(os.Environ(), addingEnv+"="+path)
			if out, err := command.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", name, err, out)
			}
		})
	}
	group.Wait()
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.All()); n != 60 || len(f.Problems()) > 0 {
		t.Errorf("%d feeds are there of 60; problems: %v", n, f.Problems())
	}
	noLitter(t, path)
}

// noLitter fails where there is more beside a file than its lock.
func noLitter(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if name := entry.Name(); name != filepath.Base(path) && !strings.HasSuffix(name, ".lock") {
			t.Errorf("%s was left behind", name)
		}
	}
}

// A change is made to the file as it is when it is saved.
func TestFileChangedMeanwhile(t *testing.T) {
	mine := opened(t, foreign)
	if err := mine.Rename(keyA, "Mine"); err != nil {
		t.Fatal(err)
	}
	if _, err := mine.Remove(keyC); err != nil {
		t.Fatal(err)
	}
	if err := mine.Rename(keyB, "Gone"); err != nil {
		t.Fatal(err)
	}
	if mine.Changed() {
		t.Error("the file is said to have changed")
	}
	theirs, err := Open(mine.path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := theirs.Add(Subscription{Name: "T", URL: "https://t.example/", Category: []string{"News"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := theirs.Remove(keyB); err != nil {
		t.Fatal(err)
	}
	saved(t, theirs)
	if !mine.Changed() || theirs.Changed() {
		t.Errorf("changed: mine %v, theirs %v", mine.Changed(), theirs.Changed())
	}
	wantKind(t, mine.Save(t.Context()), NotFollowed)
	again, err := Open(mine.path)
	if err != nil {
		t.Fatal(err)
	}
	if got := listed(again.All()); got != "News | Mine | https://a.example/?a=1&b=2\nNews | T | https://t.example/" || listed(mine.All()) != got {
		t.Errorf("the file says\n%s\nand in memory there is\n%s", got, listed(mine.All()))
	}
	if err := mine.Save(t.Context()); err != nil {
		t.Errorf("what could not be done is tried again: %v", err)
	}
}

// A file that was damaged after it was read is not written over.
func TestFileDamagedMeanwhile(t *testing.T) {
	f := opened(t, foreign)
	if err := f.Rename(keyA, "Mine"); err != nil {
		t.Fatal(err)
	}
	cut := foreign[:len(foreign)/2]
	if err := os.WriteFile(f.path, []byte(cut), 0o644); err != nil {
		t.Fatal(err)
	}
	wantKind(t, f.Save(t.Context()), Damaged)
	if data, err := os.ReadFile(f.path); err != nil || string(data) != cut {
		t.Errorf("the file is %q (%v)", data, err)
	}
	if err := os.WriteFile(f.path, []byte(foreign), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := saved(t, f); !strings.Contains(got, "Mine") {
		t.Errorf("mended, the file is %q", got)
	}
}

func TestFileGoneMeanwhile(t *testing.T) {
	f := opened(t, foreign)
	if _, err := f.Add(Subscription{URL: "https://d.example/"}); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(f.path); err != nil {
		t.Fatal(err)
	}
	if !f.Changed() {
		t.Error("a file that is gone is no change")
	}
	if got := saved(t, f); strings.Count(got, "xmlUrl") != 1 {
		t.Errorf("the new file is %q", got)
	}
}

// Where nothing can be written, that is told, and the change is kept for another try.
func TestUnwritableFile(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "blocked")
	f, err := Open(filepath.Join(blocked, "feeds.opml"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Add(Subscription{URL: "https://a.example/"}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	wantKind(t, f.Save(t.Context()), Unwritable)
	if err := os.Remove(blocked); err != nil {
		t.Fatal(err)
	}
	if got := saved(t, f); !strings.Contains(got, "a.example") {
		t.Errorf("tried again, the file is %q", got)
	}
}

// Who gives up while another program writes has lost nothing.
func TestLockedFile(t *testing.T) {
	f := opened(t, foreign)
	if err := f.Rename(keyA, "Mine"); err != nil {
		t.Fatal(err)
	}
	lock := flock.New(filepath.Join(filepath.Dir(f.path), ".feeds.opml.lock"))
	if err := lock.Lock(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.Save(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("a locked file: %v", err)
	}
	if data, err := os.ReadFile(f.path); err != nil || string(data) != foreign {
		t.Errorf("the file is %q (%v)", data, err)
	}
	if err := lock.Unlock(); err != nil {
		t.Fatal(err)
	}
	if got := saved(t, f); !strings.Contains(got, "Mine") {
		t.Errorf("tried again, the file is %q", got)
	}
}

// Lists of other programs.
func TestImport(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		problems         []string
	}{
		{"addresses", "\ufeffhttps://a.example/feed\r\n\r\n b.example/feed \n# a comment\n", " | a.example | https://a.example/feed\n | b.example | https://b.example/feed", nil},
		{
			"newsboat's tags", `https://a.example/feed news "far away" "~A name" # a comment` + "\n" + `https://b.example/f#x !hidden "~Say \"B\""` + "\n",
			"news | A name | https://a.example/feed\n | Say \"B\" | https://b.example/f",
			nil,
		},
		{"newsboat's programs", `"exec:~/bin/make feed.sh" "~Made"` + "\n" + `"filter:~/bin/filter -x:https://a.example/it's" tools`, " | Made | \ntools | curl -fsSL 'https://a.example/it'\\''s' | ~/bin/filter -x | ", nil},
		{"newsboat's queries", "\"query:Unread:unread = \\\"yes\\\"\"\nhttps://a.example/\n", " | a.example | https://a.example/", []string{"1: query:Unread:unread = \"yes\" was not taken"}},
		{
			"nonsense", "file:///etc/passwd\n\x1b[31mhello\n\"unended\nhttp://\n", " | unended | https://unended/",
			[]string{"1: file:///etc/passwd was not taken: it is a file: address", "2: ", "4: "},
		},
		{
			"ports that there are not", "https://a.example:65535/\nhttps://a.example:65536/\nhttp://a.example:0/\n", " | a.example | https://a.example:65535/",
			[]string{"2: https://a.example:65536/ was not taken: there is no port 65536: they go from 1 to 65535", "3: "},
		},
		{"OPML", body(`<outline text="N"><outline text="A" xmlUrl="https://a.example/"/><outline text="B" xmlUrl="exec:x"/></outline>`), "N | A | https://a.example/", []string{"3: the address of B was passed over"}},
		{"nothing", "", "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			imported, err := Import([]byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if got := listed(imported.Subscriptions); got != test.want {
				t.Errorf("it gives\n%s\nand not\n%s", got, test.want)
			}
			if len(imported.Problems) != len(test.problems) {
				t.Fatalf("the problems are %+v", imported.Problems)
			}
			for i, problem := range imported.Problems {
				if got := fmt.Sprintf("%d: %s", problem.Line, problem.Text); !strings.HasPrefix(got, test.problems[i]) {
					t.Errorf("a problem is %q, and not %q", got, test.problems[i])
				}
			}
		})
	}
	imported, err := Import([]byte(`<opml><body><outline text="A" xmlUrl="https://a.example/"/><outl`))
	wantKind(t, err, Damaged)
	if listed(imported.Subscriptions) != " | A | https://a.example/" {
		t.Errorf("of a list that is cut there is %s", listed(imported.Subscriptions))
	}
}

// What is exported is imported as it was, without what is nobody's business.
func TestExport(t *testing.T) {
	all := []Subscription{
		{Name: `A "1" & <2>`, URL: "https://a.example/", Site: "https://a.example/home", Category: []string{"N", "中文"}, Every: 90 * 60e9, Keep: Keep{Articles: 5}},
		{Name: "B", URL: "https://me:tacit@b.example/", Headers: map[string]string{"Cookie": "a=1"}, User: "me", PasswordCommand: "pass", Proxy: "direct"},
		{Name: "C", URL: "https://c.example/", Category: []string{"N"}, Paused: true},
	}
	written := func(all []Subscription) (string, []Subscription) {
		var b strings.Builder
		if err := Write(&b, all); err != nil {
			t.Fatal(err)
		}
		imported, err := Import([]byte(b.String()))
		if err != nil || len(imported.Problems) > 0 {
			t.Fatalf("%v %v of\n%s", err, imported.Problems, b.String())
		}
		return b.String(), imported.Subscriptions
	}
	text, again := written(all)
	if slices.ContainsFunc(all, func(s Subscription) bool {
		return !slices.ContainsFunc(again, func(o Subscription) bool { return o.equal(s) })
	}) {
		t.Errorf("%+v is exported as\n%s", all, text)
	}
	for i := range all {
		all[i] = all[i].WithoutSecrets()
	}
	text, _ = written(all)
	for _, secret := range []string{"tacit", "me:", "Cookie", "pass", "proxy"} {
		if strings.Contains(text, secret) {
			t.Errorf("%q is exported in\n%s", secret, text)
		}
	}
}

// Whatever a list says, it is read without harm, and what was read can be written.
func FuzzImport(f *testing.F) {
	f.Add(foreign)
	f.Add(`"filter:x:https://a.example" "~B\"" tag` + "\nexec:x\n#\nquery:a:b")
	f.Fuzz(func(t *testing.T, text string) {
		imported, _ := Import([]byte(text))
		var b strings.Builder
		if err := Write(&b, imported.Subscriptions); err != nil {
			t.Fatalf("%q is read as %+v, which cannot be written: %v", text, imported.Subscriptions, err)
		}
	})
}
