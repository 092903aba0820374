package fulltext

import (
	"context"
	"fmt"
	"log/slog"

	readability "codeberg.org/readeck/go-readability/v2"
)

// reduce finds the article in a page, whose tree it changes. Its node is never nil.
func reduce(ctx context.Context, p *page) (article readability.Article, err error) {
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case stopped:
			err = ctx.Err()
		default:
			err = &Error{Kind: KindFailed, Detail: fmt.Sprint(cause)}
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
	article, err = parser.ParseAndMutate(p.root, p.base)
	if err == nil && article.Node == nil {
		err = &Error{Kind: KindShort}
	}
	return article, err
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
