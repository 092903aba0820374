package marks

import (
	"errors"
	"fmt"

	"broadsheet/library/marks/store"
)

// isRenewal says of an error that the store had to be made anew, whether it was or not.
func isRenewal(err error) bool {
	return errors.Is(err, store.ErrRenewed) || errors.Is(err, store.ErrBroken)
}

// fail decides what becomes of a failure. Marks are in memory, whatever
// happens; what cannot be written waits, and is tried again.
func (k *Keeper) fail(err error) {
	name := k.store.Name()
	off := ""
	switch {
	case errors.Is(err, store.ErrNone): // another process has removed it just now
	case errors.Is(err, store.ErrRenewed):
		k.startOver()
	case errors.Is(err, store.ErrNewer) || errors.Is(err, store.ErrForeign):
		off = "not used"
	case errors.Is(err, store.ErrBroken):
		off = "damaged and cannot be replaced"
	case errors.Is(err, store.ErrBusy):
		k.lost = err
	default:
		if !k.told && !k.flushing {
			k.options.Notify(fmt.Sprintf("What you read cannot be kept for the next time: %s.", store.Located(name, err)))
		}
		k.lost, k.told = err, true
	}
	if off != "" {
		k.off = fmt.Errorf("the marks database %s is %s: %w", name, off, err)
		k.options.Notify(fmt.Sprintf("The marks database %s is %s: %v. What you read now is known only until you leave.", name, off, err))
	}
}

// startOver forgets where the keeper was in a store that is another one now.
func (k *Keeper) startOver() {
	for m, at := range k.positions {
		*at = position{}
		m.giveBackAll()
	}
	k.again = true
	k.poke()
}
