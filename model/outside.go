package model

import "errors"

// ArticleForm is how an article is written for another program.
type ArticleForm int

// The forms that there are, in the order in which they are offered.
const (
	AsMarkdown ArticleForm = iota // with its front matter
	AsHTML                        // a page
	AsText                        // set in lines, as it is read
)

// OutsideKind is why another program could not do something with an article.
type OutsideKind string

// The kinds of errors of other programs.
const (
	NoEditor       OutsideKind = "no editor"       // VISUAL and EDITOR name none, and none is found
	NoProgram      OutsideKind = "no program"      // there is none of that name
	NoCommand      OutsideKind = "no command"      // nothing was typed
	QuoteOpen      OutsideKind = "quote open"      // a quote is not closed, or a backslash stands at the end
	ShellSign      OutsideKind = "shell sign"      // a sign that means something to a shell alone
	ProgramFailed  OutsideKind = "failed"          // it ended with an error of its own
	ProgramStopped OutsideKind = "stopped"         // it could not be run, or was ended by a signal
	NotAFile       OutsideKind = "not a file"      // the article is in a zip file, or in this program
	FileVanished   OutsideKind = "file vanished"   // the article's file is gone
	NoClipboard    OutsideKind = "clipboard"       // the program that copies failed
	UnknownProblem OutsideKind = "unknown problem" // whatever Err says
)

// OutsideError says why another program could not do something with an article. What
// is the name of the program, the sign or the library that the kind is about.
type OutsideError struct {
	Kind OutsideKind
	What string
	Err  error // may be nil
}

// Error implements error.
func (e *OutsideError) Error() string {
	text := string(e.Kind)
	if e.What != "" {
		text = e.What + ": " + text
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap gives what stands behind the error.
func (e *OutsideError) Unwrap() error { return e.Err }

// AsOutsideError gives the error of another program that is in an error. Any other is
// one of an unknown kind; nil stays nil.
func AsOutsideError(err error) *OutsideError {
	if err == nil {
		return nil
	}
	if known, ok := errors.AsType[*OutsideError](err); ok {
		return known
	}
	return &OutsideError{Kind: UnknownProblem, Err: err}
}
