package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"broadsheet/articles"
	"broadsheet/cli/config"
	"broadsheet/cli/usage"
	"broadsheet/library/marks/store"
)

func (c *call) accountsCommand() *cobra.Command {
	command := &cobra.Command{
		Use:     "accounts",
		Short:   "List, limit or delete the accounts of your server",
		Example: examples("broadsheet accounts list", "broadsheet accounts limit SHA256:… --blocked"),
		Args:    usage.Takes(1, 1, "list, limit or delete"),
		RunE: func(_ *cobra.Command, args []string) error {
			words := []string{"list", "limit", "delete"}
			return usage.Errorf("`broadsheet accounts` takes list, limit or delete, but got %q%s", args[0], usage.DidYouMean(args[0], words))
		},
	}
	command.AddCommand(c.accountsListCommand(), c.accountsLimitCommand(), c.accountsDeleteCommand())
	return command
}

func (c *call) accountsListCommand() *cobra.Command {
	var asJSON bool
	command := &cobra.Command{
		Use: "list", Short: "List who has an account",
		Long: "List the accounts of your server, those first that were here last: the fingerprint of the key, when it was first and last seen, " +
			"of how many articles it has marks, how many bytes they take, about, and its limits. Run it as the user that the server runs as.",
		Example: examples("broadsheet accounts list", "broadsheet accounts list --json | jq -r '.[] | select(.marks < 3) | .account'"),
		Args:    usage.Takes(0, 0, "no arguments"),
		RunE:    func(command *cobra.Command, _ []string) error { return c.accountsList(command.Context(), asJSON) },
	}
	command.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	return command
}

func (c *call) accountsLimitCommand() *cobra.Command {
	var limits store.Limits
	command := &cobra.Command{
		Use: "limit ACCOUNT", Short: "Set the limits of an account, or block it",
		Long: "Set how many sessions an account may have at a time and how much is kept of it, or block it. " +
			"What is not named stays. A running server heeds it from the account's next session on.",
		Example:           examples("broadsheet accounts limit SHA256:… --sessions 2 --quota 1000", "broadsheet accounts limit SHA256:… --blocked=false"),
		Args:              usage.Takes(1, 1, "the account, as `broadsheet accounts list` names it"),
		ValidArgsFunction: c.completeAccount,
		RunE: func(command *cobra.Command, args []string) error {
			changed := command.Flags().Changed
			if !changed("sessions") && !changed("quota") && !changed("blocked") {
				return usage.Errorf("say what to limit: --sessions, --quota or --blocked; see `%s --help`", command.CommandPath())
			}
			return c.accountsLimit(command.Context(), args[0], func(known store.Account) store.Limits {
				now := store.Limits{Sessions: known.Sessions, Quota: known.Quota, Blocked: known.Blocked}
				if changed("sessions") {
					now.Sessions = limits.Sessions
				}
				if changed("quota") {
					now.Quota = limits.Quota
				}
				if changed("blocked") {
					now.Blocked = limits.Blocked
				}
				return now
			})
		},
	}
	command.Flags().Var(usage.Number{Value: &limits.Sessions, Least: 0, Most: config.MostOfAccount, Of: "sessions"}, "sessions", "at most `N` sessions at a time; 0 for as many as everybody")
	command.Flags().Var(usage.Number{Value: &limits.Quota, Least: 0, Most: config.MostOfAccount, Of: "marks"}, "quota", "at most `N` marks; 0 for as many as everybody (marks_per_account)")
	command.Flags().BoolVar(&limits.Blocked, "blocked", false, "do not let it read; --blocked=false lets it again")
	return command
}

func (c *call) accountsDeleteCommand() *cobra.Command {
	return &cobra.Command{
		Use: "delete ACCOUNT", Short: "Delete an account with all its marks",
		Long: "Delete all that is kept of an account: its marks, its settings and itself, from the backups too. " +
			"Its key may come again, and is a new account then; `broadsheet accounts limit ACCOUNT --blocked` keeps it out.",
		Example:           examples("broadsheet accounts delete SHA256:…"),
		Args:              usage.Takes(1, 1, "the account, as `broadsheet accounts list` names it"),
		ValidArgsFunction: c.completeAccount,
		RunE: func(command *cobra.Command, args []string) error {
			opened, err := c.openMarks(command.Context())
			if err != nil {
				return err
			}
			if err := opened.Accounts().Delete(command.Context(), args[0]); err != nil {
				return err
			}
			_, err = fmt.Fprintf(c.out, "%s is deleted\n", articles.Clean(args[0]))
			return err
		},
	}
}

// serverAccounts gives the accounts, without who reads at this machine.
func (c *call) serverAccounts(ctx context.Context) ([]store.Account, error) {
	opened, err := c.openMarks(ctx)
	if err != nil {
		return nil, err
	}
	all, err := opened.Accounts().All(ctx)
	var accounts []store.Account
	for _, account := range all {
		if account.Name != localReader {
			accounts = append(accounts, account)
		}
	}
	return accounts, err
}

func (c *call) completeAccount(command *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	accounts, err := c.serverAccounts(command.Context())
	if err != nil {
		say(c.streams.Err, err.Error())
		return nil, cobra.ShellCompDirectiveError
	}
	var names []cobra.Completion
	for _, account := range accounts[:min(len(accounts), maximumSuggestions)] {
		names = append(names, cobra.CompletionWithDesc(account.Name, "last here on "+account.Last.Format(time.DateOnly)))
	}
	return names, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

// listedAccount is an account as --json writes it.
type listedAccount struct {
	Account  string    `json:"account"`
	First    time.Time `json:"first_seen"`
	Last     time.Time `json:"last_seen"`
	Marks    int       `json:"marks"`
	Bytes    int       `json:"bytes"`
	Sessions int       `json:"sessions,omitempty"`
	Quota    int       `json:"quota,omitempty"`
	Blocked  bool      `json:"blocked,omitempty"`
}

func (c *call) accountsList(ctx context.Context, asJSON bool) error {
	accounts, err := c.serverAccounts(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		return c.accountsJSON(accounts)
	}
	for _, a := range accounts {
		if _, err := fmt.Fprintf(c.out, "%s\t%s\t%s\t%s\t%s\t%s\n", articles.Clean(a.Name), a.First.Format(time.DateOnly), a.Last.Format(time.DateOnly),
			plural(a.Marks, "mark"), plural(a.Bytes, "byte"), limitsOf(a)); err != nil {
			return err
		}
	}
	return nil
}

func (c *call) accountsJSON(accounts []store.Account) error {
	separator := "[\n"
	for _, a := range accounts {
		line, err := json.Marshal(listedAccount{articles.Clean(a.Name), a.First, a.Last, a.Marks, a.Bytes, a.Sessions, a.Quota, a.Blocked})
		if err != nil {
			return err
		}
		if _, err := c.out.WriteString(separator + string(line)); err != nil {
			return err
		}
		separator = ",\n"
	}
	if len(accounts) == 0 {
		_, err := c.out.WriteString("[]\n")
		return err
	}
	_, err := c.out.WriteString("\n]\n")
	return err
}

// limitsOf words the limits of an account.
func limitsOf(a store.Account) string {
	var limits []string
	if a.Blocked {
		limits = append(limits, "blocked")
	}
	if a.Sessions > 0 {
		limits = append(limits, "at most "+plural(a.Sessions, "session"))
	}
	if a.Quota > 0 {
		limits = append(limits, "at most "+plural(a.Quota, "mark"))
	}
	return strings.Join(limits, ", ")
}

func (c *call) accountsLimit(ctx context.Context, name string, limits func(store.Account) store.Limits) error {
	opened, err := c.openMarks(ctx)
	if err != nil {
		return err
	}
	known, _, err := opened.Accounts().Find(ctx, name)
	if err != nil {
		return err
	}
	if err := opened.Accounts().Limit(ctx, name, limits(known)); err != nil {
		return err
	}
	if known, _, err = opened.Accounts().Find(ctx, name); err != nil {
		return err
	}
	text := limitsOf(known)
	if text == "" {
		text = "no limits of its own"
	}
	_, err = fmt.Fprintf(c.out, "%s: %s\n", articles.Clean(name), text)
	return err
}
