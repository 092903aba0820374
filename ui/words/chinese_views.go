package words

import (
	"fmt"
	"strings"
)

// This file holds what the program says in Chinese of views, searches and news.

func (chinese) News(n int) string { return Grouped(n) + "篇新到" }

func (chinese) Indexing(percent int) string { return fmt.Sprintf("正在建立索引 %d%%", percent) }

func (chinese) Hits(n int, more bool) string {
	if more {
		return "已找到" + Grouped(n) + "篇，还有更多"
	}
	return "找到" + Grouped(n) + "篇"
}

func (chinese) NotSearched(n int) string {
	if n == 0 {
		return ""
	}
	return " · 还有" + Grouped(n) + "篇未搜索"
}

func (chinese) UnreadView() string     { return "未读" }
func (chinese) LongReads() string      { return "长文" }
func (chinese) MoreViews(n int) string { return "……还有" + Grouped(n) + "个" }

func (chinese) NoneLong() (headline, text string) {
	return "没有长文", "需要读八分钟以上的文章会出现在这里。"
}

func (chinese) AllRead() (headline, text string) {
	return "全部读完了", "还没有读过的文章会出现在这里。"
}

func (chinese) NoneInView(name, query string) (headline, text string) {
	return "“" + name + "”里没有文章", "没有文章符合这个视图的条件：" + query
}

func (chinese) ChipSearch(text string, best bool) string {
	if best {
		return "搜索：" + text + "（最相关在前）"
	}
	return "搜索：" + text
}

func (chinese) SearchedFor(text string) string { return "搜索“" + text + "”" }
func (chinese) SearchSign() string             { return "搜索" }
func (chinese) SearchHint() string {
	return "标题和正文中的字词 · \"词组\" · cat: author: is:unread after:2021-06 -排除 OR"
}

func (chinese) OrderNow(best bool) string {
	if best {
		return "最相关的在前"
	}
	return "最新的在前"
}

func (chinese) NameSign() string                { return "名称" }
func (chinese) NameSaves(query string) string   { return "视图的条件：" + query }
func (chinese) NameReplaces(name string) string { return "将替换视图“" + name + "”" }
func (chinese) NameMissing() string             { return "请给视图起个名字" }
func (chinese) LineFull() string                { return "这一行放不下全部内容。" }
func (chinese) NameTooLong() string             { return "名字太长了" }
func (chinese) ViewNotSaved() string            { return "没有保存这个视图" }
func (chinese) ViewsFull() string               { return "视图已经太多，请先删除一个" }
func (chinese) NameTaken(name string) string {
	return "“" + name + "”是自带的视图，请换个名字"
}
func (chinese) ViewSaved(name string) string { return "已保存视图“" + name + "”" }
func (chinese) ViewReplaced(name, undo string) string {
	return "已替换视图“" + name + "”（按" + spaced(undo) + "撤销）"
}

func (chinese) ViewRemoved(name, undo string) string {
	return "已删除视图“" + name + "”（按" + spaced(undo) + "撤销）"
}

func (chinese) ViewRestored(name string, there bool) string {
	if there {
		return "已撤销，视图已恢复：“" + name + "”"
	}
	return "已撤销，视图不再保存：“" + name + "”"
}
func (chinese) ViewGone() string { return "这个视图已在另一个窗口中删除。" }
func (chinese) ViewsWrong(names []string) string {
	return "这些视图的条件无法识别，没有显示：“" + strings.Join(names, "”、“") + "”"
}
func (chinese) NothingToComplete() string { return "这里没有可以补全的内容。" }
func (chinese) FileGone() string          { return "文件已不在" }
func (chinese) FileGoneNow() string {
	return "这篇文章的文件已不在，离开之前仍可阅读。"
}

func (chinese) OffNoSearch(key string) string {
	return "只有搜索结果可以换顺序；按" + spaced(key) + "搜索。"
}
func (chinese) OffNoOwnView() string { return "只能删除自己保存的视图。" }
func (chinese) OffConfigured() string {
	return "这个视图写在配置文件里，请在那里删除。"
}
func (chinese) OffNothingToSave() string { return "没有可以保存的筛选。" }
