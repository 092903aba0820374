package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"

	"broadsheet/articles"
	"broadsheet/library/index"
	"broadsheet/model"
	"broadsheet/model/query"
)

// Details gives all that is known of an article without reading its file. The
// error wraps fs.ErrNotExist where there is no such article.
func (r *Reader) Details(ctx context.Context, id model.ID) (*model.Item, error) {
	missing := fmt.Errorf("there is no article %s in the library (%w)", articles.Clean(string(id)), fs.ErrNotExist)
	s := r.library.current.Load()
	k, ok := model.KeyOf(id)
	if !ok {
		return nil, missing
	}
	number, ok := s.Number(k)
	if !ok {
		return nil, missing
	}
	whole, err := r.library.complete(ctx, s, []uint32{number})
	if err != nil {
		return nil, err
	}
	return whole[0], nil
}

// WithPrefix gives the articles whose id begins with some hex digits, the newest
// first. The error is the context's.
func (r *Reader) WithPrefix(ctx context.Context, prefix string) (model.Listing, error) {
	f := r.newFilter(ctx)
	return f.List(f.WithPrefix(prefix), query.NewestFirst), ctx.Err()
}

// complete gives all that is known of the articles of a snapshot. What a
// catalogue does not have, for another process has just changed it, stays
// partial. Where a catalogue fails the files are read in its place.
func (l *Library) complete(ctx context.Context, s *index.Snapshot, numbers []uint32) ([]*model.Item, error) {
	items := make([]*model.Item, len(numbers))
	missing := map[uint16][]model.Key{} // by root
	for i, number := range numbers {
		items[i] = s.Item(number)
		if items[i].Partial {
			missing[s.Origin(number)] = append(missing[s.Origin(number)], s.Key(number))
		}
	}
	for origin, keys := range missing {
		known, err := l.whole(ctx, l.roots[origin], keys)
		if err != nil {
			return nil, err
		}
		for i, number := range numbers {
			if item := known[s.Key(number)]; s.Origin(number) == origin && item != nil {
				items[i] = item
			}
		}
	}
	return items, nil
}

// whole gives articles of one root with all that is known of them, by key. Those that
// are in memory in part alone have to be in the catalogue.
func (l *Library) whole(ctx context.Context, r *root, keys []model.Key) (map[model.Key]*model.Item, error) {
	known := make(map[model.Key]*model.Item, len(keys))
	files, err := r.details(ctx, keys, func(k model.Key) bool {
		now := l.current.Load()
		number, ok := now.Number(k)
		return ok && now.Whole(number) == nil && now.Stamp(number) != index.Stampless
	})
	if err == nil {
		for _, k := range keys {
			known[k] = files[k].Item
		}
		return known, nil
	}
	if err := r.heal(ctx, err); err != nil {
		return nil, fmt.Errorf("the catalogue of %s cannot be read: %w", r.files.Name(), err)
	}
	now := l.current.Load()
	for _, k := range keys {
		if number, ok := now.Number(k); ok {
			known[k] = now.Whole(number)
		}
	}
	return known, nil
}

// Whole gives the first articles of a listing, so many or all of them, with all
// that is known of each. It ends with the first error.
func (r *Reader) Whole(ctx context.Context, list model.Listing, rows int) iter.Seq2[*model.Item, error] {
	const atOnce = 500
	return func(yield func(*model.Item, error) bool) {
		rows := min(rows, list.Len())
		for start := 0; start < rows; start += atOnce {
			items, err := r.wholePart(ctx, list, start, min(start+atOnce, rows))
			if err != nil {
				yield(nil, err)
				return
			}
			for _, item := range items {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

func (r *Reader) wholePart(ctx context.Context, list model.Listing, start, end int) ([]*model.Item, error) {
	if l, ok := list.(*index.Listing); ok {
		return r.library.complete(ctx, l.Snapshot, l.Rows[start:end])
	}
	var items []*model.Item
	for row := start; row < end; row++ {
		item := list.At(row)
		if item.Partial {
			whole, err := r.Details(ctx, item.ID)
			if err != nil {
				return nil, err
			}
			item = whole
		}
		items = append(items, item)
	}
	return items, nil
}

// Article reads the article's file. The error is fs.ErrNotExist, wrapped in a
// sentence, where the file has vanished.
func (r *Reader) Article(ctx context.Context, id model.ID) (*model.Article, error) {
	return r.read(ctx, id, r.library.options.Articles)
}

// WholeArticle is Article with all of a page of a site, and not its article alone.
func (r *Reader) WholeArticle(ctx context.Context, id model.ID) (*model.Article, error) {
	o := r.library.options.Articles
	o.Whole = true
	return r.read(ctx, id, o)
}

func (r *Reader) read(ctx context.Context, id model.ID, o articles.Options) (*model.Article, error) {
	item, err := r.Details(ctx, id)
	if err != nil {
		return nil, err
	}
	article, err := r.articleOf(ctx, o, item)
	if err == nil {
		article.AlsoIn = r.alsoIn(id)
	}
	return article, err
}

// articleOf reads the file of an article of which all is known.
func (r *Reader) articleOf(ctx context.Context, o articles.Options, item *model.Item) (*model.Article, error) {
	r.library.searcher.Ask()
	if item.Partial {
		return nil, fmt.Errorf("%s has just changed, and another broadsheet is reading it: try again in a moment", item.Title)
	}
	article, err := r.library.filesOf(item.Root).Read(ctx, o, item.Path)
	switch {
	case err == nil:
		return article, nil
	case ctx.Err() != nil:
		return nil, err
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s is no longer there: it was moved or deleted since the library was read (%w)",
			articles.Clean(item.Path), fs.ErrNotExist)
	default:
		return nil, err
	}
}

// filesOf gives the files of the root with that key. It is one of the library's.
func (l *Library) filesOf(key string) *articles.Root {
	for _, r := range l.roots {
		if r.files.Key() == key {
			return r.files
		}
	}
	return nil
}

// Revision tells one state of an article's file from another; false says that
// the article is not listed any more. It answers from memory.
func (r *Reader) Revision(id model.ID) (revision uint64, listed bool) {
	s := r.library.current.Load()
	k, ok := model.KeyOf(id)
	if !ok {
		return 0, false
	}
	number, ok := s.Number(k)
	if !ok {
		return 0, false
	}
	return s.Stamp(number), true
}

// alsoIn gives the names of the other roots that have the article too.
func (r *Reader) alsoIn(id model.ID) []string {
	l := r.library
	l.building.Lock()
	defer l.building.Unlock()
	k, _ := model.KeyOf(id)
	return l.builder.AlsoIn(k)
}
