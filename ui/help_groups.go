package ui

import (
	"slices"

	"broadsheet/ui/command"
	"broadsheet/ui/words"
)

// This file says what the help has, in which order: what one reads with, then what
// works where the reader is, then the rest, and last, in few lines, how a line that is
// typed into is edited. Each command stands there once.

// helpGroups are the parts of the help.
func (a *App) helpGroups() []helpGroup {
	byName := map[string]command.Command{}
	sections := a.helpSections()
	for _, s := range sections {
		for _, c := range s.Commands {
			byName[c.Name] = c
		}
	}
	var reading []command.Command
	for _, name := range readingNames() {
		if c, found := byName[name]; found {
			reading = append(reading, c)
		}
	}
	groups := []helpGroup{{title: a.words.TitleReading(), rows: a.helpRows(reading)}}
	for _, s := range sections {
		rest := slices.DeleteFunc(slices.Clone(s.Commands), func(c command.Command) bool { return slices.Contains(readingNames(), c.Name) })
		if typing := slices.Contains(typingScreens(), s.Screen); !typing && len(rest) > 0 {
			groups = append(groups, helpGroup{title: s.Title, rows: a.helpRows(rest)})
		}
	}
	return append(groups, helpGroup{title: a.words.TitleTyping(), rows: a.typingHelp(byName)})
}

// helpSections are the sections of the table, the one for where the reader is before
// the others.
func (a *App) helpSections() []command.Section {
	here := map[pane]string{treePane: "tree", listPane: "list", articlePane: "article"}[a.home.focus]
	if a.home.focus == articlePane && a.home.article.Finding() {
		here = "find"
	}
	all := a.keys.Help()
	if !a.feeds.Exists() {
		all = slices.DeleteFunc(all, func(s command.Section) bool { return s.Screen == "list of feeds" })
	}
	for i := range all {
		all[i].Commands = slices.DeleteFunc(all[i].Commands, func(c command.Command) bool { return a.missing(c.Name) })
	}
	all = slices.DeleteFunc(all, func(s command.Section) bool { return len(s.Commands) == 0 })
	at := slices.IndexFunc(all, func(s command.Section) bool { return s.Screen == here })
	return slices.Concat(all[at:at+1], all[:at], all[at+1:])
}

// readingNames are the commands that one reads with, the first ones first.
func readingNames() []string {
	return []string{
		"move.down", "move.up", "list.open", "move.page_down", "move.page_up", "next.unread", "previous.unread",
		"pane.left", "pane.right", "category.choose", "category.1", "category.2", "category.3", "category.4", "category.5",
		"category.6", "category.7", "category.8", "category.9", "category.all", "list.filter", "list.search",
		"article.links", "mark.read", "mark.star", "mark.undo", "mark.redo", "app.step_back", "app.back", "app.help", "app.commands",
	}
}

// typingScreens are the sections whose lines are told of together.
func typingScreens() []string {
	return []string{"filter line", "search line", "name line", "find line", "address line", "menu", "popup"}
}

// pair is a command that leads back, and what it and the other do together.
type pair struct {
	back string
	help words.Said
}

// pairs are the commands that are one line of the help with the one after them.
func pairs() map[string]pair {
	return map[string]pair{
		"move.down":      {"move.up", words.Both("down, up", "向下、向上")},
		"move.half_down": {"move.half_up", words.Both("half a page down, up", "向下、向上半页")},
		"move.first":     {"move.last", words.Both("to the top, to the end", "到开头、末尾")},
		"pane.next":      {"pane.previous", words.Both("next, previous pane", "下一栏、上一栏")},
		"pane.left":      {"pane.right", words.Both("to the pane on the left, on the right", "到左边、右边一栏")},
		"next.unread":    {"previous.unread", words.Both("next, previous unread article", "下一篇、上一篇未读")},
		"next.article":   {"previous.article", words.Both("next, previous article", "下一篇、上一篇")},
		"article.wider":  {"article.narrower", words.Both("longer, shorter lines", "加长、缩短每行")},
		"find.next":      {"find.previous", words.Both("next, previous match", "下一处、上一处")},
		"mark.undo":      {"mark.redo", words.Both("undo, redo the last mark", "撤销、重做上一次标记")},
	}
}

// helpRows are the rows of a group. Neighbours that do the same, such as the nine
// categories, are one row, and so are those that go there and back.
func (a *App) helpRows(commands []command.Command) []helpRow {
	var all []helpRow
	together := pairs()
	for i := 0; i < len(commands); {
		row := helpRow{help: commands[i].Help}
		var keys []string
		n := 0
		for ; i+n < len(commands) && commands[i+n].Help == row.help; n++ {
			keys = append(keys, commands[i+n].Keys...)
			_, also := a.keys.Spoken(commands[i+n].Name)
			row.also = append(row.also, also...)
		}
		both := together[commands[i].Name]
		switch {
		case n > 2:
			row.keys = command.KeyName(keys[0]) + "…" + command.KeyName(keys[len(keys)-1])
		case i+1 < len(commands) && commands[i+1].Name == both.back:
			row.help, n = a.words.Say(both.help), 2
			keys = append(keys, commands[i+1].Keys...)
			row.also = append(row.also, commands[i].Help, commands[i+1].Help)
			fallthrough
		default:
			row.keys = command.KeyNames(keys)
		}
		all = append(all, row)
		i += n
	}
	return all
}

// typingHelp says in few lines how lines are typed into, with the keys of the filter
// line for all of them.
func (a *App) typingHelp(byName map[string]command.Command) []helpRow {
	keys := func(names ...string) string {
		var first []string
		for _, name := range names {
			first = append(first, byName[name].Keys[:min(1, len(byName[name].Keys))]...)
		}
		return command.KeyNames(first)
	}
	w := a.words
	return []helpRow{
		{keys: keys("filter.keep", "filter.drop"), help: w.TypingKeeps()},
		{keys: keys("filter.complete", "filter.complete_back"), help: w.TypingCompletes()},
		{keys: keys("filter.down", "filter.up"), help: w.TypingMoves()},
		{keys: keys("filter.save"), help: byName["filter.save"].Help},
		{keys: keys("searchline.order"), help: byName["searchline.order"].Help},
		{keys: "ctrl+w ctrl+u", help: w.TypingEdits()},
		{keys: keys("links.open", "links.copy"), help: w.LinksHelp()},
	}
}
