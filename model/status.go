package model

// Status says how far the loading of a library is.
type Status struct {
	Loading    bool // files are still being looked at
	Files      int  // looked at so far
	Articles   int  // listed so far
	Unreadable int  // problems so far that kept a whole file or root from being shown
	Arrived    int  // articles that came after the library was first listed
	Indexed    int  // articles whose text can be searched, while the index is being made
	ToIndex    int  // of how many; 0: none is being made
}
