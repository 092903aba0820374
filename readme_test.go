package main

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"broadsheet/model/query"
	"broadsheet/ui"
	"broadsheet/ui/command"
)

var update = flag.Bool("update", false, "write the generated parts of README.md")

const (
	keysBegin = "<!-- keys: generated; `go test -run TestKeyTable . -update` writes it anew -->\n"
	keysEnd   = "<!-- end of keys -->\n"
)

// TestKeyTable holds that the README's key table is that of the command rows.
func TestKeyTable(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(data), keysBegin)
	written, after, closed := strings.Cut(rest, keysEnd)
	if !found || !closed {
		t.Fatal("README.md has lost the marks around its key table")
	}
	table := keyTable(ui.Commands())
	if written == table {
		return
	}
	if !*update {
		t.Fatal("the key table of README.md is stale: run `go test -run TestKeyTable . -update`")
	}
	if err := os.WriteFile("README.md", []byte(before+keysBegin+table+keysEnd+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestQueryTable holds that the README's table of query terms is that of the
// language.
func TestQueryTable(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	const head = "| term | articles |\n| --- | --- |\n"
	_, rest, found := strings.Cut(string(data), head)
	written, _, closed := strings.Cut(rest, "\n\n")
	if !found || !closed {
		t.Fatal("README.md has lost its table of query terms")
	}
	var rows []string
	for _, form := range query.Forms() {
		rows = append(rows, "| `"+strings.Join(form.Examples, "` `")+"` | "+form.Means+" |")
	}
	if want := strings.Join(rows, "\n"); written != want {
		t.Errorf("the table of query terms in README.md is not\n%s", want)
	}
}

// alike are the neighbours of a command that do what it does, each with a key of
// its own, as the nine of the categories do.
func alike(commands []command.Info, i int) (first, last int) {
	same := func(a, b command.Info) bool {
		return a.Screen == b.Screen && a.Help["en"] == b.Help["en"] && len(a.Keys) == 1 && len(b.Keys) == 1
	}
	first, last = i, i
	for first > 0 && same(commands[first-1], commands[i]) {
		first--
	}
	for last < len(commands)-1 && same(commands[last+1], commands[i]) {
		last++
	}
	return first, last
}

// keyTable writes the commands as a Markdown table for each screen.
func keyTable(commands []command.Info) string {
	var b strings.Builder
	var screens []string
	for _, command := range commands {
		if !slices.Contains(screens, command.Screen) {
			screens = append(screens, command.Screen)
		}
	}
	cell := strings.NewReplacer("|", `\|`, "<", "&lt;")
	for _, screen := range screens {
		b.WriteString("\n**" + strings.ToUpper(screen[:1]) + screen[1:] + "**\n\n| key | what it does | name in the config |\n| --- | --- | --- |\n")
		for i, command := range commands {
			if command.Screen != screen {
				continue
			}
			if first, last := alike(commands, i); first < i {
				continue
			} else if last > i {
				b.WriteString("| `" + command.Keys[0] + "…" + commands[last].Keys[0] + "` | " + cell.Replace(command.Help["en"]) +
					" | `" + command.Name + " … " + commands[last].Keys[0] + "` |\n")
				continue
			}
			var keys []string
			for _, key := range command.Keys {
				keys = append(keys, "`"+cell.Replace(key)+"`")
			}
			b.WriteString("| " + strings.Join(keys, " ") + " | " + cell.Replace(command.Help["en"]) + " | `" + command.Name + "` |\n")
		}
	}
	b.WriteString("\n")
	return b.String()
}
