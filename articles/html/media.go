package html

import (
	"context"
	"net/url"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/gate"
	"broadsheet/articles/html/dom"
	"broadsheet/articles/measure"
	"broadsheet/articles/prose"
	"broadsheet/model"
)

// smallPicture is the size, in pixels, up to which a picture belongs to the
// line of text that it stands in.
const smallPicture = 48

// media reads what is not text: pictures, films, sounds, frames, formulas. It
// says whether the node was such.
func (f *flow) media(node *html.Node, st style) bool {
	switch node.DataAtom {
	case atom.Img:
		f.picture(node, st)
	case atom.Noscript:
		f.noscript(node, st)
	case atom.Video, atom.Audio, atom.Iframe, atom.Embed:
		f.named(node, mediaAddress(node), st)
	case atom.Object:
		if address := mediaAddress(node); address != "" {
			f.named(node, address, st)
		} else {
			f.children(node, st)
		}
	case atom.Svg:
		f.drawing(node, st)
	default:
		if node.Data == "amp-img" {
			f.picture(node, st)
			return true
		}
		return false
	}
	return true
}

// named writes a paragraph that links to something which cannot be shown, by its title,
// else the name of the file that a sound or a film is in, else its host. A sign tells
// sounds and films.
func (f *flow) named(node *html.Node, address string, st style) {
	if address == "" || IsTracker(address) || isPixel(node) {
		return
	}
	name := gate.Clean(dom.Attribute(node, "title"))
	if name == "" {
		name = gate.Clean(dom.Attribute(node, "aria-label"))
	}
	kind, sign := model.Enclosure{URL: address}.Kind(), ""
	switch {
	case node.DataAtom == atom.Audio || kind == model.Audio:
		sign = "♪ "
	case node.DataAtom == atom.Video || kind == model.Video:
		sign = "▶ "
	}
	if name == "" && sign != "" {
		name = fileOf(address)
	}
	if name == "" {
		name = hostOf(address)
	}
	f.flush()
	st.frame = st.frame.Linked(address)
	f.text(sign+name, st)
	f.flush()
}

// fileOf gives the name of the file that an address leads to, as people write it; "" where
// it leads to none, or the name is too long to tell anything.
func fileOf(address string) string {
	const longest = 40 // characters
	encoded := model.Enclosure{URL: address}.Name()
	name, err := url.PathUnescape(encoded)
	if name = gate.Clean(name); err != nil || path.Ext(name) == "" || utf8.RuneCountInString(name) > longest {
		return ""
	}
	return name
}

func hostOf(address string) string {
	if parsed, err := url.Parse(address); err == nil && parsed.Host != "" {
		return gate.Clean(parsed.Host)
	}
	return address
}

// mediaAddress finds the address of a film, a sound or a frame, which may
// stand on a <source> in it.
func mediaAddress(node *html.Node) string {
	for _, key := range []string{"src", "data-src", "data-original", "data-lazy-src", "data"} {
		if address := gate.URL(dom.Attribute(node, key)); address != "" {
			return address
		}
	}
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		if child.DataAtom == atom.Source || child.DataAtom == atom.Embed {
			if address := gate.URL(dom.Attribute(child, "src")); address != "" {
				return address
			}
		}
	}
	return ""
}

// picture reads an <img>.
func (f *flow) picture(node *html.Node, st style) {
	address, described := pictureAddress(node)
	alt := gate.Clean(dom.Attribute(node, "alt"))
	if alt == "" && isIcon(node) {
		return
	}
	switch {
	case isPixel(node), IsTracker(address):
		return
	case isEmoji(node, address, alt):
		f.text(alt, st)
		return
	case !f.reader.keepAll && isFurniturePicture(node, address, alt):
		f.reader.dropped[address] = true
		return
	}
	large, says := !isSmall(node), ""
	if large {
		alt = f.reader.description(alt)
		says = f.reader.saying(node, alt)
	}
	if alt == "" {
		alt = described
	}
	if address == "" && alt == "" && !strings.HasPrefix(dom.Attribute(node, "src"), "data:image/") {
		return
	}
	if f.line.AfterBlankLine() {
		f.endByBreaks()
	}
	f.line.Add(prose.Run{Frame: st.frame, Inline: model.Image{URL: address, Alt: alt}, Large: large, Says: says})
}

// description gives what a picture is called, or "" where that says nothing: it
// is the article's title, which editors fill in by themselves, or was said of
// an earlier picture, or is the name that a camera gives.
func (r *reader) description(alt string) string {
	if strings.Contains(alt, "</") { // markup that was meant for a caption
		alt = gate.Clean(textOnly(alt))
	}
	if extension := path.Ext(alt); IsPictureAddress(alt) {
		alt = strings.TrimSuffix(alt, extension)
		if !strings.ContainsFunc(alt, func(c rune) bool { return unicode.IsLetter(c) && c > unicode.MaxASCII }) && strings.ContainsAny(alt, "0123456789") {
			return ""
		}
	}
	folded := measure.FoldTitle(alt)
	if folded == r.title || r.alts[folded] {
		return ""
	}
	r.alts[folded] = true
	return alt
}

// lazyAttributes are where pages keep a picture's address until it is scrolled
// to, the surest first.
func lazyAttributes() [13]string {
	return [...]string{
		"data-original", "data-src", "data-actualsrc", "data-lazy-src", "data-lazyload", "data-lazy", "data-cfsrc", "data-pagespeed-lazy-src", "real_src",
		"data-echo", "data-url", "zoomfile", "file",
	}
}

// pictureAddress finds the address of a picture: of those for lazy loading,
// else its own, else one of a set. A picture that has none but a relative one
// is described by its file's name.
func pictureAddress(node *html.Node) (address, described string) {
	for _, key := range lazyAttributes() {
		if address := imageURL(dom.Attribute(node, key)); address != "" {
			return address, ""
		}
	}
	source := dom.Attribute(node, "src")
	if address := imageURL(source); address != "" {
		return address, ""
	}
	for _, key := range []string{"data-srcset", "data-lazy-srcset", "srcset"} {
		if address := largestOf(dom.Attribute(node, key)); address != "" {
			return address, ""
		}
	}
	if address := neighbouringAddress(node); address != "" {
		return address, ""
	}
	if source != "" && gate.URL(source) == "" && !strings.Contains(source, ":") && !IsPlaceholder(source) {
		name, _, _ := strings.Cut(source, "?")
		return "", gate.Clean(path.Base(name))
	}
	return "", ""
}

// neighbouringAddress looks where else a page says what a picture is: at the
// sources of its <picture>, or at the <noscript> after it.
func neighbouringAddress(node *html.Node) string {
	if node.Parent == nil {
		return ""
	}
	if node.Parent.DataAtom == atom.Picture {
		const most = 50 // sources of a picture
		for child, n := node.Parent.FirstChild, 0; child != nil && n < most; child, n = child.NextSibling, n+1 {
			for _, key := range []string{"srcset", "data-srcset"} {
				if address := largestOf(dom.Attribute(child, key)); address != "" {
					return address
				}
			}
		}
	}
	next := node.NextSibling
	for next != nil && next.Type == html.TextNode && gate.IsBlank(next.Data) {
		next = next.NextSibling
	}
	if next == nil || next.DataAtom != atom.Noscript {
		return ""
	}
	if image := imageIn(next); image != nil {
		return imageURL(dom.Attribute(image, "src"))
	}
	return ""
}

// imageIn gives the picture in a <noscript>, whose content is text to a parser
// that can run scripts, or nil.
func imageIn(noscript *html.Node) *html.Node {
	source := nodeText(noscript)
	if len(source) > 10_000 || !strings.Contains(source, "<img") {
		return nil
	}
	// So short a text is not worth being given up.
	images := parseTree(context.Background(), source).Find("img")
	if images.Length() != 1 {
		return nil
	}
	return images.Get(0)
}

// noscript reads a picture that a page keeps for browsers without scripts,
// where there is none for those with them.
func (f *flow) noscript(node *html.Node, st style) {
	if holdsAnyPicture(elementBefore(node)) || holdsAnyPicture(elementAfter(node)) {
		return
	}
	image := imageIn(node)
	if image == nil || f.reader.drops(image) {
		return
	}
	if address, _ := pictureAddress(image); address != "" && standsBeside(node, address) {
		return
	}
	f.picture(image, st)
}

func elementBefore(node *html.Node) *html.Node {
	at := node.PrevSibling
	for at != nil && at.Type != html.ElementNode && gate.IsBlank(at.Data) {
		at = at.PrevSibling
	}
	return at
}

func elementAfter(node *html.Node) *html.Node {
	at := node.NextSibling
	for at != nil && at.Type != html.ElementNode && gate.IsBlank(at.Data) {
		at = at.NextSibling
	}
	return at
}

// holdsAnyPicture says that a node is a picture or a frame, or one is near its beginning.
func holdsAnyPicture(node *html.Node) bool {
	if node == nil || node.Type != html.ElementNode {
		return false
	}
	const most = 20
	looked := 0
	is := func(node *html.Node) bool {
		return node.DataAtom == atom.Img || node.DataAtom == atom.Picture || node.DataAtom == atom.Iframe
	}
	if is(node) {
		return true
	}
	for inner := range node.Descendants() {
		if looked++; looked > most {
			return false
		}
		if is(inner) {
			return true
		}
	}
	return false
}

// standsBeside says that a picture with an address stands among the first of the nodes
// beside another.
func standsBeside(node *html.Node, address string) bool {
	const most = 50
	if node.Parent == nil {
		return false
	}
	for child, n := node.Parent.FirstChild, 0; child != nil && n < most; child, n = child.NextSibling, n+1 {
		if child.DataAtom == atom.Img {
			if other, _ := pictureAddress(child); SamePicture(other, address) {
				return true
			}
		}
	}
	return false
}

// largestOf gives the last address of a srcset with the largest width or
// density. Addresses are parted as HTML has it: by white space, since there may be
// commas in them.
func largestOf(srcset string) string {
	best, bestSize := "", -1.0
	for srcset != "" {
		srcset = strings.TrimLeft(srcset, ", \t\r\n\f")
		end := strings.IndexAny(srcset, " \t\r\n\f")
		if end < 0 {
			end = len(srcset)
		}
		candidate := srcset[:end]
		srcset = srcset[end:]
		size := 1.0
		if trimmed := strings.TrimRight(candidate, ","); trimmed != candidate {
			candidate = trimmed
		} else {
			var descriptor string
			descriptor, srcset, _ = strings.Cut(srcset, ",")
			if n, err := strconv.ParseFloat(strings.TrimRight(strings.TrimSpace(descriptor), "wxh"), 64); err == nil {
				size = n
			}
		}
		if size <= bestSize {
			continue
		}
		if address := imageURL(candidate); address != "" {
			best, bestSize = address, size
		}
	}
	return best
}

// IsPictureAddress says that an address is that of a picture's file.
func IsPictureAddress(address string) bool {
	name, _, _ := strings.Cut(strings.ToLower(address), "?")
	switch path.Ext(name) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp", ".svg":
		return true
	}
	return false
}

// pictureSize gives a picture's size in pixels, as its attributes or its style
// say; -1 where they do not.
func pictureSize(node *html.Node) (width, height int) {
	width, height = pixels(dom.Attribute(node, "width")), pixels(dom.Attribute(node, "height"))
	for declaration := range strings.SplitSeq(strings.ToLower(dom.Attribute(node, "style")), ";") {
		key, value, _ := strings.Cut(declaration, ":")
		switch strings.TrimSpace(key) {
		case "width":
			width = max(width, pixels(value))
		case "height":
			height = max(height, pixels(value))
		}
	}
	return width, height
}

// pixels gives a length in pixels, of one in the size of letters about as many; -1 where
// it is none.
func pixels(s string) int {
	s = strings.TrimSpace(s)
	unit := 1.0
	for _, known := range []struct {
		name   string
		pixels float64
	}{{"px", 1}, {"rem", 16}, {"em", 16}, {"ex", 8}, {"ch", 8}, {"pt", 4.0 / 3}} {
		if rest, found := strings.CutSuffix(s, known.name); found {
			s, unit = rest, known.pixels
			break
		}
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || n < 0 || n > 1e6 {
		return -1
	}
	return int(n * unit)
}

// isPixel says that a picture or frame is too small to be seen: a counter.
func isPixel(node *html.Node) bool {
	width, height := pictureSize(node)
	return width >= 0 && width <= 2 || height >= 0 && height <= 2
}

func isSmall(node *html.Node) bool {
	width, height := pictureSize(node)
	return (width >= 0 || height >= 0) && max(width, height) <= smallPicture
}
