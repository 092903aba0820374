package feeding

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/cli/config"
	"broadsheet/cli/usage"
	"broadsheet/feeds/subscriptions"
	"broadsheet/model/fold"
)

func (c *Call) removeCommand() *cobra.Command {
	articles := false
	command := &cobra.Command{
		Use: "remove NAME|URL", Short: "Stop following a feed",
		Long: "Stop following a feed, which is named as in `broadsheet feeds list` or by its address. Its articles stay in your paper, unless you say --articles: " +
			"then they are deleted, but for those that somebody has starred and those that another feed tells of too. That works later as well. " +
			"If you follow the feed again, what it still tells of comes again.",
		Example: examples("broadsheet feeds remove 'Terminal Notes'", "broadsheet feeds remove --articles https://example.org/feed.xml"),
		Args:    usage.Takes(1, 1, "one feed; put quotation marks round its name"), ValidArgsFunction: c.completeNames,
		RunE: func(command *cobra.Command, args []string) error {
			return c.remove(command.Context(), args[0], articles)
		},
	}
	command.Flags().BoolVar(&articles, "articles", false, "delete its articles too")
	return command
}

func (c *Call) remove(ctx context.Context, word string, articles bool) error {
	file, err := c.followed()
	if err != nil {
		return err
	}
	s, err := find(file, word)
	if err != nil && articles {
		former, failed := c.former(ctx, word)
		if former == nil {
			return cmp.Or(failed, err)
		}
		return c.discard(ctx, former)
	}
	if err != nil {
		return err
	}
	if _, err := file.Remove(s.Key()); err != nil {
		return err
	}
	if err := file.Save(ctx); err != nil {
		return err
	}
	about := "; its articles stay, and the same with --articles deletes them"
	if articles {
		about = ""
	}
	if _, err := fmt.Fprintf(c.Out, "%s (%s) is not followed any more%s\n", s.Name, address(s), about); err != nil || !articles {
		return err
	}
	return c.discard(ctx, &s)
}

// former gives the feed of a name or an address that is followed no more, if there is
// one alone of which there are articles.
func (c *Call) former(ctx context.Context, word string) (*subscriptions.Subscription, error) {
	if _, err := os.Stat(config.FeedsStatePath(c.Environment)); err != nil {
		return nil, nil // nothing was ever fetched
	}
	service, err := c.service(ctx, false)
	if err != nil {
		return nil, err
	}
	all, err := service.Former(ctx)
	if err != nil {
		return nil, err
	}
	named, _ := subscriptions.Address(word)
	all = slices.DeleteFunc(all, func(s subscriptions.Subscription) bool {
		return fold.String(s.Name) != fold.String(word) && (named == "" || s.URL != named)
	})
	switch len(all) {
	case 0:
		return nil, nil
	case 1:
		return &all[0], nil
	}
	var addresses []string
	for _, s := range all {
		addresses = append(addresses, address(s))
	}
	return nil, fmt.Errorf("%d feeds were called %q; name one by its address: %s", len(all), usage.Shortened(word), strings.Join(addresses, ", "))
}

// discard deletes the articles of a feed that is followed no more.
func (c *Call) discard(ctx context.Context, s *subscriptions.Subscription) error {
	service, err := c.service(ctx, false)
	if err != nil {
		return err
	}
	done, err := service.Discard(ctx, s)
	text := plural(done.Deleted, "article") + " of " + s.Name + " deleted"
	if done.Starred > 0 {
		text += fmt.Sprintf(", %d kept because of a star", done.Starred)
	}
	if done.Shared > 0 {
		text += fmt.Sprintf(", %d kept because another feed has them too", done.Shared)
	}
	if err != nil {
		return fmt.Errorf("not all articles of %s could be deleted: %w; `broadsheet feeds remove --articles` deletes the rest", s.Name, err)
	}
	_, err = fmt.Fprintln(c.Out, text)
	return err
}
