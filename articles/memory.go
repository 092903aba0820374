package articles

import "broadsheet/model"

// Memory estimates what an article takes in memory, in bytes: what it is made of,
// and its text. A file that means harm takes a hundred times its size.
func Memory(article *model.Article) int64 {
	const (
		bare      = 2 << 10 // of any article
		perBlock  = 150
		perInline = 100
		perCell   = 100
	)
	bytes := int64(bare)
	walkDocument(&article.Document, func(block model.Block) {
		bytes += perBlock
		switch b := block.(type) {
		case model.CodeBlock:
			bytes += int64(len(b.Text))
		case model.List:
			bytes += perCell * int64(len(b.Items))
		case model.DefinitionList:
			bytes += perCell * int64(len(b.Items))
		case model.Figure:
			for _, image := range b.Images {
				bytes += perInline + int64(len(image.URL)+len(image.Alt))
			}
		case model.Table:
			for _, row := range b.Rows {
				bytes += perCell * int64(1+len(row.Cells))
			}
		}
	}, func(inline model.Inline) {
		bytes += perInline
		switch i := inline.(type) {
		case model.Text:
			bytes += int64(len(i.Text))
		case model.Code:
			bytes += int64(len(i.Text))
		case model.Link:
			bytes += int64(len(i.URL))
		case model.Image:
			bytes += int64(len(i.URL) + len(i.Alt))
		case model.Ruby:
			bytes += int64(len(i.Reading))
		}
	})
	return bytes
}
