package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"broadsheet/articles/export"
	"broadsheet/cli/usage"
	"broadsheet/model"
)

// copyFormat is a form in which cat writes an article for other programs.
type copyFormat struct {
	flag, usage string
	write       func(context.Context, io.Writer, *model.Article) error
}

func copyFormats() []copyFormat {
	return []copyFormat{
		{"markdown", "write the article as a Markdown file with its front matter", export.Markdown},
		{"html", "write the article as an HTML page", export.HTML},
		{"json", "write the article as one JSON object", export.JSON},
	}
}

func addCopyFormats(command *cobra.Command) {
	for _, format := range copyFormats() {
		command.Flags().Bool(format.flag, false, format.usage)
	}
}

// copyAsked gives the form that the options ask for, or nil. How text is set
// means nothing to a copy, so that options for it are refused beside one.
func copyAsked(command *cobra.Command) (*copyFormat, error) {
	var asked *copyFormat
	for _, format := range copyFormats() {
		if set, err := command.Flags().GetBool(format.flag); err != nil || !set {
			continue
		}
		if asked != nil {
			return nil, usage.Errorf("--%s and --%s ask for two forms of the article; give one of them", asked.flag, format.flag)
		}
		asked = &format
	}
	if asked == nil {
		return nil, nil
	}
	for _, setting := range []string{"plain", "style", "width", "body"} {
		if command.Flags().Changed(setting) {
			return nil, usage.Errorf("--%s is for text set in lines and does not go with --%s; leave one of them out", setting, asked.flag)
		}
	}
	return asked, nil
}

// copyOut writes an article for other programs.
func (c *call) copyOut(ctx context.Context, argument string, format *copyFormat, whole bool) error {
	conf, err := c.loadConfig()
	if err != nil {
		return err
	}
	article, err := c.article(ctx, conf, argument, whole)
	if err != nil {
		return err
	}
	return format.write(ctx, c.out, article)
}
