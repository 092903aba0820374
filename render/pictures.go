package render

import (
	"strconv"

	"broadsheet/model"
	"broadsheet/render/linebreak"
	"broadsheet/render/themes"
)

// This file sets pictures of which nothing is said.

// muteRun gives the pictures that blocks begin with and of which nothing is said, and
// how many blocks they are.
func muteRun(blocks []model.Block) (images []model.Image, n int) {
	for n < len(blocks) && isMute(blocks[n]) {
		figure, _ := blocks[n].(model.Figure)
		images = append(images, figure.Images...)
		n++
	}
	return images, n
}

// mutePictures lays pictures without a word about them in one line, each by its number,
// which leads to it, and then where they are: ▣ 1  2  3 · host.
func (l *layouter) mutePictures(b *box, images []model.Image) {
	icon := sign(l.signs.picture+" ", l.theme.Dim)
	row := &pictureRow{layouter: l, box: l.inside(b, icon, sign(spaces(linebreak.Width(icon.sign)), themes.Ink{}))}
	hosts, told := []string{}, map[string]bool{}
	for i, image := range images {
		if l.full() {
			break
		}
		number := l.add(look{role: caption}, content{})
		var link int32
		if image.URL != "" {
			l.page.addresses = append(l.page.addresses, address{url: image.URL, image: true, leaf: number})
			link = int32(len(l.page.addresses))
		}
		row.add("  ", piece{leaf: number}, piece{leaf: -1, sign: strconv.Itoa(i + 1), ink: l.theme.Dim, link: link})
		if host := image.Host(); host != "" && !told[host] {
			told[host] = true
			hosts = append(hosts, host)
		}
	}
	for i, host := range hosts {
		gap := " · "
		if i > 0 {
			gap = ", "
		}
		for j, part := range Wrap(host, max(1, l.width-row.box.restWidth)) {
			if j > 0 {
				gap = ""
				row.end()
			}
			row.add(gap, sign(part, l.theme.Dim))
		}
	}
	row.end()
}

// pictureRow is a line of numbers while it is filled.
type pictureRow struct {
	*layouter
	box    *box
	pieces []piece
	width  int
}

// add puts pieces into the line after a gap, or into the next one where there is no
// room. The signs among them are what is seen.
func (r *pictureRow) add(gap string, pieces ...piece) {
	width := 0
	for _, p := range pieces {
		width += linebreak.Width(p.sign)
	}
	_, before := r.box.before()
	if len(r.pieces) > 0 {
		if before+r.width+linebreak.Width(gap)+width <= r.layouter.width {
			r.pieces = append(r.pieces, sign(gap, r.theme.Dim))
			r.width += linebreak.Width(gap)
		} else {
			r.end()
		}
	}
	r.pieces = append(r.pieces, pieces...)
	r.width += width
}

// end lays the line, if there is something in it.
func (r *pictureRow) end() {
	if len(r.pieces) == 0 {
		return
	}
	r.put(r.box, r.width, r.pieces...)
	r.pieces, r.width = nil, 0
}
