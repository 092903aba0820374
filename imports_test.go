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

// room is what one of our packages may import of the others, and why there is a
// wall around it.
type room struct {
	may []string
	why string
}

// rooms are all our packages, by their folders; "" is main. What stands below
// another folder is a room of its own, with its own wall.
func rooms() map[string]room {
	return map[string]room{
		"":      {[]string{"cli"}, "it only starts"},
		"model": {[]string{"model/fold"}, "what all rooms speak of: values, without files, networks or screens"},
		"linear": {[]string{
			"model", "model/fold", "model/query", "render/table", "ui/words",
		}, "articles in lines, for those who listen, over a small interface; it knows no screens, no keys and no terminals, and does no I/O"},
		"model/fold":  {nil, "how texts are compared: tables and the standard library"},
		"model/query": {[]string{"model", "model/fold"}, "one language for the command line, views and the search line"},
		"articles": {[]string{
			"model", "articles/charset", "articles/files", "articles/frontmatter", "articles/gate", "articles/html", "articles/html/addresses",
			"articles/html/pagehead", "articles/html/reduce", "articles/markdown",
			"articles/measure", "articles/plain", "articles/templates",
		}, "bytes become articles; it knows neither what is kept of them nor screens"},
		"articles/charset": {[]string{"model", "articles/gate"}, "bytes become text; it knows no format"},
		"articles/dates":   {nil, "a text becomes a time, whoever wrote it"},
		"articles/export": {[]string{
			"model", "articles/frontmatter", "articles/gate", "articles/html", "articles/math", "articles/measure", "articles/prose",
		}, "documents are written; it cannot read files, and reading cannot lean on it"},
		"articles/files":          {[]string{"articles/charset", "articles/gate"}, "where bytes are: folders, zip files, what changes there; it does not read what they say"},
		"articles/frontmatter":    {[]string{"model", "articles/dates", "articles/gate"}, "a text becomes a head and a body; it knows neither files nor what is in the body"},
		"articles/gate":           {nil, "what every text passes before it is in a model: tables of characters, and nothing of ours"},
		"articles/html":           {[]string{"model", "articles/gate", "articles/html/dom", "articles/html/mend", "articles/math", "articles/measure", "articles/prose"}, "the one reader of HTML, which cleans; it knows no other format"},
		"articles/html/dom":       {nil, "what is asked of the nodes of a tree; it knows no article"},
		"articles/html/mend":      {[]string{"articles/html/dom"}, "a tree becomes plain HTML, and stays a tree; it knows no articles and no gate"},
		"articles/html/addresses": {nil, "relative addresses become absolute; it does not know who says to what"},
		"articles/html/pagehead": {[]string{
			"articles/dates", "articles/gate", "articles/measure",
		}, "what a page says of its article, out of its beginning; it knows no files, and makes no document"},
		"articles/html/reduce": {[]string{"articles/html/dom"}, "what of a page is its article, as one library sees it; it makes no document of it"},
		"articles/markdown":    {[]string{"model", "articles/gate", "articles/html", "articles/math", "articles/plain", "articles/prose", "articles/templates"}, "Markdown becomes HTML, and nothing else, so that there is one road"},
		"articles/math":        {[]string{"articles/html/dom"}, "formulas become lines of text; it knows the elements that pages keep them in, and no documents"},
		"articles/measure":     {[]string{"model", "articles/gate"}, "what is counted in a document, however it was written"},
		"articles/monsters":    {nil, "files that attack readers, for tests and measuring"},
		"articles/plain":       {[]string{"model", "articles/gate", "articles/prose"}, "text becomes paragraphs without a parser"},
		"articles/prose":       {[]string{"model", "articles/gate"}, "a paragraph while it is written, for all who read bodies"},
		"articles/templates":   {nil, "tags in a text become Markdown, as makers of sites do it: by text alone"},
		"articles/feed": {[]string{
			"articles/dates", "articles/gate", "articles/feed/decode", "articles/feed/document", "articles/feed/markup",
		}, "what a feed says, out of bytes of any quality; it knows neither networks nor files"},
		"articles/feed/decode":   {[]string{"articles/charset", "articles/feed/markup"}, "bytes of a feed become text; it knows no format"},
		"articles/feed/document": {[]string{"articles/feed/markup"}, "XML of any quality becomes elements; it does not know what they mean"},
		"articles/feed/markup":   {[]string{"articles/gate"}, "tags, entities and addresses, of XML and HTML alike; it knows no feeds"},
		"feeds": {[]string{
			"articles/feed", "articles/gate", "feeds/entries", "feeds/fulltext", "feeds/state", "feeds/subscriptions", "feeds/web",
		}, "news is fetched; it knows neither screens nor the library, and is given the network"},
		"feeds/discovery": {[]string{
			"articles/charset", "articles/feed", "articles/gate", "feeds/web",
		}, "an address becomes a choice of feeds; it knows neither what is followed nor what is kept"},
		"feeds/entries": {[]string{
			"articles/charset", "articles/feed", "articles/frontmatter", "articles/gate", "feeds/entries/files", "feeds/entries/identity", "feeds/state",
		}, "entries become files, and nothing else writes files; it knows no network and no subscriptions"},
		"feeds/entries/files":    {[]string{"articles/gate"}, "files are put in their places for good; it does not know what is in them"},
		"feeds/entries/identity": {[]string{"model/fold", "articles/feed", "articles/gate"}, "what tells entries apart; it knows no files and no database"},
		"feeds/fulltext": {[]string{
			"articles/feed/decode", "articles/feed/markup", "articles/gate", "articles/html", "articles/html/dom", "articles/html/reduce",
		}, "a page becomes the text of its article; it knows no network, no feeds and no files"},
		"feeds/state": {[]string{"library/sqlite"}, "what is known of feeds between two fetches; it decides nothing"},
		"feeds/subscriptions": {[]string{
			"articles/feed/decode", "articles/gate",
		}, "what is followed is a file that people edit; it knows no network, and not what a feed says"},
		"feeds/web":         {nil, "how servers are asked, whatever for; it knows no feeds and keeps nothing"},
		"feeds/web/webtest": {nil, "an internet in memory, for the tests of all who ask servers; it knows none of them"},
		"library": {[]string{
			"model", "model/query", "articles", "library/bitset", "library/catalogue", "library/index", "library/marks", "library/marks/store",
			"library/once", "library/search", "library/sqlite",
		}, "what is known of all articles and their readers; no screens"},
		"library/bitset": {nil, "sets of numbers; it knows no articles"},
		"library/cache":  {nil, "files that can be made again; it knows nothing of what is in them"},
		"library/catalogue": {[]string{
			"model", "articles", "library/cache", "library/checksum", "library/index", "library/sqlite",
		}, "what is kept of one root's files, and whether it can be trusted; it does not know what is listed"},
		"library/checksum": {nil, "whether bytes are as they were written"},
		"library/index":    {[]string{"model", "model/fold", "model/query", "library/bitset", "library/checksum"}, "what is in memory of articles; it reads no files and waits for nobody"},
		"library/killtest": {[]string{"library/sqlite"}, "what is left when a process is killed, for tests; it does not know what the process does"},
		"library/marks": {[]string{
			"model", "model/fold", "articles", "library/bitset", "library/marks/store", "library/once",
		}, "what readers did, in memory and on its way to a store; no SQL, and nothing of how articles are listed"},
		"library/marks/store": {[]string{"model"}, "what is kept of readers and how it is merged: the language between who marks and who keeps, which needs neither"},
		"library/marks/sqlite": {[]string{
			"model", "articles", "library/checksum", "library/marks/store", "library/sqlite",
		}, "one store of marks, with all that it takes to keep a file whole; only the command line picks it"},
		"library/marks/storetest": {[]string{"model", "library/marks", "library/marks/store"}, "what every store of marks has to do; it knows none of them"},
		"library/once":            {nil, "something that happens one time; the standard library alone"},
		"library/search": {[]string{
			"model", "model/fold", "model/query", "articles", "library/bitset", "library/cache", "library/checksum", "library/index", "library/sqlite",
		}, "what is found in texts; it sees the library through functions alone"},
		"library/sqlite":        {[]string{"library/checksum"}, "files of SQLite's, whatever is in them"},
		"render":                {[]string{"model", "model/fold", "render/linebreak", "render/table", "render/themes"}, "an article becomes lines of cells; it reads and keeps nothing"},
		"render/linebreak":      {nil, "where lines may break and how wide they are: tables and rules"},
		"render/table":          {[]string{"model", "render/linebreak"}, "where the cells of a table stand and how wide its columns are; it knows no lines, no pages and no colours"},
		"render/themes":         {[]string{"model"}, "how text looks, and all that knows Glamour; it knows neither documents nor lines"},
		"server":                {[]string{"server/authorizedkeys", "server/terminal"}, "who may come in over SSH; it does not know what runs there"},
		"server/authorizedkeys": {nil, "a list of keys becomes who it lets in; small enough to be held against sshd, line by line"},
		"server/terminal":       {nil, "bytes of a terminal become events, and frames become bytes; it knows no SSH and no session"},
		"ui": {[]string{
			"model", "model/fold", "model/query", "render", "render/themes", "ui/article", "ui/ask", "ui/canvas", "ui/categories", "ui/command", "ui/headlines", "ui/outside", "ui/popup",
			"ui/prompt", "ui/subscriptions", "ui/words",
		}, "screens and keys over small interfaces; it never touches files"},
		"ui/article":    {[]string{"model", "model/fold", "model/query", "render", "render/themes", "ui/ask", "ui/canvas", "ui/command", "ui/words"}, "one pane, which knows no other; what it can do has names, and no keys"},
		"ui/ask":        {nil, "questions and late answers, whatever they are about"},
		"ui/canvas":     {[]string{"model", "model/fold", "model/query", "render", "render/themes"}, "lines and boxes of cells; it knows no keys and no articles"},
		"ui/categories": {[]string{"model", "model/query", "ui/ask", "ui/canvas", "ui/command", "ui/words"}, "one pane, which knows no other; what it can do has names, and no keys"},
		"ui/command":    {[]string{"model", "ui/canvas", "ui/words"}, "names, keys and words of commands, for a screen of any kind; not what they do"},
		"ui/headlines":  {[]string{"model", "model/fold", "model/query", "render", "ui/ask", "ui/canvas", "ui/words"}, "one pane, which knows no other and no keys"},
		"ui/outside":    {[]string{"model", "ui/ask", "ui/canvas", "ui/command", "ui/prompt", "ui/words"}, "what other programs do with an article, given what starts them; it knows no screen"},
		"ui/popup":      {[]string{"model/fold", "render", "ui/canvas", "ui/command", "ui/words"}, "menus and sheets over any screen; what a choice does is given with it"},
		"ui/prompt":     {[]string{"model/query", "ui/ask", "ui/canvas", "ui/command", "ui/words"}, "lines to type into, with what could be typed; what a text does is given with it"},
		"ui/subscriptions": {[]string{
			"model", "model/fold", "render", "ui/ask", "ui/canvas", "ui/command", "ui/popup", "ui/prompt", "ui/words",
		}, "one popup, with what is typed and chosen for it; it asks for feeds, and does not know the screen below"},
		"ui/words":                      {[]string{"model", "model/query"}, "sentences, for a screen of any kind; it draws nothing"},
		"ui/words/traditional":          {nil, "Simplified Chinese of ours becomes Traditional: tables, and no sentence"},
		"ui/words/traditional/generate": {[]string{"ui/words/traditional"}, "the program that makes a language; nothing imports it"},
		"cli": {[]string{
			"linear", "model", "model/query", "articles", "articles/export", "library", "library/marks", "library/marks/sqlite", "library/marks/store", "library/search", "render", "render/linebreak",
			"render/themes", "server", "ui", "ui/words", "cli/config", "cli/desktop", "cli/feeding", "cli/licences", "cli/manual", "cli/memory", "cli/served", "cli/shells", "cli/usage", "cli/visible",
		}, "puts the rooms together"},
		"cli/config": {[]string{
			"model", "model/query", "articles", "library", "render", "render/themes", "server", "ui", "cli/usage",
		}, "what can be set, from the limits of all rooms; it opens and starts nothing"},
		"cli/desktop": {[]string{"model", "cli/config"}, "what only the machine in front of the reader is asked; nothing that is served comes here"},
		"cli/feeding": {[]string{
			"model", "model/fold", "model/query", "articles/feed", "feeds", "feeds/discovery", "feeds/fulltext", "feeds/subscriptions", "feeds/web", "render", "render/linebreak",
			"cli/config", "cli/usage",
		}, "the commands of feeds, and what screens ask, over the rooms of feeds; no articles are known here, no library and no screen"},
		"cli/licences":     {nil, "the texts of others' licences, and the program that gathers them"},
		"cli/manual":       {[]string{"model/query", "ui", "ui/command", "cli/config"}, "the manual page is made of what the program says of itself, and of nothing else"},
		"cli/memory":       {[]string{"server"}, "who waits for memory gives up the turn that a server gave it; nothing else is known here"},
		"cli/served":       {[]string{"model", "model/query", "articles", "ui"}, "what strangers see goes through here: it knows no streams, no settings and no commands"},
		"cli/shells":       {nil, "how shells complete; it knows neither the commands nor what they complete"},
		"cli/usage":        {[]string{"model"}, "how a wrong command line is answered; it knows no command"},
		"cli/visible":      {[]string{"model"}, "the one way out for text, too small to be got round"},
		"bench/feeds":      {[]string{"feeds/state"}, "programs that measure and draw; nothing imports them"},
		"bench/generate":   {[]string{"articles/monsters"}, "programs that measure and draw; nothing imports them"},
		"bench/screenshot": {[]string{"articles", "library", "render", "render/themes", "ui", "cli"}, "as above"},
		"bench/search":     {[]string{"model", "model/query", "articles", "library"}, "as above"},
		"bench/ssh":        {nil, "as above"},
		"bench/terminal":   {nil, "as above"},
	}
}

// homes says in which rooms, with those inside them, a library from outside may
// be named. The longest prefix of an import path counts; what has no home may not
// be imported.
func homes() map[string][]string {
	return map[string][]string{
		"github.com/PuerkitoBio/goquery":         {"articles/html"},
		"github.com/andybalholm/cascadia":        {"articles/html"},
		"golang.org/x/net/html":                  {"articles/charset", "articles/html", "articles/math", "feeds/discovery", "feeds/entries", "feeds/fulltext"},
		"go.yaml.in/yaml/v4":                     {"articles/frontmatter"},
		"github.com/pelletier/go-toml/v2":        {"cli/config", "articles/frontmatter"},
		"github.com/yuin/goldmark":               {"articles/markdown"},
		"github.com/yuin/goldmark-emoji":         {"articles/markdown"},
		"github.com/yuin/goldmark/ast":           {"render", "articles/markdown"}, // and the other parts that draw a tree, but do not parse
		"github.com/yuin/goldmark/extension/ast": {"render", "articles/markdown"},
		"github.com/yuin/goldmark/renderer":      {"render/themes", "articles/markdown"},
		"github.com/yuin/goldmark/text":          {"render", "articles/markdown"},
		"github.com/yuin/goldmark/util":          {"render/themes", "articles/markdown", "articles/export"},
		"charm.land/glamour/v2":                  {"render/themes"},
		"github.com/alecthomas/chroma/v2":        {"render/themes"},
		"github.com/rivo/uniseg":                 {"library/search", "ui/canvas"},
		"github.com/clipperhouse":                {"render/linebreak"},
		"golang.org/x/net/html/charset":          {"articles/charset"},
		"codeberg.org/readeck/go-readability":    {"articles/html/reduce"},
		"golang.org/x/net/http/httpproxy":        {"feeds/web"},
		"golang.org/x/net/idna":                  {"feeds/web"},
		"github.com/andybalholm/brotli":          {"feeds/web"},
		"code.dny.dev/ssrf":                      {"feeds/web"},
		"modernc.org/sqlite":                     {"library/sqlite"},
		"github.com/gofrs/flock":                 {"library/catalogue", "library/search", "library/marks/sqlite", "feeds"},
		"github.com/fsnotify/fsnotify":           {"articles/files"},
		"golang.org/x/crypto/ssh":                {"server", "bench"},
		"github.com/anmitsu/go-shlex":            {"server", "cli/desktop"},
		"charm.land/bubbletea/v2":                {"ui", "cli", "server", "bench"}, // see TestProgramTypes
		"github.com/charmbracelet/ultraviolet":   {"bench", "ui", "server"},
		"charm.land/lipgloss/v2":                 {"render/themes", "ui/canvas"},
		"github.com/spf13":                       {"cli"},
		"github.com/charmbracelet/colorprofile":  {"cli", "ui", "server"},
		"github.com/charmbracelet/x/ansi":        {"ui", "bench", "cli/desktop", "server/terminal", "render/themes"}, // there for what a colour becomes on a terminal of fewer
		"github.com/charmbracelet/x/term":        {"cli"},
		"github.com/muesli/cancelreader":         {"cli/desktop"},
		"golang.org/x/sys":                       {"bench"},
		"golang.org/x/sync":                      {"cli", "server"},
		"golang.org/x/time/rate":                 {"server", "feeds/web"},
		"golang.org/x/text":                      {"articles/gate", "articles/charset", "articles/files", "articles/measure", "feeds/entries"},
	}
}

// testHomes are the libraries that tests may use besides, wherever they are.
func testHomes() []string {
	return []string{"charm.land/glamour/v2", "github.com/rogpeppe/go-internal", "github.com/mmcdole/gofeed", "golang.org/x/text/encoding", "github.com/charmbracelet/x", "charm.land/bubbletea/v2", "golang.org/x/crypto/ssh"}
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
func roomOf(path string) string { return strings.TrimPrefix(strings.TrimPrefix(path, module), "/") }

// within says that a room is another, or inside it.
func within(room, other string) bool { return room == other || strings.HasPrefix(room, other+"/") }

func ours(path string) bool { return path == module || strings.HasPrefix(path, module+"/") }

// standard says whether an import path is of the standard library: none of its
// paths has a dot in its first part.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".") && !ours(path)
}

// forbidden says what is wrong with an import, or "".
func forbidden(from, path string) string {
	here, known := rooms()[from]
	switch {
	case !known:
		return "the room " + from + " is not in the plan of the house"
	case standard(path):
		return ""
	case ours(path):
		if slices.Contains(here.may, roomOf(path)) {
			return ""
		}
		return "this room may only import " + strings.Join(here.may, ", ") + ": " + here.why
	}
	home, rooms := "", []string(nil)
	for prefix, names := range homes() {
		if (path == prefix || strings.HasPrefix(path, prefix+"/")) && len(prefix) > len(home) {
			home, rooms = prefix, names
		}
	}
	if slices.ContainsFunc(rooms, func(home string) bool { return within(from, home) }) {
		return ""
	}
	if home == "" {
		return "this library has no home yet"
	}
	return "the home of this library is " + strings.Join(rooms, ", ")
}

func forbiddenInTest(from, path string) string {
	for _, prefix := range testHomes() {
		if path == prefix || strings.HasPrefix(path, prefix+"/") {
			return ""
		}
	}
	below := []string{"model", "articles", "feeds", "library", "linear", "render", "ui"}
	if !within(from, "model") && ours(path) && slices.ContainsFunc(below, func(room string) bool { return within(roomOf(path), room) }) {
		return ""
	}
	if ours(path) && roomOf(path) == from { // a test outside its package
		return ""
	}
	return forbidden(from, path)
}

// TestRooms holds the plan against the house: no room of it is empty, each says
// why it has a wall, and none may import what is not there.
func TestRooms(t *testing.T) {
	there := map[string]bool{}
	for _, p := range packages(t) {
		there[roomOf(p.ImportPath)] = true
	}
	for name, room := range rooms() {
		if !there[name] || room.why == "" {
			t.Errorf("the room %q is there: %v; its reason: %q", name, there[name], room.why)
		}
		for _, other := range room.may {
			if !there[other] {
				t.Errorf("%q may import %q, which is not there", name, other)
			}
		}
	}
}

// TestForbidden shows that the rule of TestImports bites.
func TestForbidden(t *testing.T) {
	for _, test := range []struct {
		from, path string
		want       bool
	}{
		{"model", "strings", false},
		{"model", "broadsheet/articles", true},
		{"model", "golang.org/x/text/width", true},
		{"render", "broadsheet/render/linebreak", false},
		{"render/linebreak", "broadsheet/render", true},
		{"render/table", "broadsheet/render", true},
		{"model/fold", "broadsheet/model", true},
		{"render", "broadsheet/library", true},
		{"render", "github.com/yuin/goldmark/ast", false},
		{"render", "charm.land/glamour/v2/ansi", true},
		{"render/themes", "charm.land/glamour/v2/ansi", false},
		{"render/themes", "broadsheet/render/linebreak", true},
		{"render", "github.com/yuin/goldmark/parser", true},
		{"render", "github.com/yuin/goldmark", true},
		{"server/authorizedkeys", "broadsheet/server", true},
		{"articles/html", "broadsheet/articles/prose", false},
		{"articles/export", "broadsheet/articles", true},
		{"articles/gate", "broadsheet/model", true},
		{"articles", "github.com/PuerkitoBio/goquery", true},
		{"library", "broadsheet/articles/gate", true},
		{"library/marks/store", "broadsheet/library/marks", true},
		{"library/marks/sqlite", "broadsheet/library/marks", true},
		{"ui", "broadsheet/library", true},
		{"ui/article", "broadsheet/ui", true},
		{"ui/headlines", "broadsheet/ui/article", true},
		{"ui/canvas", "broadsheet/ui/command", true},
		{"ui", "charm.land/lipgloss/v2", true},
		{"ui", "example.org/unheard/of", true},
		{"cli", "charm.land/lipgloss/v2", true},
		{"utils", "strings", true},
		{"ui/utils", "strings", true},
	} {
		if got := forbidden(test.from, test.path) != ""; got != test.want {
			t.Errorf("%s imports %s: forbidden is %v", test.from, test.path, got)
		}
	}
}
