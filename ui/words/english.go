package words

import (
	"fmt"
	"strings"
	"time"

	"broadsheet/model"
	"broadsheet/model/query"
)

// english is the program in English.
type english struct{}

func (english) Day(t time.Time) string     { return t.Format("Monday, 2 January 2006") }
func (english) Stamp(t time.Time) string   { return t.Format("2 Jan 2006 15:04") }
func (english) about(date string) string   { return "~" + date }
func (english) AlsoIn(names string) string { return "also in " + names }
func (english) Minutes(n int) string       { return fmt.Sprintf("%d\u00a0min", n) }
func (english) OwnPage() string            { return "The article's own page" }
func (english) comments() string           { return "Comments" }
func (english) Unread(n int) string        { return Grouped(n) + " unread" }
func (english) Files(n int) string         { return "reading… " + count(n, "file", "files") }
func (english) UnreadableFiles(n int) string {
	return Grouped(n) + " unreadable"
}
func (english) Articles(n int) string { return count(n, "article", "articles") }
func (english) Quoted(text string) string {
	return "“" + text + "”"
}

func (english) When(t, now time.Time) string {
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

func (english) Position(at, of int) string { return Grouped(at) + " of " + Grouped(of) }

func (english) Looking() string { return "looking through the article…" }
func (english) FirstOf(shown, of int) string {
	return "Only the first " + Grouped(shown) + " of " + Grouped(of) + " are listed"
}
func (english) Matches(at, of int) string { return "match " + Grouped(at) + " of " + Grouped(of) }

func (english) List(parts []string) string { return strings.Join(parts, ", ") }

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Grouped(n) + " " + many
}

func (english) All() string         { return "All" }
func (english) Today() string       { return "Today" }
func (english) Starred() string     { return "Starred" }
func (english) NothingOpen() string { return "Choose a headline to read it here." }
func (english) Opening() string     { return "Opening…" }
func (english) ListFailed() string  { return "The articles cannot be listed" }
func (english) NoProblems() string  { return "All files could be understood." }
func (english) NoCategory() string  { return "No category of that name" }
func (english) NoCommand() string   { return "No command of that name" }
func (english) TypeHere() string    { return "type to find" }
func (english) NoHeading() string   { return "No heading like that" }

func (english) TooSmall(width, height int) string {
	return fmt.Sprintf("%d×%d is too small; broadsheet needs 20×5.", width, height)
}

func (english) Loading(files int) (headline, text string) {
	return "Reading the articles…", count(files, "file", "files") + " so far. Headlines appear here as they are found."
}

func (english) Empty(roots string) (headline, text string) {
	where := "its folders"
	if roots != "" {
		where = roots
	}
	return "Nothing to read yet",
		"broadsheet shows the .md, .html and .txt files of " + where + ", and there are none. " +
			"Put articles there, or quit and name another folder: broadsheet FOLDER"
}

func (english) NoneReadable(files int, problems string) (headline, text string) {
	headline = "None of the files can be read"
	if files == 1 {
		headline = "The only file cannot be read"
	}
	return headline, count(files, "file", "files") + " could not be read. Press " + problems + " to see which and why."
}

func (english) NoMatch(filters []string, key string) (headline, text string) {
	return "No article matches",
		"Filtered by " + strings.Join(filters, " and ") + ". Press " + key + " to drop the last filter."
}

func (english) NoneUnread(key string) (headline, text string) {
	return "Everything here is read", "Only unread articles are shown. Press " + key + " to see the others again."
}

func (english) NoneStarred(key string) (headline, text string) {
	return "No stars yet", "Press " + key + " on an article to give it a star and keep it here."
}

func (english) NoneToday() (headline, text string) {
	return "Nothing from today", "Articles that are dated today stand here."
}

func (english) Vanished() (headline, text string) {
	return "This file is gone", "It was moved or deleted after it was listed. The other articles are not affected."
}

func (english) Unreadable() (headline, text string) {
	return "This article cannot be shown", "The file is there, but could not be read. The reason:"
}

func (english) ChipUnread() string            { return "unread" }
func (english) Copied(what string) string     { return "Copied: " + what }
func (english) LinkOpened(host string) string { return "Opened in the browser: " + host }
func (english) LinkFailed(reason string) string {
	return "The link could not be opened: " + reason
}

func (english) Undone(kind model.ChangeKind, n int, title string) string {
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

func (english) NothingToUndo() string { return "There is nothing to undo." }
func (english) MarkedRead() string    { return "Marked read" }
func (english) MarkedUnread() string  { return "Marked unread" }
func (english) MarkedAll(n int, undo string) string {
	return "Marked read: " + count(n, "article", "articles") + " (" + undo + " takes it back)"
}
func (english) AllReadAlready() string      { return "All articles shown are read." }
func (english) StarAdded() string           { return "Starred" }
func (english) StarRemoved() string         { return "Star taken off" }
func (english) NoUnread() string            { return "No unread article is left here." }
func (english) FromTheTop() string          { return "Began again at the top" }
func (english) FromTheEnd() string          { return "Began again at the end" }
func (english) FirstArticle() string        { return "This is the first article." }
func (english) LastArticle() string         { return "This is the last article." }
func (english) ThemeNow(n string) string    { return "Theme: " + n }
func (english) ThemeFailed(s string) string { return "The theme cannot be used: " + s }
func (english) MeasureNow(n int) string     { return fmt.Sprintf("Lines of %d cells", n) }
func (english) MeasureFull(n int) string    { return fmt.Sprintf("This pane has room for %d cells", n) }
func (english) NotFound(w string) string    { return "Not in this article: “" + w + "”" }
func (english) Jumped(back string) string   { return back + " goes back to where you were" }
func (english) AtFootnote(label, back string) string {
	return "Footnote " + label + " (" + back + " goes back)"
}

func (english) AtReference(label, back string) string {
	return "Where footnote " + label + " is set (" + back + " goes back)"
}
func (english) CategoryGone() string { return "The category has no articles any more." }
func (english) NoSuchCategory(n int) string {
	return fmt.Sprintf("There is no category %d.", n)
}

func (english) QueryHint() string {
	return "words of title, author, category · title: cat: author: tag: is:unread date:week -not OR"
}
func (english) FindHint() string             { return "a word of this article" }
func (english) NotKept(reason string) string { return "Not kept: " + reason }

func (english) Guest() string {
	return "A guest's marks last until you leave; with an SSH key they are kept."
}

func (english) Alert(a Alert) string {
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

func (english) QueryWrong(e *query.Error) string {
	switch e.Kind {
	case query.QuoteOpen:
		return "the quotation mark is never closed"
	case query.ValueMissing:
		return e.Word + " needs something behind it"
	case query.FieldUnknown:
		if e.Nearest != "" {
			return "there is no field " + e.Word + ":, did you mean " + e.Nearest + ":?"
		}
		return "there is no field " + e.Word + ":, put it in quotation marks to look for it"
	case query.StateUnknown:
		return "is: takes unread, read, starred or long"
	case query.DayWrong:
		return "a date is 2021, 2021-06, 2021-06-11, today, yesterday, week or 7d"
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

func (english) TitleChooser() string  { return "Go to a category" }
func (english) TitleLinks() string    { return "Links" }
func (english) TitleOutline() string  { return "Outline" }
func (english) TitleHelp() string     { return "Keys" }
func (english) TitlePalette() string  { return "Commands" }
func (english) TitleProblems() string { return "What could not be understood" }

func (english) OffNoArticle() string      { return "There is no article here." }
func (english) OffNoLinks() string        { return "This article has no links." }
func (english) OffNoHeadings() string     { return "This article has no headings." }
func (english) OffNoFootnotes() string    { return "This article has no footnotes." }
func (english) OffNoFootnoteHere() string { return "No footnote is in sight." }
func (english) OffNoAddress() string      { return "This article has no address of its own." }
func (english) OffNoTheme() string        { return "There is no other theme." }
func (english) OffNotReduced() string     { return "This is all that there is of this article." }
func (english) OffStillOpening() string   { return "The article is still being opened." }
func (english) OffNotOpen() string        { return "Open the article first." }

func (english) ShortReturn() string { return "return" }
func (english) ShortQuit() string   { return "quit" }
