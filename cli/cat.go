package cli

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"broadsheet/cli/config"
	"broadsheet/cli/desktop"
	"broadsheet/cli/usage"
	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/render/themes"
	"broadsheet/ui/words"
)

// catOptions are the options of cat.
type catOptions struct {
	width       int
	style       string
	plain, body bool
	whole       bool
}

func (c *call) catCommand() *cobra.Command {
	var o catOptions
	command := &cobra.Command{
		Use:   "cat ID|FILE|-",
		Short: "Print one article",
		Long: "Print one article: with colours on a terminal, through PAGER if that is set, and as plain text to a pipe. " +
			"With --markdown, --html or --json it is written for other programs. " +
			"The article is named by its id or the beginning of it (4 digits or more), by its file, or by - for standard input.",
		Example: examples("broadsheet cat 3f9a", "broadsheet cat --body --plain --width 60 ~/news/today.md", "curl -s https://example.org/post.html | broadsheet cat -"),
		Args:    usage.Takes(1, 1, "one article: its id, its file, or - for standard input"),

		ValidArgsFunction: c.completeID,

		RunE: func(command *cobra.Command, args []string) error {
			copied, err := copyAsked(command)
			if err != nil {
				return err
			}
			if copied != nil {
				return c.copyOut(command.Context(), args[0], copied, o.whole)
			}
			return c.cat(command.Context(), args[0], o)
		},
	}
	command.Flags().Var(usage.Number{Value: &o.width, Least: 1, Most: mostWidth, Of: "cells"}, "width", "set lines of `N` cells, 1 to 1000; without it COLUMNS, the terminal or 80")
	command.Flags().StringVar(&o.style, "style", "", "the look: the `NAME` of a theme, or a Glamour style file that ends in .json")
	command.Flags().BoolVar(&o.plain, "plain", false, "plain text, on a terminal too")
	command.Flags().BoolVar(&o.body, "body", false, "the body alone, without the header and the list of links")
	command.Flags().BoolVar(&o.whole, "whole", false, "all of a page of a site, and not its article alone")
	addCopyFormats(command)
	if c.served != nil {
		command.Use, command.Args = "cat ID", usage.Takes(1, 1, "one article: its id")
		command.Long = "Print one article, as plain text to a pipe. With --markdown, --html or --json it is written for other programs. " +
			"The article is named by its id or the beginning of it (4 digits or more), as `list` shows it."
		command.Example = examples("broadsheet cat 3f9a", "broadsheet cat --plain --width 60 3f9a")
		command.Flags().Lookup("style").Usage = "the look: the `NAME` of a theme, one of auto, " + strings.Join(config.ThemeNames(), ", ")
	}
	return command
}

func (c *call) cat(ctx context.Context, argument string, o catOptions) error {
	conf, err := c.loadConfig()
	if err != nil {
		return err
	}
	theme, err := c.catTheme(conf, o.style, o.plain)
	if err != nil {
		return err
	}
	article, err := c.article(ctx, conf, argument, o.whole)
	if err != nil {
		return err
	}
	profile := c.profile()
	plain := o.plain || profile <= colorprofile.NoTTY
	width := o.width
	if width == 0 {
		width = c.streams.width()
	}
	options := render.Options{Width: width, Theme: theme, Hyperlinks: conf.Hyperlinks && !plain}
	if !o.body {
		options.Head = catHead(article, conf.Timezone)
	}
	page, err := c.pageRenderer().Page(ctx, &article.Document, options)
	if err != nil {
		return err
	}
	links := ""
	if !o.body {
		links = linkList(page.Links(), width)
	}
	c.visible.Styled = !plain
	return c.show(func(w io.Writer) error { return writePage(ctx, w, page, plain, profile, links) })
}

// writePage writes the lines of a page, and what stands under them.
func writePage(ctx context.Context, w io.Writer, page *render.Page, plain bool, profile colorprofile.Profile, below string) error {
	styled := colorprofile.Writer{Forward: w, Profile: profile}
	for i := range page.Len() {
		if err := ctx.Err(); err != nil {
			return err
		}
		var err error
		if plain {
			_, err = io.WriteString(w, page.Plain(i)+"\n")
		} else {
			_, err = styled.WriteString(page.Line(i) + "\n")
		}
		if err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, below)
	return err
}

// pageRenderer is what cat sets its page with: over SSH the server's, whose
// memory for pages all sessions share.
func (c *call) pageRenderer() *render.Renderer {
	if c.served != nil {
		return c.served.service.renderer
	}
	return render.New(0)
}

// catTheme finds the theme: that of --style, else that of the config file.
func (c *call) catTheme(conf *config.Config, style string, plain bool) (*themes.Theme, error) {
	name := conf.Theme
	if style != "" {
		name = style
	}
	if c.served != nil && config.IsStyleFile(name) {
		return nil, usage.Errorf("--style takes the name of a theme here: one of %s", strings.Join(config.ThemeNames(), ", "))
	}
	coloured := c.profile() > colorprofile.ASCII && !plain
	theme, err := config.LoadTheme(name, !coloured || c.onDark())
	if err != nil && style != "" {
		return nil, usage.Errorf("--style: %w", err)
	}
	return theme, err
}

// catHead is what stands above the text: the title, then source and date, then a
// line for each category, and what comes with the article.
func catHead(article *model.Article, zone *time.Location) render.Head {
	var byline []string
	if article.Author != "" {
		byline = append(byline, article.Author)
	}
	switch date := article.Date.In(zone).Format("2006-01-02 15:04"); {
	case article.Date.IsZero():
	case article.DateInferred:
		byline = append(byline, "~"+date)
	default:
		byline = append(byline, date)
	}
	head := render.Head{Title: article.Title, Lead: article.Lead()}
	for _, link := range words.Attached(article, words.For("en"), len(article.Enclosures)) {
		head.Links = append(head.Links, render.HeadLink{URL: link.URL, Text: link.Name, Rest: link.Details})
	}
	if len(byline) > 0 {
		head.Lines = append(head.Lines, strings.Join(byline, " · "))
	}
	for _, path := range article.Categories {
		head.Lines = append(head.Lines, strings.Join(path, " › "))
	}
	if len(article.AlsoIn) > 0 {
		head.Lines = append(head.Lines, "also in "+strings.Join(article.AlsoIn, ", "))
	}
	if tags := words.TagLine(&article.Item, 0); tags != "" {
		head.Lines = append(head.Lines, tags)
	}
	return head
}

// linkList numbers the links of a page. An address is never broken, so that it
// can be copied.
func linkList(links []render.Link, width int) string {
	var b strings.Builder
	for i, link := range links {
		number := fmt.Sprintf("[%d] ", i+1)
		indent := strings.Repeat(" ", len(number))
		b.WriteByte('\n')
		if link.Text != "" && link.Text != link.URL {
			for _, line := range render.Wrap(link.Text, max(1, width-len(number))) {
				b.WriteString(number + line + "\n")
				number = indent
			}
		}
		b.WriteString(number + link.URL + "\n")
	}
	return b.String()
}

// onDark says whether the terminal that is written to is dark.
func (c *call) onDark() bool {
	in, _ := terminal(c.streams.In)
	out, _ := terminal(c.streams.Out)
	return desktop.IsDark(c.streams.environment(), in, out)
}
