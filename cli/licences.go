package cli

import (
	"io"

	"github.com/spf13/cobra"

	"broadsheet/cli/licences"
	"broadsheet/cli/usage"
)

func (c *call) licencesCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "licences",
		Aliases: []string{"licenses"},
		Short:   "Print the licences of all that the program is made of",
		Long: "Print the list of the works that the program is made of, and the licence of each of them: " +
			"on a terminal through PAGER, if that is set.",
		Example: examples("broadsheet licences"),
		Args:    usage.Takes(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			text, err := licences.Text()
			if err != nil {
				return err
			}
			return c.show(func(w io.Writer) error {
				_, err := io.WriteString(w, text)
				return err
			})
		},
	}
}
