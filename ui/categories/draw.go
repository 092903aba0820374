package categories

import (
	"strconv"

	"broadsheet/ui/canvas"
	"broadsheet/ui/words"
)

// This file draws the pane.

// Title is what the selection is called, from the top down.
func (t *View) Title() []string {
	if t.selected.kind == selectCategory {
		return t.selected.path
	}
	return []string{t.nameOf(treeRow{selection: t.selected})}
}

// CursorLine is the line of the pane that the selection stands on; it may be out of sight.
func (t *View) CursorLine() int { return t.cursor() - t.top }

// Draw gives the pane's lines, each exactly width cells.
func (t *View) Draw(width, height int, focused bool) []string {
	lines := make([]string, 0, height)
	at := t.cursor()
	for i := t.top; i < len(t.rows) && len(lines) < height; i++ {
		style := &t.o.Window.Styles.Plain
		if i == at {
			style = &t.o.Window.Styles.Quiet
			if focused {
				style = &t.o.Window.Styles.Selected
			}
		}
		lines = append(lines, t.drawRow(t.rows[i], width, style, i == at))
	}
	for len(lines) < height {
		lines = append(lines, canvas.NewLine(width).String())
	}
	return lines
}

func (t *View) drawRow(row treeRow, width int, style *canvas.RowStyles, current bool) string {
	l := canvas.NewLine(width)
	if row.kind == selectNothing {
		return l.String()
	}
	l.Put(style.Mark, style.Sign)
	name, number, indent := t.nameOf(row), 0, 1
	text := style.Text
	switch {
	case current:
		text = style.Strong
	case row.kind == selectMore:
		text = style.Dim
	}
	if row.node != nil {
		indent = foldColumn(row)
	}
	if row.number > 0 {
		l.To(style.Dim, 1).Put(style.Dim, strconv.Itoa(row.number))
	}
	l.To(style.Text, indent)
	if row.node != nil {
		fold := " "
		if len(row.node.Children) > 0 {
			fold = "▸"
			if t.isOpen(row.node) {
				fold = "▾"
			}
		}
		l.Put(style.Dim, fold).Skip(style.Text, 1)
	}
	count := t.countOf(row)
	if count != 0 {
		number = len(words.Grouped(count)) + 2
	}
	if t.isBroken(row) {
		number = max(number, 1) + 1
	}
	inner := canvas.NewLine(l.Room()-number).Put(text, name)
	l.Styled(inner.End(style.Text))
	if t.isBroken(row) {
		l.Put(style.Strong, brokenSign)
	}
	if count != 0 {
		l.Right(style.Count, words.Grouped(count), 1)
	}
	return l.End(style.Text)
}

// foldColumn is where the mark of a category stands that says whether it is
// unfolded.
func foldColumn(row treeRow) int { return 3 + 2*(len(row.path)-1) }

func (t *View) nameOf(row treeRow) string {
	switch row.kind {
	case selectAll:
		return t.o.Words.All()
	case selectMore:
		return t.o.Words.MoreViews(len(t.views.own) - shownViews)
	case selectCategory:
		return words.Category(row.node.Name, t.o.Words)
	default:
		return t.nameOfView(row.selection)
	}
}

// countOf is the number beside a row.
func (t *View) countOf(row treeRow) int {
	if t.tree == nil {
		return 0
	}
	switch row.kind {
	case selectAll:
		return t.tree.Unread
	case selectCategory:
		return row.node.Unread
	case selectMore:
		return 0
	default:
		return t.countOfView(row.selection)
	}
}
