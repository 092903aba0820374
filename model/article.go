// Package model is what every room of broadsheet speaks: articles, documents,
// categories, queries and a reader's marks, as plain data. It reads no files,
// draws nothing and imports nothing but the standard library.
package model

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
	"unicode"
	"unicode/utf8"
)

// ID names one article: the first 12 hex digits of SHA-256 over its root's key,
// a NUL and its path in the root.
type ID string

// NewID makes the ID of the article at path, slash-separated, in the root with
// the given key.
func NewID(rootKey, path string) ID {
	sum := sha256.Sum256([]byte(rootKey + "\x00" + path))
	return ID(hex.EncodeToString(sum[:6]))
}

// Item is what a list row shows of an article. Its texts have passed the safety
// gate of package articles: valid UTF-8, one line, no control characters.
// Items are shared between sessions and are never changed after they are made.
type Item struct {
	ID           ID
	Root         string     // the key of the root that the article is in
	RootName     string     // the name of that root, as shown to a reader
	Path         string     // the path in the root with slashes, as the file system spells it
	Title        string     // never empty
	Author       string     // may be empty
	Date         time.Time  // UTC
	DateInferred bool       // Date is the file's time, for want of a better one
	Updated      time.Time  // UTC; zero where the front matter has none
	Categories   [][]string // paths from the top down, at least one, none empty
	Tags         []string
	Link         string // the article's own address, or empty
	Image        string // the lead image's address, or empty
	Lang         string // as the front matter says, or empty
	Excerpt      string // as the front matter says, or empty
	Minutes      int    // to read, 1 at least; an estimate until the body was read
	Size         int64  // of the file, in bytes
	Draft        bool   // the front matter says draft: true or published: false

	// AlsoIn are the names of the other roots that have the same article. Only
	// what is asked of one article tells them.
	AlsoIn []string

	// Partial says that the item is what a list keeps in memory: without Path,
	// Updated, Tags, Link, Image and Excerpt, whatever the article has of them.
	Partial bool
}

// Article is one file's content.
type Article struct {
	Item
	Document   Document
	Comments   string      // address of where it is discussed, or empty
	Enclosures []Enclosure // files that come with it, each once; pictures that the document shows are not among them
	Problems   []Problem   // what could not be understood, in the order of the file

	// FullText says that the text is that of the page which the article of a feed links
	// to, and not what the feed gave.
	FullText bool

	// Reduced says that the file is a page of a site, of which the document is the
	// article alone.
	Reduced bool
}

// Problem says what could not be understood of a file. Text is a sentence
// without the file's name.
type Problem struct {
	Root       string // the root's key
	Path       string // the path in the root, made safe to print
	Line       int    // from 1; 0 where no line can be named
	Text       string
	Unreadable bool // nothing of the file could be shown
	ID         ID   `json:",omitempty"` // of the file's article, which need not be listed; a library knows it
}

// ReadingMinutes estimates how long a text takes: 400 Han characters or 220
// words of other scripts a minute, and never less than one.
func ReadingMinutes(han, words int) int {
	minutes := float64(han)/400 + float64(words)/220
	return max(1, int(minutes+0.5))
}

// Language is what the front matter says, or else a guess by the title's
// letters: ja with Kana, ko with Hangul, zh with Han, en with those of ASCII
// alone, and empty with others.
func (it *Item) Language() string {
	if it.Lang != "" {
		return it.Lang
	}
	guess := ""
	for _, r := range it.Title {
		switch {
		case r < utf8.RuneSelf:
			if guess == "" && (r|0x20 >= 'a' && r|0x20 <= 'z') {
				guess = "en"
			}
		case r >= 0x4E00 && r <= 0x9FFF: // nearly all of unicode.Han
			guess = "zh"
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			return "ja"
		case unicode.Is(unicode.Hangul, r):
			return "ko"
		case unicode.Is(unicode.Han, r):
			guess = "zh"
		case unicode.IsLetter(r) && guess != "zh":
			guess = "?"
		}
	}
	if guess == "?" {
		return ""
	}
	return guess
}
