package config

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"broadsheet/cli/usage"
	"broadsheet/server"
)

// Serve is the [serve] table: what whoever runs a server has chosen.
type Serve struct {
	Listen   string
	mode     server.Mode
	keysFile string // authorized_keys
	HostKey  string // empty: beside the marks
	limits   server.Limits

	Quota      int // rows of marks to an account at most; 0: without bounds
	ForgetDays int // after which an account that did little is forgotten; 0: never
}

func defaultServe() Serve {
	return Serve{Listen: ":2222", limits: server.DefaultLimits(), Quota: defaultQuota, ForgetDays: defaultForgetDays}
}

// Settings is what the server itself is told of it.
func (s *Serve) Settings() server.Settings {
	return server.Settings{Mode: s.mode, KeysFile: s.keysFile, Limits: s.limits}
}

// serveRow is one key of the [serve] table.
type serveRow struct {
	name, help, example string
	set                 func(source sourceOf, value any) error
	show                func(s *Serve) string
}

func serveRows() []serveRow {
	return append([]serveRow{
		{
			"listen", "`listen` is the address that `broadsheet serve` listens at.", `":2222"`,
			func(source sourceOf, value any) (err error) {
				source.config.Serve.Listen, err = asString(value)
				return err
			},
			func(s *Serve) string { return quote(s.Listen) },
		},
		{
			"mode", "`mode` says who may log in: \"open\" (any key is an account, and guests need none), " +
				"\"allow\" (only the keys in `authorized_keys`) or \"closed\" (nobody).", `"open"`, setMode,
			func(s *Serve) string { return quote(modeNames()[s.mode]) },
		},
		{
			"authorized_keys", "`authorized_keys` is the list for \"allow\", in OpenSSH's format. A change counts from the next login on.",
			`"~/.ssh/authorized_keys"`, setFile(func(s *Serve) *string { return &s.keysFile }),
			func(s *Serve) string { return quote(s.keysFile) },
		},
		{
			"host_key", "`host_key` is the file of the server's key; without it one is made beside the marks.",
			`"/etc/broadsheet/ssh_host_ed25519_key"`, setFile(func(s *Serve) *string { return &s.HostKey }),
			func(s *Serve) string { return quote(s.HostKey) },
		},
		numberRow("sessions", "`sessions` is how many readers there may be at a time.", func(l *server.Limits) *int { return &l.Sessions }),
		numberRow("connections", "`connections` is how many connections there may be at a time.", func(l *server.Limits) *int { return &l.Connections }),
		numberRow("connections_per_address", "`connections_per_address` is how many of them may come from one IPv4 address or IPv6 network (/64).",
			func(l *server.Limits) *int { return &l.SourceConnections }),
		numberRow("sessions_per_address", "`sessions_per_address` is how many readers there may be from one address or network, and never more than a quarter of all.",
			func(l *server.Limits) *int { return &l.SourceSessions }),
		numberRow("sessions_per_account", "`sessions_per_account` is how many sessions one key may have, and never more than a quarter of all.",
			func(l *server.Limits) *int { return &l.AccountSessions }),
		numberRow("logins_per_minute", "`logins_per_minute` is how often one address or network may log in, half of that at once.",
			func(l *server.Limits) *int { return &l.Logins }),
		numberRow("commands", "`commands` is how many commands run at a time, beside the readers.", func(l *server.Limits) *int { return &l.Commands }),
		numberRow("commands_waiting", "`commands_waiting` is how many of one address or account may wait for that.",
			func(l *server.Limits) *int { return &l.CommandQueue }),
		numberRow("commands_per_minute", "`commands_per_minute` is how many one address or network may run, half of that at once.",
			func(l *server.Limits) *int { return &l.SourceCommands }),
		durationRow("command_time", "`command_time` is how long a command may work.", time.Second, func(l *server.Limits) *time.Duration { return &l.Command }),
		durationRow("idle", "`idle` is how long a reader may press no key.", leastIdle(), func(l *server.Limits) *time.Duration { return &l.Idle }),
		durationRow("lifetime", "`lifetime` is how long a session lasts at most.", leastIdle(), func(l *server.Limits) *time.Duration { return &l.Lifetime }),
	}, accountRows()...)
}

func modeNames() []string {
	return []string{server.Open: "open", server.Allow: "allow", server.Closed: "closed"}
}

func setMode(source sourceOf, value any) error {
	text, err := asString(value)
	if err != nil {
		return err
	}
	mode := slices.Index(modeNames(), text)
	if mode < 0 {
		return fmt.Errorf(`%q is no mode; it is "open", "allow" or "closed"`, text)
	}
	source.config.Serve.mode = server.Mode(mode)
	return nil
}

func setFile(field func(*Serve) *string) func(sourceOf, any) error {
	return func(source sourceOf, value any) error {
		text, err := asString(value)
		if err != nil {
			return err
		}
		*field(&source.config.Serve) = source.file(text)
		return nil
	}
}

func numberRow(name, help string, field func(*server.Limits) *int) serveRow {
	standard := server.DefaultLimits()
	return serveRow{
		name, help, strconv.Itoa(*field(&standard)),
		func(source sourceOf, value any) error {
			number, ok := value.(int64)
			if !ok || number < 1 || number > 1_000_000 {
				return errors.New("it is a number from 1 to 1000000, without quotes")
			}
			*field(&source.config.Serve.limits) = int(number)
			return nil
		},
		func(s *Serve) string { return strconv.Itoa(*field(&s.limits)) },
	}
}

// leastIdle leaves a reader time to see that the session is about to end.
func leastIdle() time.Duration { return server.DefaultLimits().IdleNotice + time.Minute }

func durationRow(name, help string, least time.Duration, field func(*server.Limits) *time.Duration) serveRow {
	standard := server.DefaultLimits()
	return serveRow{
		name, help, quote(shortDuration(*field(&standard))),
		func(source sourceOf, value any) error {
			text, err := asString(value)
			if err != nil {
				return err
			}
			duration, err := time.ParseDuration(text)
			if err != nil || duration < least {
				return fmt.Errorf(`%q is no time of %s or more; times are written "45m" or "2h30m"`, text, shortDuration(least))
			}
			*field(&source.config.Serve.limits) = duration
			return nil
		},
		func(s *Serve) string { return quote(shortDuration(*field(&s.limits))) },
	}
}

// shortDuration writes a time without the parts that are zero.
func shortDuration(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// The accounts of a server, where nobody has decided otherwise.
const (
	defaultQuota      = 50_000
	defaultForgetDays = 90

	// MostOfAccount is the largest limit of an account.
	MostOfAccount = 100_000_000
)

// accountRows are the keys of the [serve] table that are about accounts.
func accountRows() []serveRow {
	return []serveRow{
		countRow("marks_per_account", "`marks_per_account` is how much is kept of an account at most: articles with marks of their own, "+
			"lists that were marked at once, and settings; 0 is without bounds.", defaultQuota, func(s *Serve) *int { return &s.Quota }),
		countRow("forget_after_days", "`forget_after_days` is after how many days an account is forgotten that has fewer than ten marks and was "+
			"not seen since; 0 is never.", defaultForgetDays, func(s *Serve) *int { return &s.ForgetDays }),
	}
}

// countRow is a number that may be 0.
func countRow(name, help string, standard int, field func(*Serve) *int) serveRow {
	return serveRow{
		name, help, strconv.Itoa(standard),
		func(source sourceOf, value any) error {
			number, ok := value.(int64)
			if !ok || number < 0 || number > MostOfAccount {
				return fmt.Errorf("it is a number from 0 to %d, without quotes", MostOfAccount)
			}
			*field(&source.config.Serve) = int(number)
			return nil
		},
		func(s *Serve) string { return strconv.Itoa(*field(s)) },
	}
}

// serveSetting is the row of the [serve] table.
func serveSetting() Setting {
	help, example := "How `broadsheet serve` serves.", []string{"[serve]"}
	for _, row := range serveRows() {
		help += " " + row.help
		example = append(example, row.name+" = "+row.example)
	}
	return Setting{
		Name: "serve", Help: help, Example: example,
		set: func(source sourceOf, value any) error {
			table, ok := value.(map[string]any)
			if !ok {
				return errors.New("it is a table: [serve] on a line of its own")
			}
			return source.serve(table)
		},
		show: func(c *Config) string {
			var pairs []string
			for _, row := range serveRows() {
				pairs = append(pairs, row.name+" = "+row.show(&c.Serve))
			}
			return "{ " + strings.Join(pairs, ", ") + " }"
		},
	}
}

// serve takes over the [serve] table.
func (s sourceOf) serve(table map[string]any) error {
	rows := serveRows()
	for _, key := range inOrder(table, map[string]int{}) {
		line := s.lines["serve\x00"+key]
		i := slices.IndexFunc(rows, func(row serveRow) bool { return row.name == key })
		if i < 0 {
			var names []string
			for _, row := range rows {
				names = append(names, row.name)
			}
			return s.config.errorf(line, "[serve] has no `%s`%s", key, usage.DidYouMean(key, names))
		}
		if err := rows[i].set(s, table[key]); err != nil {
			return s.config.errorf(line, "%s: %w", key, err)
		}
	}
	if s.config.Serve.mode == server.Allow && s.config.Serve.keysFile == "" {
		return s.config.errorf(s.lines["serve\x00mode"], `the mode "allow" needs authorized_keys, the file of those who may log in`)
	}
	return nil
}
