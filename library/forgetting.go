package library

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// littleRows is how much an account has that did little: fewer rows than this.
const littleRows = 10

// forgetIdle deletes the accounts that did little and were not here for long.
func (k *keeper) forgetIdle(ctx context.Context) {
	rules := k.library.rules.Load()
	if rules.ForgetAfter == 0 {
		return
	}
	if err := k.open(ctx, false); err != nil {
		return // whoever writes is told of it
	}
	idle, err := k.database.idle(ctx, momentOf(k.library.now().Add(-rules.ForgetAfter)), rules.Keep)
	for _, a := range idle {
		if err != nil {
			break
		}
		if k.isHere(a.name) {
			continue
		}
		if err = k.database.deleteAccount(ctx, a.name); err == nil {
			k.log("The account %s is forgotten: it has %d marks and was last here on %s.", a.name, a.rows, a.last.time().Format(time.DateOnly))
		}
	}
	if err != nil {
		k.fail(ctx, err)
	}
}

func (k *keeper) isHere(name string) bool {
	for m := range k.readers {
		if m.reader == name {
			return true
		}
	}
	return false
}

// idle gives the accounts that did little, were last here before a moment, and
// have no limits of their own, which would go with them.
func (d *database) idle(ctx context.Context, before moment, keep []string) (idle []account, err error) {
	kept := map[string]bool{}
	for _, name := range keep {
		kept[name] = true
	}
	err = d.Reading(ctx, func(tx *sql.Tx) (err error) {
		rows, err := tx.QueryContext(ctx, `select name, number, last_seen, rows from readers join accounts on reader = number
where rows < ? and last_seen < ? and limited = 0 and not exists (select 1 from group_marks where group_marks.reader = number)`, littleRows, before)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, rows.Close()) }()
		for rows.Next() {
			var a account
			if err := rows.Scan(textColumn{&a.name}, number(&a.number), number(&a.last), number(&a.rows)); err != nil {
				return err
			}
			if !kept[a.name] {
				idle = append(idle, a)
			}
		}
		return rows.Err()
	})
	return idle, err
}
