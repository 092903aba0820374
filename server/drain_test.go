package server

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// A server that is told to stop has ended in time whatever goes on: readers who
// type without end, some who take nothing, commands that do not listen, clients
// that are about to log in, and programs that are slow.
func TestDrainUnderLoad(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &busy{}
		h := build(t, func(o *Options) { o.Run = b.work })
		start := h.server.options.Start
		h.server.options.Start = func(ctx context.Context, s Session) (*Program, error) {
			program, err := start(ctx, s)
			program.Model = &slowPage{cost: 200 * time.Millisecond}
			return program, err
		}
		for i := range 40 {
			conn := h.connect(addressOf(i).String())
			if i%4 == 3 {
				continue // it does not log in
			}
			client, err := loginOn(conn, nil)
			if err != nil {
				t.Fatal(err)
			}
			switch i % 4 {
			case 0:
				h.command(client, "100h deaf")
			default:
				h.open(client, "xterm", 80, 24)
				if i%4 == 2 {
					conn.stop()
				}
			}
		}
		begun := time.Now()
		h.server.Drain(context.Background())
		if took := time.Since(begun); took > 8*time.Second {
			t.Errorf("the server took %v to stop", took)
		}
		h.wantCount("connections", 0)
		time.Sleep(101 * time.Hour) // until the deaf commands have ended
	})
}
