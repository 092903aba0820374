// Package subscriptions keeps the feeds that are followed, in an OPML file that people
// and other readers may edit. It knows no network.
package subscriptions

import (
	"net/url"
	"slices"
	"time"

	"broadsheet/articles/gate"
)

// Subscription is a feed that is followed.
type Subscription struct {
	Name     string     // as the reader calls it
	Unnamed  bool       // nobody has: Name is its server, or its command, until it is known what it calls itself
	URL      string     // of the feed; empty where a command gives it
	Site     string     // of the pages that it tells of; may be empty
	Category []string   // path of the categories above
	Also     [][]string // paths of further ones that it is in

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

// Key is what two subscriptions share that follow the same feed: its address,
// whether by http or https, or its command.
func (s Subscription) Key() string {
	if s.URL == "" {
		return "command " + s.Command
	}
	return addressKey(s.URL)
}

// WithoutPrograms is a subscription as it may be taken from somebody else: it runs
// nothing on this machine and goes through nobody's proxy.
func (s Subscription) WithoutPrograms() Subscription {
	s.Command, s.PasswordCommand, s.Proxy = "", "", ""
	return s
}

// WithoutSecrets is a subscription as it may be given to somebody else: without
// programs, headers, or who the reader is.
func (s Subscription) WithoutSecrets() Subscription {
	s = s.WithoutPrograms()
	s.Headers, s.User = nil, ""
	if address, err := url.Parse(s.URL); err == nil && address.User != nil {
		address.User = nil
		s.URL = address.String()
	}
	return s
}

// equal says whether two subscriptions say the same.
func (s Subscription) equal(other Subscription) bool {
	return s.Name == other.Name && s.URL == other.URL && s.Site == other.Site && slices.Equal(s.Category, other.Category) && slices.EqualFunc(s.Also, other.Also, slices.Equal) &&
		!slices.ContainsFunc(settings(), func(row setting) bool { return row.write(s) != row.write(other) }) &&
		slices.Equal(headerLines(s), headerLines(other))
}

// Bounds of what a file can say, all larger than people need.
const (
	mostLevels   = 200 // of outlines in outlines
	mostProblems = 100 // that are told
	mostBytes    = 32 << 20
	longestValue = 4096 // bytes of a setting
	mostHeaders  = 20
	mostAlso     = 20 // further categories
)

// cleanName makes a text from outside fit to be a name: plain, and on one line.
func cleanName(text string) string { return gate.Title(text) }

// named is a subscription with a name: who has none gets one that stands in for it, and
// who has another than that was named.
func (s Subscription) named() Subscription {
	standIn := s.standIn()
	if s.Name == "" {
		s.Name, s.Unnamed = standIn, true
	}
	s.Unnamed = s.Unnamed && s.Name == standIn
	return s
}

// standIn is what a feed is called that nobody has named.
func (s *Subscription) standIn() string {
	if s.URL != "" {
		if name := host(s.URL); name != "" {
			return name
		}
	}
	return cut(cleanName(s.Command))
}
