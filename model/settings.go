package model

// Settings are what a reader has changed while reading, to be found again the
// next time. What is zero was never changed: the config file decides.
type Settings struct {
	Theme      string
	Measure    int        // cells to a line of an article
	List       string     // how headlines are set: one of the Lists
	Background Background // of the reader's terminal, when it was last known
	Session    Session    // where the last one ended
}

// The ways in which headlines are set.
const (
	RoomyList   = "roomy"   // on two or three lines
	CompactList = "compact" // on a line each, in columns
)

// Background says whether a terminal is dark or light.
type Background int

// The backgrounds of terminals.
const (
	BackgroundUnknown Background = iota
	BackgroundDark
	BackgroundLight
)
