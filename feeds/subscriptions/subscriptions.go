// Package subscriptions keeps the feeds that are followed, in an OPML file that people
// and other readers may edit. It knows no network.
package subscriptions

import "time"

// Subscription is a feed that is followed.
type Subscription struct {
	Name     string   // as the reader calls it
	URL      string   // of the feed; empty where a command gives it
	Site     string   // of the pages that it tells of; may be empty
	Category []string // path of the categories above

	Every           time.Duration     // how often to ask; 0: as all
	Paused          bool              // it is not asked
	FullText        FullText          // whether the linked pages are read
	Keep            Keep              // how many articles stay
	Headers         map[string]string // that are sent, by name
	User            string            // for a server that asks who it is
	PasswordCommand string            // prints the password
	Proxy           string            // address of one, or "direct"
	Command         string            // prints the feed, in place of an address
	Only, Drop      string            // queries: which entries alone are taken, which are not
}

// FullText says whether the pages that entries link to are read and kept.
type FullText string

// What is read of the linked pages: nothing unless asked, those of entries that tell
// only a beginning, all.
const (
	FullTextAsked   FullText = ""
	FullTextMissing FullText = "missing"
	FullTextAlways  FullText = "always"
)

// Keep says how many articles of a feed stay. Starred ones stay whatever it says.
type Keep struct {
	Articles int           // the newest so many; 0: all
	Age      time.Duration // younger than this; 0: of any age
}
