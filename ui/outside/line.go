package outside

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/prompt"
)

// Line is the line that a command is typed into which reads the article.
type Line struct {
	*prompt.Line
	desk    *Desk
	id      model.ID
	article *model.Article // nil: it is not read yet
	at      int            // which of the desk's lines is shown; behind the last: what was typed
	refused string         // why the command cannot be run
	waiting bool           // the command is made ready
}

// Commands are those that are bound while a command is typed.
func (l *Line) Commands() []command.Command {
	return []command.Command{
		{Name: "pipe.run", Run: l.run},
		{Name: "pipe.drop", Run: command.Does(l.drop)},
		{Name: "pipe.form", Run: command.Does(l.nextForm)},
		{Name: "pipe.earlier", Run: command.Does(func() { l.recall(-1) })},
		{Name: "pipe.later", Run: command.Does(func() { l.recall(1) })},
	}
}

// Hints are the commands that the line names.
func (l *Line) Hints() []command.Hint {
	return []command.Hint{{"pipe.form"}, {"pipe.run"}, {"pipe.drop"}}
}

// Typed gives the command another chance.
func (l *Line) Typed() tea.Cmd {
	l.refused, l.waiting = "", false
	return nil
}

// Refusal says why the command could not be run.
func (l *Line) Refusal() string { return l.refused }

// Found is nothing: no command is completed.
func (l *Line) Found() string { return "" }

// PutOutcome puts what the command will be given, or why it could not be run.
func (l *Line) PutOutcome(line *canvas.Line) {
	s, w := l.desk.Window.Styles, l.desk.Words
	switch {
	case l.refused != "":
		line.Put(s.Failure, l.refused)
	case l.desk.Notice() != "":
		line.Put(s.Accent, l.desk.Notice())
	case l.Text() == "":
		line.Put(s.Dim, w.PipeHint()+" · "+w.GivenAs(w.Form(l.desk.form)))
	default:
		line.Put(s.Dim, w.GivenAs(w.Form(l.desk.form)))
	}
}

// Click beside the line leaves everything as it is.
func (l *Line) Click(int, int) tea.Cmd { return nil }

// Wheel moves nothing.
func (l *Line) Wheel(int, int, int) tea.Cmd { return nil }

func (l *Line) drop() {
	l.waiting = false
	l.desk.Pop()
}

// nextForm gives the command the article in another form.
func (l *Line) nextForm() { l.desk.form = (l.desk.form + 1) % (model.AsText + 1) }

// recall shows a command that was run before.
func (l *Line) recall(step int) {
	at := l.at + step
	if at < 0 || at > len(l.desk.lines) {
		return
	}
	text := ""
	if l.at = at; at < len(l.desk.lines) {
		text = l.desk.lines[at]
	}
	l.TypedInto().Set(text, "")
	l.Typed()
}

// run makes the command ready to be run. The line stays until that is done, so that
// what is wrong with it can be put right.
func (l *Line) run() tea.Cmd {
	d, id, article, text, form := l.desk, l.id, l.article, strings.TrimSpace(l.Text()), l.desk.form
	library, ready, back := d.Library, d.Command, d.Words.GoBack()
	l.refused, l.waiting = "", true
	return d.asked.Ask(d.Context, func(ctx context.Context) tea.Msg {
		answer := prepared{then: Ended{ID: id}, line: l}
		var err error
		if article == nil {
			article, err = library.Article(ctx, id)
		}
		if err == nil {
			answer.program, err = ready(ctx, text, article, form, back)
		}
		answer.err = vanished(err)
		return answer
	})
}
