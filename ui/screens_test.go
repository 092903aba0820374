package ui

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/rogpeppe/go-internal/txtar"

	"broadsheet/model"
)

var update = flag.Bool("update", false, "write the screens as they are now into testdata/screens")

// TestScreens plays the scripts under testdata/screens. A script is a list of
// commands, one a line; each "show NAME" compares the window with the file of
// that name in the same archive.
func TestScreens(t *testing.T) {
	files, err := filepath.Glob("testdata/screens/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p := &player{t: t, archive: archive, library: newMemory(now(), paper()...), width: 80, height: 24}
			p.play()
			if *update {
				archive.Files = p.shown
				if err := os.WriteFile(file, txtar.Format(archive), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// player plays one script.
type player struct {
	t             *testing.T
	archive       *txtar.Archive
	library       *memory
	options       Options
	width, height int
	session       *session
	feeds         *fakeFeeds
	holding       bool
	shown         []txtar.File
}

func (p *player) play() {
	for number, text := range strings.Split(string(p.archive.Comment), "\n") {
		text, _, _ = strings.Cut(text, "#")
		words := strings.Fields(text)
		if len(words) == 0 {
			continue
		}
		rest := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), words[0]))
		if !p.prepare(words[0], rest) && !p.act(words[0], rest) {
			p.t.Fatalf("line %d: there is no command %q", number+1, words[0])
		}
	}
}

// prepare takes the commands that stand before the first key.
func (p *player) prepare(command, rest string) bool {
	switch command {
	case "size":
		_, err := fmt.Sscanf(rest, "%dx%d", &p.width, &p.height)
		p.check(err)
		if p.session != nil {
			p.session.send(tea.WindowSizeMsg{Width: p.width, Height: p.height})
		}
	case "hold": // before the first key: nothing is answered until "release"
		p.holding = true
	case "new": // begin anew with the same library
		p.session, p.options, p.feeds = nil, Options{}, nil
	case "language":
		p.options.Language = rest
	case "query":
		p.options.Query = rest
	case "article":
		p.options.ArticleID = p.item(rest).ID
	case "feeds", "sample", "roots":
		p.prepareFeeds(command, rest)
	case "library":
		p.prepareLibrary(rest)
	case "problem":
		p.library.problems = append(p.library.problems, model.Problem{Path: "old/牛奶 and honey.md", Line: 3, Text: rest})
		p.library.status.Unreadable++
	default:
		return false
	}
	return true
}

func (p *player) prepareLibrary(kind string) {
	p.session = nil
	switch kind {
	case "paper":
		p.library = newMemory(now(), paper()...)
	case "essays":
		p.library = newMemory(now(), essays()...)
	case "attached":
		p.library = newMemory(now(), harbour()...)
	case "bridge":
		p.library = newMemory(now(), bridge())
	case "empty":
		p.library = newMemory(now())
	case "failing":
		p.library = newMemory(now())
		p.library.failure = errors.New("the disk has been pulled out")
	default:
		p.t.Fatalf("there is no library %q", kind)
	}
}

// act takes the commands of a program that runs.
func (p *player) act(command, rest string) bool {
	s := p.running()
	switch command {
	case "press":
		s.press(strings.Fields(rest)...)
	case "type":
		s.write(rest)
	case "click", "wheel":
		p.point(command, rest)
	case "loading":
		p.load(rest)
	case "arrive", "change", "index", "unsearched", "view":
		p.happen(command, rest)
	case "remove":
		p.library.remove(func(a *model.Article) bool { return strings.Contains(a.Title, rest) })
		s.send(changed{})
	case "vanish":
		p.library.vanished[p.item(rest).ID] = fmt.Errorf("open it: %w", fs.ErrNotExist)
	case "break":
		p.library.vanished[p.item(rest).ID] = errors.New("permission denied")
	case "release":
		p.holding = false
		s.release()
	case "keep": // what is asked, until "release"
		s.holding = true
	case "fetching", "fetched", "failing", "unread":
		p.fetch(command, rest)
	case "paste":
		s.send(tea.PasteMsg{Content: rest})
	case "copied":
		if s.clipboard != rest {
			p.t.Errorf("copied %q, want %q", s.clipboard, rest)
		}
	case "show":
		p.show(rest)
	default:
		return false
	}
	return true
}

// happen lets the library change by itself.
func (p *player) happen(command, rest string) {
	switch command {
	case "arrive": // an article of today
		p.library.add(piece(model.Item{Title: rest, Author: "晚报", Date: now(), Categories: [][]string{{"Travel"}}}, "It has just come."))
		p.library.status.Arrived++
	case "change": // its file has another text now
		item := p.item(rest)
		p.library.revisions[item.ID]++
		p.library.rewrite(item.ID, "This paragraph is new.")
	case "index":
		_, err := fmt.Sscanf(rest, "%d of %d", &p.library.status.Indexed, &p.library.status.ToIndex)
		p.check(err)
	case "unsearched":
		_, err := fmt.Sscanf(rest, "%d", &p.library.unsearched)
		p.check(err)
	case "view": // another program has saved it, or removed it
		name, query, _ := strings.Cut(rest, "=")
		p.library.SetView(model.View{Name: strings.TrimSpace(name), Query: strings.TrimSpace(query)})
	}
	p.session.send(changed{})
}

// prepareFeeds takes the commands that give the program feeds.
func (p *player) prepareFeeds(command, rest string) {
	p.session = nil
	switch command {
	case "sample":
		p.options.Sample = true
		return
	case "roots":
		p.options.Roots = []Root{{Key: "Feeds", Name: "Feeds", Fed: true}, {Key: "/srv/morning", Name: rest}}
		return
	}
	kind, served := strings.CutSuffix(rest, " served")
	switch kind {
	case "none":
		p.feeds = newFakeFeeds(p.library)
	case "some":
		p.feeds = newFakeFeeds(p.library, someFeeds()...)
	case "many":
		p.feeds = newFakeFeeds(p.library, manyFeeds(60)...)
	default:
		p.t.Fatalf("there are no feeds %q", kind)
	}
	p.options.Feeds, p.options.FeedEditor, p.options.FullText = p.feeds, p.feeds, p.feeds.FullText
	if served {
		p.options.FeedEditor, p.options.FullText = nil, nil
	}
}

// fetch lets the feeds change by themselves.
func (p *player) fetch(command, rest string) {
	p.feeds.change(func() {
		status := &p.feeds.status
		switch command {
		case "fetching":
			status.Fetching = true
			_, err := fmt.Sscanf(rest, "%d of %d, %d new", &status.Done, &status.Total, &status.New)
			p.check(err)
		case "fetched": // to the end
			status.Fetching, status.Done = false, status.Total
			status.Finished++
			_, err := fmt.Sscanf(rest, "%d new, %d failed", &status.New, &status.Failed)
			p.check(err)
		case "failing": // whatever is changed
			p.feeds.failure = newFailure(rest)
		case "unread": // linked pages
			p.feeds.unread = &model.FeedError{Kind: model.FeedErrorKind(rest), What: "example.org"}
		}
	})
	p.session.send(feedsChanged{})
}

func (p *player) running() *session {
	if p.session == nil {
		o := options(p.library)
		o.Language, o.Query, o.ArticleID = p.options.Language, p.options.Query, p.options.ArticleID
		o.Feeds, o.FeedEditor, o.Sample, o.Roots = p.options.Feeds, p.options.FeedEditor, p.options.Sample, p.options.Roots
		o.FullText = p.options.FullText
		p.session = start(p.t, o, p.width, p.height, p.holding)
	}
	return p.session
}

func (p *player) point(command, rest string) {
	var x, y int
	_, err := fmt.Sscanf(rest, "%d,%d", &x, &y)
	p.check(err)
	if command == "click" {
		p.session.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
		return
	}
	p.session.send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelDown})
}

// load says how many files were looked at, or that loading is done.
func (p *player) load(rest string) {
	p.library.status.Loading = rest != "done"
	if rest != "done" {
		files, err := strconv.Atoi(rest)
		p.check(err)
		p.library.status.Files = files
	}
	p.session.send(changed{})
}

func (p *player) item(title string) *model.Item {
	for _, item := range p.library.items {
		if strings.Contains(item.Title, title) {
			return item
		}
	}
	p.t.Fatalf("there is no article %q", title)
	return nil
}

func (p *player) check(err error) {
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *player) show(name string) {
	p.session.fits()
	got := p.session.screen()
	p.shown = append(p.shown, txtar.File{Name: name, Data: []byte(got)})
	if *update {
		return
	}
	for _, file := range p.archive.Files {
		if file.Name == name {
			if string(file.Data) != got {
				p.t.Errorf("%s is\n%s\nwant\n%s", name, got, file.Data)
			}
			return
		}
	}
	p.t.Errorf("there is no screen %s in the archive; it is\n%s", name, got)
}
