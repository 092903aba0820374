package render

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/model"
)

// TestHostile lays out documents that are made to be hard. It must come to an
// end, and within the width.
func TestHostile(t *testing.T) {
	nested, items := words("deep"), words("deep")
	for range 5000 {
		nested = model.Quote{Blocks: []model.Block{nested}}
		items = model.List{Start: 1 << 40, Ordered: true, Items: []model.ListItem{item(items)}}
	}
	table := words("deep")
	for range 100 {
		table = model.Table{Rows: []model.Row{{Cells: []model.Cell{{ColSpan: 1 << 30, RowSpan: 1 << 30, Blocks: []model.Block{table}}}}}}
	}
	var cells model.Table
	for i := range 2000 {
		cells.Rows = append(cells.Rows, row(fmt.Sprint(i), "b", "c", "d", "e"))
	}
	var wide model.Row
	for range 3000 {
		wide.Cells = append(wide.Cells, cell("x"))
	}
	var links []model.Inline
	for i := range 5000 {
		links = append(links, link(fmt.Sprintf("https://example.com/%d", i), txt("a")), txt("b "))
	}
	for name, block := range map[string]model.Block{
		"quotes": nested, "lists": items, "tables": table, "cells": cells,
		"columns":     model.Table{HeaderRows: 1, Rows: []model.Row{wide, wide}},
		"spans":       model.Table{HeaderRows: 9, Rows: []model.Row{{Cells: []model.Cell{{ColSpan: -5, RowSpan: 0}}}, {}, {}}},
		"no rows":     model.Table{HeaderRows: -1, Columns: make([]model.Alignment, 4)},
		"word":        words(strings.Repeat("x", 100_000)),
		"code":        model.CodeBlock{Language: "go", Text: strings.Repeat("{[(", 50_000)},
		"lines":       model.CodeBlock{Language: "go", Text: strings.Repeat("\n", 5_000)},
		"breaks":      para(model.LineBreak{}, model.LineBreak{}, txt("a"), model.LineBreak{}, model.LineBreak{}, txt("b"), model.LineBreak{}),
		"links":       para(links...),
		"nothing":     para(),
		"empty parts": model.DefinitionList{Items: []model.Definition{{}}},
		"empty link":  para(link("https://example.com/")),
		"marks":       words(strings.Repeat("e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", 1000)),
		"caption":     model.Figure{Caption: []model.Inline{txt("no picture")}},
	} {
		t.Run(name, func(t *testing.T) {
			d := document(words("before"), block, words("after"))
			for _, width := range []int{0, 1, 20, 76} {
				checkHostile(t, layOut(t, d, Options{Width: width, Hyperlinks: true}))
			}
		})
	}
}

func checkHostile(t *testing.T, p *Page) {
	t.Helper()
	c := checker{t}
	for i := range p.Len() {
		if plain, fault := c.withoutSequences(p.Line(i)); fault != "" || plain != p.Plain(i) {
			t.Fatalf("line %d at width %d: %s", i, p.Width(), fault)
		}
		if p.Width() >= 20 && p.lines[i].width > p.Width() {
			t.Fatalf("line %d at width %d is too wide: %q", i, p.Width(), p.Plain(i))
		}
	}
	if last := p.Plain(p.Len() - 1); last != "after" && p.Width() > 5 {
		t.Errorf("at width %d the last line is %q", p.Width(), last)
	}
	p.Links()
}
