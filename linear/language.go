package linear

import (
	"strings"
	"time"

	"broadsheet/model"
	"broadsheet/model/query"
)

// language is every sentence that only listeners are told. Each language is a type of
// its own, so that one that lacks a sentence does not compile.
type language interface {
	code() string
	text(t said) string

	beginnings
	lists
	readings
	documents
	answers
}

// said is a text of a table in every language.
type said struct{ english, chinese string }

// both makes a text of a table: one that lacks a language does not compile.
func both(english, chinese string) said { return said{english, chinese} }

// languageOf gives the language of a code, English where there is none.
func languageOf(code string) language {
	if strings.HasPrefix(code, "zh") {
		return chinese{}
	}
	return english{}
}

// beginnings are what is said at the start and at the end.
type beginnings interface {
	greeting(from string) string // from may be empty
	sample() string
	loading(files int) string
	empty() string
	unread(unread, all, categories int) string
	goodbye() string
	help() []string
	wordsOf(typed []string) []string // those that are told of
	helpLine(typed []string, does string) string
}

// lists are what is said of lists.
type lists interface {
	all() string
	numbered(n int, text string) string
	parts(parts []string) string    // in one row
	sentence(parts []string) string // the same as a sentence
	when(t, now time.Time, inferred bool) string
	isUnread() string
	isStarred() string
	rowsTold(from, to, of int, what string) string
	nothingListed(what string) string
	noMoreRows() string
	backTo(what string, at, of int) string
	inList(what string, of int) string
	atTheTop() string
	choice(name string, unread int) string
	categoriesTold(from, to, of int) string
	viewsTold(from, to, of int) string
	noView(name string) string
	viewForgotten(name string) string
	orderOf(by query.Sort, best bool) string // empty for the usual one
	orders() string
	onlyHits() string
	searchWhat() string
	unsearched(n int) string
	wrapped(step int) string
}

// readings are what is said of an article.
type readings interface {
	length(minutes, pieces int) string
	attached(what string) string
	stoppedAt(at, of int) string
	paragraph(at, of int, last bool) string
	inArticle(title string, at, of int) string
	under(heading string) string
	headingsTold(from, to, of int) string
	linksTold(from, to, of int, opens bool) string
	addressIs(address string) string
	found(n int) string
	findFirst() string
	findEnded() string
	noHeadingThere(step int) string
	noText() string
	atBeginning() string
	openFirst() string
	textNow(pieces int) string
	ofArticle(title, headline, text string) string
}

// documents are what is said of what the looks of a text would tell.
type documents interface {
	heading(level int, text string) string
	quoteBegins() string
	quoteEnds() string
	codeBegins(name string, lines int) string
	codeEnds() string
	picture(text string) string
	mutePicture(n int, host string) string
	inlinePicture(alt string) string
	list(n int) string
	listEnds() string
	item(label string, task model.Task) string
	table(rows, columns int) string
	row(fields []string) string
	field(label, text string) string // the label may be empty
	details(summary string) string
	rule() string
	note(label, text string) string
	noteSign(label string) string
	reading(text string) string
	struckOut(text string) string
}

// answers are what is said of commands.
type answers interface {
	failed(reason string) string
	noCommand(word, nearest string) string // nearest may be empty
	onScreen(name string) string
	notHere() string
	noNumber(typed string, of int) string
	noParagraph(typed string, of int) string
	noNote(label string) string
	inQuery(wrong string, position int) string
	marked(what, title string) string // the title may be empty
	noFeedsHere() string
	noFeeds() string
	feedsTold(from, to, of int) string
	newsOf(when string) string
	colon() string
	fetching(feeds int) string
	problem(path string, line int, text string) string
	problemsTold(from, to, of int) string
}
