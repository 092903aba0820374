package ui

import "slices"

// This file has every command there is, in the order of the help: its name, its
// keys, and what it is called in each language.

// row is what there is to say of a command.
type row struct {
	name  string // "list.open": the word in the config
	keys  string // the usual ones, with blanks between them, as Bubble Tea names them
	help  said   // what it does
	short said   // the same in a word for the footer; empty: never there
}

// section is a group of commands under a title, as the help shows them.
type section struct {
	screen string // where they work, as README and manual have it
	title  said
	rows   []row
}

// sections are all commands, each once, in the order of the help.
func sections() []section {
	return []section{
		{"everywhere", both("Moving", "移动"), moveKeys()},
		{"tree", both("Categories", "分类"), slices.Concat(treeKeys(), choiceKeys())},
		{"list", both("Headlines", "标题"), slices.Concat(listKeys(), headlineKeys())},
		{"article", both("Article", "文章"), slices.Concat(articleKeys(), readingKeys())},
		{"find", both("After a find", "查找之后"), matchKeys()},
		{"everywhere", both("Marks", "标记"), markKeys()},
		{"everywhere", both("Everywhere", "随时可用"), slices.Concat(commonKeys(), quitKeys())},
		{"filter line", both("The filter line", "筛选行"), filterLineKeys()},
		{"search line", both("The search line", "搜索行"), searchLineKeys()},
		{"name line", both("The name of a view", "视图名称"), nameLineKeys()},
		{"find line", both("The find line", "查找行"), findLineKeys()},
		{"menu", both("Lists to type into", "可输入的列表"), menuKeys()},
		{"popup", both("Popups", "弹出窗口"), slices.Concat(popupKeys(), linkKeys())},
	}
}

// keyboard is a set of commands that listen at the same time.
type keyboard struct {
	typing bool // letters are text there
	rows   []row
}

// keyboards are all that there are.
func keyboards() []keyboard {
	shared := slices.Concat(headlineKeys(), readingKeys(), markKeys(), choiceKeys(), moveKeys(), commonKeys())
	all := []keyboard{
		{typing: true, rows: menuKeys()},
		{rows: slices.Concat(popupKeys(), linkKeys())},
		{rows: matchKeys()},
		{typing: true, rows: filterLineKeys()},
		{typing: true, rows: searchLineKeys()},
		{typing: true, rows: nameLineKeys()},
		{typing: true, rows: findLineKeys()},
		{rows: slices.Concat(treeKeys(), named("list.filter"), shared)},
		{rows: slices.Concat(listKeys(), shared)},
		{rows: slices.Concat(articleKeys(), named("pane.left"), shared)},
	}
	for i := range all {
		all[i].rows = append(all[i].rows, quitKeys()...)
	}
	return all
}

// named gives the row of a command that listens in one more place.
func named(name string) []row {
	for _, s := range sections() {
		for _, r := range s.rows {
			if r.name == name {
				return []row{r}
			}
		}
	}
	return nil
}

// moveKeys move the cursor, the text, or from pane to pane.
func moveKeys() []row {
	return []row{
		{name: "move.down", keys: "j down", help: both("down", "向下"), short: both("move", "移动")},
		{name: "move.up", keys: "k up", help: both("up", "向上"), short: both("move", "移动")},
		{name: "move.half_down", keys: "ctrl+d", help: both("half a page down", "向下半页")},
		{name: "move.half_up", keys: "ctrl+u", help: both("half a page up", "向上半页")},
		{name: "move.page_down", keys: "space pgdown", help: both("a page down; at an article's end the next unread one", "向下一页；到文章末尾则打开下一篇未读"), short: both("page", "翻页")},
		{name: "move.page_up", keys: "b pgup", help: both("a page up", "向上一页")},
		{name: "move.first", keys: "g home", help: both("to the top", "到开头")},
		{name: "move.last", keys: "G end", help: both("to the end", "到末尾")},
		{name: "pane.next", keys: "tab", help: both("next pane", "下一栏")},
		{name: "pane.previous", keys: "shift+tab", help: both("previous pane", "上一栏")},
	}
}

// treeKeys are those of the categories alone.
func treeKeys() []row {
	return []row{
		{name: "tree.open", keys: "enter", help: both("to the headlines of the category", "看这个分类的标题"), short: both("open", "打开")},
		{name: "tree.unfold", keys: "l right", help: both("unfold the category, else to its headlines", "展开分类，已展开则看标题"), short: both("unfold", "展开")},
		{name: "tree.fold", keys: "h left", help: both("fold the category, else to the one above", "折叠分类，已折叠则到上一级"), short: both("fold", "折叠")},
		{name: "tree.remove", keys: "x delete", help: both("remove a view of your own", "删除自己保存的视图"), short: both("remove", "删除")},
	}
}

// choiceKeys choose what is listed, from every pane.
func choiceKeys() []row {
	return []row{
		{name: "category.choose", keys: "c", help: both("choose a category by typing, in pinyin too", "输入名称选择分类，也可用拼音"), short: both("category", "分类")},
		{name: "category.1", keys: "1", help: both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.2", keys: "2", help: both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.3", keys: "3", help: both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.4", keys: "4", help: both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.5", keys: "5", help: both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.6", keys: "6", help: both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.7", keys: "7", help: both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.8", keys: "8", help: both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.9", keys: "9", help: both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.all", keys: "0", help: both("all articles", "全部文章")},
	}
}

// listKeys are those of the headlines alone.
func listKeys() []row {
	return []row{
		{name: "list.open", keys: "enter", help: both("open the article and mark it read", "打开文章并标为已读"), short: both("open", "打开")},
		{name: "pane.left", keys: "h left", help: both("to the pane on the left", "到左边一栏")},
		{name: "pane.right", keys: "l right", help: both("to the pane on the right", "到右边一栏")},
		{name: "list.filter", keys: "/", help: both("filter the headlines while typing", "边输入边筛选标题"), short: both("filter", "筛选")},
	}
}

// headlineKeys act on the list, from every pane.
func headlineKeys() []row {
	return []row{
		{name: "list.search", keys: "s", help: both("search the text of all articles while typing", "搜索所有文章的正文，边输入边显示"), short: both("search", "搜索")},
		{name: "search.order", keys: "B", help: both("best hits first, or newest first", "最相关的在前，或最新的在前"), short: both("order", "顺序")},
		{name: "list.newest", keys: "N", help: both("all articles from the top, what is new first", "从头显示全部文章，新到的在前")},
		{name: "list.unread", keys: "r", help: both("unread articles only, or all", "只看未读，或看全部"), short: both("unread only", "只看未读")},
		{name: "next.unread", keys: "n", help: both("next unread article", "下一篇未读"), short: both("next unread", "下篇未读")},
		{name: "previous.unread", keys: "p", help: both("previous unread article", "上一篇未读")},
		{name: "next.article", keys: "J", help: both("next article", "下一篇")},
		{name: "previous.article", keys: "K", help: both("previous article", "上一篇")},
	}
}

// articleKeys are those of the article alone.
func articleKeys() []row {
	return []row{
		{name: "article.footnote", keys: "enter", help: both("to a footnote in sight, and back", "到眼前的脚注，再回来"), short: both("footnote", "脚注")},
		{name: "article.find", keys: "/", help: both("find in the article while typing", "边输入边在文中查找"), short: both("find", "查找")},
	}
}

// readingKeys act on the article, from every pane.
func readingKeys() []row {
	return []row{
		{name: "article.links", keys: "o", help: both("links of the article", "文中的链接"), short: both("links", "链接")},
		{name: "article.outline", keys: "O", help: both("the outline of the article", "大纲：文中的小标题")},
		{name: "article.copy", keys: "y", help: both("copy the article's address", "复制文章网址")},
		{name: "article.zoom", keys: "z", help: both("the article alone, or beside the headlines", "只显示文章，或恢复分栏")},
		{name: "article.wider", keys: "+ =", help: both("longer lines", "加长每行")},
		{name: "article.narrower", keys: "-", help: both("shorter lines", "缩短每行")},
	}
}

// matchKeys go through the matches of a find, before the keys of the article.
func matchKeys() []row {
	return []row{
		{name: "find.next", keys: "n", help: both("next match", "下一处"), short: both("matches", "逐处查看")},
		{name: "find.previous", keys: "N", help: both("previous match", "上一处"), short: both("matches", "逐处查看")},
		{name: "find.end", keys: "esc", help: both("end the find", "结束查找"), short: both("end find", "结束查找")},
	}
}

// markKeys change marks, from every pane.
func markKeys() []row {
	return []row{
		{name: "mark.read", keys: "m", help: both("mark read or unread", "标为已读或未读")},
		{name: "mark.star", keys: "*", help: both("star, or take the star off", "加星标，或去掉星标")},
		{name: "mark.all_read", keys: "A", help: both("mark all headlines shown read", "把列出的全部标为已读")},
		{name: "mark.undo", keys: "u", help: both("undo the last mark", "撤销上一次标记")},
	}
}

// commonKeys work wherever no letters are typed.
func commonKeys() []row {
	return []row{
		{name: "app.theme", keys: "T", help: both("next theme", "换一个主题")},
		{name: "app.problems", keys: "P", help: both("what could not be understood of the files", "文件中没有读懂的地方"), short: both("problems", "问题")},
		{name: "app.help", keys: "? f1", help: both("all keys", "全部按键"), short: both("help", "帮助")},
		{name: "app.commands", keys: ":", help: both("all commands, by typing", "输入名称找命令")},
		{name: "app.step_back", keys: "esc", help: both("one step back: drops the last filter, leaves the article", "后退一步：去掉最后一个筛选，离开文章"), short: both("back", "返回")},
		{name: "app.back", keys: "q", help: both("back; at the first screen quit", "返回；在最初的界面则退出"), short: both("back", "返回")},
	}
}

// quitKeys work everywhere, also where letters are text.
func quitKeys() []row {
	return []row{
		{name: "app.quit", keys: "ctrl+c", help: both("quit", "退出")},
	}
}

// filterLineKeys are those of the line that filters.
func filterLineKeys() []row {
	return []row{
		{name: "filter.keep", keys: "enter", help: both("keep the filter", "保留筛选"), short: both("keep", "保留")},
		{name: "filter.drop", keys: "esc", help: both("drop what was typed", "放弃输入"), short: both("drop", "放弃")},
		{name: "filter.complete", keys: "tab", help: both("complete what is typed, then the next suggestion", "补全正在输入的条件，再按换下一个"), short: both("complete", "补全")},
		{name: "filter.complete_back", keys: "shift+tab", help: both("the suggestion before", "上一个补全")},
		{name: "filter.down", keys: "down ctrl+n", help: both("down", "向下")},
		{name: "filter.up", keys: "up ctrl+p", help: both("up", "向上")},
		{name: "filter.save", keys: "ctrl+s", help: both("save what is listed as a view", "把当前列表保存为视图"), short: both("save", "保存")},
	}
}

// searchLineKeys are those of the line that searches.
func searchLineKeys() []row {
	return []row{
		{name: "searchline.keep", keys: "enter", help: both("keep the search", "保留搜索"), short: both("keep", "保留")},
		{name: "searchline.drop", keys: "esc", help: both("drop what was typed", "放弃输入"), short: both("drop", "放弃")},
		{name: "searchline.complete", keys: "tab", help: both("complete what is typed, then the next suggestion", "补全正在输入的条件，再按换下一个"), short: both("complete", "补全")},
		{name: "searchline.complete_back", keys: "shift+tab", help: both("the suggestion before", "上一个补全")},
		{name: "searchline.down", keys: "down ctrl+n", help: both("down", "向下")},
		{name: "searchline.up", keys: "up ctrl+p", help: both("up", "向上")},
		{name: "searchline.order", keys: "ctrl+o", help: both("best hits first, or newest first", "最相关的在前，或最新的在前"), short: both("order", "顺序")},
	}
}

// nameLineKeys are those of the line that names a view.
func nameLineKeys() []row {
	return []row{
		{name: "name.save", keys: "enter ctrl+s", help: both("save the view under this name", "用这个名称保存视图"), short: both("save", "保存")},
		{name: "name.drop", keys: "esc", help: both("back, without saving", "返回，不保存"), short: both("back", "返回")},
	}
}

// findLineKeys are those of the line that finds in an article.
func findLineKeys() []row {
	return []row{
		{name: "findline.keep", keys: "enter", help: both("go through the matches", "逐处查看"), short: both("go through the matches", "逐处查看")},
		{name: "findline.drop", keys: "esc", help: both("end the find", "结束查找"), short: both("end find", "结束查找")},
		{name: "findline.next", keys: "down ctrl+n", help: both("next match", "下一处")},
		{name: "findline.previous", keys: "up ctrl+p", help: both("previous match", "上一处")},
	}
}

// menuKeys are those of a list that is chosen from by typing.
func menuKeys() []row {
	return []row{
		{name: "menu.choose", keys: "enter", help: both("choose", "选择"), short: both("choose", "选择")},
		{name: "menu.down", keys: "down ctrl+n tab", help: both("down", "向下"), short: both("move", "移动")},
		{name: "menu.up", keys: "up ctrl+p shift+tab", help: both("up", "向上"), short: both("move", "移动")},
		{name: "menu.page_down", keys: "pgdown", help: both("a page down", "向下一页")},
		{name: "menu.page_up", keys: "pgup", help: both("a page up", "向上一页")},
		{name: "menu.close", keys: "esc", help: both("close", "关闭"), short: both("close", "关闭")},
	}
}

// popupKeys are those of a popup where letters are keys.
func popupKeys() []row {
	return []row{
		{name: "popup.down", keys: "j down", help: both("down", "向下"), short: both("move", "移动")},
		{name: "popup.up", keys: "k up", help: both("up", "向上"), short: both("move", "移动")},
		{name: "popup.page_down", keys: "space pgdown ctrl+d", help: both("a page down", "向下一页")},
		{name: "popup.page_up", keys: "b pgup ctrl+u", help: both("a page up", "向上一页")},
		{name: "popup.first", keys: "g home", help: both("to the top", "到开头")},
		{name: "popup.last", keys: "G end", help: both("to the end", "到末尾")},
		{name: "popup.close", keys: "esc q ?", help: both("close", "关闭"), short: both("close", "关闭")},
	}
}

// linkKeys are those of the popup of links, besides those of every popup.
func linkKeys() []row {
	return []row{
		{name: "links.open", keys: "enter", help: both("open the link, or copy it where no browser can be opened", "打开链接；不能打开浏览器时则复制"), short: both("open", "打开")},
		{name: "links.copy", keys: "y", help: both("copy the link", "复制链接"), short: both("copy", "复制")},
	}
}
