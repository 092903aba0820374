package cli

import (
	"os"
	"strings"

	"charm.land/fang/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"broadsheet/render"
)

func (c *call) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Explain a command",
		RunE: func(command *cobra.Command, args []string) error {
			root := command.Root()
			target, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 || (target == root && len(args) > 0) {
				return usagef("there is no command %q%s; `broadsheet --help` lists them",
					strings.Join(args, " "), didYouMean(strings.Join(args, " "), commandWords(root)))
			}
			target.InitDefaultHelpFlag()
			return target.Help()
		},
	}
}

// help prints the help of a command, drawn by Fang if the output is the terminal
// of this process. Fang looks at nothing else, so elsewhere it is plain text.
func (c *call) help(command *cobra.Command, _ []string) {
	if file, ok := processTerminal(c.streams.Out); ok && c.profile() > colorprofile.NoTTY {
		c.styledHelp(command, file)
		return
	}
	text := command.Long
	if text == "" {
		text = command.Short + "."
	}
	// A failure to write shows when the output is flushed.
	_, _ = c.out.WriteString(strings.Join(render.Wrap(text, 78), "\n") + "\n\n" + command.UsageString())
}

func (c *call) styledHelp(command *cobra.Command, file *os.File) {
	twin := c.newRoot()
	twin.SetOut(file)
	unquote := func(flag *pflag.Flag) { _, flag.Usage = pflag.UnquoteUsage(flag) } // Fang shows the marks
	twin.PersistentFlags().VisitAll(unquote)
	for _, command := range append(twin.Commands(), twin) {
		command.Flags().VisitAll(unquote)
	}
	twin.SetArgs(append(strings.Fields(command.CommandPath())[1:], "--help"))
	// Help cannot fail but by its output, which is then gone.
	_ = fang.Execute(command.Context(), twin, fang.WithoutManpage(), fang.WithoutVersion(),
		fang.WithColorSchemeFunc(fang.AnsiColorScheme))
}

// examples sets calls of a command as cobra shows them.
func examples(calls ...string) string { return "  " + strings.Join(calls, "\n  ") }

// commandWords gives the names of the commands, for guessing what was meant.
func commandWords(root *cobra.Command) []string {
	var names []string
	for _, command := range root.Commands() {
		if command.IsAvailableCommand() {
			names = append(names, command.Name())
		}
	}
	return names
}
