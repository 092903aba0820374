package ui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/outside"
)

// This file holds what the command rows do that take an article out of the program: to
// a browser, an editor, another command or the clipboard.

// newDesk makes what starts other programs for articles.
func (a *App) newDesk(o Options) *outside.Desk {
	return outside.New(outside.Options{
		Context: a.ctx, Library: a.library, Editor: o.Editor, Command: o.Command, Window: a.window, Keys: a.keys, Words: a.words,
		Say: a.say, Notice: func() string { return a.notice }, Push: func(l *outside.Line) { a.push(l) }, Pop: a.pop, Run: tea.Exec,
	})
}

// outsideRows take the article out of the program, from every pane.
func (h *home) outsideRows() []command.Command {
	rows := []command.Command{
		{Name: "article.browse", Off: h.offNoAddress(), Run: func() tea.Cmd { return h.withAddress(h.app.openURL) }},
		{Name: "article.copy_text", Off: h.offNotShown(), Run: h.copyParagraph},
		{Name: "article.mark_lines", Off: h.offNotShown(), Run: h.startMarking},
	}
	if h.app.desk.Editor != nil {
		rows = append(rows, command.Command{Name: "article.edit", Off: h.offNoItem(), Run: func() tea.Cmd { return h.app.desk.Edit(h.target().ID) }})
	}
	if h.app.desk.Command != nil {
		rows = append(rows, command.Command{Name: "article.pipe", Off: h.offNoItem(), Run: command.Does(h.startPipe)})
	}
	return rows
}

// missing says whether there is no such command where this reader reads.
func (a *App) missing(name string) bool {
	switch name {
	case "article.full_text":
		return a.fullText == nil
	case "article.edit":
		return a.desk.Editor == nil
	case "article.pipe", "pipe.run", "pipe.drop", "pipe.form", "pipe.earlier", "pipe.later":
		return a.desk.Command == nil
	}
	return false
}

// startPipe asks for a command that reads the article.
func (h *home) startPipe() {
	id := h.target().ID
	shown := h.article.Shown()
	if shown != nil && shown.ID != id {
		shown = nil
	}
	h.app.desk.Pipe(id, shown)
}

// cameBack reads the article anew whose file was edited.
func (h *home) cameBack(e outside.Ended) {
	if item := h.article.Subject(); e.Edited && item != nil && item.ID == e.ID {
		h.article.Reread()
	}
	h.app.desk.CameBack(e)
}

// copyParagraph copies the paragraph in sight, and says which that is.
func (h *home) copyParagraph() tea.Cmd {
	a := h.app
	text := h.article.Paragraph()
	if text == "" {
		a.say(a.words.OffNoText())
		return nil
	}
	const most = 40 // cells
	beginning, _, _ := strings.Cut(text, "\n")
	return a.copyText(text, a.words.CopiedText(render.Truncate(beginning, most)))
}

// mostCopied is how much text is copied at once, in bytes: about a book, and no more
// than terminals and connections take.
const mostCopied = 256 << 10

// copyText puts a text on the reader's clipboard, and says so. The terminal is asked to,
// which works over SSH as well (OSC 52), and this machine, for terminals that do not know
// that.
func (a *App) copyText(text, said string) tea.Cmd {
	if len(text) > mostCopied {
		a.say(a.words.CopyTooLong("256 kB"))
		return nil
	}
	a.say(said)
	all := []tea.Cmd{tea.SetClipboard(text)}
	if a.inScreen {
		const most = 768 // bytes that screen takes at once
		all = append(all, tea.Raw(ansi.ScreenPassthrough(ansi.SetSystemClipboard(text), most)))
	}
	if a.clipboard != nil {
		clipboard, language := a.clipboard, a.words
		all = append(all, a.copied.Ask(a.ctx, func(ctx context.Context) tea.Msg {
			if err := clipboard(ctx, text); err != nil {
				return saying{text: language.OutsideTrouble(model.AsOutsideError(err))}
			}
			return nil
		}))
	}
	return tea.Batch(all...)
}

// lineMarker has the keyboard while lines of the article are marked.
type lineMarker struct{ home *home }

// startMarking marks the first line in sight.
func (h *home) startMarking() tea.Cmd {
	if !h.article.StartMarking() {
		h.app.say(h.app.words.OffNoText())
		return nil
	}
	m := lineMarker{h}
	h.app.push(m)
	m.tell()
	return nil
}

// tell says how many lines are marked, and what to do with them.
func (m lineMarker) tell() {
	a := m.home.app
	_, lines := m.home.article.Marked()
	a.say(a.words.LinesMarked(lines, a.keys.KeyOf("lines.copy"), a.keys.KeyOf("lines.end")))
}

// Commands are those that are bound while lines are marked.
func (m lineMarker) Commands() []command.Command {
	var rows []command.Command
	for _, name := range []string{
		"lines.down", "lines.up", "lines.paragraph_down", "lines.paragraph_up", "lines.page_down", "lines.page_up", "lines.first", "lines.last",
		"lines.other_end", "lines.from_here",
	} {
		rows = append(rows, command.Command{Name: name, Run: command.Does(func() { m.mark(name) })})
	}
	return append(rows,
		command.Command{Name: "lines.copy", Run: m.copy},
		command.Command{Name: "lines.quote", Run: m.quote},
		command.Command{Name: "lines.end", Run: command.Does(m.end)},
	)
}

// mark moves an end of the lines. Those of an article that is gone are not marked.
func (m lineMarker) mark(name string) {
	if !m.home.article.Marking() {
		m.end()
		return
	}
	m.home.article.Mark(name)
	m.tell()
}

func (m lineMarker) end() {
	m.home.article.EndMarking()
	m.home.app.pop()
}

func (m lineMarker) copy() tea.Cmd {
	text, lines := m.home.article.Marked()
	m.end()
	if lines == 0 {
		return nil
	}
	return m.home.app.copyText(text, m.home.app.words.CopiedLines(lines))
}

func (m lineMarker) quote() tea.Cmd {
	text, lines := m.home.article.Quotation()
	m.end()
	if lines == 0 {
		return nil
	}
	return m.home.app.copyText(text, m.home.app.words.CopiedQuotation(lines))
}

// Hints are the commands that the footer names.
func (m lineMarker) Hints() []command.Hint {
	return []command.Hint{{"lines.paragraph_down", "lines.paragraph_up"}, {"lines.down", "lines.up"}, {"lines.quote"}, {"lines.copy"}, {"lines.end"}}
}

// Letters that are no commands do nothing.
func (m lineMarker) Letters(tea.KeyPressMsg) tea.Cmd { return nil }

// Paste does nothing.
func (m lineMarker) Paste(string) tea.Cmd { return nil }

// Draw draws nothing: the article shows what is marked.
func (m lineMarker) Draw(*canvas.Canvas) {}

// Click marks nothing any more, and clicks there.
func (m lineMarker) Click(x, y int) tea.Cmd {
	m.end()
	return m.home.Click(x, y)
}

// Wheel scrolls the screen.
func (m lineMarker) Wheel(x, y, lines int) tea.Cmd { return m.home.Wheel(x, y, lines) }

// isAddress says whether a text can stand in a terminal's link: an address without
// anything that would have to be encoded.
func isAddress(text string) bool {
	return text != "" && !slices.ContainsFunc([]byte(text), func(b byte) bool { return b <= ' ' || b > '~' })
}
