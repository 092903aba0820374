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
		return Grouped(n) + " hits and more"
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
	return "No long reads", "Articles that take eight minutes or more stand here."
}

func (english) AllRead() (headline, text string) {
	return "Everything is read", "Articles that you have not read yet stand here."
}

func (english) NoneInView(name, query string) (headline, text string) {
	return "Nothing in “" + name + "”", "No article matches what this view asks for: " + query
}

func (english) ChipSearch(text string, best bool) string {
	if best {
		return "search: " + text + " (best first)"
	}
	return "search: " + text
}

func (english) SearchedFor(text string) string { return "a search for “" + text + "”" }
func (english) SearchSign() string             { return "search" }
func (english) SearchHint() string {
	return "words of title and text · \"a phrase\" · cat: author: is:unread after:2021-06 -not OR"
}

func (english) OrderNow(best bool) string {
	if best {
		return "The best hits first"
	}
	return "The newest hits first"
}

func (english) NameSign() string                { return "name" }
func (english) NameSaves(query string) string   { return "the view shows: " + query }
func (english) NameReplaces(name string) string { return "this replaces the view “" + name + "”" }
func (english) NameMissing() string             { return "a view needs a name" }
func (english) LineFull() string                { return "There is no room for all of that in this line." }
func (english) NameTooLong() string             { return "this name is too long" }
func (english) ViewNotSaved() string            { return "this view is not saved" }
func (english) ViewsFull() string               { return "there is no room for more views; remove one first" }

func (english) NameTaken(name string) string {
	return "“" + name + "” is a view already that everybody has; take another name"
}
func (english) ViewSaved(name string) string { return "View saved: “" + name + "”" }
func (english) ViewReplaced(name, undo string) string {
	return "View replaced: “" + name + "” (" + undo + " takes it back)"
}

func (english) ViewRemoved(name, undo string) string {
	return "View removed: “" + name + "” (" + undo + " brings it back)"
}

func (english) ViewRestored(name string, there bool) string {
	if there {
		return "Undone, view restored: “" + name + "”"
	}
	return "Undone, no longer saved: “" + name + "”"
}
func (english) ViewGone() string { return "This view was removed in another window." }
func (english) ViewsWrong(names []string) string {
	return "Not shown, since what they ask for cannot be read: “" + strings.Join(names, "”, “") + "”"
}
func (english) NothingToComplete() string { return "Nothing here can be completed." }
func (english) FileGone() string          { return "file gone" }
func (english) FileGoneNow() string {
	return "The file of this article is gone; its text stays until you leave it."
}

func (english) OffNoSearch(key string) string {
	return "Only what a search has found can be ordered; " + key + " searches."
}
func (english) OffNoOwnView() string { return "Only views of your own can be removed." }
func (english) OffConfigured() string {
	return "This view stands in the config file; remove it there."
}
func (english) OffNothingToSave() string { return "There is no filter to save." }
