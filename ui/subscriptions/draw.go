package subscriptions

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/ui/canvas"
	"broadsheet/ui/words"
)

// This file draws the popup: what there is to say of all feeds, the list, and under a
// hairline what there is to say of the one under the cursor.

// popupWidth is how wide the popup would like to be.
const popupWidth = 100

// BrokenSign marks a feed that is broken, for terminals without colours too.
const BrokenSign = "!"

// inside is how wide the text of the popup is.
func inside(at canvas.Area) int { return max(at.Width-2, 0) }

// room is how many lines the window has for the popup's text.
func (v *View) room() int { return max(v.Window.Height-3, 3) - 2*v.Window.Edge() }

// aboutLines is how many lines are kept for what there is to say of one feed, so that
// nothing moves when the cursor does; with the hairline over them.
func (v *View) aboutLines() int {
	room, wanted := v.room(), 6
	if v.Window.Width < 60 {
		wanted = 9
	}
	if len(v.all) == 0 || room < 6 {
		return 0
	}
	return min(wanted, room/2)
}

// intro is what stands over the list.
func (v *View) intro(width int) []string {
	text := ""
	switch {
	case len(v.all) == 0 && v.Editable():
		_, text = v.Words.FirstFeed(v.Keys.KeyOf("feeds.add"))
	case len(v.all) == 0:
		text = v.Words.NoFeeds() + v.Words.Space() + v.Words.FeedsServed()
	case !v.Editable():
		text = v.Words.FeedsServed()
	default:
		return nil
	}
	most := 1
	if room := v.room(); room >= 10 {
		most = 5
	}
	var lines []string
	for _, text := range render.WrapLines(text, max(width-2, 1), most) {
		lines = append(lines, canvas.NewLine(width).Skip(v.Window.Styles.Dim, 1).Put(v.Window.Styles.Dim, text).String())
	}
	if most > 1 {
		lines = append(lines, canvas.NewLine(width).String())
	}
	return lines
}

// area is where the popup stands.
func (v *View) area() canvas.Area {
	width := inside(v.Window.Frame(popupWidth, v.Window.Height))
	lines := len(v.intro(width)) + v.whole + v.aboutLines()
	return v.Window.Frame(popupWidth, min(lines, max(v.room(), 1))+2*v.Window.Edge())
}

// rowsShown is how many rows of the list there is room for.
func (v *View) rowsShown() int {
	at := v.area()
	return max(at.Height-2*v.Window.Edge()-len(v.intro(inside(at)))-v.aboutLines(), 0)
}

// Draw draws the popup over what is there.
func (v *View) Draw(c *canvas.Canvas) {
	at := v.area()
	width, shown := inside(at), v.rowsShown()
	v.scroll(shown)
	body := v.intro(width)
	for i := v.top; i < v.top+shown; i++ {
		text := ""
		switch {
		case i < len(v.rows):
			text = v.drawRow(v.rows[i], width, i == v.cursor)
		case i == 0 && v.filter.isOn():
			none := v.Words.NoFeedFound() + v.Words.Space() + v.Words.ShowsAllFeeds(v.Keys.KeyOf("popup.close"))
			text = canvas.NewLine(width).Skip(v.Window.Styles.Dim, 1).Put(v.Window.Styles.Dim, none).String()
		}
		body = append(body, text)
	}
	if v.aboutLines() > 0 {
		body = append(body, v.Window.Styles.Hairline.Render(strings.Repeat("─", width)))
		body = append(body, v.about(width, v.aboutLines()-1)...)
	}
	c.Popup(at, v.Window.Above(), v.Window.Boxed(v.Words.TitleFeeds()+v.filterText(), v.corner(shown), body, at))
	c.PutCursor(at.X+1, at.Y+v.Window.Edge()+len(v.intro(width))+v.cursor-v.top)
}

// corner stands at the right of the title: what is being fetched, else which row of how
// many the cursor is on.
func (v *View) corner(shown int) string {
	switch {
	case v.status.Fetching:
		return v.Words.FeedProgress(v.status)
	case v.filter.isOn():
		return v.Words.FeedsFound(v.listed(), len(v.all))
	case len(v.rows) <= shown || len(v.all) == 0:
		return ""
	}
	before := 0
	for _, r := range v.rows[:v.cursor] {
		if r.feed != nil {
			before++
		}
	}
	return v.Words.Position(before+1, len(v.all))
}

// scroll keeps the cursor visible, with the category over it where there is room.
func (v *View) scroll(shown int) {
	v.move(0)
	first := v.cursor
	if shown > 1 && first > 0 && v.rows[first-1].heading != nil {
		first--
	}
	v.top = min(v.top, first)
	v.top = max(v.top, v.cursor-max(shown, 1)+1, 0)
	v.top = min(v.top, max(0, len(v.rows)-shown))
}

// The columns at the right end of a row, in cells, where there is room for all.
const (
	stateColumn = 9
	countColumn = 15
	whenColumn  = 14
	allColumns  = stateColumn + countColumn + whenColumn
	columnsFrom = 66
)

func (v *View) drawRow(r row, width int, current bool) string {
	s := &v.Window.Styles.Plain
	if current {
		s = &v.Window.Styles.Selected
	}
	l := canvas.NewLine(width)
	l.Put(s.Mark, s.Sign).To(s.Text, 1)
	switch {
	case r.heading != nil:
		return l.Put(s.Dim, strings.Join(r.heading, words.PathArrow)).String()
	case r.suggested != nil:
		return v.drawSuggestion(l, r.suggested, s)
	}
	feed, text := r.feed, s.Text
	switch feed.State {
	case model.FeedBroken:
		l.Put(s.Strong, BrokenSign)
		text = s.Strong
	case model.FeedPaused:
		text = s.Dim
	default:
	}
	l.To(s.Text, indentOf(feed))
	l.Styled(canvas.NewLine(v.nameRoom(feed, width)).Put(text, feed.Name).End(s.Text)).Skip(s.Text, 1)
	state, when := v.Words.FeedWord(feed.State), v.newest(feed)
	if width < columnsFrom {
		l.Right(s.Dim, cmp.Or(state, when), 1)
		return l.End(s.Text)
	}
	l.Styled(canvas.NewLine(stateColumn).Put(s.Dim, state).End(s.Text))
	for _, column := range []struct {
		text  string
		width int
	}{{v.Words.Articles(feed.Articles), countColumn}, {when, whenColumn}} {
		cell := canvas.NewLine(column.width)
		cell.Right(s.Dim, column.text, 0)
		l.Styled(cell.End(s.Text))
	}
	return l.End(s.Text)
}

// indentOf is where the name of a feed begins.
func indentOf(feed *model.Subscription) int {
	if len(feed.Category) > 0 {
		return 5
	}
	return 3
}

// nameRoom is how many cells there are for the name of a feed.
func (v *View) nameRoom(feed *model.Subscription, width int) int {
	room := width - indentOf(feed)
	if width >= columnsFrom {
		return room - allColumns - 2
	}
	return room - ansi.StringWidth(cmp.Or(v.Words.FeedWord(feed.State), v.newest(feed))) - 2
}

// newest is when the last article of a feed came, as a reader says it.
func (v *View) newest(feed *model.Subscription) string {
	if feed.News.IsZero() {
		return ""
	}
	return v.Words.When(feed.News.In(v.Zone), v.Now().In(v.Zone))
}

// drawSuggestion draws a feed to begin with, with the key that follows it.
func (v *View) drawSuggestion(l *canvas.Line, feed *model.FeedCandidate, s *canvas.RowStyles) string {
	for i, r := range v.rows {
		if r.suggested == feed {
			l.Put(s.Strong, v.Keys.KeyOf("feed.suggestion_"+strconv.Itoa(i+1)))
		}
	}
	l.To(s.Text, 4)
	site := siteOf(feed.Address)
	right := min(ansi.StringWidth(site), l.Room()/2)
	l.Styled(canvas.NewLine(l.Room()-right-2).Put(s.Text, feed.Name).End(s.Text))
	l.Right(s.Dim, render.Truncate(site, right), 1)
	return l.End(s.Text)
}

// about is what there is to say of the feed under the cursor: first what is wrong with
// it. What was just told stands there where the line at the foot is too short for it.
func (v *View) about(width, lines int) []string {
	s := v.Window.Styles
	var all []string
	add := func(p canvas.Paint, text string) {
		for _, row := range render.WrapLines(text, max(width-2, 1), max(lines-len(all), 1)) {
			if len(all) < lines {
				all = append(all, canvas.NewLine(width).Skip(p, 1).Put(p, row).String())
			}
		}
	}
	feed := v.current()
	switch long, p := v.tooLong(); {
	case long != "":
		add(p, long)
	case feed != nil:
		if v.nameRoom(feed, width) < ansi.StringWidth(feed.Name) {
			add(s.Strong, feed.Name)
		}
		if trouble := v.trouble(feed); trouble != "" {
			add(s.Text, trouble)
		}
		if feed.PagesFailed > 0 && v.Editable() {
			add(s.Text, v.Words.PagesFailed(feed.PagesFailed, v.Keys.KeyOf("article.full_text")))
		}
		add(s.Dim, v.Words.FeedTimes(feed, v.Now(), v.Zone))
		if feed.Address != "" {
			add(s.Dim, feed.Address)
		}
	}
	for len(all) < lines {
		all = append(all, canvas.NewLine(width).String())
	}
	return all
}

// tooLong is what was just told, if the line at the foot has no room for it.
func (v *View) tooLong() (told string, p canvas.Paint) {
	told, indent := v.Notice(), 1
	p = v.Window.Styles.Accent
	if v.line != nil && v.line.refused != "" {
		told, indent, p = v.line.refused, 2+ansi.StringWidth(v.line.sign), v.Window.Styles.Failure
	}
	if ansi.StringWidth(told)+indent <= v.Window.Width {
		return "", p
	}
	return told, p
}
