package articles

import (
	"context"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

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
	cut      bool // the data at hand are only the beginning of the file

	split    split
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
	fromFileName
)

// readHead reads all that a list shows of the file. It says whether there was
// any text.
func (f *file) readHead(data []byte) bool {
	f.item = f.bareItem()
	f.read = len(data)
	text := decode(data, f.cut)
	f.problems = append(f.problems, text.problems...)
	if text.binary {
		f.problem(0, "This is not a text file, so it cannot be shown.")
		f.problems[len(f.problems)-1].Unreadable = true
		f.item.Title = f.fileTitle()
		f.item.Categories = folderCategories(f.path)
		return false
	}
	if f.size == 0 {
		f.problem(0, "This file is empty.")
	}
	f.split = splitHead(text.text)
	fields, problems := f.split.readFields()
	f.problems = append(f.problems, problems...)
	f.setNames(fields)
	f.setDates(fields)
	f.setAddresses(fields)
	f.setTitle(fields)
	return true
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
		Root: item.Root, Path: displayName(item.Path),
		Text: "Hidden because its front matter says that it is a draft or not published.",
	}
}

// allProblems gives what could not be understood, with the file's name.
func (f *file) allProblems() []model.Problem {
	for i := range f.problems {
		f.problems[i].Root, f.problems[i].Path = f.root, displayName(f.path)
	}
	return f.problems
}

// find gives the first field of the first of these keys that says anything.
func find(fields []field, keys ...string) field {
	for _, key := range keys {
		for _, f := range fields {
			if f.key == key && !f.value.isEmpty() {
				return f
			}
		}
	}
	return field{}
}

func (v value) isEmpty() bool {
	return len(v.list) == 0 && len(v.fields) == 0 && strings.TrimSpace(v.text) == ""
}

// scalar gives a value as one text: a list's first, or of fields the first of
// the given keys.
func (v value) scalar(keys ...string) string {
	if len(v.list) > 0 {
		return v.list[0].scalar(keys...)
	}
	if len(v.fields) > 0 {
		return find(v.fields, keys...).value.text
	}
	return v.text
}

// setNames takes categories, tags, author, excerpt and language.
func (f *file) setNames(fields []field) {
	item := &f.item
	item.Categories = categoriesOf(find(fields, "categories", "category").value)
	if len(item.Categories) == 0 {
		item.Categories = folderCategories(f.path)
	}
	item.Tags = tagsOf(find(fields, "tags", "tag").value)
	item.Author = authorOf(find(fields, "author").value)
	item.Excerpt = cut(Clean(find(fields, "excerpt", "description").value.scalar()), maxExcerpt)
	item.Lang = cut(nameOf(find(fields, "lang").value.scalar()), 35)
	item.Draft = isWord(find(fields, "draft"), "true", "yes", "on", "1") ||
		isWord(find(fields, "published"), "false", "no", "off", "0")
}

// authorOf reads an author: a name, several, or fields with a name in them.
func authorOf(v value) string {
	if len(v.list) == 0 {
		return nameOf(v.scalar("name"))
	}
	var authors []string
	for _, one := range v.list[:min(len(v.list), 20)] {
		if name := nameOf(one.scalar("name")); name != "" {
			authors = append(authors, name)
		}
	}
	return cut(strings.Join(authors, ", "), maxTitle)
}

func isWord(f field, words ...string) bool {
	for _, word := range words {
		if strings.EqualFold(strings.TrimSpace(f.value.text), word) {
			return true
		}
	}
	return false
}

// setDates takes the dates. One that cannot be read is as good as none.
func (f *file) setDates(fields []field) {
	zone := f.options.Location
	if zone == nil {
		zone = time.UTC
	}
	read := func(key string) (time.Time, bool) {
		found := find(fields, key)
		text := nameOf(found.value.scalar())
		if text == "" {
			return time.Time{}, false
		}
		date, err := parseDate(text, zone)
		if err != nil {
			f.problem(found.line, "The "+key+" “"+cut(text, 60)+"” was not used: "+err.Error()+".")
		}
		return date, err == nil
	}
	if date, ok := read("date"); ok {
		f.item.Date, f.item.DateInferred = date, false
	}
	if updated, ok := read("updated"); ok {
		f.item.Updated = updated
	}
}

// setAddresses takes the link and the lead image.
func (f *file) setAddresses(fields []field) {
	for _, key := range []string{"link", "url", "source"} {
		found := find(fields, key)
		address := strings.TrimSpace(found.value.scalar("url", "link"))
		if address == "" {
			continue
		}
		if f.item.Link = cleanURL(address); f.item.Link != "" {
			break
		}
		if strings.Contains(address, ":") && key != "source" { // a source may be a name
			f.problem(found.line, "The "+key+" is not an address that may be followed, so it was left out.")
		}
	}
	for _, key := range []string{"headimg", "thumbnail", "cover"} {
		address := strings.TrimSpace(find(fields, key).value.scalar("image", "url", "src"))
		if address == "" {
			continue
		}
		if f.item.Image = leadImage(address); f.item.Image != "" {
			break
		}
	}
}

// setTitle takes the title, or makes one of the body's beginning or of the
// file's name; and guesses how long the body takes to read.
func (f *file) setTitle(fields []field) {
	found := find(fields, "title")
	item := &f.item
	item.Title = cleanTitle(found.value.scalar())
	if item.Title != "" {
		f.item.Minutes = f.guessMinutes()
		return
	}
	beginning := f.split.body[:min(len(f.split.body), maxTitleBody)]
	beginning = string(wholeCharacters([]byte(beginning)))
	// So short a text is not worth being given up.
	_, stats, _ := parseBody(context.Background(), sniffBody(f.path, beginning), beginning, "", "")
	from := ""
	switch heading, sentence := cleanTitle(stats.firstHeading), cleanTitle(strings.TrimLeft(stats.firstSentence, "•·●▪■◆ ")); {
	case heading != "":
		item.Title, f.titleFrom, from = heading, fromHeading, "the body's first heading"
	case sentence != "":
		item.Title, f.titleFrom, from = sentence, fromSentence, "the body's first sentence"
	default:
		item.Title, f.titleFrom, from = f.fileTitle(), fromFileName, "the file's name"
	}
	item.Minutes = f.guessMinutes()
	if f.split.format != noHead {
		f.problem(max(found.line, f.split.headLine), "There is no title; "+from+" stands in for it.")
	}
}

// cleanTitle makes a title fit to be shown, "" where it says nothing.
func cleanTitle(text string) string {
	text = Clean(text)
	if strings.HasPrefix(text, `"""`) && strings.HasSuffix(text, `"""`) {
		text = Clean(unquote(text))
	}
	if strings.Trim(text, "# \u3000") == "" || text == "~" {
		return ""
	}
	return cut(text, maxTitle)
}

// fileTitle makes a title of the file's name.
func (f *file) fileTitle() string {
	base := path.Base(f.path)
	if title := displayName(strings.TrimSuffix(base, path.Ext(base))); title != "" {
		return title
	}
	if title := displayName(base); title != "" {
		return title
	}
	return string(f.item.ID)
}

// guessMinutes estimates from the body's beginning and the file's size how long
// the article takes to read.
func (f *file) guessMinutes() int {
	const sample = 1 << 10
	body := f.split.body[:min(len(f.split.body), sample)]
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
	whole := len(f.split.body) + int(min(f.size, maxFile)) - min(f.read, maxFile)
	times := float64(max(whole, len(body))) / float64(len(body))
	return model.ReadingMinutes(int(float64(han)*times), int(float64(words)*times))
}
