package ui

import (
	"fmt"
	"strings"
)

// This file holds what the program says in English of views, searches and news.

func (english) news(n int) string { return grouped(n) + " new" }

func (english) indexing(percent int) string {
	return fmt.Sprintf("indexing %d%%", percent)
}

func (english) hits(n int, more bool) string {
	if more {
		return grouped(n) + " hits and more"
	}
	return count(n, "hit", "hits")
}

func (english) notSearched(n int) string {
	if n == 0 {
		return ""
	}
	return " · " + count(n, "article", "articles") + " not searched yet"
}

func (english) unreadView() string     { return "Unread" }
func (english) longReads() string      { return "Long reads" }
func (english) moreViews(n int) string { return "… " + grouped(n) + " more" }

func (english) noneLong() (headline, text string) {
	return "No long reads", "Articles that take eight minutes or more stand here."
}

func (english) allRead() (headline, text string) {
	return "Everything is read", "Articles that you have not read yet stand here."
}

func (english) noneInView(name, query string) (headline, text string) {
	return "Nothing in “" + name + "”", "No article matches what this view asks for: " + query
}

func (english) chipSearch(text string, best bool) string {
	if best {
		return "search: " + text + " (best first)"
	}
	return "search: " + text
}

func (english) searchedFor(text string) string { return "a search for “" + text + "”" }
func (english) searchSign() string             { return "search" }
func (english) searchHint() string {
	return "words of title and text · \"a phrase\" · cat: author: is:unread after:2021-06 -not OR"
}

func (english) orderNow(best bool) string {
	if best {
		return "The best hits first"
	}
	return "The newest hits first"
}

func (english) nameSign() string                { return "name" }
func (english) nameSaves(query string) string   { return "the view shows: " + query }
func (english) nameReplaces(name string) string { return "this replaces the view “" + name + "”" }
func (english) nameMissing() string             { return "a view needs a name" }
func (english) lineFull() string                { return "There is no room for all of that in this line." }
func (english) nameTooLong() string             { return "this name is too long" }
func (english) viewNotSaved() string            { return "this view is not saved" }
func (english) viewsFull() string               { return "there is no room for more views; remove one first" }

func (english) nameTaken(name string) string {
	return "“" + name + "” is a view already that everybody has; take another name"
}
func (english) viewSaved(name string) string { return "View saved: “" + name + "”" }
func (english) viewReplaced(name, undo string) string {
	return "View replaced: “" + name + "” (" + undo + " takes it back)"
}

func (english) viewRemoved(name, undo string) string {
	return "View removed: “" + name + "” (" + undo + " brings it back)"
}

func (english) viewRestored(name string, there bool) string {
	if there {
		return "Undone, view restored: “" + name + "”"
	}
	return "Undone, no longer saved: “" + name + "”"
}
func (english) viewGone() string { return "This view was removed in another window." }
func (english) viewsWrong(names []string) string {
	return "Not shown, since what they ask for cannot be read: “" + strings.Join(names, "”, “") + "”"
}
func (english) nothingToComplete() string { return "Nothing here can be completed." }
func (english) fileGone() string          { return "file gone" }
func (english) fileGoneNow() string {
	return "The file of this article is gone; its text stays until you leave it."
}

func (english) offNoSearch(key string) string {
	return "Only what a search has found can be ordered; " + key + " searches."
}
func (english) offNoOwnView() string { return "Only views of your own can be removed." }
func (english) offConfigured() string {
	return "This view stands in the config file; remove it there."
}
func (english) offNothingToSave() string { return "There is no filter to save." }

func (english) helpSearchKeep() string { return "keep the search" }
