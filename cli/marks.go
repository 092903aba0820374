package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"broadsheet/articles"
	"broadsheet/cli/config"
	"broadsheet/cli/feeding"
	"broadsheet/cli/usage"
	"broadsheet/library"
	"broadsheet/library/marks"
	"broadsheet/library/marks/store"
	"broadsheet/model"
)

func (c *call) marksCommand() *cobra.Command {
	command := &cobra.Command{
		Use:     "marks",
		Short:   "Save or restore what you have read and starred",
		Example: examples("broadsheet marks export marks.jsonl", "broadsheet marks import marks.jsonl"),
		Args:    usage.Takes(1, 1, "export or import"),
		RunE: func(_ *cobra.Command, args []string) error {
			return usage.Errorf("`broadsheet marks` takes export or import, but got %q%s", args[0], usage.DidYouMean(args[0], []string{"export", "import"}))
		},
	}
	command.AddCommand(
		&cobra.Command{
			Use: "export [FILE]", Short: "Print what you have read and starred, or write it to a file",
			Long: "Print what was read and starred, where you stopped in articles, and what you changed while reading: " +
				"as JSON, an object on each line, with times in UTC. With a FILE it is written there, all of it or nothing, and never over another file.",
			Example: examples("broadsheet marks export marks.jsonl", "broadsheet marks export | ssh desk broadsheet marks import"),
			Args:    usage.Takes(0, 1, "one file"),
			ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
				return nil, cobra.ShellCompDirectiveDefault
			},
			RunE: func(command *cobra.Command, args []string) error { return c.marksExport(command.Context(), args) },
		},
		&cobra.Command{
			Use: "import [FILE]", Short: "Take over what `broadsheet marks export` has printed",
			Long: "Take over what `broadsheet marks export` has printed, from a file or from standard input. " +
				"What you did later stays. If a line is wrong, nothing is taken over.",
			Example: examples("broadsheet marks import marks.jsonl", "ssh desk broadsheet marks export | broadsheet marks import"),
			Args:    usage.Takes(0, 1, "one file"),
			ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
				return nil, cobra.ShellCompDirectiveDefault
			},
			RunE: func(command *cobra.Command, args []string) error { return c.marksImport(command.Context(), args) },
		},
	)
	return command
}

// openMarks opens the marks of all readers, without any articles.
func (c *call) openMarks(ctx context.Context) (*library.Library, error) {
	path := config.MarksPath(c.streams.environment())
	if path == "" {
		return nil, errors.New("there is no place for marks: set HOME or XDG_STATE_HOME")
	}
	opened, err := library.Open(ctx, nil, library.Options{Now: c.streams.Now, Marks: openStore(path)})
	if err != nil {
		return nil, err
	}
	c.closers = append(c.closers, opened)
	return opened, nil
}

// openOwnMarks opens the marks of the reader at this machine, without any articles.
func (c *call) openOwnMarks(ctx context.Context) (*library.Reader, error) {
	opened, err := c.openMarks(ctx)
	if err != nil {
		return nil, err
	}
	reader := opened.Reader(localReader, library.ReaderOptions{})
	c.notices = reader.Notice
	return reader, nil
}

// starred says which articles of feeds somebody keeps who reads here, or over SSH: those
// are not taken away when a feed has more articles than it may. Where it cannot be found
// out, all are kept.
func (c *call) starred(ctx context.Context, conf *config.Config) func(path string) bool {
	const fresh = time.Minute
	var (
		mu    sync.Mutex
		keys  map[model.Key]bool
		asked time.Time
	)
	_, inner := feeding.Root(conf)
	rootKey := sync.OnceValues(func() (string, error) { return feedsRootKey(conf) })
	return func(path string) bool {
		mu.Lock()
		defer mu.Unlock()
		if now := c.streams.Now(); keys == nil || now.Sub(asked).Abs() > fresh {
			var err error
			if keys, err = starredArticles(ctx, c.streams); err != nil {
				keys = nil
				return true
			}
			asked = now
		}
		root, err := rootKey()
		key, _ := model.KeyOf(model.NewID(root, inner+path))
		return err != nil || keys[key]
	}
}

// feedsRootKey gives what the library that has the articles of feeds is known by.
func feedsRootKey(conf *config.Config) (string, error) {
	library, _ := feeding.Root(conf)
	root, err := articles.OpenRoot(library.Name, library.Path)
	if err != nil {
		return "", err
	}
	return root.Key(), root.Close()
}

// starredArticles gives the articles that any reader has starred.
func starredArticles(ctx context.Context, s Streams) (keys map[model.Key]bool, err error) {
	keys = map[model.Key]bool{}
	kept := openStore(config.MarksPath(s.environment()))
	if kept == nil {
		return keys, nil
	}
	defer func() { err = errors.Join(err, kept.Close(context.WithoutCancel(ctx))) }()
	kept.Begin(store.Host{Now: s.Now, Notify: func(string) {}, Groups: store.NewDirectory()})
	accounts, err := kept.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	found := store.Found{
		Settings: func(map[string]store.Setting) {}, Layers: func([]store.GroupLayers) {},
		Entries: func(entries []store.Entry) {
			for _, entry := range entries {
				if entry.Starred != 0 {
					keys[entry.Key] = true
				}
			}
		},
	}
	for _, account := range accounts {
		if _, err := kept.Load(ctx, account.Name, 0, found); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

func (c *call) marksExport(ctx context.Context, args []string) error {
	if len(args) > 0 && args[0] != "-" && exists(args[0]) {
		return fmt.Errorf("there is a file %s already; move it away, or name another", args[0])
	}
	reader, err := c.openOwnMarks(ctx)
	if err != nil {
		return err
	}
	if len(args) == 0 || args[0] == "-" {
		return reader.Export(ctx, c.out)
	}
	return writeWhole(args[0], func(w io.Writer) error { return reader.Export(ctx, w) })
}

// writeWhole writes a new file, which is there when all of it is.
func writeWhole(path string, write func(io.Writer) error) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".broadsheet-*")
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", path, err)
	}
	buffered := bufio.NewWriter(file)
	err = errors.Join(write(buffered), buffered.Flush(), file.Sync())
	err = errors.Join(err, file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%s cannot be written: %w", path, err), os.Remove(file.Name()))
	}
	return nil
}

func (c *call) marksImport(ctx context.Context, args []string) error {
	from, name := c.streams.In, "standard input"
	if len(args) > 0 && args[0] != "-" {
		file, err := os.Open(args[0])
		if err != nil {
			return fmt.Errorf("the marks cannot be read: %w", err)
		}
		c.closers = append(c.closers, file)
		from, name = io.Reader(file), args[0]
	}
	reader, err := c.openOwnMarks(ctx)
	if err != nil {
		return err
	}
	news, lines, err := reader.Import(ctx, from)
	var wrong *marks.ImportError
	if errors.As(err, &wrong) {
		return fmt.Errorf("%s: %w; nothing was taken over", name, err)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "%s read, %d of them new\n", plural(lines, "line"), news)
	return err
}
