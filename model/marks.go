package model

import "time"

// Marks are what a reader did with one article. They are kept apart from the
// article's file, which is never written to. A zero time means never.
type Marks struct {
	Read    time.Time // when it was last marked read; zero: unread
	Starred time.Time // when it was starred; zero: not starred
	Opened  time.Time // when it was last opened
	Place   Place     // where the reader stopped
}

// IsRead says whether the article counts as read.
func (m Marks) IsRead() bool { return !m.Read.IsZero() }

// IsStarred says whether the article is starred.
func (m Marks) IsStarred() bool { return !m.Starred.IsZero() }

// Place is a place in a document that holds at every width and in every theme.
type Place struct {
	Block  int // the number of a leaf block, in reading order, from 0
	Offset int // bytes into the leaf block's text as shown
}

// ChangeKind says what a Change did.
type ChangeKind int

// The kinds of change that a reader can undo.
const (
	MarkedRead ChangeKind = iota
	MarkedUnread
	AddedStar
	RemovedStar
)

// Change is one thing that a reader did to the marks of one or more articles,
// as undo names it.
type Change struct {
	Kind  ChangeKind
	Count int // how many articles have other marks now
	ID    ID  // the article, where it is one; else empty
}
