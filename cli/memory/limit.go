package memory

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// What strangers ask for comes in bursts, and the runtime keeps for long what a burst
// took. A limit near what is used has it collect garbage earlier, and give back to the
// system at once what is free.
const (
	leastLimit   = 240 << 20 // a library of 100,000 articles, and all budgets
	limitPercent = 140       // of what is used, where that is more
	limitEvery   = time.Second
)

// Limit holds the runtime's soft limit of memory near what the process uses, until the
// context ends. It is never above the limit that there was, such as GOMEMLIMIT, which
// holds again afterwards.
func Limit(ctx context.Context) {
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
	return max(leastLimit, (used/100*limitPercent+step-1)/step*step)
}

// used is how many bytes of the heap the last collection left.
func used() int64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return int64(min(sample[0].Value.Uint64(), 1<<50)) //nolint:gosec // a petabyte fits
}
