package ui

import (
	"strings"
	"testing"

	"broadsheet/model"
)

// TestFullTextOnce reads a page once, however often the key is pressed meanwhile, and
// changes nothing of what the reader did with the article.
func TestFullTextOnce(t *testing.T) {
	s := startFollowing(t, 120, 24)
	f := s.feeds()
	s.press("j", "j", "*", "m")
	id := s.app.home.list.Current().ID
	before := s.library.Marks(id)
	s.holding = true
	s.press("F", "F", "F")
	s.lacks("Only the page tells this")
	s.release()
	s.shows("Only the page tells this")
	if f.pages != 1 || len(s.app.home.texts) != 0 {
		t.Errorf("%d pages were read, %d are waited for", f.pages, len(s.app.home.texts))
	}
	s.press("F")
	s.lacks("Only the page tells this")
	s.press("F")
	if after := s.library.Marks(id); f.pages != 1 || after != before || !before.IsStarred() || !before.IsRead() {
		t.Errorf("%d pages were read; the marks were %+v and are %+v", f.pages, before, after)
	}
}

// TestFullTextOfSeveral reads the pages of several articles at once: each answer says of
// which of them it is, and none drops another.
func TestFullTextOfSeveral(t *testing.T) {
	s := startFollowing(t, 120, 24)
	s.holding = true
	s.press("F", "j", "j", "F", "j")
	s.release()
	if got := s.feeds().pages; got != 2 {
		t.Errorf("%d pages were read", got)
	}
	s.shows("“Why a terminal cell is twice as high as…”: Full text from the web page")
	s.press("k")
	s.shows("Only the page tells this")
}

// TestFullTextThatCannotBeRead says why in place of what is shown, which stays; the next
// try asks again.
func TestFullTextThatCannotBeRead(t *testing.T) {
	s := startFollowing(t, 120, 24)
	f := s.feeds()
	f.unread = &model.FeedError{Kind: model.FeedNotFound, What: "example.org"}
	s.press("j", "j", "enter", "F")
	s.shows("example.org has no such page; only the feed's text is available.")
	s.shows("A typewriter moved its carriage")
	f.unread = nil
	s.press("F")
	s.shows("Only the page tells this")
	s.library.remove(func(a *model.Article) bool { return strings.HasPrefix(a.Title, "Why a terminal") })
	s.press("F")
	s.shows("The article's file no longer exists, so its full text cannot be saved.")
}

// TestFullTextIsOffered names the key where pages are read, and nowhere else.
func TestFullTextIsOffered(t *testing.T) {
	for _, offered := range []bool{true, false} {
		o := following(options(newMemory(now(), paper()...)))
		if !offered {
			o.FeedEditor, o.FullText = nil, nil
		}
		s := start(t, o, 120, 60)
		for _, look := range [][]string{{"?", "/", "w", "e", "b"}, {":", "w", "e", "b"}} {
			s.press(look...)
			if shown := strings.Contains(s.flat(), "full text"); shown != offered {
				t.Errorf("offered %v, and after %q:\n%s", offered, look, s.screen())
			}
			s.press("esc", "esc")
		}
		s.press("F")
		if told := strings.Contains(s.screen(), "Full text is only") || s.app.notice != ""; told != offered {
			t.Errorf("offered %v, and the key does something else:\n%s", offered, s.screen())
		}
	}
}

// TestPagesOfAFeed says of a feed whose pages gave no text what to do about them, and how
// far reading pages is.
func TestPagesOfAFeed(t *testing.T) {
	s := startFollowing(t, 120, 30)
	f := s.feeds()
	f.change(func() { f.subs[0].PagesFailed = 3 })
	s.send(feedsChanged{})
	s.press("f")
	s.shows("The full text of 3 articles could not be read and will not be tried again automatically; press F")
	s.press("esc")
	s.fetch(model.FeedStatus{Fetching: true, Done: 5, Total: 5, Pages: 3, TotalPages: 20, New: 2})
	s.shows("3 of 20 pages, 2 new")
}

// TestLongNoticeIsWhole wraps what is told where the status line is too short for it.
func TestLongNoticeIsWhole(t *testing.T) {
	s := startFollowing(t, 40, 16)
	s.feeds().unread = &model.FeedError{Kind: model.FeedChallenge, What: "example.org"}
	s.press("F")
	if text := strings.Join(strings.Fields(s.flat()), " "); !strings.Contains(text, "example.org shows this page only to browsers; press y to copy its address for a browser.") {
		t.Errorf("the sentence is cut:\n%s", s.screen())
	}
	s.fits()
	s.press("j")
	s.lacks("browsers only")
}
