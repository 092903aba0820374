package words

import "broadsheet/model"

// This file holds what the program says in English of the pages that articles link to.

func (english) FullText() string { return "full text" }

func (english) PagesFailed(n int, again string) string {
	if n == 1 {
		return "The full text of 1 article could not be read and will not be tried again automatically; press " + again + " on the article to retry."
	}
	return "The full text of " + Grouped(n) + " articles could not be read and will not be tried again automatically; press " + again + " on an article to retry."
}
func (english) ReadingPage() string { return "Fetching the full text…" }

func (english) TextTurned(full bool, again string) string {
	if full {
		return "Full text from the web page (" + again + " for the feed's text)"
	}
	return "Text from the feed (" + again + " for the full text)"
}

func (english) OfArticle(title, sentence string) string {
	if title == "" {
		return sentence
	}
	return "“" + title + "”: " + sentence
}

func (l english) PageTrouble(e *model.FeedError, copyAddress string) string {
	text := l.pageTrouble(e, "; press "+copyAddress+" to copy its address for a browser.")
	if e.Again > 0 {
		text += " You can try again in " + shortly(e.Again, "%dh", "%dm") + "."
	}
	return text
}

func (l english) pageTrouble(e *model.FeedError, browser string) string {
	switch e.Kind {
	case model.PageNotOfFeed:
		return "Full text is only available for articles that broadsheet fetched from a feed."
	case model.PageVanished:
		return "The article's file no longer exists, so its full text cannot be saved."
	case model.PageNoLink:
		return "This article has no link to a web page, so there is no full text."
	case model.PageOther:
		return "The article's link does not lead to a page with text" + browser
	case model.PageLinks:
		return "The page is a list of links, not an article" + browser
	case model.PageShort:
		return "The page has no more text than the feed" + browser
	case model.PageTooSlow:
		return "The page took too long to process" + browser
	case model.PageFailed:
		return "The page could not be read because of an error in broadsheet" + browser
	case model.FeedTooLarge:
		return "The page is too large" + browser
	default:
		return l.pageRefused(e, browser)
	}
}

func (l english) pageRefused(e *model.FeedError, browser string) string {
	switch e.Kind {
	case model.FeedHeld, model.FeedTooMany:
		return e.What + " asked for fewer requests."
	case model.FeedChallenge:
		return e.What + " shows this page only to browsers" + browser
	case model.FeedLogin:
		return e.What + " requires a login for this page" + browser
	case model.FeedForbidden:
		return e.What + " refused the request" + browser
	case model.FeedNotFound:
		return e.What + " has no such page; only the feed's text is available."
	case model.FeedGone:
		return e.What + " has removed this page for good; only the feed's text is available."
	case model.FeedServer:
		return e.What + " has a server error; try again later."
	case model.FeedTimeout:
		return e.What + " took too long to answer; try again later."
	case model.FeedConnection:
		return "The connection to " + e.What + " was lost; try again later."
	case model.FeedStatusCode:
		return e.What + " sent an unexpected answer" + browser
	case model.FeedRedirects:
		return e.What + " redirects without end or to nowhere" + browser
	case model.FeedPacked:
		return "Could not decompress what " + e.What + " sent" + browser
	default:
		return l.connectionTrouble(e)
	}
}
