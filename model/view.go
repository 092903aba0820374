package model

// View is a query that was given a name, to be asked again and again.
type View struct {
	Name  string
	Query string // in the language of ParseQuery
}

// Count is how many articles a query wants.
type Count struct {
	Count  int
	Unread int // those of them that the reader has not read
}
