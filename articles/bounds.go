package articles

import (
	"strings"

	"broadsheet/model"
)

// What an article may be made of has bounds far above those of any real one, so
// that the memory and the time to read and to set a file are a small multiple of
// its size, whatever is in it. What is beyond them is cut off, which the article
// says at its end, and check. These are the bounds of what all kinds of body
// become; each kind has others.
const (
	// maxTabs is how many tabs of a body are set to columns; where there are more,
	// each is a blank.
	maxTabs = 100_000
	// maxParts is how many blocks, items, cells, inlines and lines of code a
	// document has.
	maxParts = 100_000
)

// boundTabs gives a body whose tabs cannot make it many times as long.
func boundTabs(body string) string {
	if strings.Count(body, "\t") <= maxTabs {
		return body
	}
	return strings.ReplaceAll(body, "\t", " ")
}

// boundDocument cuts a document after as many parts as one has, and says
// whether it did.
func boundDocument(document *model.Document) (cut bool) {
	b := bounder{left: maxParts}
	document.Blocks = b.blocks(document.Blocks)
	document.Footnotes = some(&b, document.Footnotes, func(note *model.Footnote) { note.Blocks = b.blocks(note.Blocks) })
	if last := len(document.Footnotes) - 1; b.left < 0 && last >= 0 && len(document.Footnotes[last].Blocks) == 0 {
		document.Footnotes = document.Footnotes[:last]
	}
	return b.left < 0
}

// bounder counts the parts of a document.
type bounder struct{ left int }

// some gives the first values of a list, as many as there may be, each as bound
// leaves it.
func some[T any](b *bounder, list []T, bound func(*T)) []T {
	for i := range list {
		if b.left--; b.left < 0 {
			return list[:i:i]
		}
		bound(&list[i])
	}
	return list
}

func (b *bounder) blocks(blocks []model.Block) []model.Block {
	blocks = some(b, blocks, func(block *model.Block) { *block = b.block(*block) })
	if last := len(blocks) - 1; b.left < 0 && last >= 0 && isHollow(blocks[last]) {
		return blocks[:last]
	}
	return blocks
}

// isHollow says that nothing is left of a block.
func isHollow(block model.Block) bool {
	switch b := block.(type) {
	case model.Heading:
		return len(b.Inlines) == 0
	case model.Paragraph:
		return len(b.Inlines) == 0
	case model.CodeBlock:
		return b.Text == ""
	case model.List:
		return len(b.Items) == 0
	case model.Quote:
		return len(b.Blocks) == 0
	case model.Table:
		return len(b.Rows) == 0
	case model.Figure:
		return len(b.Images) == 0
	case model.DefinitionList:
		return len(b.Items) == 0
	case model.Details:
		return len(b.Summary)+len(b.Blocks) == 0
	default:
		return false
	}
}

func (b *bounder) block(block model.Block) model.Block {
	switch block := block.(type) {
	case model.Heading:
		block.Inlines = b.inlines(block.Inlines)
		return block
	case model.Paragraph:
		block.Inlines = b.inlines(block.Inlines)
		return block
	case model.CodeBlock:
		block.Text = b.lines(block.Text)
		return block
	case model.List:
		block.Items = some(b, block.Items, func(item *model.ListItem) { item.Blocks = b.blocks(item.Blocks) })
		if last := len(block.Items) - 1; b.left < 0 && last >= 0 && len(block.Items[last].Blocks) == 0 {
			block.Items = block.Items[:last]
		}
		return block
	case model.Quote:
		block.Blocks = b.blocks(block.Blocks)
		return block
	case model.Table:
		return b.table(block)
	case model.Figure:
		block.Images = some(b, block.Images, func(*model.Image) {})
		block.Caption = b.inlines(block.Caption)
		return block
	case model.DefinitionList:
		block.Items = some(b, block.Items, b.definition)
		return block
	case model.Details:
		block.Summary, block.Blocks = b.inlines(block.Summary), b.blocks(block.Blocks)
		return block
	default: // rules
		return block
	}
}

func (b *bounder) table(table model.Table) model.Table {
	table.Caption = b.inlines(table.Caption)
	table.Rows = some(b, table.Rows, func(row *model.Row) {
		row.Cells = some(b, row.Cells, func(cell *model.Cell) { cell.Blocks = b.blocks(cell.Blocks) })
	})
	table.HeaderRows = min(table.HeaderRows, len(table.Rows))
	for i, row := range table.Rows {
		for k := range row.Cells {
			row.Cells[k].RowSpan = min(row.Cells[k].RowSpan, len(table.Rows)-i)
		}
	}
	return table
}

func (b *bounder) definition(d *model.Definition) {
	d.Terms = some(b, d.Terms, func(term *[]model.Inline) { *term = b.inlines(*term) })
	d.Descriptions = some(b, d.Descriptions, func(blocks *[]model.Block) { *blocks = b.blocks(*blocks) })
}

func (b *bounder) inlines(inlines []model.Inline) []model.Inline {
	inlines = some(b, inlines, func(inline *model.Inline) {
		switch i := (*inline).(type) {
		case model.Span:
			i.Inlines = b.inlines(i.Inlines)
			*inline = i
		case model.Link:
			i.Inlines = b.inlines(i.Inlines)
			*inline = i
		case model.Ruby:
			i.Base = b.inlines(i.Base)
			*inline = i
		}
	})
	if last := len(inlines) - 1; b.left < 0 && last >= 0 && isHollowInline(inlines[last]) {
		return inlines[:last]
	}
	return inlines
}

// isHollowInline says that nothing is left of what held other inlines.
func isHollowInline(inline model.Inline) bool {
	switch i := inline.(type) {
	case model.Span:
		return len(i.Inlines) == 0
	case model.Link:
		return len(i.Inlines) == 0
	case model.Ruby:
		return len(i.Base) == 0
	default:
		return false
	}
}

// lines cuts code after as many lines as there may be.
func (b *bounder) lines(code string) string {
	if b.left -= strings.Count(code, "\n"); b.left >= 0 {
		return code
	}
	for extra := -b.left; extra > 0; extra-- {
		code = code[:max(0, strings.LastIndexByte(code, '\n'))]
	}
	return strings.TrimRight(code, "\n")
}
