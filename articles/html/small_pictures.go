package html

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"broadsheet/articles/gate"
	"broadsheet/articles/html/dom"
	"broadsheet/articles/measure"
	"broadsheet/articles/prose"
	"broadsheet/model"
)

// isEmoji says that a picture stands for a character or two, or for a name in brackets
// or colons: [doge], :blobcat:.
func isEmoji(node *html.Node, address, alt string) bool {
	named := strings.HasPrefix(alt, "[") && strings.HasSuffix(alt, "]") || strings.HasPrefix(alt, ":") && strings.HasSuffix(alt, ":")
	length := utf8.RuneCountInString(alt)
	if alt == "" || length > 12 && !named || length > 40 {
		return false
	}
	if dom.HasClass(node, "emoji", "wp-smiley", "smiley", "smilies", "emoticon", "emote", "face", "emojione", "twemoji", "custom-emoji", "ztext-emoji", "icon_emoji") ||
		dom.HasAttribute(node, "smilieid") {
		return true
	}
	for _, part := range []string{"/emoji/", "/emojis/", "/twemoji/", "/smilies/", "/smiley/", "/smileys/", "/emoticons/"} {
		if strings.Contains(address, part) {
			return true
		}
	}
	return isSmall(node) && (named || length <= 2)
}

// isIcon says that a small picture only adorns the words beside it.
func isIcon(node *html.Node) bool {
	if !isSmall(node) {
		return false
	}
	for at, steps := node, 0; at != nil && steps < 2; at, steps = at.Parent, steps+1 {
		if strings.Contains(strings.ToLower(dom.Attribute(at, "class")), "icon") {
			return true
		}
	}
	return false
}

// saying gives what a picture says in its title, where that is a sentence and nothing
// that was said: the joke of a comic, a caption. Most titles are names of files.
func (r *reader) saying(node *html.Node, alt string) string {
	title := gate.Clean(dom.Attribute(node, "title"))
	if !isSaying(title) || strings.Contains(title, "</") {
		return ""
	}
	folded := measure.FoldTitle(title)
	if r.title != "" && (strings.Contains(r.title, folded) || strings.Contains(folded, r.title)) || r.alts[folded] || strings.Contains(measure.FoldTitle(alt), folded) || hasCaption(node) {
		return ""
	}
	r.alts[folded] = true
	if alt != "" && !strings.Contains(folded, measure.FoldTitle(alt)) {
		return alt + " – " + title
	}
	return title
}

// isSaying says that a text is more than a name: it has many words.
func isSaying(s string) bool {
	for _, begins := range []string{"click ", "tap ", "点击", "查看", "在这里插入", "permalink", "permanent link"} {
		if strings.HasPrefix(strings.ToLower(s), begins) {
			return false
		}
	}
	han := 0
	for _, r := range s {
		if prose.IsCJK(r) {
			han++
		}
	}
	return han >= 12 || strings.Count(s, " ") >= 5
}

// hasCaption says that a picture stands in a figure that says what it is.
func hasCaption(node *html.Node) bool {
	for at, steps := node.Parent, 0; at != nil && steps < 6; at, steps = at.Parent, steps+1 {
		if at.Data == "figure" {
			return captionOf(at) != nil
		}
		if dom.HasClass(at, "wp-caption", "thumb", "thumbinner", "captioned-image-container") {
			return true
		}
	}
	return false
}

// drawing reads an <svg>: what it holds of HTML, and else what it is called or what is
// written in it, as the description of a picture. An icon is nothing.
func (f *flow) drawing(node *html.Node, st style) {
	if isPixel(node) {
		return
	}
	foreign, words := drawn(node)
	if len(foreign) > 0 {
		for _, part := range foreign {
			f.children(part, st)
		}
		return
	}
	label := drawingLabel(node)
	if label == "" {
		label = words
	}
	if label == "" || isEmblem(label) || st.frame.Link() != "" || f.single || isIconDrawing(node) {
		return
	}
	if label = f.reader.description(label); label != "" {
		if f.line.AfterBlankLine() {
			f.endByBreaks()
		}
		f.line.Add(prose.Run{Frame: st.frame, Inline: model.Image{Alt: label}, Large: true})
	}
}

// isEmblem says that a label names a mark of the page itself.
func isEmblem(label string) bool {
	words := strings.Fields(strings.ToLower(label))
	switch last := words[len(words)-1]; last {
	case "logo", "icon", "avatar", "图标", "logotype", "badge":
		return true
	default:
		return strings.HasSuffix(last, "图标") || strings.HasSuffix(last, "标志")
	}
}

// drawingLabel gives what a drawing is called.
func drawingLabel(node *html.Node) string {
	if label := gate.Clean(dom.Attribute(node, "aria-label")); label != "" {
		return label
	}
	for _, child := range elements(node) {
		if child.Data == "title" {
			return gate.Clean(nodeText(&html.Node{Type: html.ElementNode, Data: "g", FirstChild: child.FirstChild, LastChild: child.LastChild}))
		}
	}
	return ""
}

// isIconDrawing says that a drawing is as small as an icon.
func isIconDrawing(node *html.Node) bool {
	if width, height := pictureSize(node); width >= 0 || height >= 0 {
		return max(width, height) <= smallPicture
	}
	box := strings.Fields(strings.ReplaceAll(dom.Attribute(node, "viewBox"), ",", " "))
	if len(box) != 4 {
		return isIconFont(node)
	}
	return isIconFont(node) || max(pixels(box[2]), pixels(box[3])) <= smallPicture || dom.HasClass(node, "svg-inline--fa")
}

// drawn gives the parts of HTML in a drawing, and what is written in it otherwise.
func drawn(node *html.Node) (foreign []*html.Node, words string) {
	var b strings.Builder
	var collect func(node *html.Node)
	collect = func(node *html.Node) {
		for child := node.FirstChild; child != nil; child = child.NextSibling {
			switch {
			case child.Type != html.ElementNode || child.Data == "defs" || child.Data == "symbol":
			case child.Data == "foreignObject":
				foreign = append(foreign, child)
			case child.Data == "text":
				if text := nodeText(child); b.Len() < maxCaption {
					b.WriteString(text + " ")
				}
			default:
				collect(child)
			}
		}
	}
	collect(node)
	return foreign, gate.Clean(b.String())
}
