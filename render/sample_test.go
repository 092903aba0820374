package render

import "broadsheet/model"

// Short names for documents written in tests.

func txt(s string) model.Inline { return model.Text{Text: s} }

func styled(s model.Style, in ...model.Inline) model.Inline {
	return model.Span{Style: s, Inlines: in}
}

func link(url string, in ...model.Inline) model.Inline { return model.Link{URL: url, Inlines: in} }

func para(in ...model.Inline) model.Block { return model.Paragraph{Inlines: in} }

func words(s string) model.Block { return para(txt(s)) }

func item(blocks ...model.Block) model.ListItem { return model.ListItem{Blocks: blocks} }

func bulleted(blocks ...[]model.Block) model.List {
	l := model.List{Start: 1, Tight: true}
	for _, b := range blocks {
		l.Items = append(l.Items, model.ListItem{Blocks: b})
	}
	return l
}

func cell(s string) model.Cell {
	return model.Cell{ColSpan: 1, RowSpan: 1, Blocks: []model.Block{words(s)}}
}

func row(cells ...string) model.Row {
	var r model.Row
	for _, c := range cells {
		r.Cells = append(r.Cells, cell(c))
	}
	return r
}

func document(blocks ...model.Block) *model.Document { return &model.Document{Blocks: blocks} }
