package marks

import "context"

// What tests outside may know of the bounds.
const (
	GuestRecords        = guestRecords
	MaximumHistory      = maximumHistory
	MaximumHistoryBytes = maximumHistoryBytes
)

// Order has the goroutine do something, for tests outside.
func (k *Keeper) Order(ctx context.Context, do func(context.Context) error) error {
	return k.order(ctx, do)
}

// ForgetIdle is what upkeep does.
func (k *Keeper) ForgetIdle(ctx context.Context) { k.forgetIdle(ctx) }

// Forget lets go of the readers who left.
func (k *Keeper) Forget() { k.forget() }

// MeasureSpace looks at the disk.
func (k *Keeper) MeasureSpace() { k.measureSpace() }

// Poll looks for what other processes have written.
func (k *Keeper) Poll(ctx context.Context) { k.poll(ctx) }

// CatchUp reads what was changed of all readers, and of their accounts.
func (k *Keeper) CatchUp(ctx context.Context) error {
	for m, at := range k.positions {
		if err := k.catchUp(ctx, m, at); err != nil {
			return err
		}
	}
	return nil
}

// Poke has the goroutine look whether there is something to do.
func (k *Keeper) Poke() { k.poke() }

// InMemory is how many readers' marks are in memory.
func (k *Keeper) InMemory() int { return len(k.all()) }

// HistoryBytes is how many bytes the steps that can be undone take, as they are
// counted and as they are.
func (s *Session) HistoryBytes() (counted, sum int) {
	for _, c := range s.history.changes {
		sum += c.size()
	}
	return s.history.bytes, sum
}

// SettingsInMemory is how many settings and views of the reader are in memory,
// those that were removed too.
func (s *Session) SettingsInMemory() int { return len(s.marks.settings.values) }
