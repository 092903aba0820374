package words

import "broadsheet/model"

// This file holds what the program says in Chinese of the pages that articles link to.

func (chinese) FullText() string { return "全文" }

func (chinese) PagesFailed(n int, again string) string {
	return join("有", Grouped(n), "篇文章未能读取全文，不再自动重试；在文章上按", again, "可以重试。")
}
func (chinese) ReadingPage() string { return "正在读取全文……" }

func (chinese) TextTurned(full bool, again string) string {
	if full {
		return join("现在是网页全文（按", again, "切换到订阅源内容）")
	}
	return join("现在是订阅源内容（按", again, "切换到网页全文）")
}

func (chinese) OfArticle(title, sentence string) string {
	if title == "" {
		return sentence
	}
	return "《" + title + "》：" + sentence
}

func (l chinese) PageTrouble(e *model.FeedError, copyAddress string) string {
	text := l.pageTrouble(e, join("；按", copyAddress, "复制网址，可用浏览器打开。"))
	if e.Again > 0 {
		text += shortly(e.Again, "%d 小时", "%d 分钟") + "后可以重试。"
	}
	return text
}

func (l chinese) pageTrouble(e *model.FeedError, browser string) string {
	switch e.Kind {
	case model.PageNotOfFeed:
		return "只有 broadsheet 从订阅源获取的文章才能读取全文。"
	case model.PageVanished:
		return "文章的文件已不存在，无法保存全文。"
	case model.PageNoLink:
		return "这篇文章没有网页链接，因此没有全文。"
	case model.PageOther:
		return "文章的链接不是文字网页" + browser
	case model.PageLinks:
		return "这个网页只是一组链接，不是文章" + browser
	case model.PageShort:
		return "网页上的文字并不比订阅源多" + browser
	case model.PageTooSlow:
		return "处理这个网页耗时过长" + browser
	case model.PageFailed:
		return "broadsheet 内部错误，无法读取这个网页" + browser
	case model.FeedTooLarge:
		return "这个网页过大" + browser
	default:
		return l.pageRefused(e, browser)
	}
}

func (l chinese) pageRefused(e *model.FeedError, browser string) string {
	switch e.Kind {
	case model.FeedHeld, model.FeedTooMany:
		return join(e.What, "要求减少访问。")
	case model.FeedChallenge:
		return join(e.What, "只允许浏览器访问这个网页") + browser
	case model.FeedLogin:
		return join(e.What, "需要登录才能查看这个网页") + browser
	case model.FeedForbidden:
		return join(e.What, "拒绝了请求") + browser
	case model.FeedNotFound:
		return join(e.What, "没有这个网页；只能阅读订阅源内容。")
	case model.FeedGone:
		return join(e.What, "已永久删除这个网页；只能阅读订阅源内容。")
	case model.FeedServer:
		return join(e.What, "的服务器出错；请稍后重试。")
	case model.FeedTimeout:
		return join(e.What, "响应超时；请稍后重试。")
	case model.FeedConnection:
		return join("与", e.What, "的连接中断；请稍后重试。")
	case model.FeedStatusCode:
		return join(e.What, "的响应无法识别") + browser
	case model.FeedRedirects:
		return join(e.What, "不断重定向，或重定向到不存在的地址") + browser
	case model.FeedPacked:
		return join(e.What, "发来的内容无法解压") + browser
	default:
		return l.connectionTrouble(e)
	}
}
