package articles

import (
	"errors"
	"fmt"

	"broadsheet/model"
)

// readNode is an object of a document while it is read: its kind may come after
// what it holds.
type readNode struct {
	kind, text, language, url, alt, label, style, reading string
	level, start, headerRows                              int
	ordered, tight                                        bool

	inlines, caption, summary, base []model.Inline
	blocks                          []model.Block
	items                           []model.ListItem
	columns                         []model.Alignment
	rows                            []model.Row
	images                          []model.Image
	definitions                     []model.Definition
}

// node reads an object with a kind.
func (j *jsonReader) node() (n readNode, err error) {
	err = j.object(func(key string) (err error) {
		switch key {
		case "inlines":
			n.inlines, err = j.inlines()
		case "caption":
			n.caption, err = j.inlines()
		case "summary":
			n.summary, err = j.inlines()
		case "base":
			n.base, err = j.inlines()
		case "blocks":
			n.blocks, err = j.blocks()
		case "items":
			n.items, err = readList(j, j.listItem)
		case "columns":
			n.columns, err = readList(j, j.alignment)
		case "rows":
			n.rows, err = readList(j, j.row)
		case "images":
			n.images, err = readList(j, j.image)
		case "definitions":
			n.definitions, err = readList(j, j.definition)
		default:
			err = j.scalar(&n, key)
		}
		return err
	})
	if err == nil && n.kind == "" {
		err = errors.New(`there is an object without a "kind" in the document`)
	}
	return n, err
}

// scalar reads a field that holds no others.
func (j *jsonReader) scalar(n *readNode, key string) error {
	switch key {
	case "kind":
		return j.value(&n.kind)
	case "text":
		return j.value(&n.text)
	case "language":
		return j.value(&n.language)
	case "url":
		return j.value(&n.url)
	case "alt":
		return j.value(&n.alt)
	case "label":
		return j.value(&n.label)
	case "style":
		return j.value(&n.style)
	case "reading":
		return j.value(&n.reading)
	case "level":
		return j.value(&n.level)
	case "start":
		return j.value(&n.start)
	case "header_rows":
		return j.value(&n.headerRows)
	case "ordered":
		return j.value(&n.ordered)
	case "tight":
		return j.value(&n.tight)
	}
	return unknownKey("block or inline", key)
}

func (j *jsonReader) blocks() ([]model.Block, error) { return readList(j, j.block) }

func (j *jsonReader) inlines() ([]model.Inline, error) { return readList(j, j.inline) }

func (j *jsonReader) block() (model.Block, error) {
	n, err := j.node()
	if err != nil {
		return nil, err
	}
	switch n.kind {
	case "heading":
		return model.Heading{Level: n.level, Inlines: n.inlines}, nil
	case "paragraph":
		return model.Paragraph{Inlines: n.inlines}, nil
	case "code_block":
		return model.CodeBlock{Language: n.language, Text: n.text}, nil
	case "list":
		return model.List{Ordered: n.ordered, Start: n.start, Tight: n.tight, Items: n.items}, nil
	case "quote":
		return model.Quote{Blocks: n.blocks}, nil
	case "table":
		return model.Table{Caption: n.caption, Columns: n.columns, HeaderRows: n.headerRows, Rows: n.rows}, nil
	case "figure":
		return model.Figure{Images: n.images, Caption: n.caption}, nil
	case "definition_list":
		return model.DefinitionList{Items: n.definitions}, nil
	case "details":
		return model.Details{Summary: n.summary, Blocks: n.blocks}, nil
	case "rule":
		return model.Rule{}, nil
	}
	return nil, unknownKind("block", n.kind)
}

func (j *jsonReader) inline() (model.Inline, error) {
	n, err := j.node()
	if err != nil {
		return nil, err
	}
	switch n.kind {
	case "text":
		return model.Text{Text: n.text}, nil
	case "span":
		style, known := valueOfName[model.Style](styleNames(), n.style)
		if !known {
			return nil, unknownKind("style of a span", n.style)
		}
		return model.Span{Style: style, Inlines: n.inlines}, nil
	case "code":
		return model.Code{Text: n.text}, nil
	case "link":
		return model.Link{URL: n.url, Inlines: n.inlines}, nil
	case "image":
		return model.Image{URL: n.url, Alt: n.alt}, nil
	case "ruby":
		return model.Ruby{Base: n.base, Reading: n.reading}, nil
	case "footnote_reference":
		return model.FootnoteReference{Label: n.label}, nil
	case "line_break":
		return model.LineBreak{}, nil
	case "word_break":
		return model.WordBreak{}, nil
	}
	return nil, unknownKind("inline", n.kind)
}

func unknownKind(what, kind string) error {
	return fmt.Errorf("%q is no %s that this version of broadsheet knows", Clean(cut(kind, 60)), what)
}

func (j *jsonReader) listItem() (item model.ListItem, err error) {
	err = j.object(func(key string) (err error) {
		switch key {
		case "task":
			item.Task, err = readName[model.Task](j, "task", taskNames())
		case "blocks":
			item.Blocks, err = j.blocks()
		default:
			err = unknownKey("list item", key)
		}
		return err
	})
	return item, err
}

func (j *jsonReader) alignment() (model.Alignment, error) {
	return readName[model.Alignment](j, "alignment", alignmentNames())
}

// readName reads one of a few names.
func readName[V ~int](j *jsonReader, what string, names []string) (V, error) {
	name, err := j.text()
	if err != nil {
		return 0, err
	}
	value, known := valueOfName[V](names, name)
	if !known {
		return 0, unknownKind(what, name)
	}
	return value, nil
}

func (j *jsonReader) row() (model.Row, error) {
	cells, err := readList(j, j.cell)
	return model.Row{Cells: cells}, err
}

func (j *jsonReader) cell() (cell model.Cell, err error) {
	err = j.object(func(key string) (err error) {
		switch key {
		case "header":
			err = j.value(&cell.Header)
		case "col_span":
			err = j.value(&cell.ColSpan)
		case "row_span":
			err = j.value(&cell.RowSpan)
		case "blocks":
			cell.Blocks, err = j.blocks()
		default:
			err = unknownKey("cell", key)
		}
		return err
	})
	return cell, err
}

func (j *jsonReader) image() (image model.Image, err error) {
	err = j.object(func(key string) (err error) {
		switch key {
		case "url":
			image.URL, err = j.text()
		case "alt":
			image.Alt, err = j.text()
		default:
			err = unknownKey("picture", key)
		}
		return err
	})
	return image, err
}

func (j *jsonReader) definition() (item model.Definition, err error) {
	err = j.object(func(key string) (err error) {
		switch key {
		case "terms":
			item.Terms, err = readList(j, j.inlines)
		case "descriptions":
			item.Descriptions, err = readList(j, j.blocks)
		default:
			err = unknownKey("definition", key)
		}
		return err
	})
	return item, err
}
