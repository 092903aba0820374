package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"broadsheet/library/search"
	"broadsheet/model"
)

// IndexTexts brings the full text of all articles up to date, at full speed,
// when everything is listed, and makes anew what is damaged of the caches. With
// rebuild all of it is made anew. When it is interrupted the next call goes on where
// it was. The error is the context's or says, in a sentence for each root, what could
// not be done.
func (l *Library) IndexTexts(ctx context.Context, rebuild bool, progress func(search.Progress)) error {
	if err := l.Wait(ctx); err != nil && ctx.Err() != nil {
		return err
	}
	var failures []error
	for _, r := range l.roots {
		if err := r.verify(ctx); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			failures = append(failures, fmt.Errorf("the catalogue of %s is not up to date: %w", r.files.Name(), err))
		}
		unread, err := l.searcher.IndexRoot(ctx, r.origin, rebuild, progress)
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			failures = append(failures, fmt.Errorf("the full text of %s is not up to date: %w", r.files.Name(), err))
		}
		if unread > 0 {
			failures = append(failures, fmt.Errorf("the full text of %s lacks %d articles that could not be read for now: bring it up to date again later",
				r.files.Name(), unread))
		}
	}
	return errors.Join(failures...)
}

// fewToIndex is how many articles are not worth a word to readers.
const fewToIndex = 100

// indexProgress sets what readers see of the indexing in the background.
func (l *Library) indexProgress(p search.Progress, tell bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	indexed, of := p.Held+p.Articles, p.Held+p.OfArticles
	if p.OfArticles < fewToIndex { // that is done in a moment
		indexed, of = 0, 0
	}
	tell = tell && (l.status.Indexed != indexed || l.status.ToIndex != of)
	l.status.Indexed, l.status.ToIndex = indexed, of
	for reader := range l.readers {
		if tell {
			reader.tell()
		}
	}
}

// searchOptions are what searching needs of the library.
func (l *Library) searchOptions() search.Options {
	o := search.Options{
		Index: l.options.Index, Pages: l.options.textPages, Bytes: l.options.textBytes,
		Listed: l.loaded, Missing: func() bool { return l.failed != nil }, Current: l.current.Load, Complete: l.complete,
		Read: l.readWhole, Notify: l.notifyOnce, Progress: l.indexProgress, Now: l.now,
	}
	for _, r := range l.roots {
		o.Roots = append(o.Roots, search.Root{Name: r.files.Name(), Folder: r.folder, Few: cmp.Or(l.options.catalogueFrom, catalogueFrom)})
	}
	return o
}

// readWhole reads an article's file, and says whether that was to its end.
func (l *Library) readWhole(ctx context.Context, item *model.Item) (article *model.Article, whole bool, err error) {
	files := l.filesOf(item.Root)
	if files == nil {
		return nil, false, nil
	}
	return files.ReadWhole(ctx, l.options.Articles, item.Path)
}
