package words

import (
	"fmt"
	"strings"
	"time"

	"broadsheet/model"
)

// This file holds what the program says in English of feeds.

func (english) TitleFeeds() string                 { return "Feeds" }
func (english) TitleCandidates(site string) string { return "Feeds of " + site }
func (english) TitleMove(name string) string       { return "Move “" + name + "” to" }

func (english) FeedWord(s model.FeedState) string {
	switch s {
	case model.FeedUnasked:
		return "new"
	case model.FeedFailing:
		return "failing"
	case model.FeedBroken:
		return "broken"
	case model.FeedPaused:
		return "paused"
	default:
		return ""
	}
}

func (l english) FeedTimes(s *model.Subscription, now time.Time, zone *time.Location) string {
	parts := feedTimes(l, s, now, zone, "newest ", "checked ", func(minutes, hours int, date string) string {
		switch {
		case hours > 0:
			return fmt.Sprintf("next in %dh", hours)
		case minutes > 0:
			return fmt.Sprintf("next in %dm", minutes)
		case !s.Due.After(now):
			return "next now"
		}
		return "next " + date
	})
	return strings.Join(parts, " · ")
}

func (l english) FeedTrouble(e *model.FeedError) string {
	text := l.feedTrouble(e)
	if e.Again > 0 {
		text += " You can try again in " + shortly(e.Again, "%dh", "%dm") + "."
	}
	return text
}

// shortly is a time as hours or minutes.
func shortly(d time.Duration, hours, minutes string) string {
	if d >= time.Hour {
		return fmt.Sprintf(hours, int((d+time.Hour/2)/time.Hour))
	}
	return fmt.Sprintf(minutes, max(1, int((d+time.Minute-1)/time.Minute)))
}

func (l english) feedTrouble(e *model.FeedError) string {
	switch e.Kind {
	case model.FeedAddress:
		return "“" + e.What + "” is not a web address; try something like example.org or https://example.org/feed."
	case model.FeedPrivate:
		return e.What + " is on a private network, which this server does not access; ask its administrator to allow it."
	case model.FeedHeld, model.FeedTooMany:
		return e.What + " asked for fewer requests, so it is paused for a while."
	case model.FeedChallenge:
		return e.What + " only lets browsers in; look for another address for this feed, or ask the site to allow feed readers."
	case model.FeedLogin:
		return e.What + " requires a login; add a user and a password command for this feed to your subscriptions file."
	case model.FeedForbidden:
		return e.What + " refused the request; ask the site why."
	case model.FeedNotFound:
		return e.What + " has no feed at this address any more; find the new address on the site and add it."
	case model.FeedGone:
		return e.What + " has removed this feed for good; look for another one on the site, or unsubscribe."
	case model.FeedServer:
		return e.What + " has a server error; broadsheet will try again later."
	case model.FeedStatusCode:
		return e.What + " sent an unexpected answer; open the address in a browser to see what is wrong."
	default:
		return l.connectionTrouble(e)
	}
}

func (l english) connectionTrouble(e *model.FeedError) string {
	switch e.Kind {
	case model.FeedNoHost:
		return "Could not find " + e.What + "; check the spelling of the address, or whether the site has moved."
	case model.FeedNoNetwork:
		return "Could not reach " + e.What + "; check your network connection."
	case model.FeedRefused:
		return e.What + " refused the connection; it may be down."
	case model.FeedTimeout:
		return e.What + " took too long to answer; broadsheet will try again later."
	case model.FeedConnection:
		return "The connection to " + e.What + " was lost; broadsheet will try again later."
	case model.FeedProxy:
		return "The proxy for " + e.What + " does not work; check the proxy settings."
	case model.FeedTLS:
		return "Could not make a secure connection to " + e.What + "; an http:// address may work."
	case model.FeedExpired:
		return "The certificate of " + e.What + " has expired or is not valid yet; check this machine's clock, or wait until the site renews it."
	case model.FeedWrongName:
		return "The certificate of " + e.What + " is for a different site; check the address, with and without www."
	case model.FeedUnknownCA:
		return "The certificate of " + e.What + " is not trusted; you may have to log in to this network first, or the site made the certificate itself."
	default:
		return l.documentTrouble(e)
	}
}

func (l english) documentTrouble(e *model.FeedError) string {
	switch e.Kind {
	case model.FeedRedirects:
		return e.What + " redirects without end or to nowhere; open the address in a browser to find the feed."
	case model.FeedTooLarge:
		return e.What + " sent a feed that is too large; look for a smaller one on the site."
	case model.FeedPacked:
		return "Could not decompress what " + e.What + " sent; let the site know."
	case model.FeedNotFeed:
		return e.What + " sent a web page instead of a feed; find the feed's new address on the site and add it."
	case model.FeedUnchanged:
		return e.What + " says nothing has changed, although it cannot know; broadsheet will try again later."
	case model.FeedQuery:
		return "The filter for “" + e.What + "” is not valid; check your subscriptions file."
	case model.FeedCut:
		return "What " + e.What + " sends ends too early, or is too large: the entries before that are here."
	case model.FeedOther:
		return "Could not update " + e.What + "; run `broadsheet feeds test` to see what went wrong."
	case model.FeedNoneFound:
		return "No feed found at " + e.What + "; look on the site for a link called RSS, Atom or feed, and paste its address."
	case model.FeedCommand:
		return "The command for this feed failed; check your subscriptions file."
	default:
		return l.listTrouble(e)
	}
}

func (english) listTrouble(e *model.FeedError) string {
	switch e.Kind {
	case model.FeedMissing:
		return "The folder of the feeds' articles, " + e.What + ", is empty or missing: connect its disk; if you deleted it, make it again with an empty file .broadsheet in it."
	case model.FeedUnkept:
		return "Could not save the articles; check whether the disk is full."
	case model.FeedBusy:
		return "Another broadsheet is already fetching; its articles will appear here too."
	case model.FeedUndiscarded:
		return "Feeds are being fetched; delete the articles when that is done."
	case model.FeedTooSoon:
		return "All feeds were checked a few minutes ago."
	case model.FeedFollowed:
		return "You already follow “" + e.What + "”."
	case model.FeedNotFollowed:
		return "You no longer follow “" + e.What + "”."
	case model.FeedListDamaged:
		return fmt.Sprintf("The subscriptions file %s has an error on line %s; fix it in an editor. It will not be changed until then.", e.What, Grouped(e.Line))
	case model.FeedListUnread:
		return "Could not read the subscriptions file " + e.What + "; check its permissions."
	case model.FeedListUnkept:
		return "Could not write the subscriptions file " + e.What + "; check its permissions and whether the disk is full."
	case model.FeedListRejected:
		return "“" + e.What + "” cannot be used as a name; choose another one."
	default:
		return "Something went wrong: " + e.Error()
	}
}

func (english) FeedFailing(since, trouble string, broken bool) string {
	if broken {
		return "Broken since " + since + ". " + trouble
	}
	return "Failing since " + since + ". " + trouble
}

func (english) BrokenBelow(n int, list string) string {
	if n == 1 {
		return "1 feed here is broken; press " + list + "."
	}
	return Grouped(n) + " feeds here are broken; press " + list + "."
}

func (english) FeedProgress(s model.FeedStatus) string {
	text := Grouped(s.Done) + " of " + count(s.Total, "feed", "feeds")
	if s.TotalPages > 0 {
		text = Grouped(s.Pages) + " of " + count(s.TotalPages, "page", "pages")
	}
	if s.New > 0 {
		text += ", " + Grouped(s.New) + " new"
	}
	if s.Bytes > 0 {
		text += ", " + fetchedSize(s.Bytes)
	}
	if s.Failed > 0 {
		text += ", " + Grouped(s.Failed) + " failed"
	}
	return text
}

func (english) FetchDone(s model.FeedStatus, list string) string {
	text := "No new articles"
	if s.New > 0 {
		text = count(s.New, "new article", "new articles")
	}
	text += " in " + count(s.Total, "feed", "feeds")
	if s.Failed > 0 {
		text += "; " + Grouped(s.Failed) + " failed (press " + list + " to see why)"
	}
	return text
}

func (english) LookingForNews() string { return "Checking for new articles…" }
func (english) Looked(arrived int) string {
	if arrived == 0 {
		return "No new articles in the folders."
	}
	return count(arrived, "new article", "new articles") + "."
}

func (english) AlsoArrived(told string, arrived int) string {
	if strings.HasSuffix(told, ".") {
		return told + " " + Grouped(arrived) + " new in the folders."
	}
	return told + "; " + Grouped(arrived) + " new in the folders"
}

func (l english) Candidate(c model.FeedCandidate, now time.Time) string {
	var parts []string
	if c.Format != "" {
		parts = append(parts, c.Format)
	}
	if c.Entries > 0 {
		parts = append(parts, count(c.Entries, "entry", "entries"))
	}
	if !c.Newest.IsZero() {
		parts = append(parts, l.When(c.Newest, now))
	}
	return strings.Join(parts, " · ")
}

func (english) FirstFeed(add string) (headline, text string) {
	return "Nothing to read yet",
		"Follow a feed and its articles appear here, to read offline too. Press " + add + " and paste the address of a feed or a website, or start with one of these:"
}

func (english) Suggestions() []Suggestion {
	return []Suggestion{
		{"BBC News: World", "https://feeds.bbci.co.uk/news/world/rss.xml"},
		{"The Conversation", "https://theconversation.com/global/articles.atom"},
		{"LWN.net", "https://lwn.net/headlines/rss"},
	}
}

func (english) AwaitingNews() (headline, text string) {
	return "Fetching your first articles", "Your feeds are being fetched. Headlines appear here as they arrive."
}

func (english) NoNews(feeds int, fetch, list string) (headline, text string) {
	return "No articles yet", "You follow " + count(feeds, "feed", "feeds") + ", but no articles have arrived yet. " +
		"Press " + fetch + " to fetch now, or " + list + " to see the state of your feeds."
}

func (english) AlsoFiles(roots string) string {
	return "Any .md, .html and .txt files in " + roots + " appear here too."
}

func (english) NoArticlesOf(name string) string {
	return "No articles from “" + name + "” yet."
}

func (english) SampleOnly(add, list string) string {
	return "This is the sample edition. Press " + add + " to add a feed, or " + list + " for suggestions."
}

func (english) SampleGoneNow() string {
	return "Your first articles have arrived and replace the sample edition; this one stays until you leave it."
}

func (english) NoFeeds() string { return "You do not follow any feeds." }
func (english) FeedsServed() string {
	return "Only the server's administrator can change the feeds."
}

func (english) AddressSign() string    { return "address" }
func (english) AddressHint() string    { return "of a feed or website, such as example.org" }
func (english) AddressMissing() string { return "enter an address" }
func (english) LookingAt(host, stop string) string {
	return "looking for feeds on " + host + "… (" + stop + " to stop)"
}
func (english) FeedNameHint() string           { return "a name for this feed" }
func (english) FeedNameMissing() string        { return "enter a name" }
func (english) NewCategory(name string) string { return "new: " + name }
func (english) NoCategoryAbove() string        { return "no category" }

func (english) FeedFollowed(name string) string {
	return "Now following “" + name + "”"
}
func (english) FeedRenamed(name string) string { return "Renamed to “" + name + "”" }
func (english) FeedMoved(name, category string) string {
	if category == "" {
		return "“" + name + "” is no longer in a category"
	}
	return "Moved “" + name + "” to " + category
}

func (english) FeedPaused(name string, paused bool) string {
	if paused {
		return "Paused “" + name + "”; it is not fetched until you resume it"
	}
	return "Resumed “" + name + "”"
}

func (english) FeedRemoved(name, undo, discard string) string {
	return "Unsubscribed from “" + name + "” (" + undo + " to undo, " + discard + " to delete its articles)"
}

func (english) FeedDiscarded(name string, deleted, kept int) string {
	text := "Deleted " + count(deleted, "article", "articles") + " from “" + name + "”"
	if kept > 0 {
		text += "; " + Grouped(kept) + " kept, as they are starred or in another feed too"
	}
	return text
}
func (english) FeedRestored(name string) string { return "Following “" + name + "” again" }

func (english) OffNoFeeds() string { return "Feeds are not fetched here" }
func (english) OffFeedsElsewhere(library string) string {
	return "Your feeds are not open here; start with -L " + library + " to open them too"
}

func (english) OffNothingFollowed(add string) string {
	return "You do not follow any feeds yet; press " + add + " to add one."
}
func (english) ShortFollow() string      { return "follow" }
func (english) ShortAll() string         { return "show all" }
func (english) OffNoFeed() string        { return "There is no feed under the cursor" }
func (english) OffNoFeedAddress() string { return "This feed comes from a command and has no address" }

func (english) OffNothingToDiscard(remove string) string {
	return "There are no articles to delete; press " + remove + " to unsubscribe from a feed first"
}

func (english) OffNothingRemoved() string { return "No feed was removed" }
func (english) OffNoneBroken() string     { return "No feeds are broken" }

func (english) FindFeedHint() string { return "part of a name, category or address" }
func (english) NoFeedFound() string  { return "No matching feed." }
func (english) FeedsFound(n, all int) string {
	return Grouped(n) + " of " + Grouped(all) + " feeds"
}
func (english) ShowsAllFeeds(key string) string { return "Press " + key + " to show all." }

func (english) Space() string { return " " }

func (l english) Since(t, now time.Time) string {
	if kind, _ := ageOf(t, now); kind <= hoursAgo {
		return t.Format("15:04")
	}
	return l.When(t, now)
}
