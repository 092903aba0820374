package linear

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/rogpeppe/go-internal/txtar"

	"broadsheet/articles"
	"broadsheet/library"
	"broadsheet/model"
	"broadsheet/ui"
)

var update = flag.Bool("update", false, "write the transcripts anew")

// The clock of all tests.
func clock() time.Time { return time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC) }

// TestTranscripts types what the transcripts say, and holds what is answered against
// them. A line that begins with the prompt is typed.
func TestTranscripts(t *testing.T) {
	names, err := filepath.Glob("testdata/transcripts/*.txtar")
	if err != nil || len(names) < 5 {
		t.Fatalf("there are only %d transcripts: %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			play(t, name, archive)
		})
	}
}

func play(t *testing.T, name string, archive *txtar.Archive) {
	folder := t.TempDir()
	settings := map[string]string{}
	var transcript *txtar.File
	for i := range archive.Files {
		switch file := &archive.Files[i]; file.Name {
		case "settings":
			for line := range strings.Lines(string(file.Data)) {
				key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
				settings[key] = value
			}
		case "transcript":
			transcript = file
		default:
			path := filepath.Join(folder, file.Name)
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, file.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if transcript == nil {
		t.Fatal("there is no transcript in it")
	}
	session := sitting(t, readerOf(t, folder), settings)
	var said strings.Builder
	said.WriteString(session.Begin(t.Context()))
	for line := range strings.Lines(string(transcript.Data)) {
		typed, is := strings.CutPrefix(strings.TrimSuffix(line, "\n"), ">")
		if !is {
			continue
		}
		said.WriteString(line)
		answer, _ := session.Answer(t.Context(), strings.TrimPrefix(typed, " "))
		said.WriteString(answer)
	}
	wantPlain(t, said.String())
	if said.String() == string(transcript.Data) {
		return
	}
	if !*update {
		t.Fatalf("what was said is\n%s\nwant\n%s", said.String(), transcript.Data)
	}
	transcript.Data = []byte(said.String())
	if err := os.WriteFile(name, txtar.Format(archive), 0o600); err != nil {
		t.Fatal(err)
	}
}

// wantPlain holds that a text is lines, and nothing that a terminal would obey.
func wantPlain(t *testing.T, text string) {
	t.Helper()
	if i := strings.IndexFunc(text, func(r rune) bool { return r != '\n' && (unicode.IsControl(r) || model.IsHidden(r)) }); i >= 0 {
		t.Errorf("there is a control character in %q", text[max(0, i-40):min(len(text), i+40)])
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		t.Errorf("the last line does not end: %q", text[max(0, len(text)-80):])
	}
}

// readerOf reads a folder of articles.
func readerOf(t testing.TB, folder string) *library.Reader {
	t.Helper()
	root, err := articles.OpenRoot("lib", folder)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := library.Open(context.Background(), []*articles.Root{root}, library.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := opened.Close(); err != nil {
			t.Error(err)
		}
		_ = root.Close() // it was only read
	})
	if err := opened.Wait(context.Background()); err != nil {
		t.Fatal(err)
	}
	return opened.Reader("reader", library.ReaderOptions{})
}

// sitting begins a session by the settings of a transcript.
func sitting(t testing.TB, l Library, settings map[string]string) *Session {
	t.Helper()
	o := Options{Library: l, From: settings["from"], Language: settings["language"], Query: settings["query"], Now: clock, Commands: commands()}
	if settings["feeds"] != "" {
		feeds := &toldFeeds{}
		o.Feeds = feeds
		if settings["feeds"] == "own" {
			o.Fetcher = feeds
		}
	}
	session, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return session
}

// commands are those of the screens.
func commands() []Command {
	var all []Command
	for _, info := range ui.Commands() {
		all = append(all, Command{Name: info.Name, Keys: info.Keys, Help: info.Help})
	}
	return all
}

// toldFeeds are two feeds, of which one is broken.
type toldFeeds struct{ asked int }

func (f *toldFeeds) Status() model.FeedStatus { return model.FeedStatus{} }

func (f *toldFeeds) Subscriptions() []model.Subscription {
	return []model.Subscription{
		{Key: "1", Name: "Harbour news", Category: []string{"Coast"}, Articles: 2, News: clock().Add(-2 * time.Hour), State: model.FeedWell},
		{
			Key: "2", Name: "Tides", Articles: 1, State: model.FeedBroken, Failing: clock().Add(-30 * 24 * time.Hour),
			Trouble: &model.FeedError{Kind: model.FeedNotFound, What: "tides.example"},
		},
	}
}

func (f *toldFeeds) Fetch(context.Context, model.FeedSelection) error {
	f.asked++
	return nil
}

// Every command of the screens is known by its name and by its keys, in lines too: it is
// done, or is said to be of the screens.
func TestEveryCommand(t *testing.T) {
	for _, c := range commands() {
		for _, typed := range append([]string{c.Name, ":" + c.Name, "help " + c.Name}, c.Keys...) {
			session := sitting(t, hostile{}, nil)
			answer, _ := session.Answer(t.Context(), typed)
			if answer == "" || strings.Contains(answer, "no command") {
				t.Errorf("%s, typed as %q, is answered with %q", c.Name, typed, answer)
			}
		}
	}
}

// No word means two things, and every row that is told of has a text in both languages.
func TestRows(t *testing.T) {
	taken, named := map[string]string{}, map[string]bool{}
	for _, r := range rows() {
		if named[r.name] || r.does == nil {
			t.Errorf("%s is there twice, or does nothing", r.name)
		}
		named[r.name] = true
		for _, word := range r.typed {
			if taken[word] != "" {
				t.Errorf("%q means %s and %s", word, taken[word], r.name)
			}
			taken[word] = r.name
		}
		if len(r.typed) > 0 && len(english{}.wordsOf(r.typed)) == 0 {
			t.Errorf("%s has no word of ASCII", r.name)
		}
		if (r.help.english == "") != (r.help.chinese == "") || (r.help.english != "" && len(r.typed) == 0) {
			t.Errorf("the help of %s is %q, its words are %q", r.name, r.help, r.typed)
		}
		if prefix, _, _ := strings.Cut(r.name, "."); prefix != "linear" && !isOfScreens(r.name) {
			t.Errorf("the screens have no command %s", r.name)
		}
	}
}

func isOfScreens(name string) bool {
	for _, c := range commands() {
		if c.Name == name {
			return true
		}
	}
	return false
}

// What was read to a paragraph goes on there the next time, as it does on the screens.
func TestPlaceIsKept(t *testing.T) {
	reader := readerOf(t, folderOf(t, "long.md", "---\ntitle: Long\ndate: 2026-11-29\n---\n"+strings.Repeat("A paragraph.\n\n", 20)))
	first := sitting(t, reader, nil)
	answerAll(t, first, "l", "1", "", "", "")
	again := sitting(t, reader, nil)
	if said := answerAll(t, again, "l", "1"); !strings.Contains(said, "You stopped at paragraph 3 of 20") {
		t.Errorf("opened again it says %q", said)
	}
	if said := answerAll(t, again, ""); !strings.Contains(said, "Paragraph 3 of 20.") {
		t.Errorf("and reading on it says %q", said)
	}
	answerAll(t, again, "last")
	if said := answerAll(t, sitting(t, reader, nil), "l", "1"); strings.Contains(said, "stopped") {
		t.Errorf("read to its end it says %q", said)
	}
}

func folderOf(t testing.TB, name, text string) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

func answerAll(t testing.TB, s *Session, lines ...string) string {
	t.Helper()
	var last string
	s.Begin(t.Context())
	for _, line := range lines {
		last, _ = s.Answer(t.Context(), line)
	}
	return last
}

// A query that is wrong is no beginning.
func TestWrongQuery(t *testing.T) {
	if _, err := New(Options{Library: hostile{}, Now: clock, Query: `"open`}); err == nil {
		t.Error("a session begins with a query that is wrong")
	}
}

// FuzzAnswer types anything over articles that say anything: what is answered is lines,
// without anything that a terminal obeys.
func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{"l\n1\n\n\nO\n1\no\n1\n/x\nn\nq\n", "s x\nB\nr\nc\n1\nv\n1\nsave x\nforget x\n", "h\nh all\nP\nf\n!\nfetch\n", "\x1b[2J\n/\x1b]0;x\x07\n\u009b31m\nnote\nnote 1\ngo 99\n0\n"} {
		f.Add(seed, "zh")
		f.Add(seed, "en")
	}
	f.Fuzz(func(t *testing.T, typed, language string) {
		session := sitting(t, hostile{}, map[string]string{"language": language, "feeds": "own", "from": typed[:min(len(typed), 20)]})
		wantPlain(t, session.Begin(t.Context()))
		for line := range bytes.Lines([]byte(typed)) {
			answer, over := session.Answer(t.Context(), string(line))
			wantPlain(t, answer)
			if over {
				return
			}
		}
	})
}

// TestKindsOfWhen holds what dates are called.
func TestKindsOfWhen(t *testing.T) {
	now := clock()
	for _, test := range []struct {
		ago              time.Duration
		english, chinese string
	}{
		{0, "just now", "刚刚"},
		{time.Minute, "1 minute ago", "1 分钟前"},
		{5 * time.Hour, "5 hours ago", "5 小时前"},
		{50 * time.Hour, "Saturday", "星期六"},
		{20 * 24 * time.Hour, "10 November", "11 月 10 日"},
		{400 * 24 * time.Hour, "26 October 2025", "2025 年 10 月 26 日"},
		{-48 * time.Hour, "2 December", "12 月 2 日"},
	} {
		at := now.Add(-test.ago)
		if got := (english{}).when(at, now, false); got != test.english {
			t.Errorf("%v ago is %q, want %q", test.ago, got, test.english)
		}
		if got := (chinese{}).when(at, now, false); got != test.chinese {
			t.Errorf("%v ago is %q, want %q", test.ago, got, test.chinese)
		}
	}
	if got := (english{}).when(now.Add(-20*24*time.Hour), now, true); got != "about 10 November" {
		t.Errorf("a date that was guessed is %q", got)
	}
}
