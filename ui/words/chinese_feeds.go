package words

import (
	"fmt"
	"strings"
	"time"

	"broadsheet/model"
)

// This file holds what the program says in Chinese of feeds.

func (chinese) TitleFeeds() string                 { return "订阅" }
func (chinese) TitleCandidates(site string) string { return site + "的订阅源" }
func (chinese) TitleMove(name string) string       { return "把“" + name + "”移到" }

func (chinese) FeedWord(s model.FeedState) string {
	switch s {
	case model.FeedUnasked:
		return "待更新"
	case model.FeedFailing:
		return "暂时出错"
	case model.FeedBroken:
		return "失效"
	case model.FeedPaused:
		return "已暂停"
	default:
		return ""
	}
}

func (l chinese) FeedTimes(s *model.Subscription, now time.Time, zone *time.Location) string {
	parts := feedTimes(l, s, now, zone, "最新文章：", "上次更新：", func(minutes, hours int, date string) string {
		switch {
		case hours > 0:
			return fmt.Sprintf("下次更新：%d小时后", hours)
		case minutes > 0:
			return fmt.Sprintf("下次更新：%d分钟后", minutes)
		case !s.Due.After(now):
			return "马上更新"
		}
		return "下次更新：" + date
	})
	return strings.Join(parts, " · ")
}

func (l chinese) FeedTrouble(e *model.FeedError) string {
	text := l.feedTrouble(e)
	if e.Again > 0 {
		text += shortly(e.Again, "%d小时", "%d分钟") + "后可以再试。"
	}
	return text
}

func (l chinese) feedTrouble(e *model.FeedError) string {
	switch e.Kind {
	case model.FeedAddress:
		return "“" + e.What + "”不是网址；网址写作example.org或https://example.org/feed。"
	case model.FeedPrivate:
		return e.What + "在内部网络里，这台服务器不会去访问；服务器的管理者可以另行允许。"
	case model.FeedHeld, model.FeedTooMany:
		return e.What + "要求少访问一些，所以先停一停。"
	case model.FeedChallenge:
		return e.What + "只让浏览器访问；请找这个订阅源的其他网址，或请网站允许阅读器访问。"
	case model.FeedLogin:
		return e.What + "要登录才能看；请在订阅文件里为它写上用户名和取密码的命令。"
	case model.FeedForbidden:
		return e.What + "不让程序读取；原因要问网站。"
	case model.FeedNotFound:
		return e.What + "的这个网址已经没有内容；请到网站上找新的网址，再重新添加。"
	case model.FeedGone:
		return e.What + "已停办这个订阅源；请到网站上找别的，或将它删除。"
	case model.FeedServer:
		return e.What + "的服务器出了故障；稍后会再试。"
	case model.FeedStatusCode:
		return e.What + "的回答无法理解；请用浏览器打开看看。"
	default:
		return l.connectionTrouble(e)
	}
}

func (l chinese) connectionTrouble(e *model.FeedError) string {
	switch e.Kind {
	case model.FeedNoHost:
		return "找不到主机" + e.What + "；请检查网址有没有写错，或网站是否搬家。"
	case model.FeedNoNetwork:
		return "连不上" + e.What + "；请检查网络。"
	case model.FeedRefused:
		return e.What + "拒绝连接，可能暂时停机。"
	case model.FeedTimeout:
		return e.What + "太慢；稍后会再试。"
	case model.FeedConnection:
		return e.What + "中断了连接；稍后会再试。"
	case model.FeedProxy:
		return "去往" + e.What + "的代理不通；请检查代理设置。"
	case model.FeedTLS:
		return "与" + e.What + "无法建立加密连接；改用http://开头的网址也许可行。"
	case model.FeedExpired:
		return e.What + "的证书今天无效；如果本机时钟没错，就要等网站更新证书。"
	case model.FeedWrongName:
		return e.What + "的证书属于别的主机；请检查网址，试试加上或去掉www。"
	case model.FeedUnknownCA:
		return e.What + "的证书没有可信的机构作保；可能要先登录当前网络，也可能是网站自制的证书。"
	default:
		return l.documentTrouble(e)
	}
}

func (l chinese) documentTrouble(e *model.FeedError) string {
	switch e.Kind {
	case model.FeedRedirects:
		return e.What + "不停地转来转去，或转不到任何地方；请用浏览器打开，看看订阅源现在在哪里。"
	case model.FeedTooLarge:
		return e.What + "发来的内容太大；请到网站上找小一些的订阅源。"
	case model.FeedPacked:
		return e.What + "发来的内容无法解压；请告诉网站。"
	case model.FeedNotFeed:
		return e.What + "发来的是网页，不是订阅源；请到网站上找新的网址，再重新添加。"
	case model.FeedUnchanged:
		return e.What + "说没有变化，但它无从知道；稍后会再试。"
	case model.FeedQuery:
		return "“" + e.What + "”的筛选条件写错了；请检查订阅文件。"
	case model.FeedCut:
		return e.What + "发来的内容不完整或太大；其中完整的条目都已保存。"
	case model.FeedOther:
		return e.What + "的订阅没能更新；命令broadsheet feeds test会逐步显示问题出在哪里。"
	case model.FeedNoneFound:
		return "在" + e.What + "没有找到订阅源；请到网站上找名为RSS、Atom或“订阅”的链接，再粘贴它的网址。"
	case model.FeedCommand:
		return "提供这个订阅源的命令失败了；请检查订阅文件。"
	default:
		return l.listTrouble(e)
	}
}

func (chinese) listTrouble(e *model.FeedError) string {
	switch e.Kind {
	case model.FeedMissing:
		return "存放订阅文章的文件夹" + e.What + "是空的，或者不存在：请接好它所在的磁盘；如果是您删除的，请重新建立，并在里面放一个名为.broadsheet的空文件。"
	case model.FeedUnkept:
		return "文章无法写入；请检查磁盘是否已满。"
	case model.FeedBusy:
		return "另一个broadsheet正在更新；取到的文章也会出现在这里。"
	case model.FeedUndiscarded:
		return "正在更新订阅；更新完成后才能删除文章。"
	case model.FeedTooSoon:
		return "所有订阅在几分钟前刚更新过。"
	case model.FeedFollowed:
		return "“" + e.What + "”已经订阅过。"
	case model.FeedNotFollowed:
		return "“" + e.What + "”已不再订阅。"
	case model.FeedListDamaged:
		return "订阅文件" + e.What + "的第" + Grouped(e.Line) + "行有损坏；请用编辑器修好，在此之前不会改动它。"
	case model.FeedListUnread:
		return "订阅文件" + e.What + "读不了；请检查它的权限。"
	case model.FeedListUnkept:
		return "订阅文件" + e.What + "无法写入；请检查它的权限，以及磁盘是否已满。"
	case model.FeedListRejected:
		return "“" + e.What + "”无法保存；请换一个名称。"
	default:
		return "没有成功，原因：" + e.Error()
	}
}

func (chinese) FeedFailing(since, trouble string, broken bool) string {
	if broken {
		return "失效时间：" + since + "。" + trouble
	}
	return "出错时间：" + since + "。" + trouble
}

func (chinese) BrokenBelow(n int, list string) string {
	return "这里有" + Grouped(n) + "个订阅已失效；按" + spaced(list) + "查看。"
}

func (chinese) FeedProgress(s model.FeedStatus) string {
	text := "已更新" + Grouped(s.Done) + "/" + Grouped(s.Total) + "个订阅"
	if s.TotalPages > 0 {
		text = "已读取" + Grouped(s.Pages) + "/" + Grouped(s.TotalPages) + "个网页"
	}
	if s.New > 0 {
		text += "，新到" + Grouped(s.New) + "篇"
	}
	if s.Bytes > 0 {
		text += "，" + fetchedSize(s.Bytes)
	}
	if s.Failed > 0 {
		text += "，" + Grouped(s.Failed) + "个出错"
	}
	return text
}

func (chinese) FetchDone(s model.FeedStatus, list string) string {
	text := Grouped(s.Total) + "个订阅更新完毕，"
	if s.New > 0 {
		text += "新到" + Grouped(s.New) + "篇"
	} else {
		text += "没有新文章"
	}
	if s.Failed > 0 {
		text += "；" + Grouped(s.Failed) + "个出错，按" + spaced(list) + "查看原因"
	}
	return text
}

func (chinese) LookingForNews() string { return "正在查看有没有新文章……" }
func (chinese) Looked(arrived int) string {
	if arrived == 0 {
		return "文件夹里没有新文章。"
	}
	return "新到" + Grouped(arrived) + "篇文章。"
}

func (chinese) AlsoArrived(told string, arrived int) string {
	text := "文件夹里新到" + Grouped(arrived) + "篇"
	if strings.HasSuffix(told, "。") {
		return told + text + "。"
	}
	return told + "；" + text
}

func (l chinese) Candidate(c model.FeedCandidate, now time.Time) string {
	var parts []string
	if c.Format != "" {
		parts = append(parts, c.Format)
	}
	if c.Entries > 0 {
		parts = append(parts, l.Articles(c.Entries))
	}
	if !c.Newest.IsZero() {
		parts = append(parts, l.When(c.Newest, now))
	}
	return strings.Join(parts, " · ")
}

func (chinese) FirstFeed(add string) (headline, text string) {
	return "还没有可读的文章", "订阅之后，新文章就会出现在这里，离线也能读。按" + spaced(add) + "粘贴订阅源或网站的网址，也可以从这几个开始："
}

func (chinese) Suggestions() []Suggestion {
	return []Suggestion{
		{"少数派", "https://sspai.com/feed"},
		{"阮一峰的网络日志", "https://www.ruanyifeng.com/blog/atom.xml"},
		{"Solidot", "https://www.solidot.org/index.rss"},
	}
}

func (chinese) AwaitingNews() (headline, text string) {
	return "第一批文章正在路上", "正在更新订阅，取到的标题会陆续出现在这里。"
}

func (chinese) NoNews(feeds int, fetch, list string) (headline, text string) {
	return "还没有文章", "已有" + Grouped(feeds) + "个订阅，但还没有取到文章。按" + spaced(fetch) + "立即更新，按" + spaced(list) + "查看各个订阅的情况。"
}

func (chinese) AlsoFiles(roots string) string {
	return roots + "里若有.md、.html和.txt文件，也会显示在这里。"
}

func (chinese) NoArticlesOf(name string) string { return "“" + name + "”还没有文章。" }

func (chinese) SampleOnly(add, list string) string {
	return "这是样刊：按" + spaced(add) + "添加订阅，按" + spaced(list) + "看推荐。"
}

func (chinese) SampleGoneNow() string {
	return "第一批文章到了，样刊已收起；离开之前，这篇文章仍可阅读。"
}

func (chinese) NoFeeds() string     { return "还没有订阅。" }
func (chinese) FeedsServed() string { return "只有服务器的管理者才能更改订阅。" }

func (chinese) AddressSign() string    { return "网址" }
func (chinese) AddressHint() string    { return "订阅源或网站的网址，如sspai.com" }
func (chinese) AddressMissing() string { return "请输入网址" }
func (chinese) LookingAt(host, stop string) string {
	return "正在" + host + "查找订阅源……（按" + spaced(stop) + "停止）"
}
func (chinese) FeedNameHint() string           { return "这个订阅在这里的名称" }
func (chinese) FeedNameMissing() string        { return "请输入名称" }
func (chinese) NewCategory(name string) string { return "新建：" + name }
func (chinese) NoCategoryAbove() string        { return "不分类" }

func (chinese) FeedFollowed(name string) string {
	return "已订阅“" + name + "”"
}
func (chinese) FeedRenamed(name string) string { return "已改名为“" + name + "”" }
func (chinese) FeedMoved(name, category string) string {
	if category == "" {
		return "“" + name + "”已移出分类"
	}
	return "“" + name + "”已移到" + category
}

func (chinese) FeedPaused(name string, paused bool) string {
	if paused {
		return "已暂停“" + name + "”，恢复之前不再更新"
	}
	return "已恢复“" + name + "”的更新"
}

func (chinese) FeedRemoved(name, undo, discard string) string {
	return "已退订“" + name + "”（按" + spaced(undo) + "恢复，按" + spaced(discard) + "删除文章）"
}

func (chinese) FeedDiscarded(name string, deleted, kept int) string {
	text := "已删除“" + name + "”的" + Grouped(deleted) + "篇文章"
	if kept > 0 {
		text += "，加星的和别的订阅也有的" + Grouped(kept) + "篇保留"
	}
	return text
}
func (chinese) FeedRestored(name string) string { return "已恢复订阅“" + name + "”" }

func (chinese) OffNoFeeds() string { return "这里不更新订阅。" }
func (chinese) OffFeedsElsewhere(library string) string {
	return "这里没有打开订阅；启动时加上" + spaced("-L "+library) + "即可。"
}

func (chinese) OffNothingFollowed(add string) string {
	return "还没有订阅；按" + spaced(add) + "添加。"
}
func (chinese) ShortFollow() string      { return "订阅" }
func (chinese) ShortAll() string         { return "显示全部" }
func (chinese) OffNoFeed() string        { return "光标处没有订阅。" }
func (chinese) OffNoFeedAddress() string { return "这个订阅由命令提供，没有网址。" }
func (chinese) OffNothingToDiscard(remove string) string {
	return "没有可删除的文章；先按" + spaced(remove) + "退订。"
}

func (chinese) OffNothingRemoved() string { return "没有退订过。" }
func (chinese) OffNoneBroken() string     { return "没有失效的订阅。" }

func (chinese) FindFeedHint() string { return "名称、分类或网址的一部分" }
func (chinese) NoFeedFound() string  { return "没有这样的订阅。" }
func (chinese) FeedsFound(n, all int) string {
	return Grouped(all) + "个订阅中的" + Grouped(n) + "个"
}
func (chinese) ShowsAllFeeds(key string) string { return "按" + spaced(key) + "显示全部。" }

func (chinese) Space() string { return "" }

func (l chinese) Since(t, now time.Time) string {
	if kind, _ := ageOf(t, now); kind <= hoursAgo {
		return t.Format("15:04")
	}
	return l.When(t, now)
}
