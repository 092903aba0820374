package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/cli/usage"
	"broadsheet/render"
)

func (c *call) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Explain a command",
		RunE: func(command *cobra.Command, args []string) error {
			root := command.Root()
			target, rest, err := root.Find(args)
			unknown := err != nil || len(rest) > 0 || (target == root && len(args) > 0)
			if unknown && c.served != nil {
				return refused(root)
			}
			if unknown {
				return usage.Errorf("there is no command %q%s; `broadsheet --help` lists them",
					strings.Join(args, " "), usage.DidYouMean(strings.Join(args, " "), commandWords(root)))
			}
			target.InitDefaultHelpFlag()
			return target.Help()
		},
	}
}

// help prints the help of a command; on a terminal its headings stand out.
func (c *call) help(command *cobra.Command, _ []string) {
	text := command.Long
	if text == "" {
		text = command.Short + "."
	}
	lines := command.UsageString()
	if c.onTerminal() {
		lines = headings(lines)
	}
	// A failure to write shows when the output is flushed.
	_, _ = io.WriteString(c.styledWriter(), strings.Join(render.Wrap(text, 78), "\n")+"\n\n"+lines)
}

// headings makes the lines of a usage text bold that stand above others.
func headings(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasSuffix(line, ":") && !strings.HasPrefix(line, " ") {
			lines[i] = lit + line + unlit
		}
	}
	return strings.Join(lines, "\n")
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
