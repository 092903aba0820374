package library

// makeWay is called when a root is about to have an article: whatever stands in for
// the others steps aside, for as long as the library is open. The caller holds the
// building lock, and publishes: no reader sees both, or neither.
func (l *Library) makeWay(r *root) {
	s := l.standIn
	if s == nil || s == r || s.stepped.Load() {
		return
	}
	s.stepped.Store(true)
	for _, k := range l.builder.KeysOf(s.origin) {
		l.builder.Remove(k)
	}
	clear(s.odd)
	clear(s.problems)
	clear(s.failing)
	s.unreadable = 0
}
