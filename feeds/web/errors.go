package web

import (
	"fmt"
	"net/http"
	"time"
)

// Kind says what went wrong, for those who have to decide what to do about it or
// to say it in another language. The values may be kept in files.
type Kind string

// What can go wrong, from the address to the last byte.
const (
	KindAddress Kind = "address" // it is none of the web's
	KindPrivate Kind = "private" // it leads into the private network, where strangers have no business
	KindHeld    Kind = "held"    // the host wanted to be left alone, and was not asked; RetryAfter says how long

	KindNoHost     Kind = "no host"    // no server has this name
	KindNoNetwork  Kind = "no network" // names cannot be looked up, or nothing is reached
	KindRefused    Kind = "refused"    // nobody listens there
	KindTimeout    Kind = "timeout"    // it took too long
	KindConnection Kind = "connection" // it broke, or does not speak HTTP
	KindProxy      Kind = "proxy"      // it is the proxy that does not do its work
	KindTLS        Kind = "tls"        // the two cannot agree how to encrypt
	KindExpired    Kind = "expired"    // the certificate is not valid today
	KindWrongName  Kind = "wrong name" // the certificate is for other hosts
	KindUnknownCA  Kind = "unknown ca" // nobody known vouches for the certificate
	KindRedirects  Kind = "redirects"  // they go in a circle, are too many, or lead nowhere
	KindTooLarge   Kind = "too large"  // the body is over the limit
	KindUnreadable Kind = "unreadable" // the body is packed in a way that cannot be undone
	KindChallenge  Kind = "challenge"  // a page for a person with a browser stands before it
	KindLogin      Kind = "login"      // 401
	KindForbidden  Kind = "forbidden"  // 403, 451
	KindNotFound   Kind = "not found"  // 404
	KindGone       Kind = "gone"       // 410
	KindTooMany    Kind = "too many"   // 429
	KindServer     Kind = "server"     // 5xx
	KindStatus     Kind = "status"     // another status that is no answer
)

// Error is why there is no answer. A context that ended is none of these: Get gives
// its error, wrapped.
type Error struct {
	Kind       Kind
	URL        string        // that was asked last, without a user's name and password
	Host       string        // of URL, with its port if that is unusual
	Status     int           // of HTTP; 0: there was none
	RetryAfter time.Duration // how long the server wants to be left alone; 0: it does not say
	Detail     string        // what was found, in English; may be empty
	Cause      error         // may be nil
}

// Unwrap gives what stands behind the error.
func (e *Error) Unwrap() error { return e.Cause }

// Error implements error: what happened to what, and what to do.
func (e *Error) Error() string {
	text := e.what()
	switch wait := e.RetryAfter; {
	case wait >= 2*time.Hour:
		text += fmt.Sprintf("; ask it again in %.0f hours", wait.Hours())
	case wait >= 2*time.Minute:
		text += fmt.Sprintf("; ask it again in %.0f minutes", wait.Minutes())
	case wait > 0:
		text += fmt.Sprintf("; ask it again in %.0f seconds", wait.Seconds())
	case e.Kind == KindTooMany:
		text += "; ask it again later, and less often"
	}
	if e.Detail != "" {
		text += " (" + e.Detail + ")"
	}
	return text
}

func (e *Error) what() string {
	switch e.Kind {
	case KindAddress:
		return fmt.Sprintf("%q is no address of the web; one begins with https:// or http:// and a host", e.URL)
	case KindPrivate:
		return e.Host + " is in a private network, where this server asks nothing; whoever runs it may allow the address"
	case KindHeld:
		return e.Host + " has asked for a pause, and was not asked"
	case KindRedirects, KindTooLarge, KindUnreadable:
		return e.whatOfAnswer()
	case KindChallenge, KindLogin, KindForbidden, KindNotFound, KindGone, KindTooMany, KindServer, KindStatus:
		return e.whatOfStatus()
	default:
		return e.whatOfConnection()
	}
}

func (e *Error) whatOfConnection() string {
	switch e.Kind {
	case KindNoHost:
		return "there is no host " + e.Host + "; look whether the address is spelt right"
	case KindNoNetwork:
		return e.Host + " cannot be reached; look whether there is a network"
	case KindRefused:
		return e.Host + " takes no connections; it may be down, or the port is wrong"
	case KindTimeout:
		return e.Host + " was too slow; try again later"
	case KindProxy:
		return "the proxy on the way to " + e.Host + " does not work; look at its settings"
	case KindTLS:
		return e.Host + " cannot be talked to in secret; an address with http:// may work"
	case KindExpired:
		return "the certificate of " + e.Host + " is not valid today; if this machine's clock is right, its owner has to renew it"
	case KindWrongName:
		return "the certificate of " + e.Host + " is for another host; look whether the address is right, with or without www"
	case KindUnknownCA:
		return "nobody whom this machine trusts vouches for the certificate of " + e.Host + "; it may be a page that one has to sign in to first, or a certificate of the owner's own making"
	default:
		return e.Host + " broke the connection, or does not speak HTTP; try again later"
	}
}

func (e *Error) whatOfAnswer() string {
	switch e.Kind {
	case KindTooLarge:
		return e.URL + " is larger than the limit and was not read to its end; look for a smaller feed on the site"
	case KindUnreadable:
		return e.URL + " is compressed in a way that cannot be undone; tell its owner"
	default:
		return e.URL + " is redirected without end, or to nowhere; open it in a browser to see where it is now"
	}
}

func (e *Error) whatOfStatus() string {
	switch e.Kind {
	case KindChallenge:
		return e.Host + " lets nobody in but browsers with a person before them; look for another address of the feed, or ask its owner to let feed readers in"
	case KindLogin:
		return e.URL + " is for those alone who sign in; give it a user's name and a password"
	case KindForbidden:
		return e.URL + " may not be read, says the server; it may want to know who asks, or refuse programs"
	case KindNotFound:
		return e.URL + " is not there; look for the new address on the site"
	case KindGone:
		return e.URL + " is gone for good, says the server; look for a new address on the site"
	case KindTooMany:
		return e.Host + " is asked too often"
	case KindServer:
		return e.Host + " has trouble of its own" + e.status() + "; try again later"
	default:
		return e.URL + " was answered in a way that makes no sense here" + e.status()
	}
}

// status is the status in words, in brackets.
func (e *Error) status() string {
	if text := http.StatusText(e.Status); text != "" {
		return fmt.Sprintf(" (%d %s)", e.Status, text)
	}
	return fmt.Sprintf(" (%d)", e.Status)
}
