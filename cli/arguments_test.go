package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"broadsheet/cli/usage"
)

// hostile is what somebody writes who wants to reach the terminal: it sets the
// clipboard and a colour, in several ways, and turns the direction of text.
const hostile = "\x1b]52;c;AAAA\a\x1b[31m\u009b31m\x9b\u202e\u2066\ue000\U000e0041\r\x00x"

// callOf runs a command line in a home of its own.
func callOf(ctx context.Context, env []string, args ...string) (out, errs string, status int) {
	var stdout, stderr bytes.Buffer
	status = Run(ctx, args, Streams{
		In: strings.NewReader("text"), Out: &stdout, Err: &stderr, Env: env,
		Now: func() time.Time { return time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC) }, Local: time.UTC,
	})
	return stdout.String(), stderr.String(), status
}

func homeOf(folder string) []string { return []string{"HOME=" + folder, "TERM=xterm"} }

// everyCommand calls visit with all commands and with their words.
func everyCommand(visit func(command *cobra.Command, words []string)) {
	root := newCall(Streams{In: strings.NewReader(""), Out: &bytes.Buffer{}, Err: &bytes.Buffer{}}).newRoot()
	var walk func(command *cobra.Command, words []string)
	walk = func(command *cobra.Command, words []string) {
		visit(command, words)
		for _, child := range command.Commands() {
			walk(child, append(words[:len(words):len(words)], child.Name()))
		}
	}
	walk(root, nil)
}

// onlyVisible fails where a stream has what a terminal would obey or hide.
func onlyVisible(t *testing.T, what, text string) {
	t.Helper()
	for _, r := range text {
		if r != '\n' && r != '\t' && unicode.In(r, unicode.Cc, unicode.Co, unicode.Zl, unicode.Zp, unicode.Bidi_Control) || r >= 0xE0000 && r <= 0xE0FFF {
			t.Errorf("%s: %U comes out in %.200q", what, r, text)
			return
		}
	}
	if !strings.Contains(text, "\xff") && strings.ToValidUTF8(text, "\xff") != text {
		t.Errorf("%s: what comes out is not UTF-8: %.200q", what, text)
	}
}

// stopped is a context that has ended, so that the server does not stay.
func stopped(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}

// Whatever stands on the command line of whatever command, both streams have
// only text.
func TestHostileArguments(t *testing.T) {
	env := homeOf(t.TempDir())
	calls := 0
	run := func(words []string, more ...string) {
		ctx := t.Context()
		if len(words) > 0 && words[0] == "serve" {
			ctx = stopped(t)
		}
		args := append(words[:len(words):len(words)], more...)
		out, errs, status := callOf(ctx, env, args...)
		calls++
		onlyVisible(t, fmt.Sprintf("standard output of %q", args), out)
		onlyVisible(t, fmt.Sprintf("standard error of %q", args), errs)
		if status == exitUsage && errs == "" {
			t.Errorf("%q is refused without a word", args)
		}
	}
	everyCommand(func(command *cobra.Command, words []string) {
		for _, more := range [][]string{
			{hostile}, {"--" + hostile}, {"--" + hostile + "=1"}, {"-" + hostile}, {hostile, hostile}, {"--", hostile}, {"--help", hostile}, {"./" + hostile}, {"-q" + hostile},
		} {
			run(words, more...)
		}
		flags := func(flag *pflag.Flag) {
			run(words, "--"+flag.Name+"="+hostile)
			run(words, "--"+flag.Name, hostile, hostile)
		}
		command.Flags().VisitAll(flags)
		command.InheritedFlags().VisitAll(flags)
	})
	for _, more := range [][]string{{"__complete", "list", "-q", "cat:" + hostile}, {"__complete", hostile, ""}, {"help", hostile}, {hostile, "list"}} {
		run(nil, more...)
	}
	if calls < 150 {
		t.Fatalf("only %d command lines were run", calls)
	}
}

// So it is with whatever the environment, the config file and the names of files
// say.
func TestHostileSurroundings(t *testing.T) {
	here := t.TempDir()
	t.Chdir(here)
	commands := [][]string{
		{"list"},
		{"list", "--json"},
		{"categories", "--json"},
		{"check"},
		{"check", "--json"},
		{"search", "--json", "words"},
		{"search", "words"},
		{"index"},
		{"config", "show"},
		{"config", "path"},
		{"config", "init"},
		{"marks", "export"},
		{"version"},
		{"help"},
		{"man"},
		{"cat", "-"},
		{},
	}
	try := func(what string, env []string, more ...string) {
		for _, command := range commands {
			args := append(command[:len(command):len(command)], more...)
			out, errs, _ := callOf(t.Context(), env, args...)
			onlyVisible(t, fmt.Sprintf("%s: standard output of %q", what, args), out)
			onlyVisible(t, fmt.Sprintf("%s: standard error of %q", what, args), errs)
			if slices.Contains(args, "--json") && out != "" && !json.Valid([]byte(out)) {
				t.Errorf("%s: %q writes what is no JSON: %.300s", what, args, out)
			}
		}
	}
	odd := strings.ReplaceAll(hostile, "\x00", "")
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TZ", "LANG", "COLUMNS", "PAGER", "TERM", "COLORFGBG"} {
		try(name, append(homeOf(t.TempDir()), name+"="+odd), "-L", t.TempDir())
		try(name, append(homeOf(t.TempDir()), name+"="+filepath.Join(t.TempDir(), odd)), "-L", t.TempDir())
	}
	if entries, err := os.ReadDir(here); err != nil || len(entries) > 0 {
		t.Errorf("something was written into the folder at hand: %q (%v)", entries, err)
	}
	for _, text := range []string{
		odd, "# " + odd + "\nx = 1", `"` + `\u001b]52;c;AAAA\u202e` + `" = 1`, `theme = "\u001b[31m\u009b"`, `theme = "\u001b[31m.json"`, `language = "\u202e"`,
		"[[view]]\nname = \"\\u001bname\"\nquery = \"is:\\u001b\\u202e\"", "[[library]]\nname = \"\\u001b\\u202e\"\npath = \"/\\u001b\\u009b\"",
		"[keys]\n\"\\u001b\" = [\"x\"]", `timezone = "\u001b"`, "[serve]\n\"\\u001b\" = 1", "[serve]\nmode = \"\\u001b\"",
	} {
		home := t.TempDir()
		env := append(homeOf(home), "XDG_CONFIG_HOME="+home)
		writeFile(t, filepath.Join(home, "broadsheet", "config.toml"), text)
		try(text, env)
	}
	switch runtime.GOOS { // what a file can be called
	case "darwin":
		odd = strings.ReplaceAll(odd, "\x9b", "")
	case "windows":
		odd = "\u009b31m\u202e\u2066\ue000\U000e0041x"
	}
	folder := filepath.Join(t.TempDir(), "folder"+odd)
	writeFile(t, filepath.Join(folder, "a"+odd, odd+".md"), "---\ntitle: ["+odd+"\ncategories: "+odd+"\n---\n\nSome words.\n")
	writeFile(t, filepath.Join(folder, odd+".md"), "Some words.\n")
	try("a folder", homeOf(t.TempDir()), "-L", folder)
	out, _, _ := callOf(t.Context(), homeOf(t.TempDir()), "list", "--json", "-L", folder)
	var items []struct{ Path string }
	if err := json.Unmarshal([]byte(out), &items); err != nil || len(items) != 2 || !slices.ContainsFunc(items, func(item struct{ Path string }) bool {
		return item.Path == strings.ToValidUTF8(odd+".md", "\ufffd")
	}) {
		t.Errorf("the names of files are not read back: %v, %q", err, items)
	}
	try("a folder that is not there", homeOf(t.TempDir()), "-L", folder+"x")
	for _, form := range []string{"--json", "--markdown", "--html", "--plain"} {
		out, errs, status := callOf(t.Context(), homeOf(t.TempDir()), "cat", form, filepath.Join(folder, odd+".md"))
		onlyVisible(t, "cat "+form, out+errs)
		if status != 0 || !strings.Contains(out, "Some words.") {
			t.Errorf("cat %s gives %d, %q, %q", form, status, out, errs)
		}
	}
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Every number of a command line has its bounds, and a sentence that says them.
func TestNumbersHaveBounds(t *testing.T) {
	folder, env := t.TempDir(), homeOf(t.TempDir())
	writeFile(t, filepath.Join(folder, "a.md"), "# A heading\n\nSome words.\n\n---\n")
	numbers := 0
	everyCommand(func(command *cobra.Command, words []string) {
		command.Flags().VisitAll(func(flag *pflag.Flag) {
			bounded, ok := flag.Value.(usage.Number)
			if !ok {
				if kind := flag.Value.Type(); strings.Contains(kind, "int") || strings.Contains(kind, "float") {
					t.Errorf("`%s --%s` is a number without bounds", command.CommandPath(), flag.Name)
				}
				return
			}
			numbers++
			argument := map[string][]string{"cat": {filepath.Join(folder, "a.md")}, "search": {"words"}, "limit": {"local"}}[command.Name()]
			tryNumbers(t, env, bounded, func(value string) []string {
				return append(append(words[:len(words):len(words)], "-L", folder, "--"+flag.Name+"="+value), argument...)
			})
		})
	})
	if numbers < 4 {
		t.Errorf("there are only %d numbers", numbers)
	}
}

// tryNumbers runs a command line with all kinds of values for an option.
func tryNumbers(t *testing.T, env []string, bounded usage.Number, line func(value string) []string) {
	t.Helper()
	for value, allowed := range map[string]bool{
		"-1": false, "0": bounded.Least <= 0, "1": true, fmt.Sprint(bounded.Most): true, fmt.Sprint(bounded.Most + 1): false,
		"1000000000": false, "9223372036854775807": false, "99999999999999999999": false, "-99999999999999999999": false, "many": false, "": false,
		"1e3": false, "0x10": false, "１": false, "1 ": false,
	} {
		args := line(value)
		out, errs, status := callOf(t.Context(), env, args...)
		switch {
		case allowed && status == exitUsage:
			t.Errorf("%q is refused: %s", args, errs)
		case !allowed && (status != exitUsage || out != "" || !strings.Contains(errs, fmt.Sprintf("from %d to %d", bounded.Least, bounded.Most))):
			t.Errorf("%q gives status %d, %q and %q", args, status, out, errs)
		}
	}
}

// So have the numbers of the config file, and its size.
func TestConfiguredNumbersHaveBounds(t *testing.T) {
	for _, name := range []string{"measure", "serve.sessions", "serve.connections", "serve.connections_per_address"} {
		for _, value := range []string{"-1", "0", "1000001", "1000000000", "9223372036854775807", "99999999999999999999", "1e9", "inf", "nan", `"1"`, `""`, "[1]", "true"} {
			home := t.TempDir()
			writeFile(t, filepath.Join(home, "broadsheet", "config.toml"), name+" = "+value+"\n")
			out, errs, status := callOf(t.Context(), append(homeOf(home), "XDG_CONFIG_HOME="+home), "config", "show")
			if status != exitFailed || out != "" || !strings.Contains(errs, "config.toml") {
				t.Errorf("%s = %s gives status %d, %q and %q", name, value, status, out, errs)
			}
		}
	}
	home := t.TempDir()
	writeFile(t, filepath.Join(home, "broadsheet", "config.toml"), strings.Repeat("# a comment\n", 1<<20/12+1))
	writeFile(t, filepath.Join(home, "style.json"), strings.Repeat(" ", 1<<20+1))
	for _, test := range []struct {
		env  []string
		args []string
	}{
		{append(homeOf(home), "XDG_CONFIG_HOME="+home), []string{"list"}},
		{homeOf(t.TempDir()), []string{"cat", "--style", filepath.Join(home, "style.json"), "-"}},
	} {
		if _, errs, status := callOf(t.Context(), test.env, test.args...); status == exitDone || !strings.Contains(errs, "more than 1048576 bytes") {
			t.Errorf("%q gives status %d and %q", test.args, status, errs)
		}
	}
}

// What the environment and the terminal say of their size has bounds too.
func TestWidthHasBounds(t *testing.T) {
	for columns, want := range map[string]int{
		"": 80, "0": 80, "-5": 80, "many": 80, "1": 1, "40": 40, "1000": 1000, "1001": 1000, "1000000000": 1000, "9223372036854775807": 1000, "99999999999999999999": 1000,
	} {
		if got := (Streams{Env: []string{"COLUMNS=" + columns}}).width(); got != want {
			t.Errorf("COLUMNS=%s gives lines of %d cells, want %d", columns, got, want)
		}
	}
	for told, want := range map[int]int{-1: 80, 0: 80, 1: 1, 65535: 1000, 1 << 40: 1000} {
		s := Streams{Size: func() (int, int, bool) { return told, told, true }}
		if got := s.width(); got != want {
			t.Errorf("a terminal of %d gives lines of %d cells, want %d", told, got, want)
		}
	}
}
