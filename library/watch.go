package library

import "context"

// watch looks for changes until ctx ends.
func (l *Library) watch(ctx context.Context) { _ = ctx }
