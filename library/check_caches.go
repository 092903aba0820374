package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"broadsheet/articles"
	"broadsheet/library/catalogue"
	"broadsheet/library/search"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

// CheckCaches says what is damaged of what is kept of each root, in the order of the
// roots. The path of such a problem is that of the cache. Nothing is changed, and
// other processes may be writing meanwhile: IndexTexts makes anew what is damaged.
// The error is the context's.
func CheckCaches(ctx context.Context, roots []*articles.Root, o Options) ([]model.Problem, error) {
	var problems []model.Problem
	for _, root := range roots {
		folder := cacheFolder(root, o)
		if folder == "" {
			continue
		}
		for _, cache := range []struct {
			file, name string
			check      func() error
		}{
			{catalogue.FileName, "catalogue", func() error { return catalogue.Check(ctx, root, folder) }},
			{search.FileName, "full text", func() error { return search.Check(ctx, folder) }},
		} {
			var text string
			switch err := cache.check(); {
			case ctx.Err() != nil:
				return nil, ctx.Err()
			case err == nil, errors.Is(err, fs.ErrNotExist), sqlite.IsObsolete(err):
				continue
			case sqlite.IsDamaged(err):
				text = fmt.Sprintf("the %s of %s is damaged (%v); no article is: `broadsheet index` makes it anew from them", cache.name, root.Name(), err)
			default:
				text = fmt.Sprintf("the %s of %s cannot be looked at: %v", cache.name, root.Name(), err)
			}
			path := filepath.Join(folder, cache.file)
			problems = append(problems, model.Problem{Root: root.Key(), Path: articles.Clean(path), Text: articles.Clean(text)})
		}
	}
	return problems, nil
}

// verify looks at all of the catalogue, and has one that is damaged made anew. It
// must not be called by who looks at files.
func (r *root) verify(ctx context.Context) error {
	err := r.catalogue.Verify(ctx)
	if sqlite.IsDamaged(err) {
		return r.heal(ctx, err)
	}
	return err
}
