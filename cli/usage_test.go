package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCalledWrongly(t *testing.T) {
	w, folder := newWorld(t), harbour(t)
	for _, test := range []struct {
		args  []string
		words []string
	}{
		{[]string{"lst"}, []string{`"lst"`, "broadsheet list"}},
		{[]string{"no-such-thing-at-all"}, []string{"no-such-thing-at-all", "--help"}},
		{[]string{"list", "--josn"}, []string{"--josn", "list --help"}},
		{[]string{"list", "-x"}, []string{"-x"}},
		{[]string{"list", "--limit"}, []string{"--limit needs a value"}},
		{[]string{"list", "--limit", "many"}, []string{"--limit", `"many"`}},
		{[]string{"list", "--limit", "-3"}, []string{"--limit", "-3"}},
		{[]string{"list", "--sort", "size"}, []string{"newest, oldest, title, source or length", `"size"`}},
		{[]string{"list", "more"}, []string{"no arguments", `"more"`}},
		{[]string{"list", "-L", folder, "-q", "is:red"}, []string{"is:red", "\n", "^"}},
		{[]string{"categories", "-L", folder, "-q", `"open`}, []string{"^"}},
		{[]string{"-q", "after:never"}, []string{"never", "^"}},
		{[]string{"cat"}, []string{"needs one article"}},
		{[]string{"cat", "one", "two"}, []string{`"two"`}},
		{[]string{"cat", "hello"}, []string{`"hello"`, "broadsheet list"}},
		{[]string{"cat", "abc"}, []string{"4 to 12"}},
		{[]string{"cat", "--width", "0", "-"}, []string{"--width"}},
		{[]string{"cat", "--style", "drak", "-"}, []string{"drak"}},
		{[]string{"completion"}, []string{"bash, zsh, fish, powershell"}},
		{[]string{"completion", "bsh"}, []string{"did you mean `bash`"}},
		{[]string{"config"}, []string{"init, path or show"}},
		{[]string{"config", "int"}, []string{"did you mean `init`"}},
		{[]string{"help", "chek"}, []string{"did you mean `check`"}},
		{[]string{"version", "2"}, []string{"no arguments"}},
		{[]string{"search"}, []string{"needs one query"}},
		{[]string{"serve", "x"}, []string{"serve"}},
		{[]string{"feeds"}, []string{"add, remove, list, fetch, test, import or export"}},
		{[]string{"feeds", "ftech"}, []string{"did you mean `fetch`"}},
		{[]string{"feeds", "add"}, []string{"needs one address"}},
		{[]string{"feeds", "add", "mailto:me@example.org"}, []string{"no address of the web"}},
		{[]string{"feeds", "add", "https://"}, []string{"no address of the web"}},
		{[]string{"feeds", "remove", "a", "b"}, []string{`"b" is one too many`}},
		{[]string{"feeds", "test", "ftp://example.org/feed"}, []string{"ftp: address"}},
		{[]string{"feeds", "list", "--brokn"}, []string{"--brokn"}},
	} {
		w.refused(2, test.words, test.args...)
	}
}

func TestFailures(t *testing.T) {
	w, folder := newWorld(t), harbour(t)
	missing := filepath.Join(t.TempDir(), "missing")
	w.refused(1, []string{missing}, "list", "-L", missing)
	w.refused(1, []string{missing}, "check", "-L", missing)
	w.refused(1, []string{missing}, "cat", missing+"/a.md")
	w.refused(1, []string{"0000", "broadsheet list"}, "cat", "-L", folder, "0000")
	w.refused(2, []string{"is no single article", "broadsheet list -L"}, "cat", folder)
}

// The reader needs a terminal; the commands for scripts do not.
func TestNoTerminal(t *testing.T) {
	w, folder := newWorld(t), harbour(t)
	w.refused(1, []string{"terminal", "broadsheet list", "broadsheet cat"}, folder)
	w.refused(1, []string{"terminal"})
	w.refused(1, []string{"terminal"}, "-q", "is:unread", folder)
	if out := w.done("list", "-L", folder); out == "" {
		t.Error("without a terminal nothing is listed")
	}
}

func TestHelp(t *testing.T) {
	w := newWorld(t)
	all := w.done("--help")
	for _, command := range []string{"list", "categories", "cat", "search", "check", "index", "serve", "feeds", "marks", "accounts", "config", "completion", "man", "licences", "version"} {
		if !strings.Contains(all, "\n  "+command+" ") {
			t.Errorf("the help does not list %s", command)
		}
		one := w.done(command, "--help")
		if !strings.Contains(one, "broadsheet "+command) {
			t.Errorf("the help of %s is %q", command, one)
		}
		if same := w.done("help", command); same != one {
			t.Errorf("`help %s` and `%[1]s --help` differ", command)
		}
		for line := range strings.Lines(one) {
			if strings.Contains(line, "\x1b") {
				t.Errorf("the help of %s has colours in a pipe: %q", command, line)
			}
		}
	}
}

// A word that names a folder is a folder, if a command is not called so.
func TestFolderCalledLikeACommand(t *testing.T) {
	w := newWorld(t)
	t.Chdir(t.TempDir())
	if err := os.Mkdir("lst", 0o755); err != nil {
		t.Fatal(err)
	}
	w.refused(1, []string{"terminal"}, "lst")
}

func TestVersion(t *testing.T) {
	if out := newWorld(t).done("version"); !strings.HasPrefix(out, "broadsheet ") || strings.Count(out, "\n") != 1 {
		t.Errorf("the version is %q", out)
	}
}

func TestLicences(t *testing.T) {
	out := newWorld(t).done("licences")
	for _, want := range []string{"The Go Authors", "charm.land/bubbletea/v2 v", "modernc.org/sqlite", "broadsheet: LICENSE"} {
		if !strings.Contains(out, want) {
			t.Errorf("the licences do not have %q", want)
		}
	}
	if same := newWorld(t).done("licenses"); same != out {
		t.Error("`licenses` prints something else")
	}
}

func TestCompletion(t *testing.T) {
	w := newWorld(t)
	for shell, word := range map[string]string{
		"bash": "complete -o nospace -F _broadsheet", "zsh": "#compdef broadsheet", "fish": "complete -c broadsheet", "powershell": "Register-ArgumentCompleter",
	} {
		if out := w.done("completion", shell); !strings.Contains(out, word) {
			t.Errorf("the script for %s does not contain %q", shell, word)
		}
	}
	for _, test := range []struct{ args, want []string }{
		{[]string{"__complete", "ca"}, []string{"cat\t", "categories\t"}},
		{[]string{"__complete", "list", "--sort", ""}, []string{"newest\n", "oldest\n", "title\n"}},
		{[]string{"__complete", "cat", "--style", ""}, []string{"dark\n", "light\n"}},
		{[]string{"__complete", "completion", "f"}, []string{"fish\n"}},
		{[]string{"__complete", "list", "-q", "is:unread cat:How"}, []string{"is:unread cat:\"How it works\"\n", ":38\n"}},
		{[]string{"__complete", "-q", "cat:bzh"}, []string{"cat:报纸\n"}},
		{[]string{"__complete", "categories", "-q", "au"}, []string{"author:\n"}},
		{[]string{"__complete", "search", "cat:Cloc"}, []string{"cat:Clocks\n"}},
		{[]string{"__complete", "list", "-q", "author:\"term"}, []string{"author:\"Terminal Notes\"\n"}},
		{[]string{"__complete", "cat", "7792"}, []string{"7792c2bf70f3\t2026-03-20 How to read this newspaper\n", ":32\n"}},
		{[]string{"__complete", "config", ""}, []string{"init\t", "path\t", "show\t"}},
		{[]string{"__complete", "feeds", ""}, []string{"add\t", "remove\t", "list\t", "fetch\t", "test\t", "import\t", "export\t"}},
		{[]string{"__complete", ""}, []string{"list\t", ":0\n"}}, // and files: the directive is 0
		{[]string{"__complete", "list", "-L", ""}, []string{":0\n"}},
		{[]string{"__complete", "list", ""}, []string{":4\n"}}, // no files
	} {
		got := w.run(test.args...)
		for _, want := range test.want {
			if got.status != 0 || !strings.Contains(got.out, want) {
				t.Errorf("%q completes to %q, without %q", test.args, got.out, want)
			}
		}
	}
}

func TestManual(t *testing.T) {
	page := newWorld(t).done("man")
	for _, want := range []string{
		".TH BROADSHEET 1", ".SH NAME", ".SH COMMANDS", `.SS broadsheet list`, `.SS broadsheet feeds add URL|SITE`, "XDG_DATA_HOME", `\fB\-\-limit\fR \fIN\fR`, ".SH KEYS", "[list.open]",
		".SH CONFIGURATION", `\fBmeasure\fR`, ".SH ENVIRONMENT", ".SH EXIT STATUS", "cat:金融",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the manual does not contain %q", want)
		}
	}
	for _, command := range []string{"list", "categories", "cat", "check", "search", "index", "serve"} {
		at := strings.Index(page, "\n\\fBbroadsheet "+command+"\\fR")
		if line, _, _ := strings.Cut(page[at+1:], "\n"); at < 0 || !strings.Contains(line, `[\fB\-L\fR \fIROOT\fR]...`) {
			t.Errorf("the synopsis of %s is %q", command, line)
		}
	}
}
