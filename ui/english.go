package ui

import (
	"fmt"
	"strings"
	"time"

	"broadsheet/model"
	"broadsheet/model/query"
)

// english is the program in English.
type english struct{}

func (english) day(t time.Time) string     { return t.Format("Monday, 2 January 2006") }
func (english) stamp(t time.Time) string   { return t.Format("2 Jan 2006 15:04") }
func (english) about(date string) string   { return "~" + date }
func (english) alsoIn(names string) string { return "also in " + names }
func (english) minutes(n int) string       { return fmt.Sprintf("%d\u00a0min", n) }
func (english) unread(n int) string        { return grouped(n) + " unread" }
func (english) files(n int) string         { return "reading… " + count(n, "file", "files") }
func (english) unreadableFiles(n int) string {
	return grouped(n) + " unreadable"
}
func (english) articles(n int) string { return count(n, "article", "articles") }
func (english) quoted(text string) string {
	return "“" + text + "”"
}

func (english) when(t, now time.Time) string {
	switch kind, n := ageOf(t, now); kind {
	case justNow:
		return "now"
	case minutesAgo:
		return fmt.Sprintf("%dm", n)
	case hoursAgo:
		return fmt.Sprintf("%dh", n)
	case thisWeek:
		return t.Format("Mon")
	case thisYear:
		return t.Format("2 Jan")
	default:
		return t.Format("2 Jan 2006")
	}
}

func (english) position(at, of int) string { return grouped(at) + " of " + grouped(of) }

func (english) looking() string { return "looking through the article…" }
func (english) firstOf(shown, of int) string {
	return "Only the first " + grouped(shown) + " of " + grouped(of) + " are listed"
}
func (english) matches(at, of int) string { return "match " + grouped(at) + " of " + grouped(of) }

func (english) list(parts []string) string { return strings.Join(parts, ", ") }

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

func (english) all() string         { return "All" }
func (english) today() string       { return "Today" }
func (english) starred() string     { return "Starred" }
func (english) nothingOpen() string { return "Choose a headline to read it here." }
func (english) opening() string     { return "Opening…" }
func (english) listFailed() string  { return "The articles cannot be listed" }
func (english) noProblems() string  { return "All files could be understood." }
func (english) noCategory() string  { return "No category of that name" }
func (english) noCommand() string   { return "No command of that name" }
func (english) typeHere() string    { return "type to find" }
func (english) noHeading() string   { return "No heading like that" }

func (english) tooSmall(width, height int) string {
	return fmt.Sprintf("%d×%d is too small; broadsheet needs 20×5.", width, height)
}

func (english) loading(files int) (headline, text string) {
	return "Reading the articles…", count(files, "file", "files") + " so far. Headlines appear here as they are found."
}

func (english) empty(roots string) (headline, text string) {
	where := "its folders"
	if roots != "" {
		where = roots
	}
	return "Nothing to read yet",
		"broadsheet shows the .md, .html and .txt files of " + where + ", and there are none. " +
			"Put articles there, or quit and name another folder: broadsheet FOLDER"
}

func (english) noneReadable(files int, problems string) (headline, text string) {
	headline = "None of the files can be read"
	if files == 1 {
		headline = "The only file cannot be read"
	}
	return headline, count(files, "file", "files") + " could not be read. Press " + problems + " to see which and why."
}

func (english) noMatch(filters []string, key string) (headline, text string) {
	return "No article matches",
		"Filtered by " + strings.Join(filters, " and ") + ". Press " + key + " to drop the last filter."
}

func (english) noneUnread(key string) (headline, text string) {
	return "Everything here is read", "Only unread articles are shown. Press " + key + " to see the others again."
}

func (english) noneStarred(key string) (headline, text string) {
	return "No stars yet", "Press " + key + " on an article to give it a star and keep it here."
}

func (english) noneToday() (headline, text string) {
	return "Nothing from today", "Articles that are dated today stand here."
}

func (english) vanished() (headline, text string) {
	return "This file is gone", "It was moved or deleted after it was listed. The other articles are not affected."
}

func (english) unreadable() (headline, text string) {
	return "This article cannot be shown", "The file is there, but could not be read. The reason:"
}

func (english) chipUnread() string            { return "unread" }
func (english) copied(what string) string     { return "Copied: " + what }
func (english) linkOpened(host string) string { return "Opened in the browser: " + host }
func (english) linkFailed(reason string) string {
	return "The link could not be opened: " + reason
}

func (english) undone(kind model.ChangeKind, n int, title string) string {
	what := "“" + title + "”"
	if n != 1 || title == "" {
		what = count(n, "article", "articles")
	}
	switch kind {
	case model.MarkedRead:
		return "Undone, unread again: " + what
	case model.MarkedUnread:
		return "Undone, read again: " + what
	case model.AddedStar:
		return "Undone, star taken back: " + what
	default:
		return "Undone, starred again: " + what
	}
}

func (english) nothingToUndo() string { return "There is nothing to undo." }
func (english) markedRead() string    { return "Marked read" }
func (english) markedUnread() string  { return "Marked unread" }
func (english) markedAll(n int, undo string) string {
	return "Marked read: " + count(n, "article", "articles") + " (" + undo + " takes it back)"
}
func (english) allReadAlready() string      { return "All articles shown are read." }
func (english) starAdded() string           { return "Starred" }
func (english) starRemoved() string         { return "Star taken off" }
func (english) noUnread() string            { return "No unread article is left here." }
func (english) fromTheTop() string          { return "Began again at the top" }
func (english) fromTheEnd() string          { return "Began again at the end" }
func (english) firstArticle() string        { return "This is the first article." }
func (english) lastArticle() string         { return "This is the last article." }
func (english) themeNow(n string) string    { return "Theme: " + n }
func (english) themeFailed(s string) string { return "The theme cannot be used: " + s }
func (english) measureNow(n int) string     { return fmt.Sprintf("Lines of %d cells", n) }
func (english) measureFull(n int) string    { return fmt.Sprintf("This pane has room for %d cells", n) }
func (english) notFound(w string) string    { return "Not in this article: “" + w + "”" }
func (english) jumped(back string) string   { return back + " goes back to where you were" }
func (english) atFootnote(label, back string) string {
	return "Footnote " + label + " (" + back + " goes back)"
}

func (english) atReference(label, back string) string {
	return "Where footnote " + label + " is set (" + back + " goes back)"
}
func (english) categoryGone() string { return "The category has no articles any more." }
func (english) noSuchCategory(n int) string {
	return fmt.Sprintf("There is no category %d.", n)
}

func (english) queryHint() string {
	return "words of title, author, category · cat: author: tag: is:unread after:2021-06 -not OR"
}
func (english) findHint() string             { return "a word of this article" }
func (english) notKept(reason string) string { return "Not kept: " + reason }

func (english) guest() string {
	return "A guest's marks last until you leave; with an SSH key they are kept."
}

func (english) alert(a Alert) string {
	switch a {
	case AlertIdleSoon:
		return "Still there? Without a key this session ends in 2 minutes."
	case AlertIdle:
		return "The session has ended because no key was pressed for a long time. What you read is kept where you have an account."
	case AlertOldSoon:
		return "This session ends in 2 minutes, for it is long; come back at once."
	case AlertOld:
		return "The session has ended because it lasted very long. You can come back at once."
	case AlertStopping:
		return "The server stops; what you did is kept. Come back in a moment."
	case AlertPasteTooLong:
		return "The session has ended because far too much text was pasted."
	default:
		return "The program has failed; this was its own fault. What you did until then is kept."
	}
}

func (english) queryWrong(e *query.Error) string {
	switch e.Kind {
	case query.QuoteOpen:
		return "the quotation mark is never closed"
	case query.ValueMissing:
		return e.Word + " needs something behind it"
	case query.FieldUnknown:
		return "there is no " + e.Word + " to ask for"
	case query.StateUnknown:
		return "is: takes unread, read, starred or long"
	case query.DayWrong:
		return "a date is 2021, 2021-06 or 2021-06-11"
	case query.OrMisplaced:
		return "OR stands between two conditions"
	case query.QuoteFollowed:
		return "a space is missing behind the quotation mark"
	case query.TooLong:
		return "this is too long"
	default:
		return e.Error()
	}
}

func (english) titleChooser() string  { return "Go to a category" }
func (english) titleLinks() string    { return "Links" }
func (english) titleOutline() string  { return "Outline" }
func (english) titleHelp() string     { return "Keys" }
func (english) titlePalette() string  { return "Commands" }
func (english) titleProblems() string { return "What could not be understood" }

func (english) offNoArticle() string      { return "There is no article here." }
func (english) offNoLinks() string        { return "This article has no links." }
func (english) offNoHeadings() string     { return "This article has no headings." }
func (english) offNoFootnotes() string    { return "This article has no footnotes." }
func (english) offNoFootnoteHere() string { return "No footnote is in sight." }
func (english) offNoAddress() string      { return "This article has no address of its own." }
func (english) offNoTheme() string        { return "There is no other theme." }
func (english) offStillOpening() string   { return "The article is still being opened." }
func (english) offNotOpen() string        { return "Open the article first." }

func (english) shortReturn() string { return "return" }
func (english) shortQuit() string   { return "quit" }
