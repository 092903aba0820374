package model

import (
	"fmt"
	"strings"
)

// QueryErrorKind says what is wrong with a query.
type QueryErrorKind int

// The ways in which a query can be wrong.
const (
	QueryQuoteOpen    QueryErrorKind = iota // a quoted text that is never closed
	QueryValueMissing                       // Word, a field with its colon, has nothing behind it
	QueryFieldUnknown                       // Word is almost the name of a field
	QueryStateUnknown                       // Word is no state that is: knows
	QueryDateWrong                          // Word is no year, month or day
	QueryOrMisplaced                        // an OR with nothing before or behind it
	QueryNothingNegated                     // a - with nothing behind it
	QueryTooLong                            // more text or more terms than a query may have
)

// QueryError says what is wrong with a query, and where.
type QueryError struct {
	Query    string
	Position int // where in Query, in bytes
	Kind     QueryErrorKind
	Word     string // what is wrong there
}

// Error says what is wrong and what to write instead, in one sentence.
func (e *QueryError) Error() string { return fmt.Sprintf("the query is wrong at %q", e.Word) }

// Caret shows the place: a line of the query, and a line with a ^ under the
// place, both safe to print at a terminal.
func (e *QueryError) Caret() string { return e.Query + "\n" + strings.Repeat(" ", e.Position) + "^" }
