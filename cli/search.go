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

	"broadsheet/cli/usage"
	"broadsheet/library"
	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/render"
	"broadsheet/render/linebreak"
)

// defaultHits is how many articles a search shows if nothing is said.
const defaultHits = 50

// defaultSnippets is how many of them have a piece of their text if nothing is
// said, and over SSH at most.
const defaultSnippets = 1000

func (c *call) searchCommand() *cobra.Command {
	var (
		limit    = rowLimit{asked: defaultHits}
		snippets = defaultSnippets
		best     bool
		asJSON   bool
	)
	command := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find articles by what they say",
		Long: "Find articles by the words of their titles and texts, the newest first: Chinese, Japanese and Korean anywhere, other words whole, " +
			"or by their beginning with a * behind it. \"Some words\" in quotation marks stand together, - excludes, OR parts alternatives, " +
			"and cat:, author:, is:, after: and the like say which articles are meant. " +
			"On a terminal each article has a piece of its text, to a pipe there are tabs between id, date, source, title and that piece. " +
			"A piece is read from the article's file, which takes a second for a thousand of them: those after the first thousand have none, unless --snippets asks for more.",
		Example: examples("broadsheet search 数字人民币", "broadsheet search '\"interest rate\" after:2024 -cat:Sports'", "broadsheet search --best --json 'harb*'"),
		Args:    usage.Takes(1, 1, "one query; put quotation marks round it"),
		RunE: func(command *cobra.Command, args []string) error {
			o := model.SearchOptions{Limit: limit.rows()}
			if best {
				o.Order = model.BestHits
			}
			hits, err := c.search(command.Context(), args[0], o, snippets, asJSON)
			if err != nil {
				return err
			}
			shown := hits.Listing.Len()
			if shown == 0 && !asJSON {
				return c.tell(nothingFound(args[0]))
			}
			if err := c.tell(limit.sentence(shown, !hits.Complete && hits.Unsearched == 0, command.Flags().Changed("limit"))); err != nil {
				return err
			}
			if shown > snippets && !command.Flags().Changed("snippets") {
				return c.tell(fmt.Sprintf("the first %d have a piece of their text, the others none: --snippets N asks for more", snippets))
			}
			return nil
		},
	}
	c.addRowLimit(command, &limit, "show")
	mostSnippets := mostRows
	if c.served != nil {
		mostSnippets = defaultSnippets
	}
	command.Flags().Var(usage.Number{Value: &snippets, Least: 0, Most: mostSnippets, Of: "articles"}, "snippets", "show a piece of the text of the first `N` articles")
	command.Flags().BoolVar(&best, "best", false, "the best first, not the newest")
	command.Flags().BoolVar(&asJSON, "json", false, "write one JSON array of objects")
	return command
}

func (c *call) search(ctx context.Context, text string, o model.SearchOptions, snippets int, asJSON bool) (model.Hits, error) {
	query, err := query.Parse(text)
	if err != nil {
		return model.Hits{}, err
	}
	s, err := c.openWhole(ctx)
	if err != nil {
		return model.Hits{}, err
	}
	hits, err := s.reader.Search(ctx, query, o)
	if err != nil {
		return model.Hits{}, err
	}
	results := searchResults{ctx: ctx, reader: s.reader, query: query, hits: hits.Listing, snippets: snippets}
	switch {
	case asJSON:
		err = results.writeJSON(c.out)
	case c.onTerminal():
		err = results.writeLines(c.styledWriter(), c.streams.width(), s.config.Timezone)
	default:
		err = results.writeTabs(c.out, s.config.Timezone)
	}
	if err == nil && hits.Unsearched > 0 {
		err = c.tell(c.unsearched(hits.Unsearched))
	}
	return hits, err
}

// nothingFound says that no article is what a query wants. That is no failure, whose
// status a script takes for one: it was looked for, and the answer is none.
func nothingFound(query string) string {
	return "no article was found for " + query
}

// unsearched says that articles were not looked through.
func (c *call) unsearched(n int) string {
	text := plural(n, "article") + " were not looked through, for they are not in the index yet"
	if n == 1 {
		text = "1 article was not looked through, for it is not in the index yet"
	}
	if c.served != nil {
		return text + ": try again later"
	}
	return text + ": run `broadsheet index`"
}

// searchResults writes what a search found.
type searchResults struct {
	ctx    context.Context
	reader *library.Reader
	query  query.Query
	hits   model.Listing

	snippets int // how many of the first hits have one
}

// each calls show with all hits. One whose file has vanished meanwhile, or does
// not match any more, is none.
func (r *searchResults) each(show func(*model.Item, model.Snippet) error) error {
	row := 0
	for item, err := range r.reader.Whole(r.ctx, r.hits, r.hits.Len()) {
		if err == nil {
			err = r.ctx.Err()
		}
		if err != nil {
			return err
		}
		var snippet model.Snippet
		if row++; row <= r.snippets {
			snippet, err = r.reader.SnippetOf(r.ctx, item, r.query)
		}
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
