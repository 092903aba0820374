package render

import (
	"strings"
	"testing"

	"broadsheet/model"
)

// plain is the page of blocks as a reader sees it, without styling.
func plain(t *testing.T, width int, blocks ...model.Block) string {
	t.Helper()
	p := layOut(t, document(blocks...), Options{Width: width})
	var lines []string
	for i := range p.Len() {
		lines = append(lines, p.Plain(i))
	}
	return strings.Join(lines, "\n")
}

// head makes the header cell over some columns and rows.
func head(s string, columns, rows int) model.Cell {
	return model.Cell{Header: true, ColSpan: columns, RowSpan: rows, Blocks: []model.Block{words(s)}}
}

func cells(c ...model.Cell) model.Row { return model.Row{Cells: c} }

func counted() model.Table {
	return model.Table{HeaderRows: 2, Rows: []model.Row{
		cells(head("Written as", 1, 2), head("Number of", 3, 1)),
		cells(head("bytes in UTF-8", 1, 1), head("characters", 1, 1), head("letters", 1, 1)),
		row("c a f U+00E9", "5", "4", "4"),
		row("c a f e U+0301", "6", "5", "4"),
	}}
}

// TestTableShapes holds tables against what a reader should see of them at a
// width.
func TestTableShapes(t *testing.T) {
	widths := model.Table{HeaderRows: 1, Rows: []model.Row{
		row("Form", "From", "Example", "Characters"), row("Fullwidth", "U+FF01", "Ａ", "16,777,216"), row("Halfwidth", "U+FF61", "ｱ", "65"),
	}}
	years := model.Table{HeaderRows: 1, Rows: []model.Row{
		row("Year of the survey", "Newspaper in circulation", "Copies"),
		cells(model.Cell{ColSpan: 1, RowSpan: 2, Blocks: []model.Block{words("1936")}}, cell("Morning Post"), cell("120,000")),
		row("Evening News", "98,000"),
		row("1937", "Morning Post", "125,000"),
	}}
	remark := model.Table{HeaderRows: 1, Rows: []model.Row{
		row("名称", "说明", "价"),
		cells(cell("晨报"), model.Cell{ColSpan: 1, RowSpan: 2, Blocks: []model.Block{words("这两份报纸由同一家印刷所印刷，纸张、油墨和排字都一样，只是报头不同，发行时间也不同，一早一晚。")}}, cell("2")),
		row("晚报", "3"),
	}}
	for _, test := range []struct {
		name  string
		width int
		table model.Table
		want  string
	}{
		{
			"records come before words are cut", 34, widths,
			"Form: Fullwidth\nFrom: U+FF01\nExample: Ａ\nCharacters: 16,777,216\n\nForm: Halfwidth\nFrom: U+FF61\nExample: ｱ\nCharacters: 65",
		},
		{
			"a grid as long as no word is cut", 44, widths,
			"Form       From    Example  Characters\n──────────────────────────────────────\nFullwidth  U+FF01  Ａ       16,777,216\nHalfwidth  U+FF61  ｱ                65",
		},
		{
			"a cell above columns names them all", 36, counted(),
			"Written as: c a f U+00E9\nNumber of · bytes in UTF-8: 5\nNumber of · characters: 4\nNumber of · letters: 4\n\n" +
				"Written as: c a f e U+0301\nNumber of · bytes in UTF-8: 6\nNumber of · characters: 5\nNumber of · letters: 4",
		},
		{
			"a long name is broken", 22, counted(),
			"Written as:\n  c a f U+00E9\nNumber of ·\nbytes in UTF-8:\n  5\nNumber of ·\ncharacters:\n  4\nNumber of · letters: 4\n\n" +
				"Written as:\n  c a f e U+0301\nNumber of ·\nbytes in UTF-8:\n  6\nNumber of ·\ncharacters:\n  5\nNumber of · letters: 4",
		},
		{
			"the header is broken before what is below it", 49, counted(),
			"Written as                  Number of\n                    bytes in  characters  letters\n                       UTF-8\n" + strings.Repeat("─", 49) +
				"\nc a f U+00E9               5           4        4\nc a f e U+0301             6           5        4",
		},
		{
			"a cell that spans rows stands in each record", 24, years,
			"Year of the survey: 1936\nNewspaper in circulation\n  Morning Post\nCopies: 120,000\n\n" +
				"Year of the survey: 1936\nNewspaper in circulation\n  Evening News\nCopies: 98,000\n\n" +
				"Year of the survey: 1937\nNewspaper in circulation\n  Morning Post\nCopies: 125,000",
		},
		{
			"a long one is only pointed back to", 20, remark,
			"名称: 晨报\n说明: 这两份报纸由同\n  一家印刷所印刷，纸\n  张、油墨和排字都一\n  样，只是报头不同，\n  发行时间也不同，一\n  早一晚。\n价: 2\n\n名称: 晚报\n说明: ″\n价: 3",
		},
		{"empty cells make no lines, but no column goes unnamed", 20, model.Table{HeaderRows: 1, Rows: []model.Row{
			row("Name of the paper", "Remark", "Its price"), row("Morning Post", "", "2"), row("Evening News", "", ""),
		}}, "Name of the paper:\n  Morning Post\nRemark:\nIts price: 2\n\nName of the paper:\n  Evening News"},
		{"a title over all columns is said once", 20, model.Table{HeaderRows: 2, Rows: []model.Row{
			cells(head("Two morning papers", 2, 1)), row("Name", "Circulation"), row("Morning Post", "120,000"), row("Daily Herald", "98,000"),
		}}, "Two morning papers\nName: Morning Post\nCirculation: 120,000\n\nName: Daily Herald\nCirculation: 98,000"},
		{"a colon of the author's is enough", 20, model.Table{HeaderRows: 1, Rows: []model.Row{
			row("名称：", "Circulation:"), row("Morning Post", "120,000"),
		}}, "名称： Morning Post\nCirculation: 120,000"},
	} {
		if got := plain(t, test.width, test.table); got != test.want {
			t.Errorf("%s: at width %d the table is\n%s\nnot\n%s", test.name, test.width, got, test.want)
		}
	}
}

// TestNoWordIsCut sets tables at all widths and finds each word that is not too
// long for a column whole on one line.
func TestNoWordIsCut(t *testing.T) {
	table := model.Table{HeaderRows: 1, Rows: []model.Row{
		row("Encoding", "Characters", "Introduced in", "Remarks"),
		row("UTF-8", "1,112,064", "September 1992", "self-synchronizing"),
		row("GB18030", "1,112,064", "March 2000", "mandatory"),
		row("ISO-8859-1", "191", "1987", "Western European"),
	}}
	for width := 24; width <= 80; width++ {
		got := plain(t, width, table)
		for _, word := range []string{"Encoding", "Characters", "Introduced", "1,112,064", "September", "synchronizing", "mandatory", "8859-1", "European"} {
			if !strings.Contains(got, word) {
				t.Errorf("at width %d the word %s is cut:\n%s", width, word, got)
			}
		}
	}
}

// TestTallThinColumns sets a table as records where its columns would be a few
// characters wide and many lines tall, unless that is so in few of its rows.
func TestTallThinColumns(t *testing.T) {
	long := "活字里最大的一种，再大就用木头刻"
	table := model.Table{HeaderRows: 1, Rows: []model.Row{row("字号", "约合毫米", "常见用处", "备注")}}
	for range 3 {
		table.Rows = append(table.Rows, row("初号", "14.8", "报头、喜报、大标题", long))
	}
	if got := plain(t, 36, table); !strings.HasPrefix(got, "字号: 初号\n") {
		t.Errorf("the table is no set of records:\n%s", got)
	}
	for range 12 {
		table.Rows = append(table.Rows, row("五号", "3.7", "正文", "二号的一半"))
	}
	if got := plain(t, 36, table); !strings.HasPrefix(got, "字号  约合毫米") {
		t.Errorf("the table is no grid:\n%s", got)
	}
}

// TestSpanningCellOverNumbers sets a text that stands for several columns of
// numbers in their middle.
func TestSpanningCellOverNumbers(t *testing.T) {
	got := plain(t, 40, model.Table{HeaderRows: 1, Rows: []model.Row{
		row("Day", "News pages", "Other pages"), row("Monday", "16", "4"),
		cells(cell("Sunday"), model.Cell{ColSpan: 2, RowSpan: 1, Blocks: []model.Block{words("no paper")}}),
	}})
	if want := "Sunday         no paper"; !strings.HasSuffix(got, want) {
		t.Errorf("the table is\n%s", got)
	}
}

// TestHostileRecords sets tables that ask for endless repetition.
func TestHostileRecords(t *testing.T) {
	var tall, deep model.Table
	var first model.Row
	for range 100 {
		first.Cells = append(first.Cells, model.Cell{ColSpan: 1, RowSpan: 1 << 40, Blocks: []model.Block{words("again and again")}})
	}
	tall.Rows = []model.Row{first}
	for range 2000 {
		tall.Rows = append(tall.Rows, row("own"))
	}
	for i := range 1000 {
		deep.Rows = append(deep.Rows, row(strings.Repeat("h", 1+i%9), "label", "third"))
	}
	deep.HeaderRows = len(deep.Rows)
	for range 300 {
		deep.Rows = append(deep.Rows, row("a", "b", "c"))
	}
	for name, table := range map[string]model.Table{"tall": tall, "deep": deep} {
		p := layOut(t, document(table), Options{Width: 20})
		if p.Len() > 12_000 {
			t.Errorf("%s makes %d lines", name, p.Len())
		}
		checker{t}.text(document(table), p, 0)
	}
}
