package ui

import (
	"strconv"
	"time"

	"broadsheet/model"
	"broadsheet/model/query"
)

// language is every sentence of the program. Each language is a type of its
// own, so that one that lacks a sentence does not compile.
type language interface {
	calendar
	states
	notices
	titles
	reasons
	shorts
	say(text said) string // what stands in a table, in this language
}

// said is a text of a table in every language.
type said struct{ english, chinese string }

// both makes a text of a table: one that lacks a language does not compile.
func both(english, chinese string) said { return said{english, chinese} }

// byCode gives the text by the codes of the languages.
func (s said) byCode() map[string]string { return map[string]string{"en": s.english, "zh": s.chinese} }

func (english) say(text said) string { return text.english }
func (chinese) say(text said) string { return text.chinese }

// languageOf gives the language of a code, English where there is none.
func languageOf(code string) language {
	if code == "zh" {
		return chinese{}
	}
	return english{}
}

// calendar words dates and counts.
type calendar interface {
	day(t time.Time) string       // the masthead's date
	stamp(t time.Time) string     // the date and time over an article
	when(t, now time.Time) string // the date in a row of the list
	about(date string) string     // a date that was guessed
	minutes(n int) string         // reading time
	alsoIn(names string) string   // the other libraries that have an article
	unread(n int) string          // how many articles are unread
	position(at, of int) string   // which row of how many
	files(n int) string           // files looked at while loading
	unreadableFiles(n int) string // how many files could not be shown
	matches(at, of int) string    // which match of how many
	looking() string              // the article is still looked through
	firstOf(shown, of int) string // how many rows of a popup there are, and how many there could be
	articles(n int) string        // how many articles
	list(parts []string) string   // parts in one line
	quoted(text string) string    // a text in quotation marks
	news(n int) string            // articles that have come since
	indexing(percent int) string  // how far the text is indexed
	hits(n int, more bool) string // how many hits a search has; more: at least
	notSearched(n int) string     // with what parts it from what stands before it; nothing for none
}

// states are what stands in a pane that has nothing else to show. A headline
// and a text; the text says what to do.
type states interface {
	all() string
	today() string
	starred() string
	tooSmall(width, height int) string
	loading(files int) (headline, text string)
	empty(roots string) (headline, text string) // roots may be empty
	noneReadable(files int, problems string) (headline, text string)
	noMatch(filters []string, key string) (headline, text string)
	noneUnread(key string) (headline, text string)
	noneStarred(key string) (headline, text string)
	noneToday() (headline, text string)
	listFailed() string
	vanished() (headline, text string)
	unreadable() (headline, text string)
	nothingOpen() string
	opening() string
	noProblems() string
	noCategory() string
	noCommand() string
	noHeading() string
	typeHere() string
	unreadView() string
	longReads() string
	moreViews(n int) string
	noneLong() (headline, text string)
	allRead() (headline, text string)
	noneInView(name, query string) (headline, text string)
}

// notices are what the status line says once.
type notices interface {
	chipUnread() string
	copied(what string) string
	linkOpened(host string) string
	linkFailed(reason string) string
	undone(kind model.ChangeKind, n int, title string) string
	nothingToUndo() string
	markedRead() string
	markedUnread() string
	markedAll(n int, undo string) string
	allReadAlready() string
	starAdded() string
	starRemoved() string
	noUnread() string
	fromTheTop() string
	fromTheEnd() string
	themeNow(name string) string
	themeFailed(reason string) string
	measureNow(cells int) string
	measureFull(cells int) string // the pane allows no longer lines
	notFound(word string) string
	queryWrong(e *query.Error) string
	queryHint() string
	notKept(reason string) string
	guest() string
	alert(a Alert) string
	findHint() string
	firstArticle() string
	lastArticle() string
	noSuchCategory(n int) string
	categoryGone() string
	jumped(back string) string
	atFootnote(label, back string) string
	atReference(label, back string) string
	chipSearch(text string, best bool) string
	searchedFor(text string) string // a search in a sentence
	searchSign() string
	searchHint() string
	orderNow(best bool) string
	nameSign() string
	nameSaves(query string) string
	nameReplaces(name string) string
	nameMissing() string
	nameTooLong() string
	viewsFull() string
	viewNotSaved() string
	lineFull() string
	nameTaken(name string) string
	viewSaved(name string) string
	viewReplaced(name, undo string) string
	viewRemoved(name, undo string) string
	viewRestored(name string, there bool) string
	viewGone() string
	viewsWrong(names []string) string
	nothingToComplete() string
	fileGone() string
	fileGoneNow() string
}

// titles stand over popups and groups of commands.
type titles interface {
	titleChooser() string
	titleLinks() string
	titleOutline() string
	titleHelp() string
	titlePalette() string
	titleProblems() string
}

// reasons say why a command cannot be done now.
type reasons interface {
	offNoArticle() string
	offNoLinks() string
	offNoHeadings() string
	offNoFootnotes() string
	offNoFootnoteHere() string
	offNoAddress() string
	offNoTheme() string
	offStillOpening() string
	offNotOpen() string
	offNoSearch(key string) string
	offNoOwnView() string
	offConfigured() string
	offNothingToSave() string
}

// shorts are the words of the footer that depend on more than the command.
type shorts interface {
	shortQuit() string
	shortReturn() string
}

// grouped writes a number with commas between its thousands.
func grouped(n int) string {
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

// isNow says whether a date is worded as now.
func isNow(t, now time.Time) bool {
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
