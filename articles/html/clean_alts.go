package html

import (
	"strings"

	"broadsheet/articles/measure"
	"broadsheet/model"
)

// quietAlts drops what a picture is called where the text says it as well: in
// the picture's caption, or right after it.
func quietAlts(blocks []model.Block) {
	for i, block := range blocks {
		figure, isFigure := block.(model.Figure)
		if !isFigure || len(figure.Images) != 1 || figure.Images[0].Alt == "" || LacksCaption(figure) && len(figure.Caption) > 0 {
			continue
		}
		said := model.InlineText(figure.Caption)
		if said == "" && i+1 < len(blocks) {
			said = openingLine(blocks[i+1])
		}
		alt := measure.FoldTitle(figure.Images[0].Alt)
		if folded := measure.FoldTitle(said); folded == alt || len(figure.Caption) > 0 && strings.Contains(folded, alt) {
			figure.Images = []model.Image{{URL: figure.Images[0].URL}}
			blocks[i] = figure
		}
	}
}

// openingLine gives the text that a block begins with.
func openingLine(block model.Block) string {
	switch b := block.(type) {
	case model.Paragraph:
		line, _, _ := strings.Cut(model.InlineText(b.Inlines), "\n")
		return line
	case model.List:
		if len(b.Items[0].Blocks) > 0 {
			return openingLine(b.Items[0].Blocks[0])
		}
	case model.Quote:
		return openingLine(b.Blocks[0])
	}
	return ""
}
