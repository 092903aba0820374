package reduce

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// Article is what was found in a page.
type Article struct {
	Node                           *html.Node // never nil
	Title, Byline, Language, Image string     // as the page says, and not made safe
}

// FailedError says that the program failed on a page.
type FailedError struct{ Cause any }

// Error implements error.
func (e *FailedError) Error() string {
	return fmt.Sprintf("the program failed on the page (%v)", e.Cause)
}

// Article finds the article in a page, whose tree it changes, with its addresses made
// absolute where the page has one, nil for none. Found says that there is one. The error
// is a *FailedError, or the context's.
func (p *Page) Article(ctx context.Context, address *url.URL) (found bool, article Article, err error) {
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case stopped:
			err = ctx.Err()
		default:
			err = &FailedError{cause}
		}
	}()
	parser := readability.NewParser()
	parser.Logger = slog.New(stopper{ctx})
	parser.KeepClasses = true // by them our reader knows share bars, notes and the language of code
	if 3*p.han > p.letters {
		// An article of so many characters is whole; they are counted as if they were Latin.
		// With the 500 that are meant for Latin, the library takes what stands around a
		// shorter one too, in search of the rest.
		parser.CharThresholds = 200
	}
	read, err := parser.ParseAndMutate(p.Root, address)
	if err != nil || read.Node == nil {
		return false, Article{}, err
	}
	return true, Article{
		Node: read.Node, Title: read.Title(), Byline: read.Byline(), Language: read.Language(), Image: read.ImageURL(),
	}, nil
}

// stopper ends the library's work, which knows no contexts, once one has ended: the
// library tells its logger of every element that it looks at.
type stopper struct{ ctx context.Context }

// stopped is what it panics with.
type stopped struct{}

func (s stopper) look() {
	if s.ctx.Err() != nil {
		panic(stopped{})
	}
}

// Enabled implements slog.Handler.
func (s stopper) Enabled(context.Context, slog.Level) bool {
	s.look()
	return false
}

// Handle implements slog.Handler.
func (s stopper) Handle(context.Context, slog.Record) error { return nil }

// WithAttrs implements slog.Handler.
func (s stopper) WithAttrs([]slog.Attr) slog.Handler {
	s.look()
	return s
}

// WithGroup implements slog.Handler.
func (s stopper) WithGroup(string) slog.Handler { return s }
