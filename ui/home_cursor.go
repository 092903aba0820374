package ui

import (
	"broadsheet/ui/canvas"
)

// putCursor puts the terminal's cursor where the reader is, on the row under the cursor or
// in the text: braille displays and magnifiers follow it. What is drawn over the screen
// puts it elsewhere.
func (h *home) putCursor(c *canvas.Canvas, l layout) {
	at, x, y := l.list, 0, h.list.CursorLine()
	switch h.focus {
	case treePane:
		at, y = l.tree, h.tree.CursorLine()
	case articlePane:
		at = l.article
		x, y = h.article.CursorAt(at.Width)
	case listPane:
		if h.list.Listing().Len() == 0 {
			y = 0 // what is said in its place
		}
	}
	if y >= 0 && y < at.Height && x < at.Width {
		c.PutCursor(at.X+x, at.Y+y)
	}
}
