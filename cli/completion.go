package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/cli/usage"
	"broadsheet/render"
)

func (c *call) completionCommand() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the completion script for a shell",
		Long:  "Print the script that lets a shell complete broadsheet's commands, options and files: bash, zsh, fish or powershell.",
		Example: examples("broadsheet completion bash > ~/.local/share/bash-completion/completions/broadsheet",
			"broadsheet completion zsh > \"${fpath[1]}/_broadsheet\"",
			"broadsheet completion fish > ~/.config/fish/completions/broadsheet.fish"),
		Args:              usage.Takes(1, 1, "the name of a shell: "+strings.Join(shells, ", ")),
		ValidArgsFunction: cobra.FixedCompletions(shells, cobra.ShellCompDirectiveNoFileComp),
		RunE: func(command *cobra.Command, args []string) error {
			root := command.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(c.out, true)
			case "zsh":
				return root.GenZshCompletion(c.out)
			case "fish":
				return root.GenFishCompletion(c.out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(c.out)
			}
			return usage.Errorf("there is no completion for %q%s; there is one for %s", args[0], usage.DidYouMean(args[0], shells), strings.Join(shells, ", "))
		},
	}
}

// completeFlags tells the shell what options take. The flag library keeps this in
// a table of the process, so it is only done when a shell asks.
func (c *call) completeFlags(root *cobra.Command) error {
	values := map[string]cobra.CompletionFunc{
		"sort":  cobra.FixedCompletions([]string{"newest", "oldest", "title"}, cobra.ShellCompDirectiveNoFileComp),
		"query": c.completeQuery,
		"style": cobra.FixedCompletions(render.ThemeNames(), cobra.ShellCompDirectiveDefault), // or a file
	}
	for _, command := range append(root.Commands(), root) {
		for flag, complete := range values {
			if command.Flags().Lookup(flag) == nil {
				continue
			}
			if err := command.RegisterFlagCompletionFunc(flag, complete); err != nil {
				return err
			}
		}
	}
	return nil
}
