package html

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/gate"
	"broadsheet/articles/html/dom"
	"broadsheet/model"
)

// maxCaption is the longest text that is taken for a caption, in characters.
const maxCaption = 400

// figure reads a <figure>: pictures with a caption, or other blocks with one.
func (f *flow) figure(node *html.Node, st style) {
	caption := captionOf(node)
	inner := f.reader.newFlow()
	inner.skip = caption
	inner.children(node, st)
	blocks := inner.finish()
	var words []model.Inline
	if caption != nil {
		words = f.reader.inlines(caption, styled(caption, st))
	}
	if images, caption, plain := mergeFigures(blocks); plain && len(images) > 0 && len(words) > 0 {
		f.add(model.Figure{Images: images, Caption: linkAs(caption, words)})
		return
	}
	above := caption != nil && precedesAll(caption)
	if len(words) > 0 && above {
		f.add(model.Paragraph{Inlines: words})
	}
	f.blocks = append(f.blocks, blocks...)
	if len(words) > 0 && !above {
		f.add(model.Paragraph{Inlines: words})
	}
}

// captionOf finds the caption of a figure, not of one inside it.
func captionOf(node *html.Node) *html.Node {
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		switch child.DataAtom {
		case atom.Figcaption:
			return child
		case atom.Div, atom.A, atom.Span, atom.P:
			if caption := captionOf(child); caption != nil {
				return caption
			}
		default: // no caption stands deeper than these
		}
	}
	return nil
}

// precedesAll says that nothing stands before a node in its parent.
func precedesAll(node *html.Node) bool {
	for at := node.PrevSibling; at != nil; at = at.PrevSibling {
		if at.Type == html.ElementNode || at.Type == html.TextNode && !gate.IsBlank(at.Data) {
			return false
		}
	}
	return true
}

// mergeFigures gives the pictures of blocks, and whether these are nothing but
// pictures that may get a caption. A single one may have one that is its link.
func mergeFigures(blocks []model.Block) (images []model.Image, caption []model.Inline, plain bool) {
	for _, block := range blocks {
		figure, isFigure := block.(model.Figure)
		if !isFigure || !LacksCaption(figure) {
			return nil, nil, false
		}
		images = append(images, figure.Images...)
		caption = figure.Caption
	}
	return images, caption, true
}

// LacksCaption says that a figure has no caption, or one that only repeats what
// the picture is called, to keep its link.
func LacksCaption(figure model.Figure) bool {
	return len(figure.Caption) == 0 || len(figure.Images) == 1 && model.InlineText(figure.Caption) == figure.Images[0].Alt
}

// linkAs gives a caption the link that stood for it, unless it has its own.
func linkAs(caption, words []model.Inline) []model.Inline {
	if len(caption) != 1 || slices.ContainsFunc(words, isLink) {
		return words
	}
	link, linked := caption[0].(model.Link)
	if !linked {
		return words
	}
	return []model.Inline{model.Link{URL: link.URL, Inlines: words}}
}

// isCaption says that an element is by its name the text under a picture.
func isCaption(node *html.Node) bool {
	return node.DataAtom == atom.Figcaption || dom.HasClass(node,
		"img_descr", "img-descr", "wp-caption-text", "caption-text", "image-caption", "img-caption", "photo-caption",
		"pic-caption", "picture-caption", "media-caption", "pictext", "caption")
}

// caption reads an element as the caption of the figure before it, if there is
// one without. It says whether it did.
func (f *flow) caption(node *html.Node, st style) bool {
	if shownLength(node, maxCaption) >= maxCaption || holdsPicture(node) {
		return false
	}
	f.flush()
	if len(f.blocks) == 0 {
		return false
	}
	last := len(f.blocks) - 1
	figure, isFigure := f.blocks[last].(model.Figure)
	if !isFigure || !LacksCaption(figure) {
		return false
	}
	if words := f.reader.inlines(node, st); len(words) > 0 {
		figure.Caption = linkAs(figure.Caption, words)
		f.blocks[last] = figure
	}
	return true
}
