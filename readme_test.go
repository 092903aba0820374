package main

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"broadsheet/ui"
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

// keyTable writes the commands as a Markdown table for each screen.
func keyTable(commands []ui.CommandInfo) string {
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
		for _, command := range commands {
			if command.Screen != screen {
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
