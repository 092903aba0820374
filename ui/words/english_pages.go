package words

import "broadsheet/model"

// This file holds what the program says in English of the pages that articles link to.

func (english) FullText() string { return "full text" }

func (english) PagesFailed(n int, again string) string {
	if n == 1 {
		return "The page of one of its articles gave no text, and is not asked for again by itself; " + again + " on that article does."
	}
	return "The pages of " + Grouped(n) + " of its articles gave no text, and are not asked for again by themselves; " + again + " on an article does."
}
func (english) ReadingPage() string { return "Reading the page that the article links to…" }

func (english) TextTurned(full bool, again string) string {
	if full {
		return "This is the full text, from the page (" + again + " shows the feed's)"
	}
	return "This is the feed's own text (" + again + " shows the page's)"
}

func (english) OfArticle(title, sentence string) string {
	if title == "" {
		return sentence
	}
	return "“" + title + "”: " + sentence
}

func (l english) PageTrouble(e *model.FeedError, copyAddress string) string {
	text := l.pageTrouble(e, "; "+copyAddress+" copies its address for a browser.")
	if e.Again > 0 {
		text += " It may be asked again in " + shortly(e.Again, "%dh", "%dm") + "."
	}
	return text
}

func (l english) pageTrouble(e *model.FeedError, browser string) string {
	switch e.Kind {
	case model.PageNotOfFeed:
		return "Only articles that broadsheet fetched from a feed have a full text to read."
	case model.PageVanished:
		return "The article's file is gone, so nothing more can be kept in it."
	case model.PageNoLink:
		return "The article links to no page, so there is no other text of it."
	case model.PageOther:
		return "The article links to no page with text, but to something else" + browser
	case model.PageLinks:
		return "The page is a list of links, and no article" + browser
	case model.PageShort:
		return "The page has no more text than stands here" + browser
	case model.PageTooSlow:
		return "The page takes longer to read than any article" + browser
	case model.PageFailed:
		return "The page could not be read, which is a fault of this program" + browser
	case model.FeedTooLarge:
		return "The page is larger than any article" + browser
	default:
		return l.pageRefused(e, browser)
	}
}

func (l english) pageRefused(e *model.FeedError, browser string) string {
	switch e.Kind {
	case model.FeedHeld, model.FeedTooMany:
		return e.What + " wants to be asked less often."
	case model.FeedChallenge:
		return e.What + " shows the page to browsers only" + browser
	case model.FeedLogin:
		return e.What + " shows the page only to those who sign in" + browser
	case model.FeedForbidden:
		return e.What + " does not give the page to a program" + browser
	case model.FeedNotFound:
		return e.What + " does not have this page; the feed's text is all there is."
	case model.FeedGone:
		return e.What + " has taken this page away for good; the feed's text is all there is."
	case model.FeedServer:
		return e.What + " has trouble of its own; try again later."
	case model.FeedTimeout:
		return e.What + " is too slow; try again later."
	case model.FeedConnection:
		return e.What + " breaks the connection; try again later."
	case model.FeedStatusCode:
		return e.What + " gives an answer that makes no sense" + browser
	case model.FeedRedirects:
		return e.What + " sends on and on without end, or to nowhere" + browser
	case model.FeedPacked:
		return e.What + " sends something that cannot be unpacked" + browser
	default:
		return l.connectionTrouble(e)
	}
}
