package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model/fold"
	"broadsheet/render"
)

// menu is a popup with a list to choose from: by typing, or by the labels that
// stand before its rows.
type menu struct {
	desk
	title   string
	none    string // what is said when nothing matches
	input   *field // nil: rows are chosen by their labels
	entries func(typed string) []entry
	more    func(m *menu) []Command // rows besides the common ones
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
	window *window
	words  language
	keys   *keyMap
	close  func()            // takes the popup away
	say    func(text string) // tells the reader a sentence
}

func (m *menu) typed() {
	typed := ""
	if m.input != nil {
		typed = strings.TrimSpace(m.input.String())
	}
	m.shown = m.entries(typed)
	m.cursor, m.top = 0, 0
}

func (m *menu) commands() []Command {
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
func (m *menu) typingRows() []Command {
	return []Command{
		{Name: "menu.choose", Run: m.choose},
		{Name: "menu.down", Run: does(func() { m.move(1) })},
		{Name: "menu.up", Run: does(func() { m.move(-1) })},
		{Name: "menu.page_down", Run: does(func() { m.move(m.rowsShown()) })},
		{Name: "menu.page_up", Run: does(func() { m.move(-m.rowsShown()) })},
		{Name: "menu.close", Run: does(m.close)},
	}
}

// popupRows are the rows of a popup where letters are keys. move moves by
// lines, page says how many are in sight.
func popupRows(d desk, move func(int), page func() int, all int) []Command {
	return []Command{
		{Name: "popup.down", Run: does(func() { move(1) })},
		{Name: "popup.up", Run: does(func() { move(-1) })},
		{Name: "popup.page_down", Run: does(func() { move(page()) })},
		{Name: "popup.page_up", Run: does(func() { move(-page()) })},
		{Name: "popup.first", Run: does(func() { move(-all) })},
		{Name: "popup.last", Run: does(func() { move(all) })},
		{Name: "popup.close", Run: does(d.close)},
	}
}

func (m *menu) hints() []hint {
	if m.input != nil {
		return []hint{{"menu.down", "menu.up"}, {"menu.choose"}, {"menu.close"}}
	}
	return []hint{{"popup.down", "popup.up"}, {"links.copy"}, {"links.open"}, {"popup.close"}}
}

func (m *menu) letters(key tea.KeyPressMsg) tea.Cmd {
	if m.input != nil {
		if m.input.press(key) {
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
func (m *menu) typedInto() *field { return m.input }

func (m *menu) paste(text string) tea.Cmd {
	if m.input != nil {
		m.input.insert(text)
		m.typed()
	}
	return nil
}

// labels are the keys that choose a row: digits, then the letters that are
// free.
func (m *menu) labels() []string {
	taken := map[string]bool{}
	for _, row := range m.keys.bind(m.commands()) {
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
func firstRows[T any](a *App, all []T) []T {
	if len(all) <= maxRows {
		return all
	}
	a.say(a.words.firstOf(maxRows, len(all)))
	return all[:maxRows]
}

// area is where the menu stands. One that is typed into keeps its height while
// its rows come and go.
func (m *menu) area() area {
	height := 2*m.window.edge() + max(len(m.shown), 1)
	if m.input != nil {
		height = 2*m.window.edge() + typingLines + max(m.all, 1)
	}
	return m.window.frame(menuWidth, min(height, m.window.height*3/4+1))
}

func (m *menu) rowsShown() int {
	rows := m.area().height - 2*m.window.edge()
	if m.input != nil {
		rows -= typingLines
	}
	return max(rows, 0)
}

func (m *menu) draw(c *canvas) {
	m.move(0) // the window may have changed
	at := m.area()
	s := m.window.styles
	var body []string
	if m.input != nil {
		l := newLine(at.width-2).put(s.text, " ")
		text, cursor := m.input.view(l.room() - 2)
		c.putCursor(at.x+2+cursor, at.y+m.window.edge())
		if text == "" {
			l.put(s.dim, m.words.typeHere())
		}
		body = append(body, l.put(s.text, text).String(), newLine(at.width-2).String())
	}
	if len(m.shown) == 0 {
		body = append(body, newLine(at.width-2).skip(s.dim, 1).put(s.dim, m.none).String())
	}
	labels := m.rowLabels()
	for i := m.top; i < len(m.shown) && i < m.top+m.rowsShown(); i++ {
		label := ""
		if i < len(labels) {
			label = labels[i]
		}
		body = append(body, m.drawEntry(m.shown[i], at.width-2, label, i == m.cursor))
	}
	c.fade(s.faded)
	c.popup(at, m.window.boxed(m.title, m.scrolled(), body, at))
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
	return m.words.position(m.cursor+1, len(m.shown))
}

func (m *menu) drawEntry(e entry, width int, label string, current bool) string {
	s := &m.window.styles.plain
	l := newLine(width)
	if current {
		s = &m.window.styles.selected
		l.put(s.mark, s.sign)
	}
	l.to(s.text, 1)
	if label != "" {
		l.put(s.strong, label)
	}
	if m.input == nil {
		l.to(s.text, 4)
	}
	text := s.text
	if e.off != "" {
		text = s.dim
	}
	right := min(ansi.StringWidth(e.right), width/2)
	inner := newLine(l.room()-right-2).put(s.dim, e.before)
	if e.path {
		inner.put(text, cutPath(e.text, inner.room()))
	} else {
		putRanges(inner, text, s.match, e.text, e.lit, 0)
	}
	l.styled(inner.end(s.text))
	l.right(s.dim, render.Truncate(e.right, right), 1)
	return l.end(s.text)
}

func (m *menu) click(x, y int) tea.Cmd {
	at := m.area()
	if !at.contains(x, y) {
		m.close()
		return nil
	}
	row := y - at.y - m.window.edge()
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
	m.move(lines / wheelLines)
	return nil
}
