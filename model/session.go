package model

// Session is where a reader was when a session ended, for the next one to go on there. The
// zero Session is the beginning: all articles, from the top.
type Session struct {
	Chosen  string // the category or view, by a name that package ui gives it; empty: all articles
	Filter  string // a query; empty: none
	Search  bool   // the filter is asked of titles and texts
	Unread  bool   // only unread articles were listed
	Article ID     // under the cursor, where that was not at the top of the list, or being read
	Reading bool   // the pane of the article had the focus
	Opened  bool   // the article was opened, and not just looked at
	Zoomed  bool   // it stood alone
}
