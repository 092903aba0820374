package feeds

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"broadsheet/feeds/subscriptions"
)

func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.service.options.Now = time.Now
		w.follow(one, document(1))
		wrong := error(nil)
		w.service.options.Subscriptions = func(context.Context) ([]subscriptions.Subscription, error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			return w.subs, wrong
		}
		set := func(do func()) {
			w.mu.Lock()
			do()
			w.mu.Unlock()
		}
		ctx, stop := context.WithCancel(t.Context())
		var brought []string
		ended := make(chan struct{})
		go func() {
			w.service.Run(ctx, nil, func(s Summary) { brought = append(brought, s.New...) })
			close(ended)
		}()
		asked := func() int {
			synctest.Wait()
			w.mu.Lock()
			defer w.mu.Unlock()
			return len(w.asked)
		}
		time.Sleep(29 * time.Minute)
		if n := asked(); n != 1 {
			t.Errorf("asked %d times", n)
		}
		set(func() { w.serve(one, document(2, 1)) })
		time.Sleep(3 * time.Minute)
		if n := asked(); n != 2 || len(brought) != 2 {
			t.Errorf("asked %d times, which brought %q", n, brought)
		}
		set(func() { w.follow("https://two.example/feed", document(5)) })
		w.service.Poke()
		if n := asked(); n != 3 {
			t.Errorf("asked %d times", n)
		}
		set(func() { wrong = errors.New("it is no list") })
		time.Sleep(2 * time.Hour)
		asked()
		if len(w.told) != 1 {
			t.Errorf("told %q", w.told)
		}
		stop()
		<-ended
	})
}
