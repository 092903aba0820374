package words

import "broadsheet/model"

// This file holds what the program says in Chinese of the pages that articles link to.

func (chinese) FullText() string { return "全文" }

func (chinese) PagesFailed(n int, again string) string {
	return "有" + Grouped(n) + "篇文章的网页没能读出全文，不再自动读取；在文章上按" + spaced(again) + "可以再试。"
}
func (chinese) ReadingPage() string { return "正在读取文章链接的网页……" }

func (chinese) TextTurned(full bool, again string) string {
	if full {
		return "现在是网页上的全文（按" + spaced(again) + "换回订阅源的文字）"
	}
	return "现在是订阅源的文字（按" + spaced(again) + "换成网页上的全文）"
}

func (chinese) OfArticle(title, sentence string) string {
	if title == "" {
		return sentence
	}
	return "“" + title + "”：" + sentence
}

func (l chinese) PageTrouble(e *model.FeedError, copyAddress string) string {
	text := l.pageTrouble(e, "；按"+spaced(copyAddress)+"复制网址，可用浏览器打开。")
	if e.Again > 0 {
		text += shortly(e.Again, "%d小时", "%d分钟") + "后可以再试。"
	}
	return text
}

func (l chinese) pageTrouble(e *model.FeedError, browser string) string {
	switch e.Kind {
	case model.PageNotOfFeed:
		return "只有broadsheet从订阅源取来的文章才能读取全文。"
	case model.PageVanished:
		return "这篇文章的文件已经不在，无法再存入全文。"
	case model.PageNoLink:
		return "这篇文章没有网页链接，所以没有别的文字。"
	case model.PageOther:
		return "链接的不是有文字的网页，而是别的内容" + browser
	case model.PageLinks:
		return "这个网页只是一串链接，不是文章" + browser
	case model.PageShort:
		return "网页上的文字并不比这里多" + browser
	case model.PageTooSlow:
		return "这个网页处理起来太慢，不像一篇文章" + browser
	case model.PageFailed:
		return "这个网页没能读出来，是本程序的错" + browser
	case model.FeedTooLarge:
		return "这个网页太大，不像一篇文章" + browser
	default:
		return l.pageRefused(e, browser)
	}
}

func (l chinese) pageRefused(e *model.FeedError, browser string) string {
	switch e.Kind {
	case model.FeedHeld, model.FeedTooMany:
		return e.What + "要求少访问一些。"
	case model.FeedChallenge:
		return e.What + "只给浏览器看这个网页" + browser
	case model.FeedLogin:
		return e.What + "要登录才能看这个网页" + browser
	case model.FeedForbidden:
		return e.What + "不让程序读取这个网页" + browser
	case model.FeedNotFound:
		return e.What + "没有这个网页；只有订阅源的文字可读。"
	case model.FeedGone:
		return e.What + "已把这个网页永久撤下；只有订阅源的文字可读。"
	case model.FeedServer:
		return e.What + "的服务器出了故障；请稍后再试。"
	case model.FeedTimeout:
		return e.What + "太慢；请稍后再试。"
	case model.FeedConnection:
		return e.What + "中断了连接；请稍后再试。"
	case model.FeedStatusCode:
		return e.What + "的回答无法理解" + browser
	case model.FeedRedirects:
		return e.What + "不停地转来转去，或转不到任何地方" + browser
	case model.FeedPacked:
		return e.What + "发来的内容无法解压" + browser
	default:
		return l.connectionTrouble(e)
	}
}
