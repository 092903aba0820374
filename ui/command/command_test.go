package command

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/ui/canvas"
	"broadsheet/ui/words"
)

// TestCommands holds what README, config and manual rely on.
func TestCommands(t *testing.T) {
	all := All()
	if len(all) < 50 {
		t.Fatalf("only %d commands", len(all))
	}
	seen := map[string]bool{}
	for _, c := range all {
		if seen[c.Name] {
			t.Errorf("%s stands there twice", c.Name)
		}
		seen[c.Name] = true
		if len(c.Keys) == 0 || c.Screen == "" || !strings.Contains(c.Name, ".") {
			t.Errorf("%s lacks keys, a screen or a dot: %+v", c.Name, c)
		}
		if c.Help["en"] == "" || !strings.ContainsFunc(c.Help["zh"], func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s lacks help in English or Chinese: %v", c.Name, c.Help)
		}
	}
	// The keys of the design, each with the command that it stands for.
	for key, name := range map[string]string{
		"j": "move.down", "k": "move.up", "g": "move.first", "G": "move.last", "ctrl+d": "move.half_down", "ctrl+u": "move.half_up",
		"space": "move.page_down", "b": "move.page_up", "tab": "pane.next", "shift+tab": "pane.previous", "c": "category.choose",
		"1": "category.1", "9": "category.9", "0": "category.all", "r": "list.unread", "n": "next.unread", "p": "previous.unread",
		"J": "next.article", "K": "previous.article", "m": "mark.read", "*": "mark.star", "A": "mark.all_read", "u": "mark.undo",
		"o": "article.links", "O": "article.outline", "y": "article.copy", "z": "article.zoom", "+": "article.wider", "-": "article.narrower",
		"s": "list.search", "ctrl+s": "filter.save", "T": "app.theme", "?": "app.help", ":": "app.commands", "esc": "app.step_back", "q": "app.back", "ctrl+c": "app.quit",
	} {
		if !slices.ContainsFunc(all, func(c Info) bool { return c.Name == name && slices.Contains(c.Keys, key) }) {
			t.Errorf("%q is not a key of %s", key, name)
		}
	}
}

// TestKeysRefused gives commands keys that cannot be theirs.
func TestKeysRefused(t *testing.T) {
	for name, test := range map[string]struct {
		keys map[string][]string
		want string
	}{
		"unknown name":       {map[string][]string{"list.opne": {"x"}}, `there is no command "list.opne"; did you mean "list.open"?`},
		"clash":              {map[string][]string{"list.open": {"m"}}, `"m" stands for both list.open and mark.read`},
		"clash of two":       {map[string][]string{"app.theme": {"X"}, "app.problems": {"X"}}, `"X" stands for both app.theme and app.problems`},
		"letter where typed": {map[string][]string{"filter.keep": {"x"}}, `"x" cannot stand for filter.keep, since letters are text there`},
		"no key":             {map[string][]string{"app.theme": {"ctrl + t"}}, `"ctrl + t" is no key for app.theme`},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := NewKeymap(words.For("en"), test.keys); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, want %q in it", err, test.want)
			}
		})
	}
}

// TestBind gives commands the reader's own keys, and the words of the reader's language.
func TestBind(t *testing.T) {
	keys, err := NewKeymap(words.For("zh"), map[string][]string{"list.open": {"x", "insert"}, "app.help": {}})
	if err != nil {
		t.Fatal(err)
	}
	rows := keys.Bind([]Command{{Name: "list.open"}, {Name: "move.up"}, {Name: "app.back", Short: "退出"}})
	if got := KeyNames(rows[0].Keys) + " " + KeyNames(rows[1].Keys); got != "x insert k ↑" {
		t.Errorf("the keys are %q", got)
	}
	if rows[0].Short != "打开" || rows[2].Short != "退出" {
		t.Errorf("the footer says %q and %q", rows[0].Short, rows[2].Short)
	}
	if got := keys.KeyOf("list.open") + keys.KeyOf("app.help"); got != "x:" {
		t.Errorf("the keys are called %q", got)
	}
	for key, name := range map[string]string{"x": "list.open", "k": "move.up", "q": "app.back", "j": ""} {
		if row, found := Pressed(rows, tea.KeyPressMsg{Code: rune(key[0]), Text: key}); row.Name != name || found != (name != "") {
			t.Errorf("%s stands for %q", key, row.Name)
		}
	}
}

// TestHelpHasEveryCommand holds that the help and the list of all commands are one.
func TestHelpHasEveryCommand(t *testing.T) {
	keys, err := NewKeymap(words.For("en"), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range keys.Help() {
		for _, c := range s.Commands {
			if c.Help == "" || s.Title == "" {
				t.Errorf("%s has no help, or no title over it", c.Name)
			}
			names = append(names, c.Name)
		}
	}
	var all []string
	for _, info := range All() {
		all = append(all, info.Name)
	}
	if !slices.Equal(names, all) {
		t.Errorf("the help has %d commands of %d, or others", len(names), len(all))
	}
}

// TestHints puts hints into lines of all widths: the last ones are the last to go, and
// what cannot be done now is not named.
func TestHints(t *testing.T) {
	rows := []Command{
		{Name: "a", Keys: []string{"x"}, Short: "open"},
		{Name: "b", Keys: []string{"up"}, Short: "move"},
		{Name: "c", Keys: []string{"down"}, Short: "move"},
		{Name: "d", Keys: []string{"?"}, Short: "help", Off: "not now"},
	}
	hints := []Hint{{"a"}, {"d"}, {"b", "c"}}
	for width, want := range map[int]string{40: "x open  ↑ ↓ move", 15: "↑ ↓ move", 8: "", 0: ""} {
		l := canvas.NewLine(width)
		PutHints(l, &canvas.Styles{}, rows, hints)
		if got := l.String(); strings.TrimSpace(got) != want || ansi.StringWidth(got) != width {
			t.Errorf("in %d cells the hints are %q, want %q", width, got, want)
		}
	}
}
