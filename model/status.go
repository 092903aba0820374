package model

// Status says how far the loading of a library is.
type Status struct {
	Loading    bool // files are still being looked at
	Files      int  // looked at so far
	Articles   int  // listed so far
	Unreadable int  // problems so far that kept a whole file or root from being shown
}
