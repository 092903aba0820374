// Package outside is what other programs do with an article: an editor that opens its
// file, a command that reads it. It starts none of them itself, and knows no screen:
// what can be started is given with it, and is nothing where strangers read.
package outside

import (
	"context"
	"errors"
	"io/fs"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/ui/ask"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/prompt"
	"broadsheet/ui/words"
)

// Program is one that is given the terminal while it runs. An error of it that a reader
// can do something about is a *model.OutsideError.
type Program = tea.ExecCommand

// Editor gives the program that edits the file of an article, by the key of its root
// and its path there.
type Editor func(ctx context.Context, root, path string) (Program, error)

// Command gives the program that a line names, with an article in some form on its
// standard input. When it has ended, it says back, and waits for a key.
type Command func(ctx context.Context, line string, a *model.Article, form model.ArticleForm, back string) (Program, error)

// Library is what is asked of the library.
type Library interface {
	Details(ctx context.Context, id model.ID) (*model.Item, error)
	Article(ctx context.Context, id model.ID) (*model.Article, error)
}

// Options are what a desk is made of.
type Options struct {
	Context context.Context
	Library Library
	Editor  Editor  // nil: nothing can be edited
	Command Command // nil: nothing can be given to commands
	Window  *canvas.Window
	Keys    *command.Keymap
	Words   words.Language
	Say     func(text string) // tells the reader a sentence
	Notice  func() string     // what the reader is told now
	Push    func(*Line)       // shows the line that a command is typed into
	Pop     func()            // takes it away

	// Run runs a program in place of the screen: tea.Exec.
	Run func(Program, tea.ExecCallback) tea.Cmd
}

// Desk starts other programs for articles, and remembers what they were.
type Desk struct {
	Options
	asked ask.Question
	form  model.ArticleForm // the one that was chosen last
	lines []string          // commands that were run, the oldest first
}

// New makes a desk.
func New(o Options) *Desk { return &Desk{Options: o} }

// Ended says that a program has given the terminal back.
type Ended struct {
	ID     model.ID // of its article
	Edited bool     // it was an editor
	Err    error
}

// prepared is a program that can be run now, or the reason why it cannot.
type prepared struct {
	program Program
	then    Ended
	line    *Line // where its command was typed; nil for an editor
	err     error
}

// Edit opens the file of an article in the reader's editor.
func (d *Desk) Edit(id model.ID) tea.Cmd {
	library, editor := d.Library, d.Editor
	return d.asked.Ask(d.Context, func(ctx context.Context) tea.Msg {
		answer := prepared{then: Ended{ID: id, Edited: true}}
		whole, err := library.Details(ctx, id) // a list knows no paths
		if err == nil {
			answer.program, err = editor(ctx, whole.Root, whole.Path)
		}
		answer.err = vanished(err)
		return answer
	})
}

// Pipe asks for a command that reads an article. shown is the article if it is known
// already, else nil.
func (d *Desk) Pipe(id model.ID, shown *model.Article) {
	l := &Line{desk: d, id: id, article: shown, at: len(d.lines)}
	l.Line = prompt.New(prompt.Options{
		Context: d.Context, Window: d.Window, Keys: d.Keys, Words: d.Words, Say: d.Say, Sign: d.Words.PipeSign(),
	}, l)
	d.Push(l)
}

// Receive takes the answer to one of the desk's questions; others are none of its.
func (d *Desk) Receive(message tea.Msg) (next tea.Cmd, mine bool) {
	answer, mine := message.(prepared)
	switch {
	case !mine:
		return nil, false
	case answer.err != nil && answer.line != nil && answer.line.waiting:
		answer.line.waiting, answer.line.refused = false, d.Words.OutsideTrouble(model.AsOutsideError(answer.err))
		return nil, true
	case answer.err != nil:
		d.Say(d.Words.OutsideTrouble(model.AsOutsideError(answer.err)))
		return nil, true
	case answer.line != nil && !answer.line.waiting: // the reader has left it
		return nil, true
	case answer.line != nil:
		d.remember(answer.line.Text())
		d.Pop()
	}
	return d.Run(answer.program, func(err error) tea.Msg {
		answer.then.Err = err
		return answer.then
	}), true
}

// CameBack says how a program ended, if that was not well.
func (d *Desk) CameBack(e Ended) {
	if e.Err != nil {
		d.Say(d.Words.OutsideTrouble(model.AsOutsideError(e.Err)))
	}
}

// mostLines is how many commands are remembered.
const mostLines = 50

func (d *Desk) remember(line string) {
	if n := len(d.lines); n > 0 && d.lines[n-1] == line {
		return
	}
	d.lines = append(d.lines, line)
	if len(d.lines) > mostLines {
		d.lines = d.lines[1:]
	}
}

// vanished is an error with its kind where it says that there is no such file.
func vanished(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &model.OutsideError{Kind: model.FileVanished, Err: err}
	}
	return err
}
