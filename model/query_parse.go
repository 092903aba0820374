package model

import "strings"

// ParseQuery reads a query in the language of the filter line. The error, if
// any, is a *QueryError.
func ParseQuery(text string) (Query, error) {
	var terms []Term
	for word := range strings.FieldsSeq(text) {
		terms = append(terms, Term{Text: word})
	}
	return Query{}.And(terms...), nil
}

// And gives the query that wants the terms as well.
func (q Query) And(terms ...Term) Query {
	if len(terms) == 0 {
		return q
	}
	if len(q.Any) == 0 {
		return Query{Any: [][]Term{append([]Term(nil), terms...)}}
	}
	any := make([][]Term, len(q.Any))
	for i, all := range q.Any {
		any[i] = append(append(make([]Term, 0, len(all)+len(terms)), all...), terms...)
	}
	return Query{Any: any}
}

// String writes the query so that ParseQuery reads the same again.
func (q Query) String() string {
	var words []string
	for _, all := range q.Any {
		for _, term := range all {
			words = append(words, term.Text)
		}
	}
	return strings.Join(words, " ")
}
