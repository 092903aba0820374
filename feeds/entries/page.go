package entries

import (
	"context"
	"slices"
	"strings"
	"time"

	"broadsheet/articles/feed"
	"broadsheet/articles/frontmatter"
	"broadsheet/articles/gate"
	"broadsheet/feeds/entries/identity"
	"broadsheet/feeds/state"
)

// File says what the file of an article has.
type File struct {
	Link       string // of the page that it is about; empty: it links to none
	Characters int    // of the feed's text
	HasPage    bool   // it has the text of the linked page too
	FullText   bool   // that is what is shown
}

// Page is the text of the page that an article links to.
type Page struct {
	Link   string // of the article, when the page was asked for
	HTML   string
	Title  string // it and the two below are for articles of which the feed does not say it
	Author string
	Image  string
	Read   time.Time
}

// File looks at the file of an article. The path is that below the feeds' folder.
func (k *Keeper) File(path string) (File, error) {
	file, err := k.read(path)
	if err != nil {
		return File{}, err
	}
	return File{Link: file.head.Link, Characters: identity.Length(file.body), HasPage: file.page != "", FullText: file.head.FullText}, nil
}

// KeepPage keeps the text of the linked page in the file of an entry, in the place of
// what the feed gave, which is kept beside it; the page is not wanted any more then. One
// that takes an older one's place is what is shown if that was. Nothing is kept where
// the feed has given the entry another link meanwhile.
func (k *Keeper) KeepPage(ctx context.Context, entry int64, path string, page *Page) (kept bool, err error) {
	err = k.change(ctx, path, func(file *taken) bool {
		head := &file.head
		if kept = identity.Canonical(head.Link) == identity.Canonical(page.Link); !kept {
			return false
		}
		head.FullText = head.FullText || file.page == ""
		file.page, head.FullTextRead = closed(clean(page.HTML)), exact(page.Read)
		made := titleOf(&feed.Entry{Text: file.body})
		if title := gate.Title(page.Title); title != "" && (head.Title == "" || head.Title == made) {
			head.Title = title
		}
		if head.Author == "" {
			head.Author = page.Author
		}
		if image := gate.URL(page.Image); image != "" && len(head.Images) == 0 {
			head.Images = []string{image}
		}
		return true
	}, func(tx *state.Tx) error { return tx.DropPage(entry) })
	return kept && err == nil, err
}

// Turn shows the other of an article's two texts: that of the linked page, or the
// feed's. What was shown is kept. Full says which is shown now; an article that has only
// the feed's stays as it is.
func (k *Keeper) Turn(ctx context.Context, path string) (full bool, err error) {
	err = k.change(ctx, path, func(file *taken) bool {
		full = !file.head.FullText && file.page != ""
		file.head.FullText = full
		return true
	}, nil)
	return full, err
}

// change writes a file anew if what is in it has to be changed, and then notes that,
// before somebody else can change it again; nil: there is nothing to note.
func (k *Keeper) change(ctx context.Context, path string, how func(*taken) bool, note func(*state.Tx) error) error {
	unlock, err := k.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	defer k.folder.Leave()
	file, err := k.read(path)
	if err != nil {
		return err
	}
	if !how(&file) {
		return nil
	}
	_, err = k.folder.Put(path, compose(&file.head, file.body, file.page), false)
	if err == nil {
		_, err = k.folder.Settle()
	}
	if err != nil || note == nil {
		return err
	}
	return k.state.In(context.WithoutCancel(ctx), false, note)
}

// inherit puts into the head of a file that is written anew what is known of it by the
// page that it links to.
func inherit(head *frontmatter.Head, e *feed.Entry, before *taken) {
	if before.page == "" {
		return
	}
	head.FullText, head.FullTextRead = before.head.FullText, before.head.FullTextRead
	if gate.Title(e.Title) == "" && before.head.Title != titleOf(&feed.Entry{Text: before.body}) {
		head.Title = before.head.Title
	}
	if head.Author == "" {
		head.Author = before.head.Author
	}
	if len(head.Images) == 0 {
		head.Images = before.head.Images
	}
}

// outdated says whether the text of a linked page may be old: the feed's text is
// another than it was when the page was read, or the link is.
func outdated(before *taken, e *feed.Entry) bool {
	if before.page == "" {
		return false
	}
	was, is := before.body, bodyOf(e)
	const much = 5 // a part of the text
	length, now := identity.Length(was), identity.Length(is)
	return identity.Canonical(before.head.Link) != identity.Canonical(e.Link) || max(length, now)-min(length, now) > max(length, now)/much || identity.Likeness(was, is) < identity.Alike
}

// IsBeginning says whether the text of an entry seems to be only the beginning of an
// article: it is short, or says itself that there is more.
func IsBeginning(e *feed.Entry) bool {
	const (
		short = 800
		end   = 240 // characters, with what WordPress writes below: "The post … appeared first on …"
	)
	if identity.Length(e.Text) < short {
		return true
	}
	tail := e.Text[max(0, len(e.Text)-8*end):]
	line := strings.ToLower(gate.Clean(plainText(tail)))
	runes := []rune(line)
	line = string(runes[max(0, len(runes)-end):])
	if strings.Contains(line, "[…]") || strings.Contains(line, "[...]") {
		return true
	}
	line = strings.TrimRight(line, " ]»>→)】：:")
	if strings.HasSuffix(line, "...") {
		return true
	}
	line = strings.TrimRight(line, ".。")
	return slices.ContainsFunc(moreBelow(), func(sign string) bool { return strings.HasSuffix(line, sign) })
}

// moreBelow are the words with which feeds end a text that is only a beginning.
func moreBelow() []string {
	return []string{
		"…", "read more", "read on", "read the rest", "read the full story", "read the full article", "read full article", "read the whole thing", "continue reading",
		"keep reading", "full story", "full article", "learn more", "阅读全文", "阅读更多", "阅读原文", "查看全文", "查看原文", "查看更多", "继续阅读", "點擊查看", "点击查看",
		"閱讀全文", "閱讀更多", "繼續閱讀", "全文阅读", "展开全文",
	}
}
