package words

import (
	"fmt"
	"strings"
)

// This file holds what the program says in English of views, searches and news.

func (english) News(n int) string { return Grouped(n) + " new" }

func (english) Indexing(percent int) string {
	return fmt.Sprintf("indexing %d%%", percent)
}

func (english) Hits(n int, more bool) string {
	if more {
		return Grouped(n) + "+ hits"
	}
	return count(n, "hit", "hits")
}

func (english) NotSearched(n int) string {
	if n == 0 {
		return ""
	}
	return " · " + count(n, "article", "articles") + " not searched yet"
}

func (english) UnreadView() string     { return "Unread" }
func (english) LongReads() string      { return "Long reads" }
func (english) MoreViews(n int) string { return "… " + Grouped(n) + " more" }

func (english) NoneLong() (headline, text string) {
	return "No long reads", "Articles that take eight minutes or more to read appear here."
}

func (english) AllRead() (headline, text string) {
	return "No unread articles", "Articles you have not read yet appear here."
}

func (english) NoneInView(name, query string) (headline, text string) {
	return "Nothing in “" + name + "”", "No articles match this view: " + query
}

func (english) ChipSearch(text string, best bool) string {
	if best {
		return "search: " + text + " (best match first)"
	}
	return "search: " + text
}

func (english) SearchedFor(text string) string { return "a search for “" + text + "”" }
func (english) SearchSign() string             { return "search" }
func (english) SearchHint() string {
	return "words in title and text · \"a phrase\" · cat: author: is:unread after:2021-06 -not OR"
}

func (english) OrderNow(best bool) string {
	if best {
		return "Best match first"
	}
	return "Newest first"
}

func (english) NameSign() string                { return "name" }
func (english) NameSaves(query string) string   { return "this view shows: " + query }
func (english) NameReplaces(name string) string { return "this replaces the view “" + name + "”" }
func (english) NameMissing() string             { return "enter a name" }
func (english) LineFull() string                { return "This line has no room for all of that" }
func (english) NameTooLong() string             { return "the name is too long" }
func (english) ViewNotSaved() string            { return "view not saved" }
func (english) ViewsFull() string               { return "you have too many views; remove one first" }

func (english) NameTaken(name string) string {
	return "“" + name + "” is a built-in view; choose another name"
}
func (english) ViewSaved(name string) string { return "View saved: “" + name + "”" }
func (english) ViewReplaced(name, undo string) string {
	return "View replaced: “" + name + "” (" + undo + " to undo)"
}

func (english) ViewRemoved(name, undo string) string {
	return "View removed: “" + name + "” (" + undo + " to undo)"
}

func (english) ViewRestored(name string, there bool) string {
	if there {
		return "Undone: view restored (“" + name + "”)"
	}
	return "Undone: view no longer saved (“" + name + "”)"
}
func (english) ViewGone() string { return "This view was removed in another window" }
func (english) ViewsWrong(names []string) string {
	return "These views are hidden because their queries are not valid: “" + strings.Join(names, "”, “") + "”"
}
func (english) NothingToComplete() string { return "Nothing to complete here" }
func (english) FileGone() string          { return "file no longer exists" }
func (english) FileGoneNow() string {
	return "This article's file no longer exists; the text stays until you leave it."
}

func (english) OffNoSearch(key string) string {
	return "Only search results can be sorted; press " + key + " to search"
}
func (english) OffNoOwnView() string { return "Only your own views can be removed" }
func (english) OffConfigured() string {
	return "This view is set in the config file; remove it there"
}
func (english) OffNothingToSave() string { return "There is no filter to save" }
