package headlines

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
)

// drawn is the pane as text at a width.
func (p *pane) drawn(width int) string {
	p.run(p.Settle(p.t.Context(), width, paneHeight))
	return ansi.Strip(strings.Join(p.Draw(width, paneHeight, true), "\n"))
}

// TestCompactRows sets headlines on a line each, in columns that no sign moves.
func TestCompactRows(t *testing.T) {
	items := many(3)
	p := show(t, items...)
	p.library.setRead(items[1])
	p.library.marks[items[2].ID] = model.Marks{Starred: now()}
	p.SetLook(Look{Compact: true})
	drawn := p.drawn(80)
	for _, want := range []string{
		"▌●  now     The Timetable  Night train 001",
		"    1h      The Timetable  Night train 002",
		" ●★ 2h      The Timetable  Night train 003",
	} {
		if !strings.Contains(drawn, want) {
			t.Errorf("the pane does not show %q:\n%s", want, drawn)
		}
	}
	if hit, _ := p.Click(2); !hit || p.Current().ID != items[2].ID {
		t.Errorf("the third line is %v", p.Current())
	}
	p.shows("2h      Night train 003")
}

// TestDayHeadings puts a heading over the first headline of each day, in either look, and
// the mouse hits what is under it.
func TestDayHeadings(t *testing.T) {
	items := many(3)
	items[1].Date = items[0].Date.Add(-24 * time.Hour)
	items[2].Date = items[0].Date.Add(-72 * time.Hour)
	for _, compact := range []bool{false, true} {
		p := show(t, items...)
		p.SetLook(Look{Compact: compact, Days: true})
		p.settle()
		p.shows(" Today ───")
		p.shows(" Yesterday ───")
		p.shows(" " + items[2].Date.In(p.o.Zone).Format("Monday, 2 January") + " ───")
		lines := strings.Split(p.drawn(paneWidth), "\n")
		for y, line := range lines {
			if strings.Contains(line, "Night train 003") {
				if hit, _ := p.Click(y); !hit || p.Current().ID != items[2].ID {
					t.Errorf("compact %v: line %d is %v", compact, y, p.Current())
				}
			}
		}
	}
}
