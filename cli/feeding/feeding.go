// Package feeding has the commands of `broadsheet feeds`: following feeds, asking them
// for news, looking at what they say, and taking lists of them in and out; and what
// does the same for a screen. It knows neither articles nor the library, nor how a screen
// looks; what happens on the network is done for it.
package feeding

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"broadsheet/cli/config"
	"broadsheet/cli/usage"
	"broadsheet/feeds"
	"broadsheet/feeds/subscriptions"
	"broadsheet/feeds/web"
	"broadsheet/model/fold"
)

// Call is as much of a command line that is carried out as these commands need.
// Whatever is written to its streams and said leaves the program with nothing in it
// that a terminal obeys.
type Call struct {
	In          io.Reader
	Out         io.Writer             // written when the command ends
	Flush       func() error          // writes what Out has so far
	Styled      func() io.Writer      // Out, where it takes weight
	Say         func(sentence string) // to the person at the terminal
	Terminal    bool                  // a person sees the output
	Asks        bool                  // and can answer
	Changing    io.Writer             // where a line may change while something goes on; nil: nowhere
	Width       int                   // cells of a line of output
	Environment config.Environment
	Zone        func() *time.Location // in which times are shown
	Now         func() time.Time
	Pause       time.Duration                                        // between two requests to a host, as of web.Options
	Silent      error                                                // ends a command that has said what is wrong
	WriteWhole  func(path string, write func(io.Writer) error) error // a file that is there when all of it is

	Starred func(ctx context.Context, conf *config.Config) func(path string) bool // whether a reader keeps an article
	Version string                                                                // of the program, which tells servers who asks
	Keep    func(closer io.Closer)                                                // closes it when the call ends

	asking   *web.Client    // made when it is needed
	fetching *feeds.Service // as above
}

// words are what `broadsheet feeds` takes.
func words() []string {
	return []string{"add", "remove", "list", "fetch", "test", "import", "export"}
}

// Command gives `broadsheet feeds` with the commands under it.
func (c *Call) Command() *cobra.Command {
	choice := strings.Join(words()[:len(words())-1], ", ") + " or " + words()[len(words())-1]
	command := &cobra.Command{
		Use:     "feeds",
		Short:   "Follow feeds, and fetch their news",
		Example: examples("broadsheet feeds add https://example.org", "broadsheet feeds import feeds.opml", "broadsheet feeds fetch"),
		Args:    usage.Takes(1, 1, choice),
		RunE: func(_ *cobra.Command, args []string) error {
			return usage.Errorf("`broadsheet feeds` takes %s, but got %q%s", choice, usage.Shortened(args[0]), usage.DidYouMean(args[0], words()))
		},
	}
	command.AddCommand(c.addCommand(), c.removeCommand(), c.listCommand(), c.fetchCommand(), c.testCommand(), c.importCommand(), c.exportCommand())
	return command
}

// examples sets calls of a command as cobra shows them.
func examples(calls ...string) string { return "  " + strings.Join(calls, "\n  ") }

// zone is that in which times are shown.
func (c *Call) zone() *time.Location {
	conf, err := config.Load(c.Environment)
	if err != nil {
		return time.UTC // the commands that depend on the settings say what is wrong with them
	}
	return conf.Timezone
}

// followed opens the file of subscriptions.
func (c *Call) followed() (*subscriptions.File, error) {
	path, err := config.SubscriptionsPath(c.Environment)
	if err != nil {
		return nil, err
	}
	return subscriptions.Open(path)
}

// readable opens the file of subscriptions for who only looks: of one that is damaged
// there is what could be read, and the damage is said.
func (c *Call) readable() (*subscriptions.File, error) {
	file, err := c.followed()
	var wrong *subscriptions.Error
	if err != nil && file != nil && errors.As(err, &wrong) && wrong.Kind == subscriptions.Damaged {
		c.Say(err.Error())
		err = nil
	}
	return file, err
}

// find gives the one subscription that a word means: an address, or a name.
func find(file *subscriptions.File, word string) (subscriptions.Subscription, error) {
	if address, err := subscriptions.Address(word); err == nil {
		if s, ok := file.Find(subscriptions.Subscription{URL: address}.Key()); ok {
			return s, nil
		}
	}
	var found []subscriptions.Subscription
	for _, s := range file.All() {
		if fold.String(s.Name) == fold.String(word) || s.URL == "" && s.Command == word {
			found = append(found, s)
		}
	}
	switch len(found) {
	case 0:
		return subscriptions.Subscription{}, &unknownError{word: word, file: file}
	case 1:
		return found[0], nil
	}
	var addresses []string
	for _, s := range found {
		addresses = append(addresses, address(s))
	}
	return subscriptions.Subscription{}, fmt.Errorf("%d feeds are called %q; name one by its address: %s", len(found), usage.Shortened(word), strings.Join(addresses, ", "))
}

// unknownError says that no feed is called so.
type unknownError struct {
	word       string
	file       *subscriptions.File
	categories bool // may be meant too
}

// Error implements error.
func (e *unknownError) Error() string {
	word, all := usage.Shortened(e.word), e.file.All()
	if slices.ContainsFunc(all, func(s subscriptions.Subscription) bool { return below(s.Category, splitPath(e.word)) }) {
		return fmt.Sprintf("%q is a category, and no feed that you follow is called so; `broadsheet feeds list` names those that are in it", word)
	}
	var near []string
	if e.categories {
		near = names(e.file)
	} else {
		for _, s := range all {
			near = append(near, s.Name)
		}
	}
	return fmt.Sprintf("no feed that you follow is called %q%s; `broadsheet feeds list` names them", word, usage.DidYouMean(e.word, near))
}

// selected gives the subscriptions that words mean: addresses, names and categories.
// Without a word they are all.
func selected(file *subscriptions.File, words []string) ([]subscriptions.Subscription, error) {
	all := file.All()
	if len(words) == 0 {
		return all, nil
	}
	taken := map[string]bool{}
	for _, word := range words {
		path, some := splitPath(word), false
		for _, s := range all {
			if below(s.Category, path) || slices.ContainsFunc(s.Also, func(category []string) bool { return below(category, path) }) {
				taken[s.Key()], some = true, true
			}
		}
		s, err := find(file, word)
		switch {
		case err == nil:
			taken[s.Key()] = true
		case !some:
			if unknown, ok := errors.AsType[*unknownError](err); ok {
				unknown.categories = true
			}
			return nil, err
		}
	}
	return slices.DeleteFunc(all, func(s subscriptions.Subscription) bool { return !taken[s.Key()] }), nil
}

// below says whether a category is, or is below, one that a path names: from the top
// on, or by its last names.
func below(category, path []string) bool {
	for from := 0; from+len(path) <= len(category) && len(path) > 0; from++ {
		if slices.EqualFunc(category[from:from+len(path)], path, func(a, b string) bool { return fold.String(a) == fold.String(b) }) {
			return true
		}
	}
	return false
}

// splitPath splits a path of categories at its slashes; \/ is one in a name.
func splitPath(text string) []string {
	var path []string
	const slash = "\x00"
	for name := range strings.SplitSeq(strings.ReplaceAll(text, `\/`, slash), "/") {
		if name = strings.TrimSpace(strings.ReplaceAll(name, slash, "/")); name != "" {
			path = append(path, name)
		}
	}
	return path
}

// joinPath writes what splitPath reads.
func joinPath(path []string) string {
	escaped := make([]string, len(path))
	for i, name := range path {
		escaped[i] = strings.ReplaceAll(name, "/", `\/`)
	}
	return strings.Join(escaped, "/")
}

// names are what feeds and their categories are called, each once.
func names(file *subscriptions.File) []string {
	var all []string
	for _, s := range file.All() {
		all = append(all, s.Name)
		if len(s.Category) > 0 {
			all = append(all, joinPath(s.Category))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// address is where a feed comes from, as it may be shown: without a password.
func address(s subscriptions.Subscription) string {
	if s.URL == "" {
		return "the program " + usage.Shortened(s.Command)
	}
	return redacted(s.URL)
}

// completeNames completes names of feeds, and categories.
func (c *Call) completeNames(_ *cobra.Command, args []string, written string) ([]cobra.Completion, cobra.ShellCompDirective) {
	file, err := c.followed()
	if file == nil {
		c.Say(err.Error())
		return nil, cobra.ShellCompDirectiveError
	}
	var completions []cobra.Completion
	const most = 50
	for _, name := range names(file) {
		if strings.HasPrefix(fold.String(name), fold.String(written)) && !slices.Contains(args, name) && len(completions) < most {
			completions = append(completions, name)
		}
	}
	return completions, cobra.ShellCompDirectiveNoFileComp
}

// plural counts things in words.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
