package library

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// How often a root is looked at where nothing tells of changes in it: not
// oftener than the first, and so seldom that it takes a small part of the time.
const (
	leastInterval = 2 * time.Second
	restFactor    = 50
)

// watch notices what changes in the root, until ctx ends.
func (r *root) watch(ctx context.Context) {
	if r.library.options.Watch == WatchAuto {
		err := r.files.Watch(ctx, func(paths []string) { r.changed(ctx, paths) })
		if err == nil || ctx.Err() != nil {
			return
		}
	}
	r.poll(ctx)
}

// changed looks at what may have changed.
func (r *root) changed(ctx context.Context, paths []string) {
	select {
	case <-r.library.loaded:
	case <-ctx.Done():
		return
	}
	trust := onlyChanges
	if paths == nil && !r.seen.Load() && !r.library.hasAny(r.origin) {
		trust = nothingKnown // it has come at last: what is in it is no news
	}
	more, err := r.look(ctx, paths, trust)
	if more && err == nil {
		_, err = r.look(ctx, nil, onlyChanges)
	}
	r.tell(ctx, err)
	r.library.repack(ctx)
}

// Look looks again at the roots of these keys, or at all of them where none is given:
// some are not watched, or seldom. It returns when all that has changed is listed, and
// says how many articles came. The error says which roots cannot be read; the others are
// looked at nevertheless.
func (l *Library) Look(ctx context.Context, keys ...string) (arrived int, err error) {
	select {
	case <-l.loaded:
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	for _, r := range l.roots {
		if len(keys) > 0 && !slices.Contains(keys, r.files.Key()) {
			continue
		}
		seen, failed := r.scan(ctx, nil, onlyChanges)
		arrived += seen.arrived
		err = errors.Join(err, failed)
	}
	l.repack(ctx)
	return arrived, err
}

// tell says once that a root cannot be read any more, and forgets that when it
// can.
func (r *root) tell(ctx context.Context, err error) {
	if ctx.Err() != nil {
		return
	}
	text := ""
	if err != nil {
		text = fmt.Sprintf("%v.", err)
	}
	r.telling.Lock()
	known, before := r.told == text, r.told
	r.told = text
	r.telling.Unlock()
	if text == "" && before != "" {
		r.library.notify(r.files.Name() + " can be read again.")
	}
	if !known && text != "" {
		r.library.notify(text)
	}
}

// poll looks at the root from time to time.
func (r *root) poll(ctx context.Context) {
	rest := leastInterval
	for {
		timer := time.NewTimer(rest)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
		started := r.library.now()
		r.changed(ctx, nil)
		rest = max(leastInterval, restFactor*r.library.now().Sub(started))
	}
}

// hasAny says whether anything is known of a root.
func (l *Library) hasAny(origin uint16) bool {
	for range l.current.Load().Of(origin) {
		return true
	}
	return false
}
