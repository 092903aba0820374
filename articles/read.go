package articles

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"broadsheet/articles/charset"
	"broadsheet/articles/files"
	"broadsheet/articles/frontmatter"
	"broadsheet/articles/html/pagehead"
	"broadsheet/articles/templates"
	"broadsheet/model"
)

// ReadingVersion is raised when more or something else is read of the same file,
// so that what was kept of it is read anew. 2: articles have bounds. 3: what is read of
// Markdown and its kin, code, notes and what is shown and hidden as pages mean them,
// every character set, more forms of heads, dates and plain text, whole pages with a
// head, and reduced to their article. 4: sounds and films are called by their files;
// notes in the line, formulas that tags have cut, tags in HTML, Hugo's params.
const ReadingVersion = 4

const (
	maxHead = 64 << 10 // bytes of a file that are read to list it, if they will do

	pieceSize = 32 << 10 // bytes of the rest of a page that are looked at, at a time

	// longHead is how many are read if they will not: the longest front matter and
	// what a title is looked for in. UTF-16 has twice the bytes.
	longHead = 2 * (frontmatter.MaxSize + maxTitleBody + 4<<10)

	// longPage is how many are read of a page whose beginning does not say what it is
	// called or when it was published.
	longPage = 2 * pagehead.Most
)

// errShrunk says that a file ended before what its folder told of its size.
var errShrunk = errors.New("it became shorter while it was read")

// Read reads the article at path, which is one that Walk found. Of a file larger
// than 8 MB the first 8 MB are shown, with a note at the end. The error says why
// nothing can be shown: it wraps fs.ErrNotExist where the file has vanished, and
// is a *Failure where the program failed on it.
func (r *Root) Read(ctx context.Context, o Options, path string) (*model.Article, error) {
	article, _, err := r.ReadWhole(ctx, o, path)
	return article, err
}

// ReadWhole is Read for one who keeps what is read. It says whether the file was
// read to its end (or to its first 8 MB): without, for a reason that may pass,
// the article is what there is to be shown now.
func (r *Root) ReadWhole(ctx context.Context, o Options, path string) (article *model.Article, whole bool, err error) {
	if failure := o.guard(path, func() { article, whole, err = r.read(ctx, o, path) }); failure != nil {
		return nil, false, failure
	}
	return article, whole, err
}

func (r *Root) read(ctx context.Context, o Options, path string) (article *model.Article, whole bool, err error) {
	if err := ctx.Err(); err != nil {
		return nil, false, err
	}
	opened, err := r.store.Open(path)
	if err != nil {
		return nil, false, readError(path, err)
	}
	defer opened.Close() //nolint:errcheck // nothing was written
	info, err := opened.Stat()
	if err != nil {
		return nil, false, readError(path, err)
	}
	if info.IsDir() {
		return nil, false, fmt.Errorf("%s is a folder, not an article", charset.DisplayName(path))
	}
	release, err := o.reserve(ctx, info.Size())
	if err != nil {
		return nil, false, err
	}
	defer release()
	var data bytes.Buffer
	data.Grow(int(min(max(info.Size(), 0), files.MaxFile)) + bytes.MinRead)
	_, err = data.ReadFrom(io.LimitReader(opened, files.MaxFile+1))
	if err != nil && data.Len() == 0 {
		return nil, false, readError(path, err)
	}
	f := file{
		options: o, root: r.key, rootName: r.name, path: path,
		modified: info.ModTime(), size: max(info.Size(), int64(data.Len())),
		breaks: r.breaksLines(o.LineBreaks, path),
		there:  func(name string) bool { return files.Has(r.store, name) },
	}
	if err != nil {
		f.problem(0, "This file could be read only in part: "+files.Reason(err)+".")
	}
	whole = !MayPass(err) && int64(data.Len()) >= min(info.Size(), files.MaxFile)
	article, err = f.articleInTime(ctx, mostTime, data.Bytes())
	if err != nil {
		return nil, false, err
	}
	for _, problem := range article.Problems {
		if problem.Unreadable {
			return nil, false, fmt.Errorf("%s cannot be shown: %w", charset.DisplayName(path), errNotText)
		}
	}
	return article, whole, nil
}

// articleInTime is article for a file that may mean harm: it has the time that is
// far more than any article takes. The error says that it took more, or is the
// context's.
func (f *file) articleInTime(ctx context.Context, most time.Duration, data []byte) (*model.Article, error) {
	timed, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	article := f.article(timed, data)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case timed.Err() != nil:
		return nil, fmt.Errorf("%s cannot be shown: %w", charset.DisplayName(f.path), errTooLong)
	}
	return article, nil
}

// mostTime is how long a file's text may take to be understood.
const mostTime = 10 * time.Second

// errTooLong says that a file is built so that it takes for ever, or that the
// machine has very much else to do.
var errTooLong = errors.New("it took longer than 10 seconds to understand")

// errNotText says that a file is not one that anybody wrote to be read.
var errNotText = errors.New("it is not a text file")

// MayPass says whether an error of reading says nothing of the file: there were
// too many open files, too little memory, a disk that did not answer, or no
// permission for the moment. Whoever knew something of the file goes on knowing
// it, and tries again later. It is false for a file that is not there any more.
func MayPass(err error) bool { return !errors.Is(err, errNotText) && files.MayPass(err) }

// reserve waits for the memory that reading a file takes: at most some hundred
// times its size, and no more than the bounds of an article allow. A small file
// needs no waiting.
func (o Options) reserve(ctx context.Context, size int64) (release func(), err error) {
	const (
		small = 64 << 10
		times = 200
		most  = 64 << 20
	)
	if o.Reserve == nil || size <= small {
		return func() {}, nil
	}
	return o.Reserve(ctx, min(min(size, most)*times, most))
}

// readError says in one sentence which file could not be read and why, and
// keeps the cause for errors.Is.
func readError(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is not there any more: it was moved or deleted (%w)", charset.DisplayName(path), files.Cause(err))
	}
	return fmt.Errorf("%s cannot be read: %w", charset.DisplayName(path), files.Cause(err))
}

// Parse makes an article of any bytes; of more than 8 MB the first 8 MB. Root is
// the key of the root that the file is in, and modified the time that stands in
// for a missing date. It never fails: bytes that are no text give an article
// that says so, with a problem that is marked unreadable.
func Parse(o Options, root, path string, modified time.Time, data []byte) (article *model.Article) {
	f := file{options: o, root: root, rootName: root, path: path, modified: modified, size: int64(len(data)), breaks: o.LineBreaks == Kept}
	if failure := o.guard(path, func() { article = f.article(context.Background(), data) }); failure != nil {
		article = f.failed(failure)
	}
	return article
}

// failed is an article that says that the program failed on its file.
func (f *file) failed(failure *Failure) *model.Article {
	text := "The program failed on this file (" + failure.cause() + "), so it cannot be shown."
	f.item = f.bareItem()
	f.item.Title = f.fileTitle()
	f.item.Categories = folderCategories(f.path)
	f.problems = []model.Problem{{Text: text, Unreadable: true}}
	return &model.Article{Item: f.item, Document: model.Document{Blocks: note(text)}, Problems: f.allProblems()}
}

// article makes an article of the file's data.
func (f *file) article(ctx context.Context, data []byte) *model.Article {
	f.cut = len(data) > files.MaxFile
	if f.cut {
		data = data[:files.MaxFile]
	}
	readable := f.readHead(data)
	article := &model.Article{}
	if readable {
		body := f.head.Body
		kind := sniffBody(f.path, body)
		switch {
		case kind == bodyMarkdown && f.breaks:
			kind = bodyBrokenMarkdown
		case kind == bodyHTML && f.head.Line > 0 && f.head.FeedURL == "": // a page of a site's maker, and none that was fetched
			body = templates.ExpandHTML(body, f.item.Title)
		}
		parsed := parseBody(ctx, kind, body, f.repeatedTitle(), f.item.Image, f.edits(kind, &article.Reduced)...)
		article.Document = parsed.document
		for _, problem := range parsed.problems {
			if problem.Line > 0 {
				problem.Line += f.head.BodyLine - 1
			}
			f.problems = append(f.problems, problem)
		}
		if parsed.cut {
			f.endWith(article, "This article has more parts than any that is read; what follows here was left out.")
		}
		f.item.Minutes = model.ReadingMinutes(parsed.stats.Han, parsed.stats.Words)
		f.item.Image = parsed.image // only the body tells a QR code's picture from a lead image
		article.Comments = f.head.Comments
		article.Enclosures = unshown(f.head.Enclosures, parsed.stats.Images)
	} else {
		article.Document.Blocks = note("This is not a text file, so it cannot be shown.")
	}
	if f.cut && readable {
		text := fmt.Sprintf("This file is %d MB large; only its first %d MB are shown.", (f.size+1<<19)>>20, files.MaxFile>>20)
		f.endWith(article, text)
	}
	article.Item, article.Problems, article.FullText = f.item, f.allProblems(), f.head.FullText
	return article
}

// endWith says below an article, and to check, why something is missing there.
func (f *file) endWith(article *model.Article, text string) {
	f.problem(0, text)
	article.Document.Blocks = append(append(article.Document.Blocks, model.Rule{}), note(text)...)
}

// repeatedTitle is the title that the body need not say again. A message
// without a title keeps the sentence that one was made of, and verse its first
// line; a line that stands alone above a plain text is its title.
func (f *file) repeatedTitle() string {
	if f.head.Title == "" && f.page.Title != "" && !f.page.Headed {
		return "" // a paragraph that says it says more
	}
	switch f.titleFrom {
	case fromHead, fromHeading, fromFirstLine:
		return f.item.Title
	default:
		return ""
	}
}

// note is a remark of ours in an article's text.
func note(text string) []model.Block {
	emphasis := model.Span{Style: model.Emphasis, Inlines: []model.Inline{model.Text{Text: text}}}
	return []model.Block{model.Paragraph{Inlines: []model.Inline{emphasis}}}
}
