package feeding

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"broadsheet/cli/config"
	"broadsheet/cli/usage"
	"broadsheet/feeds/discovery"
	"broadsheet/feeds/subscriptions"
	"broadsheet/feeds/web"
	"broadsheet/render"
	"broadsheet/render/linebreak"
)

func (c *Call) addCommand() *cobra.Command {
	var category, name string
	command := &cobra.Command{
		Use: "add URL|SITE", Short: "Follow a feed, or the feed of a site",
		Long: "Follow a feed, by its own address or that of a site, a channel, a project or a person: its feed is looked for there. " +
			"Where there are several, a terminal lets you choose; else they are named, and you call again with one. " +
			"The feed's articles are fetched at once, and stand in your paper below the category. " +
			"To follow a feed without asking for it, as when there is no network, give its address to `broadsheet feeds import -`.",
		Example: examples("broadsheet feeds add https://example.org", "broadsheet feeds add example.org/feed.xml --category News/World --name 'The Example'"),
		Args:    usage.Takes(1, 1, "one address"),
		RunE: func(command *cobra.Command, args []string) error {
			return c.add(command.Context(), args[0], subscriptions.Subscription{Name: name, Category: splitPath(category)})
		},
	}
	command.Flags().StringVar(&category, "category", "", "the `CATEGORY` to put it in, as in News/World; \\/ is a slash in a name")
	command.Flags().StringVar(&name, "name", "", "the `NAME` to call it, if not by its own title")
	return command
}

func (c *Call) add(ctx context.Context, argument string, wanted subscriptions.Subscription) error {
	file, err := c.followed()
	if err != nil {
		return err
	}
	if address, err := subscriptions.Address(argument); err == nil {
		if s, ok := file.Find(subscriptions.Subscription{URL: address}.Key()); ok {
			return c.isFollowed(s)
		}
	}
	candidates, err := c.find(ctx, argument)
	var wrong *web.Error
	switch {
	case errors.As(err, &wrong) && wrong.Kind == web.KindAddress && wrong.Detail != "":
		return usage.Errorf("%q cannot be followed, for %s", usage.Shortened(argument), wrong.Detail)
	case errors.As(err, &wrong) && wrong.Kind == web.KindAddress:
		return usage.Errorf("%q cannot be followed, for it is no address of the web: one is written https://example.org", usage.Shortened(argument))
	case err != nil:
		return err
	}
	chosen, err := c.choose(argument, candidates)
	if err != nil {
		return err
	}
	for _, candidate := range chosen {
		s := wanted
		s.URL, s.Site = candidate.URL, candidate.Site
		if s.Name == "" || len(chosen) > 1 {
			s.Name = candidate.Title
		}
		if err := c.follow(ctx, file, s); err != nil {
			return err
		}
	}
	return nil
}

// follow adds a feed to the file, and fetches it.
func (c *Call) follow(ctx context.Context, file *subscriptions.File, s subscriptions.Subscription) error {
	if known, ok := file.Find(s.Key()); ok {
		return c.isFollowed(known)
	}
	added, err := file.Add(s)
	if err != nil {
		return err
	}
	if err := file.Save(ctx); err != nil {
		return err
	}
	if len(added) == 0 {
		return nil
	}
	s = added[0]
	if _, err := fmt.Fprintf(c.Out, "%s (%s) is followed now%s\n", s.Name, address(s), inCategory(s.Category)); err != nil {
		return err
	}
	if err := errors.Join(c.Flush(), c.makeFolder(1)); err != nil {
		return err
	}
	return c.fetchAdded(ctx, s)
}

func inCategory(path []string) string {
	if len(path) == 0 {
		return ""
	}
	return ", in " + strings.Join(path, " › ")
}

func (c *Call) isFollowed(s subscriptions.Subscription) error {
	_, err := fmt.Fprintf(c.Out, "%s (%s) is followed already%s\n", s.Name, address(s), inCategory(s.Category))
	return err
}

// makeFolder makes the folder of the articles of feeds, so that it is a library from
// the first feed on.
func (c *Call) makeFolder(feeds int) error {
	conf, err := config.Load(c.Environment)
	switch {
	case err != nil:
		return err
	case feeds == 0:
		return nil
	case conf.Feeds.Folder == "":
		return noFolder()
	}
	if err := os.MkdirAll(conf.Feeds.Folder, 0o700); err != nil {
		return fmt.Errorf("the folder for the articles of feeds cannot be made: %w", err)
	}
	return nil
}

// choose gives the candidates that are meant: the only one, or those that a person at
// a terminal says.
func (c *Call) choose(address string, candidates []discovery.Candidate) ([]discovery.Candidate, error) {
	if len(candidates) == 1 {
		return candidates, nil
	}
	if err := c.writeCandidates(candidates); err != nil {
		return nil, err
	}
	if err := c.Flush(); err != nil {
		return nil, err
	}
	if !c.Asks {
		return nil, fmt.Errorf("%s has %s, which are listed; call `broadsheet feeds add` with the address of the one that you mean", redacted(address), plural(len(candidates), "feed"))
	}
	return c.ask(candidates)
}

// ask has a person choose by number.
func (c *Call) ask(candidates []discovery.Candidate) ([]discovery.Candidate, error) {
	const attempts = 3
	answers := bufio.NewScanner(c.In)
	for range attempts {
		if _, err := fmt.Fprintf(c.Out, "Which one? 1 to %d, several with spaces between them, nothing for none: ", len(candidates)); err != nil {
			return nil, err
		}
		if err := c.Flush(); err != nil {
			return nil, err
		}
		if !answers.Scan() || strings.TrimSpace(answers.Text()) == "" {
			break
		}
		if chosen := numbered(candidates, answers.Text()); chosen != nil {
			return chosen, nil
		}
		c.Say(fmt.Sprintf("%q is no number from 1 to %d", usage.Shortened(strings.TrimSpace(answers.Text())), len(candidates)))
	}
	return nil, errors.New("no feed was chosen, and nothing is followed that was not before")
}

// numbered gives the candidates with the numbers in an answer; nil: it makes no sense.
func numbered(candidates []discovery.Candidate, answer string) []discovery.Candidate {
	var chosen []discovery.Candidate
	taken := map[int]bool{}
	for _, word := range strings.FieldsFunc(answer, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' }) {
		number, err := strconv.Atoi(word)
		if err != nil || number < 1 || number > len(candidates) {
			return nil
		}
		if !taken[number] {
			taken[number] = true
			chosen = append(chosen, candidates[number-1])
		}
	}
	return chosen
}

// writeCandidates names the candidates: to a person each in two lines, of which the
// first fits, else in one.
func (c *Call) writeCandidates(candidates []discovery.Candidate) error {
	w := c.Styled()
	for i, candidate := range candidates {
		title, facts := described(candidate)
		text := "  " + redacted(candidate.URL) + "  " + title + facts
		if c.Terminal {
			number := "  "
			if c.Asks {
				number = fmt.Sprintf("%3d  ", i+1)
			}
			const shortest = 10 // that is left of a title
			title = render.Truncate(title, max(shortest, c.Width-len(number)-linebreak.Width(facts)))
			facts = render.Truncate(facts, max(1, c.Width-len(number)-linebreak.Width(title)))
			text = number + lit + title + unlit + dim + facts + undim + "\n" + strings.Repeat(" ", len(number)) + redacted(candidate.URL)
		}
		if _, err := fmt.Fprintln(w, text); err != nil {
			return err
		}
	}
	return nil
}

// described is what a candidate is called, and what else is known of it.
func described(candidate discovery.Candidate) (title, facts string) {
	title = candidate.Title
	if title == "" {
		title = "no title"
	}
	parts := []string{""}
	if candidate.Format == "" {
		parts = append(parts, "could not be read now")
	} else {
		parts = append(parts, candidate.Format, plural(candidate.Entries, "article"))
	}
	if !candidate.Newest.IsZero() {
		parts = append(parts, "newest "+candidate.Newest.Format(time.DateOnly))
	}
	if candidate.Comments {
		parts = append(parts, "comments")
	}
	return title, strings.Join(parts, " · ")
}
