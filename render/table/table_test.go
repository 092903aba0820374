package table

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"broadsheet/model"
)

// text gives the text of inlines that are nothing but text.
func text(inlines []model.Inline) string {
	var b strings.Builder
	for _, in := range inlines {
		b.WriteString(in.(model.Text).Text)
	}
	return b.String()
}

func cell(s string, columns, rows int) model.Cell {
	return model.Cell{ColSpan: columns, RowSpan: rows, Blocks: []model.Block{model.Paragraph{Inlines: []model.Inline{model.Text{Text: s}}}}}
}

func row(texts ...string) model.Row {
	var r model.Row
	for _, s := range texts {
		r.Cells = append(r.Cells, cell(s, 1, 1))
	}
	return r
}

// TestPlaces finds the places of cells beside and below those that span.
func TestPlaces(t *testing.T) {
	for _, test := range []struct {
		name string
		rows []model.Row
		want string // column:columns of each cell
	}{
		{"plain", []model.Row{row("a", "b"), row("c", "d")}, "0:1 1:1 / 0:1 1:1"},
		{"over columns", []model.Row{{Cells: []model.Cell{cell("a", 2, 1), cell("b", 1, 1)}}, row("c")}, "0:2 2:1 / 0:1"},
		{"over rows", []model.Row{{Cells: []model.Cell{cell("a", 1, 2), cell("b", 1, 1)}}, row("c"), row("d")}, "0:1 1:1 / 1:1 / 0:1"},
		{"over both", []model.Row{{Cells: []model.Cell{cell("a", 1, 1), cell("b", 2, 2)}}, row("c", "d")}, "0:1 1:2 / 0:1 3:1"},
		{"of nothing", []model.Row{{Cells: []model.Cell{cell("a", 0, 0), cell("b", -1, -1)}}, {}, row("c")}, "0:1 1:1 /  / 0:1"},
		{"without end", []model.Row{{Cells: []model.Cell{cell("a", 1<<40, 1<<40), cell("b", 1<<40, 1)}}, row("c")}, "0:1000 1000:1 / 1000:1"},
	} {
		var rows []string
		for _, cells := range New(model.Table{Rows: test.rows}, text).Rows {
			var places []string
			for _, c := range cells {
				places = append(places, fmt.Sprintf("%d:%d", c.Column, c.Columns))
			}
			rows = append(rows, strings.Join(places, " "))
		}
		if got := strings.Join(rows, " / "); got != test.want {
			t.Errorf("cells %s are at %s, want %s", test.name, got, test.want)
		}
	}
}

// TestAlignment sets numbers at the right of their columns, and nothing else
// that has digits, unless the author chose.
func TestAlignment(t *testing.T) {
	for _, test := range []struct {
		name   string
		values []string
		right  bool
	}{
		{"amounts", []string{"1,000", "12.5", "-3%"}, true},
		{"amounts of one length", []string{"120", "350", "981"}, true},
		{"long amounts", []string{"123456", "98765"}, true},
		{"stock codes", []string{"600519", "300750"}, false},
		{"stock codes with zeros", []string{"000001", "300750"}, false},
		{"short codes with zeros", []string{"007", "042"}, false},
		{"area codes", []string{"010", "0755"}, false},
		{"dates", []string{"2021-06-11", "2021-6-1"}, false},
		{"telephone numbers", []string{"5550-123", "555-99"}, false},
		{"words", []string{"10", "about 20"}, false},
		{"nothing", []string{"", ""}, false},
	} {
		table := model.Table{HeaderRows: 1, Rows: []model.Row{row("a header", "b")}}
		for _, v := range test.values {
			table.Rows = append(table.Rows, row(v, "x"))
		}
		g := New(table, text)
		if right := g.Alignment(g.Rows[1][0]) == model.AlignRight; right != test.right {
			t.Errorf("%s: %q is set at the right: %v", test.name, test.values[0], right)
		}
		table.Columns = []model.Alignment{model.AlignLeft}
		g = New(table, text)
		if got := g.Alignment(g.Rows[1][0]); got != model.AlignLeft {
			t.Errorf("%s: though the author says left, %q is set at %v", test.name, test.values[0], got)
		}
	}
}

// TestWidths shares the room among columns.
func TestWidths(t *testing.T) {
	table := model.Table{HeaderRows: 1, Rows: []model.Row{
		row("Year of the survey", "Newspaper", "Copies"), row("1936", "The Morning Post", "120,000"), row("1937", "晨报", "98,000"),
	}}
	for _, test := range []struct {
		room int
		want string // "" is none
	}{
		{100, "[18 16 7]"}, // as wide as it wants to be
		{45, "[18 16 7]"},
		{40, "[13 16 7]"}, // the header gives way first
		{35, "[8 16 7]"},
		{30, "[10 9 7]"},
		{26, ""},
		{2, ""},
		{-1, ""},
	} {
		widths, ok := New(table, text).Widths(test.room)
		got := ""
		if ok {
			got = fmt.Sprint(widths)
		}
		if got != test.want {
			t.Errorf("in %d cells the columns are %s, want %s", test.room, got, test.want)
		}
	}
}

// TestWidthsFit holds that the columns of any table fit in their room, and none
// is empty.
func TestWidthsFit(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var table model.Table
		table.HeaderRows = random.IntN(3)
		for range 1 + random.IntN(5) {
			var r model.Row
			for range random.IntN(5) {
				c := cell(strings.Repeat("word 字", random.IntN(8)), random.IntN(4), random.IntN(4))
				if random.IntN(10) == 0 {
					c.Blocks = append(c.Blocks, table)
				}
				r.Cells = append(r.Cells, c)
			}
			table.Rows = append(table.Rows, r)
		}
		g, room := New(table, text), random.IntN(200)
		widths, ok := g.Widths(room)
		if !ok {
			continue
		}
		total := -Gap
		for _, w := range widths {
			if total += w + Gap; w < 1 {
				t.Fatalf("a column is %d cells wide, of %v in %d", w, widths, room)
			}
		}
		if total > room || len(widths) != g.Columns {
			t.Fatalf("%d columns %v do not fit in %d cells", g.Columns, widths, room)
		}
	}
}
