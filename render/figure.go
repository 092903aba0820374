package render

import (
	"broadsheet/model"
	"broadsheet/render/linebreak"
	"broadsheet/render/themes"
)

// figure lays out a placeholder for each picture, ▣ with what is known of it,
// and the caption.
func (l *layouter) figure(b *box, f model.Figure) {
	indent := sign("  ", themes.Ink{})
	if len(f.Images) == 1 && len(f.Caption) > 0 {
		l.picture(b, f.Images[0], flatten(f.Caption))
		return
	}
	if len(f.Images) > 1 && allMute(f.Images) {
		l.mutePictures(b, f.Images)
	} else {
		for _, image := range f.Images {
			l.picture(b, image, flatten([]model.Inline{model.Text{Text: image.Alt}}))
		}
	}
	if len(f.Caption) > 0 {
		l.leaf(l.inside(b, indent, indent), look{role: caption}, flatten(f.Caption))
	}
}

// picture lays out the placeholder of one picture: ▣ caption · host.
func (l *layouter) picture(b *box, image model.Image, text content) {
	dim := l.theme.Dim
	icon := sign(l.signs.picture+" ", dim)
	name := image.Host()
	var link int32
	if image.URL != "" {
		l.page.addresses = append(l.page.addresses, address{
			url: image.URL, text: image.Alt, image: true, leaf: int32(len(l.page.leaves)),
		})
		link = int32(len(l.page.addresses))
		icon.link = link
	}
	box := l.inside(b, icon, sign(spaces(linebreak.Width(icon.sign)), themes.Ink{}))
	number := l.leaf(box, look{role: caption}, text)
	anchor := piece{leaf: number}
	if l.page.leaves[number].leaf.text == "" {
		for i, part := range Wrap(name, max(1, l.width-box.firstWidth)) {
			p := piece{leaf: -1, sign: part, ink: dim, link: link}
			if i == 0 {
				l.put(box, linebreak.Width(part), anchor, p)
			} else {
				l.put(box, linebreak.Width(part), p)
			}
		}
		if !box.used {
			l.put(box, 0, anchor)
		}
		return
	}
	if name == "" {
		return
	}
	last := &l.lines[len(l.lines)-1]
	if width := linebreak.Width(name) + 3; last.width+width <= l.width {
		last.pieces = append(last.pieces, sign(" · ", dim), piece{leaf: -1, sign: name, ink: dim, link: link})
		last.width += width
		return
	}
	for _, part := range Wrap(name, max(1, l.width-box.restWidth)) {
		l.put(box, linebreak.Width(part), piece{leaf: -1, sign: part, ink: dim, link: link})
	}
}
