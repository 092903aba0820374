package subscriptions

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/model/fold"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/prompt"
	"broadsheet/ui/words"
)

// filter is what is left out of the list.
type filter struct {
	typed  string // names, categories and addresses have it; empty: all
	broken bool   // only what is broken
}

// isOn says whether anything may be left out.
func (f filter) isOn() bool { return f.typed != "" || f.broken }

// filtered are the feeds that are listed, in their order.
func (v *View) filtered() []*model.Subscription {
	matcher := fold.NewMatcher(v.filter.typed)
	var listed []*model.Subscription
	for i := range v.all {
		s := &v.all[i]
		if v.filter.broken && s.State != model.FeedBroken {
			continue
		}
		// What is beside each other matches together: "news ferry" is a feed of a category.
		if _, matches := matcher.Match(strings.Join(s.Path(), words.PathArrow) + " " + s.Address); matches {
			listed = append(listed, s)
		}
	}
	return listed
}

// setFilter lists what another filter leaves. The cursor stays on its feed, or goes to
// the first one.
func (v *View) setFilter(f filter) {
	current := v.currentKey()
	v.filter = f
	v.listRows()
	if v.currentKey() != current {
		v.cursor, v.top = 0, 0
		v.move(0)
	}
}

// reveal drops the filter if it hides a feed that the reader has just got.
func (v *View) reveal(key string) {
	if v.goTo(key); v.currentKey() != key && v.find(key) != nil {
		v.setFilter(filter{})
		v.goTo(key)
	}
}

// onlyBroken lists the broken feeds alone, or all again.
func (v *View) onlyBroken() tea.Cmd {
	f := v.filter
	f.broken = !f.broken
	v.setFilter(f)
	return nil
}

// back drops the filter, else it closes the popup.
func (v *View) back() {
	if v.filter.isOn() {
		v.setFilter(filter{})
		return
	}
	v.Close()
}

// offNoneBroken says why there are no broken feeds to list.
func (v *View) offNoneBroken() string {
	if len(v.Broken()) == 0 && !v.filter.broken {
		return v.Words.OffNoneBroken()
	}
	return ""
}

// filterText is what is filtered, for the title; empty: nothing is.
func (v *View) filterText() string {
	text := ""
	if v.filter.broken {
		text += " · " + v.Words.FeedWord(model.FeedBroken)
	}
	if v.filter.typed != "" {
		text += " · " + v.Words.Quoted(v.filter.typed)
	}
	return text
}

// finder is the line that a part of a feed's name is typed into.
type finder struct {
	*prompt.Line
	view   *View
	before filter
}

// startFinding asks for a part of a name, and lists what has it while it is typed.
func (v *View) startFinding() tea.Cmd {
	f := &finder{view: v, before: v.filter}
	f.Line = prompt.New(prompt.Options{
		Context: v.Context, Window: v.Window, Keys: v.Keys, Words: v.Words, Say: v.Say, Sign: "/", Text: v.filter.typed,
	}, f)
	v.Push(f)
	return nil
}

// Commands are those that are bound while something is typed.
func (f *finder) Commands() []command.Command {
	return []command.Command{
		{Name: "feedfind.keep", Run: command.Does(f.view.Pop)},
		{Name: "feedfind.drop", Run: command.Does(func() {
			f.view.setFilter(f.before)
			f.view.Pop()
		})},
		{Name: "feedfind.down", Run: command.Does(func() { f.view.move(1) })},
		{Name: "feedfind.up", Run: command.Does(func() { f.view.move(-1) })},
	}
}

// Hints are the commands that the line names.
func (f *finder) Hints() []command.Hint { return []command.Hint{{"feedfind.keep"}, {"feedfind.drop"}} }

// Typed lists what has the text.
func (f *finder) Typed() tea.Cmd {
	f.view.setFilter(filter{typed: strings.Join(strings.Fields(f.Text()), " "), broken: f.view.filter.broken})
	return nil
}

// Refusal is nothing: any text will do.
func (f *finder) Refusal() string { return "" }

// Found is nothing: nothing that is typed is completed.
func (f *finder) Found() string { return "" }

// PutOutcome puts how many feeds are listed, or what may be typed.
func (f *finder) PutOutcome(l *canvas.Line) {
	v, s := f.view, f.view.Window.Styles
	switch {
	case v.filter.typed == "":
		l.Put(s.Dim, v.Words.FindFeedHint())
	case v.listed() == 0:
		l.Put(s.Failure, v.Words.NoFeedFound())
	default:
		l.Put(s.Accent, v.Words.FeedsFound(v.listed(), len(v.all)))
	}
}

// Click on a row of the list keeps the filter; beside it, too.
func (f *finder) Click(x, y int) tea.Cmd {
	f.view.Pop()
	return f.view.Click(x, y)
}

// Wheel moves the cursor of the list.
func (f *finder) Wheel(x, y, lines int) tea.Cmd { return f.view.Wheel(x, y, lines) }

// listed is how many feeds are in the list.
func (v *View) listed() int {
	n := 0
	for _, r := range v.rows {
		if r.feed != nil {
			n++
		}
	}
	return n
}
