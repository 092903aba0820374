package marks

import "context"

// GuestRecords is guestRecords.
const GuestRecords = guestRecords

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
