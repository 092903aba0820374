// Package words is every sentence that the program says, in each of its languages,
// with dates, numbers and the names of sources as readers say them. It draws
// nothing, and knows no keys.
package words

import (
	"strconv"
	"time"

	"broadsheet/model"
	"broadsheet/model/query"
)

// Language is every sentence of the program. Each language is a type of its
// own, so that one that lacks a sentence does not compile.
type Language interface {
	calendar
	states
	notices
	titles
	reasons
	shorts
	following
	attachments
	ordering
	moving
	outside
	Say(text Said) string // what stands in a table, in this language
}

// Said is a text of a table in every language. The Traditional Chinese is made of the
// Simplified.
type Said struct{ english, chinese string }

// Both makes a text of a table: one that lacks a language does not compile.
func Both(english, chinese string) Said { return Said{english, chinese} }

// ByCode gives the text by the codes of the languages.
func (s Said) ByCode() map[string]string {
	return map[string]string{"en": s.english, "zh": s.chinese, "zh-Hant": inTraditional(s.chinese)}
}

func (english) Say(text Said) string { return text.english }
func (chinese) Say(text Said) string { return text.chinese }

// For gives the language of a code: "en", "zh" (Simplified Chinese), "zh-Hant"
// (Traditional Chinese); English where there is none.
func For(code string) Language {
	switch code {
	case "zh":
		return chinese{}
	case "zh-Hant":
		return traditional{}
	}
	return english{}
}

// calendar words dates and counts.
type calendar interface {
	Day(t time.Time) string       // the masthead's date
	Stamp(t time.Time) string     // the date and time over an article
	When(t, now time.Time) string // the date in a row of the list
	about(date string) string     // a date that was guessed
	Minutes(n int) string         // reading time
	AlsoIn(names string) string   // the other libraries that have an article
	Unread(n int) string          // how many articles are unread
	Position(at, of int) string   // which row of how many
	ReadSoFar(percent int) string // how much of the article

	ShortDate(t, now time.Time) string  // the date in a compact row
	ShortDateWidth() int                // cells of the widest of those
	DayHeading(t, now time.Time) string // over the headlines of a day

	Files(n int) string           // files looked at while loading
	UnreadableFiles(n int) string // how many files could not be shown
	Matches(at, of int) string    // which match of how many
	Looking() string              // the article is still looked through
	FirstOf(shown, of int) string // how many rows of a popup there are, and how many there could be
	Articles(n int) string        // how many articles
	List(parts []string) string   // parts in one line
	Quoted(text string) string    // a text in quotation marks
	News(n int) string            // articles that have come since
	Indexing(percent int) string  // how far the text is indexed
	Hits(n int, more bool) string // how many hits a search has; more: at least
	NotSearched(n int) string     // with what parts it from what stands before it; nothing for none
}

// states are what stands in a pane that has nothing else to show. A headline
// and a text; the text says what to do.
type states interface {
	All() string
	Uncategorised() string
	Today() string
	Starred() string
	TooSmall(width, height int) string
	Loading(files int) (headline, text string)
	Empty(roots string) (headline, text string) // roots may be empty
	NoneReadable(files int, problems string) (headline, text string)
	NoMatch(filters []string, key string) (headline, text string)
	NoneUnread(key string) (headline, text string)
	NoneStarred(key string) (headline, text string)
	NoneToday() (headline, text string)
	ListFailed() string
	Vanished() (headline, text string)
	Unreadable() (headline, text string)
	NothingOpen() string
	Opening() string
	NoProblems() string
	NoCategory() string
	NoCommand() string
	NoHeading() string
	TypeHere() string
	UnreadView() string
	LongReads() string
	MoreViews(n int) string
	NoneLong() (headline, text string)
	AllRead() (headline, text string)
	NoneInView(name, query string) (headline, text string)
}

// notices are what the status line says once.
type notices interface {
	ChipUnread() string
	Copied(what string) string
	LinkOpened(host string) string
	LinkFailed(reason string) string
	Undone(kind model.ChangeKind, n int, title string) string
	NothingToUndo() string
	MarkedRead() string
	MarkedUnread() string
	MarkedAll(n int, undo string) string
	AllReadAlready() string
	StarAdded() string
	StarRemoved() string
	NoUnread() string
	FromTheTop() string
	FromTheEnd() string
	TitleThemes() string
	NoTheme() string
	ThemeNow(name string) string
	ThemeName(name string) string // what a theme is called; a reader's own as it is
	ThemeFailed(reason string) string
	MeasureNow(cells int) string
	MeasureFull(cells int) string // the pane allows no longer lines
	NotFound(word string) string
	QueryWrong(e *query.Error) string
	QueryHint() string
	NotKept(reason string) string
	Guest() string
	Alert(a Alert) string
	FindHint() string
	FirstArticle() string
	LastArticle() string
	NoSuchCategory(n int) string
	CategoryGone() string
	Jumped(back string) string
	AtFootnote(label, back string) string
	AtReference(label, back string) string
	ChipSearch(text string, best bool) string
	SearchedFor(text string) string // a search in a sentence
	SearchSign() string
	SearchHint() string
	OrderNow(best bool) string
	NameSign() string
	NameSaves(query string) string
	NameReplaces(name string) string
	NameMissing() string
	NameTooLong() string
	ViewsFull() string
	ViewNotSaved() string
	LineFull() string
	NameTaken(name string) string
	ViewSaved(name string) string
	ViewReplaced(name, undo string) string
	ViewRemoved(name, undo string) string
	ViewRestored(name string, there bool) string
	ViewGone() string
	ViewsWrong(names []string) string
	NothingToComplete() string
	FileGone() string
	FileGoneNow() string
}

// titles stand over popups and groups of commands.
type titles interface {
	TitleChooser() string
	TitleLinks() string
	TitleOutline() string
	TitleHelp() string
	TitlePalette() string
	TitleProblems() string
}

// reasons say why a command cannot be done now.
type reasons interface {
	OffNoArticle() string
	OffNoLinks() string
	OffNoHeadings() string
	OffNoFootnotes() string
	OffNoFootnoteHere() string
	OffNoAddress() string
	OffNotReduced() string // nothing of the page was left out
	OffNoTheme() string
	OffStillOpening() string
	OffNotOpen() string
	OffNoSearch(key string) string
	OffNoOwnView() string
	OffConfigured() string
	OffNothingToSave() string
}

// shorts are the words of the footer that depend on more than the command.
type shorts interface {
	ShortQuit() string
	ShortReturn() string
}

// Grouped writes a number with commas between its thousands.
func Grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// age is how a reader thinks of a date: as a time ago, a day of this week, a
// day of this year, or a full date.
type age int

const (
	justNow age = iota
	minutesAgo
	hoursAgo
	thisWeek
	thisYear
	longAgo
)

// IsNow says whether a date is worded as now.
func IsNow(t, now time.Time) bool {
	kind, _ := ageOf(t, now)
	return kind == justNow
}

// ageOf sorts a date by its age. Dates to come are never a time ago.
func ageOf(t, now time.Time) (kind age, n int) {
	switch since := now.Sub(t); {
	case since < 0:
	case since < time.Minute:
		return justNow, 0
	case since < time.Hour:
		return minutesAgo, int(since / time.Minute)
	case since < 24*time.Hour:
		return hoursAgo, int(since / time.Hour)
	case since < 6*24*time.Hour:
		return thisWeek, 0
	}
	if t.Year() == now.Year() {
		return thisYear, 0
	}
	return longAgo, 0
}

// Percentage writes a part of a hundred.
func Percentage(n int) string { return Grouped(n) + "%" }

// daysAgo is how many days of the calendar a time lies back; less than none where it is
// to come.
func daysAgo(t, now time.Time) int {
	midnight := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return int(midnight(now).Sub(midnight(t)) / (24 * time.Hour))
}
