package articles

import (
	"cmp"
	"context"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"broadsheet/articles/charset"
	"broadsheet/articles/files"
	"broadsheet/articles/frontmatter"
	"broadsheet/articles/gate"
	"broadsheet/articles/html/pagehead"
	"broadsheet/model"
)

// maxTitleBody is how much of a body, in bytes, a missing title is looked for
// in. The list and the article agree on it because both look at the same part.
const maxTitleBody = 16 << 10

// file is one file on its way to an article.
type file struct {
	options  Options
	root     string // the root's key
	rootName string
	path     string
	modified time.Time
	size     int64
	cut      bool                   // the data at hand are only the beginning of the file
	there    func(name string) bool // whether the root has a file at a path; nil: nobody can say
	breaks   bool                   // the end of a line in Markdown is a break

	head     frontmatter.Head
	page     pagehead.Head // of a body that is a whole page
	item     model.Item
	read     int // bytes of the data
	problems []model.Problem

	titleFrom titleSource
}

// titleSource says where a title was found.
type titleSource int

const (
	fromHead titleSource = iota
	fromHeading
	fromSentence
	fromFirstLine // of a plain text, where it stands alone
	fromFileName
)

// readHead reads all that a list shows of the file. It says whether there was
// any text.
func (f *file) readHead(data []byte) bool {
	f.item = f.bareItem()
	f.read = len(data)
	text := charset.Decode(data, f.cut)
	f.problems = append(f.problems, text.Problems...)
	if text.Binary {
		f.problem(0, "This is not a text file, so it cannot be shown.")
		f.problems[len(f.problems)-1].Unreadable = true
		f.item.Title = f.fileTitle()
		f.item.Categories = folderCategories(f.path)
		return false
	}
	if f.size == 0 {
		f.problem(0, "This file is empty.")
	}
	f.head = frontmatter.Read(text.Text, f.options.Location)
	f.problems = append(f.problems, f.head.Problems...)
	f.readPage()
	f.fillItem()
	return true
}

// fillItem takes what the head says, and puts something in the place of what it
// does not say.
func (f *file) fillItem() {
	item, head := &f.item, &f.head
	item.Author, item.Tags, item.Excerpt, item.Lang, item.Draft = head.Author, head.Tags, head.Excerpt, head.Lang, head.Draft
	if item.Author == "" && head.FeedURL != "" {
		item.Author = head.Feed // who wrote it is not told, but who published it
	}
	item.Link, item.Updated = head.Link, head.Updated
	if item.Categories = head.Categories; len(item.Categories) == 0 {
		item.Categories = folderCategories(f.path)
	}
	if head.Dated {
		item.Date, item.DateInferred = head.Date, false
	} else if date, _, dated := datedName(f.path, f.options.Location); dated {
		item.Date, item.DateInferred = date, false
	}
	for _, address := range head.Images {
		if item.Image = leadImage(address); item.Image != "" {
			break
		}
	}
	f.fillFromPage()
	f.setTitle()
	item.Minutes = f.guessMinutes()
}

// bareItem is what is known of a file before it is read.
func (f *file) bareItem() model.Item {
	return model.Item{
		ID: model.NewID(f.root, f.path), Root: f.root, RootName: f.rootName, Path: f.path,
		Date: f.modified.UTC(), DateInferred: true, Minutes: 1, Size: f.size,
	}
}

// problem reports what could not be understood.
func (f *file) problem(line int, text string) {
	f.problems = append(f.problems, model.Problem{Line: line, Text: text})
}

// DraftProblem says why a draft is not among the articles.
func DraftProblem(item *model.Item) model.Problem {
	return model.Problem{
		Root: item.Root, Path: charset.DisplayName(item.Path),
		Text: "Hidden because its front matter says that it is a draft or not published.",
	}
}

// allProblems gives what could not be understood, with the file's name.
func (f *file) allProblems() []model.Problem {
	for i := range f.problems {
		f.problems[i].Root, f.problems[i].Path = f.root, charset.DisplayName(f.path)
	}
	return f.problems
}

// setTitle takes the title, or makes one of the body's beginning or of the
// file's name.
func (f *file) setTitle() {
	item := &f.item
	if item.Title = cmp.Or(f.head.Title, f.page.Title); item.Title != "" {
		return
	}
	beginning := f.head.Body[:min(len(f.head.Body), maxTitleBody)]
	beginning = string(charset.WholeCharacters([]byte(beginning)))
	kind := sniffBody(f.path, beginning)
	if alone := firstLineAlone(beginning); kind == bodyText && alone != "" {
		item.Title, f.titleFrom = alone, fromFirstLine
		f.reportTitle("the body's first line")
		return
	}
	// So short a text is not worth being given up.
	stats := parseBody(context.Background(), kind, beginning, "", "").stats
	from := ""
	switch heading, sentence := gate.Title(stats.FirstHeading), gate.Title(strings.TrimLeft(stats.FirstSentence, "•·●▪■◆ ")); {
	case heading != "":
		item.Title, f.titleFrom, from = heading, fromHeading, "the body's first heading"
	case sentence != "":
		item.Title, f.titleFrom, from = sentence, fromSentence, "the body's first sentence"
	default:
		item.Title, f.titleFrom, from = f.fileTitle(), fromFileName, "the file's name"
	}
	f.reportTitle(from)
}

// reportTitle says that a head has no title, and what stands in for it.
func (f *file) reportTitle(from string) {
	if f.head.Line > 0 {
		f.problem(f.head.TitleLine, "There is no title; "+from+" stands in for it.")
	}
}

// firstLineAlone gives the first line of a plain text if it stands alone and is short
// enough for a title.
func firstLineAlone(text string) string {
	const longest = 60
	first, rest, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
	next, _, _ := strings.Cut(rest, "\n")
	if !gate.IsBlank(next) || gate.IsBlank(rest) || utf8.RuneCountInString(first) > longest {
		return ""
	}
	return gate.Title(first)
}

// fileTitle makes a title of the file's name.
func (f *file) fileTitle() string {
	base := path.Base(f.path)
	_, rest, _ := datedName(f.path, nil)
	if title := charset.DisplayName(rest); title != "" {
		return title
	}
	if title := charset.DisplayName(base); title != "" {
		return title
	}
	return string(f.item.ID)
}

// datedName reads the date that a file's name begins with, as Jekyll and Octopress
// want it: 2014-03-02-name.md. Rest is the name without it and without its ending.
// A zone that is nil is UTC.
func datedName(file string, zone *time.Location) (date time.Time, rest string, dated bool) {
	name := path.Base(file)
	name = strings.TrimSuffix(name, path.Ext(name))
	parts := strings.SplitN(name, "-", 4)
	if len(parts) < 4 || len(parts[0]) != len("2014") || parts[3] == "" {
		return time.Time{}, name, false
	}
	if zone == nil {
		zone = time.UTC
	}
	date, err := time.ParseInLocation("2006-1-2", strings.Join(parts[:3], "-"), zone)
	if err != nil || date.Year() < 1900 {
		return time.Time{}, name, false
	}
	return date.UTC(), parts[3], true
}

// guessMinutes estimates from the body's beginning and the file's size how long
// the article takes to read.
func (f *file) guessMinutes() int {
	const sample = 1 << 10
	body := f.head.Body[:min(len(f.head.Body), sample)]
	if len(body) == 0 {
		return 1
	}
	var han, words int
	var inTag, inWord bool
	for _, r := range body {
		letter := false
		switch {
		case inTag:
			inTag = r != '>'
		case r == '<':
			inTag = true
		case r >= 0x3400 && r <= 0x9FFF:
			han++
		case r < utf8.RuneSelf:
			letter = r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'
		default:
			letter = unicode.IsLetter(r)
		}
		if letter && !inWord {
			words++
		}
		inWord = letter
	}
	// Of a file that was read only in part, the rest is taken to be body too, as
	// far as it will be shown.
	whole := len(f.head.Body) + int(min(f.size, files.MaxFile)) - min(f.read, files.MaxFile)
	times := float64(max(whole, len(body))) / float64(len(body))
	return model.ReadingMinutes(int(float64(han)*times), int(float64(words)*times))
}
