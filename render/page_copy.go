package render

import (
	"strings"
)

// This file gives the text of lines to somebody who copies them.

// IsBlank says whether a line shows nothing, or the bar of a quote alone, as between two
// paragraphs.
func (p *Page) IsBlank(line int) bool {
	return len(p.lines[line].pieces) == 0 && strings.TrimSpace(p.margin(line)) == ""
}

// IsText says whether a line is one of the article's own text: not of what stands
// above it, no heading, no picture with its caption, no rule.
func (p *Page) IsText(line int) bool {
	for _, q := range p.lines[line].pieces {
		if q.leaf < 0 || p.text(q) == "" {
			continue
		}
		switch p.leaves[q.leaf].leaf.role {
		case bodyText, code, term, summary, tableHead:
			return int(q.leaf) >= p.head
		default:
			return false
		}
	}
	return false
}

// Text gives the text of some lines, the first and the last of them too, as it was
// written: what was set in several lines is one again, and without the bars of quotes
// and of code. Lines of tables stay as they are set.
func (p *Page) Text(first, last int) string {
	var b strings.Builder
	before := piece{leaf: -1} // the last text that was written, if it can go on
	for i := max(first, 0); i <= min(last, len(p.lines)-1); i++ {
		q, alone := p.onlyText(i)
		switch goesOn := alone && before.leaf == q.leaf && before.end <= q.start; {
		case goesOn:
			b.WriteString(p.leaves[q.leaf].leaf.text[before.end:q.start])
			b.WriteString(p.afterSigns(i))
		case alone:
			b.WriteString("\n" + p.margin(i) + p.piecesText(p.lines[i].pieces))
		case p.IsBlank(i):
			b.WriteString("\n")
		default:
			b.WriteString("\n" + p.Plain(i))
		}
		if before = q; !alone {
			before.leaf = -1
		}
	}
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// onlyText gives the text of a line where there is one and no other beside it.
func (p *Page) onlyText(line int) (only piece, alone bool) {
	only.leaf = -1
	for _, q := range p.lines[line].pieces {
		switch {
		case q.leaf < 0 || q.start == q.end && only.leaf >= 0:
		case only.leaf >= 0 && only.start < only.end:
			return piece{leaf: -1}, false
		default:
			only = q
		}
	}
	return only, only.leaf >= 0
}

// afterSigns is the text of a line that goes on from the one above, without what
// marks it as such.
func (p *Page) afterSigns(line int) string {
	pieces := p.lines[line].pieces
	for len(pieces) > 0 && pieces[0].leaf < 0 {
		pieces = pieces[1:]
	}
	return p.piecesText(pieces)
}

// margin is what stands before a line: bullets, numbers and indents, but no bars.
func (p *Page) margin(line int) string {
	var b strings.Builder
	signs := signsOf(p.theme)
	for _, q := range p.lines[line].before {
		if q.leaf >= 0 || q.sign != signs.quote+" " && q.sign != signs.code+" " {
			b.WriteString(p.text(q))
		}
	}
	return b.String()
}

func (p *Page) piecesText(pieces []piece) string {
	var b strings.Builder
	for _, q := range pieces {
		b.WriteString(p.text(q))
	}
	return b.String()
}
