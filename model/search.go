package model

import (
	"broadsheet/model/fold"
)

// SearchOrder is the order of what a search finds.
type SearchOrder int

// The orders of a search. Best is those first that have all words in their
// title, and of the others those that the words say most about.
const (
	NewestHits SearchOrder = iota
	BestHits
)

// SearchOptions say how to search.
type SearchOptions struct {
	Order SearchOrder
	Limit int // how many articles are wanted at most; 0: all
}

// Hits is what a search found.
type Hits struct {
	Listing    Listing // in the order that was asked for
	Complete   bool    // all hits are in the listing; else there may be more
	Unsearched int     // articles that could not be looked through yet
}

// Snippet is a short piece of an article's text, of one line, around what a
// search looked for. It is empty where the article does not match (any more).
type Snippet struct {
	Text    string
	Matches []fold.Range // what was looked for, in Text, from left to right
}
