package feeding

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"broadsheet/cli/usage"
	"broadsheet/feeds"
	"broadsheet/render"
	"broadsheet/render/linebreak"
)

func (c *Call) listCommand() *cobra.Command {
	broken, asJSON := false, false
	command := &cobra.Command{
		Use: "list", Short: "List the feeds that you follow, and how they are",
		Long: "List the feeds that you follow: how many articles there are of each, when the last news came, when it was and will be asked, what is wrong with it, if anything is, and how many linked pages are still to be read. " +
			"On a terminal each feed has some lines, to a pipe there are tabs between name, category, address, articles, day of the last news, and state.",
		Example: examples("broadsheet feeds list --broken", "broadsheet feeds list --json | jq -r '.[].url'"),
		Args:    usage.Takes(0, 0, "no arguments"),
		RunE: func(command *cobra.Command, _ []string) error {
			return c.list(command.Context(), broken, asJSON)
		},
	}
	command.Flags().BoolVar(&broken, "broken", false, "only feeds that something is wrong with, or with their linked pages")
	command.Flags().BoolVar(&asJSON, "json", false, "write one JSON array of objects")
	return command
}

func (c *Call) list(ctx context.Context, broken, asJSON bool) error {
	file, err := c.readable()
	if err != nil {
		return err
	}
	all, err := c.statuses(ctx, file)
	if err != nil {
		return err
	}
	shown := all
	if broken {
		shown = slices.DeleteFunc(slices.Clone(all), func(s feeds.Status) bool { return s.State == feeds.Paused || s.Kind == "" && s.Pages.Failed == 0 })
	}
	switch {
	case asJSON:
		err = writeListJSON(c.Out, shown)
	case c.Terminal:
		err = c.writeList(shown)
	default:
		err = c.writeListTabs(shown)
	}
	if err = errors.Join(err, c.Flush()); err != nil {
		return err
	}
	for _, problem := range file.Problems() {
		c.Say(fmt.Sprintf("the file of subscriptions, line %d: %s", problem.Line, problem.Text))
	}
	switch {
	case asJSON || !c.Terminal:
	case len(all) == 0:
		c.Say("you follow no feeds yet; `broadsheet feeds add https://example.org` follows those of a site")
	case len(shown) == 0:
		c.Say(fmt.Sprintf("nothing is wrong with any of your %s", plural(len(all), "feed")))
	}
	return nil
}

// listedFeed is a feed in `feeds list --json`. The order of the fields is part of the
// format.
type listedFeed struct {
	Name        string   `json:"name"`
	URL         string   `json:"url"` // without a password; empty where a program gives the feed
	Site        string   `json:"site"`
	Category    []string `json:"category"`
	Articles    int      `json:"articles"`
	LastNews    *string  `json:"last_news"`
	LastFetch   *string  `json:"last_fetch"`
	NextFetch   *string  `json:"next_fetch"`
	State       string   `json:"state"` // new, well, failing, broken, gone or paused
	Kind        string   `json:"kind"`  // of what is wrong; empty: nothing is
	Sentence    string   `json:"sentence"`
	FailedSince *string  `json:"failed_since"`

	PagesWaiting  int    `json:"pages_waiting"`  // linked pages that are read later
	PagesFailed   int    `json:"pages_failed"`   // that gave no text, and are not asked for by themselves any more
	PagesKind     string `json:"pages_kind"`     // of the last failure of a page; empty: there was none
	PagesSentence string `json:"pages_sentence"` // the same
}

func writeListJSON(w io.Writer, all []feeds.Status) error {
	before := "["
	for _, s := range all {
		line, err := json.Marshal(listedFeed{
			Name: s.Name, URL: redacted(s.Subscription.URL), Site: redacted(s.Subscription.Site), Category: append([]string{}, s.Subscription.Category...),
			Articles: s.Articles, LastNews: jsonTime(s.LastNews), LastFetch: jsonTime(s.LastAsked), NextFetch: jsonTime(s.Next),
			State: string(s.State), Kind: string(s.Kind), Sentence: s.Sentence, FailedSince: jsonTime(s.Since),
			PagesWaiting: s.Pages.Waiting, PagesFailed: s.Pages.Failed, PagesKind: string(s.Pages.Kind), PagesSentence: s.Pages.Sentence,
		})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, before+string(line)); err != nil {
			return err
		}
		before = ",\n"
	}
	if len(all) == 0 {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	_, err := io.WriteString(w, "]\n")
	return err
}

func (c *Call) writeListTabs(all []feeds.Status) error {
	zone := c.zone()
	for _, s := range all {
		news, state := "", string(s.State)
		if !s.LastNews.IsZero() {
			news = s.LastNews.In(zone).Format(time.DateOnly)
		}
		if s.Kind != "" {
			state += ": " + s.Sentence
		}
		if s.Cut {
			state += ", but " + s.Sentence
		}
		if pages := pagesSentence(&s.Pages); pages != "" {
			state += "; " + pages
		}
		_, err := fmt.Fprintf(c.Out, "%s\t%s\t%s\t%d\t%s\t%s\n", s.Name, joinPath(s.Subscription.Category), address(s.Subscription), s.Articles, news, oneLine(state))
		if err != nil {
			return err
		}
	}
	return nil
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// writeList writes for each feed its name, its address, and how it is.
func (c *Call) writeList(all []feeds.Status) error {
	const indent = "  "
	w, now, zone := c.Styled(), c.Now(), c.zone()
	for _, s := range all {
		category := strings.Join(s.Subscription.Category, " › ")
		if category != "" {
			category = "  " + category
		}
		name := render.Truncate(s.Name, max(10, c.Width-linebreak.Width(category)))
		lines := []string{
			lit + name + unlit + dim + render.Truncate(category, max(1, c.Width-linebreak.Width(name))) + undim,
			indent + dim + render.Truncate(address(s.Subscription), max(10, c.Width-len(indent))) + undim,
		}
		for _, line := range render.Wrap(sentence(s, now, zone), max(10, c.Width-len(indent))) {
			lines = append(lines, indent+line)
		}
		if _, err := io.WriteString(w, strings.Join(lines, "\n")+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// sentence says in words how a feed is.
func sentence(s feeds.Status, now time.Time, zone *time.Location) string {
	parts := []string{plural(s.Articles, "article")}
	if !s.LastNews.IsZero() {
		parts = append(parts, "last news "+day(s.LastNews, now, zone))
	}
	switch {
	case s.State == feeds.Paused:
		parts = append(parts, "paused")
	case s.LastAsked.IsZero():
		parts = append(parts, "never asked yet")
	default:
		asked := "asked " + day(s.LastAsked, now, zone)
		if s.Next.After(now) {
			asked += ", next " + day(s.Next, now, zone)
		}
		parts = append(parts, asked)
	}
	if s.Kind != "" && s.State != feeds.Paused {
		parts = append(parts, oneLine(s.Sentence))
	}
	if s.Cut {
		parts = append(parts, s.Sentence)
	}
	if pages := pagesSentence(&s.Pages); pages != "" {
		parts = append(parts, pages)
	}
	return strings.Join(parts, " · ")
}

// pagesSentence says how it is with the linked pages that were to be read, and what
// to do about those that gave no text; nothing where there are all of them.
func pagesSentence(p *feeds.Pages) string {
	var parts []string
	if p.Waiting > 0 {
		parts = append(parts, plural(p.Waiting, "linked page")+" to be read")
	}
	if p.Failed > 0 {
		parts = append(parts, plural(p.Failed, "linked page")+" without a text, and not asked for again: the key F on the article does that")
	}
	if p.Kind != "" {
		parts = append(parts, "the last failure: "+oneLine(p.Sentence))
	}
	return strings.Join(parts, "; ")
}

// day is a time as one says it: the hour of today, the day of this year, else the
// date.
func day(t, now time.Time, zone *time.Location) string {
	t, now = t.In(zone), now.In(zone)
	switch {
	case t.Format(time.DateOnly) == now.Format(time.DateOnly):
		return t.Format("15:04")
	case t.Year() == now.Year() && t.Sub(now).Abs() < 24*time.Hour:
		return t.Format("2 Jan 15:04")
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}
