package words

import (
	"fmt"
	"strings"
	"time"

	"broadsheet/model"
	"broadsheet/model/query"
)

// chinese is the program in Simplified Chinese. Sentences with something in them are
// made by join, which knows where spaces stand.
type chinese struct{}

func (chinese) Day(t time.Time) string {
	return t.Format("2006年1月2日 ") + weekday("星期", t)
}
func (chinese) Stamp(t time.Time) string   { return t.Format("2006年1月2日 15:04") }
func (chinese) about(date string) string   { return join("约", date) }
func (chinese) AlsoIn(names string) string { return join("另见于", names) }
func (chinese) Minutes(n int) string       { return fmt.Sprintf("阅读\u00a0%d\u00a0分钟", n) }
func (chinese) OwnPage() string            { return "原文网页" }
func (chinese) comments() string           { return "评论" }
func (chinese) Unread(n int) string        { return join(Grouped(n), "篇未读") }
func (chinese) Files(n int) string         { return join("正在读取，已读取", Grouped(n), "个文件") }

func (chinese) UnreadableFiles(n int) string {
	return join(Grouped(n), "个文件无法读取")
}
func (chinese) Articles(n int) string      { return join(Grouped(n), "篇文章") }
func (chinese) Quoted(text string) string  { return "“" + text + "”" }
func (chinese) List(parts []string) string { return strings.Join(parts, "、") }

// weekday names the day of the week behind a word for it.
func weekday(word string, t time.Time) string {
	return word + []string{"日", "一", "二", "三", "四", "五", "六"}[t.Weekday()]
}

func (chinese) When(t, now time.Time) string {
	switch kind, n := ageOf(t, now); kind {
	case justNow:
		return "刚刚"
	case minutesAgo:
		return fmt.Sprintf("%d\u00a0分钟前", n)
	case hoursAgo:
		return fmt.Sprintf("%d\u00a0小时前", n)
	case thisWeek:
		return weekday("周", t)
	case thisYear:
		return t.Format("1月2日")
	default:
		return t.Format("2006年1月2日")
	}
}

func (chinese) ShortDate(t, now time.Time) string {
	switch kind, n := ageOf(t, now); kind {
	case justNow:
		return "刚刚"
	case minutesAgo:
		return fmt.Sprintf("%d分前", n)
	case hoursAgo:
		return fmt.Sprintf("%d时前", n)
	case thisWeek:
		return weekday("周", t)
	case thisYear:
		return t.Format("1月2日")
	default:
		return t.Format("2006年")
	}
}

func (chinese) ShortDateWidth() int { return 8 }

func (l chinese) DayHeading(t, now time.Time) string {
	switch days := daysAgo(t, now); {
	case days == 0:
		return l.Today()
	case days == 1:
		return "昨天"
	case t.Year() == now.Year():
		return t.Format("1月2日 ") + weekday("星期", t)
	}
	return l.Day(t)
}

func (chinese) Position(at, of int) string { return Grouped(at) + "/" + Grouped(of) }

func (chinese) ReadSoFar(percent int) string { return "本文已读 " + Percentage(percent) }

func (chinese) Looking() string { return "正在查找…" }
func (chinese) FirstOf(shown, of int) string {
	return join("共", Grouped(of), "项，只显示前", Grouped(shown), "项")
}

func (chinese) Matches(at, of int) string {
	return join("第", Grouped(at), "处，共", Grouped(of), "处")
}

func (chinese) All() string           { return "全部" }
func (chinese) Uncategorised() string { return "未分类" }
func (chinese) Today() string         { return "今天" }
func (chinese) Starred() string       { return "星标" }
func (chinese) NothingOpen() string   { return "选择一个标题，在这里阅读。" }
func (chinese) Opening() string       { return "正在打开……" }
func (chinese) ListFailed() string    { return "无法列出文章" }
func (chinese) NoProblems() string    { return "未发现问题。" }
func (chinese) NoCategory() string    { return "没有匹配的分类" }
func (chinese) NoCommand() string     { return "没有匹配的命令" }
func (chinese) TypeHere() string      { return "输入文字查找" }
func (chinese) NoHeading() string     { return "没有匹配的小标题" }

func (chinese) TooSmall(width, height int) string {
	return fmt.Sprintf("窗口太小（%d×%d），至少需要 20×5。", width, height)
}

func (chinese) Loading(files int) (headline, text string) {
	return "正在读取文章……", join("已读取", Grouped(files), "个文件，标题会陆续显示在这里。")
}

func (chinese) Empty(roots string) (headline, text string) {
	where := "文件夹"
	if roots != "" {
		where = roots
	}
	return "还没有可读的文章",
		join(where, "里没有 .md、.html 或 .txt 文件。请放入文章，或退出后打开其他文件夹：broadsheet 文件夹")
}

func (chinese) NoneReadable(files int, problems string) (headline, text string) {
	return "所有文件都无法读取", join("共", Grouped(files), "个文件无法读取。按", problems, "查看原因。")
}

func (chinese) NoMatch(filters []string, key string) (headline, text string) {
	return "没有符合条件的文章", join("当前筛选：", strings.Join(filters, "、"), "。按", key, "取消最后一个筛选。")
}

func (chinese) NoneUnread(key string) (headline, text string) {
	return "这里没有未读文章", join("现在只显示未读文章。按", key, "显示全部文章。")
}

func (chinese) NoneStarred(key string) (headline, text string) {
	return "还没有星标文章", join("在文章上按", key, "加星标，文章就会显示在这里。")
}

func (chinese) NoneToday() (headline, text string) {
	return "今天还没有文章", "日期为今天的文章会显示在这里。"
}

func (chinese) Vanished() (headline, text string) {
	return "文件已不存在", "这个文件已被移动或删除。其他文章不受影响。"
}

func (chinese) Unreadable() (headline, text string) {
	return "无法打开这篇文章", "文件还在，但无法读取。原因："
}

func (chinese) ChipUnread() string              { return "未读" }
func (chinese) Copied(what string) string       { return "已复制：" + what }
func (chinese) LinkOpened(host string) string   { return "已在浏览器中打开：" + host }
func (chinese) LinkFailed(reason string) string { return "无法打开链接：" + reason }

func (chinese) Undone(kind model.ChangeKind, n int, title string) string {
	what := "《" + title + "》"
	if n != 1 || title == "" {
		what = join(Grouped(n), "篇文章")
	}
	switch kind {
	case model.MarkedRead:
		return "已撤销：恢复为未读（" + what + "）"
	case model.MarkedUnread:
		return "已撤销：恢复为已读（" + what + "）"
	case model.AddedStar:
		return "已撤销：取消星标（" + what + "）"
	default:
		return "已撤销：恢复星标（" + what + "）"
	}
}

func (chinese) NothingToUndo() string { return "没有可以撤销的操作" }
func (chinese) MarkedRead() string    { return "已标为已读" }
func (chinese) MarkedUnread() string  { return "已标为未读" }
func (chinese) MarkedAll(n int, undo string) string {
	return join("已将", Grouped(n), "篇文章标为已读（按", undo, "撤销）")
}
func (chinese) AllReadAlready() string     { return "列出的文章都已读过" }
func (chinese) StarAdded() string          { return "已加星标" }
func (chinese) StarRemoved() string        { return "已取消星标" }
func (chinese) NoUnread() string           { return "这里没有未读文章了" }
func (chinese) FromTheTop() string         { return "已从头继续" }
func (chinese) FromTheEnd() string         { return "已从末尾继续" }
func (chinese) FirstArticle() string       { return "已是第一篇文章" }
func (chinese) LastArticle() string        { return "已是最后一篇文章" }
func (l chinese) ThemeNow(n string) string { return "主题：" + l.ThemeName(n) }

// ThemeName is a theme by its name in Chinese.
func (chinese) ThemeName(name string) string {
	switch name {
	case "auto":
		return "自动"
	case "dark":
		return "深色"
	case "light":
		return "浅色"
	case "sepia":
		return "米黄"
	case "high-contrast":
		return "高对比度"
	case "monochrome":
		return "单色"
	}
	return name
}

func (chinese) TitleThemes() string         { return "主题" }
func (chinese) NoTheme() string             { return "没有这个主题" }
func (chinese) ThemeFailed(s string) string { return "无法使用这个主题：" + s }
func (chinese) MeasureNow(n int) string     { return fmt.Sprintf("行宽 %d 列", n) }
func (chinese) MeasureFull(n int) string    { return fmt.Sprintf("这一栏最宽 %d 列", n) }
func (chinese) NotFound(w string) string    { return "文中没有“" + w + "”" }
func (chinese) Jumped(back string) string   { return join("按", back, "返回原处") }
func (chinese) AtFootnote(label, back string) string {
	return join("脚注", label, "（按", back, "返回）")
}

func (chinese) AtReference(label, back string) string {
	return join("脚注", label, "的引用处（按", back, "返回）")
}
func (chinese) CategoryGone() string        { return "这个分类已没有文章" }
func (chinese) NoSuchCategory(n int) string { return fmt.Sprintf("没有第 %d 个分类", n) }

func (chinese) QueryHint() string {
	return "标题、作者、分类中的字词 · title: cat: author: tag: is:unread date:week -排除 OR"
}
func (chinese) FindHint() string             { return "在文中查找" }
func (chinese) NotKept(reason string) string { return "未能保存：" + reason }

func (chinese) Guest() string {
	return "您是访客，离开后标记不会保留；用 SSH 密钥登录才会保存。"
}

func (chinese) Alert(a Alert) string {
	switch a {
	case AlertIdleSoon:
		return "请按任意键，否则会话将在 2 分钟后关闭。"
	case AlertIdle:
		return "长时间没有按键，会话已关闭。如有账户，标记已保存。"
	case AlertOldSoon:
		return "已到时限，会话将在 2 分钟后关闭；您可以马上重新连接。"
	case AlertOld:
		return "已到时限，会话已关闭；您可以马上重新连接。"
	case AlertStopping:
		return "服务器正在重启。标记已保存，请稍后重新连接。"
	case AlertPasteTooLong:
		return "粘贴的内容过长，会话已关闭。"
	default:
		return "程序内部错误；标记已保存。"
	}
}

func (chinese) QueryWrong(e *query.Error) string {
	switch e.Kind {
	case query.QuoteOpen:
		return "引号未闭合"
	case query.ValueMissing:
		return join(e.Word, "后面需要一个值")
	case query.FieldUnknown:
		if e.Nearest != "" {
			return "未知的字段 " + e.Word + "，是不是想写 " + e.Nearest + ":？"
		}
		return "未知的字段 " + e.Word + "；要查找这个词，请加引号"
	case query.StateUnknown:
		return "is: 后面可以是 unread、read、starred 或 long"
	case query.DayWrong:
		return "日期可写作 2021、2021-06、2021-06-11、today、yesterday、week 或 7d"
	case query.OrMisplaced:
		return "OR 要放在两个条件之间"
	case query.QuoteFollowed:
		return "引号后面要有空格"
	case query.TooLong:
		return "内容过长"
	default:
		return e.Error()
	}
}

func (chinese) TitleChooser() string  { return "选择分类" }
func (chinese) TitleLinks() string    { return "链接" }
func (chinese) TitleOutline() string  { return "大纲" }
func (chinese) TitleHelp() string     { return "按键" }
func (chinese) TitlePalette() string  { return "命令面板" }
func (chinese) TitleProblems() string { return "文件问题" }

func (chinese) OffNoArticle() string      { return "这里没有文章" }
func (chinese) OffNoLinks() string        { return "这篇文章没有链接" }
func (chinese) OffNoHeadings() string     { return "这篇文章没有小标题" }
func (chinese) OffNoFootnotes() string    { return "这篇文章没有脚注" }
func (chinese) OffNoFootnoteHere() string { return "当前屏幕没有脚注" }
func (chinese) OffNoAddress() string      { return "没有原文链接" }
func (chinese) OffNoTheme() string        { return "没有其他主题" }
func (chinese) OffNotReduced() string     { return "文章已全部显示" }
func (chinese) OffStillOpening() string   { return "文章正在打开" }
func (chinese) OffNotOpen() string        { return "请先打开文章" }

func (chinese) ShortReturn() string { return "返回正文" }
func (chinese) ShortQuit() string   { return "退出" }
