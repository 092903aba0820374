package store

import "time"

// Account is what is kept of a reader of the server.
type Account struct {
	Name        string
	Number      int64     // no account before or after it has the same; 0: nothing is kept
	Changes     int64     // how often marks and settings of it were written
	First, Last time.Time // when it was first and last seen, the latter within an hour
	Marks       int       // articles with marks
	Rows        int       // what counts for the quota
	Bytes       int       // about
	Sessions    int       // how many it may have at a time; 0: as many as everybody
	Quota       int       // rows; 0: as many as everybody
	Blocked     bool      // it may not log in
}

// Limits are the limits of one account; 0 is the limit of everybody.
type Limits struct {
	Sessions int
	Quota    int
	Blocked  bool
}
