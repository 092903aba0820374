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
	parts := feedTimes(l, s, now, zone, "last news ", "asked ", func(minutes, hours int, date string) string {
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
		text += " It may be asked again in " + shortly(e.Again, "%dh", "%dm") + "."
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
		return "“" + e.What + "” is no address of the web; one looks like example.org or https://example.org/feed."
	case model.FeedPrivate:
		return e.What + " is in a private network, where this server asks nothing; whoever runs it may allow that."
	case model.FeedHeld, model.FeedTooMany:
		return e.What + " wants to be asked less often, and is left alone for a while."
	case model.FeedChallenge:
		return e.What + " lets in browsers only; look for another address of the feed, or ask its owner to let feed readers in."
	case model.FeedLogin:
		return e.What + " is only for those who sign in; give the feed a user and a password command in the file of subscriptions."
	case model.FeedForbidden:
		return e.What + " does not give this to a program; its owner may say why."
	case model.FeedNotFound:
		return e.What + " has nothing at this address any more; look on the site for the new one, and add that."
	case model.FeedGone:
		return e.What + " has given up this feed for good; look on the site for another one, or remove this one."
	case model.FeedServer:
		return e.What + " has trouble of its own; it is asked again later."
	case model.FeedStatusCode:
		return e.What + " gives an answer that makes no sense; open the address in a browser."
	default:
		return l.connectionTrouble(e)
	}
}

func (l english) connectionTrouble(e *model.FeedError) string {
	switch e.Kind {
	case model.FeedNoHost:
		return "There is no host " + e.What + "; see whether the address is spelt right, or whether the site has moved."
	case model.FeedNoNetwork:
		return e.What + " cannot be reached; see whether there is a network."
	case model.FeedRefused:
		return e.What + " takes no connections; it may be down."
	case model.FeedTimeout:
		return e.What + " is too slow; it is asked again later."
	case model.FeedConnection:
		return e.What + " breaks the connection; it is asked again later."
	case model.FeedProxy:
		return "The proxy on the way to " + e.What + " does not work; see its settings."
	case model.FeedTLS:
		return "No safe connection to " + e.What + " comes about; an address with http:// may work."
	case model.FeedExpired:
		return "The certificate of " + e.What + " is not valid today; if this machine's clock is right, its owner has to renew it."
	case model.FeedWrongName:
		return "The certificate of " + e.What + " is for another host; see whether the address is right, with or without www."
	case model.FeedUnknownCA:
		return "Nobody trusted vouches for the certificate of " + e.What + "; a page to sign in to may stand before it, or it is home-made."
	default:
		return l.documentTrouble(e)
	}
}

func (l english) documentTrouble(e *model.FeedError) string {
	switch e.Kind {
	case model.FeedRedirects:
		return e.What + " sends on and on without end, or to nowhere; open the address in a browser to see where the feed is now."
	case model.FeedTooLarge:
		return e.What + " sends more than the limit; look on the site for a smaller feed."
	case model.FeedPacked:
		return e.What + " sends something that cannot be unpacked; tell its owner."
	case model.FeedNotFeed:
		return e.What + " sends a page instead of a feed; look on the site for the feed's new address, and add that."
	case model.FeedUnchanged:
		return e.What + " says that nothing has changed, which it cannot know; it is asked again later."
	case model.FeedQuery:
		return "The query that says what is taken of “" + e.What + "” is wrong; see the file of subscriptions."
	case model.FeedCut:
		return "What " + e.What + " sends ends too early, or is too large: the entries before that are here."
	case model.FeedOther:
		return "No news comes of " + e.What + "; `broadsheet feeds test` shows step by step where it fails."
	case model.FeedNoneFound:
		return e.What + " tells of no feed; look on the site for a link called RSS, Atom or feed, and paste its address."
	case model.FeedCommand:
		return "The command that gives this feed failed; see the file of subscriptions."
	default:
		return l.listTrouble(e)
	}
}

func (english) listTrouble(e *model.FeedError) string {
	switch e.Kind {
	case model.FeedMissing:
		return "The folder of the feeds' articles, " + e.What + ", is empty or missing: connect its disk; if you deleted it, make it again with an empty file .broadsheet in it."
	case model.FeedUnkept:
		return "The articles cannot be written; see whether the disk is full."
	case model.FeedBusy:
		return "Another broadsheet is fetching; what it brings comes here too."
	case model.FeedUndiscarded:
		return "News is being fetched; its articles can be deleted when that is done."
	case model.FeedTooSoon:
		return "All feeds were asked a few minutes ago."
	case model.FeedFollowed:
		return "“" + e.What + "” is followed already."
	case model.FeedNotFollowed:
		return "“" + e.What + "” is no longer followed."
	case model.FeedListDamaged:
		return fmt.Sprintf("The file of subscriptions %s is damaged in line %s; mend it in an editor, until then nothing is written to it.", e.What, Grouped(e.Line))
	case model.FeedListUnread:
		return "The file of subscriptions " + e.What + " cannot be read; see whose it is."
	case model.FeedListUnkept:
		return "The file of subscriptions " + e.What + " cannot be written; see whose it is, and whether the disk is full."
	case model.FeedListRejected:
		return "“" + e.What + "” cannot be kept; take another name."
	default:
		return "It does not work: " + e.Error()
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
		return "A feed here is broken; " + list + " shows it."
	}
	return Grouped(n) + " feeds here are broken; " + list + " shows them."
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
	text := "Nothing new"
	if s.New > 0 {
		text = Grouped(s.New) + " new"
	}
	text += " in " + count(s.Total, "feed", "feeds")
	if s.Failed > 0 {
		text += "; " + Grouped(s.Failed) + " failed, " + list + " shows why"
	}
	return text
}

func (english) LookingForNews() string { return "Looking for what is new…" }
func (english) Looked(arrived int) string {
	if arrived == 0 {
		return "Nothing new in the folders."
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
		"Follow a feed, and its news stands here, offline too. Press the key " + add + " and paste the address of a feed or a site, or begin with one of these:"
}

func (english) Suggestions() []Suggestion {
	return []Suggestion{
		{"BBC News: World", "https://feeds.bbci.co.uk/news/world/rss.xml"},
		{"The Conversation", "https://theconversation.com/global/articles.atom"},
		{"LWN.net", "https://lwn.net/headlines/rss"},
	}
}

func (english) AwaitingNews() (headline, text string) {
	return "The first news is on its way", "The feeds are being asked. Headlines appear here as they come."
}

func (english) NoNews(feeds int, fetch, list string) (headline, text string) {
	verb := " are"
	if feeds == 1 {
		verb = " is"
	}
	return "No news yet", count(feeds, "feed", "feeds") + verb + " followed, and nothing has come yet. " +
		"Press " + fetch + " to ask for news now, or " + list + " to see how the feeds are."
}

func (english) AlsoFiles(roots string) string {
	return "The .md, .html and .txt files of " + roots + " stand here too, as soon as there are some."
}

func (english) NoArticlesOf(name string) string {
	return "There are no articles of “" + name + "” yet."
}

func (english) SampleOnly(add, list string) string {
	return "This is the sample edition. Key " + add + " adds a feed of your own, " + list + " suggests some."
}

func (english) SampleGoneNow() string {
	return "The first news is here, and the sample edition makes way; this text stays until you leave it."
}

func (english) NoFeeds() string { return "No feeds are followed." }
func (english) FeedsServed() string {
	return "Only whoever runs this server can change which feeds are followed."
}

func (english) AddressSign() string    { return "address" }
func (english) AddressHint() string    { return "of a feed or of a site: example.org" }
func (english) AddressMissing() string { return "an address is needed" }
func (english) LookingAt(host, stop string) string {
	return "asking " + host + " for its feeds… (" + stop + " stops)"
}
func (english) FeedNameHint() string           { return "what the feed is called here" }
func (english) FeedNameMissing() string        { return "a feed needs a name" }
func (english) NewCategory(name string) string { return "new: " + name }
func (english) NoCategoryAbove() string        { return "no category" }

func (english) FeedFollowed(name string) string {
	return "Followed: “" + name + "”"
}
func (english) FeedRenamed(name string) string { return "Renamed: “" + name + "”" }
func (english) FeedMoved(name, category string) string {
	if category == "" {
		return "“" + name + "” is in no category now"
	}
	return "“" + name + "” is in " + category + " now"
}

func (english) FeedPaused(name string, paused bool) string {
	if paused {
		return "Paused: “" + name + "” is not asked until you go on with it"
	}
	return "“" + name + "” is asked again"
}

func (english) FeedRemoved(name, undo, discard string) string {
	return "No longer followed: “" + name + "” (" + undo + " takes it back, " + discard + " deletes its articles)"
}

func (english) FeedDiscarded(name string, deleted, kept int) string {
	text := count(deleted, "article", "articles") + " of “" + name + "” deleted"
	if kept > 0 {
		text += "; " + Grouped(kept) + " kept: starred, or of another feed too"
	}
	return text
}
func (english) FeedRestored(name string) string { return "Followed again: “" + name + "”" }

func (english) OffNoFeeds() string { return "No feeds are fetched here." }
func (english) OffFeedsElsewhere(library string) string {
	return "Your feeds are not open here; -L " + library + " opens them too."
}

func (english) OffNothingFollowed(add string) string {
	return "No feeds are followed yet; the key " + add + " adds one."
}
func (english) ShortFollow() string      { return "follow" }
func (english) ShortAll() string         { return "show all" }
func (english) OffNoFeed() string        { return "There is no feed under the cursor." }
func (english) OffNoFeedAddress() string { return "A command gives this feed; it has no address." }
func (english) OffNothingToDiscard(remove string) string {
	return "No feed was removed whose articles are here; " + remove + " removes one."
}

func (english) OffNothingRemoved() string { return "No feed was removed." }
func (english) OffNoneBroken() string     { return "No feed is broken." }

func (english) FindFeedHint() string { return "a part of a name, a category or an address" }
func (english) NoFeedFound() string  { return "No feed like that." }
func (english) FeedsFound(n, all int) string {
	return Grouped(n) + " of " + Grouped(all) + " feeds"
}
func (english) ShowsAllFeeds(key string) string { return "The key " + key + " shows all." }

func (english) Space() string { return " " }

func (l english) Since(t, now time.Time) string {
	if kind, _ := ageOf(t, now); kind <= hoursAgo {
		return t.Format("15:04")
	}
	return l.When(t, now)
}
