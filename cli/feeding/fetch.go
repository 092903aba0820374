package feeding

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/spf13/cobra"

	"broadsheet/feeds"
	"broadsheet/feeds/subscriptions"
	"broadsheet/render"
)

func (c *Call) fetchCommand() *cobra.Command {
	asJSON := false
	command := &cobra.Command{
		Use: "fetch [NAME|CATEGORY]...", Short: "Ask feeds for news, now",
		Long: "Ask feeds for news: all that you follow, or those of a name, an address or a category. " +
			"A feed that was asked in the last ten minutes is not asked again, nor one that is paused, nor a server that wants to be left alone. " +
			"It may be interrupted: what has come until then is kept. It fails if any feed does.",
		Example:           examples("broadsheet feeds fetch", "broadsheet feeds fetch News/World 'Terminal Notes'"),
		ValidArgsFunction: c.completeNames,
		RunE: func(command *cobra.Command, args []string) error {
			ctx, stop := signal.NotifyContext(command.Context(), os.Interrupt)
			defer stop()
			return c.fetch(ctx, args, asJSON)
		},
	}
	command.Flags().BoolVar(&asJSON, "json", false, "write one JSON object")
	return command
}

// fetchedFeeds is `feeds fetch --json`. The order of the fields is part of the format.
type fetchedFeeds struct {
	Feeds    int           `json:"feeds"`   // that were asked
	Skipped  int           `json:"skipped"` // that were asked a short while ago, or whose server wants to be left alone
	New      int           `json:"new"`     // articles
	Updated  int           `json:"updated"`
	Bytes    int64         `json:"bytes"`
	Errors   []fetchFailed `json:"errors"`
	Complete bool          `json:"complete"` // it was not interrupted

	Pages       int `json:"pages"`        // linked pages whose text is kept
	PagesFailed int `json:"pages_failed"` // that gave none

	Cut []string `json:"cut"` // names of feeds whose document had no end
}

type fetchFailed struct {
	Name     string `json:"name"`
	URL      string `json:"url"` // without a password
	Kind     string `json:"kind"`
	Sentence string `json:"sentence"`
}

func (c *Call) fetch(ctx context.Context, words []string, asJSON bool) error {
	file, err := c.readable()
	if err != nil {
		return err
	}
	wanted, err := selected(file, words)
	if err != nil {
		return err
	}
	if len(wanted) == 0 && !asJSON {
		return errors.New("you follow no feeds yet; `broadsheet feeds add https://example.org` follows those of a site")
	}
	shown := fetchedFeeds{Errors: []fetchFailed{}, Complete: true, Cut: []string{}}
	if len(wanted) > 0 {
		shown, err = c.fetchFeeds(ctx, wanted, false, len(words) > 0)
	}
	if err != nil {
		return err
	}
	switch {
	case asJSON:
		err = writeJSON(c.Out, shown)
	default:
		_, err = io.WriteString(c.Out, shown.sentence())
	}
	if err = errors.Join(err, c.Flush()); err != nil {
		return err
	}
	for _, name := range shown.Cut {
		if !asJSON {
			c.Say(name + ": " + feeds.SentenceOfCut)
		}
	}
	for _, failed := range shown.Errors {
		if !asJSON {
			c.Say(failed.Name + ": " + oneLine(failed.Sentence))
		}
	}
	switch {
	case !shown.Complete:
		return errors.New("stopped before all feeds were asked: `broadsheet feeds fetch` asks the others")
	case len(shown.Errors) > 0:
		return c.Silent
	}
	return nil
}

// fetchFeeds fetches, and shows how far that is.
func (c *Call) fetchFeeds(ctx context.Context, wanted []subscriptions.Subscription, force, urgent bool) (fetchedFeeds, error) {
	service, err := c.service(ctx, urgent)
	if err != nil {
		return fetchedFeeds{}, err
	}
	taken := map[string]bool{}
	for _, s := range wanted {
		taken[s.Key()] = true
	}
	line := &progress{to: c.Changing, width: c.Width, now: c.Now}
	summary, err := service.Fetch(ctx, feeds.Selection{
		Forced: force,
		Which:  func(s *subscriptions.Subscription) bool { return taken[s.Key()] },
	}, line.show)
	line.end()
	shown := fetchedFeeds{
		Feeds: summary.Asked, Skipped: summary.Skipped, New: len(summary.New), Updated: summary.Updated, Bytes: summary.Bytes,
		Errors: []fetchFailed{}, Complete: ctx.Err() == nil,
		Pages: summary.Pages, PagesFailed: summary.Unread, Cut: append([]string{}, summary.Cut...),
	}
	for _, failed := range summary.Failed {
		shown.Errors = append(shown.Errors, fetchFailed{failed.Name, redacted(failed.Address), string(failed.Kind), failed.Err.Error()})
	}
	if err != nil && ctx.Err() != nil {
		err = nil // what was interrupted is no failure
	}
	return shown, err
}

// sentence says what came.
func (f fetchedFeeds) sentence() string {
	text := fmt.Sprintf("%s asked: %s", plural(f.Feeds, "feed"), plural(f.New, "new article"))
	if f.Updated > 0 {
		text += fmt.Sprintf(", %d changed", f.Updated)
	}
	if f.Pages > 0 {
		text += ", " + plural(f.Pages, "linked page") + " read"
	}
	text += ", " + size(f.Bytes)
	if len(f.Errors) > 0 {
		text += ", " + plural(len(f.Errors), "error")
	}
	if f.PagesFailed > 0 {
		text += fmt.Sprintf("; %s without a text, `broadsheet feeds list` says why", plural(f.PagesFailed, "linked page"))
	}
	if f.Skipped > 0 {
		text += fmt.Sprintf("; %s not asked again so soon", plural(f.Skipped, "feed"))
	}
	return text + "\n"
}

// fetchAdded fetches a feed that is followed from now on. That it fails is told, and
// is tried again with the others.
func (c *Call) fetchAdded(ctx context.Context, s subscriptions.Subscription) error {
	shown, err := c.fetchFeeds(ctx, []subscriptions.Subscription{s}, true, true)
	var locked *feeds.LockedError
	switch {
	case errors.As(err, &locked):
		c.Say(locked.Error())
		return nil
	case err != nil:
		return err
	}
	for _, failed := range shown.Errors {
		c.Say("its news could not be fetched: " + oneLine(failed.Sentence))
	}
	if len(shown.Errors) > 0 {
		return nil
	}
	if len(shown.Cut) > 0 {
		c.Say(feeds.SentenceOfCut)
	}
	them := "them"
	if shown.New == 1 {
		them = "it"
	}
	_, err = fmt.Fprintf(c.Out, "%s fetched; `broadsheet` shows %s\n", plural(shown.New, "article"), them)
	return err
}

// size is a number of bytes as one says it.
func size(n int64) string {
	switch {
	case n < 1000:
		return plural(int(n), "byte")
	case n < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// progress shows how far fetching is: in one line that changes on a terminal, and else
// not at all.
type progress struct {
	to    io.Writer // nil: none
	width int
	now   func() time.Time
	shown time.Time
}

func (p *progress) show(now feeds.Progress) {
	const often = time.Second / 10
	if p.to == nil || p.now().Sub(p.shown).Abs() < often {
		return
	}
	p.shown = p.now()
	text := fmt.Sprintf("%d of %s · %s · %s", now.Done, plural(now.Total, "feed"), plural(now.New, "new article"), size(now.Bytes))
	if now.TotalPages > 0 {
		text += fmt.Sprintf(" · %d of %s", now.Pages, plural(now.TotalPages, "linked page"))
	}
	if now.Failed > 0 {
		text += " · " + plural(now.Failed, "error")
	}
	_, _ = io.WriteString(p.to, "\r\x1b[K"+render.Truncate(text, max(1, p.width-1))) // who cannot be told is not kept from the work
}

func (p *progress) end() {
	if p.to != nil && !p.shown.IsZero() {
		_, _ = io.WriteString(p.to, "\r\x1b[K")
	}
}
