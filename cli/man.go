package cli

import (
	"github.com/spf13/cobra"

	"broadsheet/cli/manual"
	"broadsheet/cli/usage"
)

func (c *call) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		Short:   "Print the manual page",
		Long:    "Print the manual page, made of the commands, keys and settings of this very program.",
		Example: examples("broadsheet man | man -l -", "broadsheet man > ~/.local/share/man/man1/broadsheet.1"),
		Args:    usage.Takes(0, 0, "no arguments"),
		RunE: func(command *cobra.Command, _ []string) error {
			_, err := c.out.WriteString(manual.Page(command.Root()))
			return err
		},
	}
}
