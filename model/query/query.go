// Package query is the language in which readers say what they want: on the
// command line, in the search line and in saved views. It reads and writes
// queries, completes them, and says what is wrong with one and where; finding is
// the library's work.
package query

// Query says which articles are wanted. The zero Query wants all of them.
type Query struct {
	// Any holds alternatives; an article is wanted if all terms of one of them
	// hold. No alternatives at all: every article is wanted.
	Any [][]Term
}

// Term is one condition of a query.
type Term struct {
	Not      bool
	Field    Field
	Text     string   // what to look for, without quotes; of FieldWord, FieldTitle, FieldAuthor, FieldTag, FieldLang, FieldText
	Phrase   bool     // Text was quoted
	Path     []string // of FieldCategory: node names that follow each other
	Anchored bool     // of FieldCategory: Path begins at the top of the tree and is exact, as chosen in the tree
	State    State    // of FieldIs
	Day      Day      // of FieldDate, FieldAfter and FieldBefore
	position int      // where the term begins in the query's text, in bytes
}

// Field is what a term looks at.
type Field int

// The fields of a term.
const (
	FieldWord     Field = iota // title, author or category
	FieldTitle                 // title:
	FieldCategory              // cat:
	FieldAuthor                // author:
	FieldTag                   // tag:
	FieldIs                    // is:
	FieldDate                  // date:, within the day, month or year
	FieldAfter                 // after:, from the beginning of the day, month or year
	FieldBefore                // before:, up to the beginning of the day, month or year
	FieldLang                  // lang:
	FieldText                  // text:, which needs the full-text index
)

// State is what an is: term asks for.
type State int

// The states of an article that a query can ask for.
const (
	IsUnread State = iota
	IsRead
	IsStarred
	IsLong // takes LongMinutes or more to read
)

// LongMinutes is from how many minutes to read on an article is a long one.
const LongMinutes = 8

// AsksForMarks says whether what the query wants depends on what a reader did.
func (q Query) AsksForMarks() bool {
	for _, all := range q.Any {
		for _, term := range all {
			if term.asksForMarks() {
				return true
			}
		}
	}
	return false
}

// asksForMarks says whether it depends on what a reader did if the term holds.
func (t Term) asksForMarks() bool { return t.Field == FieldIs && t.State != IsLong }

// WithoutMarks is the query without the terms that ask for marks. It wants all that the query
// would want, whatever a reader did.
func (q Query) WithoutMarks() Query {
	var without Query
	for _, all := range q.Any {
		kept := []Term{}
		for _, term := range all {
			if !term.asksForMarks() {
				kept = append(kept, term)
			}
		}
		without.Any = append(without.Any, kept)
	}
	return without
}
