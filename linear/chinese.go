package linear

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/ui/words"
)

// chinese is the linear mode in Simplified Chinese.
type chinese struct{}

func (chinese) code() string       { return "zh" }
func (chinese) text(t said) string { return t.chinese }

func (chinese) greeting(from string) string {
	if from == "" {
		return "逐行模式。输入 h 查看帮助。"
	}
	return "逐行模式，由 " + from + " 启用。输入 h 查看帮助。"
}

func (chinese) sample() string {
	return "这是内置的样刊。“broadsheet 文件夹”读自己的文件，“broadsheet feeds add 网址”添加订阅。"
}

func (chinese) loading(files int) string {
	return "正在读取文件，已读取 " + words.Grouped(files) + " 个。稍后输入 l 再看。"
}
func (chinese) empty() string { return "还没有可读的文章。" }

func (chinese) unread(unread, all, categories int) string {
	text := "共 " + words.Grouped(all) + " 篇文章，没有未读。"
	switch {
	case unread > 0 && categories < 2:
		text = "共 " + words.Grouped(all) + " 篇文章，" + words.Grouped(unread) + " 篇未读。"
	case unread > 0:
		text = fmt.Sprintf("共 %s 篇文章，%s 篇未读，分布在 %d 个分类中。", words.Grouped(all), words.Grouped(unread), categories)
	}
	return text + "按回车读标题。"
}

func (chinese) goodbye() string { return "再见。" }

func (chinese) help() []string {
	return []string{
		"输入命令的单词或字母，再按回车。",
		"只按回车就接着读：先读标题，再读更多标题；在文章中逐段读，读完最后一段则打开下一篇未读。",
		"l：标题。输入数字，选择刚才那个列表中的一项。n：下一篇未读。q：返回，在标题处则离开。",
		"减号：上一段。句点：重读。等号：现在的位置。go 12：到第 12 段。O：小标题。o：链接。斜杠加字词：在文中查找，n 到下一处。",
		"r：只列未读。c：分类。v：视图。s 加字词：搜索。在标题处斜杠加字词：筛选。0：全部文章。",
		"m：标为已读或未读。*：星标。A：全部标为已读。u：撤销。f：订阅。fetch：更新订阅。",
		"h all：全部命令。h 加命令：该命令的帮助。也可以输入全屏界面中的命令名称，例如 list.unread。",
	}
}

// wordsOf are the shortest word of ASCII, and one of Chinese.
func (chinese) wordsOf(typed []string) []string {
	told := slices.DeleteFunc(slices.Clone(typed), func(word string) bool { return word[0] < 0x80 })
	return append(slices.Clone(typed[:min(1, len(typed))]), told...)
}

func (chinese) helpLine(typed []string, does string) string {
	return strings.Join(typed, "、") + "：" + does + "。"
}

func (chinese) numbered(n int, text string) string { return fmt.Sprintf("%d. %s", n, text) }
func (chinese) parts(parts []string) string        { return strings.Join(parts, "，") }
func (chinese) sentence(parts []string) string     { return strings.Join(parts, "，") + "。" }

func (chinese) when(t, now time.Time, inferred bool) string {
	text := ""
	switch ago := now.Sub(t); {
	case ago >= 0 && ago < time.Minute:
		return "刚刚"
	case ago >= 0 && ago < time.Hour:
		return fmt.Sprintf("%d 分钟前", int(ago/time.Minute))
	case ago >= 0 && ago < 24*time.Hour:
		return fmt.Sprintf("%d 小时前", int(ago/time.Hour))
	case ago >= 0 && ago < 6*24*time.Hour:
		text = "星期" + []string{"日", "一", "二", "三", "四", "五", "六"}[t.Weekday()]
	case t.Year() == now.Year():
		text = t.Format("1 月 2 日")
	default:
		text = t.Format("2006 年 1 月 2 日")
	}
	if inferred {
		return "约 " + text
	}
	return text
}

func (chinese) isUnread() string  { return "未读" }
func (chinese) isStarred() string { return "有星标" }

// chineseRows says which rows of a list were said, and how to go on.
func chineseRows(from, to, of int) string {
	if to < of {
		return fmt.Sprintf("第 %s 到 %s 项，共 %s 项。按回车继续", words.Grouped(from), words.Grouped(to), words.Grouped(of))
	}
	if from == to {
		return fmt.Sprintf("第 %s 项，共 %s 项，到末尾了", words.Grouped(to), words.Grouped(of))
	}
	return fmt.Sprintf("第 %s 到 %s 项，共 %s 项，到末尾了", words.Grouped(from), words.Grouped(to), words.Grouped(of))
}

func (chinese) rowsTold(from, to, of int, what string) string {
	return what + "：" + chineseRows(from, to, of) + "。"
}

func (chinese) nothingListed(what string) string {
	return "没有文章：" + what + "。输入 esc 取消最后一个条件。"
}

func (chinese) noMoreRows() string {
	return "已经是最后一项。输入数字打开，输入 l 从头再读。"
}

func (chinese) backTo(what string, at, of int) string {
	return fmt.Sprintf("回到标题，第 %s 篇，共 %s 篇：%s。", words.Grouped(at), words.Grouped(of), what)
}

func (chinese) inList(what string, of int) string {
	return "在标题处：" + what + "，共 " + words.Grouped(of) + " 篇。"
}
func (chinese) atTheTop() string { return "已经是全部文章。输入 q 离开。" }

func (chinese) choice(name string, unread int) string {
	if unread == 0 {
		return name
	}
	return name + "，" + words.Grouped(unread)
}

func (chinese) categoriesTold(from, to, of int) string {
	return "分类和未读篇数：" + chineseRows(from, to, of) + "。输入数字选择，0 是全部文章。"
}

func (chinese) viewsTold(from, to, of int) string {
	return "视图：" + chineseRows(from, to, of) + "。输入数字选择，0 是全部文章。"
}

func (chinese) noView(name string) string {
	return "没有自己保存的视图“" + name + "”，输入 v 查看全部。"
}
func (chinese) viewForgotten(name string) string { return "已删除视图“" + name + "”" }

func (chinese) orderOf(by query.Sort, best bool) string {
	switch {
	case best:
		return "最相关的在前"
	case by == query.OldestFirst:
		return "旧的在前"
	case by == query.ByTitle:
		return "按标题排列"
	default:
		return ""
	}
}

func (chinese) orders() string {
	return "order newest 新的在前，order oldest 旧的在前，order title 按标题，搜索结果还可以 order best 按相关程度。"
}

func (chinese) onlyHits() string {
	return "只有搜索结果可以这样排列，先用 s 加字词搜索。"
}

func (chinese) searchWhat() string { return "输入 s 和要找的字词，例如：s 人民币。" }

func (chinese) unsearched(n int) string {
	return "还有 " + words.Grouped(n) + " 篇文章未能搜索。"
}

func (chinese) wrapped(step int) string {
	if step < 0 {
		return "从末尾重新开始。"
	}
	return "从头重新开始。"
}

func (chinese) length(minutes, pieces int) string {
	return fmt.Sprintf("%d 分钟，%d 段", minutes, pieces)
}
func (chinese) attached(what string) string { return "附件：" + what + "。" }
func (chinese) stoppedAt(at, of int) string {
	return fmt.Sprintf("上次读到第 %d 段，共 %d 段。按回车接着读，输入 first 从头读。", at, of)
}

func (chinese) paragraph(at, of int, last bool) string {
	if last {
		return fmt.Sprintf("第 %d 段，共 %d 段，全文完。", at, of)
	}
	return fmt.Sprintf("第 %d 段，共 %d 段。", at, of)
}

func (chinese) inArticle(title string, at, of int) string {
	if at == 0 {
		return fmt.Sprintf("在《%s》开头，共 %d 段。", title, of)
	}
	return fmt.Sprintf("在《%s》第 %d 段，共 %d 段。", title, at, of)
}
func (chinese) under(heading string) string { return "所在小节：" + heading }
func (chinese) headingsTold(from, to, of int) string {
	return "小标题：" + chineseRows(from, to, of) + "。输入数字跳到该处。"
}

func (chinese) linksTold(from, to, of int, opens bool) string {
	if opens {
		return "链接：" + chineseRows(from, to, of) + "。输入数字在浏览器中打开。"
	}
	return "链接：" + chineseRows(from, to, of) + "。输入数字读出网址。"
}
func (chinese) addressIs(address string) string { return "网址：" + address }
func (chinese) found(n int) string {
	return fmt.Sprintf("在 %d 段中找到，输入 n 到下一处。", n)
}

func (chinese) findFirst() string { return "还没有查找。斜杠加字词，在文中查找。" }
func (chinese) findEnded() string { return "已退出查找。" }

func (chinese) noHeadingThere(step int) string {
	if step < 0 {
		return "前面没有小标题。"
	}
	return "后面没有小标题。"
}
func (chinese) noText() string      { return "这篇文章没有正文。" }
func (chinese) atBeginning() string { return "这里是开头。" }
func (chinese) openFirst() string {
	return "还没有打开文章。输入数字打开一篇，输入 n 打开下一篇未读。"
}

func (chinese) textNow(n int) string {
	return fmt.Sprintf("正文现在有 %d 段。按回车读。", n)
}

func (chinese) ofArticle(title, headline, text string) string {
	if title == "" {
		return headline + "。" + text
	}
	return headline + "：《" + title + "》。" + text
}

func (chinese) heading(level int, text string) string {
	return fmt.Sprintf("%d 级标题：%s", min(max(level, 1), 6), text)
}
func (chinese) quoteBegins() string { return "引文：" }
func (chinese) quoteEnds() string   { return "引文完。" }

func (chinese) codeBegins(name string, lines int) string {
	if name != "" {
		name = "，" + name
	}
	return fmt.Sprintf("代码%s，%d 行：", name, lines)
}
func (chinese) codeEnds() string           { return "代码完。" }
func (chinese) picture(text string) string { return "图片：" + text }
func (chinese) mutePicture(n int, host string) string {
	if host != "" {
		host = "，来自 " + host
	}
	return fmt.Sprintf("图片 %d，没有说明%s。", n, host)
}

func (chinese) inlinePicture(alt string) string {
	if alt == "" {
		return "（图片）"
	}
	return "（图片：" + alt + "）"
}
func (chinese) all() string       { return "全部文章" }
func (chinese) listEnds() string  { return "列表完。" }
func (chinese) list(n int) string { return fmt.Sprintf("列表，%d 项：", n) }

func (chinese) item(label string, task model.Task) string {
	if label != "" {
		label += ". "
	}
	switch task {
	case model.OpenTask:
		return label + "待办："
	case model.DoneTask:
		return label + "已完成："
	default:
		return label
	}
}

func (chinese) table(rows, columns int) string {
	return fmt.Sprintf("表格，%d 行 %d 列：", rows, columns)
}
func (chinese) row(fields []string) string { return strings.Join(fields, "；") }
func (chinese) field(label, text string) string {
	if label == "" {
		return text
	}
	if text == "" {
		return label
	}
	return strings.TrimRight(label, ":： ") + "：" + text
}
func (chinese) details(summary string) string  { return "详情：" + summary }
func (chinese) rule() string                   { return "分隔。" }
func (chinese) note(label, text string) string { return "注 " + label + "：" + text }
func (chinese) noteSign(label string) string   { return "（注 " + label + "）" }
func (chinese) reading(text string) string     { return "（" + text + "）" }
func (chinese) struckOut(text string) string   { return "（已划去：" + text + "）" }

func (chinese) failed(reason string) string { return "错误：" + reason }
func (chinese) noCommand(word, nearest string) string {
	if nearest != "" {
		return "没有命令“" + word + "”，是否要输入“" + nearest + "”？输入 h 查看帮助。"
	}
	return "没有命令“" + word + "”，输入 h 查看帮助。"
}

func (chinese) onScreen(name string) string {
	return name + " 只改变全屏界面的样子，这里没有。"
}
func (chinese) notHere() string { return "这里不能这样做。" }
func (chinese) noNumber(typed string, of int) string {
	if of == 0 {
		return "还没有列表，无法选择 " + typed + "。输入 l 读标题。"
	}
	return "没有第 " + typed + " 项，列表是 1 到 " + words.Grouped(of) + "。"
}

func (chinese) noParagraph(typed string, of int) string {
	return fmt.Sprintf("没有第“%s”段，共 %d 段。", typed, of)
}

func (chinese) noNote(label string) string {
	return "没有脚注“" + label + "”。只输入 note 读出全部脚注。"
}

func (chinese) inQuery(wrong string, position int) string {
	return fmt.Sprintf("%s，在第 %d 个字符。列表没有改变。", wrong, position+1)
}

func (chinese) marked(what, title string) string {
	if title == "" {
		return what + "。"
	}
	return what + "：《" + title + "》。"
}

func (chinese) noFeedsHere() string { return "这里没有订阅。" }
func (chinese) noFeeds() string {
	return "还没有订阅。用“broadsheet feeds add 网址”添加。"
}

func (chinese) feedsTold(from, to, of int) string {
	return "订阅：" + chineseRows(from, to, of) + "。输入数字列出它的文章。"
}
func (chinese) newsOf(when string) string { return "最近更新：" + when }
func (chinese) colon() string             { return "：" }
func (chinese) fetching(feeds int) string {
	return fmt.Sprintf("正在更新 %d 个订阅。输入 f 查看结果，输入 l 查看新文章。", feeds)
}

func (chinese) problem(path string, line int, text string) string {
	if line > 0 {
		return fmt.Sprintf("%s，第 %d 行：%s", path, line, text)
	}
	return path + "：" + text
}

func (chinese) problemsTold(from, to, of int) string {
	return "文件问题：" + chineseRows(from, to, of) + "。"
}
