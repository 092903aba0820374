package words

import (
	"fmt"
	"strings"
)

// This file holds what the program says in Chinese of views, searches and news.

func (chinese) News(n int) string { return join(Grouped(n), "篇新文章") }

func (chinese) Indexing(percent int) string { return fmt.Sprintf("正在建立索引 %d%%", percent) }

func (chinese) Hits(n int, more bool) string {
	if more {
		return join("已找到", Grouped(n), "篇，还有更多")
	}
	return join("找到", Grouped(n), "篇")
}

func (chinese) NotSearched(n int) string {
	if n == 0 {
		return ""
	}
	return " · " + join("还有", Grouped(n), "篇未搜索")
}

func (chinese) UnreadView() string     { return "未读" }
func (chinese) LongReads() string      { return "长文" }
func (chinese) MoreViews(n int) string { return join("……还有", Grouped(n), "个") }

func (chinese) NoneLong() (headline, text string) {
	return "没有长文", "需要读八分钟以上的文章会显示在这里。"
}

func (chinese) AllRead() (headline, text string) {
	return "没有未读文章", "还没有读过的文章会显示在这里。"
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
func (chinese) NameMissing() string             { return "请输入名称" }
func (chinese) LineFull() string                { return "这一行放不下全部内容" }
func (chinese) NameTooLong() string             { return "名称过长" }
func (chinese) ViewNotSaved() string            { return "视图未保存" }
func (chinese) ViewsFull() string               { return "视图过多，请先删除一个" }
func (chinese) NameTaken(name string) string {
	return "“" + name + "”是内置视图，请换一个名称"
}
func (chinese) ViewSaved(name string) string { return "已保存视图“" + name + "”" }
func (chinese) ViewReplaced(name, undo string) string {
	return join("已替换视图“", name, "”（按", undo, "撤销）")
}

func (chinese) ViewRemoved(name, undo string) string {
	return join("已删除视图“", name, "”（按", undo, "撤销）")
}

func (chinese) ViewRestored(name string, there bool) string {
	if there {
		return "已撤销：恢复视图“" + name + "”"
	}
	return "已撤销：不再保存视图“" + name + "”"
}
func (chinese) ViewGone() string { return "这个视图已在另一个窗口中删除" }
func (chinese) ViewsWrong(names []string) string {
	return "这些视图的条件有误，没有显示：“" + strings.Join(names, "”、“") + "”"
}
func (chinese) NothingToComplete() string { return "没有可以补全的内容" }
func (chinese) FileGone() string          { return "文件已不存在" }
func (chinese) FileGoneNow() string {
	return "这篇文章的文件已不存在，离开之前仍可阅读。"
}

func (chinese) OffNoSearch(key string) string {
	return join("只有搜索结果可以排序；按", key, "搜索")
}
func (chinese) OffNoOwnView() string { return "只能删除自己保存的视图" }
func (chinese) OffConfigured() string {
	return "这个视图写在配置文件里，请在那里删除"
}
func (chinese) OffNothingToSave() string { return "没有可以保存的筛选" }
