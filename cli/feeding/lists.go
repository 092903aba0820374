package feeding

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/cli/usage"
	"broadsheet/feeds/subscriptions"
)

func files(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}

func (c *Call) importCommand() *cobra.Command {
	all := false
	command := &cobra.Command{
		Use: "import FILE", Short: "Follow the feeds of a list, as other readers write it",
		Long: "Follow the feeds of a list: OPML, as nearly all readers export it, newsboat's file urls, or a file with an address on each line. " +
			"- is standard input. Categories, names and settings are taken over; a feed that you follow already stays as it is. " +
			"Nothing is asked of the feeds. Lists can have programs in them that are run to get a feed or a password, and proxies: " +
			"those are left out unless you say with --all that you trust the list.",
		Example: examples("broadsheet feeds import feeds.opml", "broadsheet feeds import --all ~/.newsboat/urls", "echo https://example.org/feed | broadsheet feeds import -"),
		Args:    usage.Takes(1, 1, "one file, or - for standard input"), ValidArgsFunction: files,
		RunE: func(command *cobra.Command, args []string) error {
			return c.importList(command.Context(), args[0], all)
		},
	}
	command.Flags().BoolVar(&all, "all", false, "take over programs and proxies too, from a list that you trust")
	return command
}

// largest is how large a document from a file or standard input can be, in bytes.
const largest = 32 << 20

// readDocument reads a file, or standard input for -.
func (c *Call) readDocument(name string) (data []byte, called string, err error) {
	from, called := c.In, "standard input"
	if name != "-" {
		called = name
		file, err := os.Open(name)
		if err != nil {
			return nil, called, fmt.Errorf("%s cannot be read: %w", name, reason(err))
		}
		defer file.Close() //nolint:errcheck // it was only read
		if info, err := file.Stat(); err == nil && info.IsDir() {
			return nil, called, fmt.Errorf("%s is a folder, and not a file", name)
		}
		from = file
	}
	data, err = io.ReadAll(io.LimitReader(from, largest+1))
	switch {
	case err != nil:
		return nil, called, fmt.Errorf("%s cannot be read: %w", called, reason(err))
	case len(data) > largest:
		return nil, called, fmt.Errorf("%s has more than %d MB, which no feed and no list of feeds has", called, largest>>20)
	}
	return data, called, nil
}

// reason is an error of the file system without the path, which the sentence has.
func reason(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

func (c *Call) importList(ctx context.Context, name string, all bool) error {
	data, called, err := c.readDocument(name)
	if err != nil {
		return err
	}
	file, err := c.followed()
	if err != nil {
		return err
	}
	list, damage := subscriptions.Import(data)
	taken, programs := list.Subscriptions, 0
	if !all {
		taken, programs = withoutPrograms(taken)
	}
	added, err := file.Add(taken...)
	if err != nil {
		return err
	}
	if err := file.Save(ctx); err != nil {
		return err
	}
	if err := c.makeFolder(len(added)); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(c.Out, "%s new, %d followed already\n", plural(len(added), "feed"), len(taken)-len(added)); err != nil {
		return err
	}
	if err := c.Flush(); err != nil {
		return err
	}
	for _, problem := range list.Problems {
		c.Say(fmt.Sprintf("%s, line %d: %s", called, problem.Line, problem.Text))
	}
	if programs > 0 {
		c.Say(fmt.Sprintf("%s of %s would run a program or go through a proxy, which was left out; if you trust the list, import it with --all", plural(programs, "feed"), called))
	}
	var wrong *subscriptions.Error
	switch {
	case errors.As(damage, &wrong):
		return fmt.Errorf("%s could not be read from line %d on: %w; what stands before it was taken over", called, wrong.Line, wrong.Err)
	case len(taken) == 0 && programs == 0:
		return fmt.Errorf("there is no feed in %s", called)
	}
	return nil
}

// withoutPrograms gives subscriptions without what runs programs or goes through
// proxies, and how many had that.
func withoutPrograms(all []subscriptions.Subscription) (kept []subscriptions.Subscription, programs int) {
	for _, s := range all {
		without := s.WithoutPrograms()
		if without.Command != s.Command || without.PasswordCommand != s.PasswordCommand || without.Proxy != s.Proxy {
			programs++
		}
		if without.URL != "" {
			kept = append(kept, without)
		}
	}
	return kept, programs
}

func (c *Call) exportCommand() *cobra.Command {
	all := false
	command := &cobra.Command{
		Use: "export [FILE]", Short: "Print the feeds that you follow, for other readers",
		Long: "Print the feeds that you follow as OPML 2.0, or write them to a file, all of it or nothing, and never over another file. " +
			"Programs, headers, proxies and user names are left out, and passwords in addresses, unless you say --all.",
		Example: examples("broadsheet feeds export feeds.opml", "broadsheet feeds export | ssh desk broadsheet feeds import -"),
		Args:    usage.Takes(0, 1, "one file"), ValidArgsFunction: files,
		RunE: func(_ *cobra.Command, args []string) error {
			return c.exportList(strings.Join(args, ""), all)
		},
	}
	command.Flags().BoolVar(&all, "all", false, "export programs, headers, proxies, user names and passwords too")
	return command
}

func (c *Call) exportList(name string, all bool) error {
	if _, err := os.Lstat(name); name != "" && name != "-" && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("there is a file %s already; move it away, or name another", name)
	}
	file, err := c.readable()
	if err != nil {
		return err
	}
	var given []subscriptions.Subscription
	left := 0
	for _, s := range file.All() {
		if !all {
			s = s.WithoutSecrets()
		}
		if s.URL == "" && s.Command == "" {
			left++
			continue
		}
		given = append(given, s)
	}
	write := func(w io.Writer) error { return subscriptions.Write(w, given) }
	if name == "" || name == "-" {
		err = write(c.Out)
	} else {
		err = c.WriteWhole(name, write)
	}
	if err == nil {
		err = c.Flush()
	}
	if err == nil && left > 0 {
		c.Say(plural(left, "feed") + " that a program gives was left out; --all exports it")
	}
	return err
}
