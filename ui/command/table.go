package command

import (
	"slices"

	"broadsheet/ui/words"
)

// This file has every command there is, in the order of the help: its name, its
// keys, and what it is called in each language.

// row is what there is to say of a command.
type row struct {
	name  string     // "list.open": the word in the config
	keys  string     // the usual ones, with blanks between them, as Bubble Tea names them
	help  words.Said // what it does
	short words.Said // the same in a word for the footer; empty: never there
}

// section is a group of commands under a title, as the help shows them.
type section struct {
	screen string // where they work, as README and manual have it
	title  words.Said
	rows   []row
}

// sections are all commands, each once, in the order of the help.
func sections() []section {
	return []section{
		{"everywhere", words.Both("Moving", "移动"), moveKeys()},
		{"tree", words.Both("Categories", "分类"), slices.Concat(treeKeys(), choiceKeys())},
		{"list", words.Both("Headlines", "标题"), slices.Concat(listKeys(), headlineKeys())},
		{"article", words.Both("Article", "文章"), slices.Concat(articleKeys(), readingKeys(), outsideKeys())},
		{"find", words.Both("After a find or filter", "查找或筛选之后"), matchKeys()},
		{"everywhere", words.Both("Marks", "标记"), markKeys()},
		{"everywhere", words.Both("Feeds", "订阅"), feedsKeys()},
		{"everywhere", words.Both("Everywhere", "全局"), slices.Concat(commonKeys(), quitKeys())},
		{"filter line", words.Both("Filter line", "筛选行"), filterLineKeys()},
		{"search line", words.Both("Search line", "搜索行"), searchLineKeys()},
		{"marked lines", words.Both("While lines are marked", "选取文字时"), lineKeys()},
		{"command line", words.Both("Command line", "命令行"), pipeKeys()},
		{"name line", words.Both("Name of a view", "视图名称"), nameLineKeys()},
		{"find line", words.Both("Find line", "查找行"), findLineKeys()},
		{"list of feeds", words.Both("List of feeds", "订阅列表"), slices.Concat(feedKeys(), suggestionKeys())},
		{"address line", words.Both("Feed address and name", "订阅的网址和名称"), slices.Concat(feedLineKeys(), feedFindKeys())},
		{"menu", words.Both("Menus", "菜单"), menuKeys()},
		{"popup", words.Both("Popups", "弹出窗口"), slices.Concat(popupKeys(), sheetKeys(), linkKeys())},
	}
}

// scope is a set of commands whose keys are bound at the same time.
type scope struct {
	typing bool // letters are text there
	rows   []row
}

// scopes are all that there are.
func scopes() []scope {
	shared := slices.Concat(headlineKeys(), readingKeys(), outsideKeys(), markKeys(), choiceKeys(), moveKeys(), feedsKeys(), commonKeys())
	all := []scope{
		{typing: true, rows: menuKeys()},
		{rows: slices.Concat(popupKeys(), linkKeys())},
		{rows: slices.Concat(popupKeys(), sheetKeys())},
		{rows: slices.Concat(popupKeys(), feedKeys(), suggestionKeys(), named("feeds.fetch"), named("feeds.add"))},
		{rows: suggestionKeys()}, // before the keys of an empty library
		{rows: matchKeys()},
		{typing: true, rows: feedLineKeys()},
		{typing: true, rows: feedFindKeys()},
		{typing: true, rows: filterLineKeys()},
		{typing: true, rows: searchLineKeys()},
		{typing: true, rows: nameLineKeys()},
		{rows: lineKeys()},
		{typing: true, rows: pipeKeys()},
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

// named gives the row of a command that is bound in one more place.
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
		{name: "move.down", keys: "j down", help: words.Both("down", "向下"), short: words.Both("move", "移动")},
		{name: "move.up", keys: "k up", help: words.Both("up", "向上"), short: words.Both("move", "移动")},
		{name: "move.half_down", keys: "ctrl+d", help: words.Both("half a page down", "向下半页")},
		{name: "move.half_up", keys: "ctrl+u", help: words.Both("half a page up", "向上半页")},
		{name: "move.page_down", keys: "space pgdown ctrl+f", help: words.Both("a page down; at the end of an article, the next unread one", "向下一页；在文章末尾则打开下一篇未读"), short: words.Both("page", "翻页")},
		{name: "move.page_up", keys: "b pgup ctrl+b", help: words.Both("a page up", "向上一页")},
		{name: "move.first", keys: "g home gg", help: words.Both("to the top", "到开头")},
		{name: "move.last", keys: "G end", help: words.Both("to the end", "到末尾")},
		{name: "move.top", keys: "H", help: words.Both("to the first row in sight", "到屏幕上第一行")},
		{name: "move.middle", keys: "M", help: words.Both("to the middle of the screen", "到屏幕中间")},
		{name: "move.bottom", keys: "L", help: words.Both("to the last row in sight", "到屏幕上最后一行")},
		{name: "move.center", keys: "zz", help: words.Both("put the row, or the match in the text, in the middle", "把光标行或文中的匹配放到屏幕中间")},
		{name: "pane.next", keys: "tab", help: words.Both("next pane", "下一栏")},
		{name: "pane.previous", keys: "shift+tab", help: words.Both("previous pane", "上一栏")},
	}
}

// treeKeys are those of the categories alone.
func treeKeys() []row {
	return []row{
		{name: "tree.open", keys: "enter", help: words.Both("show the headlines of the category", "查看这个分类的标题"), short: words.Both("open", "打开")},
		{name: "tree.unfold", keys: "l right", help: words.Both("expand the category, or go to its headlines", "展开分类；已展开则查看标题"), short: words.Both("expand", "展开")},
		{name: "tree.fold", keys: "h left", help: words.Both("collapse the category, or go to the one above", "折叠分类；已折叠则到上一级"), short: words.Both("collapse", "折叠")},
		{name: "tree.remove", keys: "x delete", help: words.Both("remove one of your views", "删除自己保存的视图"), short: words.Both("remove", "删除")},
	}
}

// choiceKeys choose what is listed, from every pane.
func choiceKeys() []row {
	return []row{
		{name: "category.choose", keys: "c", help: words.Both("choose a category by typing its name or pinyin", "输入名称或拼音选择分类"), short: words.Both("category", "分类")},
		{name: "category.1", keys: "1", help: words.Both("go to the n-th top-level category; before a motion, its count: 5j, 12G", "转到第 n 个顶级分类；在移动键前则为次数：5j、12G")},
		{name: "category.2", keys: "2", help: words.Both("go to the n-th top-level category; before a motion, its count: 5j, 12G", "转到第 n 个顶级分类；在移动键前则为次数：5j、12G")},
		{name: "category.3", keys: "3", help: words.Both("go to the n-th top-level category; before a motion, its count: 5j, 12G", "转到第 n 个顶级分类；在移动键前则为次数：5j、12G")},
		{name: "category.4", keys: "4", help: words.Both("go to the n-th top-level category; before a motion, its count: 5j, 12G", "转到第 n 个顶级分类；在移动键前则为次数：5j、12G")},
		{name: "category.5", keys: "5", help: words.Both("go to the n-th top-level category; before a motion, its count: 5j, 12G", "转到第 n 个顶级分类；在移动键前则为次数：5j、12G")},
		{name: "category.6", keys: "6", help: words.Both("go to the n-th top-level category; before a motion, its count: 5j, 12G", "转到第 n 个顶级分类；在移动键前则为次数：5j、12G")},
		{name: "category.7", keys: "7", help: words.Both("go to the n-th top-level category; before a motion, its count: 5j, 12G", "转到第 n 个顶级分类；在移动键前则为次数：5j、12G")},
		{name: "category.8", keys: "8", help: words.Both("go to the n-th top-level category; before a motion, its count: 5j, 12G", "转到第 n 个顶级分类；在移动键前则为次数：5j、12G")},
		{name: "category.9", keys: "9", help: words.Both("go to the n-th top-level category; before a motion, its count: 5j, 12G", "转到第 n 个顶级分类；在移动键前则为次数：5j、12G")},
		{name: "category.all", keys: "0", help: words.Both("show all articles", "显示全部文章")},
	}
}

// listKeys are those of the headlines alone.
func listKeys() []row {
	return []row{
		{name: "list.open", keys: "enter", help: words.Both("open the article and mark it read", "打开文章并标为已读"), short: words.Both("open", "打开")},
		{name: "pane.left", keys: "h left", help: words.Both("to the pane on the left", "到左边一栏")},
		{name: "pane.right", keys: "l right", help: words.Both("to the pane on the right", "到右边一栏")},
		{name: "list.filter", keys: "/", help: words.Both("filter the headlines as you type", "边输入边筛选标题"), short: words.Both("filter", "筛选")},
	}
}

// headlineKeys act on the list, from every pane.
func headlineKeys() []row {
	return []row{
		{name: "list.search", keys: "s", help: words.Both("search the text of all articles as you type", "边输入边搜索所有文章的正文"), short: words.Both("search", "搜索")},
		{name: "search.order", keys: "ctrl+o", help: words.Both("sort by best match or by date", "按相关度或日期排序"), short: words.Both("sort", "排序")},
		{name: "list.order", keys: "S", help: words.Both("sort the list: newest, oldest, title, source, length", "排序：最新、最早、标题、来源、长短"), short: words.Both("sort", "排序")},
		{name: "list.newest", keys: "N", help: words.Both("show all articles from the top, new ones first", "从头显示全部文章，新文章在前")},
		{name: "list.unread", keys: "r", help: words.Both("show only unread articles, or all of them", "只看未读，或查看全部"), short: words.Both("unread only", "只看未读")},
		{name: "list.compact", keys: "C", help: words.Both("show headlines on one line each, or on several", "标题各占一行，或分几行显示")},
		{name: "next.unread", keys: "n", help: words.Both("next unread article", "下一篇未读"), short: words.Both("next unread", "下一篇未读")},
		{name: "previous.unread", keys: "p", help: words.Both("previous unread article", "上一篇未读")},
		{name: "next.article", keys: "J", help: words.Both("next article", "下一篇")},
		{name: "previous.article", keys: "K", help: words.Both("previous article", "上一篇")},
	}
}

// articleKeys are those of the article alone.
func articleKeys() []row {
	return []row{
		{name: "article.footnote", keys: "enter", help: words.Both("go to a footnote on the screen, and back", "转到当前屏幕的脚注，再按返回"), short: words.Both("footnote", "脚注")},
		{name: "article.find", keys: "/", help: words.Both("find in the article as you type", "边输入边在文中查找"), short: words.Both("find", "查找")},
	}
}

// readingKeys act on the article, from every pane.
func readingKeys() []row {
	return []row{
		{name: "article.links", keys: "o", help: words.Both("list the article's page, files and links", "列出原文网页、附件和文中链接"), short: words.Both("links", "链接")},
		{name: "article.outline", keys: "O", help: words.Both("list the article's headings", "列出文中的小标题")},
		{name: "article.full_text", keys: "F", help: words.Both("full text from the web page, or the feed's text", "读取网页全文，或切换到订阅源内容"), short: words.Both("full text", "全文")},
		{name: "article.copy", keys: "y", help: words.Both("copy the link to the article", "复制原文链接")},
		{name: "article.whole", keys: "w", help: words.Both("show the whole web page, or only its article", "显示整个网页，或只显示文章")},
		{name: "article.zoom", keys: "z", help: words.Both("show only the article, or all panes", "只显示文章，或恢复分栏")},
		{name: "article.wider", keys: "+ =", help: words.Both("wider lines", "加宽正文")},
		{name: "article.narrower", keys: "-", help: words.Both("narrower lines", "收窄正文")},
	}
}

// matchKeys go through the matches of a find, before the keys of the article.
func matchKeys() []row {
	return []row{
		{name: "find.next", keys: "n", help: words.Both("next match", "下一处"), short: words.Both("matches", "上/下一处")},
		{name: "find.previous", keys: "N", help: words.Both("previous match", "上一处"), short: words.Both("matches", "上/下一处")},
		{name: "find.end", keys: "esc", help: words.Both("stop finding", "退出查找"), short: words.Both("stop finding", "退出查找")},
	}
}

// markKeys change marks, from every pane.
func markKeys() []row {
	return []row{
		{name: "mark.read", keys: "m", help: words.Both("mark as read or unread", "标为已读或未读")},
		{name: "mark.star", keys: "*", help: words.Both("add or remove a star", "加星标或取消星标")},
		{name: "mark.all_read", keys: "A", help: words.Both("mark all listed articles as read", "将列出的文章全部标为已读")},
		{name: "mark.undo", keys: "u", help: words.Both("undo the last change of marks", "撤销上一次标记")},
		{name: "mark.redo", keys: "U", help: words.Both("do again what was undone", "重做撤销的操作")},
	}
}

// feedsKeys are about all feeds.
func feedsKeys() []row {
	return []row{
		{name: "feeds.fetch", keys: "ctrl+r", help: words.Both("fetch all feeds and check the folders now", "立即更新订阅并检查文件夹"), short: words.Both("fetch all", "全部更新")},
		{name: "feeds.list", keys: "f", help: words.Both("list your feeds", "订阅列表"), short: words.Both("feeds", "订阅")},
		{name: "feeds.add", keys: "a", help: words.Both("add a feed by its address or its site's", "用订阅源或网站的网址添加订阅"), short: words.Both("add", "添加")},
	}
}

// commonKeys work wherever no letters are typed.
func commonKeys() []row {
	return []row{
		{name: "app.theme", keys: "T", help: words.Both("choose a theme from a list, with a preview", "从列表中选择主题，边选边预览")},
		{name: "app.problems", keys: "P", help: words.Both("problems in files", "文件问题"), short: words.Both("problems", "问题")},
		{name: "app.help", keys: "? f1", help: words.Both("show all keys", "显示全部按键"), short: words.Both("help", "帮助")},
		{name: "app.commands", keys: ":", help: words.Both("find a command by typing its name", "命令面板：输入名称查找命令")},
		{name: "app.step_back", keys: "esc", help: words.Both("one step back: remove the last filter, or leave the article", "后退一步：取消最后一个筛选，或离开文章"), short: words.Both("back", "返回")},
		{name: "app.back", keys: "q", help: words.Both("back; on the first screen, quit", "返回；在首页则退出"), short: words.Both("back", "返回")},
	}
}

// quitKeys work everywhere, also where letters are text.
func quitKeys() []row {
	return []row{
		{name: "app.quit", keys: "ctrl+c", help: words.Both("quit", "退出")},
	}
}

// filterLineKeys are those of the line that filters.
func filterLineKeys() []row {
	return []row{
		{name: "filter.keep", keys: "enter", help: words.Both("keep the filter", "保留筛选"), short: words.Both("keep", "保留")},
		{name: "filter.drop", keys: "esc", help: words.Both("discard what you typed", "放弃输入"), short: words.Both("discard", "放弃")},
		{name: "filter.complete", keys: "tab", help: words.Both("complete; press again for the next suggestion", "补全，再按切换下一项"), short: words.Both("complete", "补全")},
		{name: "filter.complete_back", keys: "shift+tab", help: words.Both("previous suggestion", "切换上一项")},
		{name: "filter.down", keys: "down ctrl+n", help: words.Both("down", "向下")},
		{name: "filter.up", keys: "up ctrl+p", help: words.Both("up", "向上")},
		{name: "filter.save", keys: "ctrl+s", help: words.Both("save this list as a view", "将当前列表保存为视图"), short: words.Both("save", "保存")},
	}
}

// searchLineKeys are those of the line that searches.
func searchLineKeys() []row {
	return []row{
		{name: "searchline.keep", keys: "enter", help: words.Both("keep the search", "保留搜索"), short: words.Both("keep", "保留")},
		{name: "searchline.drop", keys: "esc", help: words.Both("discard what you typed", "放弃输入"), short: words.Both("discard", "放弃")},
		{name: "searchline.complete", keys: "tab", help: words.Both("complete; press again for the next suggestion", "补全，再按切换下一项"), short: words.Both("complete", "补全")},
		{name: "searchline.complete_back", keys: "shift+tab", help: words.Both("previous suggestion", "切换上一项")},
		{name: "searchline.down", keys: "down ctrl+n", help: words.Both("down", "向下")},
		{name: "searchline.up", keys: "up ctrl+p", help: words.Both("up", "向上")},
		{name: "searchline.order", keys: "ctrl+o", help: words.Both("sort by best match or by date", "按相关度或日期排序"), short: words.Both("sort", "排序")},
	}
}

// nameLineKeys are those of the line that names a view.
func nameLineKeys() []row {
	return []row{
		{name: "name.save", keys: "enter ctrl+s", help: words.Both("save the view under this name", "用这个名称保存视图"), short: words.Both("save", "保存")},
		{name: "name.drop", keys: "esc", help: words.Both("go back without saving", "返回，不保存"), short: words.Both("back", "返回")},
	}
}

// findLineKeys are those of the line that finds in an article.
func findLineKeys() []row {
	return []row{
		{name: "findline.keep", keys: "enter", help: words.Both("go through the matches", "逐处查看"), short: words.Both("go through matches", "逐处查看")},
		{name: "findline.drop", keys: "esc", help: words.Both("stop finding", "退出查找"), short: words.Both("stop finding", "退出查找")},
		{name: "findline.next", keys: "down ctrl+n", help: words.Both("next match", "下一处")},
		{name: "findline.previous", keys: "up ctrl+p", help: words.Both("previous match", "上一处")},
	}
}

// feedKeys are those of the list of feeds, besides those of every popup.
func feedKeys() []row {
	return []row{
		{name: "feed.open", keys: "enter", help: words.Both("show the feed's articles", "查看这个订阅的文章"), short: words.Both("articles", "文章")},
		{name: "feed.fetch", keys: "r", help: words.Both("fetch this feed now", "立即更新这个订阅"), short: words.Both("fetch", "更新")},
		{name: "feed.fetch_category", keys: "R", help: words.Both("fetch all feeds in its category now", "立即更新它所在的分类")},
		{name: "feed.rename", keys: "e", help: words.Both("rename the feed", "订阅改名"), short: words.Both("rename", "改名")},
		{name: "feed.move", keys: "m", help: words.Both("move the feed to another category", "移到其他分类"), short: words.Both("category", "分类")},
		{name: "feed.pause", keys: "p", help: words.Both("pause or resume the feed", "暂停或恢复更新"), short: words.Both("pause", "暂停")},
		{name: "feed.remove", keys: "x delete", help: words.Both("unsubscribe; the articles stay", "退订，文章仍保留"), short: words.Both("unsubscribe", "退订")},
		{name: "feed.undo", keys: "u", help: words.Both("undo the last unsubscribe", "撤销上一次退订"), short: words.Both("undo", "撤销")},
		{name: "feed.discard", keys: "X", help: words.Both("delete the articles of the last feed you unsubscribed from", "删除最近退订的订阅的文章")},
		{name: "feed.find", keys: "/", help: words.Both("find feeds as you type", "边输入边查找订阅"), short: words.Both("find", "查找")},
		{name: "feed.broken", keys: "!", help: words.Both("show only broken feeds, or all of them", "只看失效的订阅，或查看全部"), short: words.Both("broken", "失效")},
		{name: "feed.copy", keys: "y", help: words.Both("copy the feed's address", "复制订阅源网址")},
	}
}

// suggestionKeys follow one of the feeds that are suggested where there is none yet.
func suggestionKeys() []row {
	return []row{
		{name: "feed.suggestion_1", keys: "1", help: words.Both("follow the n-th suggested feed", "订阅推荐的第 n 个")},
		{name: "feed.suggestion_2", keys: "2", help: words.Both("follow the n-th suggested feed", "订阅推荐的第 n 个")},
		{name: "feed.suggestion_3", keys: "3", help: words.Both("follow the n-th suggested feed", "订阅推荐的第 n 个")},
	}
}

// feedLineKeys are those of the lines for a feed's address and name.
func feedLineKeys() []row {
	return []row{
		{name: "feedline.keep", keys: "enter", help: words.Both("follow this address, or use this name", "订阅这个网址，或使用这个名称"), short: words.Both("done", "完成")},
		{name: "feedline.drop", keys: "esc", help: words.Both("go back without changes", "返回，不作改动"), short: words.Both("back", "返回")},
	}
}

// menuKeys are those of a list that is chosen from by typing.
func menuKeys() []row {
	return []row{
		{name: "menu.choose", keys: "enter", help: words.Both("choose", "选择"), short: words.Both("choose", "选择")},
		{name: "menu.down", keys: "down ctrl+n tab", help: words.Both("down", "向下"), short: words.Both("move", "移动")},
		{name: "menu.up", keys: "up ctrl+p shift+tab", help: words.Both("up", "向上"), short: words.Both("move", "移动")},
		{name: "menu.page_down", keys: "pgdown", help: words.Both("a page down", "向下一页")},
		{name: "menu.page_up", keys: "pgup", help: words.Both("a page up", "向上一页")},
		{name: "menu.close", keys: "esc", help: words.Both("close", "关闭"), short: words.Both("close", "关闭")},
	}
}

// popupKeys are those of a popup where letters are keys.
func popupKeys() []row {
	return []row{
		{name: "popup.down", keys: "j down", help: words.Both("down", "向下"), short: words.Both("move", "移动")},
		{name: "popup.up", keys: "k up", help: words.Both("up", "向上"), short: words.Both("move", "移动")},
		{name: "popup.page_down", keys: "space pgdown ctrl+d ctrl+f", help: words.Both("a page down", "向下一页")},
		{name: "popup.page_up", keys: "b pgup ctrl+u ctrl+b", help: words.Both("a page up", "向上一页")},
		{name: "popup.first", keys: "g home", help: words.Both("to the top", "到开头")},
		{name: "popup.last", keys: "G end", help: words.Both("to the end", "到末尾")},
		{name: "popup.close", keys: "esc q ?", help: words.Both("close", "关闭"), short: words.Both("close", "关闭")},
	}
}

// sheetKeys are those of the help, besides those of every popup.
func sheetKeys() []row {
	return []row{
		{name: "help.find", keys: "/", help: words.Both("find a key by typing what it does", "输入文字查找按键"), short: words.Both("find", "查找")},
	}
}

// feedFindKeys are those of the line that finds feeds.
func feedFindKeys() []row {
	return []row{
		{name: "feedfind.keep", keys: "enter", help: words.Both("keep the result", "保留查找结果"), short: words.Both("keep", "保留")},
		{name: "feedfind.drop", keys: "esc", help: words.Both("discard what you typed", "放弃输入"), short: words.Both("discard", "放弃")},
		{name: "feedfind.down", keys: "down ctrl+n", help: words.Both("down", "向下")},
		{name: "feedfind.up", keys: "up ctrl+p", help: words.Both("up", "向上")},
	}
}

// linkKeys are those of the popup of links, besides those of every popup.
func linkKeys() []row {
	return []row{
		{name: "links.open", keys: "enter", help: words.Both("open the link, or copy it where there is no browser", "打开链接；没有浏览器时则复制"), short: words.Both("open", "打开")},
		{name: "links.copy", keys: "y", help: words.Both("copy the link", "复制链接"), short: words.Both("copy", "复制")},
	}
}
