// Package popup has what stands over the screen: menus to choose from and sheets to
// read. What a choice does is given with it.
package popup

import (
	"cmp"
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
	Width   int           // cells that it would like to have; 0: as most menus
	None    string        // what is said when nothing matches
	Input   *canvas.Field // nil: rows are chosen by their labels
	Entries func(typed string) []Entry
	More    func(m *Menu) []command.Command // rows besides the common ones
	Beside  func() canvas.Area              // where it stands, if what is beside it is to be seen
	shown   []Entry
	all     int // how many rows there are before anything is typed
	cursor  int // -1: on none, since none can be chosen
	top     int
	laid    int // the width that the rows were made for
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
	Value   string   // what the entry stands for, such as an address
	Also    []string // other words that it is found by
	Heading bool     // of the rows under it; it cannot be chosen
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
	m.shown, m.laid = m.Entries(typed), m.area().Width
	m.cursor = slices.IndexFunc(m.shown, func(e Entry) bool { return e.Off == "" && !e.Heading })
	m.top = 0
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

// Move moves the cursor by rows, not counting headings.
func (m *Menu) Move(rows int) {
	step := 1
	if rows < 0 {
		step = -1
	}
	for i := m.cursor + step; rows != 0 && i >= 0 && i < len(m.shown); i += step {
		if !m.shown[i].Heading {
			m.cursor = i
			rows -= step
		}
	}
	height := max(1, m.rowsShown())
	first := max(m.cursor, 0) // with what stands over it
	for first > 0 && m.cursor-first < height-1 && m.shown[first-1].Heading {
		first--
	}
	m.top = min(m.top, first)
	m.top = max(m.top, m.cursor-height+1)
}

// Select puts the cursor on the row that stands for a value.
func (m *Menu) Select(value string) {
	m.cursor = max(0, slices.IndexFunc(m.shown, func(e Entry) bool { return e.Value == value }))
}

// Current is the row under the cursor; ok is false in an empty menu.
func (m *Menu) Current() (chosen Entry, ok bool) {
	if m.cursor < 0 || m.cursor >= len(m.shown) {
		return Entry{}, false
	}
	return m.shown[m.cursor], true
}

// Names are what the rows shown stand for.
func (m *Menu) Names() []string {
	var names []string
	for _, e := range m.shown {
		names = append(names, e.Value)
	}
	return names
}

// Choose closes the menu and does what the row under the cursor is for. Where that
// cannot be done the reader is told why, and the menu stays.
func (m *Menu) Choose() tea.Cmd {
	switch chosen, ok := m.Current(); {
	case ok && chosen.Off == "":
		m.Close()
		return chosen.Run()
	case ok:
		m.Say(chosen.Off)
	case len(m.shown) > 0 && m.shown[0].Off != "":
		m.Say(m.shown[0].Off)
	}
	return nil
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
	if m.Beside != nil {
		return m.Beside()
	}
	height := 2*m.Window.Edge() + max(len(m.shown), 1)
	if m.Input != nil {
		height = 2*m.Window.Edge() + typingLines + max(m.all, 1)
	}
	return m.Window.Frame(cmp.Or(m.Width, menuWidth), min(height, m.Window.Height*3/4+1))
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
	at := m.area()
	if at.Width != m.laid { // the window has changed
		cursor, top := m.cursor, m.top
		m.typed()
		m.cursor, m.top = min(cursor, len(m.shown)-1), min(top, max(0, len(m.shown)-1))
	}
	m.Move(0)
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
	box := m.Window.Boxed(m.Title, m.scrolled(), body, at)
	if m.Beside != nil {
		c.Overlay(at.X, at.Y, at.Width, box)
	} else {
		c.Popup(at, m.Window.Above(), box)
	}
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
	at, of := 0, 0
	for i, e := range m.shown {
		if !e.Heading {
			of++
			if i <= m.cursor {
				at++
			}
		}
	}
	return m.Words.Position(max(at, 1), of)
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
	switch {
	case e.Heading:
		text = s.Strong
	case e.Off != "":
		text = s.Dim
	}
	right := min(ansi.StringWidth(e.Right), width/2)
	inner := canvas.NewLine(l.Room()-right-2).Put(s.Dim, e.Before)
	if e.Path {
		inner.Put(text, cutPath(e.Text, inner.Room()))
	} else {
		canvas.PutRanges(inner, text, s.Match, e.Text, e.Matches, 0)
	}
	if e.Off != "" {
		inner.Put(s.Dim, " · "+e.Off)
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
	if m.shown[m.top+row].Heading {
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
