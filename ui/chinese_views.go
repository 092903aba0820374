package ui

import (
	"fmt"
	"strings"
)

// This file holds what the program says in Chinese of views, searches and news.

func (chinese) news(n int) string { return grouped(n) + "篇新到" }

func (chinese) indexing(percent int) string { return fmt.Sprintf("正在建立索引 %d%%", percent) }

func (chinese) hits(n int, more bool) string {
	if more {
		return "已找到" + grouped(n) + "篇，还有更多"
	}
	return "找到" + grouped(n) + "篇"
}

func (chinese) notSearched(n int) string {
	if n == 0 {
		return ""
	}
	return " · 还有" + grouped(n) + "篇未搜索"
}

func (chinese) unreadView() string     { return "未读" }
func (chinese) longReads() string      { return "长文" }
func (chinese) moreViews(n int) string { return "……还有" + grouped(n) + "个" }

func (chinese) noneLong() (headline, text string) {
	return "没有长文", "需要读八分钟以上的文章会出现在这里。"
}

func (chinese) allRead() (headline, text string) {
	return "全部读完了", "还没有读过的文章会出现在这里。"
}

func (chinese) noneInView(name, query string) (headline, text string) {
	return "“" + name + "”里没有文章", "没有文章符合这个视图的条件：" + query
}

func (chinese) chipSearch(text string, best bool) string {
	if best {
		return "搜索：" + text + "（最相关在前）"
	}
	return "搜索：" + text
}

func (chinese) searchedFor(text string) string { return "搜索“" + text + "”" }
func (chinese) searchSign() string             { return "搜索" }
func (chinese) searchHint() string {
	return "标题和正文中的字词 · \"词组\" · cat: author: is:unread after:2021-06 -排除 OR"
}

func (chinese) orderNow(best bool) string {
	if best {
		return "最相关的在前"
	}
	return "最新的在前"
}

func (chinese) nameSign() string                { return "名称" }
func (chinese) nameSaves(query string) string   { return "视图的条件：" + query }
func (chinese) nameReplaces(name string) string { return "将替换视图“" + name + "”" }
func (chinese) nameMissing() string             { return "请给视图起个名字" }
func (chinese) lineFull() string                { return "这一行放不下全部内容。" }
func (chinese) nameTooLong() string             { return "名字太长了" }
func (chinese) viewNotSaved() string            { return "没有保存这个视图" }
func (chinese) viewsFull() string               { return "视图已经太多，请先删除一个" }
func (chinese) nameTaken(name string) string {
	return "“" + name + "”是自带的视图，请换个名字"
}
func (chinese) viewSaved(name string) string { return "已保存视图“" + name + "”" }
func (chinese) viewReplaced(name, undo string) string {
	return "已替换视图“" + name + "”（按" + spaced(undo) + "撤销）"
}

func (chinese) viewRemoved(name, undo string) string {
	return "已删除视图“" + name + "”（按" + spaced(undo) + "撤销）"
}

func (chinese) viewRestored(name string, there bool) string {
	if there {
		return "已撤销，视图已恢复：“" + name + "”"
	}
	return "已撤销，视图不再保存：“" + name + "”"
}
func (chinese) viewGone() string { return "这个视图已在另一个窗口中删除。" }
func (chinese) viewsWrong(names []string) string {
	return "这些视图的条件无法识别，没有显示：“" + strings.Join(names, "”、“") + "”"
}
func (chinese) nothingToComplete() string { return "这里没有可以补全的内容。" }
func (chinese) fileGone() string          { return "文件已不在" }
func (chinese) fileGoneNow() string {
	return "这篇文章的文件已不在，离开之前仍可阅读。"
}

func (chinese) offNoSearch(key string) string {
	return "只有搜索结果可以换顺序；按" + spaced(key) + "搜索。"
}
func (chinese) offNoOwnView() string { return "只能删除自己保存的视图。" }
func (chinese) offConfigured() string {
	return "这个视图写在配置文件里，请在那里删除。"
}
func (chinese) offNothingToSave() string { return "没有可以保存的筛选。" }

func (chinese) helpSearchKeep() string { return "保留搜索" }
