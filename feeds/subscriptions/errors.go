package subscriptions

import "fmt"

// Kind says what went wrong, for screens that have words of their own for it.
type Kind int

// What can go wrong with subscriptions.
const (
	Unreadable  Kind = iota // the file cannot be read; Err says why
	Damaged                 // the file could not be read whole, from Line on
	Unwritable              // the file cannot be written; Err says why
	Followed                // the feed What is followed already
	NotFollowed             // the feed What is not followed
	BadAddress              // What is no address of a feed; Err says why
	BadValue                // a setting of the feed What cannot be kept; Err says why
)

// Error says what went wrong with the file of subscriptions.
type Error struct {
	Kind Kind
	Path string // of the file; empty where it is not about the file
	Line int    // in it; 0: none
	What string // a feed's name or address
	Err  error
}

func (e *Error) Error() string {
	switch e.Kind {
	case Unreadable:
		return fmt.Sprintf("the subscriptions in %s cannot be read: %v", e.Path, e.Err)
	case Damaged:
		return fmt.Sprintf("the subscriptions in %s are damaged: line %d: %v; mend the file in an editor, until then nothing is written to it", e.Path, e.Line, e.Err)
	case Unwritable:
		return fmt.Sprintf("the subscriptions cannot be written to %s: %v", e.Path, e.Err)
	case Followed:
		return fmt.Sprintf("%s is followed already", e.What)
	case NotFollowed:
		return fmt.Sprintf("%s is not followed", e.What)
	case BadAddress:
		return fmt.Sprintf("%s cannot be followed: %v", e.What, e.Err)
	default:
		return fmt.Sprintf("%s: %v", e.What, e.Err)
	}
}

func (e *Error) Unwrap() error { return e.Err }

// Problem is something in a file that could not be understood, and was passed over.
type Problem struct {
	Line int
	Text string // a sentence
}
