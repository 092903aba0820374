package command

import (
	"maps"
	"slices"

	"broadsheet/ui/words"
)

// This file has what the list of all commands needs besides the table: a verb for
// commands whose help is none, and the words by which readers of other programs look
// for them.

// spoken is how a reader asks for a command.
type spoken struct {
	name string
	verb words.Said // what it does; zero: its help says that
	also []string   // other words for it, in all languages
}

// Spoken gives what a command does, beginning with a verb, in the reader's language,
// and other words for it: its help, and what else readers call it, in all languages.
func (m *Keymap) Spoken(name string) (does string, also []string) {
	s, help := m.spoken[name], m.rows[name].help
	if does = m.words.Say(s.verb); does == "" {
		does = m.words.Say(help)
	}
	for _, said := range []words.Said{s.verb, help} {
		also = slices.AppendSeq(also, maps.Values(said.ByCode()))
	}
	return does, append(also, s.also...)
}

// allSpoken are all that are spoken of in other words than their help, by name.
func allSpoken() map[string]spoken {
	all := map[string]spoken{}
	for _, s := range slices.Concat(spokenMoves(), spokenChoices(), spokenReading(), spokenRest()) {
		all[s.name] = s
	}
	return all
}

// spokenMoves are those that move.
func spokenMoves() []spoken {
	return []spoken{
		{"move.down", words.Both("move down", "向下移动"), []string{"scroll", "next line", "滚动", "下一行"}},
		{"move.up", words.Both("move up", "向上移动"), []string{"scroll", "previous line", "滚动", "上一行"}},
		{"move.half_down", words.Both("move half a page down", "向下翻半页"), []string{"scroll", "滚动"}},
		{"move.half_up", words.Both("move half a page up", "向上翻半页"), []string{"scroll", "滚动"}},
		{"move.page_down", words.Both("move a page down", "向下翻一页"), []string{"scroll", "next screen", "滚屏", "下一屏"}},
		{"move.page_up", words.Both("move a page up", "向上翻一页"), []string{"scroll", "previous screen", "滚屏", "上一屏"}},
		{"move.first", words.Both("go to the top", "回到开头"), []string{"beginning", "start", "顶部", "第一行"}},
		{"move.last", words.Both("go to the end", "跳到末尾"), []string{"bottom", "last", "底部", "结尾"}},
		{"move.top", words.Both("go to the first row in sight", "到屏幕上第一行"), []string{"top of the screen", "顶部"}},
		{"move.middle", words.Both("go to the middle of the screen", "到屏幕中间"), nil},
		{"move.bottom", words.Both("go to the last row in sight", "到屏幕上最后一行"), []string{"bottom of the screen", "底部"}},
		{"move.center", words.Said{}, []string{"scroll", "center", "centre", "居中"}},
		{"pane.next", words.Both("go to the next pane", "到下一栏"), []string{"column", "focus", "switch", "window", "切换", "窗格"}},
		{"pane.previous", words.Both("go to the previous pane", "到上一栏"), []string{"column", "focus", "switch", "window", "切换", "窗格"}},
		{"pane.left", words.Both("go to the pane on the left", "到左边一栏"), []string{"column", "focus", "window", "窗格"}},
		{"pane.right", words.Both("go to the pane on the right", "到右边一栏"), []string{"column", "focus", "window", "窗格"}},
		{"next.unread", words.Both("go to the next unread article", "看下一篇未读"), []string{"new", "新文章"}},
		{"previous.unread", words.Both("go to the previous unread article", "看上一篇未读"), []string{"new", "新文章"}},
		{"next.article", words.Both("go to the next article", "看下一篇"), []string{"forward", "后一篇"}},
		{"previous.article", words.Both("go to the previous article", "看上一篇"), []string{"backward", "前一篇"}},
		{"find.next", words.Both("go to the next match", "到下一处"), []string{"repeat the search", "hit", "再次查找"}},
		{"find.previous", words.Both("go to the previous match", "到上一处"), []string{"repeat the search backwards", "hit", "再次查找"}},
	}
}

// spokenChoices are those that choose what is listed.
func spokenChoices() []spoken {
	return []spoken{
		{"tree.open", words.Both("go to the headlines of the category", "看这个分类的标题"), nil},
		{"tree.unfold", words.Both("unfold the category, else go to its headlines", "展开分类，已展开则看标题"), []string{"expand", "open"}},
		{"tree.fold", words.Both("fold the category, else go to the one above", "折叠分类，已折叠则到上一级"), []string{"collapse", "close", "收起"}},
		{"tree.remove", words.Said{}, []string{"delete a view", "saved search", "删除视图"}},
		{"category.choose", words.Said{}, []string{"folder", "topic", "section", "go to", "jump", "跳转", "文件夹", "栏目", "频道"}},
		{"category.all", words.Both("show all articles", "显示全部文章"), []string{"everything", "reset", "home", "首页", "所有文章"}},
		{"list.open", words.Said{}, []string{"read", "阅读", "查看"}},
		{"list.filter", words.Said{}, []string{"find", "query", "narrow", "过滤", "查找", "条件"}},
		{"list.search", words.Said{}, []string{"find", "full text", "grep", "全文", "检索", "查找"}},
		{
			"search.order", words.Both("sort hits by how well they match, or by date", "搜索结果排序：最相关的在前，或最新的在前"),
			[]string{"order", "rank", "relevance", "顺序", "次序"},
		},
		{"list.newest", words.Both("show all articles from the top, new ones first", "从头显示全部文章，新到的在前"), []string{"latest", "home", "reset", "最新", "首页"}},
		{"list.unread", words.Both("show unread articles only, or all", "只看未读，或看全部"), []string{"hide read", "new", "隐藏已读"}},
	}
}

// spokenReading are those that act on the article.
func spokenReading() []spoken {
	return []spoken{
		{"article.footnote", words.Both("go to a footnote in sight, and back", "跳到眼前的脚注，再回来"), []string{"note", "reference", "注释"}},
		{"article.find", words.Said{}, []string{"search", "in page", "搜索", "页内"}},
		{
			"article.links", words.Both("list the article's page, files and links, to open them", "列出原网页、附件和文中的链接"),
			[]string{"browser", "url", "address", "web page", "website", "download", "enclosure", "podcast", "picture", "浏览器", "网址", "打开网页", "下载", "图片"},
		},
		{"article.outline", words.Both("show the outline of the article", "显示大纲：文中的小标题"), []string{"table of contents", "toc", "headings", "目录", "章节"}},
		{"article.full_text", words.Both("read the linked page's full text, or the feed's again", "读取网页上的全文，或换回订阅源的文字"), []string{"download", "whole article", "下载", "整篇"}},
		{"article.copy", words.Said{}, []string{"clipboard", "url", "link", "share", "yank", "剪贴板", "链接", "分享"}},
		{"article.whole", words.Both("show all of a page of a site, or its article alone", "显示网页的全部内容，或只显示文章"), []string{"reader mode", "阅读模式"}},
		{
			"article.zoom", words.Both("show the article alone, or beside the headlines", "只显示文章，或恢复分栏"),
			[]string{"full screen", "fullscreen", "maximize", "focus", "zoom", "全屏", "最大化", "专注"},
		},
		{"article.wider", words.Both("make lines longer", "加长每行"), []string{"text width", "measure", "font size", "bigger", "行宽", "字体", "字号", "加宽"}},
		{"article.narrower", words.Both("make lines shorter", "缩短每行"), []string{"text width", "measure", "font size", "smaller", "行宽", "字体", "字号", "收窄"}},
	}
}

// spokenRest are those of marks, of feeds, and of the program.
func spokenRest() []spoken {
	return []spoken{
		{"mark.read", words.Said{}, []string{"done", "seen", "看过"}},
		{"mark.star", words.Said{}, []string{"bookmark", "favourite", "favorite", "save", "keep", "flag", "like", "pin", "收藏", "书签", "喜欢", "保存"}},
		{"mark.all_read", words.Said{}, []string{"catch up", "clear", "清空", "全部已读"}},
		{"mark.undo", words.Said{}, []string{"revert", "take back", "回退", "反悔"}},
		{"mark.redo", words.Said{}, []string{"repeat", "restore", "恢复", "还原"}},
		{"feeds.fetch", words.Said{}, []string{"refresh", "update", "reload", "sync", "rss", "刷新", "更新", "同步"}},
		{"feeds.list", words.Both("show the feeds that are followed", "查看订阅列表"), []string{"subscriptions", "rss", "atom", "sources", "manage", "管理", "来源"}},
		{"feeds.add", words.Said{}, []string{"subscribe", "add", "new", "rss", "atom", "source", "新增", "来源"}},
		{
			"app.theme", words.Both("choose a theme", "换一个主题"),
			[]string{"dark mode", "light mode", "night mode", "colours", "colors", "appearance", "style", "深色模式", "浅色模式", "暗色模式", "夜间模式", "配色", "颜色", "外观"},
		},
		{"app.problems", words.Both("show what could not be understood of the files", "查看文件中没有读懂的地方"), []string{"errors", "warnings", "check", "diagnostics", "错误", "警告", "检查"}},
		{"app.help", words.Both("show all keys", "显示全部按键"), []string{"help", "shortcuts", "keybindings", "manual", "hotkeys", "快捷键", "帮助", "手册"}},
		{"app.step_back", words.Both("go one step back: drop the last filter, leave the article", "后退一步：去掉最后一个筛选，离开文章"), []string{"cancel", "escape", "clear filters", "取消", "清除筛选"}},
		{"app.back", words.Both("go back; at the first screen quit", "返回；在最初的界面则退出"), []string{"close", "leave", "exit", "关闭", "离开"}},
		{"app.quit", words.Said{}, []string{"exit", "close", "leave", "stop", "q", "q!", "wq", "关闭", "离开", "结束"}},
	}
}
