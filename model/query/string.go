package query

import (
	"strings"
	"unicode"
)

// And gives the query that wants the terms as well.
func (q Query) And(terms ...Term) Query {
	if len(terms) == 0 {
		return q
	}
	if len(q.Any) == 0 {
		return Query{Any: [][]Term{append([]Term(nil), terms...)}}
	}
	alternatives := make([][]Term, len(q.Any))
	for i, all := range q.Any {
		alternatives[i] = append(append(make([]Term, 0, len(all)+len(terms)), all...), terms...)
	}
	return Query{Any: alternatives}
}

// AndQuery gives the query that wants what both want.
func (q Query) AndQuery(other Query) Query {
	if len(other.Any) == 0 {
		return q
	}
	var both Query
	for _, terms := range other.Any {
		both.Any = append(both.Any, q.And(terms...).Any...)
	}
	return both
}

// String writes the query so that ParseQuery reads the same again, but for
// the terms' positions.
func (q Query) String() string {
	var text strings.Builder
	for i, all := range q.Any {
		if i > 0 {
			text.WriteString(" OR ")
		}
		for j, term := range all {
			if j > 0 {
				text.WriteByte(' ')
			}
			text.WriteString(term.String())
		}
	}
	return text.String()
}

// String writes the term as a query spells it. A word that could not be read
// back as one is put in quotation marks.
func (t Term) String() string {
	text := ""
	switch t.Field {
	case FieldWord:
		text = t.words()
	case FieldCategory:
		text = "cat:" + t.path()
	case FieldIs:
		text = "is:" + stateNames()[t.State]
	case FieldDate, FieldAfter, FieldBefore:
		text = t.Field.name() + ":" + t.Day.String()
	default:
		text = t.Field.name() + ":" + t.words()
	}
	if t.Not {
		return "-" + text
	}
	return text
}

func (t Term) words() string {
	if !t.Phrase && t.isPlain() {
		return t.Text
	}
	return quote(strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(t.Text))
}

// isPlain says whether the term's text, written as it is, is read back as this
// term.
func (t Term) isPlain() bool {
	p := parser{text: t.Text}
	if t.Field == FieldWord && t.Not {
		p.text = "-" + t.Text
	}
	if t.Field != FieldWord {
		p.text = t.Field.name() + ":" + t.Text
	}
	if p.parse() != nil || len(p.any) != 1 || len(p.any[0]) != 1 {
		return false
	}
	read := p.any[0][0]
	return read.Field == t.Field && read.Text == t.Text && !read.Phrase && read.Not == (t.Not && t.Field == FieldWord)
}

func (t Term) path() string {
	escape := strings.NewReplacer(`\`, `\\`, "/", `\/`, `"`, `\"`)
	quoted := false
	names := make([]string, len(t.Path))
	for i, name := range t.Path {
		names[i] = escape.Replace(name)
		quoted = quoted || strings.ContainsFunc(name, unicode.IsSpace) || strings.ContainsAny(name, `"“”`)
	}
	path := strings.Join(names, "/")
	if t.Anchored {
		path = "/" + path
	}
	if quoted {
		return quote(path)
	}
	return path
}

func quote(escaped string) string { return `"` + escaped + `"` }
