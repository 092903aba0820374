package memory

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// What strangers ask for comes in bursts, and the runtime keeps for long what a burst
// took. So a limit near what is used has what is free given back to the system at once.
// Below it there is room: a collection that begins too late has readers' keys help it.
const (
	garbagePercent = 100       // of what is used
	nearPercent    = 30        // of what is used, if that is much
	leastLimit     = 208 << 20 // a library of 100,000 articles, and all budgets
	limitEvery     = time.Second
)

// Limit holds what the process takes of memory near what it uses, until the context
// ends, and then leaves things as they were. The soft limit is never above the one that
// there was, such as GOMEMLIMIT.
func Limit(ctx context.Context) {
	defer debug.SetGCPercent(debug.SetGCPercent(garbagePercent))
	highest := debug.SetMemoryLimit(-1)
	defer debug.SetMemoryLimit(highest)
	ticker := time.NewTicker(limitEvery)
	defer ticker.Stop()
	limit := highest
	for {
		if next := min(highest, limitFor(used())); next != limit {
			limit = next
			debug.SetMemoryLimit(limit)
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

// limitFor is the limit where so many bytes are used. It has steps, for each change
// stops the process for a moment.
func limitFor(used int64) int64 {
	const step = 16 << 20
	return max(leastLimit, (used/100*(100+nearPercent)+step-1)/step*step)
}

// used is how many bytes of the heap the last collection left.
func used() int64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return int64(min(sample[0].Value.Uint64(), 1<<50)) //nolint:gosec // a petabyte fits
}
