package articles

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"broadsheet/articles/measure"
	"broadsheet/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A case is a body, with lines "%title …" and "%image …" before it where the
// head of the article matters. Its golden file is the document as text.
func TestBodies(t *testing.T) {
	cases, err := filepath.Glob("testdata/body/*.*")
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) == 0 {
		t.Fatal("there are no cases in testdata/body")
	}
	for _, name := range cases {
		if filepath.Ext(name) == ".golden" {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) { checkCase(t, name) })
	}
}

func checkCase(t *testing.T, name string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	body, title, image := readCase(string(data))
	parsed := parseBody(t.Context(), sniffBody(name, body), body, title, image)
	document, stats := parsed.document, parsed.stats
	got := dump(&document, stats)
	golden := strings.TrimSuffix(name, filepath.Ext(name)) + ".golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the document differs from %s (go test ./articles -update writes it anew):\n%s", golden, got)
	}
}

func readCase(data string) (body, title, image string) {
	for strings.HasPrefix(data, "%") {
		line, rest, _ := strings.Cut(data, "\n")
		if value, found := strings.CutPrefix(line, "%title "); found {
			title = value
		}
		if value, found := strings.CutPrefix(line, "%image "); found {
			image = value
		}
		data = rest
	}
	return data, title, image
}

// dump writes a document as text that a person can check.
func dump(document *model.Document, stats measure.Stats) string {
	d := &dumper{}
	d.blocks(document.Blocks, "")
	for _, note := range document.Footnotes {
		d.line("", "note %s", note.Label)
		d.blocks(note.Blocks, "  ")
	}
	d.line("", "")
	d.line("", "%d Han, %d words, %d pictures", stats.Han, stats.Words, len(stats.Images))
	d.line("", "heading:  %s", stats.FirstHeading)
	d.line("", "sentence: %s", stats.FirstSentence)
	return d.b.String()
}

type dumper struct{ b strings.Builder }

func (d *dumper) line(indent, format string, values ...any) {
	fmt.Fprintln(&d.b, strings.TrimRight(indent+fmt.Sprintf(format, values...), " "))
}

func (d *dumper) blocks(blocks []model.Block, indent string) {
	for _, block := range blocks {
		d.block(block, indent)
	}
}

func (d *dumper) block(block model.Block, indent string) {
	inner := indent + "  "
	switch b := block.(type) {
	case model.Heading:
		d.line(indent, "heading %d: %s", b.Level, inlineDump(b.Inlines))
	case model.Paragraph:
		d.line(indent, "paragraph: %s", inlineDump(b.Inlines))
	case model.CodeBlock:
		d.line(indent, "code %s", b.Language)
		for line := range strings.SplitSeq(b.Text, "\n") {
			d.line(inner, "|%s", line)
		}
	case model.List:
		d.list(b, indent)
	case model.Quote:
		d.line(indent, "quote")
		d.blocks(b.Blocks, inner)
	case model.Table:
		d.table(b, indent)
	case model.Figure:
		d.line(indent, "figure: %s", inlineDump(b.Caption))
		for _, image := range b.Images {
			d.line(inner, "%s", inlineDump([]model.Inline{image}))
		}
	case model.DefinitionList:
		d.line(indent, "definitions")
		for _, item := range b.Items {
			for _, term := range item.Terms {
				d.line(inner, "term: %s", inlineDump(term))
			}
			for _, description := range item.Descriptions {
				d.line(inner, "description")
				d.blocks(description, inner+"  ")
			}
		}
	case model.Details:
		d.line(indent, "details: %s", inlineDump(b.Summary))
		d.blocks(b.Blocks, inner)
	case model.Rule:
		d.line(indent, "rule")
	}
}

func (d *dumper) list(list model.List, indent string) {
	kind := "list"
	if list.Ordered {
		kind = "list from " + strconv.Itoa(list.Start)
	}
	if !list.Tight {
		kind += ", loose"
	}
	labels := make([]string, len(list.Items))
	if list.Ordered && (list.Reversed || list.Numbering != model.Decimal || slices.ContainsFunc(list.Items, func(item model.ListItem) bool { return item.Skip != 0 })) {
		labels = list.Labels()
	}
	d.line(indent, "%s", kind)
	for i, item := range list.Items {
		d.line(indent+"  ", "item%s %s", [...]string{"", " [ ]", " [x]"}[item.Task], labels[i])
		d.blocks(item.Blocks, indent+"    ")
	}
}

func (d *dumper) table(table model.Table, indent string) {
	alignments := make([]string, len(table.Columns))
	for i, alignment := range table.Columns {
		alignments[i] = [...]string{"default", "left", "center", "right"}[alignment]
	}
	d.line(indent, "table, columns %s, %d header rows: %s", strings.Join(alignments, " "), table.HeaderRows, inlineDump(table.Caption))
	for _, row := range table.Rows {
		d.line(indent+"  ", "row")
		for _, cell := range row.Cells {
			kind := "cell"
			if cell.Header {
				kind = "header cell"
			}
			if cell.ColSpan > 1 || cell.RowSpan > 1 {
				kind += fmt.Sprintf(" %dx%d", cell.ColSpan, cell.RowSpan)
			}
			d.line(indent+"    ", "%s", kind)
			d.blocks(cell.Blocks, indent+"      ")
		}
	}
}

// inlineDump writes inlines in one line. What is not text is in ⟨ ⟩.
func inlineDump(inlines []model.Inline) string {
	var b strings.Builder
	for _, inline := range inlines {
		switch i := inline.(type) {
		case model.Text:
			b.WriteString(strings.NewReplacer("\u00a0", "⍽", "\u3000", "□").Replace(i.Text))
		case model.Code:
			fmt.Fprintf(&b, "⟨code %s⟩", i.Text)
		case model.Span:
			name := [...]string{"em", "strong", "strike", "underline", "mark", "sup", "sub", "kbd"}[i.Style]
			fmt.Fprintf(&b, "⟨%s %s⟩", name, inlineDump(i.Inlines))
		case model.Link:
			fmt.Fprintf(&b, "⟨link %s %s⟩", i.URL, inlineDump(i.Inlines))
		case model.Image:
			fmt.Fprintf(&b, "⟨image %q %s⟩", i.Alt, i.URL)
		case model.Ruby:
			fmt.Fprintf(&b, "⟨ruby %s %s⟩", inlineDump(i.Base), i.Reading)
		case model.FootnoteReference:
			fmt.Fprintf(&b, "⟨note %s⟩", i.Label)
		case model.LineBreak:
			b.WriteString("⟨br⟩")
		case model.WordBreak:
			b.WriteString("⟨wbr⟩")
		}
	}
	return b.String()
}
