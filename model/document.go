package model

import "net/url"

// Document is an article's body as a tree of blocks and inlines, whatever
// format it was written in. Every text in it has passed the safety gate of
// package articles, so nothing downstream needs to escape: valid UTF-8, no
// control characters but newlines in code, no bidi overrides, no private-use
// characters.
type Document struct {
	Blocks    []Block
	Footnotes []Footnote // in the order of their first reference
}

// Footnote is a note that FootnoteReference inlines with the same label point to.
type Footnote struct {
	Label  string // as shown to the reader: "1"
	Blocks []Block
}

// Block is one of Heading, Paragraph, CodeBlock, List, Quote, Table, Figure,
// DefinitionList, Details and Rule.
type Block interface{ block() }

// Heading is a title inside the body. Level is 1 to 6.
type Heading struct {
	Level   int
	Inlines []Inline
}

// Paragraph is running text.
type Paragraph struct{ Inlines []Inline }

// CodeBlock is preformatted text. Text keeps its newlines, has tabs expanded
// and has no newline at its end. Language may be empty.
type CodeBlock struct {
	Language string
	Text     string
}

// List is a bulleted or numbered list.
type List struct {
	Ordered   bool
	Start     int       // the first number of an ordered list
	Reversed  bool      // an ordered list counts down
	Numbering Numbering // of an ordered list
	Tight     bool      // no blank lines between the items
	Items     []ListItem
}

// ListItem is one entry of a List. Skip is how much more its number is than the one
// that would follow: 0 where the list just counts on.
type ListItem struct {
	Task   Task
	Skip   int
	Blocks []Block
}

// Task says whether a list item is a task, and whether it is done.
type Task int

// The states of a list item's box.
const (
	NoTask Task = iota
	OpenTask
	DoneTask
)

// Quote is quoted text.
type Quote struct{ Blocks []Block }

// Table is a data table; tables used for layout are unwrapped before they get
// here. Rows may be of unequal length. HeaderRows says how many of the first
// rows are header.
type Table struct {
	Caption    []Inline
	Columns    []Alignment // one for each column of the grid
	HeaderRows int
	Rows       []Row
}

// Row is a line of cells. A cell that a row span of an earlier row covers is
// absent.
type Row struct{ Cells []Cell }

// Cell is one cell of a table. ColSpan and RowSpan are at least 1.
type Cell struct {
	Header  bool
	ColSpan int
	RowSpan int
	Blocks  []Block
}

// Alignment is how a table's column is set.
type Alignment int

// The alignments of a column. AlignDefault leaves the choice to the renderer.
const (
	AlignDefault Alignment = iota
	AlignLeft
	AlignCenter
	AlignRight
)

// Figure is one or more pictures that stand alone, with their caption.
type Figure struct {
	Images  []Image
	Caption []Inline
}

// DefinitionList is a list of terms and what they mean.
type DefinitionList struct{ Items []Definition }

// Definition is one or more terms that share one or more descriptions.
type Definition struct {
	Terms        [][]Inline
	Descriptions [][]Block
}

// Details is a part that a browser can fold. It is always shown whole.
type Details struct {
	Summary []Inline
	Blocks  []Block
}

// Rule is a break between parts of a text.
type Rule struct{}

func (Heading) block()        {}
func (Paragraph) block()      {}
func (CodeBlock) block()      {}
func (List) block()           {}
func (Quote) block()          {}
func (Table) block()          {}
func (Figure) block()         {}
func (DefinitionList) block() {}
func (Details) block()        {}
func (Rule) block()           {}

// Inline is one of Text, Span, Code, Link, Image, Ruby, FootnoteReference,
// LineBreak and WordBreak.
type Inline interface{ inline() }

// Text is a run of characters. Runs of white space are one space, but for the no-break
// spaces that set a line of verse in, and there is no newline in it.
type Text struct{ Text string }

// Span is inline content set in a style of its own.
type Span struct {
	Style   Style
	Inlines []Inline
}

// Style is what sets a Span apart from the text around it.
type Style int

// The styles of a Span.
const (
	Emphasis Style = iota
	Strong
	Strikethrough
	Underline
	Highlight
	Superscript
	Subscript
	Keyboard
)

// Code is code inside a line of text.
type Code struct{ Text string }

// Link is a link to a safe, percent-encoded, absolute address.
type Link struct {
	URL     string
	Inlines []Inline
}

// Image is a picture in the line of text, or of a Figure. URL may be empty
// where only a description is known; Alt may be empty too.
type Image struct {
	URL string
	Alt string
}

// Host is the name of the machine that an image is on, or "".
func (i Image) Host() string {
	u, err := url.Parse(i.URL)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// Ruby is text with its reading.
type Ruby struct {
	Base    []Inline
	Reading string
}

// FootnoteReference stands where a footnote was set.
type FootnoteReference struct{ Label string }

// LineBreak is a break that the author made.
type LineBreak struct{}

// WordBreak is a place where a long word may be broken, without a hyphen: <wbr>
// or U+200B.
type WordBreak struct{}

func (Text) inline()              {}
func (Span) inline()              {}
func (Code) inline()              {}
func (Link) inline()              {}
func (Image) inline()             {}
func (Ruby) inline()              {}
func (FootnoteReference) inline() {}
func (LineBreak) inline()         {}
func (WordBreak) inline()         {}
