package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"broadsheet/library"
	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/render/linebreak"
)

// defaultHits is how many articles a search shows if nothing is said.
const defaultHits = 50

func (c *call) searchCommand() *cobra.Command {
	var (
		limit  = defaultHits
		best   bool
		asJSON bool
	)
	command := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find articles by what they say",
		Long: "Find articles by the words of their titles and texts, the newest first: Chinese, Japanese and Korean anywhere, other words whole, " +
			"or by their beginning with a * behind it. \"Some words\" in quotation marks stand together, - excludes, OR parts alternatives, " +
			"and cat:, author:, is:, after: and the like say which articles are meant. " +
			"On a terminal each article has a piece of its text, to a pipe there are tabs between id, date, source, title and that piece.",
		Example: examples("broadsheet search 数字人民币", "broadsheet search '\"interest rate\" after:2024 -cat:Sports'", "broadsheet search --best --json 'harb*'"),
		Args:    takes(1, 1, "one query; put quotation marks round it"),
		RunE: func(command *cobra.Command, args []string) error {
			if limit < 0 {
				return usagef("--limit takes the number of articles to show, 0 for all of them, and not %d", limit)
			}
			o := model.SearchOptions{Limit: limit}
			if best {
				o.Order = model.BestHits
			}
			return c.search(command.Context(), args[0], o, asJSON)
		},
	}
	command.Flags().IntVar(&limit, "limit", limit, "show no more than `N` articles; 0 shows all")
	command.Flags().BoolVar(&best, "best", false, "the best first, not the newest")
	command.Flags().BoolVar(&asJSON, "json", false, "write one JSON array of objects")
	return command
}

func (c *call) search(ctx context.Context, text string, o model.SearchOptions, asJSON bool) error {
	query, err := model.ParseQuery(text)
	if err != nil {
		return err
	}
	s, err := c.openWhole(ctx)
	if err != nil {
		return err
	}
	hits, err := s.reader.Search(ctx, query, o)
	if err != nil {
		return err
	}
	results := searchResults{ctx: ctx, reader: s.reader, query: query, hits: hits.Listing}
	switch {
	case asJSON:
		err = results.writeJSON(c.out)
	case c.onTerminal():
		err = results.writeLines(c.styledWriter(), c.streams.width(), s.config.timezone)
	default:
		err = results.writeTabs(c.out, s.config.timezone)
	}
	if err == nil && hits.Unsearched > 0 {
		say(c.streams.Err, fmt.Sprintf("%s not looked through, for they are not in the index yet: run `broadsheet index`",
			map[bool]string{true: "1 article was", false: plural(hits.Unsearched, "article") + " were"}[hits.Unsearched == 1]))
	}
	return err
}

// searchResults writes what a search found.
type searchResults struct {
	ctx    context.Context
	reader *library.Reader
	query  model.Query
	hits   model.Listing
}

// each calls show with all hits. One whose file has vanished meanwhile, or does
// not match any more, is none.
func (r *searchResults) each(show func(*model.Item, model.Snippet) error) error {
	for item, err := range r.reader.Whole(r.ctx, r.hits, r.hits.Len()) {
		if err != nil {
			return err
		}
		snippet, err := r.reader.Snippet(r.ctx, item.ID, r.query)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return err
		}
		if err := show(item, snippet); err != nil {
			return err
		}
	}
	return nil
}

// foundItem is an article in `search --json`. The order of the fields is part
// of the format.
type foundItem struct {
	listedItem
	Snippet string `json:"snippet"`
}

func (r *searchResults) writeJSON(w *bufio.Writer) error {
	array := newJSONArray(w)
	err := r.each(func(item *model.Item, snippet model.Snippet) error {
		return array.add(foundItem{listed(item, r.reader.Marks(item.ID)), snippet.Text})
	})
	if err != nil {
		return err
	}
	return array.end()
}

func (r *searchResults) writeTabs(w io.Writer, zone *time.Location) error {
	return r.each(func(item *model.Item, snippet model.Snippet) error {
		_, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", item.ID, shortDate(item, zone), item.Author, item.Title, snippet.Text)
		return err
	})
}

// writeLines writes for each hit a line with its title, and under it the
// snippet with what was looked for lit.
func (r *searchResults) writeLines(w io.Writer, width int, zone *time.Location) error {
	const indent = "    "
	return r.each(func(item *model.Item, snippet model.Snippet) error {
		head := string(item.ID) + "  "
		if width >= 50 {
			head += fmt.Sprintf("%-11s  ", shortDate(item, zone))
		}
		title := render.Truncate(item.Title, max(1, width-linebreak.Width(head)))
		if _, err := fmt.Fprintln(w, dim+head+undim+lit+title+unlit); err != nil {
			return err
		}
		if snippet.Text == "" {
			return nil
		}
		for _, line := range litLines(snippet, max(1, width-len(indent))) {
			if _, err := fmt.Fprintln(w, indent+line); err != nil {
				return err
			}
		}
		return nil
	})
}

// litLines wraps a snippet and lights what was looked for.
func litLines(snippet model.Snippet, width int) []string {
	var lines []string
	at := 0
	matches := snippet.Matches
	for _, line := range render.Wrap(snippet.Text, width) {
		start := at + max(0, strings.Index(snippet.Text[at:], line))
		at = start + len(line)
		var shown strings.Builder
		from := start
		for _, match := range matches {
			begin, end := max(match.Start, start), min(match.End, at)
			if begin >= end {
				continue
			}
			shown.WriteString(snippet.Text[from:begin] + lit + snippet.Text[begin:end] + unlit)
			from = end
		}
		lines = append(lines, shown.String()+snippet.Text[from:at])
	}
	return lines
}
