package marks

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"broadsheet/library/marks/store"
)

// Rules say how much is kept of the readers of a server, who are
// strangers. With the zero Rules there are no bounds.
type Rules struct {
	// Quota is how many rows an account may have in the database: articles with
	// marks of their own, groups of articles that were marked at once, and
	// settings. 0: without bounds. An account may have a quota of its own.
	Quota int

	// ForgetAfter is for how long an account that did little is kept after it was
	// last seen. 0: for ever.
	ForgetAfter time.Duration

	// Keep names readers who are never forgotten.
	Keep []string

	// WatchDisk says that a disk that is nearly full takes no new accounts, and in
	// the end no new marks.
	WatchDisk bool

	// Log takes a sentence for whoever runs the server. nil: nobody is told.
	Log func(sentence string)
}

func (k *Keeper) log(format string, args ...any) {
	if log := k.rules.Load().Log; log != nil {
		log(fmt.Sprintf(format, args...))
	}
}

// admit sets the bounds of a reader.
func (k *Keeper) admit(m *readerMarks, found store.Account) {
	limit := k.rules.Load().Quota
	if found.Quota > 0 {
		limit = found.Quota
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.limit, m.stranger = limit, found.Number == 0
}

// seen writes down that a reader of the server is here.
func (k *Keeper) seen(ctx context.Context, a store.Account) error {
	if now := k.now(); a.Number == 0 || now.Time().Sub(a.Last) < time.Hour || k.rules.Load().ForgetAfter == 0 {
		return nil
	}
	return k.store.Seen(ctx, a.Name, k.now())
}

// littleRows is how much an account has that did little: fewer rows than this.
const littleRows = 10

// forgetIdle deletes the accounts that did little and were not here for long.
func (k *Keeper) forgetIdle(ctx context.Context) {
	rules := k.rules.Load()
	if rules.ForgetAfter == 0 {
		return
	}
	idle, err := k.store.Idle(ctx, store.MomentOf(k.options.Now().Add(-rules.ForgetAfter)), littleRows)
	if err != nil && !isRenewal(err) {
		return // whoever writes is told of it
	}
	for _, a := range idle {
		if err != nil {
			break
		}
		if slices.Contains(rules.Keep, a.Name) || k.isHere(a.Name) {
			continue
		}
		var left *store.CopyError
		if err = k.store.Delete(ctx, a.Name); errors.As(err, &left) {
			k.log("The account %s: %v.", a.Name, left)
			err = nil
		}
		if err == nil {
			k.log("The account %s is forgotten: it has %d marks and was last here on %s.", a.Name, a.Rows, a.Last.Format(time.DateOnly))
		}
	}
	if err != nil {
		k.fail(err)
	}
}

func (k *Keeper) isHere(name string) bool {
	for m := range k.positions {
		if m.name == name {
			return true
		}
	}
	return false
}

// order has the goroutine do something, and waits for it.
func (k *Keeper) order(ctx context.Context, do func(context.Context) error) error {
	if k.store == nil {
		return errors.New("no marks are kept here")
	}
	answer := make(chan error, 1)
	select {
	case k.orders <- func(ctx context.Context) { answer <- do(ctx) }:
		return <-answer
	case <-k.quit:
		return errors.New("the library is closed")
	case <-ctx.Done():
		return ctx.Err()
	}
}

// ask has the store asked something. Where nothing is kept yet there is no answer,
// and no error.
func (k *Keeper) ask(ctx context.Context, do func(context.Context) error) error {
	return k.order(ctx, func(ctx context.Context) error {
		var err error
		for range mostRenewals { // once more where that mended it
			if k.off != nil {
				return k.off
			}
			if err = do(ctx); !isRenewal(err) {
				break
			}
			k.fail(err)
		}
		if errors.Is(err, store.ErrNone) {
			return nil
		}
		return err
	})
}

// askOf asks something of an account, which is unknown where nothing is kept.
func (k *Keeper) askOf(ctx context.Context, name string, do func(context.Context) error) error {
	return k.ask(ctx, func(ctx context.Context) error {
		err := do(ctx)
		if errors.Is(err, store.ErrNone) {
			return &store.UnknownAccountError{Name: name}
		}
		return err
	})
}

// Accounts are the readers of a server, of whom most are strangers, as whoever runs
// it sees them.
type Accounts struct{ keeper *Keeper }

// Accounts gives the accounts of all readers.
func (k *Keeper) Accounts() Accounts { return Accounts{k} }

// SetRules takes over what whoever runs the server has decided anew.
func (a Accounts) SetRules(rules Rules) { a.keeper.rules.Store(&rules) }

// Find gives what is kept of an account, and whether anything is, so that it
// has been here before. Marks and Bytes are left out, so that it is quick.
func (a Accounts) Find(ctx context.Context, name string) (found store.Account, known bool, err error) {
	err = a.keeper.ask(ctx, func(ctx context.Context) (err error) {
		found, err = a.keeper.store.Account(ctx, name)
		return err
	})
	return found, found.Number != 0, err
}

// Sessions is how many sessions a reader has open.
func (a Accounts) Sessions(name string) int {
	k := a.keeper
	k.mu.Lock()
	defer k.mu.Unlock()
	if m := k.readers[name]; m != nil {
		return m.sessions
	}
	return 0
}

// Known says whether an account did something on an earlier day (UTC). A key costs
// nothing, so that what one did today says nothing of it. Where that cannot be
// found out it did not.
func (a Accounts) Known(ctx context.Context, name string) bool {
	found, known, err := a.Find(ctx, name)
	today := a.keeper.options.Now().UTC().Truncate(24 * time.Hour)
	return known && err == nil && found.First.Before(today)
}

// All gives all accounts, those first that were here last.
func (a Accounts) All(ctx context.Context) (all []store.Account, err error) {
	err = a.keeper.ask(ctx, func(ctx context.Context) (err error) {
		all, err = a.keeper.store.Accounts(ctx)
		return err
	})
	return all, err
}

// Limit sets the limits of an account. The error may be an
// *UnknownAccountError.
func (a Accounts) Limit(ctx context.Context, name string, limits store.Limits) error {
	return a.keeper.askOf(ctx, name, func(ctx context.Context) error { return a.keeper.store.Limit(ctx, name, limits, a.keeper.now()) })
}

// Delete removes all that is kept of an account, from the backups too. The
// error may be an *UnknownAccountError, or a *CopyError.
func (a Accounts) Delete(ctx context.Context, name string) error {
	return a.keeper.askOf(ctx, name, func(ctx context.Context) error { return a.keeper.store.Delete(ctx, name) })
}
