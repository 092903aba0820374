package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
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

func (c *call) listCommand() *cobra.Command {
	var (
		sorting = "newest"
		limit   rowLimit
		asJSON  bool
	)
	command := &cobra.Command{
		Use:   "list",
		Short: "List articles, the newest first",
		Long: "List articles: on a terminal in columns of id, date, source and title, to a pipe with tabs between them, " +
			"with --json as an array of objects.",
		Example: examples("broadsheet list -q cat:Programming --limit 10", "broadsheet list -L ~/news --json"),
		Args:    usage.Takes(0, 0, "no arguments"),
		RunE: func(command *cobra.Command, _ []string) error {
			by, err := sortOf(sorting)
			if err != nil {
				return err
			}
			s, err := c.openWhole(command.Context())
			if err != nil {
				return err
			}
			items, err := c.list(command.Context(), s, by)
			if err != nil {
				return err
			}
			rows := items.Len()
			if most := limit.rows(); most > 0 {
				rows = min(rows, most)
			}
			switch {
			case asJSON:
				err = writeListJSON(command.Context(), c.out, items, rows, s.reader)
			case c.onTerminal():
				err = c.writeListColumns(command.Context(), items, rows, s.config.Timezone)
			default:
				err = writeListTabs(command.Context(), c.out, items, rows, s.config.Timezone)
			}
			if err == nil && items.Len() == 0 && c.query != "" && !asJSON {
				return c.tell(nothingFound(c.query))
			}
			if err == nil {
				err = c.tell(limit.sentence(rows, rows < items.Len(), command.Flags().Changed("limit")))
			}
			return err
		},
	}
	c.addQuery(command)
	command.Flags().StringVar(&sorting, "sort", sorting, "the `ORDER`: newest, oldest, title, source or length")
	if c.served != nil {
		limit.asked = servedRows
	}
	c.addRowLimit(command, &limit, "list")
	command.Flags().BoolVar(&asJSON, "json", false, "write one JSON array of objects")
	return command
}

func sortOf(name string) (query.Sort, error) {
	by, known := query.SortNamed(name)
	if !known {
		return 0, usage.Errorf("--sort takes newest, oldest, title, source or length, and not %q", name)
	}
	return by, nil
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
func writeListJSON(ctx context.Context, w *bufio.Writer, items model.Listing, rows int, reader *library.Reader) error {
	array := newJSONArray(w)
	for item, err := range reader.Whole(ctx, items, rows) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if err := array.add(listed(item, reader.Marks(item.ID))); err != nil {
			return err
		}
	}
	return array.end()
}

func listed(item *model.Item, marks model.Marks) listedItem {
	return listedItem{
		ID: item.ID, Root: item.Root, Path: item.Path, Title: item.Title, Author: item.Author,
		Date: jsonDate(item.Date), DateInferred: item.DateInferred,
		Categories: item.Categories, Tags: append([]string{}, item.Tags...),
		Link: item.Link, Image: item.Image, Lang: item.Lang,
		Read: marks.IsRead(), Starred: marks.IsStarred(),
	}
}

// jsonDate is a date in UTC, or nil for none.
func jsonDate(date time.Time) *string {
	if date.IsZero() {
		return nil
	}
	text := date.UTC().Format(time.RFC3339)
	return &text
}

// jsonArray writes an array of values, each on a line of its own, as they come.
type jsonArray struct {
	w       *bufio.Writer
	line    bytes.Buffer
	encoder *json.Encoder
	begun   bool
}

func newJSONArray(w *bufio.Writer) *jsonArray {
	a := &jsonArray{w: w}
	a.encoder = json.NewEncoder(&a.line)
	a.encoder.SetEscapeHTML(false)
	return a
}

func (a *jsonArray) add(value any) error {
	a.line.Reset()
	if err := a.encoder.Encode(value); err != nil {
		return fmt.Errorf("the list cannot be written as JSON: %w", err)
	}
	before := ",\n"
	if !a.begun {
		before = "["
	}
	a.begun = true
	_, err := a.w.WriteString(before + strings.TrimSuffix(a.line.String(), "\n"))
	return err
}

// writeJSONArray writes an array of n values.
func writeJSONArray(ctx context.Context, w *bufio.Writer, n int, value func(i int) any) error {
	array := newJSONArray(w)
	for i := range n {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := array.add(value(i)); err != nil {
			return err
		}
	}
	return array.end()
}

func (a *jsonArray) end() error {
	after := "]\n"
	if !a.begun {
		after = "[]\n"
	}
	_, err := a.w.WriteString(after)
	return err
}

// writeListTabs writes id, date, source and title with tabs between them. No
// text of an article has a tab in it.
func writeListTabs(ctx context.Context, w *bufio.Writer, items model.Listing, rows int, zone *time.Location) error {
	for row := range rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		item := items.At(row)
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", item.ID, shortDate(item, zone), item.Author, item.Title); err != nil {
			return err
		}
	}
	return nil
}

// writeListColumns writes columns that fit the terminal: a narrow one shows no
// date, and a wider one the source too.
func (c *call) writeListColumns(ctx context.Context, items model.Listing, rows int, zone *time.Location) error {
	const widest = 20 // cells of a source
	width := c.streams.width()
	source := 0
	for row := 0; row < rows && source < widest; row++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		source = max(source, linebreak.Width(items.At(row).Author))
	}
	source = min(source, widest, width/5)
	w := c.styledWriter()
	for row := range rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		item := items.At(row)
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
