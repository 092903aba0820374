package model

// View is a query that was given a name, to be asked again and again.
type View struct {
	Name  string
	Query string // in the language of ParseQuery
}

// The most that one reader can save: so many views, and so many bytes of names and
// queries in all. Each of them may be counted anew after every mark.
const (
	MaximumViews     = 100
	MaximumViewBytes = 64 << 10
)

// HasRoomFor says whether one more view, or another in the place of one of its
// name, can be saved beside these.
func HasRoomFor(saved []View, another View) bool {
	views, bytes := 1, len(another.Name)+len(another.Query)
	for _, v := range saved {
		if v.Name != another.Name {
			views++
			bytes += len(v.Name) + len(v.Query)
		}
	}
	return views <= MaximumViews && bytes <= MaximumViewBytes
}

// Count is how many articles a query wants.
type Count struct {
	Count  int
	Unread int // those of them that the reader has not read
}
