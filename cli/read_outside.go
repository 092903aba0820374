package cli

import (
	"context"
	"io"
	"strings"

	"github.com/charmbracelet/colorprofile"

	"broadsheet/articles/export"
	"broadsheet/cli/desktop"
	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/ui"
)

// This file gives the reader what starts other programs for an article. None of it is
// for those who read over SSH.

// editor gives what edits an article's file.
func editor(c *call, s *session) func(ctx context.Context, root, path string) (ui.Foreground, error) {
	return func(ctx context.Context, root, path string) (ui.Foreground, error) {
		file, name := "", root
		for _, r := range s.roots {
			if r.Key() == root {
				file, name = r.FileOf(path), r.Name()
			}
		}
		if file == "" {
			return nil, &model.OutsideError{Kind: model.NotAFile, What: name}
		}
		if !exists(file) {
			return nil, &model.OutsideError{Kind: model.FileVanished, What: file}
		}
		return desktop.Editor(ctx, c.streams.environment(), file)
	}
}

// articleCommand gives what runs a command that reads an article.
func articleCommand(c *call, s *session) func(ctx context.Context, line string, a *model.Article, form model.ArticleForm, back string) (ui.Foreground, error) {
	return func(ctx context.Context, line string, a *model.Article, form model.ArticleForm, back string) (ui.Foreground, error) {
		var text strings.Builder
		var err error
		switch form {
		case model.AsHTML:
			err = export.HTML(ctx, &text, a)
		case model.AsText:
			err = c.writeText(ctx, &text, s, a)
		default:
			err = export.Markdown(ctx, &text, a)
		}
		if err != nil {
			return nil, err
		}
		return desktop.Command(ctx, c.streams.environment(), line, text.String(), back)
	}
}

// writeText writes an article as cat does into a pipe.
func (c *call) writeText(ctx context.Context, w io.Writer, s *session, a *model.Article) error {
	width := c.streams.width()
	page, err := c.pageRenderer().Page(ctx, &a.Document, render.Options{Width: width, Head: catHead(a, s.config.Timezone)})
	if err != nil {
		return err
	}
	return writePage(ctx, w, page, true, colorprofile.NoTTY, linkList(page.Links(), width))
}
