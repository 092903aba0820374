package subscriptions

import (
	"io"
	"strings"
)

// newDocument is a file of subscriptions without any.
const newDocument = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:` + "broadsheet" + `="` + namespace + `">
  <head>
    <title>Feeds</title>
  </head>
  <body>
  </body>
</opml>
`

// Write writes subscriptions as a clean OPML 2.0 document.
func Write(w io.Writer, all []Subscription) error {
	d := parse(newDocument)
	clean := make([]Subscription, 0, len(all))
	for _, s := range all {
		s, err := s.cleaned()
		if err != nil {
			return err
		}
		clean = append(clean, s)
	}
	_, err := io.WriteString(w, d.add(clean).text)
	return err
}

// branch is a category that is written: feeds and categories in the order in which
// they came.
type branch struct {
	name   string
	items  []any // Subscription or *branch
	byName map[string]*branch
}

// grow makes a tree of subscriptions.
func grow(all []Subscription) *branch {
	root := &branch{}
	for _, s := range all {
		at := root
		for _, name := range s.Category {
			next := at.byName[name]
			if next == nil {
				next = &branch{name: name}
				if at.byName == nil {
					at.byName = map[string]*branch{}
				}
				at.byName[name] = next
				at.items = append(at.items, next)
			}
			at = next
		}
		at.items = append(at.items, s)
	}
	return root
}

// style is how lines are written at a place in a document.
type style struct {
	lineBreak string // "\n" or "\r\n"
	indent    string // of the lines
	unit      string // what one level more has
}

func (s style) deeper() style {
	s.indent += s.unit
	return s
}

func (s style) line(b *strings.Builder, text string) {
	b.WriteString(s.lineBreak + s.indent + text)
}

// write writes what is in a branch.
func (s style) write(b *strings.Builder, in *branch) {
	for _, item := range in.items {
		switch item := item.(type) {
		case Subscription:
			s.line(b, outline(item))
		case *branch:
			s.line(b, "<outline text="+quoted(item.name)+">")
			s.deeper().write(b, item)
			s.line(b, "</outline>")
		}
	}
}

// wrap writes an outline as it is, below categories.
func (s style) wrap(b *strings.Builder, category []string, outline string) {
	if len(category) == 0 {
		s.line(b, outline)
		return
	}
	s.line(b, "<outline text="+quoted(category[0])+">")
	s.deeper().wrap(b, category[1:], outline)
	s.line(b, "</outline>")
}

// outline writes a subscription.
func outline(s Subscription) string {
	var b strings.Builder
	add := func(name, value string) {
		if value != "" {
			b.WriteString(" " + name + "=" + quoted(value))
		}
	}
	b.WriteString(`<outline type="rss"`)
	add("text", s.Name)
	add("xmlUrl", s.URL)
	add("htmlUrl", s.Site)
	add("category", writeAlso(s.Also))
	for _, row := range settings() {
		add(prefix+row.name, row.write(s))
	}
	for _, line := range headerLines(s) {
		name, value, _ := strings.Cut(line, ": ")
		add(headerPrefix+name, value)
	}
	b.WriteString("/>")
	return b.String()
}

// append gives the splice that writes lines at the end of an element, indented as
// what is there already.
func (d *document) append(n *node, write func(b *strings.Builder, style style)) splice {
	own := d.indentation(n)
	style := style{lineBreak: "\n", indent: own, unit: d.unit()}
	if strings.Contains(d.text, "\r\n") {
		style.lineBreak = "\r\n"
	}
	style = style.deeper()
	if len(n.children) > 0 {
		style.indent = d.indentation(n.children[len(n.children)-1])
	}
	var b strings.Builder
	if n.tag.empty {
		b.WriteString(">")
		write(&b, style)
		b.WriteString(style.lineBreak + own + "</" + n.tag.name + ">")
		return splice{len(strings.TrimRight(d.text[:n.tag.end-len("/>")], " \t\r\n")), n.tag.end, b.String()}
	}
	write(&b, style)
	at := n.tag.end + len(strings.TrimRight(d.text[n.tag.end:n.endStart], " \t\r\n"))
	if !strings.Contains(d.text[at:n.endStart], "\n") {
		b.WriteString(style.lineBreak + own)
	}
	return splice{at, at, b.String()}
}

// indentation is the space before an element that is the first thing of its line.
func (d *document) indentation(n *node) string {
	before := d.text[:n.tag.start]
	trimmed := strings.TrimRight(before, " \t")
	if trimmed == "" || strings.HasSuffix(trimmed, "\n") {
		return before[len(trimmed):]
	}
	return ""
}

// unit is how much further an outline stands than the element around it.
func (d *document) unit() string {
	if len(d.body.children) > 0 {
		around, inner := d.indentation(d.body), d.indentation(d.body.children[0])
		if rest, ok := strings.CutPrefix(inner, around); ok && rest != "" {
			return rest
		}
	}
	return "  "
}
