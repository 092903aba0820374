package cli

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"broadsheet/cli/usage"
	"broadsheet/model/query"
	"broadsheet/render/themes"
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
		"style": cobra.FixedCompletions(themes.Names(), cobra.ShellCompDirectiveDefault), // or a file
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

// maximumSuggestions is how many values a shell is offered.
const maximumSuggestions = 50

// completeQuery completes the last term of a query with what the library has.
func (c *call) completeQuery(command *cobra.Command, args []string, written string) ([]cobra.Completion, cobra.ShellCompDirective) {
	const noFiles = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveKeepOrder
	partial, ok := query.PartialTerm(written)
	if !ok {
		return nil, noFiles
	}
	if !command.HasParent() {
		c.roots = append(c.roots, args...)
	}
	s, err := c.openWhole(command.Context())
	if err != nil {
		say(c.streams.Err, err.Error())
		return nil, cobra.ShellCompDirectiveError
	}
	found, err := s.reader.Complete(command.Context(), partial, maximumSuggestions)
	if err != nil {
		say(c.streams.Err, err.Error())
		return nil, cobra.ShellCompDirectiveError
	}
	completions := make([]cobra.Completion, len(found))
	for i, term := range found {
		completions[i] = written[:partial.Start] + term
	}
	return completions, noFiles
}

// completeID completes the id of an article; the shell shows its date and title
// beside it. Where no id begins like that, it is left with its files.
func (c *call) completeID(command *cobra.Command, args []string, written string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 || strings.Trim(written, "0123456789abcdef") != "" {
		return nil, cobra.ShellCompDirectiveDefault
	}
	s, err := c.openWhole(command.Context())
	if err != nil {
		say(c.streams.Err, err.Error())
		return nil, cobra.ShellCompDirectiveDefault
	}
	list, err := s.reader.List(command.Context(), query.Query{}, query.NewestFirst, nil)
	if err != nil {
		say(c.streams.Err, err.Error())
		return nil, cobra.ShellCompDirectiveDefault
	}
	var completions []cobra.Completion
	for row := 0; row < list.Len() && len(completions) < maximumSuggestions; row++ {
		if item := list.At(row); strings.HasPrefix(string(item.ID), written) {
			title := item.Date.In(s.config.Timezone).Format(time.DateOnly) + " " + shortTitle(item.Title)
			completions = append(completions, cobra.CompletionWithDesc(string(item.ID), title))
		}
	}
	return completions, cobra.ShellCompDirectiveDefault | cobra.ShellCompDirectiveKeepOrder
}

// shortTitle is so much of a title as a shell has room for beside an id.
func shortTitle(title string) string {
	const longest = 40 // characters
	if utf8.RuneCountInString(title) <= longest {
		return title
	}
	return string([]rune(title)[:longest-1]) + "…"
}
