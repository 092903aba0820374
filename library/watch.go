package library

import (
	"context"
	"fmt"
	"time"
)

// How often a root is looked at where nothing tells of changes in it: not
// oftener than the first, and so seldom that it takes a small part of the time.
const (
	leastInterval = 2 * time.Second
	restFactor    = 50
)

// watch notices what changes in the root, until ctx ends.
func (s *source) watch(ctx context.Context) {
	if s.library.options.Watch == WatchAuto {
		err := s.root.Watch(ctx, func(paths []string) { s.changed(ctx, paths) })
		if err == nil || ctx.Err() != nil {
			return
		}
	}
	s.poll(ctx)
}

// changed looks at what may have changed.
func (s *source) changed(ctx context.Context, paths []string) {
	select {
	case <-s.library.loaded:
	case <-ctx.Done():
		return
	}
	more, err := s.look(ctx, paths, onlyChanges)
	if more && err == nil {
		_, err = s.look(ctx, nil, onlyChanges)
	}
	s.tell(ctx, err)
	s.library.repack(ctx)
}

// tell says once that a root cannot be read any more, and forgets that when it
// can.
func (s *source) tell(ctx context.Context, err error) {
	if ctx.Err() != nil {
		return
	}
	text := ""
	if err != nil {
		text = fmt.Sprintf("%v.", err)
	}
	s.keeping.Lock()
	known := s.told == text
	s.told = text
	s.keeping.Unlock()
	if !known && text != "" {
		s.library.notify(text)
	}
}

// poll looks at the root from time to time.
func (s *source) poll(ctx context.Context) {
	rest := leastInterval
	for {
		timer := time.NewTimer(rest)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
		started := s.library.now()
		s.changed(ctx, nil)
		rest = max(leastInterval, restFactor*s.library.now().Sub(started))
	}
}
