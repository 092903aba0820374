package fulltext

import (
	"broadsheet/articles/gate"
)

// Kind says why a page gives no text, for those who decide what to do about it or say
// it in another language. Where package web has the same, it has the same name there.
type Kind string

// Why a page gives no text.
const (
	KindNoLink    Kind = "no link"   // the article links to none
	KindNoPage    Kind = "no page"   // it is something else, such as a picture; Detail says what
	KindChallenge Kind = "challenge" // it is there for a person with a browser, to show that he is one
	KindLogin     Kind = "login"     // it asks who comes
	KindNotFound  Kind = "not found" // it says that the article is not there
	KindLinks     Kind = "links"     // it is a list of links
	KindShort     Kind = "short"     // it has too little text, or less than is known already
	KindTooLarge  Kind = "too large" // it has more bytes, tags or text than any article
	KindTooSlow   Kind = "too slow"  // it takes longer than any article
	KindFailed    Kind = "failed"    // the program failed on it; Detail says how
)

// Error is why a page gives no text.
type Error struct {
	Kind   Kind
	URL    string // of the page
	Detail string // what was found, in English; may be empty
	Cause  error  // may be nil
}

// Unwrap gives what stands behind the error.
func (e *Error) Unwrap() error { return e.Cause }

// Error implements error: what is wrong with which page, and what to do.
func (e *Error) Error() string {
	page := gate.Clean(e.URL)
	const browser = "; look at it in a browser"
	switch e.Kind {
	case KindNoLink:
		return "the article links to no page, so there is no other text of it"
	case KindNoPage:
		return page + " is no page with text, but " + e.Detail + "; open it with another program"
	case KindChallenge:
		return page + " is shown only to people with a browser" + browser
	case KindLogin:
		return page + " is shown only to people who have logged in" + browser
	case KindNotFound:
		return page + " says that the article is not there" + browser
	case KindLinks:
		return page + " is a list of links, and no article" + browser
	case KindShort:
		return page + " has no more text than the feed" + browser
	case KindTooLarge:
		return page + " is larger than any article" + browser
	case KindTooSlow:
		return page + " took too long to read" + browser
	case KindFailed:
	}
	return page + " could not be read: the program failed on it (" + gate.Cut(gate.Clean(e.Detail), 200) + "); tell those who make it"
}

// Passes says whether the same page may give a text another time.
func (e *Error) Passes() bool { return e.Kind == KindChallenge || e.Kind == KindTooSlow }

// Against says, by an error of KindShort, that a text is not worth to stand in the
// place of what a feed has given, of which a reader sees so many characters.
func (t *Text) Against(characters int, address string) error {
	if t.Characters < fewCharacters && t.Characters <= characters || t.Characters < characters/2 {
		return &Error{Kind: KindShort, URL: address}
	}
	return nil
}
