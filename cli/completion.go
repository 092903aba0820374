package cli

import (
	"bytes"
	"context"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"broadsheet/cli/shells"
	"broadsheet/cli/usage"
	"broadsheet/model/query"
	"broadsheet/render/themes"
)

func (c *call) completionCommand() *cobra.Command {
	names := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the completion script for a shell",
		Long: "Print the script that lets a shell complete broadsheet's commands, options, ids and queries: bash, zsh, fish or powershell. " +
			"In bash and zsh categories, authors and tags are completed from pinyin and from traditional or simplified characters too; " +
			"fish and PowerShell offer only what begins with the letters typed. It asks the program, so it need not be printed anew for a newer one.",
		Example: examples("broadsheet completion bash > ~/.local/share/bash-completion/completions/broadsheet",
			"source <(broadsheet completion bash)    # in ~/.bashrc, without the package bash-completion",
			"broadsheet completion zsh > \"${fpath[1]}/_broadsheet\"",
			"broadsheet completion fish > ~/.config/fish/completions/broadsheet.fish"),
		Args:              usage.Takes(1, 1, "the name of a shell: "+strings.Join(names, ", ")),
		ValidArgsFunction: cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp),
		RunE: func(command *cobra.Command, args []string) error {
			if script, ok := shells.Script(args[0]); ok {
				_, err := c.out.WriteString(script)
				return err
			}
			if args[0] == "powershell" {
				return command.Root().GenPowerShellCompletionWithDesc(c.out)
			}
			return usage.Errorf("there is no completion for %q%s; there is one for %s", args[0], usage.DidYouMean(args[0], names), strings.Join(names, ", "))
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
			title := strings.TrimSpace(shortDate(item, s.config.Timezone) + " " + shortTitle(item.Title))
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

// bashArguments are the request of bash's script: itself, how bash completes, where it
// breaks words, and the line up to the cursor.
const bashArguments = 4

// completeForBash completes the line that the script for bash has sent.
func completeForBash(ctx context.Context, args []string, s Streams) int {
	how, breaks, text := args[0], args[1], args[2]
	line := shells.ParseLine(text, breaks, s.env("HOME"))
	var found bytes.Buffer
	asked := s
	asked.Out, asked.Err = &found, io.Discard
	if status := Run(ctx, append([]string{cobra.ShellCompRequestCmd}, line.Words[1:]...), asked); status != exitDone {
		return status
	}
	values, directive := completed(found.String())
	if directive&cobra.ShellCompDirectiveError != 0 {
		return exitFailed
	}
	if option, _, ok := strings.Cut(line.Words[len(line.Words)-1], "="); ok && strings.HasPrefix(option, "--") {
		for i := range values {
			values[i].Text = option + "=" + values[i].Text
		}
	}
	c := newCall(s)
	for _, answer := range line.Answers(values, directive&cobra.ShellCompDirectiveNoSpace == 0, how) {
		_, _ = c.out.WriteString("=" + answer + "\n") // a failure shows when it is flushed
	}
	if len(values) == 0 && directive&cobra.ShellCompDirectiveNoFileComp == 0 {
		_, _ = c.out.WriteString("files\n")
	}
	return report(c.streams.Err, c.flush())
}

// completed reads what the flag library answers to shells: a value and its help a line,
// and at the end how to go on.
func completed(text string) (values []shells.Value, directive cobra.ShellCompDirective) {
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if number, ok := strings.CutPrefix(line, ":"); ok {
			if n, err := strconv.Atoi(number); err == nil {
				return values, cobra.ShellCompDirective(n)
			}
		}
		value, help, _ := strings.Cut(line, "\t")
		values = append(values, shells.Value{Text: value, Help: help})
	}
	return values, directive
}
