package render

import (
	"context"
	"runtime"

	"broadsheet/model"
)

// Reserve waits until so many bytes may be used, which ends when release is
// called. The error says in a sentence why they may not, or is the context's.
type Reserve func(ctx context.Context, bytes int64) (release func(), err error)

// smallPage is how large a page may be, in bytes, without reserving memory for
// it: most are far smaller.
const smallPage = 4 << 20

// reserved lays a page in memory that is reserved for it, and given back when
// nobody has the page any more. That of a page which is only begun is given back
// at once, for the whole one follows.
func (r *Renderer) reserved(ctx context.Context, d *model.Document, o Options, lay func() (*Page, error)) (*Page, error) {
	bytes := pageBytes(d, clampWidth(o.Width))
	if r.reserve == nil || bytes <= smallPage {
		return lay()
	}
	release, err := r.reserve(ctx, bytes)
	if err != nil {
		return nil, err
	}
	page, err := lay()
	if err != nil || !page.complete {
		release()
		return page, err
	}
	runtime.AddCleanup(page, func(release func()) { release() }, release)
	return page, nil
}

// pageBytes estimates the memory of a document's page: of its lines, of each of
// its parts, and of the characters in it, which are measured one by one.
func pageBytes(d *model.Document, width int) int64 {
	const (
		perLine      = 120
		perPart      = 400
		perCharacter = 10
	)
	var s sizer
	s.blocks(d.Blocks)
	for _, n := range d.Footnotes {
		s.blocks(n.Blocks)
	}
	lines := min(s.parts+s.characters/width, maxLines)
	return int64(lines)*perLine + int64(s.parts)*perPart + int64(s.characters)*perCharacter
}

// sizer counts the parts of a document and, by their bytes, its characters.
type sizer struct{ parts, characters int }

func (s *sizer) blocks(blocks []model.Block) {
	s.parts += len(blocks)
	for _, block := range blocks {
		s.block(block)
	}
}

func (s *sizer) block(block model.Block) {
	switch b := block.(type) {
	case model.Paragraph:
		s.inlines(b.Inlines)
	case model.Heading:
		s.inlines(b.Inlines)
	case model.CodeBlock:
		s.characters += len(b.Text)
	case model.List:
		for _, item := range b.Items {
			s.blocks(item.Blocks)
		}
	case model.Quote:
		s.blocks(b.Blocks)
	case model.Table:
		s.table(b)
	case model.Figure:
		s.parts += len(b.Images)
		s.inlines(b.Caption)
	case model.DefinitionList:
		s.definitions(b)
	case model.Details:
		s.inlines(b.Summary)
		s.blocks(b.Blocks)
	case model.Rule:
	}
}

func (s *sizer) table(t model.Table) {
	s.inlines(t.Caption)
	for _, row := range t.Rows {
		s.parts += len(row.Cells)
		for _, cell := range row.Cells {
			s.blocks(cell.Blocks)
		}
	}
}

func (s *sizer) definitions(list model.DefinitionList) {
	for _, item := range list.Items {
		for _, term := range item.Terms {
			s.inlines(term)
		}
		for _, blocks := range item.Descriptions {
			s.blocks(blocks)
		}
	}
}

func (s *sizer) inlines(inlines []model.Inline) {
	for _, inline := range inlines {
		switch i := inline.(type) {
		case model.Text:
			s.characters += len(i.Text)
		case model.Code:
			s.characters += len(i.Text)
		case model.Span:
			s.inlines(i.Inlines)
		case model.Link:
			s.parts++
			s.inlines(i.Inlines)
		case model.Image:
			s.parts++
			s.characters += len(i.Alt)
		case model.Ruby:
			s.inlines(i.Base)
			s.characters += len(i.Reading)
		case model.FootnoteReference, model.LineBreak, model.WordBreak: // as good as nothing
		}
	}
}
