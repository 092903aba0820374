package model

// Memory estimates what an article takes in memory, in bytes: what it is made of,
// and its text. A file that means harm takes a hundred times its size.
func Memory(article *Article) int64 {
	const (
		bare      = 2 << 10 // of any article
		perBlock  = 150
		perInline = 100
		perCell   = 100
	)
	bytes := int64(bare + len(article.Comments))
	for _, e := range article.Enclosures {
		bytes += perInline + int64(len(e.URL)+len(e.Type))
	}
	Walk(&article.Document, func(block Block) {
		bytes += perBlock
		switch b := block.(type) {
		case CodeBlock:
			bytes += int64(len(b.Text))
		case List:
			bytes += perCell * int64(len(b.Items))
		case DefinitionList:
			bytes += perCell * int64(len(b.Items))
		case Figure:
			for _, image := range b.Images {
				bytes += perInline + int64(len(image.URL)+len(image.Alt))
			}
		case Table:
			for _, row := range b.Rows {
				bytes += perCell * int64(1+len(row.Cells))
			}
		}
	}, func(inline Inline) {
		bytes += perInline
		switch i := inline.(type) {
		case Text:
			bytes += int64(len(i.Text))
		case Code:
			bytes += int64(len(i.Text))
		case Link:
			bytes += int64(len(i.URL))
		case Image:
			bytes += int64(len(i.URL) + len(i.Alt))
		case Ruby:
			bytes += int64(len(i.Reading))
		case Span, FootnoteReference, LineBreak, WordBreak: // no more than any inline
		}
	})
	return bytes
}
