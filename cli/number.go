package cli

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
)

// The bounds of the numbers that a command line may bring.
const (
	mostWidth = 1000       // cells of a line
	mostRows  = 10_000_000 // articles in a list, more than anybody has

	// Over SSH one command may not have all of the server: so many rows are
	// written if nothing is said, and at most.
	servedRows     = 1000
	mostServedRows = 10_000
)

// number is the value of an option: a whole number within bounds.
type number struct {
	value       *int
	least, most int
	of          string // what is counted
}

// addNumber gives a command an option that takes a whole number within bounds.
// The usage names the bounds.
func addNumber(command *cobra.Command, n number, name, usage string) {
	command.Flags().Var(n, name, usage)
}

// String gives the number.
func (n number) String() string {
	if n.value == nil { // as the flag library asks for the zero value
		return "0"
	}
	return strconv.Itoa(*n.value)
}

// Type names the kind of value in the flag library.
func (n number) Type() string { return "int" }

// Set takes a number over that is within bounds.
func (n number) Set(text string) error {
	parsed, err := strconv.Atoi(text)
	if err != nil || parsed < n.least || parsed > n.most {
		return &boundsError{n}
	}
	*n.value = parsed
	return nil
}

// boundsError says that a value is no number within the bounds of its option.
type boundsError struct{ number number }

func (e *boundsError) Error() string {
	return fmt.Sprintf("a number of %s from %d to %d", e.number.of, e.number.least, e.number.most)
}

// shortened is so much of a value from outside as a sentence has room for.
func shortened(text string) string {
	const longest = 60 // characters
	count := 0
	for at := range text {
		if count++; count > longest {
			return text[:at] + "…"
		}
	}
	return text
}

// rowLimit is how many rows a list may have.
type rowLimit struct {
	asked  int  // as --limit says; 0: as many as may be
	served bool // over SSH
}

// addRowLimit gives a command the option --limit.
func (c *call) addRowLimit(command *cobra.Command, limit *rowLimit, verb string) {
	limit.served = c.served != nil
	most, all := mostRows, verb+"s all"
	if limit.served {
		most, all = mostServedRows, fmt.Sprintf("%ss as many as may be, %d", verb, mostServedRows)
	}
	addNumber(command, number{&limit.asked, 0, most, "articles"}, "limit", verb+" no more than `N` articles; 0 "+all)
}

// rows is how many rows are written at most; 0: all.
func (l rowLimit) rows() int {
	if l.served && l.asked == 0 {
		return mostServedRows
	}
	return l.asked
}

// sentence says that there is more than was written, where the reader did not
// choose that; or nothing.
func (l rowLimit) sentence(written int, more bool, chosen bool) string {
	if !l.served || !more || chosen && l.asked > 0 {
		return ""
	}
	return fmt.Sprintf("these are the first %d, and there are more: --limit gives up to %d, and a query those that you mean", written, mostServedRows)
}
