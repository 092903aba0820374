package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestConfigInit(t *testing.T) {
	w := newWorld(t)
	path := filepath.Join(w.home, "config", "broadsheet", "config.toml")
	if out := w.done("config", "path"); out != path+"\n" {
		t.Fatalf("the path is %q", out)
	}
	before := settingsOf(w.done("config", "show"))
	if out := w.done("config", "init"); out != path+"\n" {
		t.Errorf("init says %q", out)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if line != "\n" && !strings.HasPrefix(line, "#") {
			t.Errorf("a line of the default file does something: %q", line)
		}
		if len(line) > 82 {
			t.Errorf("a line of the default file is long: %q", line)
		}
	}
	if after := settingsOf(w.done("config", "show")); after != before {
		t.Errorf("the default file changes the settings from\n%s\nto\n%s", before, after)
	}
	w.refused(1, []string{path, "already"}, "config", "init")
	if again, err := os.ReadFile(path); err != nil || string(again) != string(data) {
		t.Errorf("a second init has changed the file (%v)", err)
	}
}

// settingsOf drops the comments of `config show`.
func settingsOf(shown string) string {
	var lines []string
	for line := range strings.Lines(shown) {
		setting, _, _ := strings.Cut(line, "#")
		lines = append(lines, strings.TrimSpace(setting))
	}
	return strings.Join(lines, "\n")
}

// Every example of the default file can be used by taking its # away.
func TestConfigExamples(t *testing.T) {
	w := newWorld(t)
	path := strings.TrimSpace(w.done("config", "init"))
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, "#"); ok && !strings.HasPrefix(rest, " ") {
			lines = append(lines, strings.TrimSuffix(rest, "\n"))
		}
	}
	w.configure(lines...)
	shown := w.done("config", "show")
	for _, want := range []string{
		`language = "en" `, `theme = "auto" `, `measure = 76 `, `list = "roomy" `, `days = false `, `timezone = "Asia/Shanghai" `, `date_zone = "UTC" `, `mouse = true `,
		`hyperlinks = true `, `"list.open" = ["enter", "o"]`, `{ name = "News", path = "` + filepath.Join(w.home, "news") + `" }`,
	} {
		if !strings.Contains(shown, want) {
			t.Errorf("the settings are\n%swithout %s", shown, want)
		}
	}
	if strings.Contains(shown, "# default") {
		t.Errorf("a setting has no example:\n%s", shown)
	}
}

func TestConfigShowsWhereFrom(t *testing.T) {
	w := newWorld(t)
	w.env = append(w.env, "LANG=zh_CN.UTF-8", "TZ=Europe/Berlin")
	for _, want := range []string{"language = \"zh\"", "# LANG\n", "timezone = \"Europe/Berlin\"", "# TZ\n", "# default\n"} {
		if shown := w.done("config", "show"); !strings.Contains(shown, want) {
			t.Errorf("%q is not in\n%s", want, shown)
		}
	}
	w.env = append(w.env, "LC_MESSAGES=zh", "LC_ALL=de_DE")
	if shown := w.done("config", "show"); !strings.Contains(shown, `language = "en"`) || !strings.Contains(shown, "# LC_ALL\n") {
		t.Errorf("LC_ALL does not go before LC_MESSAGES in\n%s", shown)
	}
	w.configure(`# first`, `language = "zh"`)
	if shown := w.done("config", "show"); !strings.Contains(shown, `language = "zh"`) || !strings.Contains(shown, "# line 2 of the config file\n") {
		t.Errorf("the config file does not go before the environment in\n%s", shown)
	}
}

func TestConfigRefuses(t *testing.T) {
	for _, test := range []struct {
		name  string
		lines []string
		words []string
	}{
		{"an unknown setting", []string{"", "mesure = 60"}, []string{"line 2", "`mesure`", "did you mean `measure`"}},
		{"an unknown table", []string{"[key]", `"list.open" = "x"`}, []string{"line 1", "`key`", "`keys`"}},
		{"the first of two mistakes", []string{"zzz = 1", "aaa = 2"}, []string{"line 1", "`zzz`"}},
		{"no TOML", []string{"measure = 60", "language = "}, []string{"line 2", "not TOML"}},
		{"a key twice", []string{"measure = 60", "measure = 61"}, []string{"line 2"}},
		{"a text for a number", []string{`measure = "60"`}, []string{"line 1", "measure", "number"}},
		{"a number out of range", []string{"mouse = true", "measure = 500"}, []string{"line 2", "20 to 200"}},
		{"an unknown language", []string{`language = "fr"`}, []string{"line 1", `"fr"`, `"zh"`}},
		{"an unknown theme", []string{`theme = "lihgt"`}, []string{"line 1", "lihgt"}},
		{"a style file that is missing", []string{`theme = "mine.json"`}, []string{"line 1", "mine.json"}},
		{"an unknown zone", []string{`timezone = "Shanghai"`}, []string{"line 1", `"Shanghai"`, "Asia/Shanghai"}},
		{"no way to end lines", []string{`line_breaks = "hexo"`}, []string{"line 1", `"hexo"`, `"join"`}},
		{"no switch", []string{`mouse = "yes"`}, []string{"line 1", "true or false"}},
		{"an unknown command", []string{"[keys]", `"list.open" = "enter"`, `"list.opne" = ["o"]`}, []string{"line 3", `"list.opne"`, "`list.open`"}},
		{"a key that is a number", []string{"[keys]", `"list.open" = 7`}, []string{"line 2", "list.open", "list of keys"}},
		{"a library without a path", []string{"[[library]]", `path = "/a"`, "[[library]]", `name = "B"`}, []string{"line 3", "no path"}},
		{"an unknown word in a library", []string{"[[library]]", `path = "/a"`, "", "[[library]]", `pfad = "/b"`}, []string{"line 5", "`pfad`"}},
		{"two libraries of a name", []string{"[[library]]", `name = "N"`, `path = "/a"`, "[[library]]", `path = "/b"`, `name = "N"`}, []string{"line 6", `"N"`}},
		{"a library in single brackets", []string{"[library]", `path = "/a"`}, []string{"line 1", "[[library]]"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t)
			w.configure(test.lines...)
			words := append(test.words, filepath.Join("broadsheet", "config.toml"))
			w.refused(1, words, "config", "show")
			w.refused(1, words, "list")
		})
	}
}

func TestConfiguredLibraries(t *testing.T) {
	w, folder := newWorld(t), harbour(t)
	write(t, filepath.Join(w.home, "config", "broadsheet", "here"), map[string]string{"near.md": "# Near the config\n"})
	gone := filepath.Join(t.TempDir(), "gone")
	w.configure(`date_zone = "Asia/Shanghai"`,
		"[[library]]", `name = "Harbour"`, "path = '"+folder+"'",
		"[[library]]", `path = "here"`)
	all := listJSON(t, w.done("list", "--json"))
	if len(all) != 4 || all[1].Root != "Harbour" || all[3].Title != "Near the config" {
		t.Fatalf("the libraries hold %+v", all)
	}
	if all[1].Date != "2024-05-02T10:30:00Z" {
		t.Errorf("a date without a zone, in Shanghai, is %s", all[1].Date)
	}
	// What the command line names goes before the config file.
	if got := len(listJSON(t, w.done("list", "--json", "-L", folder))); got != 3 {
		t.Errorf("-L lists %d articles", got)
	}
	// A library that is not there now is told of, and the others are read.
	w.configure("[[library]]", "path = '"+gone+"'", "[[library]]", "path = '"+folder+"'")
	got := w.run("list", "--json")
	if got.status != 1 || len(listJSON(t, got.out)) != 3 || !strings.Contains(got.err, gone) {
		t.Errorf("with a library gone: %+v", got)
	}
	w.configure("[[library]]", "path = '"+gone+"'")
	w.refused(1, []string{gone, "config.toml"}, "list")
}

// Names of commands may be written with their dot in quotes or not.
func TestConfiguredKeys(t *testing.T) {
	w := newWorld(t)
	w.configure("[keys]", `list.open = ["enter", "o"]`)
	if shown := w.done("config", "show"); !strings.Contains(shown, `"list.open" = ["enter", "o"]`) {
		t.Errorf("the keys are not in\n%s", shown)
	}
}

func TestNoHome(t *testing.T) {
	w := newWorld(t)
	w.env = []string{"TERM=xterm"}
	if out := w.done("list", "-L", harbour(t)); out == "" {
		t.Error("without a home nothing is listed")
	}
	w.refused(1, []string{"HOME"}, "config", "path")
	w.refused(1, []string{"HOME"}, "config", "init")
}
