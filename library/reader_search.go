package library

import (
	"context"

	"broadsheet/library/search"
	"broadsheet/model"
	"broadsheet/model/query"
)

// Search finds articles by their titles and texts: words and text: terms mean
// both, all other terms what they mean in a list. The error is the context's.
func (r *Reader) Search(ctx context.Context, q query.Query, o model.SearchOptions) (model.Hits, error) {
	if err := r.Await(ctx, q.AsksForMarks()); err != nil {
		return model.Hits{}, err
	}
	return r.library.searcher.Search(ctx, r.newFilter(ctx), q, o)
}

// Snippet gives a piece of the article's text around what the query looks for
// there. Of an article that matches by its title alone it is the beginning, and
// of one that does not match (any more) it is empty. The errors are those of
// Article.
func (r *Reader) Snippet(ctx context.Context, id model.ID, q query.Query) (model.Snippet, error) {
	item, err := r.Details(ctx, id)
	if err != nil {
		return model.Snippet{}, err
	}
	return r.SnippetOf(ctx, item, q)
}

// SnippetOf is Snippet for an article of which all is known already.
func (r *Reader) SnippetOf(ctx context.Context, item *model.Item, q query.Query) (model.Snippet, error) {
	article, err := r.articleOf(ctx, r.library.options.Articles, item)
	if err != nil {
		return model.Snippet{}, err
	}
	return search.Snippet(ctx, article, q)
}
