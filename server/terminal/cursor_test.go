package terminal

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// pointed is a program that shows a frame with the cursor in it.
type pointed struct {
	still
	cursor *tea.Cursor
}

func (p *pointed) Update(tea.Msg) (tea.Model, tea.Cmd) { return p, nil }

func (p *pointed) View() tea.View {
	view := tea.NewView(p.frame)
	view.Cursor = p.cursor
	return view
}

// The cursor goes where the program has it, which braille displays and magnifiers follow.
// That costs a few bytes a key: it is hidden only while so much is drawn that it would be
// seen to wander, and shown again after that.
func TestPainterCursor(t *testing.T) {
	at := func(x, y int) *tea.Cursor {
		cursor := tea.NewCursor(x, y)
		cursor.Blink, cursor.Shape = false, tea.CursorBar
		return cursor
	}
	lines := func(row int) string {
		all := strings.Split(strings.Repeat(" 一条标题\n", 23)+" last", "\n")
		all[row] = "▌一条标题"
		return strings.Join(all, "\n")
	}
	program := &pointed{still{lines(0)}, at(0, 0)}
	var sent strings.Builder
	p := NewPainter(program, &sent, Options{Profile: colorprofile.TrueColor, Width: 80, Height: 24, FramesPerSecond: 30}, alone{})
	draw := func(frame string, cursor *tea.Cursor) string {
		sent.Reset()
		program.frame, program.cursor = frame, cursor
		p.View()
		if err := p.draw(); err != nil {
			t.Fatal(err)
		}
		return sent.String()
	}
	if first := draw(lines(0), at(0, 0)); !strings.HasSuffix(first, ansi.CursorPosition(1, 1)+ansi.ShowCursor) || !strings.Contains(first, ansi.SetCursorStyle(6)) {
		t.Errorf("the first frame ends without a steady cursor: %q", first)
	}
	down := draw(lines(1), at(0, 1))
	if !strings.HasSuffix(down, ansi.CursorPosition(1, 2)) || strings.Contains(down, ansi.HideCursor) || len(down) > 64 {
		t.Errorf("a row further down takes %d bytes: %q", len(down), down)
	}
	if moved := draw(lines(1), at(5, 1)); moved != ansi.CursorPosition(6, 2) {
		t.Errorf("the cursor alone moves by %q", moved)
	}
	if same := draw(lines(1), at(5, 1)); same != "" {
		t.Errorf("nothing has changed, and it sends %q", same)
	}
	much := draw(strings.Repeat(strings.Repeat("text ", 15)+"\n", 24), at(3, 3))
	if !strings.HasPrefix(much, ansi.HideCursor) || !strings.HasSuffix(much, ansi.CursorPosition(4, 4)+ansi.ShowCursor) {
		t.Errorf("while much is drawn the cursor is seen: %.40q … %q", much, much[len(much)-20:])
	}
	if gone := draw(program.frame, nil); gone != ansi.HideCursor {
		t.Errorf("a frame without a cursor sends %q", gone)
	}
	if back := draw(program.frame, at(1, 1)); !strings.Contains(back, ansi.CursorPosition(2, 2)+ansi.ShowCursor) {
		t.Errorf("a cursor that comes back sends %q", back)
	}
}
