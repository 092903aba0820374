package cli

import (
	"fmt"
	"strconv"
)

// number is the value of an option: a whole number within bounds.
type number struct {
	value       *int
	least, most int
	of          string // what is counted
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
