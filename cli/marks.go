package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"broadsheet/library"
)

func (c *call) marksCommand() *cobra.Command {
	command := &cobra.Command{
		Use:     "marks",
		Short:   "Save or restore what you have read and starred",
		Example: examples("broadsheet marks export > marks.jsonl", "broadsheet marks import marks.jsonl"),
		Args:    takes(1, 1, "export or import"),
		RunE: func(_ *cobra.Command, args []string) error {
			return usagef("`broadsheet marks` takes export or import, but got %q%s", args[0], didYouMean(args[0], []string{"export", "import"}))
		},
	}
	command.AddCommand(
		&cobra.Command{
			Use: "export", Short: "Print what you have read and starred",
			Long: "Print what was read and starred, where you stopped in articles, and what you changed while reading: " +
				"as JSON, an object on each line, with times in UTC.",
			Example: examples("broadsheet marks export > marks.jsonl"),
			Args:    takes(0, 0, "no arguments"),
			RunE:    func(command *cobra.Command, _ []string) error { return c.marksExport(command.Context()) },
		},
		&cobra.Command{
			Use: "import [FILE]", Short: "Take over what `broadsheet marks export` has printed",
			Long: "Take over what `broadsheet marks export` has printed, from a file or from standard input. " +
				"What you did later stays. If a line is wrong, nothing is taken over.",
			Example: examples("broadsheet marks import marks.jsonl", "ssh desk broadsheet marks export | broadsheet marks import"),
			Args:    takes(0, 1, "one file"),
			ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
				return nil, cobra.ShellCompDirectiveDefault
			},
			RunE: func(command *cobra.Command, args []string) error { return c.marksImport(command.Context(), args) },
		},
	)
	return command
}

// openMarks opens the marks without any library.
func (c *call) openMarks(ctx context.Context) (*library.Reader, error) {
	path := marksPath(c.streams)
	if path == "" {
		return nil, errors.New("there is no place for marks: set HOME or XDG_STATE_HOME")
	}
	opened, err := library.Open(ctx, nil, library.Options{Now: c.streams.Now, Marks: path})
	if err != nil {
		return nil, err
	}
	reader := opened.Reader(localReader, library.ReaderOptions{})
	c.closers = append(c.closers, opened)
	c.notices = reader.Notice
	return reader, nil
}

func (c *call) marksExport(ctx context.Context) error {
	reader, err := c.openMarks(ctx)
	if err != nil {
		return err
	}
	return reader.Export(ctx, c.out)
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
	reader, err := c.openMarks(ctx)
	if err != nil {
		return err
	}
	news, lines, err := reader.Import(ctx, from)
	var wrong *library.ImportError
	if errors.As(err, &wrong) {
		return fmt.Errorf("%s: %w; nothing was taken over", name, err)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "%s read, %d of them new\n", plural(lines, "line"), news)
	return err
}
