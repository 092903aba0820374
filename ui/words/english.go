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
func (english) Minutes(n int) string       { return fmt.Sprintf("%d\u00a0min\u00a0read", n) }
func (english) OwnPage() string            { return "The article's own page" }
func (english) comments() string           { return "Comments" }
func (english) Unread(n int) string        { return Grouped(n) + " unread" }
func (english) Files(n int) string         { return "Reading… " + count(n, "file", "files") }
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
		return fmt.Sprintf("%dm ago", n)
	case hoursAgo:
		return fmt.Sprintf("%dh ago", n)
	case thisWeek:
		return t.Format("Mon")
	case thisYear:
		return t.Format("2 Jan")
	default:
		return t.Format("2 Jan 2006")
	}
}

func (english) ShortDate(t, now time.Time) string {
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
		return t.Format("2006")
	}
}

func (english) ShortDateWidth() int { return 6 }

func (e english) DayHeading(t, now time.Time) string {
	switch days := daysAgo(t, now); {
	case days == 0:
		return e.Today()
	case days == 1:
		return "Yesterday"
	case t.Year() == now.Year():
		return t.Format("Monday, 2 January")
	}
	return e.Day(t)
}

func (english) Position(at, of int) string { return Grouped(at) + " of " + Grouped(of) }

func (english) ReadSoFar(percent int) string { return Percentage(percent) + " read" }

func (english) Looking() string { return "searching the article…" }
func (english) FirstOf(shown, of int) string {
	return "Showing the first " + Grouped(shown) + " of " + Grouped(of)
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

func (english) All() string                  { return "All" }
func (english) Uncategorised() string        { return model.Uncategorised }
func (english) ThemeName(name string) string { return name }
func (english) Today() string                { return "Today" }
func (english) Starred() string              { return "Starred" }
func (english) NothingOpen() string          { return "Select a headline to read it here." }
func (english) Opening() string              { return "Opening…" }
func (english) ListFailed() string           { return "Could not list the articles" }
func (english) NoProblems() string           { return "No problems found in your files." }
func (english) NoCategory() string           { return "No matching category" }
func (english) NoCommand() string            { return "No matching command" }
func (english) TypeHere() string             { return "type to search" }
func (english) NoHeading() string            { return "No matching heading" }

func (english) TooSmall(width, height int) string {
	return fmt.Sprintf("Window too small: %d×%d; make it at least 20×5.", width, height)
}

func (english) Loading(files int) (headline, text string) {
	return "Loading articles…", count(files, "file", "files") + " so far. Headlines appear here as they are found."
}

func (english) Empty(roots string) (headline, text string) {
	where := "your folders"
	if roots != "" {
		where = roots
	}
	return "Nothing to read yet",
		"There are no .md, .html or .txt files in " + where + ". " +
			"Add some articles there, or quit and open another folder: broadsheet FOLDER"
}

func (english) NoneReadable(files int, problems string) (headline, text string) {
	headline = "None of the files could be read"
	if files == 1 {
		headline = "The file could not be read"
	}
	return headline, count(files, "file", "files") + " could not be read. Press " + problems + " to see why."
}

func (english) NoMatch(filters []string, key string) (headline, text string) {
	return "No articles match",
		"Filters: " + strings.Join(filters, ", ") + ". Press " + key + " to remove the last one."
}

func (english) NoneUnread(key string) (headline, text string) {
	return "No unread articles here", "Only unread articles are shown. Press " + key + " to show all of them."
}

func (english) NoneStarred(key string) (headline, text string) {
	return "No starred articles yet", "Press " + key + " on an article to star it; it then appears here."
}

func (english) NoneToday() (headline, text string) {
	return "Nothing from today yet", "Articles dated today appear here."
}

func (english) Vanished() (headline, text string) {
	return "This file no longer exists", "It was moved or deleted. Your other articles are not affected."
}

func (english) Unreadable() (headline, text string) {
	return "This article could not be opened", "The file exists but could not be read:"
}

func (english) ChipUnread() string            { return "unread" }
func (english) Copied(what string) string     { return "Copied: " + what }
func (english) LinkOpened(host string) string { return "Opened in your browser: " + host }
func (english) LinkFailed(reason string) string {
	return "Could not open the link: " + reason
}

func (english) Undone(kind model.ChangeKind, n int, title string) string {
	what := "“" + title + "”"
	if n != 1 || title == "" {
		what = count(n, "article", "articles")
	}
	switch kind {
	case model.MarkedRead:
		return "Undone: marked unread (" + what + ")"
	case model.MarkedUnread:
		return "Undone: marked read (" + what + ")"
	case model.AddedStar:
		return "Undone: star removed (" + what + ")"
	default:
		return "Undone: star restored (" + what + ")"
	}
}

func (english) NothingToUndo() string { return "Nothing to undo" }
func (english) MarkedRead() string    { return "Marked read" }
func (english) MarkedUnread() string  { return "Marked unread" }
func (english) MarkedAll(n int, undo string) string {
	return "Marked read: " + count(n, "article", "articles") + " (" + undo + " to undo)"
}
func (english) AllReadAlready() string      { return "All articles shown are already read" }
func (english) StarAdded() string           { return "Starred" }
func (english) StarRemoved() string         { return "Star removed" }
func (english) NoUnread() string            { return "No more unread articles here" }
func (english) FromTheTop() string          { return "Continued from the top" }
func (english) FromTheEnd() string          { return "Continued from the end" }
func (english) FirstArticle() string        { return "This is the first article" }
func (english) LastArticle() string         { return "This is the last article" }
func (english) TitleThemes() string         { return "Theme" }
func (english) NoTheme() string             { return "No theme of that name" }
func (english) ThemeNow(n string) string    { return "Theme: " + n }
func (english) ThemeFailed(s string) string { return "Could not load the theme: " + s }
func (english) MeasureNow(n int) string     { return fmt.Sprintf("Line width: %d columns", n) }
func (english) MeasureFull(n int) string {
	return fmt.Sprintf("This pane fits no more than %d columns", n)
}
func (english) NotFound(w string) string  { return "“" + w + "” not found in this article" }
func (english) Jumped(back string) string { return "Press " + back + " to go back" }
func (english) AtFootnote(label, back string) string {
	return "Footnote " + label + " (" + back + " to go back)"
}

func (english) AtReference(label, back string) string {
	return "Reference to footnote " + label + " (" + back + " to go back)"
}
func (english) CategoryGone() string { return "This category is now empty" }
func (english) NoSuchCategory(n int) string {
	return fmt.Sprintf("There is no category %d", n)
}

func (english) QueryHint() string {
	return "words in title, author, category · title: cat: author: tag: is:unread date:week -not OR"
}
func (english) FindHint() string             { return "search in this article" }
func (english) NotKept(reason string) string { return "Not saved: " + reason }

func (english) Guest() string {
	return "You are a guest: your marks are lost when you leave. Log in with an SSH key to keep them."
}

func (english) Alert(a Alert) string {
	switch a {
	case AlertIdleSoon:
		return "Press any key, or this session closes in 2 minutes."
	case AlertIdle:
		return "Session closed after a long time without a key press. If you have an account, your marks are saved."
	case AlertOldSoon:
		return "Time limit: closing in 2 minutes; you can reconnect right away."
	case AlertOld:
		return "Session closed: time limit reached. You can reconnect right away."
	case AlertStopping:
		return "The server is restarting. Your marks are saved; please reconnect in a moment."
	case AlertPasteTooLong:
		return "Session closed: the pasted text was too long."
	default:
		return "Internal error; your marks are saved."
	}
}

func (english) QueryWrong(e *query.Error) string {
	switch e.Kind {
	case query.QuoteOpen:
		return "unclosed quotation mark"
	case query.ValueMissing:
		return e.Word + " needs a value after it"
	case query.FieldUnknown:
		if e.Nearest != "" {
			return "unknown field " + e.Word + ":, did you mean " + e.Nearest + ":?"
		}
		return "unknown field " + e.Word + ":, put it in quotation marks to look for it"
	case query.StateUnknown:
		return "after is: write unread, read, starred or long"
	case query.DayWrong:
		return "write the date as 2021, 2021-06, 2021-06-11, today, yesterday, week or 7d"
	case query.OrMisplaced:
		return "OR goes between two terms"
	case query.QuoteFollowed:
		return "put a space after the quotation mark"
	case query.TooLong:
		return "too long"
	default:
		return e.Error()
	}
}

func (english) TitleChooser() string  { return "Go to a category" }
func (english) TitleLinks() string    { return "Links" }
func (english) TitleOutline() string  { return "Outline" }
func (english) TitleHelp() string     { return "Keys" }
func (english) TitlePalette() string  { return "Commands" }
func (english) TitleProblems() string { return "Problems in files" }

func (english) OffNoArticle() string      { return "There is no article here" }
func (english) OffNoLinks() string        { return "This article has no links" }
func (english) OffNoHeadings() string     { return "This article has no headings" }
func (english) OffNoFootnotes() string    { return "This article has no footnotes" }
func (english) OffNoFootnoteHere() string { return "There is no footnote on the screen" }
func (english) OffNoAddress() string      { return "This article has no link to its source" }
func (english) OffNoTheme() string        { return "There is no other theme" }
func (english) OffNotReduced() string     { return "The whole article is already shown" }
func (english) OffStillOpening() string   { return "The article is still loading" }
func (english) OffNotOpen() string        { return "Open an article first" }

func (english) ShortReturn() string { return "back to text" }
func (english) ShortQuit() string   { return "quit" }
