package feeds

import (
	"crypto/sha256"
	"fmt"
	"net/url"
	"strings"

	"broadsheet/articles/gate"
	"broadsheet/feeds/entries"
	"broadsheet/feeds/state"
	"broadsheet/feeds/subscriptions"
)

// addressOf gives what a feed is known by: its address without a password, which is
// written into its articles, or something that stands for the command that prints it.
func addressOf(sub *subscriptions.Subscription) string {
	if sub.URL == "" {
		return fmt.Sprintf("command:%x", sha256.Sum256([]byte(sub.Command)))[:len("command:")+16]
	}
	return withoutUser(sub.URL)
}

// withoutUser gives an address without a user's name and password.
func withoutUser(text string) string {
	address, err := url.Parse(text)
	if err != nil || address.User == nil {
		return text
	}
	address.User = nil
	return address.String()
}

// address is where a feed is asked; empty: a command gives it.
func (o *followed) address() string {
	sub := &o.subscription
	if o.row.Current == "" || sub.URL == "" {
		return sub.URL
	}
	return o.row.Current
}

// hostOf gives the host of an address without its port; empty: it has none.
func hostOf(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(parsed.Hostname())
}

// nameOf gives what a feed is called.
func nameOf(one *followed) string {
	return entries.Name(one.subscription.Name, one.subscription.URL)
}

// shownOf gives the path of categories that the articles of a feed have: those of the
// subscription, then the feed's name.
func shownOf(one *followed) []string { return pathOf(one, one.subscription.Category) }

// alsoOf gives the further paths that they have.
func alsoOf(one *followed) (paths [][]string) {
	for _, category := range one.subscription.Also {
		paths = append(paths, pathOf(one, category))
	}
	return paths
}

func pathOf(one *followed, category []string) []string {
	var path []string
	for _, name := range category {
		if name = gate.Title(name); name != "" {
			path = append(path, name)
		}
	}
	return append(path, nameOf(one))
}

// addresses finds feeds by their addresses.
type addresses struct {
	all map[string]*state.Feed
}

func byAddress(tx *state.Tx) (addresses, error) {
	rows, err := tx.Feeds()
	a := addresses{all: make(map[string]*state.Feed, len(rows))}
	for i := range rows {
		if row := &rows[i]; row.Current != "" {
			a.all[scheme(row.Current)] = row
		}
	}
	for i := range rows {
		a.add(&rows[i])
	}
	return a, err
}

func (a addresses) add(row *state.Feed) { a.all[scheme(row.Address)] = row }

// find finds the feed of a subscription. One whose address was changed to that which
// the feed has moved to, or only from http to https, is the same.
func (a addresses) find(sub *subscriptions.Subscription) (*state.Feed, bool) {
	row, found := a.all[scheme(addressOf(sub))]
	return row, found
}

// scheme makes http and https the same.
func scheme(address string) string {
	if rest, found := strings.CutPrefix(address, "http://"); found {
		return "https://" + rest
	}
	return address
}
