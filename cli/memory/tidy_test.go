package memory

import (
	"runtime"
	"runtime/metrics"
	"testing"
	"testing/synctest"
	"time"
)

// kept is how many bytes the runtime keeps that nothing uses.
func kept() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/free:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// What a large article took goes back to the system when it is given back.
func TestLargeGoesBackToTheSystem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		budget := New(64<<20, 0)
		release, err := budget.Reserve(t.Context(), largeBytes)
		if err != nil {
			t.Fatal(err)
		}
		page := make([]byte, 64<<20)
		for i := range page {
			page[i] = 1
		}
		runtime.KeepAlive(page)
		runtime.GC()
		before := kept()
		release()
		time.Sleep(2 * tidyDelay)
		synctest.Wait()
		if after := kept(); after > before/2 {
			t.Errorf("%d MB are kept, before it was given back %d", after>>20, before>>20)
		}
	})
}
