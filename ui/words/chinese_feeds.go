package words

import (
	"fmt"
	"strings"
	"time"

	"broadsheet/model"
)

// This file holds what the program says in Chinese of feeds.

func (chinese) TitleFeeds() string                 { return "订阅" }
func (chinese) TitleCandidates(site string) string { return join(site, "的订阅源") }
func (chinese) TitleMove(name string) string       { return "将“" + name + "”移到" }

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
			return fmt.Sprintf("下次更新：%d 小时后", hours)
		case minutes > 0:
			return fmt.Sprintf("下次更新：%d 分钟后", minutes)
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
		text += shortly(e.Again, "%d 小时", "%d 分钟") + "后可以重试。"
	}
	return text
}

func (l chinese) feedTrouble(e *model.FeedError) string {
	switch e.Kind {
	case model.FeedAddress:
		return "“" + e.What + "”不是网址；网址的写法如 example.org 或 https://example.org/feed。"
	case model.FeedPrivate:
		return join(e.What, "在内部网络中，这台服务器不会访问；请联系服务器管理员。")
	case model.FeedHeld, model.FeedTooMany:
		return join(e.What, "要求减少访问，暂停更新一段时间。")
	case model.FeedChallenge:
		return join(e.What, "只允许浏览器访问；请寻找这个订阅源的其他网址，或请网站允许阅读器访问。")
	case model.FeedLogin:
		return join(e.What, "需要登录；请在订阅文件中为它填写用户名和获取密码的命令。")
	case model.FeedForbidden:
		return join(e.What, "拒绝了请求；请向网站询问原因。")
	case model.FeedNotFound:
		return join(e.What, "的这个网址已没有订阅源；请到网站上查找新网址，再重新添加。")
	case model.FeedGone:
		return join(e.What, "已永久停用这个订阅源；请到网站上查找其他订阅源，或退订。")
	case model.FeedServer:
		return join(e.What, "的服务器出错；稍后会自动重试。")
	case model.FeedStatusCode:
		return join(e.What, "的响应无法识别；请用浏览器打开网址查看原因。")
	default:
		return l.connectionTrouble(e)
	}
}

func (l chinese) connectionTrouble(e *model.FeedError) string {
	switch e.Kind {
	case model.FeedNoHost:
		return join("找不到主机", e.What, "；请检查网址是否有误，或网站是否已迁移。")
	case model.FeedNoNetwork:
		return join("无法连接", e.What, "；请检查网络。")
	case model.FeedRefused:
		return join(e.What, "拒绝连接，可能暂时停机。")
	case model.FeedTimeout:
		return join(e.What, "响应超时；稍后会自动重试。")
	case model.FeedConnection:
		return join("与", e.What, "的连接中断；稍后会自动重试。")
	case model.FeedProxy:
		return join("访问", e.What, "的代理不可用；请检查代理设置。")
	case model.FeedTLS:
		return join("无法与", e.What, "建立加密连接；可以试试 http:// 开头的网址。")
	case model.FeedExpired:
		return join(e.What, "的证书已过期或尚未生效；请检查本机时钟，或等待网站更新证书。")
	case model.FeedWrongName:
		return join(e.What, "的证书属于其他网站；请检查网址，试试加上或去掉 www。")
	case model.FeedUnknownCA:
		return join(e.What, "的证书不受信任；可能需要先登录当前网络，也可能是网站自签的证书。")
	default:
		return l.documentTrouble(e)
	}
}

func (l chinese) documentTrouble(e *model.FeedError) string {
	switch e.Kind {
	case model.FeedRedirects:
		return join(e.What, "不断重定向，或重定向到不存在的地址；请用浏览器打开，查找订阅源的新网址。")
	case model.FeedTooLarge:
		return join(e.What, "发来的订阅源过大；请到网站上查找小一些的订阅源。")
	case model.FeedPacked:
		return join(e.What, "发来的内容无法解压；请告知网站。")
	case model.FeedNotFeed:
		return join(e.What, "发来的是网页，不是订阅源；请到网站上查找新网址，再重新添加。")
	case model.FeedUnchanged:
		return join(e.What, "称内容没有变化，但它无从得知；稍后会自动重试。")
	case model.FeedQuery:
		return "“" + e.What + "”的筛选条件有误；请检查订阅文件。"
	case model.FeedCut:
		return join(e.What, "发来的内容不完整或过大；其中完整的条目都已保存。")
	case model.FeedOther:
		return join("无法更新", e.What, "；请运行 broadsheet feeds test 查看原因。")
	case model.FeedNoneFound:
		return join("在", e.What, "没有找到订阅源；请到网站上查找名为 RSS、Atom 或“订阅”的链接，再粘贴它的网址。")
	case model.FeedCommand:
		return "生成这个订阅源的命令执行失败；请检查订阅文件。"
	default:
		return l.listTrouble(e)
	}
}

func (chinese) listTrouble(e *model.FeedError) string {
	switch e.Kind {
	case model.FeedMissing:
		return join("存放订阅文章的文件夹", e.What, "为空或不存在：请连接它所在的磁盘；如果是您删除的，请重新建立，并在其中放一个名为 .broadsheet 的空文件。")
	case model.FeedUnkept:
		return "无法保存文章；请检查磁盘是否已满。"
	case model.FeedBusy:
		return "另一个 broadsheet 正在更新；取到的文章也会显示在这里。"
	case model.FeedUndiscarded:
		return "正在更新订阅；请在更新完成后删除文章。"
	case model.FeedTooSoon:
		return "所有订阅在几分钟前刚更新过。"
	case model.FeedFollowed:
		return "您已经订阅了“" + e.What + "”。"
	case model.FeedNotFollowed:
		return "您已不再订阅“" + e.What + "”。"
	case model.FeedListDamaged:
		return join("订阅文件", e.What, "的第", Grouped(e.Line), "行有误；请用编辑器修正，在此之前不会改动它。")
	case model.FeedListUnread:
		return join("无法读取订阅文件", e.What, "；请检查它的权限。")
	case model.FeedListUnkept:
		return join("无法写入订阅文件", e.What, "；请检查它的权限，以及磁盘是否已满。")
	case model.FeedListRejected:
		return "“" + e.What + "”不能用作名称；请换一个名称。"
	default:
		return "出错了：" + e.Error()
	}
}

func (chinese) FeedFailing(since, trouble string, broken bool) string {
	if broken {
		return "失效时间：" + since + "。" + trouble
	}
	return "出错时间：" + since + "。" + trouble
}

func (chinese) BrokenBelow(n int, list string) string {
	return join("这里有", Grouped(n), "个订阅已失效；按", list, "查看。")
}

func (chinese) FeedProgress(s model.FeedStatus) string {
	text := join("已更新", Grouped(s.Done)+"/"+Grouped(s.Total), "个订阅")
	if s.TotalPages > 0 {
		text = join("已读取", Grouped(s.Pages)+"/"+Grouped(s.TotalPages), "个网页")
	}
	if s.New > 0 {
		text += join("，新增", Grouped(s.New), "篇")
	}
	if s.Bytes > 0 {
		text += "，" + fetchedSize(s.Bytes)
	}
	if s.Failed > 0 {
		text += "，" + join(Grouped(s.Failed), "个出错")
	}
	return text
}

func (chinese) FetchDone(s model.FeedStatus, list string) string {
	text := join(Grouped(s.Total), "个订阅更新完毕，")
	if s.New > 0 {
		text += join("新增", Grouped(s.New), "篇")
	} else {
		text += "没有新文章"
	}
	if s.Failed > 0 {
		text += join("；", Grouped(s.Failed), "个出错，按", list, "查看原因")
	}
	return text
}

func (chinese) LookingForNews() string { return "正在检查新文章……" }
func (chinese) Looked(arrived int) string {
	if arrived == 0 {
		return "文件夹里没有新文章。"
	}
	return join(Grouped(arrived), "篇新文章。")
}

func (chinese) AlsoArrived(told string, arrived int) string {
	text := join("文件夹里新增", Grouped(arrived), "篇")
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
	return "还没有可读的文章", join("添加订阅后，文章会显示在这里，离线也能阅读。按", add, "粘贴订阅源或网站的网址，也可以从这几个开始：")
}

func (chinese) Suggestions() []Suggestion {
	return []Suggestion{
		{"少数派", "https://sspai.com/feed"},
		{"阮一峰的网络日志", "https://www.ruanyifeng.com/blog/atom.xml"},
		{"Solidot", "https://www.solidot.org/index.rss"},
	}
}

func (chinese) AwaitingNews() (headline, text string) {
	return "正在获取第一批文章", "正在更新订阅，标题会陆续显示在这里。"
}

func (chinese) NoNews(feeds int, fetch, list string) (headline, text string) {
	return "还没有文章", join("您有", Grouped(feeds), "个订阅，但还没有收到文章。按", fetch, "立即更新，按", list, "查看订阅状态。")
}

func (chinese) AlsoFiles(roots string) string {
	return join(roots, "里的 .md、.html 和 .txt 文件也会显示在这里。")
}

func (chinese) NoArticlesOf(name string) string { return "“" + name + "”还没有文章。" }

func (chinese) SampleOnly(add, list string) string {
	return join("这是样刊。按", add, "添加订阅，按", list, "查看推荐。")
}

func (chinese) SampleGoneNow() string {
	return "第一批文章已到，样刊已收起；这一篇在离开之前仍可阅读。"
}

func (chinese) NoFeeds() string     { return "还没有订阅。" }
func (chinese) FeedsServed() string { return "只有服务器管理员可以更改订阅。" }

func (chinese) AddressSign() string    { return "网址" }
func (chinese) AddressHint() string    { return "订阅源或网站的网址，如 sspai.com" }
func (chinese) AddressMissing() string { return "请输入网址" }
func (chinese) LookingAt(host, stop string) string {
	return join("正在", host, "上查找订阅源……（按", stop, "停止）")
}
func (chinese) FeedNameHint() string           { return "这个订阅的名称" }
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
	return join("“", name, "”已移到", category)
}

func (chinese) FeedPaused(name string, paused bool) string {
	if paused {
		return "已暂停“" + name + "”，恢复之前不再更新"
	}
	return "已恢复“" + name + "”的更新"
}

func (chinese) FeedRemoved(name, undo, discard string) string {
	return join("已退订“", name, "”（按", undo, "撤销，按", discard, "删除文章）")
}

func (chinese) FeedDiscarded(name string, deleted, kept int) string {
	text := join("已删除“", name, "”的", Grouped(deleted), "篇文章")
	if kept > 0 {
		text += join("，保留", Grouped(kept), "篇（加了星标，或也在其他订阅中）")
	}
	return text
}
func (chinese) FeedRestored(name string) string { return "已恢复订阅“" + name + "”" }

func (chinese) OffNoFeeds() string { return "这里不更新订阅" }
func (chinese) OffFeedsElsewhere(library string) string {
	return join("这里没有打开订阅；启动时加上", "-L "+library, "即可打开")
}

func (chinese) OffNothingFollowed(add string) string {
	return join("还没有订阅；按", add, "添加。")
}
func (chinese) ShortFollow() string      { return "订阅" }
func (chinese) ShortAll() string         { return "显示全部" }
func (chinese) OffNoFeed() string        { return "光标处没有订阅" }
func (chinese) OffNoFeedAddress() string { return "这个订阅由命令生成，没有网址" }
func (chinese) OffNothingToDiscard(remove string) string {
	return join("没有可删除的文章；请先按", remove, "退订")
}

func (chinese) OffNothingRemoved() string { return "没有退订过的订阅" }
func (chinese) OffNoneBroken() string     { return "没有失效的订阅" }

func (chinese) FindFeedHint() string { return "名称、分类或网址的一部分" }
func (chinese) NoFeedFound() string  { return "没有匹配的订阅。" }
func (chinese) FeedsFound(n, all int) string {
	return join("共", Grouped(all), "个订阅，找到", Grouped(n), "个")
}
func (chinese) ShowsAllFeeds(key string) string { return join("按", key, "显示全部。") }

func (chinese) Space() string { return "" }

func (l chinese) Since(t, now time.Time) string {
	if kind, _ := ageOf(t, now); kind <= hoursAgo {
		return t.Format("15:04")
	}
	return l.When(t, now)
}
