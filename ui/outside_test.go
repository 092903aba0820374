package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/ui/outside"
)

// fakeProgram is a program that only ends.
type fakeProgram struct {
	err  error
	runs func()
}

func (p *fakeProgram) Run() error {
	if p.runs != nil {
		p.runs()
	}
	return p.err
}
func (p *fakeProgram) SetStdin(io.Reader)  {}
func (p *fakeProgram) SetStdout(io.Writer) {}
func (p *fakeProgram) SetStderr(io.Writer) {}

// desktop is a machine that remembers what it was asked.
type desktop struct {
	asked  []string
	fails  error // of making ready
	ends   error // of running
	edits  func()
	copied string
}

func (d *desktop) editor(_ context.Context, root, path string) (outside.Program, error) {
	d.asked = append(d.asked, "edit "+root+" "+path)
	return &fakeProgram{err: d.ends, runs: d.edits}, d.fails
}

func (d *desktop) command(_ context.Context, line string, a *model.Article, form model.ArticleForm, back string) (outside.Program, error) {
	d.asked = append(d.asked, fmt.Sprintf("%s < %s as %d, %s", line, a.Title, form, back))
	return &fakeProgram{err: d.ends}, d.fails
}

func (d *desktop) clipboard(_ context.Context, text string) error {
	d.copied = text
	return d.fails
}

// startLocal opens a program at a machine of its reader's.
func startLocal(t *testing.T, language string, width int) (*session, *desktop) {
	t.Helper()
	d := &desktop{}
	library := newMemory(now(), harbour()...)
	o := options(library)
	o.Editor, o.Command, o.Clipboard, o.Language = d.editor, d.command, d.clipboard, language
	s := start(t, o, width, 24)
	s.app.desk.Run = func(p outside.Program, then tea.ExecCallback) tea.Cmd {
		return func() tea.Msg { return then(p.Run()) }
	}
	return s, d
}

// TestBrowse opens the article's page, from the headlines too; where there is no browser
// its address is copied, and stands as a link in the last line.
func TestBrowse(t *testing.T) {
	const page = "https://www.harbour.example/tide"
	for _, keys := range [][]string{{"B"}, {"enter", "B"}, {"z", "B"}} {
		opened := ""
		o := options(newMemory(now(), harbour()...))
		o.OpenLink = func(_ context.Context, url string) error { opened = url; return nil }
		s := start(t, o, 120, 24)
		s.press(keys...)
		if opened != page || s.clipboard != "" {
			t.Errorf("%q opened %q and copied %q", keys, opened, s.clipboard)
		}
		s.shows("Opened in your browser: harbour.example")
	}
	for _, width := range []int{120, 60} {
		s := start(t, options(newMemory(now(), harbour()...)), width, 24)
		s.press("B")
		s.shows("No browser can be opened from here; copied:")
		if s.clipboard != page || !strings.Contains(s.content(), "\x1b]8;id=notice;"+page) {
			t.Errorf("copied %q; the screen is\n%q", s.clipboard, s.content())
		}
		s.fits()
		s.press("j")
		if strings.Contains(s.content(), "id=notice") {
			t.Error("the link stays")
		}
	}
	o := options(newMemory(now(), harbour()...))
	o.PlainLinks = true
	s := start(t, o, 120, 24)
	s.press("B")
	if strings.Contains(s.content(), "\x1b]8") {
		t.Errorf("links are marked: %q", s.content())
	}
	s.press("j", "B")
	s.shows("no link to its source")
}

// TestOwnPageIsTheFirstLink holds that the article's page is the first of its links.
func TestOwnPageIsTheFirstLink(t *testing.T) {
	opened := ""
	o := options(newMemory(now(), harbour()...))
	o.OpenLink = func(_ context.Context, url string) error { opened = url; return nil }
	s := start(t, o, 120, 24)
	s.press("o", "1")
	if opened != "https://www.harbour.example/tide" {
		t.Errorf("opened %q", opened)
	}
}

// TestEdit opens the article's file in an editor, and shows what became of it.
func TestEdit(t *testing.T) {
	s, d := startLocal(t, "en", 120)
	item := s.library.items[0]
	s.press("enter")
	d.edits = func() { s.library.rewrite(item.ID, "Nobody asks the moon any more.") }
	s.press("e")
	if len(d.asked) != 1 || d.asked[0] != "edit "+item.Root+" "+item.Path {
		t.Errorf("asked is %q", d.asked)
	}
	s.shows("Nobody asks the moon")
	d.ends = &model.OutsideError{Kind: model.ProgramFailed, What: "nano", Err: errors.New("exit status 1")}
	s.press("e")
	s.shows("nano failed: exit status 1")
	d.fails = fmt.Errorf("no such article: %w", fs.ErrNotExist)
	s.press("e")
	s.shows("The article's file is gone")
	d.fails = &model.OutsideError{Kind: model.NoEditor}
	s.press("e")
	s.shows("export EDITOR=nano")
}

// TestPipe gives an article to a command, in the form that was chosen.
func TestPipe(t *testing.T) {
	s, d := startLocal(t, "en", 120)
	s.press("|")
	s.shows("a command, such as wc -w or less · reads the article as Markdown")
	s.shows("as Markdown")
	d.fails = &model.OutsideError{Kind: model.NoCommand}
	s.press("enter")
	s.shows("Type a command, such as wc -w.")
	d.fails = &model.OutsideError{Kind: model.NoProgram, What: "wcc"}
	s.write("wcc -w")
	s.press("enter")
	s.shows("There is no program wcc on this machine")
	s.shows("| wcc -w") // to be put right
	d.fails = nil
	s.press("backspace", "backspace", "backspace", "backspace")
	s.lacks("There is no program")
	s.write(" -w")
	s.press("tab", "tab")
	s.shows("as plain text")
	s.press("enter")
	if got := d.asked[len(d.asked)-1]; got != "wc -w < Why the tide comes as 2, Press enter to go back to the articles." {
		t.Errorf("asked is %q", got)
	}
	s.lacks("| wc")
	s.press("j", "|", "up")
	s.shows("| wc -w")
	s.shows("as plain text") // as the last time
	s.press("down", "esc")
	s.lacks("| wc")
	s.press("|", "up")
	d.ends = &model.OutsideError{Kind: model.ProgramFailed, What: "wc", Err: errors.New("exit status 2")}
	s.press("enter")
	s.shows("wc failed: exit status 2")
	if got := d.asked[len(d.asked)-1]; !strings.Contains(got, "Twenty photographs") {
		t.Errorf("asked is %q", got)
	}
}

// TestPipeIsLeft leaves the line while the command is made ready: it is not run.
func TestPipeIsLeft(t *testing.T) {
	s, d := startLocal(t, "zh", 80)
	ran := false
	s.press("|")
	s.write("wc")
	s.holding = true
	s.press("enter", "esc")
	s.app.desk.Run = func(outside.Program, tea.ExecCallback) tea.Cmd { ran = true; return nil }
	s.release()
	if ran || len(d.asked) != 1 {
		t.Errorf("ran: %v, asked %q", ran, d.asked)
	}
	s.lacks("| wc")
}

// TestNothingOutside has no command that starts a program where strangers read.
func TestNothingOutside(t *testing.T) {
	s := start(t, options(newMemory(now(), harbour()...)), 120, 50)
	s.press("e", "|")
	s.lacks("command")
	s.press(":")
	s.write("article.")
	s.lacks("EDITOR")
	s.press("esc", "?")
	for range 8 {
		s.lacks("EDITOR")
		s.lacks("give the article to a command")
		s.lacks("The line of a command")
		s.press("space")
	}
}

// TestCopyParagraph copies the paragraph in sight, on this machine's clipboard too.
func TestCopyParagraph(t *testing.T) {
	const paragraph = "The moon is asked, and answers. All of it is on our page."
	s, d := startLocal(t, "en", 120)
	s.press("Y")
	if s.clipboard != paragraph || d.copied != paragraph {
		t.Errorf("copied %q and %q", s.clipboard, d.copied)
	}
	s.shows("Copied: “The moon is asked, and answers.")
	d.fails = &model.OutsideError{Kind: model.NoClipboard, What: "xclip", Err: errors.New("exit status 1")}
	s.press("Y")
	s.shows("The terminal was asked to copy; xclip could not: exit status 1")
	s.press("c", "esc") // nothing more is said of it
	s.lacks("xclip")
}

// TestCopyTooMuch does not send a book to the terminal.
func TestCopyTooMuch(t *testing.T) {
	s := start(t, options(newMemory(now(), piece(model.Item{Title: "Long", Date: now()}, strings.Repeat("many words ", 30_000)))), 120, 24)
	s.press("enter", "Y")
	s.shows("more than can be copied at once (256 kB)")
	if s.clipboard != "" {
		t.Errorf("copied %d bytes", len(s.clipboard))
	}
}

// TestMarkLines marks lines by keys, and copies them as text and as a quotation.
func TestMarkLines(t *testing.T) {
	s, d := startLocal(t, "en", 120)
	s.press("enter", "V")
	s.shows("1 line marked (y copies, esc ends)")
	s.press("J")
	s.shows("2 lines marked")
	s.fits()
	s.press("y")
	if want := "The moon is asked, and answers. All of it is on our page."; s.clipboard != want || d.copied != want {
		t.Errorf("copied %q and %q", s.clipboard, d.copied)
	}
	s.shows("Copied: 2 lines")
	s.press("V", "G", ">")
	want := "> The moon is asked, and answers. All of it is on our page.\n>\n> — [Why the tide comes](<https://www.harbour.example/tide>), Harbour radio\n"
	if s.clipboard != want {
		t.Errorf("quoted is\n%s", s.clipboard)
	}
	s.shows("as a quotation with its source")
	s.clipboard = ""
	s.press("V", "j", "esc", "j")
	s.lacks("marked")
	if s.clipboard != "" {
		t.Errorf("copied %q", s.clipboard)
	}
}

// TestMarkingIsLeft goes on where the article is not the one that was marked.
func TestMarkingIsLeft(t *testing.T) {
	s, _ := startLocal(t, "en", 120)
	s.press("enter", "V")
	s.send(tea.MouseClickMsg{X: 30, Y: 7, Button: tea.MouseLeft})
	s.lacks("marked")
	s.press("V", "ctrl+c")
	if !s.quit {
		t.Error("ctrl+c does not quit")
	}
}
