package headlines

import "broadsheet/model"

// mostTimes is how often a command is done that is done step by step.
const mostTimes = 1000

// DoTimes is Do so many times. To the first and the last row it goes to the row of that
// number, and from the top and the bottom it counts.
func (l *View) DoTimes(command string, times int) (moved bool) {
	first, last := l.inSight()
	switch command {
	case "move.down":
		l.moveTo(l.cursor + times)
	case "move.up":
		l.moveTo(l.cursor - times)
	case "move.first", "move.last":
		l.moveTo(times - 1)
	case "move.top":
		l.moveTo(min(first+times-1, last))
	case "move.bottom":
		l.moveTo(max(last-times+1, first))
	default:
		start := l.cursor
		for range min(times, mostTimes) {
			if before := l.cursor; !l.Do(command) || l.cursor == before {
				break
			}
		}
		return l.cursor != start
	}
	return true
}

// inSight are the first and the last row that can be seen whole.
func (l *View) inSight() (first, last int) {
	if l.items.Len() == 0 {
		return 0, 0
	}
	first = min(max(l.top, 0), l.items.Len()-1)
	used := l.heightOf(first, l.width)
	for last = first; last+1 < l.items.Len(); last++ {
		if used += l.heightOf(last+1, l.width); used-1 > l.height { // the last blank line counts for nothing
			break
		}
	}
	return first, last
}

// Center puts the row under the cursor in the middle of the pane.
func (l *View) Center() {
	if l.cursor >= l.items.Len() {
		return
	}
	room := (l.height + 1 - l.heightOf(l.cursor, l.width)) / 2 // the last blank line counts for nothing
	l.top, l.loose = l.cursor, false
	for l.top > 0 && room >= l.heightOf(l.top-1, l.width) {
		l.top--
		room -= l.heightOf(l.top, l.width)
	}
}

// stepRound goes to the next row, or the one before, of what was found, round and round,
// and tells the reader where it began anew.
func (l *View) stepRound(step int) bool {
	n := l.items.Len()
	if n == 0 {
		return false
	}
	switch at := l.cursor + step; {
	case at >= n:
		l.o.Say(l.o.Words.FromTheTop())
		l.moveTo(0)
	case at < 0:
		l.o.Say(l.o.Words.FromTheEnd())
		l.moveTo(n - 1)
	default:
		l.moveTo(at)
	}
	return true
}

// GoTo puts the cursor on an article. It says whether that is listed.
func (l *View) GoTo(id model.ID) bool {
	row, listed := l.items.Find(id, l.cursor)
	if listed {
		l.moveTo(row)
	}
	return listed
}
