package headlines

// This file moves the cursor.

// Do moves the cursor as a command says: one of those named "move.", or to the next
// or previous article, or unread one. It says whether there is a row to move to, and
// tells the reader where there is none.
func (l *View) Do(command string) (moved bool) {
	switch command {
	case "next.article":
		return l.step(1)
	case "previous.article":
		return l.step(-1)
	case "next.unread":
		return l.stepUnread(1)
	case "previous.unread":
		return l.stepUnread(-1)
	case "find.next":
		return l.stepRound(1)
	case "find.previous":
		return l.stepRound(-1)
	case "move.down":
		l.moveTo(l.cursor + 1)
	case "move.up":
		l.moveTo(l.cursor - 1)
	case "move.half_down":
		l.moveTo(l.page(l.height/2, 1))
	case "move.half_up":
		l.moveTo(l.page(l.height/2, -1))
	case "move.page_down":
		l.moveTo(l.page(l.height, 1))
	case "move.page_up":
		l.moveTo(l.page(l.height, -1))
	case "move.first":
		l.moveTo(0)
	case "move.last":
		l.moveTo(l.items.Len() - 1)
	case "move.top", "move.middle", "move.bottom":
		first, last := l.inSight()
		l.moveTo(map[string]int{"move.top": first, "move.middle": (first + last) / 2, "move.bottom": last}[command])
	}
	return true
}

// moveTo puts the cursor on a row.
func (l *View) moveTo(at int) {
	l.cursor = min(max(at, 0), max(0, l.items.Len()-1))
	l.moved, l.loose = true, false
}

// page is the row that is so many lines down from the cursor, or up.
func (l *View) page(height, step int) int {
	used, at := 0, l.cursor
	for at+step >= 0 && at+step < l.items.Len() {
		used += l.heightOf(at, l.width)
		if used > height {
			break
		}
		at += step
	}
	if at == l.cursor {
		at += step
	}
	return at
}

// step moves the cursor by one row, down or, where step is -1, up.
func (l *View) step(step int) bool {
	switch at := l.cursor + step; {
	case at < 0:
		l.o.Say(l.o.Words.FirstArticle())
		return false
	case at >= l.items.Len():
		l.o.Say(l.o.Words.LastArticle())
		return false
	default:
		l.moveTo(at)
		return true
	}
}

// stepUnread moves the cursor to the next unread article, down or up.
func (l *View) stepUnread(step int) bool {
	at, wrapped, found := l.nextUnread(step)
	switch {
	case !found:
		l.o.Say(l.o.Words.NoUnread())
		return false
	case wrapped && step > 0:
		l.o.Say(l.o.Words.FromTheTop())
	case wrapped:
		l.o.Say(l.o.Words.FromTheEnd())
	}
	l.moveTo(at)
	return true
}

// nextUnread gives the row of the next unread article, as a Library does.
func (l *View) nextUnread(step int) (row int, wrapped, found bool) {
	kept, ok := l.items.(chosenRows)
	if !ok {
		return l.o.Library.NextUnread(l.items, l.cursor, step)
	}
	n := kept.Len()
	for i := 1; i < n; i++ {
		at := l.cursor + i*step
		row = (at + n) % n
		if !l.o.Library.Marks(kept.At(row).ID).IsRead() {
			return row, row != at, true
		}
	}
	return 0, false, false
}

// Scroll moves the rows, and not the cursor.
func (l *View) Scroll(rows int) {
	l.top += rows
	l.loose = true
}

// Click puts the cursor on the headline at a line of the pane. It says whether there
// is one, and whether the cursor was there before.
func (l *View) Click(y int) (hit, again bool) {
	for row := l.top; row < l.items.Len(); row++ {
		if y -= l.heightOf(row, l.width); y < 0 {
			again = row == l.cursor
			l.moveTo(row)
			return true, again
		}
	}
	return false, false
}
