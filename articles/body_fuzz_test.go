package articles

import (
	"html"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"broadsheet/articles/gate"
	"broadsheet/articles/measure"
	"broadsheet/model"
)

// seedFuzz gives a fuzz target all cases, attacks and small bombs.
func seedFuzz(f *testing.F) {
	f.Helper()
	cases, err := filepath.Glob("testdata/body/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range cases {
		if filepath.Ext(name) == ".golden" {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	for _, attack := range attacks() {
		f.Add(attack)
	}
}

// letters gives the letters and digits of a text that a screen can show.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if (unicode.IsLetter(r) || unicode.IsDigit(r)) && r != 0x3164 && r != 0xFFA0 {
			return r
		}
		return -1
	}, s)
}

func checkDocument(t *testing.T, document *model.Document, stats measure.Stats) {
	t.Helper()
	checkStrings(t, "the document", reflect.ValueOf(*document))
	checkStrings(t, "the stats", reflect.ValueOf(stats))
	checkShape(t, document.Blocks)
}

// checkShape reports blocks that no reader of a document expects.
func checkShape(t *testing.T, blocks []model.Block) {
	t.Helper()
	for _, block := range blocks {
		switch b := block.(type) {
		case model.Paragraph:
			if len(b.Inlines) == 0 {
				t.Error("a paragraph is empty")
			}
		case model.Heading:
			if len(b.Inlines) == 0 || b.Level < 1 || b.Level > 6 {
				t.Errorf("a heading is empty or of level %d", b.Level)
			}
		case model.List:
			if len(b.Items) == 0 {
				t.Error("a list is empty")
			}
		case model.Figure:
			if len(b.Images) == 0 {
				t.Error("a figure has no picture")
			}
		case model.Table:
			checkTable(t, b)
		default:
		}
		for _, inner := range innerBlocks(block) {
			checkShape(t, inner)
		}
	}
}

// checkTable holds a table's cells against its columns and rows.
func checkTable(t *testing.T, table model.Table) {
	t.Helper()
	covered := make([]int, len(table.Columns)) // for each column, the rows that a span still covers
	for i, row := range table.Rows {
		column := 0
		for _, cell := range row.Cells {
			for column < len(covered) && covered[column] > 0 {
				column++
			}
			if cell.ColSpan < 1 || cell.RowSpan < 1 || column+cell.ColSpan > len(covered) || i+cell.RowSpan > len(table.Rows) {
				t.Errorf("row %d: a cell of %dx%d at column %d does not fit a table of %d columns and %d rows",
					i, cell.ColSpan, cell.RowSpan, column, len(table.Columns), len(table.Rows))
				return
			}
			for range cell.ColSpan {
				covered[column] = max(covered[column], cell.RowSpan)
				column++
			}
		}
		for k := range covered {
			covered[k] = max(0, covered[k]-1)
		}
	}
	if table.HeaderRows < 0 || table.HeaderRows > len(table.Rows) {
		t.Errorf("%d of %d rows are header", table.HeaderRows, len(table.Rows))
	}
}

func FuzzHTML(f *testing.F) {
	seedFuzz(f)
	f.Fuzz(func(t *testing.T, body string) {
		parsed := parseBody(t.Context(), bodyHTML, body, "", "")
		document, stats := parsed.document, parsed.stats
		checkDocument(t, &document, stats)

		// As text between tags, all of it is there, but for formulas, which are read.
		shown := html.EscapeString(strings.NewReplacer("$", "", `\`, "").Replace(strings.ToValidUTF8(body, "")))
		document = parseBody(t.Context(), bodyHTML, "<p>first</p><div>"+shown+"</div><p>last</p>", "", "").document
		if got, want := letters(documentText(&document)), letters("first"+html.UnescapeString(shown)+"last"); got != want {
			t.Errorf("the text is\n%q, not\n%q", got, want)
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	seedFuzz(f)
	f.Fuzz(func(t *testing.T, body string) {
		parsed := parseBody(t.Context(), bodyMarkdown, body, "", "")
		document, stats, problems := parsed.document, parsed.stats, parsed.problems
		checkDocument(t, &document, stats)
		checkStrings(t, "the problems", reflect.ValueOf(problems))
		for _, problem := range problems {
			if strings.Contains(problem.Text, "gave up") {
				t.Error(problem.Text)
			}
		}
	})
}

func FuzzGate(f *testing.F) {
	seedFuzz(f)
	f.Fuzz(func(t *testing.T, s string) {
		line, text, address := gate.Clean(s), gate.Text(s), gate.URL(s)
		if problem := unsafe(line, false); problem != "" {
			t.Errorf("the line %q holds %s", line, problem)
		}
		if problem := unsafe(strings.ReplaceAll(text, "\t", ""), true); problem != "" {
			t.Errorf("the text %q holds %s", text, problem)
		}
		if address != "" {
			checkAddress(t, "the gate", address)
		}
		if again := gate.Clean(line); again != line {
			t.Errorf("cleaned again, the line %q is %q", line, again)
		}
		if again := gate.Text(text); again != text {
			t.Errorf("cleaned again, the text %q is %q", text, again)
		}
		if again := gate.URL(address); again != address {
			t.Errorf("cleaned again, the address %q is %q", address, again)
		}
		if got, want := letters(line), letters(s); got != want {
			t.Errorf("the letters of the line are %q, not %q", got, want)
		}
	})
}
