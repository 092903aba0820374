package ui

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

// menu is a popup with a list to choose from: by typing, or by the labels that
// stand before its rows.
type menu struct {
	desk
	title   string
	none    string        // what is said when nothing matches
	input   *canvas.Field // nil: rows are chosen by their labels
	entries func(typed string) []entry
	more    func(m *menu) []command.Command // rows besides the common ones
	shown   []entry
	all     int // how many rows there are before anything is typed
	cursor  int
	top     int
}

// entry is one row of a menu.
type entry struct {
	before string       // dim, before the text
	text   string       // what is matched
	path   bool         // text is a path: its end tells it from others, not its middle
	lit    []fold.Range // the parts of text that matched
	right  string       // at the end of the row
	off    string       // why it cannot be chosen now
	run    func() tea.Cmd
	value  string // what the entry stands for, such as an address
}

// desk is what a popup needs of the program that it stands in.
type desk struct {
	window *canvas.Window
	words  words.Language
	keys   *command.Keymap
	close  func()            // takes the popup away
	say    func(text string) // tells the reader a sentence
}

// open lists the rows before anything is typed.
func (m *menu) open() {
	m.typed()
	m.all = len(m.entries(""))
}

func (m *menu) typed() {
	typed := ""
	if m.input != nil {
		typed = strings.TrimSpace(m.input.String())
	}
	m.shown = m.entries(typed)
	m.cursor, m.top = 0, 0
}

func (m *menu) commands() []command.Command {
	if m.input != nil {
		return m.typingRows()
	}
	rows := popupRows(m.desk, m.move, func() int { return m.rowsShown() }, len(m.shown))
	if m.more != nil {
		rows = append(rows, m.more(m)...)
	}
	return rows
}

// typingRows are the rows of a menu where letters are text.
func (m *menu) typingRows() []command.Command {
	return []command.Command{
		{Name: "menu.choose", Run: m.choose},
		{Name: "menu.down", Run: command.Does(func() { m.move(1) })},
		{Name: "menu.up", Run: command.Does(func() { m.move(-1) })},
		{Name: "menu.page_down", Run: command.Does(func() { m.move(m.rowsShown()) })},
		{Name: "menu.page_up", Run: command.Does(func() { m.move(-m.rowsShown()) })},
		{Name: "menu.close", Run: command.Does(m.close)},
	}
}

// popupRows are the rows of a popup where letters are keys. move moves by
// lines, page says how many are in sight.
func popupRows(d desk, move func(int), page func() int, all int) []command.Command {
	return []command.Command{
		{Name: "popup.down", Run: command.Does(func() { move(1) })},
		{Name: "popup.up", Run: command.Does(func() { move(-1) })},
		{Name: "popup.page_down", Run: command.Does(func() { move(page()) })},
		{Name: "popup.page_up", Run: command.Does(func() { move(-page()) })},
		{Name: "popup.first", Run: command.Does(func() { move(-all) })},
		{Name: "popup.last", Run: command.Does(func() { move(all) })},
		{Name: "popup.close", Run: command.Does(d.close)},
	}
}

func (m *menu) hints() []command.Hint {
	if m.input != nil {
		return []command.Hint{{"menu.down", "menu.up"}, {"menu.choose"}, {"menu.close"}}
	}
	return []command.Hint{{"popup.down", "popup.up"}, {"links.copy"}, {"links.open"}, {"popup.close"}}
}

func (m *menu) letters(key tea.KeyPressMsg) tea.Cmd {
	if m.input != nil {
		if m.input.Press(key) {
			m.typed()
		}
		return nil
	}
	if i := slices.Index(m.labels(), key.String()); i >= 0 && i < len(m.shown) {
		m.cursor = i
		return m.choose()
	}
	return nil
}

// typedInto is what the reader types into, nil where letters are keys.
func (m *menu) typedInto() *canvas.Field { return m.input }

func (m *menu) paste(text string) tea.Cmd {
	if m.input != nil {
		m.input.Insert(text)
		m.typed()
	}
	return nil
}

// labels are the keys that choose a row: digits, then the letters that are
// free.
func (m *menu) labels() []string {
	taken := map[string]bool{}
	for _, row := range m.keys.Bind(m.commands()) {
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

func (m *menu) move(rows int) {
	m.cursor = min(max(m.cursor+rows, 0), max(0, len(m.shown)-1))
	height := max(1, m.rowsShown())
	m.top = min(m.top, m.cursor)
	m.top = max(m.top, m.cursor-height+1)
}

// current is the row under the cursor; ok is false in an empty menu.
func (m *menu) current() (chosen entry, ok bool) {
	if m.cursor >= len(m.shown) {
		return entry{}, false
	}
	return m.shown[m.cursor], true
}

// choose closes the menu and does what the row under the cursor is for.
func (m *menu) choose() tea.Cmd {
	chosen, ok := m.current()
	if !ok {
		return nil
	}
	m.close()
	if chosen.off != "" {
		m.say(chosen.off)
		return nil
	}
	return chosen.run()
}

// typingLines are the line that is typed into and the space under it.
const typingLines = 2

const menuWidth = 64

// maxRows is how many rows a popup of an article's links or headings has.
const maxRows = 10_000

// firstRows gives as many of a list as a popup has rows for, and tells the reader
// of the others.
func firstRows[T any](d desk, all []T) []T {
	if len(all) <= maxRows {
		return all
	}
	d.say(d.words.FirstOf(maxRows, len(all)))
	return all[:maxRows]
}

// area is where the menu stands. One that is typed into keeps its height while
// its rows come and go.
func (m *menu) area() canvas.Area {
	height := 2*m.window.Edge() + max(len(m.shown), 1)
	if m.input != nil {
		height = 2*m.window.Edge() + typingLines + max(m.all, 1)
	}
	return m.window.Frame(menuWidth, min(height, m.window.Height*3/4+1))
}

func (m *menu) rowsShown() int {
	rows := m.area().Height - 2*m.window.Edge()
	if m.input != nil {
		rows -= typingLines
	}
	return max(rows, 0)
}

func (m *menu) draw(c *canvas.Canvas) {
	m.move(0) // the window may have changed
	at := m.area()
	s := m.window.Styles
	var body []string
	if m.input != nil {
		l := canvas.NewLine(at.Width-2).Put(s.Text, " ")
		text, cursor := m.input.View(l.Room() - 2)
		c.PutCursor(at.X+2+cursor, at.Y+m.window.Edge())
		if text == "" {
			l.Put(s.Dim, m.words.TypeHere())
		}
		body = append(body, l.Put(s.Text, text).String(), canvas.NewLine(at.Width-2).String())
	}
	if len(m.shown) == 0 {
		body = append(body, canvas.NewLine(at.Width-2).Skip(s.Dim, 1).Put(s.Dim, m.none).String())
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
	c.Popup(at, m.window.Boxed(m.title, m.scrolled(), body, at))
}

func (m *menu) rowLabels() []string {
	if m.input != nil {
		return nil
	}
	return m.labels()
}

// scrolled says which rows are in sight, where not all are.
func (m *menu) scrolled() string {
	if len(m.shown) <= m.rowsShown() {
		return ""
	}
	return m.words.Position(m.cursor+1, len(m.shown))
}

func (m *menu) drawEntry(e entry, width int, label string, current bool) string {
	s := &m.window.Styles.Plain
	l := canvas.NewLine(width)
	if current {
		s = &m.window.Styles.Selected
		l.Put(s.Mark, s.Sign)
	}
	l.To(s.Text, 1)
	if label != "" {
		l.Put(s.Strong, label)
	}
	if m.input == nil {
		l.To(s.Text, 4)
	}
	text := s.Text
	if e.off != "" {
		text = s.Dim
	}
	right := min(ansi.StringWidth(e.right), width/2)
	inner := canvas.NewLine(l.Room()-right-2).Put(s.Dim, e.before)
	if e.path {
		inner.Put(text, cutPath(e.text, inner.Room()))
	} else {
		canvas.PutRanges(inner, text, s.Match, e.text, e.lit, 0)
	}
	l.Styled(inner.End(s.Text))
	l.Right(s.Dim, render.Truncate(e.right, right), 1)
	return l.End(s.Text)
}

func (m *menu) click(x, y int) tea.Cmd {
	at := m.area()
	if !at.Contains(x, y) {
		m.close()
		return nil
	}
	row := y - at.Y - m.window.Edge()
	if m.input != nil {
		row -= typingLines
	}
	if row < 0 || row >= m.rowsShown() || m.top+row >= len(m.shown) {
		return nil
	}
	m.cursor = m.top + row
	return m.choose()
}

func (m *menu) wheel(_, _, lines int) tea.Cmd {
	m.move(lines / canvas.WheelLines)
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
