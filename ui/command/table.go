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
		{"article", words.Both("Article", "文章"), slices.Concat(articleKeys(), readingKeys())},
		{"find", words.Both("After a find", "查找之后"), matchKeys()},
		{"everywhere", words.Both("Marks", "标记"), markKeys()},
		{"everywhere", words.Both("Feeds", "订阅"), feedsKeys()},
		{"everywhere", words.Both("Everywhere", "随时可用"), slices.Concat(commonKeys(), quitKeys())},
		{"filter line", words.Both("The filter line", "筛选行"), filterLineKeys()},
		{"search line", words.Both("The search line", "搜索行"), searchLineKeys()},
		{"name line", words.Both("The name of a view", "视图名称"), nameLineKeys()},
		{"find line", words.Both("The find line", "查找行"), findLineKeys()},
		{"list of feeds", words.Both("The list of feeds", "订阅列表"), slices.Concat(feedKeys(), suggestionKeys())},
		{"address line", words.Both("The lines of a feed", "订阅的输入行"), slices.Concat(feedLineKeys(), feedFindKeys())},
		{"menu", words.Both("Lists to type into", "可输入的列表"), menuKeys()},
		{"popup", words.Both("Popups", "弹出窗口"), slices.Concat(popupKeys(), linkKeys())},
	}
}

// scope is a set of commands whose keys are bound at the same time.
type scope struct {
	typing bool // letters are text there
	rows   []row
}

// scopes are all that there are.
func scopes() []scope {
	shared := slices.Concat(headlineKeys(), readingKeys(), markKeys(), choiceKeys(), moveKeys(), feedsKeys(), commonKeys())
	all := []scope{
		{typing: true, rows: menuKeys()},
		{rows: slices.Concat(popupKeys(), linkKeys())},
		{rows: slices.Concat(popupKeys(), feedKeys(), suggestionKeys(), named("feeds.fetch"), named("feeds.add"))},
		{rows: suggestionKeys()}, // before the keys of an empty library
		{rows: matchKeys()},
		{typing: true, rows: feedLineKeys()},
		{typing: true, rows: feedFindKeys()},
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
		{name: "move.page_down", keys: "space pgdown", help: words.Both("a page down; at an article's end the next unread one", "向下一页；到文章末尾则打开下一篇未读"), short: words.Both("page", "翻页")},
		{name: "move.page_up", keys: "b pgup", help: words.Both("a page up", "向上一页")},
		{name: "move.first", keys: "g home", help: words.Both("to the top", "到开头")},
		{name: "move.last", keys: "G end", help: words.Both("to the end", "到末尾")},
		{name: "pane.next", keys: "tab", help: words.Both("next pane", "下一栏")},
		{name: "pane.previous", keys: "shift+tab", help: words.Both("previous pane", "上一栏")},
	}
}

// treeKeys are those of the categories alone.
func treeKeys() []row {
	return []row{
		{name: "tree.open", keys: "enter", help: words.Both("to the headlines of the category", "看这个分类的标题"), short: words.Both("open", "打开")},
		{name: "tree.unfold", keys: "l right", help: words.Both("unfold the category, else to its headlines", "展开分类，已展开则看标题"), short: words.Both("unfold", "展开")},
		{name: "tree.fold", keys: "h left", help: words.Both("fold the category, else to the one above", "折叠分类，已折叠则到上一级"), short: words.Both("fold", "折叠")},
		{name: "tree.remove", keys: "x delete", help: words.Both("remove a view of your own", "删除自己保存的视图"), short: words.Both("remove", "删除")},
	}
}

// choiceKeys choose what is listed, from every pane.
func choiceKeys() []row {
	return []row{
		{name: "category.choose", keys: "c", help: words.Both("choose a category by typing, in pinyin too", "输入名称选择分类，也可用拼音"), short: words.Both("category", "分类")},
		{name: "category.1", keys: "1", help: words.Both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.2", keys: "2", help: words.Both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.3", keys: "3", help: words.Both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.4", keys: "4", help: words.Both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.5", keys: "5", help: words.Both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.6", keys: "6", help: words.Both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.7", keys: "7", help: words.Both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.8", keys: "8", help: words.Both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.9", keys: "9", help: words.Both("the n-th category at the top", "第几个顶级分类")},
		{name: "category.all", keys: "0", help: words.Both("all articles", "全部文章")},
	}
}

// listKeys are those of the headlines alone.
func listKeys() []row {
	return []row{
		{name: "list.open", keys: "enter", help: words.Both("open the article and mark it read", "打开文章并标为已读"), short: words.Both("open", "打开")},
		{name: "pane.left", keys: "h left", help: words.Both("to the pane on the left", "到左边一栏")},
		{name: "pane.right", keys: "l right", help: words.Both("to the pane on the right", "到右边一栏")},
		{name: "list.filter", keys: "/", help: words.Both("filter the headlines while typing", "边输入边筛选标题"), short: words.Both("filter", "筛选")},
	}
}

// headlineKeys act on the list, from every pane.
func headlineKeys() []row {
	return []row{
		{name: "list.search", keys: "s", help: words.Both("search the text of all articles while typing", "搜索所有文章的正文，边输入边显示"), short: words.Both("search", "搜索")},
		{name: "search.order", keys: "B", help: words.Both("best hits first, or newest first", "最相关的在前，或最新的在前"), short: words.Both("order", "顺序")},
		{name: "list.newest", keys: "N", help: words.Both("all articles from the top, what is new first", "从头显示全部文章，新到的在前")},
		{name: "list.unread", keys: "r", help: words.Both("unread articles only, or all", "只看未读，或看全部"), short: words.Both("unread only", "只看未读")},
		{name: "list.compact", keys: "C", help: words.Both("headlines on one line each, or on several", "标题每条一行，或分几行显示")},
		{name: "next.unread", keys: "n", help: words.Both("next unread article", "下一篇未读"), short: words.Both("next unread", "下篇未读")},
		{name: "previous.unread", keys: "p", help: words.Both("previous unread article", "上一篇未读")},
		{name: "next.article", keys: "J", help: words.Both("next article", "下一篇")},
		{name: "previous.article", keys: "K", help: words.Both("previous article", "上一篇")},
	}
}

// articleKeys are those of the article alone.
func articleKeys() []row {
	return []row{
		{name: "article.footnote", keys: "enter", help: words.Both("to a footnote in sight, and back", "到眼前的脚注，再回来"), short: words.Both("footnote", "脚注")},
		{name: "article.find", keys: "/", help: words.Both("find in the article while typing", "边输入边在文中查找"), short: words.Both("find", "查找")},
	}
}

// readingKeys act on the article, from every pane.
func readingKeys() []row {
	return []row{
		{name: "article.links", keys: "o", help: words.Both("the article's page, files and links", "原网页、附件和文中的链接"), short: words.Both("links", "链接")},
		{name: "article.outline", keys: "O", help: words.Both("the outline of the article", "大纲：文中的小标题")},
		{name: "article.full_text", keys: "F", help: words.Both("the linked page's full text, or the feed's again", "读取网页上的全文，或换回订阅源的文字"), short: words.Both("full text", "全文")},
		{name: "article.copy", keys: "y", help: words.Both("copy the article's address", "复制文章网址")},
		{name: "article.whole", keys: "w", help: words.Both("all of a page of a site, or its article alone", "显示网页的全部内容，或只显示文章")},
		{name: "article.zoom", keys: "z", help: words.Both("the article alone, or beside the headlines", "只显示文章，或恢复分栏")},
		{name: "article.wider", keys: "+ =", help: words.Both("longer lines", "加长每行")},
		{name: "article.narrower", keys: "-", help: words.Both("shorter lines", "缩短每行")},
	}
}

// matchKeys go through the matches of a find, before the keys of the article.
func matchKeys() []row {
	return []row{
		{name: "find.next", keys: "n", help: words.Both("next match", "下一处"), short: words.Both("matches", "逐处查看")},
		{name: "find.previous", keys: "N", help: words.Both("previous match", "上一处"), short: words.Both("matches", "逐处查看")},
		{name: "find.end", keys: "esc", help: words.Both("end the find", "结束查找"), short: words.Both("end find", "结束查找")},
	}
}

// markKeys change marks, from every pane.
func markKeys() []row {
	return []row{
		{name: "mark.read", keys: "m", help: words.Both("mark read or unread", "标为已读或未读")},
		{name: "mark.star", keys: "*", help: words.Both("star, or take the star off", "加星标，或去掉星标")},
		{name: "mark.all_read", keys: "A", help: words.Both("mark all headlines shown read", "把列出的全部标为已读")},
		{name: "mark.undo", keys: "u", help: words.Both("undo the last mark", "撤销上一次标记")},
	}
}

// feedsKeys are about all feeds.
func feedsKeys() []row {
	return []row{
		{name: "feeds.fetch", keys: "ctrl+r", help: words.Both("ask feeds and folders for news", "立即查看订阅和文件夹"), short: words.Both("fetch all", "全部更新")},
		{name: "feeds.list", keys: "f", help: words.Both("the feeds that are followed", "订阅列表"), short: words.Both("feeds", "订阅")},
		{name: "feeds.add", keys: "a", help: words.Both("follow a feed, by its address or that of its site", "用订阅源或网站的网址添加订阅"), short: words.Both("add", "添加")},
	}
}

// commonKeys work wherever no letters are typed.
func commonKeys() []row {
	return []row{
		{name: "app.theme", keys: "T", help: words.Both("choose a theme, and see it as you go", "选择主题，边选边看")},
		{name: "app.problems", keys: "P", help: words.Both("what could not be understood of the files", "文件中没有读懂的地方"), short: words.Both("problems", "问题")},
		{name: "app.help", keys: "? f1", help: words.Both("all keys", "全部按键"), short: words.Both("help", "帮助")},
		{name: "app.commands", keys: ":", help: words.Both("all commands, by typing", "输入名称找命令")},
		{name: "app.step_back", keys: "esc", help: words.Both("one step back: drops the last filter, leaves the article", "后退一步：去掉最后一个筛选，离开文章"), short: words.Both("back", "返回")},
		{name: "app.back", keys: "q", help: words.Both("back; at the first screen quit", "返回；在最初的界面则退出"), short: words.Both("back", "返回")},
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
		{name: "filter.drop", keys: "esc", help: words.Both("drop what was typed", "放弃输入"), short: words.Both("drop", "放弃")},
		{name: "filter.complete", keys: "tab", help: words.Both("complete what is typed, then the next suggestion", "补全正在输入的条件，再按换下一个"), short: words.Both("complete", "补全")},
		{name: "filter.complete_back", keys: "shift+tab", help: words.Both("the suggestion before", "上一个补全")},
		{name: "filter.down", keys: "down ctrl+n", help: words.Both("down", "向下")},
		{name: "filter.up", keys: "up ctrl+p", help: words.Both("up", "向上")},
		{name: "filter.save", keys: "ctrl+s", help: words.Both("save what is listed as a view", "把当前列表保存为视图"), short: words.Both("save", "保存")},
	}
}

// searchLineKeys are those of the line that searches.
func searchLineKeys() []row {
	return []row{
		{name: "searchline.keep", keys: "enter", help: words.Both("keep the search", "保留搜索"), short: words.Both("keep", "保留")},
		{name: "searchline.drop", keys: "esc", help: words.Both("drop what was typed", "放弃输入"), short: words.Both("drop", "放弃")},
		{name: "searchline.complete", keys: "tab", help: words.Both("complete what is typed, then the next suggestion", "补全正在输入的条件，再按换下一个"), short: words.Both("complete", "补全")},
		{name: "searchline.complete_back", keys: "shift+tab", help: words.Both("the suggestion before", "上一个补全")},
		{name: "searchline.down", keys: "down ctrl+n", help: words.Both("down", "向下")},
		{name: "searchline.up", keys: "up ctrl+p", help: words.Both("up", "向上")},
		{name: "searchline.order", keys: "ctrl+o", help: words.Both("best hits first, or newest first", "最相关的在前，或最新的在前"), short: words.Both("order", "顺序")},
	}
}

// nameLineKeys are those of the line that names a view.
func nameLineKeys() []row {
	return []row{
		{name: "name.save", keys: "enter ctrl+s", help: words.Both("save the view under this name", "用这个名称保存视图"), short: words.Both("save", "保存")},
		{name: "name.drop", keys: "esc", help: words.Both("back, without saving", "返回，不保存"), short: words.Both("back", "返回")},
	}
}

// findLineKeys are those of the line that finds in an article.
func findLineKeys() []row {
	return []row{
		{name: "findline.keep", keys: "enter", help: words.Both("go through the matches", "逐处查看"), short: words.Both("go through the matches", "逐处查看")},
		{name: "findline.drop", keys: "esc", help: words.Both("end the find", "结束查找"), short: words.Both("end find", "结束查找")},
		{name: "findline.next", keys: "down ctrl+n", help: words.Both("next match", "下一处")},
		{name: "findline.previous", keys: "up ctrl+p", help: words.Both("previous match", "上一处")},
	}
}

// feedKeys are those of the list of feeds, besides those of every popup.
func feedKeys() []row {
	return []row{
		{name: "feed.open", keys: "enter", help: words.Both("the articles of the feed", "看这个订阅的文章"), short: words.Both("articles", "文章")},
		{name: "feed.fetch", keys: "r", help: words.Both("fetch the feed now", "立即更新这个订阅"), short: words.Both("fetch", "更新")},
		{name: "feed.fetch_category", keys: "R", help: words.Both("fetch its whole category now", "立即更新它所在的分类")},
		{name: "feed.rename", keys: "e", help: words.Both("give the feed another name", "给订阅改名"), short: words.Both("rename", "改名")},
		{name: "feed.move", keys: "m", help: words.Both("move the feed to another category", "移到别的分类"), short: words.Both("category", "分类")},
		{name: "feed.pause", keys: "p", help: words.Both("pause the feed, or go on with it", "暂停更新，或恢复更新"), short: words.Both("pause", "暂停")},
		{name: "feed.remove", keys: "x delete", help: words.Both("stop following the feed; its articles stay", "退订，文章仍保留"), short: words.Both("remove", "退订")},
		{name: "feed.undo", keys: "u", help: words.Both("follow the feed again that was removed last", "恢复上一个退订的订阅"), short: words.Both("undo", "恢复")},
		{name: "feed.discard", keys: "X", help: words.Both("delete the articles of the feed that was removed last", "删除上一个退订的订阅的文章")},
		{name: "feed.find", keys: "/", help: words.Both("find feeds as you type", "边输入边查找订阅"), short: words.Both("find", "查找")},
		{name: "feed.broken", keys: "!", help: words.Both("broken feeds only, or all", "只看失效的订阅，或全部"), short: words.Both("broken", "失效")},
		{name: "feed.copy", keys: "y", help: words.Both("copy the feed's address", "复制订阅源的网址")},
	}
}

// suggestionKeys follow one of the feeds that are suggested where there is none yet.
func suggestionKeys() []row {
	return []row{
		{name: "feed.suggestion_1", keys: "1", help: words.Both("follow the n-th feed that is suggested", "订阅推荐的第几个")},
		{name: "feed.suggestion_2", keys: "2", help: words.Both("follow the n-th feed that is suggested", "订阅推荐的第几个")},
		{name: "feed.suggestion_3", keys: "3", help: words.Both("follow the n-th feed that is suggested", "订阅推荐的第几个")},
	}
}

// feedLineKeys are those of the lines for a feed's address and name.
func feedLineKeys() []row {
	return []row{
		{name: "feedline.keep", keys: "enter", help: words.Both("follow what is at this address; keep this name", "订阅这个网址；用这个名称"), short: words.Both("done", "完成")},
		{name: "feedline.drop", keys: "esc", help: words.Both("back, without a change", "返回，不作改动"), short: words.Both("back", "返回")},
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
		{name: "popup.page_down", keys: "space pgdown ctrl+d", help: words.Both("a page down", "向下一页")},
		{name: "popup.page_up", keys: "b pgup ctrl+u", help: words.Both("a page up", "向上一页")},
		{name: "popup.first", keys: "g home", help: words.Both("to the top", "到开头")},
		{name: "popup.last", keys: "G end", help: words.Both("to the end", "到末尾")},
		{name: "popup.close", keys: "esc q ?", help: words.Both("close", "关闭"), short: words.Both("close", "关闭")},
	}
}

// feedFindKeys are those of the line that finds feeds.
func feedFindKeys() []row {
	return []row{
		{name: "feedfind.keep", keys: "enter", help: words.Both("keep what is found", "保留查找结果"), short: words.Both("keep", "保留")},
		{name: "feedfind.drop", keys: "esc", help: words.Both("drop what was typed", "放弃输入"), short: words.Both("drop", "放弃")},
		{name: "feedfind.down", keys: "down ctrl+n", help: words.Both("down", "向下")},
		{name: "feedfind.up", keys: "up ctrl+p", help: words.Both("up", "向上")},
	}
}

// linkKeys are those of the popup of links, besides those of every popup.
func linkKeys() []row {
	return []row{
		{name: "links.open", keys: "enter", help: words.Both("open the link, or copy it where no browser can be opened", "打开链接；不能打开浏览器时则复制"), short: words.Both("open", "打开")},
		{name: "links.copy", keys: "y", help: words.Both("copy the link", "复制链接"), short: words.Both("copy", "复制")},
	}
}
