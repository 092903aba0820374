package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "broadsheet"

// rooms says which of our rooms each room may import. A room is a top directory
// with all that is in it; "" is main.
func rooms() map[string][]string {
	return map[string][]string{
		"":         {"cli"},
		"model":    {},
		"server":   {},
		"articles": {"model"},
		"render":   {"model"},
		"library":  {"model", "articles"},
		"ui":       {"model", "render"},
		"cli":      {"model", "articles", "library", "render", "ui", "server"},
		"bench":    {"model", "articles", "library", "render", "ui", "cli"}, // programs that measure and draw; nothing imports it
	}
}

// homes says in which rooms a library from outside may be named. The longest
// prefix of an import path counts; what has no home may not be imported.
func homes() map[string][]string {
	return map[string][]string{
		"github.com/PuerkitoBio/goquery":         {"articles"},
		"github.com/andybalholm/cascadia":        {"articles"},
		"golang.org/x/net/html":                  {"articles"},
		"go.yaml.in/yaml/v4":                     {"articles"},
		"github.com/pelletier/go-toml/v2":        {"articles", "cli"},
		"github.com/yuin/goldmark":               {"articles"},
		"github.com/yuin/goldmark/ast":           {"articles", "render"}, // and the other parts that draw a tree, but do not parse
		"github.com/yuin/goldmark/extension/ast": {"articles", "render"},
		"github.com/yuin/goldmark/renderer":      {"articles", "render"},
		"github.com/yuin/goldmark/text":          {"articles", "render"},
		"github.com/yuin/goldmark/util":          {"articles", "render"},
		"charm.land/glamour/v2":                  {"render"},
		"github.com/alecthomas/chroma/v2":        {"render"},
		"github.com/rivo/uniseg":                 {"render", "ui", "library"},
		"github.com/clipperhouse":                {"render"},
		"modernc.org/sqlite":                     {"library"},
		"github.com/gofrs/flock":                 {"library"},
		"github.com/fsnotify/fsnotify":           {"articles"},
		"golang.org/x/crypto/ssh":                {"server", "bench"},
		"github.com/anmitsu/go-shlex":            {"server"},
		"charm.land/bubbletea/v2":                {"ui", "cli", "server", "bench"}, // see TestProgramTypes
		"github.com/charmbracelet/ultraviolet":   {"bench", "ui", "server"},
		"charm.land/bubbles/v2":                  {"ui"},
		"charm.land/lipgloss/v2":                 {"ui", "render"},
		"github.com/spf13":                       {"cli"},
		"github.com/charmbracelet/colorprofile":  {"cli", "ui", "server"},
		"github.com/charmbracelet/x/ansi":        {"ui", "render", "cli", "server", "bench"},
		"github.com/charmbracelet/x/term":        {"cli", "server"},
		"github.com/muesli/cancelreader":         {"cli"},
		"golang.org/x/sys":                       {"bench"},
		"golang.org/x/sync":                      {"articles", "library", "cli", "server"},
		"golang.org/x/time/rate":                 {"server"},
		"golang.org/x/text":                      {"articles", "library", "render"},
	}
}

// testHomes are the libraries that tests may use besides, wherever they are.
func testHomes() []string {
	return []string{"github.com/rogpeppe/go-internal", "golang.org/x/tools/txtar", "github.com/charmbracelet/x", "charm.land/bubbletea/v2", "golang.org/x/crypto/ssh"}
}

// listedPackage is what we need of the output of `go list -json`.
type listedPackage struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

// TestImports holds the rule of the house: who may import whom. Tests are laxer:
// those of any room but model may use every room below cli, to stand on real
// articles, and the libraries that exist for tests.
func TestImports(t *testing.T) {
	for _, p := range packages(t) {
		room := roomOf(p.ImportPath)
		for _, path := range p.Imports {
			if complaint := forbidden(room, path); complaint != "" {
				t.Errorf("%s imports %s: %s", p.ImportPath, path, complaint)
			}
		}
		for _, path := range slices.Concat(p.TestImports, p.XTestImports) {
			if complaint := forbiddenInTest(room, path); complaint != "" {
				t.Errorf("a test of %s imports %s: %s", p.ImportPath, path, complaint)
			}
		}
	}
}

func packages(t *testing.T) []listedPackage {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listedPackage
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p listedPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		all = append(all, p)
	}
	if len(all) < 6 {
		t.Fatalf("go list found only %d packages", len(all))
	}
	return all
}

// roomOf gives the room of one of our packages.
func roomOf(path string) string {
	room, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(path, module), "/"), "/")
	return room
}

func ours(path string) bool { return path == module || strings.HasPrefix(path, module+"/") }

// standard says whether an import path is of the standard library: none of its
// paths has a dot in its first part.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".") && !ours(path)
}

// forbidden says what is wrong with an import, or "".
func forbidden(room, path string) string {
	allowed, known := rooms()[room]
	switch {
	case !known:
		return "the room " + room + " is not in the plan of the house"
	case standard(path):
		return ""
	case ours(path):
		if other := roomOf(path); other == room || slices.Contains(allowed, other) {
			return ""
		}
		return "this room may only import " + strings.Join(allowed, ", ")
	}
	home, rooms := "", []string(nil)
	for prefix, names := range homes() {
		if (path == prefix || strings.HasPrefix(path, prefix+"/")) && len(prefix) > len(home) {
			home, rooms = prefix, names
		}
	}
	if slices.Contains(rooms, room) {
		return ""
	}
	if home == "" {
		return "this library has no home yet"
	}
	return "the home of this library is " + strings.Join(rooms, ", ")
}

func forbiddenInTest(room, path string) string {
	for _, prefix := range testHomes() {
		if path == prefix || strings.HasPrefix(path, prefix+"/") {
			return ""
		}
	}
	if below := []string{"model", "articles", "library", "render", "ui"}; room != "model" && ours(path) && slices.Contains(below, roomOf(path)) {
		return ""
	}
	return forbidden(room, path)
}

// TestForbidden shows that the rule of TestImports bites.
func TestForbidden(t *testing.T) {
	for _, test := range []struct {
		room, path string
		want       bool
	}{
		{"model", "strings", false},
		{"model", "broadsheet/articles", true},
		{"model", "golang.org/x/text/width", true},
		{"render", "broadsheet/render/linebreak", false},
		{"render", "broadsheet/library", true},
		{"render", "github.com/yuin/goldmark/ast", false},
		{"render", "github.com/yuin/goldmark/parser", true},
		{"render", "github.com/yuin/goldmark", true},
		{"ui", "broadsheet/library", true},
		{"ui", "example.org/unheard/of", true},
		{"cli", "charm.land/lipgloss/v2", true},
		{"utils", "strings", true},
	} {
		if got := forbidden(test.room, test.path) != ""; got != test.want {
			t.Errorf("%s imports %s: forbidden is %v", test.room, test.path, got)
		}
	}
}
