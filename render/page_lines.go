package render

import (
	"sort"
	"strconv"
	"strings"

	"broadsheet/render/themes"
)

// Plain returns the i-th line without styling.
func (p *Page) Plain(i int) string {
	var b strings.Builder
	for _, pieces := range [...][]piece{p.lines[i].before, p.lines[i].pieces} {
		for _, q := range pieces {
			b.WriteString(p.text(q))
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// text is the text of a piece.
func (p *Page) text(q piece) string {
	if q.leaf < 0 {
		return q.sign
	}
	return p.leaves[q.leaf].leaf.text[q.start:q.end]
}

// Line returns the i-th line with its styles, which end with it. From a width
// of 20 on it is at most Width cells wide.
func (p *Page) Line(i int) string { return p.show(i, nil, -1) }

// LineLit returns the i-th line with the parts lit that Find found; current
// is the index of the match that is lit most, or -1.
func (p *Page) LineLit(i int, matches []Match, current int) string {
	return p.show(i, matches, current)
}

func (p *Page) show(i int, matches []Match, current int) string {
	l := p.lines[i]
	s := shower{page: p}
	for _, q := range l.before {
		s.piece(q, nil, -1)
	}
	for _, q := range l.pieces {
		s.piece(q, matches, current)
	}
	s.switchTo(themes.Ink{}, 0)
	return string(s.out)
}

// shower writes a line with its styles and links.
type shower struct {
	page   *Page
	out    []byte
	ink    themes.Ink
	link   int32
	spaces int // not written yet: they may be the line's last
}

// piece writes a piece of a line.
func (s *shower) piece(q piece, matches []Match, current int) {
	if q.leaf < 0 {
		s.write(q.sign, q.ink, q.link)
		return
	}
	text := s.page.leaves[q.leaf].leaf.text
	lights := s.page.lights(q, matches, current)
	links := s.page.leaves[q.leaf].leaf.links
	for at := q.start; at < q.end; {
		spans, end := s.page.inks(q.leaf, at)
		end = min(end, q.end)
		for i, n := range spans {
			next := end
			if i+1 < len(spans) {
				next = min(end, spans[i+1].Start)
			}
			for at < next {
				stop := next
				k, stop := s.lit(n.Ink, lights, at, stop)
				link, stop := s.linkAt(q.leaf, links, at, stop)
				s.write(text[at:stop], k, link)
				at = stop
			}
		}
		at = max(at, end)
	}
}

// linkAt gives the number of the address that a place in a leaf leads to, and
// where that changes, stop at the latest.
func (s *shower) linkAt(leaf int32, links []anchor, at, stop int32) (number, until int32) {
	i := sort.Search(len(links), func(i int) bool { return links[i].end > at })
	switch {
	case i == len(links):
		return 0, stop
	case links[i].start > at:
		return 0, min(stop, links[i].start)
	default:
		return s.page.leaves[leaf].addresses + int32(i) + 1, min(stop, links[i].end)
	}
}

// light is a part of a leaf that a match lights.
type light struct {
	start, end int32
	current    bool
}

// lights finds the matches in a piece.
func (p *Page) lights(q piece, matches []Match, current int) []light {
	var out []light
	for i := firstMatch(matches, q.leaf, q.start); i < len(matches); i++ {
		m := matches[i]
		if m.leaf != q.leaf || m.start >= q.end {
			break
		}
		out = append(out, light{m.start, m.end, i == current})
	}
	return out
}

// lit is the ink at a place where matches are lit, and where that changes.
func (s *shower) lit(k themes.Ink, lights []light, at, stop int32) (themes.Ink, int32) {
	for _, l := range lights {
		switch {
		case l.end <= at:
		case l.start > at:
			return k, min(stop, l.start)
		default:
			return s.page.theme.Lit(k, l.current), min(stop, l.end)
		}
	}
	return k, stop
}

// inks gives the spans from a place in a leaf on, the first of them at or
// before it, and where they end.
func (p *Page) inks(leaf, at int32) ([]themes.Span, int32) {
	l := p.leaves[leaf].leaf
	part, end := l.part(at)
	drawn := p.drawn[leaf].Load()
	if drawn == nil || drawn.part != part {
		drawn = &drawnPart{part, p.renderer.draw(l, p.theme, part)}
		p.drawn[leaf].Store(drawn)
	}
	spans := drawn.spans
	after := sort.Search(len(spans), func(i int) bool { return spans[i].Start > at })
	return spans[max(0, after-1):], end
}

// write writes text in an ink. Spaces that show nothing wait until something
// follows them.
func (s *shower) write(text string, k themes.Ink, link int32) {
	waiting := 0
	if !k.ShowsSpaces() {
		trimmed := strings.TrimRight(text, " ")
		waiting = len(text) - len(trimmed)
		text = trimmed
	}
	if text != "" {
		if s.spaces > 0 {
			if link != s.link {
				s.switchTo(themes.Ink{}, 0)
			} else {
				s.switchTo(themes.Ink{}, link)
			}
			s.out = append(s.out, spaces(s.spaces)...)
			s.spaces = 0
		}
		s.switchTo(k, link)
		s.out = append(s.out, text...)
	}
	s.spaces += waiting
}

// switchTo ends the ink and the link that are on and starts others.
func (s *shower) switchTo(k themes.Ink, link int32) {
	if k != s.ink {
		if s.ink != (themes.Ink{}) {
			s.out = append(s.out, "\x1b[m"...)
		}
		if k != (themes.Ink{}) {
			s.out = k.Append(s.out)
		}
		s.ink = k
	}
	if link == s.link || !s.page.hyperlinks {
		return
	}
	if link == 0 {
		s.out = append(s.out, "\x1b]8;;\x1b\\"...)
	} else {
		s.out = append(s.out, "\x1b]8;id="...)
		s.out = strconv.AppendInt(s.out, int64(link), 10)
		s.out = append(s.out, ';')
		s.out = append(s.out, s.page.addresses[link-1].url...)
		s.out = append(s.out, "\x1b\\"...)
	}
	s.link = link
}
