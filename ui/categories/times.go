package categories

// mostTimes is how often a command is done that is done step by step.
const mostTimes = 1000

// DoTimes is Do so many times. To the first and the last row it goes to the row of that
// number.
func (t *View) DoTimes(command string, times int) (chosen bool) {
	switch command {
	case "move.down":
		return t.moveBy(times)
	case "move.up":
		return t.moveBy(-times)
	case "move.first", "move.last":
		t.moveBy(-len(t.rows))
		t.moveBy(times - 1)
		return true
	case "move.top", "move.bottom":
		return t.Do(command)
	}
	for range min(times, mostTimes) {
		if !t.Do(command) {
			break
		}
		chosen = true
	}
	return chosen
}

// toRow moves the cursor to a row of those that are visible, or to the nearest one above
// that can have it.
func (t *View) toRow(row int) bool {
	before := t.selected.key()
	t.standAt(min(t.top+row, len(t.rows)-1))
	return t.selected.key() != before
}

// Center puts the row under the cursor in the middle of the pane.
func (t *View) Center() {
	t.loose = false
	t.top = max(0, t.cursor()-t.height/2)
}
