package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"broadsheet/library"
	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/render/linebreak"
)

func (c *call) listCommand() *cobra.Command {
	var (
		sorting = "newest"
		limit   int
		asJSON  bool
	)
	command := &cobra.Command{
		Use:   "list",
		Short: "List articles, the newest first",
		Long: "List articles: on a terminal in columns of id, date, source and title, to a pipe with tabs between them, " +
			"with --json as an array of objects.",
		Example: examples("broadsheet list -q cat:Programming --limit 10", "broadsheet list -L ~/news --json"),
		Args:    takes(0, 0, "no arguments"),
		RunE: func(command *cobra.Command, _ []string) error {
			by, err := sortOf(sorting)
			if err != nil {
				return err
			}
			if limit < 0 {
				return usagef("--limit takes the number of articles to list, 0 for all of them, and not %d", limit)
			}
			s, err := c.openWhole(command.Context())
			if err != nil {
				return err
			}
			items, err := c.list(command.Context(), s, by)
			if err != nil {
				return err
			}
			if limit > 0 && len(items) > limit {
				items = items[:limit]
			}
			switch _, onTerminal := terminal(c.streams.Out); {
			case asJSON:
				return writeListJSON(c.out, items, s.reader)
			case onTerminal:
				return c.writeListColumns(items, s.config.timezone)
			default:
				return writeListTabs(c.out, items, s.config.timezone)
			}
		},
	}
	c.addQuery(command)
	command.Flags().StringVar(&sorting, "sort", sorting, "the `ORDER`: newest, oldest or title")
	command.Flags().IntVar(&limit, "limit", 0, "list no more than `N` articles; 0 lists all")
	command.Flags().BoolVar(&asJSON, "json", false, "write one JSON array of objects")
	return command
}

func sortOf(name string) (model.Sort, error) {
	switch name {
	case "newest":
		return model.NewestFirst, nil
	case "oldest":
		return model.OldestFirst, nil
	case "title":
		return model.ByTitle, nil
	}
	return 0, usagef("--sort takes newest, oldest or title, and not %q", name)
}

// listedItem is an article in `list --json`. The order of the fields is part of
// the format.
type listedItem struct {
	ID           model.ID   `json:"id"`
	Root         string     `json:"root"`
	Path         string     `json:"path"`
	Title        string     `json:"title"`
	Author       string     `json:"author"`
	Date         *string    `json:"date"` // null where nothing is known of it, not even the file's time
	DateInferred bool       `json:"date_inferred"`
	Categories   [][]string `json:"categories"`
	Tags         []string   `json:"tags"`
	Link         string     `json:"link"`
	Image        string     `json:"image"`
	Lang         string     `json:"lang"`
	Read         bool       `json:"read"`
	Starred      bool       `json:"starred"`
}

// writeListJSON writes one JSON array with an object on each line.
func writeListJSON(w *bufio.Writer, items []*model.Item, reader *library.Reader) error {
	return writeJSONArray(w, len(items), func(i int) any {
		item := items[i]
		marks := reader.Marks(item.ID)
		return listedItem{
			ID: item.ID, Root: item.Root, Path: item.Path, Title: item.Title, Author: item.Author,
			Date: jsonDate(item.Date), DateInferred: item.DateInferred,
			Categories: item.Categories, Tags: append([]string{}, item.Tags...),
			Link: item.Link, Image: item.Image, Lang: item.Lang,
			Read: marks.IsRead(), Starred: marks.IsStarred(),
		}
	})
}

// jsonDate is a date in UTC, or nil for none.
func jsonDate(date time.Time) *string {
	if date.IsZero() {
		return nil
	}
	text := date.UTC().Format(time.RFC3339)
	return &text
}

// writeJSONArray writes an array of n values, each on a line of its own.
func writeJSONArray(w *bufio.Writer, n int, value func(i int) any) error {
	if n == 0 {
		_, err := w.WriteString("[]\n")
		return err
	}
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	for i := range n {
		line.Reset()
		if err := encoder.Encode(value(i)); err != nil {
			return fmt.Errorf("the list cannot be written as JSON: %w", err)
		}
		before, after := "\n", ","
		if i == 0 {
			before = "["
		}
		if i == n-1 {
			after = "]\n"
		}
		if _, err := w.WriteString(before + strings.TrimSuffix(line.String(), "\n") + after); err != nil {
			return err
		}
	}
	return nil
}

// writeListTabs writes id, date, source and title with tabs between them. No
// text of an article has a tab in it.
func writeListTabs(w *bufio.Writer, items []*model.Item, zone *time.Location) error {
	for _, item := range items {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", item.ID, shortDate(item, zone), item.Author, item.Title); err != nil {
			return err
		}
	}
	return nil
}

// writeListColumns writes columns that fit the terminal: a narrow one shows no
// date, and a wider one the source too.
func (c *call) writeListColumns(items []*model.Item, zone *time.Location) error {
	width := c.streams.width(80)
	source := 0
	for _, item := range items {
		source = max(source, linebreak.Width(item.Author))
	}
	source = min(source, 20, width/5)
	w := c.styledWriter()
	for _, item := range items {
		line := string(item.ID) + "  "
		if width >= 50 {
			line += fmt.Sprintf("%-11s  ", shortDate(item, zone))
		}
		if width >= 70 && source > 0 {
			line += pad(item.Author, source) + "  "
		}
		rest := max(1, width-linebreak.Width(line))
		if _, err := fmt.Fprintln(w, dim+line+undim+render.Truncate(item.Title, rest)); err != nil {
			return err
		}
	}
	return nil
}

// shortDate is the day of an item in a zone. One that was inferred has a ~.
func shortDate(item *model.Item, zone *time.Location) string {
	day := item.Date.In(zone).Format(time.DateOnly)
	switch {
	case item.Date.IsZero():
		return ""
	case item.DateInferred:
		return "~" + day
	}
	return day
}

// pad makes text exactly so many cells wide.
func pad(text string, cells int) string {
	text = render.Truncate(text, cells)
	return text + strings.Repeat(" ", max(0, cells-linebreak.Width(text)))
}
