package words

import (
	"fmt"
	"strings"
	"time"

	"broadsheet/model"
	"broadsheet/model/query"
)

// chinese is the program in Simplified Chinese.
type chinese struct{}

func (chinese) Day(t time.Time) string {
	return t.Format("2006年1月2日 ") + weekday("星期", t)
}
func (chinese) Stamp(t time.Time) string   { return t.Format("2006年1月2日 15:04") }
func (chinese) about(date string) string   { return "约" + date }
func (chinese) AlsoIn(names string) string { return "另见于" + names }
func (chinese) Minutes(n int) string       { return fmt.Sprintf("%d分钟", n) }
func (chinese) OwnPage() string            { return "文章的原网页" }
func (chinese) comments() string           { return "评论" }
func (chinese) Unread(n int) string        { return Grouped(n) + "篇未读" }
func (chinese) Files(n int) string         { return "正在读取，已看" + Grouped(n) + "个文件" }

func (chinese) UnreadableFiles(n int) string {
	return Grouped(n) + "个文件读不了"
}
func (chinese) Articles(n int) string      { return Grouped(n) + "篇文章" }
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
		return fmt.Sprintf("%d分钟前", n)
	case hoursAgo:
		return fmt.Sprintf("%d小时前", n)
	case thisWeek:
		return weekday("周", t)
	case thisYear:
		return t.Format("1月2日")
	default:
		return t.Format("2006年1月2日")
	}
}

func (chinese) Position(at, of int) string { return Grouped(at) + "/" + Grouped(of) }

func (chinese) Looking() string { return "正在查找…" }
func (chinese) FirstOf(shown, of int) string {
	return "只列出 " + Grouped(of) + " 项中的前 " + Grouped(shown) + " 项"
}

func (chinese) Matches(at, of int) string {
	return "第" + Grouped(at) + "处，共" + Grouped(of) + "处"
}

func (chinese) All() string         { return "全部" }
func (chinese) Today() string       { return "今天" }
func (chinese) Starred() string     { return "星标" }
func (chinese) NothingOpen() string { return "选中一条标题，就在这里阅读。" }
func (chinese) Opening() string     { return "正在打开……" }
func (chinese) ListFailed() string  { return "无法列出文章" }
func (chinese) NoProblems() string  { return "所有文件都读懂了。" }
func (chinese) NoCategory() string  { return "没有这个分类" }
func (chinese) NoCommand() string   { return "没有这个命令" }
func (chinese) TypeHere() string    { return "输入文字查找" }
func (chinese) NoHeading() string   { return "没有这个小标题" }

func (chinese) TooSmall(width, height int) string {
	return fmt.Sprintf("窗口%d×%d太小，至少要20×5。", width, height)
}

func (chinese) Loading(files int) (headline, text string) {
	return "正在读取文章……", "已看" + Grouped(files) + "个文件，找到的标题会陆续出现在这里。"
}

func (chinese) Empty(roots string) (headline, text string) {
	where := "文件夹"
	if roots != "" {
		where = roots
	}
	return "还没有可读的文章",
		"broadsheet显示" + where + "里的.md、.html和.txt文件，这里一个也没有。请放入文章，或者退出后另选文件夹：broadsheet 文件夹"
}

func (chinese) NoneReadable(files int, problems string) (headline, text string) {
	return "所有文件都读不了", "共" + Grouped(files) + "个文件读不了。按" + spaced(problems) + "查看是哪些，以及原因。"
}

func (chinese) NoMatch(filters []string, key string) (headline, text string) {
	return "没有符合条件的文章", "当前筛选：" + strings.Join(filters, "、") + "。按" + spaced(key) + "去掉最后一个筛选。"
}

func (chinese) NoneUnread(key string) (headline, text string) {
	return "这里都读完了", "现在只显示未读文章。按" + spaced(key) + "显示其余文章。"
}

func (chinese) NoneStarred(key string) (headline, text string) {
	return "还没有星标", "按" + spaced(key) + "给光标所在的文章加星标，文章就会留在这里。"
}

func (chinese) NoneToday() (headline, text string) {
	return "今天还没有文章", "日期为今天的文章会出现在这里。"
}

func (chinese) Vanished() (headline, text string) {
	return "文件不见了", "列出之后，这个文件被移走或删除了。其他文章不受影响。"
}

func (chinese) Unreadable() (headline, text string) {
	return "无法显示这篇文章", "文件还在，但是读不出来。原因："
}

// spaced sets a key off from the Chinese text around it.
func spaced(key string) string { return " " + key + " " }

func (chinese) ChipUnread() string              { return "未读" }
func (chinese) Copied(what string) string       { return "已复制：" + what }
func (chinese) LinkOpened(host string) string   { return "已在浏览器中打开：" + host }
func (chinese) LinkFailed(reason string) string { return "无法打开链接：" + reason }

func (chinese) Undone(kind model.ChangeKind, n int, title string) string {
	what := "《" + title + "》"
	if n != 1 || title == "" {
		what = Grouped(n) + "篇文章"
	}
	switch kind {
	case model.MarkedRead:
		return "已撤销，恢复未读：" + what
	case model.MarkedUnread:
		return "已撤销，恢复已读：" + what
	case model.AddedStar:
		return "已撤销，去掉星标：" + what
	default:
		return "已撤销，恢复星标：" + what
	}
}

func (chinese) NothingToUndo() string { return "没有可以撤销的操作。" }
func (chinese) MarkedRead() string    { return "已标为已读" }
func (chinese) MarkedUnread() string  { return "已标为未读" }
func (chinese) MarkedAll(n int, undo string) string {
	return "已将" + Grouped(n) + "篇文章标为已读（按" + spaced(undo) + "撤销）"
}
func (chinese) AllReadAlready() string      { return "列出的文章都已读过。" }
func (chinese) StarAdded() string           { return "已加星标" }
func (chinese) StarRemoved() string         { return "已去掉星标" }
func (chinese) NoUnread() string            { return "这里没有未读文章了。" }
func (chinese) FromTheTop() string          { return "已从头开始" }
func (chinese) FromTheEnd() string          { return "已从末尾开始" }
func (chinese) FirstArticle() string        { return "这是第一篇文章。" }
func (chinese) LastArticle() string         { return "这是最后一篇文章。" }
func (chinese) ThemeNow(n string) string    { return "主题：" + n }
func (chinese) ThemeFailed(s string) string { return "无法使用这个主题：" + s }
func (chinese) MeasureNow(n int) string     { return fmt.Sprintf("每行%d格", n) }
func (chinese) MeasureFull(n int) string    { return fmt.Sprintf("这一栏最多%d格", n) }
func (chinese) NotFound(w string) string    { return "文中没有“" + w + "”" }
func (chinese) Jumped(back string) string   { return "按" + spaced(back) + "回到原处" }
func (chinese) AtFootnote(label, back string) string {
	return "脚注" + label + "（按" + spaced(back) + "返回）"
}

func (chinese) AtReference(label, back string) string {
	return "脚注" + label + "的出处（按" + spaced(back) + "返回）"
}
func (chinese) CategoryGone() string        { return "这个分类已经没有文章。" }
func (chinese) NoSuchCategory(n int) string { return fmt.Sprintf("没有第%d个分类。", n) }

func (chinese) QueryHint() string {
	return "标题、作者、分类中的字词 · title: cat: author: tag: is:unread date:week -排除 OR"
}
func (chinese) FindHint() string             { return "文中的字词" }
func (chinese) NotKept(reason string) string { return "未保留：" + reason }

func (chinese) Guest() string {
	return "访客的标记只保留到离开为止；用 SSH 密钥登录才会保存。"
}

func (chinese) Alert(a Alert) string {
	switch a {
	case AlertIdleSoon:
		return "您还在吗？若不按键，本次会话将在两分钟后结束。"
	case AlertIdle:
		return "长时间没有按键，会话已结束。有账户的读者，阅读记录已保存。"
	case AlertOldSoon:
		return "本次会话已持续很久，将在两分钟后结束；您可以马上重新登录。"
	case AlertOld:
		return "会话已持续很久，现已结束；您可以马上重新登录。"
	case AlertStopping:
		return "服务器即将停止。您的操作已保存，请稍后再来。"
	case AlertPasteTooLong:
		return "粘贴的文字太长，会话已结束。"
	default:
		return "程序自身出错，已经停止。此前的操作已保存。"
	}
}

func (chinese) QueryWrong(e *query.Error) string {
	switch e.Kind {
	case query.QuoteOpen:
		return "引号没有配对"
	case query.ValueMissing:
		return e.Word + "后面要有内容"
	case query.FieldUnknown:
		if e.Nearest != "" {
			return "没有 " + e.Word + ": 这种条件，是不是想写 " + e.Nearest + ":？"
		}
		return "没有 " + e.Word + ": 这种条件；要查找这个词，请加引号"
	case query.StateUnknown:
		return "is:后面可以是unread、read、starred或long"
	case query.DayWrong:
		return "日期可写作 2021、2021-06、2021-06-11、today、yesterday、week 或 7d"
	case query.OrMisplaced:
		return "OR要放在两个条件之间"
	case query.QuoteFollowed:
		return "引号后面要有空格"
	case query.TooLong:
		return "太长了"
	default:
		return e.Error()
	}
}

func (chinese) TitleChooser() string  { return "选择分类" }
func (chinese) TitleLinks() string    { return "链接" }
func (chinese) TitleOutline() string  { return "大纲" }
func (chinese) TitleHelp() string     { return "按键" }
func (chinese) TitlePalette() string  { return "命令" }
func (chinese) TitleProblems() string { return "没有读懂的地方" }

func (chinese) OffNoArticle() string      { return "这里没有文章。" }
func (chinese) OffNoLinks() string        { return "这篇文章没有链接。" }
func (chinese) OffNoHeadings() string     { return "这篇文章没有小标题。" }
func (chinese) OffNoFootnotes() string    { return "这篇文章没有脚注。" }
func (chinese) OffNoFootnoteHere() string { return "眼前没有脚注。" }
func (chinese) OffNoAddress() string      { return "这篇文章没有自己的网址。" }
func (chinese) OffNoTheme() string        { return "没有别的主题。" }
func (chinese) OffNotReduced() string     { return "这篇文章已经全部显示。" }
func (chinese) OffStillOpening() string   { return "文章还在打开。" }
func (chinese) OffNotOpen() string        { return "请先打开文章。" }

func (chinese) ShortReturn() string { return "回到正文" }
func (chinese) ShortQuit() string   { return "退出" }
