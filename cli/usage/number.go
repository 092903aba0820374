package usage

import (
	"fmt"
	"strconv"
)

// Number is the value of an option: a whole number within bounds.
type Number struct {
	Value       *int
	Least, Most int
	Of          string // what is counted
}

// String gives the number.
func (n Number) String() string {
	if n.Value == nil { // as the flag library asks for the zero value
		return "0"
	}
	return strconv.Itoa(*n.Value)
}

// Type names the kind of value in the flag library.
func (n Number) Type() string { return "int" }

// Set takes a number over that is within bounds.
func (n Number) Set(text string) error {
	parsed, err := strconv.Atoi(text)
	if err != nil || parsed < n.Least || parsed > n.Most {
		return &boundsError{n}
	}
	*n.Value = parsed
	return nil
}

// boundsError says that a value is no number within the bounds of its option.
type boundsError struct{ number Number }

func (e *boundsError) Error() string {
	return fmt.Sprintf("a number of %s from %d to %d", e.number.Of, e.number.Least, e.number.Most)
}
