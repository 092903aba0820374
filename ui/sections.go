package ui

import "slices"

// sections are all commands in the order of the help, each once.
func (a *App) sections() []section {
	h, w := a.home, a.words
	filter, search, find := &prompt{home: h}, &prompt{home: h, kind: searchLine}, &prompt{home: h, kind: findLine}
	name := &naming{prompt: filter}
	choose, links := &menu{desk: a.desk(), input: newField("")}, &menu{desk: a.desk()}
	reading := popupRows(a.desk(), nil, nil, 0)
	return []section{
		{"everywhere", w.titleMoving(), h.moveRows()},
		{"tree", w.titleCategories(), append(slices.Delete(h.treeRows(), 3, 4), h.categoryRows()...)},
		{"list", w.titleHeadlines(), append(h.listRows(), h.headlineRows()...)},
		{"article", w.titleArticle(), append(h.articleRows()[:2], h.readingRows()...)},
		{"find", w.titleFind(), h.findRows()},
		{"everywhere", w.titleMarks(), h.markRows()},
		{"everywhere", w.titleEverywhere(), append(a.rows(), a.quitRows()...)},
		{"filter line", w.titleFilterLine(), filter.commands()},
		{"search line", w.titleSearchLine(), search.commands()},
		{"name line", w.titleNameLine(), name.commands()},
		{"find line", w.titleFindLine(), find.commands()},
		{"menu", w.titleMenus(), choose.typingRows()},
		{"popup", w.titlePopups(), append(reading, a.linkRows(links)...)},
	}
}

// keyboards are the sets of rows that listen at the same time.
func (a *App) keyboards() []keyboard {
	h := a.home
	filter, search, find := &prompt{home: h}, &prompt{home: h, kind: searchLine}, &prompt{home: h, kind: findLine}
	name := &naming{prompt: filter}
	choose, links := &menu{desk: a.desk(), input: newField("")}, &menu{desk: a.desk()}
	all := []keyboard{
		{screen: "menu", typing: true, rows: choose.typingRows()},
		{screen: "popup", rows: append(popupRows(a.desk(), nil, nil, 0), a.linkRows(links)...)},
		{screen: "find", rows: h.findRows()},
		{screen: "filter line", typing: true, rows: filter.commands()},
		{screen: "search line", typing: true, rows: search.commands()},
		{screen: "name line", typing: true, rows: name.commands()},
		{screen: "find line", typing: true, rows: find.commands()},
	}
	for _, rows := range [][]Command{h.treeRows(), h.listRows(), h.articleRows()} {
		all = append(all, keyboard{rows: append(append(rows, h.sharedRows()...), a.rows()...)})
	}
	for i := range all {
		all[i].rows = a.keys.bind(append(all[i].rows, a.quitRows()...))
	}
	return all
}
