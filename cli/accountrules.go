package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"broadsheet/library/marks"
	"broadsheet/server"
)

// The accounts of a server, where nobody has decided otherwise.
const (
	defaultQuota      = 50_000
	defaultForgetDays = 90
)

// accountRows are the keys of the [serve] table that are about accounts.
func accountRows() []serveRow {
	return []serveRow{
		countRow("marks_per_account", "`marks_per_account` is how much is kept of an account at most: articles with marks of their own, "+
			"lists that were marked at once, and settings; 0 is without bounds.", defaultQuota, func(s *serveConfig) *int { return &s.quota }),
		countRow("forget_after_days", "`forget_after_days` is after how many days an account is forgotten that has fewer than ten marks and was "+
			"not seen since; 0 is never.", defaultForgetDays, func(s *serveConfig) *int { return &s.forgetDays }),
	}
}

// countRow is a number that may be 0.
func countRow(name, help string, standard int, field func(*serveConfig) *int) serveRow {
	return serveRow{
		name, help, strconv.Itoa(standard),
		func(source sourceOf, value any) error {
			number, ok := value.(int64)
			if !ok || number < 0 || number > mostLimit {
				return fmt.Errorf("it is a number from 0 to %d, without quotes", mostLimit)
			}
			*field(&source.config.serve) = int(number)
			return nil
		},
		func(s *serveConfig) string { return strconv.Itoa(*field(s)) },
	}
}

// accountRules are the rules of the served library.
func (s *serveConfig) accountRules(log *slog.Logger) marks.Rules {
	return marks.Rules{
		Quota: s.quota, ForgetAfter: time.Duration(s.forgetDays) * 24 * time.Hour, Keep: []string{localReader}, WatchDisk: true,
		Log: func(sentence string) { log.Info("accounts", "notice", sentence) },
	}
}

// refuses says why an account is not let in, though its key is good.
func (v *service) refuses(ctx context.Context, about server.Session) error {
	if about.Account == "" {
		return nil
	}
	found, _, err := v.library.Accounts().Find(ctx, about.Account)
	switch {
	case err != nil:
		v.log.Warn("accounts", "notice", "the limits of an account could not be read", "error", err.Error())
	case found.Blocked:
		return errors.New("broadsheet: this account is blocked; ask whoever runs the server")
	case found.Sessions > 0 && v.library.Accounts().Sessions(about.Account) >= found.Sessions:
		return fmt.Errorf("broadsheet: this account may have %s at a time, and has them", plural(found.Sessions, "session"))
	}
	return nil
}
