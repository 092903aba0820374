package memory

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"testing/synctest"
)

// taken is how many bytes the process has of the system.
func taken() int64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return int64(samples[0].Value.Uint64() - samples[1].Value.Uint64()) //nolint:gosec // the test's own heap
}

// A burst takes no more than the limit, even where garbage would not be collected yet.
func TestABurstIsHeldByTheLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, end := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { defer close(ended); Limit(ctx) }()
		synctest.Wait()
		debug.SetGCPercent(-1) // it ends with the percentage that there was
		var most int64
		for range 1000 {
			burst := make([]byte, 1<<20)
			for i := 0; i < len(burst); i += 1 << 12 {
				burst[i] = 1
			}
			most = max(most, taken())
		}
		end()
		<-ended
		if most > leastLimit*5/4 {
			t.Errorf("a gigabyte of garbage took %d MB", most>>20)
		}
	})
}

// Whoever runs the server may give it less, and has the limit back afterwards.
func TestALowerLimitHolds(t *testing.T) {
	const lower = 100 << 20
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(lower))
	synctest.Test(t, func(t *testing.T) {
		ctx, end := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { defer close(ended); Limit(ctx) }()
		synctest.Wait()
		if limit := debug.SetMemoryLimit(-1); limit != lower {
			t.Errorf("the limit is %d, %d was set", limit, lower)
		}
		end()
		<-ended
		if limit := debug.SetMemoryLimit(-1); limit != lower {
			t.Errorf("afterwards the limit is %d, %d was set", limit, lower)
		}
	})
}

// What is used has room above it, in steps.
func TestTheLimitFollowsWhatIsUsed(t *testing.T) {
	for used, wanted := range map[int64]int64{0: 208 << 20, 150 << 20: 208 << 20, 400 << 20: 528 << 20, 410 << 20: 544 << 20} {
		if limit := limitFor(used); limit != wanted {
			t.Errorf("%d MB are used: the limit is %d MB and not %d", used>>20, limit>>20, wanted>>20)
		}
	}
}
