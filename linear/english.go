package linear

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/ui/words"
)

// english is the linear mode in English.
type english struct{}

func (english) code() string       { return "en" }
func (english) text(t said) string { return t.english }

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return words.Grouped(n) + " " + many
}

func (english) greeting(from string) string {
	if from == "" {
		return "Linear mode. h for help."
	}
	return "Linear mode, from " + from + ". h for help."
}

func (english) sample() string {
	return "This is the sample edition; `broadsheet FOLDER` reads your own files, and `broadsheet feeds add ADDRESS` follows a feed."
}

func (english) loading(files int) string {
	return "Still reading files, " + words.Grouped(files) + " so far; l asks again."
}
func (english) empty() string { return "There is nothing to read yet." }

func (english) unread(unread, all, categories int) string {
	switch {
	case unread == 0:
		return "Nothing unread of " + count(all, "article", "articles") + ". Enter for the headlines."
	case categories < 2:
		return words.Grouped(unread) + " unread of " + count(all, "article", "articles") + ". Enter for the headlines."
	}
	return words.Grouped(unread) + " unread of " + count(all, "article", "articles") + ", in " + count(categories, "category", "categories") + ". Enter for the headlines."
}

func (english) goodbye() string { return "Goodbye." }

func (english) help() []string {
	return []string{
		"Type a word or its letter, then Enter.",
		"Enter alone reads on: the headlines, then more of them; in an article paragraph by paragraph, after the last one the next unread article.",
		"l: headlines. A number opens that one of the list said last. n: next unread. q: back, and from the headlines out.",
		"minus: the paragraph before. Full stop: again. equals: where you are. go 12: to paragraph 12. O: headings. o: links. slash and a word: find it; n finds the next one.",
		"r: unread only. c: categories. v: views. s and words: search. slash and words, at the headlines: filter. 0: everything.",
		"m: read or unread. star or *: star. A: all read. u: undo. f: feeds. fetch: ask for news.",
		"h all: every command. h and a word: that command. The names that the screens have for commands work too, as in list.unread.",
	}
}

// wordsOf are the words of ASCII, two at most.
func (english) wordsOf(typed []string) []string {
	told := slices.DeleteFunc(slices.Clone(typed), func(word string) bool { return word[0] >= 0x80 })
	return told[:min(2, len(told))]
}

func (english) helpLine(typed []string, does string) string {
	return strings.Join(typed, ", ") + ": " + does + "."
}

func (english) numbered(n int, text string) string { return fmt.Sprintf("%d. %s", n, text) }
func (english) parts(parts []string) string        { return strings.Join(parts, ", ") }
func (english) sentence(parts []string) string     { return strings.Join(parts, ", ") + "." }

func (english) when(t, now time.Time, inferred bool) string {
	text := ""
	switch ago := now.Sub(t); {
	case ago >= 0 && ago < time.Minute:
		return "just now"
	case ago >= 0 && ago < time.Hour:
		return count(int(ago/time.Minute), "minute", "minutes") + " ago"
	case ago >= 0 && ago < 24*time.Hour:
		return count(int(ago/time.Hour), "hour", "hours") + " ago"
	case ago >= 0 && ago < 6*24*time.Hour:
		text = t.Format("Monday")
	case t.Year() == now.Year():
		text = t.Format("2 January")
	default:
		text = t.Format("2 January 2006")
	}
	if inferred {
		return "about " + text
	}
	return text
}

func (english) isUnread() string  { return "unread" }
func (english) isStarred() string { return "starred" }

// rowsOf says which rows of a list were said, and how to go on.
func rowsOf(from, to, of int) string {
	if to < of {
		return fmt.Sprintf("%s to %s of %s. Enter for more", words.Grouped(from), words.Grouped(to), words.Grouped(of))
	}
	if from == to {
		return fmt.Sprintf("%s of %s, the end", words.Grouped(to), words.Grouped(of))
	}
	return fmt.Sprintf("%s to %s of %s, the end", words.Grouped(from), words.Grouped(to), words.Grouped(of))
}

func (english) rowsTold(from, to, of int, what string) string {
	return what + ": " + rowsOf(from, to, of) + "."
}

func (english) nothingListed(what string) string {
	return "No articles: " + what + ". esc drops what was chosen last."
}

func (english) noMoreRows() string {
	return "That was the last one. A number opens it, l says all again."
}

func (english) backTo(what string, at, of int) string {
	return fmt.Sprintf("Back to the headlines, number %s of %s: %s.", words.Grouped(at), words.Grouped(of), what)
}

func (english) inList(what string, of int) string {
	return "At the headlines: " + what + ", " + count(of, "article", "articles") + "."
}
func (english) atTheTop() string { return "This is everything. q leaves." }

func (english) choice(name string, unread int) string {
	if unread == 0 {
		return name
	}
	return name + ", " + words.Grouped(unread)
}

func (english) categoriesTold(from, to, of int) string {
	return "Categories, with how much is unread: " + rowsOf(from, to, of) + ". A number chooses, 0 is everything."
}

func (english) viewsTold(from, to, of int) string {
	return "Views: " + rowsOf(from, to, of) + ". A number chooses, 0 is everything."
}

func (english) noView(name string) string {
	return "there is no view “" + name + "” of yours; v says all."
}
func (english) viewForgotten(name string) string { return "View removed: “" + name + "”" }

func (english) orderOf(by query.Sort, best bool) string {
	switch {
	case best:
		return "best first"
	case by == query.OldestFirst:
		return "oldest first"
	case by == query.ByTitle:
		return "by title"
	default:
		return ""
	}
}

func (english) orders() string {
	return "order newest, order oldest, order title; of a search order best."
}

func (english) onlyHits() string {
	return "Only the hits of a search have that order: s and words first."
}

func (english) searchWhat() string {
	return "s and what to look for, as in: s inflation."
}

func (english) unsearched(n int) string {
	return count(n, "article", "articles") + " could not be searched yet."
}

func (english) wrapped(step int) string {
	if step < 0 {
		return "From the end again."
	}
	return "From the beginning again."
}

func (english) length(minutes, pieces int) string {
	return count(minutes, "minute", "minutes") + ", " + count(pieces, "paragraph", "paragraphs")
}
func (english) attached(what string) string { return "With it: " + what + "." }
func (english) stoppedAt(at, of int) string {
	return fmt.Sprintf("You stopped at paragraph %d of %d: Enter goes on there, first begins again.", at, of)
}

func (english) paragraph(at, of int, last bool) string {
	if last {
		return fmt.Sprintf("Paragraph %d of %d, the end.", at, of)
	}
	return fmt.Sprintf("Paragraph %d of %d.", at, of)
}

func (english) inArticle(title string, at, of int) string {
	if at == 0 {
		return fmt.Sprintf("In “%s”, before the first of %s.", title, count(of, "paragraph", "paragraphs"))
	}
	return fmt.Sprintf("In “%s”, paragraph %d of %d.", title, at, of)
}
func (english) under(heading string) string { return "Under: " + heading }
func (english) headingsTold(from, to, of int) string {
	return "Headings: " + rowsOf(from, to, of) + ". A number goes there."
}

func (english) linksTold(from, to, of int, opens bool) string {
	if opens {
		return "Links: " + rowsOf(from, to, of) + ". A number opens one in the browser."
	}
	return "Links: " + rowsOf(from, to, of) + ". A number says the address."
}
func (english) addressIs(address string) string { return "Address: " + address }
func (english) found(n int) string {
	return "In " + count(n, "paragraph", "paragraphs") + "; n goes on."
}

func (english) findFirst() string {
	return "Nothing was looked for: slash and a word finds it in the article."
}
func (english) findEnded() string { return "The find is ended." }

func (english) noHeadingThere(step int) string {
	if step < 0 {
		return "There is no heading before this."
	}
	return "There is no heading after this."
}
func (english) noText() string      { return "This article has no text." }
func (english) atBeginning() string { return "This is the beginning." }
func (english) openFirst() string {
	return "No article is open: a number opens one, n the next unread one."
}

func (english) textNow(n int) string {
	return "The text has " + count(n, "paragraph", "paragraphs") + " now. Enter reads."
}

func (english) ofArticle(title, headline, text string) string {
	if title == "" {
		return headline + ". " + text
	}
	return headline + ": “" + title + "”. " + text
}

func (english) heading(level int, text string) string {
	return fmt.Sprintf("Heading %d: %s", min(max(level, 1), 6), text)
}
func (english) quoteBegins() string { return "Quote:" }
func (english) quoteEnds() string   { return "End of quote." }

func (english) codeBegins(name string, lines int) string {
	if name != "" {
		name = ", " + name
	}
	return "Code" + name + ", " + count(lines, "line", "lines") + ":"
}
func (english) codeEnds() string           { return "End of code." }
func (english) picture(text string) string { return "Picture: " + text }
func (english) mutePicture(n int, host string) string {
	if host != "" {
		host = ", from " + host
	}
	return fmt.Sprintf("Picture %d without a description%s.", n, host)
}

func (english) inlinePicture(alt string) string {
	if alt == "" {
		return "(picture)"
	}
	return "(picture: " + alt + ")"
}
func (english) all() string       { return "All articles" }
func (english) listEnds() string  { return "End of list." }
func (english) list(n int) string { return "List, " + count(n, "item", "items") + ":" }

func (english) item(label string, task model.Task) string {
	if label != "" {
		label += ". "
	}
	switch task {
	case model.OpenTask:
		return label + "To do: "
	case model.DoneTask:
		return label + "Done: "
	default:
		return label
	}
}

func (english) table(rows, columns int) string {
	return "Table, " + count(rows, "row", "rows") + ", " + count(columns, "column", "columns") + ":"
}
func (english) row(fields []string) string { return strings.Join(fields, "; ") }
func (english) field(label, text string) string {
	if label == "" {
		return text
	}
	if text == "" {
		return label
	}
	return strings.TrimRight(label, ": ") + ": " + text
}
func (english) details(summary string) string  { return "Details: " + summary }
func (english) rule() string                   { return "Break." }
func (english) note(label, text string) string { return "Note " + label + ": " + text }
func (english) noteSign(label string) string   { return " (note " + label + ")" }
func (english) reading(text string) string     { return " (" + text + ")" }
func (english) struckOut(text string) string   { return "(struck out: " + text + ")" }

func (english) failed(reason string) string { return "Error: " + reason }
func (english) noCommand(word, nearest string) string {
	if nearest != "" {
		return "there is no command “" + word + "”; did you mean “" + nearest + "”? h says what there is."
	}
	return "there is no command “" + word + "”; h says what there is."
}

func (english) onScreen(name string) string {
	return name + " changes what a screen looks like; there is none here."
}
func (english) notHere() string { return "That cannot be done here." }
func (english) noNumber(typed string, of int) string {
	if of == 0 {
		return "no list was said that " + typed + " could choose from; l says the headlines."
	}
	return "there is no number " + typed + "; the list goes from 1 to " + words.Grouped(of) + "."
}

func (english) noParagraph(typed string, of int) string {
	return fmt.Sprintf("there is no paragraph “%s”; they go from 1 to %d.", typed, of)
}

func (english) noNote(label string) string {
	return "there is no footnote “" + label + "”; note alone says all."
}

func (english) inQuery(wrong string, position int) string {
	return fmt.Sprintf("%s, at character %d; nothing has changed.", wrong, position+1)
}

func (english) marked(what, title string) string {
	if title == "" {
		return what + "."
	}
	return what + ": “" + title + "”."
}

func (english) noFeedsHere() string { return "No feeds are followed here." }
func (english) noFeeds() string {
	return "No feeds are followed yet; `broadsheet feeds add ADDRESS` follows one."
}

func (english) feedsTold(from, to, of int) string {
	return "Feeds: " + rowsOf(from, to, of) + ". A number says the articles of one."
}
func (english) newsOf(when string) string { return "news " + when }
func (english) colon() string             { return ": " }
func (english) fetching(feeds int) string {
	return "Asking " + count(feeds, "feed", "feeds") + " for news; f says how it went, l what came."
}

func (english) problem(path string, line int, text string) string {
	if line > 0 {
		return fmt.Sprintf("%s, line %d: %s", path, line, text)
	}
	return path + ": " + text
}

func (english) problemsTold(from, to, of int) string {
	return "What is wrong with the files: " + rowsOf(from, to, of) + "."
}
