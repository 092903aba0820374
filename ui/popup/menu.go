// Package popup has what stands over the screen: menus to choose from and sheets to
// read. What a choice does is given with it.
package popup

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model/fold"
	"broadsheet/render"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/words"
)

// Menu is a popup with a list to choose from: by typing, or by the labels that
// stand before its rows.
type Menu struct {
	Options
	Title   string
	None    string        // what is said when nothing matches
	Input   *canvas.Field // nil: rows are chosen by their labels
	Entries func(typed string) []Entry
	More    func(m *Menu) []command.Command // rows besides the common ones
	shown   []Entry
	all     int // how many rows there are before anything is typed
	cursor  int
	top     int
}

// Entry is one row of a menu.
type Entry struct {
	Before  string       // dim, before the text
	Text    string       // what is matched
	Path    bool         // text is a path: its end tells it from others, not its middle
	Matches []fold.Range // the parts of text that matched, which are highlighted
	Right   string       // at the end of the row
	Off     string       // why it cannot be chosen now
	Run     func() tea.Cmd
	Value   string // what the entry stands for, such as an address
}

// Options are what a popup needs of the program that shows it.
type Options struct {
	Window *canvas.Window
	Words  words.Language
	Keys   *command.Keymap
	Close  func()            // takes the popup away
	Say    func(text string) // tells the reader a sentence
}

// Open lists the rows before anything is typed.
func (m *Menu) Open() {
	m.typed()
	m.all = len(m.Entries(""))
}

func (m *Menu) typed() {
	typed := ""
	if m.Input != nil {
		typed = strings.TrimSpace(m.Input.String())
	}
	m.shown = m.Entries(typed)
	m.cursor, m.top = 0, 0
}

// Commands are those that are bound while the popup is there.
func (m *Menu) Commands() []command.Command {
	if m.Input != nil {
		return m.typingRows()
	}
	rows := Commands(m.Options, m.Move, func() int { return m.rowsShown() }, len(m.shown))
	if m.More != nil {
		rows = append(rows, m.More(m)...)
	}
	return rows
}

// typingRows are the rows of a menu where letters are text.
func (m *Menu) typingRows() []command.Command {
	return []command.Command{
		{Name: "menu.choose", Run: m.Choose},
		{Name: "menu.down", Run: command.Does(func() { m.Move(1) })},
		{Name: "menu.up", Run: command.Does(func() { m.Move(-1) })},
		{Name: "menu.page_down", Run: command.Does(func() { m.Move(m.rowsShown()) })},
		{Name: "menu.page_up", Run: command.Does(func() { m.Move(-m.rowsShown()) })},
		{Name: "menu.close", Run: command.Does(m.Close)},
	}
}

// Commands are the rows of a popup where letters are keys. move moves by
// lines, page says how many are visible.
func Commands(o Options, move func(int), page func() int, all int) []command.Command {
	return []command.Command{
		{Name: "popup.down", Run: command.Does(func() { move(1) })},
		{Name: "popup.up", Run: command.Does(func() { move(-1) })},
		{Name: "popup.page_down", Run: command.Does(func() { move(page()) })},
		{Name: "popup.page_up", Run: command.Does(func() { move(-page()) })},
		{Name: "popup.first", Run: command.Does(func() { move(-all) })},
		{Name: "popup.last", Run: command.Does(func() { move(all) })},
		{Name: "popup.close", Run: command.Does(o.Close)},
	}
}

// Hints are the commands that the footer names.
func (m *Menu) Hints() []command.Hint {
	if m.Input != nil {
		return []command.Hint{{"menu.down", "menu.up"}, {"menu.choose"}, {"menu.close"}}
	}
	return []command.Hint{{"popup.down", "popup.up"}, {"links.copy"}, {"links.open"}, {"popup.close"}}
}

// Letters takes a key that is no command's.
func (m *Menu) Letters(key tea.KeyPressMsg) tea.Cmd {
	if m.Input != nil {
		if m.Input.Press(key) {
			m.typed()
		}
		return nil
	}
	if i := slices.Index(m.labels(), key.String()); i >= 0 && i < len(m.shown) {
		m.cursor = i
		return m.Choose()
	}
	return nil
}

// TypedInto is what the reader types into, nil where letters are keys.
func (m *Menu) TypedInto() *canvas.Field { return m.Input }

// Paste takes a text that was pasted.
func (m *Menu) Paste(text string) tea.Cmd {
	if m.Input != nil {
		m.Input.Insert(text)
		m.typed()
	}
	return nil
}

// labels are the keys that choose a row: digits, then the letters that are
// free.
func (m *Menu) labels() []string {
	taken := map[string]bool{}
	for _, row := range m.Keys.Bind(m.Commands()) {
		for _, key := range row.Keys {
			taken[key] = true
		}
	}
	var labels []string
	for _, r := range "123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" {
		if !taken[string(r)] {
			labels = append(labels, string(r))
		}
	}
	return labels
}

// Move moves the cursor by rows.
func (m *Menu) Move(rows int) {
	m.cursor = min(max(m.cursor+rows, 0), max(0, len(m.shown)-1))
	height := max(1, m.rowsShown())
	m.top = min(m.top, m.cursor)
	m.top = max(m.top, m.cursor-height+1)
}

// Current is the row under the cursor; ok is false in an empty menu.
func (m *Menu) Current() (chosen Entry, ok bool) {
	if m.cursor >= len(m.shown) {
		return Entry{}, false
	}
	return m.shown[m.cursor], true
}

// Choose closes the menu and does what the row under the cursor is for.
func (m *Menu) Choose() tea.Cmd {
	chosen, ok := m.Current()
	if !ok {
		return nil
	}
	m.Close()
	if chosen.Off != "" {
		m.Say(chosen.Off)
		return nil
	}
	return chosen.Run()
}

// typingLines are the line that is typed into and the space under it.
const typingLines = 2

const menuWidth = 64

// maxRows is how many rows a popup of an article's links or headings has.
const maxRows = 10_000

// FirstRows gives as many of a list as a popup has rows for, and tells the reader
// of the others.
func FirstRows[T any](o Options, all []T) []T {
	if len(all) <= maxRows {
		return all
	}
	o.Say(o.Words.FirstOf(maxRows, len(all)))
	return all[:maxRows]
}

// area is where the menu stands. One that is typed into keeps its height while
// its rows come and go.
func (m *Menu) area() canvas.Area {
	height := 2*m.Window.Edge() + max(len(m.shown), 1)
	if m.Input != nil {
		height = 2*m.Window.Edge() + typingLines + max(m.all, 1)
	}
	return m.Window.Frame(menuWidth, min(height, m.Window.Height*3/4+1))
}

func (m *Menu) rowsShown() int {
	rows := m.area().Height - 2*m.Window.Edge()
	if m.Input != nil {
		rows -= typingLines
	}
	return max(rows, 0)
}

// Draw draws the popup over what is there.
func (m *Menu) Draw(c *canvas.Canvas) {
	m.Move(0) // the window may have changed
	at := m.area()
	s := m.Window.Styles
	var body []string
	typedAt := at.X + 1
	if m.Input != nil {
		l := canvas.NewLine(at.Width-2).Put(s.Text, " ")
		text, cursor := m.Input.View(l.Room() - 2)
		typedAt = at.X + 2 + cursor
		if text == "" {
			l.Put(s.Dim, m.Words.TypeHere())
		}
		body = append(body, l.Put(s.Text, text).String(), canvas.NewLine(at.Width-2).String())
	}
	if len(m.shown) == 0 {
		body = append(body, canvas.NewLine(at.Width-2).Skip(s.Dim, 1).Put(s.Dim, m.None).String())
	}
	labels := m.rowLabels()
	for i := m.top; i < len(m.shown) && i < m.top+m.rowsShown(); i++ {
		label := ""
		if i < len(labels) {
			label = labels[i]
		}
		body = append(body, m.drawEntry(m.shown[i], at.Width-2, label, i == m.cursor))
	}
	c.Fade(s.Faded)
	c.Popup(at, m.Window.Boxed(m.Title, m.scrolled(), body, at))
	if m.Input != nil && m.cursor == 0 {
		c.PutCursor(typedAt, at.Y+m.Window.Edge())
	} else {
		c.PutCursor(at.X+1, at.Y+m.Window.Edge()+m.aboveRows()+m.cursor-m.top)
	}
}

// aboveRows is how many lines stand above the rows.
func (m *Menu) aboveRows() int {
	if m.Input == nil {
		return 0
	}
	return typingLines
}

func (m *Menu) rowLabels() []string {
	if m.Input != nil {
		return nil
	}
	return m.labels()
}

// scrolled says which rows are visible, where not all are.
func (m *Menu) scrolled() string {
	if len(m.shown) <= m.rowsShown() {
		return ""
	}
	return m.Words.Position(m.cursor+1, len(m.shown))
}

func (m *Menu) drawEntry(e Entry, width int, label string, current bool) string {
	s := &m.Window.Styles.Plain
	l := canvas.NewLine(width)
	if current {
		s = &m.Window.Styles.Selected
		l.Put(s.Mark, s.Sign)
	}
	l.To(s.Text, 1)
	if label != "" {
		l.Put(s.Strong, label)
	}
	if m.Input == nil {
		l.To(s.Text, 4)
	}
	text := s.Text
	if e.Off != "" {
		text = s.Dim
	}
	right := min(ansi.StringWidth(e.Right), width/2)
	inner := canvas.NewLine(l.Room()-right-2).Put(s.Dim, e.Before)
	if e.Path {
		inner.Put(text, cutPath(e.Text, inner.Room()))
	} else {
		canvas.PutRanges(inner, text, s.Match, e.Text, e.Matches, 0)
	}
	l.Styled(inner.End(s.Text))
	l.Right(s.Dim, render.Truncate(e.Right, right), 1)
	return l.End(s.Text)
}

// Click chooses what was hit; a click beside the popup closes it.
func (m *Menu) Click(x, y int) tea.Cmd {
	at := m.area()
	if !at.Contains(x, y) {
		m.Close()
		return nil
	}
	row := y - at.Y - m.Window.Edge()
	if m.Input != nil {
		row -= typingLines
	}
	if row < 0 || row >= m.rowsShown() || m.top+row >= len(m.shown) {
		return nil
	}
	m.cursor = m.top + row
	return m.Choose()
}

// Wheel scrolls.
func (m *Menu) Wheel(_, _, lines int) tea.Cmd {
	m.Move(lines / canvas.WheelLines)
	return nil
}

// cutPath cuts a path that is too wide in its middle: its end stays, since paths
// of one host often differ in nothing else, and the beginning of it.
func cutPath(path string, width int) string {
	full := ansi.StringWidth(path)
	if full <= width || width <= 0 {
		return path
	}
	start := ansi.Truncate(path, width/4, "")
	over := full - (width - ansi.StringWidth(start) - 1)
	end := ansi.TruncateLeft(path, over, "")
	if ansi.StringWidth(end) > full-over { // a wide character astride the cut
		end = ansi.TruncateLeft(path, over+1, "")
	}
	return start + "…" + end
}
