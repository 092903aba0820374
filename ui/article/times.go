package article

// DoTimes is Do so many times. To the first and the last line it goes to the line of that
// number, which then stands at the top.
func (v *View) DoTimes(command string, times int) {
	page := v.height - overlap
	switch command {
	case "move.down":
		v.Scroll(times)
	case "move.up":
		v.Scroll(-times)
	case "move.half_down":
		v.Scroll(times * max(1, page/2))
	case "move.half_up":
		v.Scroll(-times * max(1, page/2))
	case "move.page_down":
		v.Scroll(times * max(1, page))
	case "move.page_up":
		v.Scroll(-times * max(1, page))
	case "move.first", "move.last":
		v.scrollTo(times - 1)
	case "find.next":
		v.readMatch(times)
	case "find.previous":
		v.readMatch(-times)
	}
}

// Center scrolls the match that the reader is at, or else what was jumped to, into the
// middle. It says whether there is either.
func (v *View) Center() bool {
	var line int
	switch {
	case !v.Ready() || v.page == nil:
		return false
	case len(v.find.matches) > 0:
		line = v.find.matches[v.find.current].Line
	case v.jumped != nil:
		line = v.lineOf(v.jumped.to)
	default:
		return false
	}
	v.scrollTo(line - v.height/2)
	return true
}
