package subscriptions

import (
	"cmp"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/popup"
)

// This file holds the commands of the popup and of feeds as such, and what the mouse
// does.

// Rows are the commands about feeds that work over the screen too.
func (v *View) Rows() []command.Command {
	off := ""
	if !v.Exists() {
		off = v.offNone()
	}
	offLook := ""
	if v.Look == nil {
		offLook = cmp.Or(v.offFixed(), v.offNothingFollowed())
	}
	return []command.Command{
		{Name: "feeds.fetch", Off: offLook, Run: v.lookForNews},
		{Name: "feeds.list", Off: off, Run: v.Start},
		{Name: "feeds.add", Off: v.offFixed(), Run: v.startAdding},
	}
}

// SuggestionRows are the commands that follow what is suggested.
func (v *View) SuggestionRows() []command.Command {
	var rows []command.Command
	for i, s := range v.Suggestions() {
		feed := model.FeedCandidate{Name: s.Name, Address: s.Address}
		rows = append(rows, command.Command{Name: fmt.Sprintf("feed.suggestion_%d", i+1), Run: func() tea.Cmd { return v.follow(feed) }})
	}
	return rows
}

// Commands are those that are bound while the popup is there.
func (v *View) Commands() []command.Command {
	common := v.Options.Options
	common.Close = v.back
	rows := append(v.SuggestionRows(), popup.Commands(common, v.move, func() int { return max(1, v.rowsShown()) }, len(v.rows))...)
	if last := &rows[len(rows)-1]; v.filter.isOn() { // that which closes
		last.Short = v.Words.ShortAll()
	}
	fixed, feed := v.offFixed(), v.offNoFeed()
	editing := cmp.Or(fixed, feed)
	short := ""
	if len(v.Suggestions()) > 0 {
		short = v.Words.ShortFollow()
	}
	rows = append(rows,
		command.Command{Name: "feed.open", Short: short, Off: v.offNothing(), Run: v.choose},
		command.Command{Name: "feed.find", Off: v.offNothingFollowed(), Run: v.startFinding},
		command.Command{Name: "feed.broken", Off: cmp.Or(v.offNothingFollowed(), v.offNoneBroken()), Run: v.onlyBroken},
		command.Command{Name: "feed.copy", Off: v.offNoAddress(), Run: v.copyAddress},
		command.Command{Name: "feed.fetch", Off: editing, Run: func() tea.Cmd { return v.fetch(model.FeedSelection{Key: v.currentKey()}) }},
		command.Command{Name: "feed.fetch_category", Off: editing, Run: v.fetchCategory},
		command.Command{Name: "feed.rename", Off: editing, Run: v.startRenaming},
		command.Command{Name: "feed.move", Off: editing, Run: v.startMoving},
		command.Command{Name: "feed.pause", Off: editing, Run: v.pause},
		command.Command{Name: "feed.remove", Off: editing, Run: v.remove},
		command.Command{Name: "feed.undo", Off: v.offNothingRemoved(), Run: v.restore},
		command.Command{Name: "feed.discard", Off: v.offNothingToDiscard(), Run: v.discard},
	)
	for _, row := range v.Rows() {
		if row.Name != "feeds.list" {
			rows = append(rows, row)
		}
	}
	return rows
}

// Hints are the commands that the footer names.
func (v *View) Hints() []command.Hint {
	return []command.Hint{
		{"feed.find"}, {"feeds.fetch"}, {"feed.move"}, {"feed.rename"}, {"feed.pause"}, {"feed.fetch"}, {"feed.remove"}, {"feeds.add"}, {"feed.open"}, {"popup.close"},
	}
}

// offFixed says why the reader can change nothing.
func (v *View) offFixed() string {
	switch {
	case v.Editor != nil:
		return ""
	case !v.Exists():
		return v.offNone()
	}
	return v.Words.FeedsServed()
}

// offNone says why there are no feeds here.
func (v *View) offNone() string {
	if v.Elsewhere != "" {
		return v.Words.OffFeedsElsewhere(v.Elsewhere)
	}
	return v.Words.OffNoFeeds()
}

func (v *View) offNothingFollowed() string {
	if len(v.all) == 0 {
		return v.Words.OffNothingFollowed(v.Keys.KeyOf("feeds.add"))
	}
	return ""
}

func (v *View) offNoFeed() string {
	if v.current() == nil {
		return v.Words.OffNoFeed()
	}
	return ""
}

// offNothing says why there is nothing to choose.
func (v *View) offNothing() string {
	if len(v.rows) == 0 {
		return v.Words.OffNoFeed()
	}
	return ""
}

func (v *View) offNoAddress() string {
	switch s := v.current(); {
	case s == nil:
		return v.Words.OffNoFeed()
	case s.Address == "":
		return v.Words.OffNoFeedAddress()
	}
	return ""
}

func (v *View) offNothingRemoved() string {
	if len(v.removed) == 0 {
		return v.Words.OffNothingRemoved()
	}
	return ""
}

func (v *View) offNothingToDiscard() string {
	if n := len(v.removed); n == 0 || v.removed[n-1].discarded || v.find(v.removed[n-1].key) != nil {
		return v.Words.OffNothingToDiscard(v.Keys.KeyOf("feed.remove"))
	}
	return ""
}

// choose lists the articles of the feed under the cursor, or follows what is suggested.
func (v *View) choose() tea.Cmd {
	if s := v.rows[v.cursor].suggested; s != nil {
		return v.follow(*s)
	}
	path := v.current().Path()
	v.Close()
	return v.Show(path)
}

func (v *View) copyAddress() tea.Cmd { return v.Copy(v.current().Address) }

// Letters takes a key that is no command's.
func (v *View) Letters(tea.KeyPressMsg) tea.Cmd { return nil }

// Paste begins to add a feed with an address that was pasted.
func (v *View) Paste(text string) tea.Cmd {
	if off := v.offFixed(); off != "" {
		v.Say(off)
		return nil
	}
	v.startAdding()
	return v.line.Paste(text)
}

// Click chooses the row that was hit, and a second time does what enter does; a click
// beside the popup closes it.
func (v *View) Click(x, y int) tea.Cmd {
	at := v.area()
	if !at.Contains(x, y) {
		v.Close()
		return nil
	}
	hit := y - at.Y - v.Window.Edge() - len(v.intro(inside(at)))
	if hit < 0 || hit >= v.rowsShown() || v.top+hit >= len(v.rows) || v.rows[v.top+hit].heading != nil {
		return nil
	}
	if again := v.cursor == v.top+hit; again {
		return v.choose()
	}
	v.cursor = v.top + hit
	return nil
}

// Wheel moves the cursor.
func (v *View) Wheel(_, _, lines int) tea.Cmd {
	v.move(lines / canvas.WheelLines)
	return nil
}
