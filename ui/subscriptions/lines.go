package subscriptions

import (
	"context"
	"net/url"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/popup"
	"broadsheet/ui/prompt"
	"broadsheet/ui/words"
)

// line is what an address or a name is typed into, at the foot of the window, over the
// popup.
type line struct {
	*prompt.Line
	view    *View
	sign    string // stands before what is typed
	keep    func(text string) tea.Cmd
	hint    string // what is to be typed
	told    string // what is going on; empty: nothing
	refused string // why what was typed is not taken
}

// startLine opens a line. keep takes what was typed.
func (v *View) startLine(sign, text, hint string, keep func(text string) tea.Cmd) tea.Cmd {
	l := &line{view: v, sign: sign, keep: keep, hint: hint}
	l.Line = prompt.New(prompt.Options{
		Context: v.Context, Window: v.Window, Keys: v.Keys, Words: v.Words, Say: v.Say, Sign: sign, Text: text,
	}, l)
	v.line = l
	v.Push(l)
	return nil
}

// Commands are those that are bound while something is typed.
func (l *line) Commands() []command.Command {
	return []command.Command{
		{Name: "feedline.keep", Run: func() tea.Cmd { return l.keep(strings.Join(strings.Fields(l.Text()), " ")) }},
		{Name: "feedline.drop", Run: command.Does(l.view.closeLine)},
	}
}

// Hints are the commands that the line names.
func (l *line) Hints() []command.Hint { return []command.Hint{{"feedline.keep"}, {"feedline.drop"}} }

// Typed gives the text another chance.
func (l *line) Typed() tea.Cmd {
	l.view.finding.Drop()
	l.refused, l.told = "", ""
	return nil
}

// Refusal says why the text was not taken.
func (l *line) Refusal() string { return l.refused }

// Found is nothing: nothing that is typed is completed.
func (l *line) Found() string { return "" }

// PutOutcome puts what is going on, or what is to be typed.
func (l *line) PutOutcome(c *canvas.Line) {
	s := l.view.Window.Styles
	switch {
	case l.refused != "":
		c.Put(s.Failure, l.refused)
	case l.told != "":
		c.Put(s.Accent, l.told)
	default:
		c.Put(s.Dim, l.hint)
	}
}

// Click beside the line leaves everything as it is.
func (l *line) Click(int, int) tea.Cmd { return nil }

// Wheel moves the cursor of the list.
func (l *line) Wheel(x, y, lines int) tea.Cmd { return l.view.Wheel(x, y, lines) }

// closeLine takes the line away, with what was asked for it.
func (v *View) closeLine() {
	if v.line == nil {
		return
	}
	v.finding.Drop()
	v.line = nil
	v.Pop()
}

// startAdding asks for the address of a feed.
func (v *View) startAdding() tea.Cmd {
	v.Start()
	return v.startLine(v.Words.AddressSign(), "", v.Words.AddressHint(), v.look)
}

// StartAddingWith asks for the address of a feed, with what was pasted.
func (v *View) StartAddingWith(text string) tea.Cmd {
	v.Start()
	return v.Paste(text)
}

// look looks which feeds there are at an address.
func (v *View) look(address string) tea.Cmd {
	if address == "" {
		v.line.refused = v.Words.AddressMissing()
		return nil
	}
	v.line.refused = ""
	v.line.told = v.Words.LookingAt(siteOf(address), v.Keys.KeyOf("feedline.drop"))
	return v.finding.Ask(v.Context, func(ctx context.Context) tea.Msg {
		feeds, err := v.Editor.Find(ctx, address)
		return found{address: address, feeds: feeds, err: err}
	})
}

// siteOf is what a reader knows an address by.
func siteOf(address string) string {
	whole := address
	if !strings.Contains(address, "://") {
		whole = "https://" + address
	}
	parsed, err := url.Parse(whole)
	if err != nil || parsed.Host == "" {
		return address
	}
	return strings.TrimPrefix(parsed.Host, "www.")
}

// mostFeeds is how many feeds of a site are offered.
const mostFeeds = 100

// receiveFound follows the only feed that there is, or lets the reader choose.
func (v *View) receiveFound(f found) tea.Cmd {
	if v.line == nil {
		return nil
	}
	if f.err == nil && len(f.feeds) == 0 {
		f.err = &model.FeedError{Kind: model.FeedNoneFound, What: siteOf(f.address)}
	}
	if f.err != nil {
		v.line.told, v.line.refused = "", v.reason(f.err)
		return nil
	}
	v.closeLine()
	if len(f.feeds) == 1 {
		only := f.feeds[0]
		only.Name = bounded(only.Name)
		return v.follow(only)
	}
	return v.startChoosing(siteOf(f.address), f.feeds[:min(len(f.feeds), mostFeeds)])
}

// startChoosing lets the reader choose one of several feeds.
func (v *View) startChoosing(site string, feeds []model.FeedCandidate) tea.Cmd {
	var all []popup.Entry
	for _, feed := range feeds {
		feed.Name = bounded(feed.Name)
		if v.Window.Width < 60 {
			feed.Format = ""
		}
		e := popup.Entry{
			Text: feed.Name, Right: v.Words.Candidate(feed, v.Now().In(v.Zone)), Value: feed.Address,
			Run: func() tea.Cmd { return v.follow(feed) },
		}
		if e.Text == "" {
			e.Text, e.Path = bounded(feed.Address), true
		}
		all = append(all, e)
	}
	return v.startMenu(v.Words.TitleCandidates(site), func(typed string) []popup.Entry { return popup.Matching(all, typed) })
}

// startMenu opens a menu over the popup.
func (v *View) startMenu(title string, entries func(typed string) []popup.Entry) tea.Cmd {
	o := v.Options.Options
	o.Close = v.Pop
	m := &popup.Menu{Options: o, Title: title, None: v.Words.NoCategory(), Input: canvas.NewField(""), Entries: entries}
	m.Open()
	v.Push(m)
	return nil
}

// startRenaming asks for another name of the feed under the cursor.
func (v *View) startRenaming() tea.Cmd {
	s := *v.current()
	return v.startLine(v.Words.NameSign(), s.Name, v.Words.FeedNameHint(), func(name string) tea.Cmd {
		if name == "" {
			v.line.refused = v.Words.FeedNameMissing()
			return nil
		}
		v.closeLine()
		if name == s.Name {
			return nil
		}
		return v.rename(s.Key, name)
	})
}

// startMoving lets the reader choose another category for the feed under the cursor, or
// type a new one.
func (v *View) startMoving() tea.Cmd {
	s := *v.current()
	var all []popup.Entry
	for _, category := range v.categories() {
		name := strings.Join(category, words.PathArrow)
		if name == "" {
			name = v.Words.NoCategoryAbove()
		}
		all = append(all, popup.Entry{Text: name, Run: func() tea.Cmd { return v.moveTo(s, category) }})
	}
	return v.startMenu(v.Words.TitleMove(s.Name), func(typed string) []popup.Entry {
		rows := popup.Matching(all, typed)
		category := pathOf(typed)
		name := strings.Join(category, words.PathArrow)
		if name == "" || slices.ContainsFunc(all, func(e popup.Entry) bool { return e.Text == name }) {
			return rows
		}
		return append(rows, popup.Entry{Text: v.Words.NewCategory(name), Run: func() tea.Cmd { return v.moveTo(s, category) }})
	})
}

// pathOf is the path of a category as a reader types it: A/B, or with the arrows that
// the program shows.
func pathOf(typed string) []string {
	var path []string
	for part := range strings.FieldsFuncSeq(typed, func(r rune) bool { return r == '/' || r == '›' || r == '／' }) {
		if name := strings.TrimSpace(part); name != "" {
			path = append(path, name)
		}
	}
	return path
}

// categories are all that feeds are in, those above them too, and no category first.
func (v *View) categories() [][]string {
	all := [][]string{nil}
	seen := map[string]bool{"": true}
	for _, s := range v.all {
		for i := range s.Category {
			path := s.Category[:i+1]
			if key := model.CategoryKey(path); !seen[key] {
				seen[key] = true
				all = append(all, path)
			}
		}
	}
	return all
}
